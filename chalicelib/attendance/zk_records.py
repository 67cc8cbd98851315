"""Times and attendance records as ZKTeco terminals store them. Pure.

A time is a number of seconds in a calendar whose months all have 31 days: local wall clock, no zone, 2000 to 2099,
and some numbers are no date at all. A record has 8, 16 or 40 bytes, and no answer says which: pyzk divides the size by
the count it read before, and returns rubbish when somebody punches in between (fananimi/pyzk #56, #92, #99).
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIZES = (8, 16, 40)
SMALL, MEDIUM, LARGE = struct.Struct("<HBBI"), struct.Struct("<IIBB2sI"), struct.Struct("<H24sBIB8s")
PLAUSIBLE_SHARE = 0.95


class LayoutError(ValueError):
    """No known layout fits the records. Keep the bytes; nothing may be guessed."""


@dataclass(frozen=True)
class DeviceTime:
    """A terminal's time, taken apart; `moment()` is None for one that no calendar has."""

    value: int

    @property
    def text(self) -> str:
        days, seconds = divmod(self.value, 86400)
        year, rest = divmod(days, 372)
        month, day = divmod(rest, 31)
        return (
            f"{2000 + year:04d}-{month + 1:02d}-{day + 1:02d}"
            f"T{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        )

    def moment(self) -> dt.datetime | None:
        try:
            return dt.datetime.fromisoformat(self.text)
        except ValueError:
            return None


@dataclass(frozen=True)
class Record:
    """One punch as it stood in the log. In the 8-byte layout the person is the slot `uid` of the user table only."""

    uid: int | None
    user_id: str | None
    verify: int
    state: int
    time: DeviceTime


def encode_time(local: dt.datetime) -> int:
    """A wall-clock time from 2000 to 2099 as the terminal's number."""
    days = (local.year % 100) * 372 + (local.month - 1) * 31 + local.day - 1
    return days * 86400 + local.hour * 3600 + local.minute * 60 + local.second


def read(payload: bytes, declared: int, now: dt.datetime) -> list[Record]:
    """Every record of a log; `declared` is the count the terminal told before, `now` its wall clock.

    Raises LayoutError. Impossible times stay in: the caller sets them aside with their bytes.
    """
    return list(_records(payload, record_bytes(payload, declared, now)))


def record_bytes(payload: bytes, declared: int, now: dt.datetime) -> int:
    """Which layout this is: one that divides the payload, gives believable times, and comes nearest to the count."""
    fitting = [
        size for size in SIZES if payload and len(payload) % size == 0 and _plausible(payload, size, now)
    ]
    if not fitting:
        raise LayoutError(f"{len(payload)} bytes are no records of {SIZES}")
    return min(fitting, key=lambda size: abs(len(payload) // size - declared))


def _plausible(payload: bytes, size: int, now: dt.datetime) -> bool:
    latest = now + dt.timedelta(days=1)
    moments = [record.time.moment() for record in _records(payload, size)]
    good = sum(moment is not None and moment <= latest for moment in moments)
    return good >= PLAUSIBLE_SHARE * len(moments)


def _records(payload: bytes, size: int) -> Iterator[Record]:
    for start in range(0, len(payload), size):
        yield _record(payload[start : start + size])


def _record(raw: bytes) -> Record:
    if len(raw) == SMALL.size:
        uid, verify, state, time = SMALL.unpack(raw)
        return Record(uid, None, verify, state, DeviceTime(time))
    if len(raw) == MEDIUM.size:
        user, time, verify, state, _, _ = MEDIUM.unpack(raw)
        return Record(None, str(user), verify, state, DeviceTime(time))
    uid, name, verify, time, state, _ = LARGE.unpack(raw)
    user_id = name.split(b"\0", 1)[0].decode("ascii", "backslashreplace")
    return Record(uid, user_id, verify, state, DeviceTime(time))
