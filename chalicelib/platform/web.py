"""HTTP manners, once for every route: session, CSRF, parsing, errors, OpenAPI facts.

A capability's `api.py` makes one `Api` and declares handlers on it; a handler gets a `Call` and answers a model:
parse, one service call, answer. Chalice quirks that this module absorbs: REST views turn exceptions into 500
before middleware sees them (aws/chalice #1566), its own 4xx bodies have another shape, a `Set-Cookie` list must
be a multi-value header.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from chalice.app import Blueprint, Chalice, Request, Response
from pydantic import BaseModel, ValidationError

from chalicelib.platform import messages, sessions
from chalicelib.platform.answers import Answer, error_response, refusal, response
from chalicelib.platform.errors import (
    BodyInvalidError,
    BodyNotJsonError,
    BodyTooLargeError,
    ContentTypeError,
    CsrfError,
    DomainError,
    FieldProblem,
    IdempotencyKeyMissingError,
    IfMatchMissingError,
    InvalidError,
    NotAdministratorError,
    NotSignedInError,
    StoreUnavailableError,
)
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.observability import logger
from chalicelib.platform.store import is_unavailable

SESSION_COOKIE = "xt_session"
MAX_BODY_BYTES = 1_048_576
MAX_JSON_DEPTH = 20
MAX_ID = 128
JSON = "application/json"
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
KEY_PATTERN = re.compile(r"[A-Za-z0-9_.:-]{8,64}")
HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a surrogate pair as an escape: JSON's grammar has it, but it is no text that can be stored."""


class IdempotencyKeyFormatError(InvalidError):
    code = "idempotency_key_format"


@dataclass(frozen=True)
class Call:
    """One request, parsed. `query` and `body` are instances of the route's models, or None."""

    userid: str
    session: sessions.Session | None
    query: Any
    body: Any
    attempt: Attempt | None
    if_match: str
    locale: str
    cookies: Mapping[str, str]
    request_id: str
    wants_page: bool
    raw: bytes
    """The body as it came, and the headers (lower case): what a signature is checked over."""
    headers: Mapping[str, str]

    @property
    def version(self) -> int:
        """The number If-Match says was seen; what is no number of ours was never seen."""
        return int(self.if_match) if self.if_match.isdecimal() else -1


@dataclass(frozen=True)
class Route:
    """What is declared of a route: enough to serve it, to describe it and to test the whole surface."""

    method: str
    path: str
    handler: Callable[..., Any]
    out: type[BaseModel] | None
    media: str
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    status: int
    open: bool
    admin: bool
    creates: bool
    guarded: bool
    errors: tuple[type[DomainError], ...]

    @property
    def writes(self) -> bool:
        return self.method in WRITING


class Api(Blueprint):
    """A blueprint whose routes share the manners above.

    `require_admin(userid)` raises unless the person is an administrator; capabilities that declare
    administrators' routes pass the directory's.
    """

    def __init__(self, import_name: str, require_admin: Callable[[str], None] | None = None) -> None:
        super().__init__(import_name)
        self.routes: list[Route] = []
        self._require_admin = require_admin

    def on(
        self,
        method: str,
        path: str,
        *,
        out: type[BaseModel] | None = None,
        media: str = JSON,
        body: type[BaseModel] | None = None,
        query: type[BaseModel] | None = None,
        status: int = 200,
        open: bool = False,  # noqa: A002 - the word of the architecture test
        admin: bool = False,
        creates: bool = False,
        guarded: bool = False,
        any_type: bool = False,
        errors: tuple[type[DomainError], ...] = (),
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare a route.

        `media`: the type of an answer that is no model. `open`: needs no session. `any_type`: takes bodies that are no
        JSON, and reads them itself. `creates`: needs Idempotency-Key. `guarded`: needs If-Match.
        `errors`: what the service may raise, beyond what the manners themselves raise.
        """

        def declare(handler: Callable[..., Any]) -> Callable[..., Any]:
            route = Route(
                method, path, handler, out, media, body, query, status, open, admin, creates, guarded, errors
            )
            self.routes.append(route)

            def view(**path_params: str) -> Response:
                return self._serve(route, self.current_request, path_params)

            view.__name__ = f"{handler.__module__}.{handler.__name__}".replace(".", "_")
            types = ["*/*"] if any_type else [JSON]
            self.route(path, methods=[method], content_types=types)(view)
            return handler

        return declare

    def _serve(self, route: Route, request: Request, path_params: dict[str, str]) -> Response:
        request_id = request_id_of(request)
        locale = messages.locale_of(request.headers.get("accept-language"))
        try:
            _check_path(path_params)
            call = self._parse(route, request, locale)
            result = route.handler(call, **path_params)
        except DomainError as error:
            logger.info("refused", extra={"code": error.code, "request_id": request_id, "path": route.path})
            return refusal(error, locale, request_id)
        except Exception as error:  # noqa: BLE001 - the last handler: logged, answered with a request id
            logger.exception("failed", extra={"request_id": request_id, "path": route.path})
            if is_unavailable(error):
                return refusal(StoreUnavailableError(), locale, request_id)
            return error_response(500, "internal", locale, request_id)
        answer = result if isinstance(result, Answer) else Answer(result, route.status)
        return response(answer)

    def _parse(self, route: Route, request: Request, locale: str) -> Call:
        cookies = parse_cookies(request.headers.get("cookie", ""))
        session = None if route.open else sessions.authenticate(cookies.get(SESSION_COOKIE))
        if session and route.writes and request.headers.get("x-csrf-token") != session.csrf:
            raise CsrfError
        if session and route.admin:
            if self._require_admin is None:
                raise RuntimeError(
                    f"{route.path} is an administrators' route of an Api without require_admin"
                )
            self._require_admin(session.userid)
        body = _body(route, request)
        query = route.query and _validated(route.query, dict(request.query_params or {}))
        userid = session.userid if session else ""
        return Call(
            userid=userid,
            session=session,
            query=query,
            body=body,
            attempt=_attempt(userid, request, body) if route.creates else None,
            if_match=_if_match(request) if route.guarded else "",
            locale=locale,
            cookies=cookies,
            request_id=request_id_of(request),
            wants_page="text/html" in request.headers.get("accept", ""),
            raw=request.raw_body or b"",
            headers={name.lower(): value for name, value in request.headers.items()},
        )


class Application(Chalice):
    """Chalice with our error body on its own refusals (unknown method or content type, its own 500)."""

    def __call__(self, event: Any, context: Any) -> Any:
        answer = super().__call__(event, context)
        if isinstance(answer, dict) and answer.get("statusCode", 200) >= HTTPStatus.BAD_REQUEST:
            body = str(answer.get("body") or "")
            if '"Code"' in body:
                request_id = event.get("requestContext", {}).get("requestId", "")
                headers = event.get("multiValueHeaders") or {}
                language = next((v[0] for k, v in headers.items() if k.lower() == "accept-language"), None)
                code = _CHALICE_CODES.get(answer["statusCode"], "internal")
                shaped = error_response(answer["statusCode"], code, messages.locale_of(language), request_id)
                answer["body"] = shaped.body
        return answer


_CHALICE_CODES = {403: "no_such_route", 405: "method_not_allowed", 415: "content_type"}


def parse_cookies(header: str) -> dict[str, str]:
    """Cookies of a Cookie header, the first of a name winning. Never raises: rubbish is skipped."""
    found: dict[str, str] = {}
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name:
            found.setdefault(name, value)
    return found


def request_id_of(request: Request) -> str:
    """API Gateway's id of this request: in the answer of every error and in every log line."""
    return str((request.context or {}).get("requestId", ""))


def _check_path(path_params: Mapping[str, str]) -> None:
    """No id of ours is longer than 128; DynamoDB would refuse much longer ones with an error of its own."""
    problems = tuple(
        FieldProblem(name, "too_long", params={"max": MAX_ID})
        for name, value in path_params.items()
        if len(value) > MAX_ID
    )
    if problems:
        raise BodyInvalidError(problems=problems)


def _body(route: Route, request: Request) -> Any:
    if route.body is None:
        return None
    raw = request.raw_body or b""
    if len(raw) > MAX_BODY_BYTES:
        raise BodyTooLargeError(limit_kb=MAX_BODY_BYTES // 1024)
    try:
        text = raw.decode("utf-8")
        content = json.loads(text or "{}", parse_constant=_no_json)
        if HALF_CHARACTER.search(text):
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BodyNotJsonError from error
    if _depth(content) > MAX_JSON_DEPTH:
        raise BodyInvalidError
    return _validated(route.body, content)


def _no_json(word: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(word)


def _validated(model: type[BaseModel], content: Any) -> BaseModel:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems = tuple(
            FieldProblem(".".join(map(str, item["loc"])), _FIELD_CODES.get(item["type"], "invalid"))
            for item in error.errors()
        )
        raise BodyInvalidError(problems=problems) from error


# pydantic's own words are English and for programmers; these are the codes people get sentences for.
_FIELD_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_long",
    "enum": "not_a_choice",
    "literal_error": "not_a_choice",
}


def _depth(content: Any) -> int:
    deepest, layer = 0, [content]
    while layer and deepest <= MAX_JSON_DEPTH:
        deepest += 1
        layer = [
            child
            for item in layer
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return deepest


def _attempt(userid: str, request: Request, body: Any) -> Attempt:
    key = request.headers.get("idempotency-key", "")
    if not key:
        raise IdempotencyKeyMissingError
    if not KEY_PATTERN.fullmatch(key):
        raise IdempotencyKeyFormatError(field="Idempotency-Key")
    return Attempt(userid, key, body.model_dump(mode="json") if body else None)


def _if_match(request: Request) -> str:
    value = str(request.headers.get("if-match", "")).removeprefix("W/").strip('"')
    if not value:
        raise IfMatchMissingError
    return value


def manners(route: Route) -> tuple[type[DomainError], ...]:
    """The errors every such route may answer, beside its own."""
    found: list[type[DomainError]] = [] if route.open else [NotSignedInError]
    if route.writes and not route.open:
        found.append(CsrfError)
    if route.admin:
        found.append(NotAdministratorError)
    if route.body:
        found += [BodyNotJsonError, BodyInvalidError, BodyTooLargeError, ContentTypeError]
    if route.query:
        found.append(BodyInvalidError)
    if route.creates:
        found += [IdempotencyKeyMissingError, IdempotencyKeyFormatError]
    if route.guarded:
        found.append(IfMatchMissingError)
    found.append(StoreUnavailableError)
    return tuple(dict.fromkeys(found))
