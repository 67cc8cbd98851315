"""Records that may not overlap in time: an instrument, a vehicle, a room is had by one of them at a time. Pure.

All bookings of one thing stand in one row, its lane, written with the records in one transaction: of two at once one
sees the other. What is long over leaves the lane.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.errors import RecordOverlapError
from chalicelib.libraries.model import Library, NoOverlap
from chalicelib.libraries.records import Record, invalid
from chalicelib.platform.field_types import FieldType

KEPT_DAYS = 31
"""What is over for so long is kept no more: nobody books the past."""
BETWEEN = "|"


@dataclass(frozen=True)
class Booking:
    """A record and its time: dates, both days counted, or moments, the end not counted."""

    record: str
    start: str
    end: str

    def overlaps(self, other: Booking) -> bool:
        if len(self.start) == len("2026-12-01"):
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


def lane_of(library: Library, record: Record | None) -> str | None:
    """What a record has for its time, by the fields of `by`; None for one that has nothing."""
    rule = library.no_overlap
    if rule is None or record is None or record.deleted_at or _is_let_go(rule, record.values):
        return None
    parts = [record.values.get(name) for name in (*rule.by, rule.start, rule.end)]
    if any(part in (None, "") for part in parts):
        return None
    return BETWEEN.join(str(part) for part in parts[: len(rule.by)])


def booking_of(library: Library, record: Record) -> Booking:
    """Raises RecordInvalidError where it ends before it begins."""
    rule = library.no_overlap
    assert rule is not None  # noqa: S101 - it has a lane
    start, end = str(record.values[rule.start]), str(record.values[rule.end])
    by_day = library.fields[rule.start].type is FieldType.DATE
    if end < start or (end == start and not by_day):
        raise invalid(rule.end, "range_reversed")
    return Booking(record.key, start, end)


def booked(
    library: Library, lane: Iterable[Booking], without: Iterable[str], more: Iterable[Booking], today: dt.date
) -> tuple[Booking, ...]:
    """The lane after some records have left it or changed their time. Raises RecordOverlapError."""
    gone, oldest = set(without), _days_before(today)
    found = [one for one in lane if one.record not in gone and one.end[:10] >= oldest]
    for wanted in more:
        other = next((one for one in found if one.overlaps(wanted)), None)
        if other:
            raise RecordOverlapError(
                library=library.key, record=other.record, start=other.start, end=other.end
            )
        found.append(wanted)
    return tuple(sorted(found, key=lambda one: (one.start, one.record)))


def require_free(library: Library, record: Record, others: Iterable[Record]) -> None:
    """Whether a record may have its time beside these; for records in memory. Raises as `booked` does."""
    if lane := lane_of(library, record):
        there = [
            booking_of(library, one)
            for one in others
            if one.key != record.key and lane_of(library, one) == lane
        ]
        booked(library, there, (), [booking_of(library, record)], dt.date.min)


def _is_let_go(rule: NoOverlap, values: Mapping[str, Any]) -> bool:
    return any(values.get(name) in options for name, options in rule.unless.items())


def _days_before(today: dt.date) -> str:
    return dt.date.fromordinal(max(1, today.toordinal() - KEPT_DAYS)).isoformat()
