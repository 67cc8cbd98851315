"""Which records a reminder means, and who hears of it. Pure.

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
from chalicelib.libraries.timing import Meant, Reminder
from chalicelib.libraries.words import Operation
from chalicelib.platform import expressions

NOBODY = Viewer("")


@dataclass(frozen=True)
class Due:
    """A record (or row of a table of it; all of them where `record` is empty) that is to be remembered: on which day or
    moment it goes by, and `at` which.
    """

    reminder: str
    record: str
    row: int | None
    on: str
    at: str

    @property
    def day(self) -> str:
        return self.at[:10]

    @property
    def reference(self) -> str:
        """What is told once on its day."""
        moment = f"@{self.at[11:]}" if len(self.at) > len("2026-11-30") else ""
        return f"{self.reminder}#{self.record}" + ("" if self.row is None else f"#{self.row}") + moment


@dataclass(frozen=True)
class Holder:
    """Somebody with a role, and whose rows are theirs."""

    viewer: Viewer
    role: str


def is_meant(
    meant: Meant, values: Mapping[str, Any], row: Mapping[str, Any], today: dt.date, on: str
) -> bool:
    """Whether the conditions hold, of a row with what its record says. `unless_in` is not asked."""
    seen = {**values, **row}
    if not holds(meant.filter, seen, NOBODY, today):
        return False
    if meant.if_ is None:
        return True
    given = {name: value for name, value in seen.items() if value is not None}
    return expressions.holds(meant.if_, {**given, "today": today.isoformat(), "on": on[:10]})


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
