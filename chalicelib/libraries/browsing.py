"""Lists of records: what a person asks for and may see, a page at a time.

A page costs one query for each range of its list and one read of the records found there. What an index does not know
(a second field of a filter, words, whose rows are whose) is asked of the records: at most `MOST_READ` are read for a
page. A page may therefore end early, with a cursor to go on from.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.libraries import index_store, renaming, searching, service
from chalicelib.libraries.errors import (
    ListingFilterError,
    ListingHiddenError,
    ListingViewError,
    RecordForbiddenError,
    RecordNotFoundError,
)
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.filters import Filter, Viewer, holds, terms
from chalicelib.libraries.indexing import Index, index_of
from chalicelib.libraries.listing import Range, Wanted, ranges, under_every_name
from chalicelib.libraries.model import Library
from chalicelib.libraries.preparing import preparing
from chalicelib.libraries.records import Record
from chalicelib.libraries.rights import Actor, Rights, Seen, veiled
from chalicelib.libraries.verify.conditions import problems as condition_problems
from chalicelib.libraries.words import Operation, View
from chalicelib.platform import clock
from chalicelib.platform.store import decode_position, encode_position

PAGE, MOST_PAGE = 30, 100
MOST_READ = 300
"""Records read for one page, whatever is asked."""


@dataclass(frozen=True)
class Ask:
    """What somebody wants to see. Without a view all records by key; `sort` is a field, `-field` for the last first."""

    view: str = ""
    filter: Filter | None = None
    words: str = ""
    sort: str | None = None
    deleted: bool = False
    cursor: str | None = None
    limit: int = PAGE


@dataclass(frozen=True)
class Line:
    """A record of a page, or row `row` of a child table of it."""

    record: Record
    seen: Seen
    row: int | None = None


@dataclass(frozen=True)
class Page:
    """`searched`: how many records were read for it."""

    lines: list[Line]
    next_cursor: str | None
    searched: int


@dataclass(frozen=True)
class _List:
    """One list, ready to be read."""

    library: Library
    rights: Rights
    wanted: Wanted
    words: tuple[str, ...]
    operation: Operation = Operation.READ
    unready: frozenset[Index] = frozenset()

    @property
    def scope(self) -> str:
        asked = self.wanted.condition.model_dump_json(by_alias=True) if self.wanted.condition else ""
        said = [self.library.key, asked, self.wanted.sort, self.wanted.descending, self.wanted.child]
        text = json.dumps([*said, self.wanted.deleted, self.words], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def actor(userid: str) -> Actor:
    """Who somebody is for permissions: their roles, their department and those they head.

    Raises PersonNotFoundError, PersonDisabledError.
    """
    person = directory.person(userid)
    headed = [one.id for one in directory.departments().values() if one.head == person.userid]
    departments = tuple(dict.fromkeys([person.department, *headed]))
    return Actor(Viewer(person.userid, departments), person.roles, ADMIN_ROLE in person.roles)


def rights(key: str, userid: str) -> Rights:
    """A person's rights in a library today. Raises LibraryNotFoundError; RecordForbiddenError without any."""
    found = Rights(service.library(key), actor(userid), clock.wall(clock.now()).date())
    if not any(found.allows(operation) for operation in Operation):
        raise RecordForbiddenError(library=found.library.name)
    return found


def page(key: str, userid: str, ask: Ask) -> Page:
    """A page of a list. Raises ListingError, CursorError, RecordForbiddenError, LibraryKindError, ViewPreparingError."""
    service.of_kind(key, "records")
    return page_for(rights(key, userid), ask)


def page_for(mine: Rights, ask: Ask) -> Page:
    """Like `page`, for rights that are known."""
    return _read(_list(mine, ask), ask)


def require_servable(mine: Rights, ask: Ask) -> None:
    """Raises ListingError, RecordForbiddenError where a person cannot ask for a list so."""
    _places(_list(mine, ask))


def record(key: str, userid: str, record_key: str) -> tuple[Rights, Line]:
    """A record as a person sees it; a deleted one for those who may delete. Raises RecordNotFoundError: also for one
    that is not for the person's eyes.
    """
    service.of_kind(key, "records")
    mine = rights(key, userid)
    found = service.full_records(key, [record_key], deleted=True).get(record_key)
    seen = seen_by(mine, found) if found else None
    if found is None or seen is None:
        raise RecordNotFoundError(library=mine.library.name, record=record_key)
    return mine, Line(found, seen)


def seen_by(mine: Rights, found: Record) -> Seen | None:
    """What somebody sees of a record as it stands; None where nothing."""
    return mine.seen(found.values, Operation.DELETE if found.deleted_at else Operation.READ)


def views(mine: Rights) -> list[View]:
    """The views whose order and conditions somebody may see."""
    return [view for view in mine.library.views if mine.offers(*_named(view))]


def _list(mine: Rights, ask: Ask) -> _List:
    view = _view(mine, ask.view)
    check_filter(mine, ask.filter, view)
    conditions = tuple(one for one in (view.filter if view else None, ask.filter) if one)
    joined = (
        Filter.model_validate({"all": conditions}) if len(conditions) > 1 else next(iter(conditions), None)
    )
    joined = renaming.asked_today(_fields(mine, view), joined, directory.renamed())
    words = searching.words_of(ask.words)
    sort, descending = _sort(mine, view, ask.sort, by_key=bool(words))
    wanted = Wanted(joined, sort, descending, (view.child or "") if view else "", ask.deleted)
    operation = Operation.DELETE if ask.deleted else Operation.READ
    if not mine.allows(operation):
        raise RecordForbiddenError(library=mine.library.name)
    unready = _require_prepared(mine, wanted, view, words, operation)
    return _List(mine.library, mine, wanted, words, operation, unready)


def _require_prepared(
    mine: Rights, wanted: Wanted, view: View | None, words: tuple[str, ...], operation: Operation
) -> frozenset[Index]:
    """The indexes that cannot be asked yet. Raises ViewPreparingError where the list would not be whole without."""
    going_on = None if wanted.deleted else preparing(mine.library.key)
    if going_on is None:
        return frozenset()
    if view:
        going_on.require_index(index_of(mine.library, view))
    going_on.require_index(Index("", wanted.sort, wanted.child))
    path = f"{wanted.child}." if wanted.child else ""
    asked = [f"{path}{term.field}" for term in terms(wanted.condition)]
    searched = [
        name for name, field in mine.library.fields.items() if words and field.type in searching.SEARCHED
    ]
    going_on.require_fields([*asked, *searched, *([f"{path}{wanted.sort}"] if wanted.sort else [])])
    going_on.require_conditions(*mine.rows(operation))
    return going_on.unready


def _view(mine: Rights, key: str) -> View | None:
    if not key:
        return None
    found = next((view for view in views(mine) if view.key == key), None)
    if found is None:
        raise ListingViewError(field="view", name=key)
    return found


def check_filter(mine: Rights, condition: Filter | None, view: View | None = None) -> None:
    """Raises ListingFilterError where a condition cannot hold, ListingHiddenError where it asks for what is not seen."""
    child = (view.child or "") if view else ""
    wrong = next(condition_problems(_fields(mine, view), condition, "filter"), None)
    if wrong:
        raise ListingFilterError(field="filter", name=wrong.place.removeprefix("filter."))
    named = [f"{child}.{term.field}" if child else term.field for term in terms(condition)]
    if not mine.offers(None, *named):
        raise ListingHiddenError(field="filter")


def _fields(mine: Rights, view: View | None) -> Mapping[str, LibraryField]:
    """What a list can be asked by: the fields of its records, or the columns of its rows."""
    return mine.library.fields[view.child].columns if view and view.child else dict(mine.library.walk())


def _sort(mine: Rights, view: View | None, asked: str | None, *, by_key: bool) -> tuple[str, bool]:
    if by_key:
        return "", False
    if asked is None:
        said = view.sorting[0] if view and view.sorting else ""
        return (index_of(mine.library, view).sort if view else ""), said.startswith("-")
    name = asked.removeprefix("-")
    if name and not mine.offers(None, name):
        raise ListingHiddenError(field="sort")
    return ("" if (name,) == mine.library.keys else name), asked.startswith("-")


def _named(view: View) -> tuple[Any, ...]:
    """A view's condition and order, by the paths of what they name."""
    if view.child is None:
        return (view.filter, *(name.removeprefix("-") for name in view.sorting))
    return (None, view.child, *(f"{view.child}.{name.removeprefix('-')}" for name in view.sorting))


def _read(of: _List, ask: Ask) -> Page:
    wanted, places = of.wanted, _places(of)
    if of.words and not wanted.deleted and not wanted.child:
        places = searching.ranges(of.library.key, of.words) or places
    after = decode_position(of.scope, ask.cursor)
    lines: list[Line] = []
    searched, most = 0, min(max(ask.limit, 1), MOST_PAGE)
    while True:
        step = min(most, MOST_READ - searched)
        found = _next_keys(of, places, after, step + 1)
        some, is_more = found[:step], len(found) > step
        records = service.full_records(of.library.key, {key for _, key in some}, deleted=wanted.deleted)
        for number, (order, key) in enumerate(some):
            after, searched = order, searched + 1
            line = _line(of, records.get(key), order)
            if line:
                lines.append(line)
            if len(lines) == most:
                is_more = is_more or number + 1 < len(some)
                break
        if not is_more or len(lines) == most or searched >= MOST_READ:
            return Page(lines, encode_position(of.scope, after if is_more else None), searched)


def _places(of: _List) -> tuple[Range, ...]:
    rows = of.rights.rows(of.operation)
    found = ranges(of.library, of.wanted, rows, of.rights.actor.viewer, of.rights.today)
    return under_every_name(of.library, found, directory.userids_of)


def _next_keys(of: _List, places: Iterable[Range], after: str | None, most: int) -> list[tuple[str, str]]:
    """Order and key of what comes next, of all ranges together; what stands in several comes once."""
    descending = of.wanted.descending
    several = [
        index_store.keys_between(
            of.library.key,
            one.index,
            one.value,
            *_beyond(one, after, descending),
            descending=descending,
            most=most,
        )
        for one in places
    ]
    found: dict[tuple[str, str], None] = {}
    for one in heapq.merge(*several, reverse=descending):
        found.setdefault(one)
        if len(found) == most:
            break
    return list(found)


def _beyond(one: Range, after: str | None, descending: bool) -> tuple[str, str]:  # noqa: FBT001 - private
    if after is None:
        return one.low, one.high
    return (one.low, min(one.high, after)) if descending else (max(one.low, after), one.high)


def _line(of: _List, found: Record | None, order: str) -> Line | None:
    """What is seen of a record, where it is in the list at all: what an index said may not be all."""
    if found is None or bool(found.deleted_at) != of.wanted.deleted:
        return None
    seen = of.rights.seen(found.values, of.operation)
    if seen is None:
        return None
    row = int(order.rpartition("#")[2]) if of.wanted.child else None
    values = _row(seen.values, of.wanted.child, row)
    viewer, today = of.rights.actor.viewer, of.rights.today
    if values is None or not holds(of.wanted.condition, values, viewer, today):
        return None
    if of.words and not searching.matches(of.library, seen, of.words):
        return None
    return Line(found, veiled(of.library, seen), row)


def _row(values: Mapping[str, Any], child: str, row: int | None) -> Mapping[str, Any] | None:
    if row is None:
        return values
    rows = values.get(child) or []
    return rows[row] if row < len(rows) else None
