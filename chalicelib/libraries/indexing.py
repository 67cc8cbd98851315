"""Index items: what a record is found by, and in which order. Pure.

A library declares its indexes by what it says: views, rows of permissions, references, dates of reminders and deadlines. Each is a
field that is equal to something (or nothing) and a field to sort by. A record's items are written with the record.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.fields import NUMBERS, LibraryField
from chalicelib.libraries.filters import Filter, Term, alternatives, value_at
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record
from chalicelib.libraries.serving import equal_fields, is_equal, range_fields
from chalicelib.libraries.timing import Deadline, Meant, Reminder
from chalicelib.libraries.words import View
from chalicelib.platform.field_types import FieldType

LONGEST_SORT = 100
"""Characters of a text that count in an order."""


@dataclass(frozen=True, order=True)
class Index:
    """Records (or rows of the table `child`) with the same value of `equal`, in the order of `sort`, then of the key."""

    equal: str = ""
    sort: str = ""
    child: str = ""

    @property
    def name(self) -> str:
        return f"{self.child}:{self.equal}>{self.sort}" if self.child else f"{self.equal}>{self.sort}"


BIN, LAG, WORDS = Index("deleted"), Index("lagging"), Index("words")
"""Deleted records; those whose other items are still to come; by what they are found with words. All by key."""


@dataclass(frozen=True, order=True)
class Item:
    """One place of a record in one index. `order` is the same in every index with this sort."""

    index: Index
    value: str
    order: str


@functools.lru_cache(maxsize=64)
def indexes(library: Library) -> frozenset[Index]:
    """Every index of a library."""
    return frozenset(_declared(library))


def items(library: Library, record: Record) -> frozenset[Item]:
    """Every index item a record has now."""
    if record.deleted_at:
        return frozenset({Item(BIN, "", order(library, "", record.values, record.key))})
    return frozenset(item for index in indexes(library) for item in _items(library, index, record))


def index_of(library: Library, view: View) -> Index:
    """The index that serves a view."""
    (way,) = alternatives(view.filter)
    equal = next(iter(equal_fields(way)), "")
    return Index(equal, _sort_of(library, view), view.child or "")


def places_of(library: Library, said: Reminder | Deadline) -> tuple[Index, tuple[str, ...]]:
    """Where the records of a reminder or deadline stand in the order of their date: an index and values in it. The
    condition says which, where it asks one field of the record to be equal to something.
    """
    table, _, column = said.date.rpartition(".")
    term = None if table else _equal_term(library, said, said.set if isinstance(said, Deadline) else ())
    if term is None:
        return Index("", column, table), ("",)
    wanted = {"in": term.value, "eq": (term.value,)}.get(term.operator, (None,))
    field = library.fields[term.field]
    return Index(term.field, column), tuple(one for value in wanted for one in texts(field, value))


def _equal_term(library: Library, said: Meant, preferred: Container[str]) -> Term | None:
    """The comparison an index answers; of several one of a preferred field. Whom a field names is not asked so: people
    are renamed.
    """
    ways = alternatives(said.filter)
    found = [
        term
        for term in (ways[0] if len(ways) == 1 else ())
        if is_equal(term) and term.field in library.fields and library.fields[term.field].type not in _NAMING
    ]
    return next((term for term in found if term.field in preferred), next(iter(found), None))


_NAMING = frozenset({FieldType.USER, FieldType.USERS, FieldType.TABLE})


def sorts(library: Library) -> frozenset[str]:
    """The fields records can be listed by; "" is the key."""
    return frozenset(index.sort for index in indexes(library) if not index.child and not index.equal)


def texts(field: LibraryField | None, value: Any) -> tuple[str, ...]:
    """A value as an index says what is equal to it; of several values one each."""
    if value is None or value in ("", []):
        return ("",)
    if isinstance(value, list):
        return tuple(dict.fromkeys(_text(one) for one in value))
    if field is not None and field.type in NUMBERS:
        return (sortable(field, value),)
    return (_text(value),)


def sortable(field: LibraryField | None, value: Any) -> str:
    """A value as a text that sorts as the values do; empty comes first."""
    if field is None or value is None or value in ("", []):
        return ""
    if field.type in NUMBERS:
        return _number(float(value))
    if field.type is FieldType.DEPARTMENT:
        return f"{value:010d}"
    return _text(value)[:LONGEST_SORT]


def order(library: Library, sort: str, values: Mapping[str, Any], key: str) -> str:
    """Where a record stands among those sorted by a field."""
    return f"{sortable(library.fields.get(sort), values.get(sort))}#{key}"


def _declared(library: Library) -> Iterator[Index]:
    records = [index_of(library, view) for view in library.views if not view.child]
    yield from (index_of(library, view) for view in library.views if view.child)
    yield from records
    by = {"", *(index.sort for index in records)}
    asked = {"", *_asked(library)}
    yield from (Index(equal, sort) for equal in asked for sort in by)
    yield from (Index(path) for path, field in library.walk() if field.type is FieldType.LIBRARY_REF)
    yield from (places_of(library, one)[0] for one in library.reminders)
    yield from (places_of(library, one)[0] for one in library.deadlines)


def _asked(library: Library) -> Iterator[str]:
    """Fields that say whose rows are whose."""
    for permission in library.permissions:
        if isinstance(permission.rows, Filter):
            for way in alternatives(permission.rows):
                yield from equal_fields(way)[:1]


def _sort_of(library: Library, view: View) -> str:
    """The field a view is sorted by: its group, what it says, its range."""
    (way,) = alternatives(view.filter)
    said = (view.group, *(name.removeprefix("-") for name in view.sorting), *range_fields(way))
    found = next(filter(None, said), "")
    return "" if (found,) == library.keys and not view.child else found


def _items(library: Library, index: Index, record: Record) -> Iterator[Item]:
    if index.child:
        columns = library.fields[index.child].columns
        for number, row in enumerate(record.values.get(index.child) or ()):
            place = f"{sortable(columns.get(index.sort), row.get(index.sort))}#{record.key}#{number:04d}"
            for value in _equals(columns.get(index.equal), index, row):
                yield Item(index, value, place)
        return
    place = order(library, index.sort, record.values, record.key)
    for value in _equals(library.field_at(index.equal), index, record.values):
        yield Item(index, value, place)


def _equals(field: LibraryField | None, index: Index, values: Mapping[str, Any]) -> Iterable[str]:
    return texts(field, value_at(values, index.equal)) if index.equal else ("",)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    """Sixteen hexadecimal digits that sort as numbers do: the bits of a double, all turned where it is negative."""
    bits = int.from_bytes(struct.pack(">d", value), "big")
    return f"{bits ^ (2**64 - 1 if bits >> 63 else 2**63):016x}"
