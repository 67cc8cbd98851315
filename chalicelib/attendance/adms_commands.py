"""What a ZKTeco terminal is told to do when it asks (`/iclock/getrequest`), and what it says came of it. Pure.

A command may be fetched twice before its result arrives, so only such that bear it are sent; one that clears a terminal
cannot be written here at all. Numbers and fields: tests/vectors/zk_adms.json.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from chalicelib.attendance.zk_records import encode_time

VERBS = frozenset(
    {
        "DATA UPDATE USERINFO",
        "DATA DELETE USERINFO",
        "DATA QUERY ATTLOG",
        "DATA QUERY USERINFO",
        "CHECK",
        "INFO",
        "LOG",
    }
)
WORTH_REPEATING = frozenset({-1003, -1005, -1008})
"""Time-out, busy, could not fetch: the others mean the same the second time."""
ACK = "OK"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Result:
    """What became of a command; 0 is success."""

    number: int
    code: int
    command: str

    @property
    def again(self) -> bool:
        return self.code in WORTH_REPEATING


def command(number: int, verb: str, fields: Mapping[str, str] | None = None) -> str:
    """One line of the answer to getrequest. A tab or newline in a value would begin a new field: it is taken out.

    Raises ValueError for a verb that is not of `VERBS`.
    """
    if verb not in VERBS:
        raise ValueError(f"{verb!r} is not sent to terminals")
    told = "\t".join(f"{name}={_CONTROL.sub('', value)}" for name, value in (fields or {}).items())
    return f"C:{number}:{verb}{' ' if told else ''}{told}\n"


def results(body: str) -> tuple[Result, ...]:
    """The lines of `POST /iclock/devicecmd`; one post may bring several. Lines that are no result are left out."""
    found = []
    for line in body.splitlines():
        told = dict(parse_qsl(line, keep_blank_values=True))
        if _is_number(told.get("ID")) and _is_number(told.get("Return")):
            found.append(Result(int(told["ID"]), int(told["Return"]), told.get("CMD", "")))
    return tuple(found)


def server_time(local: dt.datetime, zone: str = "+0800") -> str:
    """The answer to `GET /iclock/rtdata?type=rttime` at this time of the wall clock."""
    return f"DateTime={encode_time(local)},ServerTZ={zone}"


def _is_number(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"-?\d{1,9}", text))
