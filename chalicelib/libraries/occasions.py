"""When a date is to be remembered, and when it is too late: days, workdays, minutes, days of the calendar. Pure.

A run answers for a window of time. What came more than once within it is remembered once, as of the latest.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.libraries.timing import CalendarDays, Deadline, Reminder
from chalicelib.platform.calendar import Calendar, institute_calendar

DAY = dt.timedelta(days=1)
AT_A_TIME = dt.timedelta(days=399)
"""The calendar counts no longer span at once."""
EVER = "\x01"
"""Before every date there is."""


@dataclass(frozen=True)
class Window:
    """The time a run answers for, wall clock; both ends count. By days, `first` and `last` are their midnights."""

    first: dt.datetime
    last: dt.datetime

    @property
    def days(self) -> list[dt.date]:
        """Its days, the latest first."""
        number = (self.last.date() - self.first.date()).days
        return [self.last.date() - dt.timedelta(days=ago) for ago in range(number + 1)]


def latest(reminder: Reminder, on: str, window: Window) -> str | None:
    """The day or moment within the window on which a date is to be remembered, the latest; None where there is none."""
    if reminder.by_minutes:
        return _latest_moment(reminder, _moment(on), window)
    day = dt.date.fromisoformat(on[:10])
    return next((at.isoformat() for at in window.days if _is_meant(reminder, day, at)), None)


def of_calendar(reminder: Reminder, window: Window) -> tuple[str, str] | None:
    """The day of the calendar that is to be remembered within the window, and the day on which; the latest."""
    for at in window.days:
        for on in _around(reminder.calendar or CalendarDays(), at):
            if _is_meant(reminder, on, at):
                return on.isoformat(), at.isoformat()
    return None


def span(reminder: Reminder, window: Window) -> tuple[str, str]:
    """Between which texts a date lies that may have to be remembered within the window; more may lie there."""
    if reminder.by_minutes:
        first = window.first - dt.timedelta(minutes=max(reminder.after_minutes, default=0))
        last = window.last + dt.timedelta(minutes=max(reminder.before_minutes, default=0))
        return EVER if reminder.repeat_minutes else _text(first), _text(last)
    calendar, early, late = institute_calendar(), window.first.date(), window.last.date()
    first_day = min(
        early - dt.timedelta(days=max(reminder.after_days, default=0)),
        calendar.add_workdays(early, -max(reminder.after_workdays, default=-1) - 1),
    )
    last_day = max(
        late + dt.timedelta(days=max(reminder.before_days, default=0)),
        calendar.add_workdays(late, max(reminder.before_workdays, default=-1) + 1),
    )
    is_repeated = reminder.repeat_days or reminder.repeat_workdays
    return EVER if is_repeated else first_day.isoformat(), last_day.isoformat()


def has_come(deadline: Deadline, on: str, now: dt.datetime) -> bool:
    """Whether it is too late for a date."""
    if deadline.after_minutes is not None:
        return _moment(on) + dt.timedelta(minutes=deadline.after_minutes) <= now
    day = dt.date.fromisoformat(on[:10])
    if deadline.after_workdays is not None:
        return institute_calendar().add_workdays(day, deadline.after_workdays) <= now.date()
    return day + dt.timedelta(days=deadline.after_days or 0) <= now.date()


def last_on(deadline: Deadline, now: dt.datetime) -> str:
    """The last date for which it may be too late now."""
    if deadline.after_minutes is not None:
        return _text(now - dt.timedelta(minutes=deadline.after_minutes))
    days = max(deadline.after_days or 0, deadline.after_workdays or 0)
    return (now.date() - dt.timedelta(days=days)).isoformat()


def _is_meant(reminder: Reminder, on: dt.date, at: dt.date) -> bool:
    """Whether a date is to be remembered on a day. A day of the calendar is, unless others are named."""
    days = (at - on).days
    itself = reminder.calendar is not None and not reminder.names_days and days == 0
    if itself or -days in reminder.before_days or days in reminder.after_days:
        return True
    if _comes_again(days, reminder.after_days, reminder.repeat_days):
        return True
    calendar = institute_calendar()
    named = (*(-count for count in reminder.before_workdays), *reminder.after_workdays)
    if any(calendar.add_workdays(on, count) == at for count in named):
        return True
    if reminder.repeat_workdays is None or not calendar.is_workday(at):
        return False
    return _comes_again(_workdays_since(on, at), reminder.after_workdays, reminder.repeat_workdays)


def _comes_again(passed: int, named: Iterable[int], every: int | None) -> bool:
    beyond = passed - max(named, default=0)
    return every is not None and beyond > 0 and beyond % every == 0


@functools.lru_cache(maxsize=4096)
def _workdays_since(on: dt.date, at: dt.date) -> int:
    """Workdays after a day, up to another."""
    count, first = 0, on + DAY
    while first <= at:
        last = min(at, first + AT_A_TIME)
        count += institute_calendar().work_days(first, last)
        first = last + DAY
    return count


def _latest_moment(reminder: Reminder, on: dt.datetime, window: Window) -> str | None:
    named = [on - dt.timedelta(minutes=minutes) for minutes in reminder.before_minutes]
    named += [on + dt.timedelta(minutes=minutes) for minutes in reminder.after_minutes]
    if reminder.repeat_minutes:
        every = dt.timedelta(minutes=reminder.repeat_minutes)
        base = on + dt.timedelta(minutes=max(reminder.after_minutes, default=0))
        named += [base + every * ((window.last - base) // every)] if window.last >= base + every else []
    found = max((at for at in named if window.first <= at <= window.last), default=None)
    return _text(found) if found else None


def _around(said: CalendarDays, day: dt.date) -> list[dt.date]:
    """The last day of the calendar that has come on a day, and the next one."""
    years = range(day.year - 1, day.year + 2)
    days = sorted(found for year in years for found in _of_year(said, year, institute_calendar()))
    before, after = [one for one in days if one <= day], [one for one in days if one > day]
    return [*before[-1:], *after[:1]]


def _of_year(said: CalendarDays, year: int, calendar: Calendar) -> Iterator[dt.date]:
    for text in said.yearly:
        if text != "02-29" or _is_leap(year):
            yield dt.date.fromisoformat(f"{year}-{text}")
    months = 1 if said.monthly else 3
    for month in range(1, 13, months) if said.monthly or said.quarterly else ():
        first = dt.date(year, month, 1)
        following = dt.date(year + (month + months > 12), (month + months - 1) % 12 + 1, 1)
        yield _in_part(said.monthly or said.quarterly or 1, first, following - DAY, calendar)


def _in_part(said: int | str, first: dt.date, last: dt.date, calendar: Calendar) -> dt.date:
    """A day of a month or quarter."""
    if isinstance(said, int):
        return first + dt.timedelta(days=said - 1)
    if said == "first_workday":
        return calendar.add_workdays(first - DAY, 1)
    return last if said == "last_day" else calendar.add_workdays(last + DAY, -1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _text(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")
