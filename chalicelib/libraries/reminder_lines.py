"""What a reminder's card says: its lines, and the card of several. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from chalicelib.libraries.model import Library
from chalicelib.libraries.reminding import Due
from chalicelib.libraries.timing import Reminder
from chalicelib.platform import links, messages
from chalicelib.wecom.model import Data

MOST_LINES = 10
HOUR = 60
Line = list[Any]
"""The reminder's name, the record's, what is said of the day, the record's key (empty where there are several)."""


def by_day(
    library: Library, records: Mapping[Due, str], together: Mapping[Due, int], now: dt.datetime
) -> dict[str, dict[str, Line]]:
    """The lines of a person by the day they are told for: what is told once -> its line."""
    names = {**records, **{due: messages.text("reminders.number", number=n) for due, n in together.items()}}
    found: dict[str, dict[str, Line]] = {}
    for due, name in names.items():
        found.setdefault(due.day, {})[due.reference] = _line(library, due, name, now)
    return found


def notice(library: Library, lines: Mapping[str, Line]) -> Data:
    """One card: of one record with a way to it, of several with a way to the library."""
    several = list(lines.values())
    names = list(dict.fromkeys(str(line[0]) for line in several))
    if len(several) > 1:
        title = messages.text("reminders.title_of_several", library=library.name, number=len(several))
        told = tuple((str(line[1]), str(line[2])) for line in several[:MOST_LINES])
        return Data(links.library(library.key), {"title": title}, "、".join(names), told)
    reminder, name, said, record = map(str, several[0])
    title = messages.text("reminders.title", library=library.name, reminder=reminder)
    day = (messages.text("reminders.day"), said)
    if not record:
        return Data(links.library(library.key), {"title": title}, name, (day,))
    one = ((messages.text("reminders.record"), record), day) if len(library.keys) == 1 else (day,)
    return Data(links.record(library.key, record), {"title": title}, name, one)


def _line(library: Library, due: Due, name: str, now: dt.datetime) -> Line:
    reminder = next(one for one in library.reminders if one.key == due.reminder)
    return [reminder.name, name, _said(library, reminder, due.on, now), due.record]


def _said(library: Library, reminder: Reminder, on: str, now: dt.datetime) -> str:
    if reminder.by_minutes:
        return _said_of_moment(on, now)
    days = (dt.date.fromisoformat(on[:10]) - now.date()).days
    field = library.field_at(reminder.date) if reminder.date else None
    if field is not None and field.since:
        return messages.text("reminders.since", on=on[:10], days=-days)
    word = "today" if days == 0 else "ahead" if days > 0 else "past"
    return messages.text(f"reminders.{word}", on=on[:10], days=abs(days))


def _said_of_moment(on: str, now: dt.datetime) -> str:
    minutes = int((dt.datetime.fromisoformat(on) - now).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), HOUR)
    parts = [("hours", hours), ("minutes", rest)] if hours else [("minutes", rest)]
    time = "".join(messages.text(f"reminders.{word}", number=number) for word, number in parts if number)
    word = "now" if minutes == 0 else "soon" if minutes > 0 else "late"
    return messages.text(f"reminders.{word}", on=on.replace("T", " "), time=time)
