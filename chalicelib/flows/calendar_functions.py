"""The institute's calendar in expressions, the same in forms and in effects. Texts in; undefined in, undefined out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from chalicelib.platform import expressions
from chalicelib.platform.calendar import Calendar, institute_calendar

Functions = dict[str, Callable[..., Any]]
Values = expressions.Values
CALENDAR_NAMES = frozenset({"work_days", "calendar_days", "work_minutes", "add_workdays"})


def calendar_functions(calendar: Calendar) -> Functions:
    """`work_days(a, b)` and `calendar_days(a, b)` with both ends, `work_minutes(a, b)`, `add_workdays(day, n)`."""
    return {
        "work_days": defined(lambda a, b: calendar.work_days(_day(a), _day(b))),
        "calendar_days": defined(lambda a, b: max(0, (_day(b) - _day(a)).days + 1)),
        "work_minutes": defined(lambda a, b: calendar.work_minutes(_moment(a), _moment(b))),
        "add_workdays": defined(lambda day, count: calendar.add_workdays(_day(day), int(count)).isoformat()),
    }


def evaluate(text: str, seen: Values) -> Any:
    """The value of an effect's expression. Raises ExpressionError."""
    return expressions.evaluate(text, seen, calendar_functions(institute_calendar()))


def holds(text: str, seen: Values) -> bool:
    """Whether an effect's condition holds; undefined and anything but true is false."""
    return expressions.holds(text, seen, calendar_functions(institute_calendar()))


def defined(function: Callable[..., Any]) -> Callable[..., Any]:
    """JSONata passes undefined as None: then the answer is undefined too."""
    return lambda *args: None if any(arg is None for arg in args) else function(*args)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
