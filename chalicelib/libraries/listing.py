"""Which index items answer a list: one range for each value that is asked for, all in the same order. Pure.

A list may ask more than an index knows: the rest is asked of the records themselves, and how many are read for one
page has a bound (`browsing`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from chalicelib.libraries.errors import ListingSortError, ListingTooWideError
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.filters import Filter, Term, Viewer, alternatives, meant
from chalicelib.libraries.indexing import BIN, Index, indexes, sortable, texts
from chalicelib.libraries.model import Library
from chalicelib.libraries.renaming import PEOPLE
from chalicelib.libraries.serving import is_equal
from chalicelib.platform.field_types import FieldType

FIRST, LAST, FILLED = "\x01", "\uffff", "$"
"""Before and behind every text there is; behind those that are empty."""
MOST_RANGES = 30
RANKS = {FieldType.DEPARTMENT: 2, FieldType.ENUM: 3, FieldType.BOOLEAN: 4}
"""Fields whose values many records share come last; a person, a text, a reference find fewer."""


@dataclass(frozen=True)
class Wanted:
    """A list: what holds of its records (or rows of the table `child`), sorted by a field, "" by key."""

    condition: Filter | None = None
    sort: str = ""
    descending: bool = False
    child: str = ""
    deleted: bool = False


@dataclass(frozen=True, order=True)
class Range:
    """Part of one index: from a place to another, both excluded."""

    index: Index
    value: str
    low: str = FIRST
    high: str = LAST


@dataclass(frozen=True)
class _Way:
    """Comparisons that hold together; with what they say of the field that sorts."""

    terms: tuple[Term, ...]
    low: str = FIRST
    high: str = LAST


def ranges(
    library: Library,
    wanted: Wanted,
    rows: Iterable[Filter | None],
    viewer: Viewer,
    today: dt.date,
    unready: AbstractSet[Index] = frozenset(),
) -> tuple[Range, ...]:
    """Where the records of a list are found, for who may see those that hold one of `rows` (None: all). Indexes that
    are `unready` are not asked.

    Raises ListingError where nothing sorts so, or too much is asked at once.
    """
    if wanted.deleted:
        return (Range(BIN, ""),)
    served = {index for index in indexes(library) if (index.sort, index.child) == (wanted.sort, wanted.child)}
    served -= unready
    fields = library.fields[wanted.child].columns if wanted.child else dict(library.walk())
    seen = [()] if wanted.child else [way for row in rows for way in alternatives(row)]
    found = {
        one
        for asked in alternatives(wanted.condition)
        for way in seen
        for one in _of(_Places(served, fields, wanted, viewer, today), (*asked, *way))
    }
    if len(found) > MOST_RANGES:
        raise ListingTooWideError(field="filter", most=MOST_RANGES)
    return tuple(sorted(found))


def under_every_name(
    library: Library, places: Iterable[Range], names: Callable[[str], Iterable[str]]
) -> tuple[Range, ...]:
    """The places with those under all userids somebody had: index items say what records do. `names` gives them."""
    return tuple(
        replace(one, value=name)
        for one in places
        for name in (names(one.value) if _is_of_people(library, one.index) else (one.value,))
    )


def _is_of_people(library: Library, index: Index) -> bool:
    field = library.field_at(f"{index.child}.{index.equal}" if index.child else index.equal)
    return field is not None and field.type in PEOPLE


@dataclass(frozen=True)
class _Places:
    served: set[Index]
    fields: dict[str, LibraryField]
    wanted: Wanted
    viewer: Viewer
    today: dt.date


def _of(at: _Places, way: Sequence[Term]) -> list[Range]:
    low, high = _bounds(at, way)
    usable = [
        term
        for term in way
        if is_equal(term) and Index(term.field, at.wanted.sort, at.wanted.child) in at.served
    ]
    if usable:
        term = min(usable, key=lambda one: _rank(at, one))
        index = Index(term.field, at.wanted.sort, at.wanted.child)
        return [Range(index, value, low, high) for value in _values(at, term)]
    index = Index("", at.wanted.sort, at.wanted.child)
    if index not in at.served:
        raise ListingSortError(field="sort", name=at.wanted.sort)
    return [Range(index, "", low, high)]


def _bounds(at: _Places, way: Sequence[Term]) -> tuple[str, str]:
    """What the comparisons say of the field that sorts. Too wide at the edges: the records are asked once more."""
    low, high, sort = FIRST, LAST, at.fields.get(at.wanted.sort)
    for term in way if sort else ():
        if term.field != at.wanted.sort or is_equal(term) or term.operator in {"ne", "empty"}:
            continue
        value = term.value
        if term.operator == "within_days":
            value = (at.today + dt.timedelta(days=term.value)).isoformat()
        low = max(low, sortable(sort, value) if term.operator in {"gt", "gte"} else FILLED)
        if term.operator not in {"gt", "gte"}:
            high = min(high, sortable(sort, value) + LAST)
    return low, high


def _rank(at: _Places, term: Term) -> int:
    wanted = at.fields[term.field]
    if term.operator == "empty":
        return max(RANKS.values()) + 1
    return RANKS.get(wanted.type, 0 if term.operator == "eq" else 1)


def _values(at: _Places, term: Term) -> list[str]:
    if term.operator == "empty":
        return [""]
    asked = term.value if term.operator == "in" else (term.value,)
    found = [one for value in asked for one in meant(value, at.viewer)]
    return [text for one in found for text in texts(at.fields[term.field], one)]
