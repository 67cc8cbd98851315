"""Reminders: found by the index of their date, told once to each person, whatever dies.

What a person is told of a library for a day is a row, written before the message is queued; the message's key is that
of the row, so repeating it sends nothing twice. A run answers for the time since the last one that came to its end, and
a little more: what was entered meanwhile, or had no index item yet, is told by the next.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from chalicelib.directory import service as directory
from chalicelib.directory.model import Department, Person
from chalicelib.libraries import naming, reminder_lines, reminder_store, reminding, reminding_records, service
from chalicelib.libraries.filters import Viewer
from chalicelib.libraries.model import Library
from chalicelib.libraries.occasions import Window
from chalicelib.libraries.records import Record
from chalicelib.libraries.reminder_store import Kind, RemindedRow
from chalicelib.libraries.reminding import Due, Holder
from chalicelib.libraries.timing import Reminder
from chalicelib.platform import clock
from chalicelib.wecom import service as wecom

MISSED = {Kind.DAYS: dt.timedelta(days=14), Kind.MINUTES: dt.timedelta(days=1)}
"""What was not told for longer is not told any more."""
AGAIN = {Kind.DAYS: dt.timedelta(days=1), Kind.MINUTES: dt.timedelta(minutes=30)}
FIRST = {Kind.DAYS: dt.timedelta(), Kind.MINUTES: dt.timedelta(minutes=30)}
"""How far before the last run one looks again; how far back the first one looks."""


@dataclass(frozen=True)
class _Office:
    """Who there is: people by userid, departments, holders by role."""

    people: Mapping[str, Person]
    departments: Mapping[int, Department]
    holders: Mapping[str, tuple[str, ...]]

    def hearing(self, role: str) -> Iterator[Holder]:
        for userid in self.holders.get(role, ()):
            if userid in self.people:
                headed = [one.id for one in self.departments.values() if one.head == userid]
                own = (self.people[userid].department, *headed)
                yield Holder(Viewer(userid, tuple(dict.fromkeys(own))), role)


@dataclass
class _Told:
    """What a person is to hear of: each record with its name, and how many of those that are told together."""

    records: dict[Due, str] = field(default_factory=dict)
    together: Counter[Due] = field(default_factory=Counter)


def remind(key: str) -> int:
    """Tell everybody what a library reminds them of by days; how many messages were queued.

    Raises ViewPreparingError while stored records are on their way to a new definition that has other dates, BusyError.
    """
    return _run(service.of_kind(key, "records"), Kind.DAYS)


def remind_by_minutes(key: str) -> int:
    """Tell everybody what a library reminds them of by minutes; else as `remind`."""
    return _run(service.of_kind(key, "records"), Kind.MINUTES)


def _run(library: Library, kind: Kind) -> int:
    now = clock.wall(clock.now()).replace(second=0, microsecond=0)
    answered = reminder_store.answered(library.key, kind)
    window = window_of(kind, answered, now)
    several = [one for one in library.reminders if one.by_minutes == (kind is Kind.MINUTES)]
    for userid, told in sorted(_told(library, several, window).items()):
        for day, lines in reminder_lines.by_day(library, told.records, told.together, now).items():
            reminder_store.keep(library.key, day, userid, lines)
    queued = sum(_send(library, day.isoformat()) for day in reversed(window.days))
    first, last = (moment.isoformat(timespec="minutes") for moment in (window.first, window.last))
    reminder_store.answer(library.key, kind, answered[0] if answered else first, last)
    return queued


def window_of(kind: Kind, answered: tuple[str, str] | None, now: dt.datetime) -> Window:
    """The time a run answers for: by days up to today, by minutes up to now."""
    last = now if kind is Kind.MINUTES else dt.datetime.combine(now.date(), dt.time())
    if answered is None:
        return Window(last - FIRST[kind], last)
    begun, until = map(dt.datetime.fromisoformat, answered)
    before = min(until, last)
    first = before if kind is Kind.DAYS and before < last else before - AGAIN[kind]
    return Window(min(max(first, begun, last - MISSED[kind]), last), last)


def _send(library: Library, day: str) -> int:
    """Queue what was written down for a day and perhaps never queued."""
    unsent = reminder_store.unsent(library.key, day)
    for row in unsent:
        wecom.notify([row.userid], "reminder", reminder_lines.notice(library, row.lines), _key(row))
        reminder_store.sent(row)
    return len(unsent)


def _told(library: Library, reminders: Iterable[Reminder], window: Window) -> dict[str, _Told]:
    """Person -> what they are to hear of, in the order of the reminders."""
    several = list(reminders)
    found: dict[str, _Told] = {}
    office = _office({role for one in several for role in one.to.roles}) if several else None
    for reminder in several if office else ():
        for due, record in reminding_records.due(library, reminder, window):
            people = _hearing(office, library, reminder, record, window.last.date()) if office else []
            name = naming.called(library, record.values) if people and not reminder.together else ""
            for userid in people:
                told = found.setdefault(userid, _Told())
                if reminder.together:
                    told.together[replace(due, record="", row=None)] += 1
                else:
                    told.records[due] = name
    active = {one.userid for one in directory.people(found).values() if one.active}
    return {userid: told for userid, told in found.items() if userid in active}


def _office(roles: Iterable[str]) -> _Office:
    known = directory.snapshot(roles, ())
    return _Office(known.people, known.departments, known.holders)


def _hearing(
    office: _Office, library: Library, reminder: Reminder, record: Record, today: dt.date
) -> list[str]:
    by_role = [
        holder.viewer.userid
        for role in reminder.to.roles
        for holder in office.hearing(role)
        if reminding.hears(library, holder, record.values, today)
    ]
    return list(dict.fromkeys([*reminding.named(reminder, record.values), *by_role]))


def _key(row: RemindedRow) -> str:
    """Of letters and digits, 64 of them: the message is sent once under it."""
    return hashlib.sha256(f"{row.pk}#{row.sk}".encode()).hexdigest()
