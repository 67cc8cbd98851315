"""Which records are to be remembered on a day, and who hears of it. Pure.

A reminder's holders of roles hear of the records their role may read, so a role with the rows of one's department hears
of the department's; a role the library gives nothing to hears of all: its library says so in the reminder itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.filters import Filter, Viewer, holds
from chalicelib.libraries.model import Library
from chalicelib.libraries.words import Operation, Reminder

NOBODY = Viewer("")


@dataclass(frozen=True)
class Due:
    """A record (or row of a table of it) whose day has come: `days` before it, below 0 after it."""

    reminder: str
    record: str
    row: int | None
    on: str
    days: int

    @property
    def reference(self) -> str:
        """What is told once a day."""
        return f"{self.reminder}#{self.record}" + ("" if self.row is None else f"#{self.row}")


@dataclass(frozen=True)
class Holder:
    """Somebody with a role, and whose rows are theirs."""

    viewer: Viewer
    role: str


def span(reminder: Reminder, today: dt.date) -> tuple[str, str]:
    """The first and last day a date may have to be remembered today."""
    ahead = max(reminder.before_days, default=0)
    first = (
        dt.date.min
        if reminder.repeat_days
        else today - dt.timedelta(days=max(reminder.after_days, default=0))
    )
    return first.isoformat(), (today + dt.timedelta(days=ahead)).isoformat()


def days_to(reminder: Reminder, on: str, today: dt.date) -> int | None:
    """How many days there are to a date that is to be remembered today; None where it is not."""
    days = (dt.date.fromisoformat(on[:10]) - today).days
    is_meant = days in reminder.before_days or -days in reminder.after_days
    repeats = reminder.repeat_days is not None and days < 0 and days % reminder.repeat_days == 0
    return days if is_meant or repeats else None


def is_meant(reminder: Reminder, values: Mapping[str, Any], row: Mapping[str, Any], today: dt.date) -> bool:
    """Whether the condition holds, of a row with what its record says."""
    return holds(reminder.filter, {**values, **row}, NOBODY, today)


def named(reminder: Reminder, values: Mapping[str, Any]) -> Iterator[str]:
    """The people its fields name."""
    for name in reminder.to.fields:
        value = values.get(name)
        yield from value if isinstance(value, list) else [value] if value else []


def hears(library: Library, holder: Holder, values: Mapping[str, Any], today: dt.date) -> bool:
    """Whether somebody with a role hears of a record."""
    rows = [p.rows for p in library.permissions if p.who == holder.role and Operation.READ in p.ops]
    return not rows or any(
        holds(one, values, holder.viewer, today) if isinstance(one, Filter) else True for one in rows
    )
