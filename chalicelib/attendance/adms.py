"""What ZKTeco terminals push over HTTP (ADMS, `/iclock/*`), read and answered. Pure.

A terminal repeats a batch until it hears `OK: n`, for ever if it must: so one bad line never fails a batch, it is set
aside with the reason. The stamp is the terminal's own and tells nothing about order; punches are told apart by `key`.
Grammar from PUSH 2.x material; known answers in tests/vectors/zk_adms.json.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_LINE = 4096
FIRST_REAL_YEAR = 2001
"""A terminal that lost its clock begins at 2000-01-01."""
BIOMETRIC = frozenset({"FP", "FACE", "BIODATA", "USERPIC"})
"""Sensitive by law and of no use here: counted, never kept (docs/security.md)."""
_OPTIONAL = {4: "workcode", 7: "mask", 8: "temperature"}


@dataclass(frozen=True)
class Punch:
    """One line of ATTLOG. `pin` is text: `00100236` and `100236` may be two people. `local` has no zone."""

    pin: str
    local: str
    status: str
    verify: str
    workcode: str = ""
    mask: str | None = None
    temperature: str | None = None


@dataclass(frozen=True)
class Aside:
    """A line that is kept for people to look at: `reason` is `torn`, `no_such_time` or `clock_lost`."""

    line: str
    reason: str


@dataclass(frozen=True)
class Batch:
    punches: tuple[Punch, ...]
    aside: tuple[Aside, ...]

    @property
    def answer(self) -> str:
        """What the terminal hears once everything is stored: lines set aside are stored too."""
        return f"OK: {len(self.punches) + len(self.aside)}"


@dataclass(frozen=True)
class Entry:
    """One line of OPERLOG: `USER` has named fields, `OPLOG` numbered ones (`0`, `1`, …)."""

    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)


def serial_of(query: Mapping[str, str]) -> str:
    """Which terminal calls; some firmware writes `sn`. Empty when it does not say: answer 403, it keeps its data."""
    return query.get("SN") or query.get("sn") or ""


def handshake(serial: str, options: Mapping[str, str]) -> str:
    """The answer to `GET /iclock/cdata?options=all`."""
    return "".join(
        f"{line}\r\n" for line in (f"GET OPTION FROM: {serial}", *(f"{k}={v}" for k, v in options.items()))
    )


def read_punches(body: bytes) -> Batch:
    """The lines of `table=ATTLOG`."""
    punches, aside = [], []
    for raw in body.splitlines():
        line = raw[:LONGEST_LINE].decode("ascii", "backslashreplace")
        if not line.strip():
            continue
        parts = line.split("\t")
        reason = _wrong(parts)
        if reason:
            aside.append(Aside(line, reason))
        else:
            more = {name: parts[place] for place, name in _OPTIONAL.items() if place < len(parts) - 1}
            punches.append(Punch(*(part.strip() for part in parts[:4]), **more))
    return Batch(tuple(punches), tuple(aside))


def key(serial: str, punch: Punch) -> str:
    """What makes a punch the same as one sent before. The stamp is no part of it."""
    return f"{serial}|{punch.pin}|{punch.local}|{punch.status}"


def read_operations(body: bytes, encoding: str) -> tuple[Entry, ...]:
    """The lines of `table=OPERLOG`. `encoding` (of names) is a setting of the terminal: utf-8, or gbk on many.

    Raises UnicodeDecodeError where the setting is wrong: names are not guessed.
    """
    entries = []
    for raw in body.splitlines():
        kind, _, rest = raw.partition(b" ")
        name = kind.decode("ascii", "backslashreplace")
        if name in BIOMETRIC:
            entries.append(Entry(name))
        elif name:
            entries.append(Entry(name, _fields(rest.decode(encoding).split("\t"))))
    return tuple(entries)


def _fields(parts: list[str]) -> dict[str, str]:
    pairs = [
        part.partition("=") if "=" in part else (str(place), "", part) for place, part in enumerate(parts)
    ]
    return {name.strip(): value for name, _, value in pairs}


def _wrong(parts: list[str]) -> str:
    if len(parts) < 4 or not parts[0].strip():
        return "torn"
    try:
        moment = dt.datetime.strptime(parts[1].strip(), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - a wall clock without zone
    except ValueError:
        return "no_such_time"
    return "clock_lost" if moment.year < FIRST_REAL_YEAR else ""
