"""When a date is remembered: each word by itself, and whatever mornings there were, each occasion once."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.libraries import occasions, reminders
from chalicelib.libraries.occasions import Window
from chalicelib.libraries.reminder_store import Kind
from chalicelib.libraries.timing import Deadline, Reminder
from chalicelib.platform.calendar import institute_calendar

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 9, 1)
"""A Tuesday. 2026-10-01 to 10-07 are days off, 2026-09-20 and 10-10 are worked."""


def reminder(**said: Any) -> Reminder:
    of = {} if "calendar" in said else {"date": "d"}
    return Reminder.model_validate({"key": "k", "name": "n", "to": {"roles": ["r"]}, **of, **said})


def deadline(**said: Any) -> Deadline:
    given = {"key": "k", "name": "n", "date": "d", "filter": {"s": "a"}, "set": {"s": "b"}, **said}
    return Deadline.model_validate(given)


def on_day(day: dt.date) -> Window:
    moment = dt.datetime.combine(day, dt.time())
    return Window(moment, moment)


def days(one: Reminder, on: dt.date, number: int = 120) -> list[str]:
    """The days on which a date is remembered, as month and day."""
    several = [on + dt.timedelta(days=ahead) for ahead in range(-60, number)]
    return [f"{at:%m-%d}" for at in several if occasions.latest(one, on.isoformat(), on_day(at))]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"before_days": [10, 0]}, ["08-22", "09-01"]),
        ({"after_days": [3]}, ["09-04"]),
        ({"before_days": [7], "repeat_days": 30}, ["08-25", "10-01", "10-31", "11-30"]),
        ({"after_days": [1], "repeat_days": 40}, ["09-02", "10-12", "11-21"]),
        ({"before_workdays": [2, 1]}, ["08-28", "08-31"]),
        ({"after_workdays": [0, 1, 5]}, ["09-01", "09-02", "09-08"]),
        ({"after_workdays": [3], "repeat_workdays": 20}, ["09-04", "10-09", "11-05", "12-03"]),
    ],
    ids=str,
)
def test_a_date_is_remembered_on_the_days_that_are_named(said: dict[str, Any], wanted: list[str]):
    assert days(reminder(**said), FIRST) == wanted


def test_workdays_from_a_weekend_are_counted_from_the_next_workday():
    assert days(reminder(after_workdays=[1]), dt.date(2026, 9, 5)) == ["09-07"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"calendar": {"yearly": ["10-08", "12-01"]}}, ["2026-10-08", "2026-12-01"]),
        ({"calendar": {"monthly": 2}}, ["2026-09-02", "2026-10-02", "2026-11-02", "2026-12-02"]),
        ({"calendar": {"quarterly": "last_workday"}}, ["2026-09-30", "2026-12-31"]),
        ({"calendar": {"quarterly": "first_workday"}}, ["2026-10-08"]),
        ({"calendar": {"quarterly": 46}}, ["2026-11-15"]),
        (
            {"calendar": {"monthly": "last_day"}, "before_workdays": [1]},
            ["2026-09-29", "2026-10-30", "2026-11-27", "2026-12-30"],
        ),
        (
            {"calendar": {"quarterly": "last_workday"}, "repeat_days": 60},
            ["2026-09-30", "2026-11-29", "2026-12-31"],
        ),
        ({"calendar": {"yearly": ["12-01"]}, "before_days": [7]}, ["2026-11-24"]),
    ],
    ids=str,
)
def test_a_day_of_the_calendar_is_remembered(said: dict[str, Any], wanted: list[str]):
    one, found = reminder(**said), []
    for number in range(122):
        at = FIRST + dt.timedelta(days=number)
        if occasions.of_calendar(one, on_day(at)):
            found.append(at.isoformat())
    assert found == wanted


def test_a_leap_day_is_remembered_in_its_years():
    one = reminder(calendar={"yearly": ["02-29"]})
    every = [dt.date(2025, 1, 1) + dt.timedelta(days=number) for number in range(2000)]
    assert [at.year for at in every if occasions.of_calendar(one, on_day(at))] == [2028]


@pytest.mark.parametrize(
    ("said", "at", "wanted"),
    [
        ({"before_minutes": [1440, 60]}, "2026-08-31T09:00", "2026-08-31T09:00"),
        ({"before_minutes": [1440, 60]}, "2026-09-01T08:10", "2026-09-01T08:00"),
        ({"before_minutes": [60]}, "2026-09-01T09:00", None),
        ({"after_minutes": [0]}, "2026-09-01T09:05", "2026-09-01T09:00"),
        ({"repeat_minutes": 60}, "2026-09-01T09:20", None),
        ({"repeat_minutes": 60}, "2026-09-03T09:20", "2026-09-03T09:00"),
        ({"after_minutes": [30], "repeat_minutes": 60}, "2026-09-01T10:40", "2026-09-01T10:30"),
    ],
    ids=str,
)
def test_a_moment_is_remembered_within_the_window(said: dict[str, Any], at: str, wanted: str | None):
    last = dt.datetime.fromisoformat(at)
    window = Window(last - dt.timedelta(minutes=30), last)
    assert occasions.latest(reminder(**said), "2026-09-01T09:00", window) == wanted


@pytest.mark.parametrize(
    ("said", "on", "early", "late"),
    [
        ({"after_days": 1}, "2026-09-01", "2026-09-01T23:59", "2026-09-02T00:00"),
        ({"after_days": 0}, "2026-09-01T15:00", "2026-08-31T23:59", "2026-09-01T00:00"),
        ({"after_workdays": 3}, "2026-09-30", "2026-10-09T23:59", "2026-10-10T00:00"),
        ({"after_minutes": 60}, "2026-09-01T23:30", "2026-09-02T00:29", "2026-09-02T00:30"),
    ],
)
def test_it_is_too_late_from_a_moment_on(said: dict[str, Any], on: str, early: str, late: str):
    one = deadline(**said)
    assert not occasions.has_come(one, on, dt.datetime.fromisoformat(early))
    assert occasions.has_come(one, on, dt.datetime.fromisoformat(late))
    assert on <= occasions.last_on(one, dt.datetime.fromisoformat(late)) + "T99"


NAMED = st.lists(st.integers(0, 40), max_size=3).map(tuple)
BY_DAYS = st.fixed_dictionaries(
    {
        "before_days": NAMED,
        "after_days": NAMED,
        "repeat_days": st.none() | st.integers(1, 40),
        "before_workdays": NAMED,
        "after_workdays": NAMED,
        "repeat_workdays": st.none() | st.integers(1, 20),
    }
).filter(lambda said: any(said.values()))
DATES = st.integers(-90, 90).map(lambda ahead: FIRST + dt.timedelta(days=ahead))


def meant(one: Reminder, on: dt.date, at: dt.date) -> bool:
    """What is promised, said in another way: by counting days one by one."""
    step = DAY if at >= on else -DAY
    passed = [on + step * number for number in range(1, abs((at - on).days) + 1)]
    worked = [day for day in passed if institute_calendar().is_workday(day)]
    is_workday = at == on or (bool(worked) and worked[-1] == at)
    after = at >= on
    if (len(passed) in one.after_days and after) or (len(passed) in one.before_days and at <= on):
        return True
    if is_workday and (
        (len(worked) in one.after_workdays and after) or (len(worked) in one.before_workdays and at <= on)
    ):
        return True
    for number, named, every in (
        (len(passed), one.after_days, one.repeat_days),
        (len(worked) if is_workday and at != on else 0, one.after_workdays, one.repeat_workdays),
    ):
        further = number - max(named, default=0)
        if after and every and further > 0 and further % every == 0:
            return True
    return False


@given(BY_DAYS, DATES, st.integers(-50, 120))
def test_each_word_means_the_days_it_says(said: dict[str, Any], on: dt.date, ahead: int):
    one, at = reminder(**said), on + dt.timedelta(days=ahead)
    assert bool(occasions.latest(one, on.isoformat(), on_day(at))) == meant(one, on, at)


@given(BY_DAYS, DATES, st.integers(0, 14), st.integers(-50, 200))
def test_what_lies_outside_of_the_span_is_never_remembered(
    said: dict[str, Any], on: dt.date, width: int, ahead: int
):
    one, at = reminder(**said), dt.datetime.combine(on + dt.timedelta(days=ahead), dt.time())
    window = Window(at - dt.timedelta(days=width), at)
    first, last = occasions.span(one, window)
    assert first <= on.isoformat() <= last or occasions.latest(one, on.isoformat(), window) is None


@pytest.mark.parametrize(
    ("kind", "answered", "now", "first"),
    [
        (Kind.DAYS, None, "09-05T08:30", "09-05T00:00"),
        (Kind.DAYS, ("09-01T00:00", "09-05T00:00"), "09-05T08:45", "09-04T00:00"),
        (Kind.DAYS, ("09-05T00:00", "09-05T00:00"), "09-05T08:45", "09-05T00:00"),
        (Kind.DAYS, ("09-01T00:00", "09-03T00:00"), "09-05T08:30", "09-03T00:00"),
        (Kind.DAYS, ("08-01T00:00", "08-02T00:00"), "09-05T08:30", "08-22T00:00"),
        (Kind.MINUTES, None, "09-05T08:30", "09-05T08:00"),
        (Kind.MINUTES, ("09-01T00:00", "09-05T08:20"), "09-05T08:30", "09-05T07:50"),
        (Kind.MINUTES, ("09-01T00:00", "09-02T00:00"), "09-05T08:30", "09-04T08:30"),
        (Kind.MINUTES, ("09-01T00:00", "09-05T09:00"), "09-05T08:30", "09-05T08:00"),
    ],
)
def test_a_run_answers_for_the_time_since_the_last_and_a_little_more(
    kind: Kind, answered: tuple[str, str] | None, now: str, first: str
):
    told = (f"2026-{answered[0]}", f"2026-{answered[1]}") if answered else None
    window = reminders.window_of(kind, told, dt.datetime.fromisoformat(f"2026-{now}"))
    last = now if kind is Kind.MINUTES else f"{now[:5]}T00:00"
    wanted = [dt.datetime.fromisoformat(f"2026-{moment}") for moment in (first, last)]
    assert [window.first, window.last] == wanted


def mornings(ran: list[bool]) -> Iterator[tuple[dt.date, Window]]:
    """The windows of some mornings: of those that ran, each twice."""
    answered: tuple[str, str] | None = None
    for number, did_run in enumerate(ran):
        now = dt.datetime.combine(FIRST + dt.timedelta(days=number), dt.time(8, 30))
        for _ in range(2 if did_run else 0):
            window = reminders.window_of(Kind.DAYS, answered, now)
            yield now.date(), window
            begun = answered[0] if answered else window.first.isoformat()
            answered = begun, window.last.isoformat()


@given(BY_DAYS, DATES, st.lists(st.booleans(), min_size=1, max_size=40))
def test_whatever_mornings_there_were_each_occasion_is_told_once_or_a_later_one_in_its_place(
    said: dict[str, Any], on: dt.date, ran: list[bool]
):
    one = reminder(**said)
    told: dict[str, dt.date] = {}
    for today, window in mornings(ran):
        at = occasions.latest(one, on.isoformat(), window)
        if at:
            told.setdefault(at, today)
    first = next((number for number, did_run in enumerate(ran) if did_run), None)
    for number in range(len(ran)):
        day = FIRST + dt.timedelta(days=number)
        was_meant = meant(one, on, day)
        assert day.isoformat() not in told or was_meant
        runs = [later for later in range(number, min(number + 13, len(ran))) if ran[later]]
        if was_meant and first is not None and number >= first and runs:
            heard = FIRST + dt.timedelta(days=runs[0])
            assert any(day <= dt.date.fromisoformat(at) <= heard and told[at] <= heard for at in told), day


@given(
    st.lists(st.integers(1, 300), min_size=1, max_size=30),
    st.integers(0, 2000),
    st.sampled_from(
        [{"before_minutes": [60]}, {"after_minutes": [0, 90]}, {"after_minutes": [5], "repeat_minutes": 45}]
    ),
)
def test_whenever_runs_come_each_moment_is_told_once_or_a_later_one_in_its_place(
    pauses: list[int], ahead: int, said: dict[str, Any]
):
    one, now, answered = reminder(**said), dt.datetime.combine(FIRST, dt.time()), None
    on, told, begun = now + dt.timedelta(minutes=ahead), set[str](), now
    for pause in pauses:
        now += dt.timedelta(minutes=pause)
        window = reminders.window_of(Kind.MINUTES, answered, now)
        begun = begun if answered else window.first
        answered = begun.isoformat(), now.isoformat()
        at = occasions.latest(one, on.isoformat(timespec="minutes"), window)
        told |= {at} if at else set()
    for minutes in (*(-m for m in one.before_minutes), *one.after_minutes):
        moment = on + dt.timedelta(minutes=minutes)
        if begun <= moment <= now:
            assert any(at >= moment.isoformat(timespec="minutes") for at in told)
    assert len(told) <= 2 + (now - begun) / dt.timedelta(minutes=one.repeat_minutes or 10_000)
