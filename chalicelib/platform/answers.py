"""Answers over HTTP: bodies, pages, and the one shape of every error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Response
from pydantic import BaseModel

from chalicelib.platform import messages
from chalicelib.platform.errors import DomainError, FieldProblem, UnavailableError, status_of

RETRY_AFTER_SECONDS = 2
"""What was busy or did not answer is worth asking again after so long."""

_COMMON_HEADERS = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class Answer:
    """What a handler may return instead of a bare model: other status, headers, no body, or a page (HTML)."""

    body: BaseModel | Mapping[str, Any] | str | None = None
    status: int = 200
    headers: Mapping[str, str | list[str]] = field(default_factory=dict)


def error_response(
    status: int,
    code: str,
    locale: str,
    request_id: str,
    *,
    field: str | None = None,
    problems: tuple[FieldProblem, ...] = (),
    params: Mapping[str, Any] | None = None,
    retry_after_seconds: int = 0,
) -> Response:
    """The one error body: `{code, message, field?, request_id, errors?}`."""
    body: dict[str, Any] = {
        "code": code,
        "message": messages.text(f"errors.{code}", locale, **(params or {})),
        "request_id": request_id,
    }
    if field:
        body["field"] = field
    if problems:
        body["errors"] = [
            {"field": p.field, "code": p.code, "message": sentence_of(p, locale)} for p in problems
        ]
    again = {"Retry-After": str(retry_after_seconds)} if retry_after_seconds else {}
    return Response(_json(body), status_code=status, headers={**_COMMON_HEADERS, **again})


def sentence_of(problem: FieldProblem, locale: str) -> str:
    """What a person reads about one field: the flow's own words, or ours for the code."""
    return problem.message or messages.text(f"fields.{problem.code}", locale, **problem.params)


def refusal(error: DomainError, locale: str, request_id: str) -> Response:
    """The answer to a domain error, by the table of statuses."""
    first = error.problems[0].field if error.problems else None
    return error_response(
        status_of(type(error)),
        error.code,
        locale,
        request_id,
        field=error.field or first,
        problems=error.problems,
        params=error.params,
        retry_after_seconds=RETRY_AFTER_SECONDS if isinstance(error, UnavailableError) else 0,
    )


def response(answer: Answer) -> Response:
    """What a handler answered, as Chalice wants it."""
    body: Any = ""
    if isinstance(answer.body, BaseModel):
        body = _json(answer.body.model_dump(mode="json"))
    elif answer.body is not None:
        body = answer.body if isinstance(answer.body, str) else _json(answer.body)
    return Response(body, status_code=answer.status, headers={**_COMMON_HEADERS, **answer.headers})


def _json(content: Any) -> str:
    """Chinese as it is: Chalice would escape every character to six."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
