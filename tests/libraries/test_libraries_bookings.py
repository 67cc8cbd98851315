"""Records that may not overlap in time: what counts as one thing, what as overlap, and what lets go."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.libraries import bookings, definition
from chalicelib.libraries.bookings import Booking
from chalicelib.libraries.errors import LibraryInvalidError, RecordInvalidError, RecordOverlapError
from chalicelib.libraries.records import Record

USAGE = """
key: usage
name: 仪器使用
key_field: number
fields:
  number: {label: 编号, type: text, required: true}
  instrument: {label: 仪器, type: text}
  start_at: {label: 开始, type: datetime}
  end_at: {label: 结束, type: datetime}
  status: {label: 状态, type: enum, options: {booked: 已预约, dropped: 已取消}}
no_overlap: {by: [instrument], start: start_at, end: end_at, unless: {status: [dropped]}}
"""
LIBRARY = definition.checked(USAGE)
DAYS = definition.checked(USAGE.replace("datetime", "date"))
TODAY = dt.date(2026, 11, 30)


def usage(number: str, start: str, end: str, **more: Any) -> Record:
    values = {"number": number, "instrument": "I-1", "start_at": start, "end_at": end} | more
    return Record(number, values)


NINE = usage("1", "2026-12-01T09:00", "2026-12-01T11:00")


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        ("2026-12-01T11:00", "2026-12-01T12:00", True),
        ("2026-12-01T08:00", "2026-12-01T09:00", True),
        ("2026-12-01T10:59", "2026-12-01T12:00", False),
        ("2026-12-01T09:30", "2026-12-01T10:00", False),
        ("2026-11-30T09:00", "2026-12-02T09:00", False),
        ("2026-12-02T09:00", "2026-12-02T11:00", True),
    ],
)
def test_moments_overlap_when_one_begins_before_the_other_ends(start: str, end: str, free: bool):  # noqa: FBT001
    other = usage("2", start, end)
    if free:
        bookings.require_free(LIBRARY, other, [NINE])
        return
    with pytest.raises(RecordOverlapError) as refused:
        bookings.require_free(LIBRARY, other, [NINE])
    assert refused.value.params["record"] == "1"
    assert refused.value.params["start"] == "2026-12-01T09:00"


def test_of_dates_both_days_count():
    first = usage("1", "2026-12-01", "2026-12-03")
    bookings.require_free(DAYS, usage("2", "2026-12-04", "2026-12-04"), [first])
    with pytest.raises(RecordOverlapError):
        bookings.require_free(DAYS, usage("2", "2026-12-03", "2026-12-04"), [first])


@pytest.mark.parametrize(
    "more", [{"instrument": "I-2"}, {"instrument": None}, {"status": "dropped"}, {"start_at": None}]
)
def test_another_thing_one_let_go_and_one_without_a_time_are_in_nobody_s_way(more: dict[str, Any]):
    bookings.require_free(LIBRARY, usage("2", "2026-12-01T09:00", "2026-12-01T11:00", **more), [NINE])


def test_a_record_is_not_in_its_own_way():
    bookings.require_free(LIBRARY, usage("1", "2026-12-01T10:00", "2026-12-01T12:00"), [NINE])


@pytest.mark.parametrize("end", ["2026-12-01T08:00", "2026-12-01T09:00"])
def test_a_time_that_ends_before_it_begins_is_refused_at_its_field(end: str):
    with pytest.raises(RecordInvalidError) as refused:
        bookings.require_free(LIBRARY, usage("2", "2026-12-01T09:00", end), [])
    assert [(one.field, one.code) for one in refused.value.problems] == [("end_at", "range_reversed")]


def test_what_is_long_over_leaves_the_lane():
    lane = [
        Booking("old", "2026-10-01T09:00", "2026-10-01T10:00"),
        Booking("1", "2026-11-20T09:00", "2026-11-20T10:00"),
    ]
    new = Booking("2", "2026-12-01T09:00", "2026-12-01T10:00")
    assert bookings.booked(LIBRARY, lane, (), [new], TODAY) == (lane[1], new)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ("by: [moon]", "no_overlap.by"),
        ("start: number", "no_overlap"),
        ("end: start_at", "no_overlap"),
        ("{status: [lost]}", "no_overlap.unless.status"),
        ("{number: [x]}", "no_overlap.unless.number"),
    ],
)
def test_a_rule_that_cannot_be_is_named(changed: str, place: str):
    word = changed.split(":", maxsplit=1)[0] if not changed.startswith("{") else "unless"
    former = {
        "by": "by: [instrument]",
        "start": "start: start_at",
        "end": "end: end_at",
        "unless": "{status: [dropped]}",
    }
    with pytest.raises(LibraryInvalidError) as refused:
        definition.checked(USAGE.replace(former[word], changed))
    assert ("L010", place) in {(one.code, one.field) for one in refused.value.problems}
