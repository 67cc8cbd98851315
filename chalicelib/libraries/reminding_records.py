"""The records a reminder or a deadline goes by, page by page of the index of their dates; each read as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.libraries import index_store, occasions, reminding, service
from chalicelib.libraries.errors import LibraryNotFoundError
from chalicelib.libraries.indexing import Index, places_of
from chalicelib.libraries.listing import FILLED, FIRST, LAST
from chalicelib.libraries.model import Library
from chalicelib.libraries.occasions import Window
from chalicelib.libraries.preparing import preparing
from chalicelib.libraries.records import Record
from chalicelib.libraries.reminding import Due
from chalicelib.libraries.timing import Deadline, Meant, Reminder, UnlessIn

PAGE = 100


@dataclass(frozen=True)
class Place:
    """A record, or a row of its table, and the date by which it was found."""

    record: Record
    row: int | None
    on: str
    cells: Mapping[str, Any] = field(default_factory=dict)


def due(library: Library, reminder: Reminder, window: Window) -> Iterator[tuple[Due, Record]]:
    """The records to be remembered within the window. Raises ViewPreparingError."""
    today = window.last.date()
    if reminder.calendar:
        yield from _of_calendar(library, reminder, window)
        return
    low, high = occasions.span(reminder, window)
    low = max(low, FILLED)
    for place in _places(library, reminder, low, high, lambda on: _at(reminder, on, window) is not None):
        at = _at(reminder, place.on, window)
        if at and _is_meant(reminder, place, today):
            yield Due(reminder.key, place.record.key, place.row, place.on, at), place.record


def too_late(library: Library, deadline: Deadline, now: dt.datetime) -> Iterator[Place]:
    """The records a deadline has to change. Raises ViewPreparingError."""
    last = occasions.last_on(deadline, now)
    for place in _places(library, deadline, FILLED, last, bool):
        if stands(deadline, place, now):
            yield place


def stands(deadline: Deadline, place: Place, now: dt.datetime) -> bool:
    """Whether it is too late for a record as it was read, and it is meant."""
    has_come = bool(place.on) and occasions.has_come(deadline, place.on, now)
    return has_come and _is_meant(deadline, place, now.date())


def _at(reminder: Reminder, on: str, window: Window) -> str | None:
    return occasions.latest(reminder, on, window) if on else None


def _of_calendar(library: Library, reminder: Reminder, window: Window) -> Iterator[tuple[Due, Record]]:
    found = occasions.of_calendar(reminder, window)
    if found is None:
        return
    on, at = found
    for place in _places(library, reminder, FIRST, "", lambda _: True):
        if _is_meant(reminder, Place(place.record, None, on), window.last.date()):
            yield Due(reminder.key, place.record.key, None, on, at), place.record


def _is_meant(meant: Meant, place: Place, today: dt.date) -> bool:
    if not reminding.is_meant(meant, place.record.values, place.cells, today, place.on):
        return False
    return meant.unless_in is None or not _is_named(meant.unless_in, place.record.key)


def _is_named(unless: UnlessIn, record: str) -> bool:
    """Whether a record of the other library names this one."""
    try:
        other = service.library(unless.library)
    except LibraryNotFoundError:
        return False
    index = Index(unless.by)
    if going_on := preparing(other.key):
        going_on.require_index(index)
    found = index_store.keys_between(other.key, index, record, FIRST, LAST, descending=False, most=1)
    return next(found, None) is not None


def _places(
    library: Library, said: Reminder | Deadline, low: str, high: str, asked: Callable[[str], bool]
) -> Iterator[Place]:
    """What stands in the index between two dates, where `asked` of the date; with what the record says now."""
    index, values = places_of(library, said)
    if going_on := preparing(library.key):
        going_on.require_index(index)
    for value in values:
        for page in _pages(library.key, index, value, low, high + LAST):
            meant = {order: key for order, key in page if asked(order.partition("#")[0])}
            records = service.full_records(library.key, set(meant.values()))
            for order, key in meant.items():
                if key in records and (place := _read(said.date, order, records[key])):
                    yield place


def _pages(key: str, index: Index, value: str, after: str, before: str) -> Iterator[list[tuple[str, str]]]:
    while True:
        found = index_store.keys_between(key, index, value, after, before, descending=False, most=PAGE)
        page = list(found)
        yield page
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _read(date: str, order: str, record: Record) -> Place | None:
    """What the index said, asked of the record once more: it may have changed."""
    table, _, column = date.rpartition(".")
    if not table:
        return Place(record, None, str(record.values.get(column) or ""))
    number, rows = int(order.rpartition("#")[2]), record.values.get(table) or []
    if number >= len(rows):
        return None
    return Place(record, number, str(rows[number].get(column) or ""), dict(rows[number]))
