"""What ZKTeco's BioTime answers over REST, read with care. Pure.

http://biotime8.zkteco.eu/docs/api-docs/transaction_api.html; known answers in tests/vectors/biotime.json.
Page numbers shift while punches arrive, ids become visible out of order, and a terminal may deliver days late: so one
reads on by id with an overlap, never by the time of the punch, and tells punches apart by `key`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

OVERLAP_IDS = 2000


class AnswerError(ValueError):
    """It answered with something else than a page: a login page, a wrong path, a code other than 0. Never an empty page."""


@dataclass(frozen=True)
class Page:
    """`following` is the query of the next page, None on the last: the address in the answer is the server's own idea."""

    rows: tuple[Mapping[str, Any], ...]
    count: int
    following: Mapping[str, str] | None


def read_page(status: int, content_type: str, body: bytes) -> Page:
    """A page of transactions. Raises AnswerError."""
    if status != 200 or "json" not in content_type:
        raise AnswerError(f"status {status}, {content_type or 'no type'}")
    try:
        told = json.loads(body)
        code, count, rows = told["code"], int(told["count"]), tuple(told["data"])
        following = dict(parse_qsl(urlsplit(told["next"]).query)) if told["next"] else None
    except (ValueError, TypeError, KeyError) as error:
        raise AnswerError("no page of transactions") from error
    if code != 0:
        raise AnswerError(f"code {code}")
    return Page(rows, count, following)


def key(row: Mapping[str, Any]) -> str:
    """What makes a punch the same as one read before; ids begin again when BioTime is installed anew."""
    return "|".join(str(row[name]) for name in ("terminal_sn", "emp_code", "punch_time", "punch_state"))


def resume_after(rows: Iterable[Mapping[str, Any]], before: int = 0) -> int:
    """The id to read on from: what became visible late below the highest one is read again."""
    return max(0, max((int(row["id"]) for row in rows), default=before) - OVERLAP_IDS)


def authorization(token: str) -> str:
    """The header that carries a token of `/jwt-api-token-auth/`."""
    return f"JWT {token}"


def expires_at(token: str) -> int:
    """When a token ends, in unix seconds, as it says itself. Raises AnswerError for one that says nothing."""
    try:
        payload = token.split(".")[1]
        return int(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["exp"])
    except (IndexError, ValueError, KeyError, TypeError) as error:
        raise AnswerError("no token") from error
