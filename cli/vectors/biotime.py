"""Known answers of BioTime: its token, its pages, what comes late, and what is no page."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalicelib.attendance import biotime
from cli.vectors.judging import Case, Checker, named, refused, same


def _token(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "signature", partial(_signed, section)
    yield "header and end", partial(_carried, section)


def _signed(section: Mapping[str, Any]) -> None:
    told, signature = section["response"]["token"].rsplit(".", 1)
    found = hmac.new(section["hs256_key"].encode(), told.encode(), hashlib.sha256).digest()
    same("signature", base64.urlsafe_b64encode(found).decode().rstrip("="), signature)


def _carried(section: Mapping[str, Any]) -> None:
    token = section["response"]["token"]
    header = f"Authorization: {biotime.authorization(token)}"
    same("header", header, section["header"].replace("<token>", token))
    same("exp", biotime.expires_at(token), section["exp"])


def _pages(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for number, page in enumerate(section, 1):
        yield f"page {number}", partial(_page, page, section[0]["count"])
    yield "all together", partial(_together, section)


def _page(page: Mapping[str, Any], count: int) -> None:
    found = _read(page)
    same("rows", list(found.rows), page["data"])
    same("count", found.count, count)
    following = dict(parse_qsl(urlsplit(page["next"]).query)) if page["next"] else None
    same("next", found.following, following)


def _together(pages: list[Mapping[str, Any]]) -> None:
    """As many punches as the first page says, each once, also when pages shift and one comes twice."""
    rows = [row for page in [*pages, pages[0]] for row in _read(page).rows]
    same("punches", len({biotime.key(row) for row in rows}), pages[0]["count"])


def _late(section: Any, content: Mapping[str, Any]) -> Iterator[Case]:
    yield f"id {section['id']}", partial(_uploaded_late, section["id"], content["pages"])


def _uploaded_late(number: int, pages: list[Mapping[str, Any]]) -> None:
    """Reading on by the time of the last punch misses it; reading on by id does not."""
    rows = [row for page in pages for row in _read(page).rows]
    (late,) = [row for row in rows if row["id"] == number]
    seen = [row for row in rows if row["upload_time"] < late["upload_time"]]
    same("missed by time", late["punch_time"] < max(row["punch_time"] for row in seen), known=True)
    same("found by id", number > biotime.resume_after(seen), known=True)


def _no_page(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    told = (section["status"], section["content_type"], section["body"].encode())
    yield (
        section["content_type"],
        partial(refused, "it", biotime.AnswerError, partial(biotime.read_page, *told)),
    )
    yield (
        "called JSON",
        partial(
            refused, "it", biotime.AnswerError, partial(biotime.read_page, 200, "application/json", told[2])
        ),
    )


def _read(page: Mapping[str, Any]) -> biotime.Page:
    return biotime.read_page(200, "application/json", json.dumps(page).encode())


BIOTIME = Checker(
    {"token": _token, "pages": _pages, "late_upload": _late, "non_json": _no_page},
    named(
        token="request response header hs256_key exp",  # noqa: S106 - the names of its parts
        token__response="token",  # noqa: S106 - the same
        pages="count next previous msg code data",
        late_upload="id",
        non_json="status content_type body expect",
    ),
)
