"""The reminders of a day: found by the index of their date, told once to each person, whatever dies.

What a person is told of a library on a day is a row, written before the message is queued; the message's key is that
of the row, so repeating it sends nothing twice. A run that finds more later that day tells only the rest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.directory.model import Department, Person
from chalicelib.libraries import index_store, reminder_store, reminding, service
from chalicelib.libraries.filters import Viewer
from chalicelib.libraries.indexing import Index
from chalicelib.libraries.listing import FIRST, LAST
from chalicelib.libraries.model import Library
from chalicelib.libraries.preparing import preparing
from chalicelib.libraries.records import Record
from chalicelib.libraries.reminder_store import RemindedRow
from chalicelib.libraries.reminding import Due, Holder
from chalicelib.libraries.words import Reminder
from chalicelib.platform import clock, links, messages
from chalicelib.wecom import service as wecom
from chalicelib.wecom.model import Data

PAGE = 100
MOST_LINES = 10


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


def remind(key: str) -> int:
    """Tell everybody what a library reminds them of today; how many messages were queued.

    Raises ViewPreparingError while stored records are on their way to a new definition that has other dates.
    """
    library = service.of_kind(key, "records")
    today = clock.wall(clock.now()).date()
    told = _told(library, today)
    for userid, dues in sorted(told.items()):
        lines = {due.reference: _line(library, due, name) for due, name in dues}
        reminder_store.keep(key, today.isoformat(), userid, lines)
    unsent = reminder_store.unsent(key, today.isoformat())
    for row in unsent:
        wecom.notify([row.userid], "reminder", _notice(library, row), _key(row))
        reminder_store.sent(row)
    return len(unsent)


def _told(library: Library, today: dt.date) -> dict[str, list[tuple[Due, str]]]:
    """Person -> what they are to hear of, with the name of each record, in the order of the reminders."""
    roles = {role for one in library.reminders for role in one.to.roles}
    office = _office(roles)
    found: dict[str, dict[Due, str]] = {}
    for reminder in library.reminders:
        for due, record in _due(library, reminder, today):
            for userid in _hearing(office, library, reminder, record, today):
                found.setdefault(userid, {})[due] = _name(library, record)
    active = {one.userid for one in directory.people(found).values() if one.active}
    return {userid: list(dues.items()) for userid, dues in found.items() if userid in active}


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


def _due(library: Library, reminder: Reminder, today: dt.date) -> Iterator[tuple[Due, Record]]:
    """The records of a reminder whose day has come, page by page of its index."""
    table, _, column = reminder.date.rpartition(".")
    if going_on := preparing(library.key):
        going_on.require_index(Index("", column, table))
    first, last = reminding.span(reminder, today)
    after = max(first, FIRST)
    while True:
        page = list(
            index_store.keys_between(
                library.key,
                Index("", column, table),
                "",
                after,
                last + LAST,
                descending=False,
                most=PAGE,
            )
        )
        meant = {
            order: key for order, key in page if _days(reminder, order.partition("#")[0], today) is not None
        }
        records = service.full_records(library.key, set(meant.values()))
        for order, key in meant.items():
            if key in records and (due := _as_due(reminder, order, records[key], table, column, today)):
                yield due, records[key]
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _days(reminder: Reminder, on: str, today: dt.date) -> int | None:
    return reminding.days_to(reminder, on, today) if on else None


def _as_due(
    reminder: Reminder, order: str, record: Record, table: str, column: str, today: dt.date
) -> Due | None:
    """What the index said, asked of the record once more: it may have changed."""
    number = int(order.rpartition("#")[2]) if table else None
    rows = record.values.get(table) or [] if table else []
    if number is not None and number >= len(rows):
        return None
    row = {} if number is None else rows[number]
    on = str((row if table else record.values).get(column) or "")
    days = _days(reminder, on, today)
    if days is None or not reminding.is_meant(reminder, record.values, row, today):
        return None
    return Due(reminder.key, record.key, number, on[:10], days)


def _name(library: Library, record: Record) -> str:
    """A record for a card: what it is called, else its key."""
    titles = [view.card.title for view in library.views if view.card]
    names = (record.values.get(name) for name in (*titles, "name", "title"))
    return str(next(filter(None, names), record.key))


def _line(library: Library, due: Due, name: str) -> list[Any]:
    reminder = next(one for one in library.reminders if one.key == due.reminder)
    word = "reminders.today" if due.days == 0 else "reminders.ahead" if due.days > 0 else "reminders.past"
    said = messages.text(word, on=due.on, days=abs(due.days))
    return [reminder.name, name, said, due.record]


def _notice(library: Library, row: RemindedRow) -> Data:
    """One card: of one record with a way to it, of several with a way to the library."""
    lines = list(row.lines.values())
    names = list(dict.fromkeys(str(line[0]) for line in lines))
    if len(lines) > 1:
        title = messages.text("reminders.title_of_several", library=library.name, number=len(lines))
        several = tuple((str(line[1]), str(line[2])) for line in lines[:MOST_LINES])
        return Data(links.library(library.key), {"title": title}, "、".join(names), several)
    reminder, name, said, record = map(str, lines[0])
    title = messages.text("reminders.title", library=library.name, reminder=reminder)
    one = ((messages.text("reminders.record"), record), (messages.text("reminders.day"), said))
    return Data(links.record(library.key, record), {"title": title}, name, one)


def _key(row: RemindedRow) -> str:
    """Of letters and digits, 64 of them: the message is sent once under it."""
    return hashlib.sha256(f"{row.pk}#{row.sk}".encode()).hexdigest()
