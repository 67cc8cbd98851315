"""The institute's working calendar: which days are worked, and working minutes between two wall-clock times.

Pure. The table is the State Council's notices (catalogue: attendance), 08:30-12:00 and 13:00-17:30, 480 minutes
a day. A year without a published notice counts Monday to Friday and is reported `provisional`.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from dataclasses import dataclass
from pathlib import Path

WINDOWS = ((dt.time(8, 30), dt.time(12, 0)), (dt.time(13, 0), dt.time(17, 30)))
MINUTES_PER_DAY = 480
LONGEST = dt.timedelta(days=400)


@dataclass(frozen=True)
class Calendar:
    """`off` are days off although on a weekday, `worked` are weekend days that are worked, by year."""

    years: frozenset[int]
    off: frozenset[dt.date]
    worked: frozenset[dt.date]

    def is_workday(self, day: dt.date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def is_provisional(self, day: dt.date) -> bool:
        """Whether the year's notice is not published yet: the count may still change."""
        return day.year not in self.years

    def work_days(self, first: dt.date, last: dt.date) -> int:
        """Workdays from first to last, both counted; 0 when last is before first or over 400 days away."""
        return sum(self.is_workday(day) for day in _days(first, last))

    def work_minutes(self, start: dt.datetime, end: dt.datetime) -> int:
        """Working minutes within [start, end), wall clock without zone."""
        total = 0
        for day in _days(start.date(), end.date()):
            if self.is_workday(day):
                total += sum(_overlap(day, window, start, end) for window in WINDOWS)
        return total

    def add_workdays(self, day: dt.date, count: int) -> dt.date:
        """The workday so many after a day (before it, where negative); the day itself for 0. At most 400 days away."""
        step, left, found = (1 if count > 0 else -1), abs(count), day
        while left and abs(found - day) < LONGEST:
            found += dt.timedelta(days=step)
            left -= self.is_workday(found)
        return found

    def add_work_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """The wall-clock time at which `minutes` of work have passed since `start`."""
        left, day = dt.timedelta(minutes=minutes), start.date()
        while True:
            if self.is_workday(day):
                for window in WINDOWS:
                    begin = max(start, dt.datetime.combine(day, window[0]))
                    end = dt.datetime.combine(day, window[1])
                    available = max(dt.timedelta(), end - begin)
                    if left <= available:
                        return begin + left
                    left -= available
            day += dt.timedelta(days=1)


@functools.lru_cache(maxsize=1)
def institute_calendar() -> Calendar:
    """The calendar of `calendar.json`, shipped with the platform."""
    table = json.loads((Path(__file__).parent / "calendar.json").read_text("utf-8"))
    off: set[dt.date] = set()
    worked: set[dt.date] = set()
    for year in table["years"].values():
        for first, last in year["off_ranges"]:
            off |= set(_days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)))
        worked |= {dt.date.fromisoformat(day) for day in year["makeup_workdays"]}
    return Calendar(frozenset(map(int, table["years"])), frozenset(off), frozenset(worked))


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    span = last - first
    if span > LONGEST or span.days < 0:
        return []
    return [first + dt.timedelta(days=offset) for offset in range(span.days + 1)]


def _overlap(day: dt.date, window: tuple[dt.time, dt.time], start: dt.datetime, end: dt.datetime) -> int:
    begin = max(start, dt.datetime.combine(day, window[0]))
    finish = min(end, dt.datetime.combine(day, window[1]))
    return max(0, int((finish - begin).total_seconds() // 60))
