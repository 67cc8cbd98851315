"""The institute's calendar against the notices of the State Council."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform import calendar
from chalicelib.platform.calendar import MINUTES_PER_DAY, institute_calendar

CALENDAR = institute_calendar()
TABLE = json.loads((Path(calendar.__file__).parent / "calendar.json").read_text("utf-8"))["years"]


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("year", sorted(TABLE))
def test_a_year_has_as_many_workdays_as_its_notice_says(year: str):
    found = CALENDAR.work_days(_on(f"{year}-01-01"), _on(f"{year}-12-31"))
    assert found == TABLE[year]["workdays_total"] == 248


@pytest.mark.parametrize("year", sorted(TABLE))
def test_makeup_days_are_weekend_days_and_no_holidays(year: str):
    for day in map(_on, TABLE[year]["makeup_workdays"]):
        assert day.weekday() >= 5
        assert CALENDAR.is_workday(day)
        assert day not in CALENDAR.off


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-11-23", True),
        ("2026-11-28", False),
        ("2026-10-01", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2025-10-08", False),
        ("2025-01-26", True),
    ],
)
def test_single_days(day: str, worked: bool):  # noqa: FBT001
    assert CALENDAR.is_workday(_on(day)) is worked


def test_a_year_without_a_notice_counts_monday_to_friday_and_says_so():
    assert CALENDAR.is_provisional(_on("2027-01-01"))
    assert not CALENDAR.is_provisional(_on("2026-12-31"))
    assert CALENDAR.work_days(_on("2027-10-04"), _on("2027-10-10")) == 5


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-23T08:30", "2026-11-23T17:30", 480),
        ("2026-11-23T00:00", "2026-11-24T00:00", 480),
        ("2026-11-23T12:00", "2026-11-23T13:00", 0),
        ("2026-11-23T11:59", "2026-11-23T13:01", 2),
        ("2026-11-23T17:30", "2026-11-24T08:30", 0),
        ("2026-11-23T17:29", "2026-11-24T08:31", 2),
        ("2026-11-27T08:30", "2026-11-30T17:30", 960),
        ("2026-09-30T16:30", "2026-10-08T09:30", 120),
        ("2026-10-09T17:00", "2026-10-12T09:00", 30 + 480 + 30),
        ("2026-11-28T08:30", "2026-11-29T17:30", 0),
        ("2026-11-24T08:30", "2026-11-23T17:30", 0),
        ("2026-11-23T09:00", "2026-11-23T09:00", 0),
        ("2026-11-23T10:00", "2026-11-23T09:00", 0),
    ],
)
def test_working_minutes_skip_lunch_nights_weekends_and_holidays(start: str, end: str, minutes: int):
    assert CALENDAR.work_minutes(_at(start), _at(end)) == minutes


def test_spans_over_400_days_and_reversed_ones_count_nothing():
    assert CALENDAR.work_days(_on("2024-01-01"), _on("2026-01-01")) == 0
    assert CALENDAR.work_days(_on("2026-01-02"), _on("2026-01-01")) == 0
    assert CALENDAR.work_days(_on("2026-01-05"), _on("2026-01-05")) == 1


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-23T08:30", 0, "2026-11-23T08:30"),
        ("2026-11-23T11:30", 60, "2026-11-23T13:30"),
        ("2026-11-23T11:30", 30, "2026-11-23T12:00"),
        ("2026-11-23T17:00", 60, "2026-11-24T09:00"),
        ("2026-11-27T17:00", 60, "2026-11-30T09:00"),
        ("2026-09-30T17:00", 60, "2026-10-08T09:00"),
        ("2026-10-09T17:00", 60, "2026-10-10T09:00"),
        ("2026-11-28T10:00", 30, "2026-11-30T09:00"),
        ("2026-11-23T08:30", 480, "2026-11-23T17:30"),
    ],
)
def test_a_deadline_falls_into_working_time(start: str, minutes: int, end: str):
    assert CALENDAR.add_work_minutes(_at(start), minutes) == _at(end)


TIMES = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2026, 12, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0)
)


@given(TIMES, st.integers(0, 60 * 480))
def test_exactly_the_minutes_added_lie_between_start_and_deadline(start: dt.datetime, minutes: int):
    end = CALENDAR.add_work_minutes(start, minutes)
    assert end >= start
    assert CALENDAR.work_minutes(start, end) == minutes


@given(TIMES, TIMES, TIMES)
def test_minutes_of_two_spans_are_those_of_both_together(
    one: dt.datetime, two: dt.datetime, three: dt.datetime
):
    first, middle, last = sorted((one, two, three))
    if last - first < dt.timedelta(days=390):
        parts = CALENDAR.work_minutes(first, middle) + CALENDAR.work_minutes(middle, last)
        assert parts == CALENDAR.work_minutes(first, last)


@given(TIMES)
def test_a_whole_day_has_480_minutes_or_none(at: dt.datetime):
    day = at.replace(hour=0, minute=0)
    minutes = CALENDAR.work_minutes(day, day + dt.timedelta(days=1))
    assert minutes == (MINUTES_PER_DAY if CALENDAR.is_workday(day.date()) else 0)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-30", -1, "2026-11-27"),
        ("2026-11-28", 0, "2026-11-28"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-11-23", 20, "2026-12-21"),
    ],
)
def test_workdays_are_added_over_weekends_and_holidays(day: str, count: int, found: str):
    assert institute_calendar().add_workdays(dt.date.fromisoformat(day), count).isoformat() == found


def test_so_many_workdays_lie_after_a_day_as_were_added_to_it():
    day = dt.date(2026, 1, 5)
    for count in range(1, 200):
        last = institute_calendar().add_workdays(day, count)
        assert institute_calendar().work_days(day + dt.timedelta(days=1), last) == count
        assert institute_calendar().is_workday(last)


def test_an_endless_count_ends():
    assert institute_calendar().add_workdays(dt.date(2026, 1, 5), 10**9) < dt.date(2028, 1, 1)
