"""What publishing definitions would do to stored records, without writing anything: every record is worked out."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.libraries import (
    publishing,
    record_store,
    recording,
    records,
    remaking,
    reminding_records,
    service,
    store,
)
from chalicelib.libraries.difference import Change, difference
from chalicelib.libraries.errors import LibraryInvalidError, RecordInvalidError
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.record_store import Value
from chalicelib.libraries.records import Record
from chalicelib.libraries.reminding_records import Place
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import FieldProblem

PAGE = 100
MOST_MISFITS = 1000


@dataclass(frozen=True)
class Touched:
    """A change, and how many records have other values by it, or none that fits; of a deadline, how many it changes at
    once.
    """

    change: Change
    records: int


@dataclass(frozen=True)
class Unfit:
    """A record that would not fit, and why, by field."""

    record: str
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True)
class Rehearsal:
    """`records` are stored, `changed` of them would be written with other values; at most 1000 `misfits` are listed."""

    library: str
    records: int
    changed: int
    changes: tuple[Touched, ...]
    misfits: tuple[Unfit, ...]


def rehearse(sources: Sequence[str], locale: str = messages.DEFAULT_LOCALE) -> list[Rehearsal]:
    """What publishing these together would do, library by library. Raises LibraryInvalidError as publishing would."""
    published = {row.key: row for row in store.read_definitions()}
    old = {key: Library.model_validate(row.definition) for key, row in published.items()}
    new = {library.key: library for library in map(read, sources)}
    for key, several in publishing.problems(new.values(), old).items():
        if found := [*several, *publishing.stored_problems(old.get(key), new[key])]:
            raise LibraryInvalidError(problems=tuple(found), library=key)
    named = {**old, **new}

    def defined(key: str) -> Definitions:
        version = int(published[key].version) + (key in new) if key in published else 1
        return Definitions(named[key], version, functools.partial(_at, key, version, named[key]), defined)

    return [_rehearsed(defined(key), old.get(key), locale) for key in new]


def _at(key: str, version: int, library: Library, wanted: int) -> Library:
    """An earlier version, or the one that is not published yet."""
    return library if wanted >= version else service.version(key, wanted)


def _rehearsed(definitions: Definitions, old: Library | None, locale: str) -> Rehearsal:
    library = definitions.current
    changes = difference(old, library, locale) if old else []
    counted, total, changed = dict.fromkeys(range(len(changes)), 0), 0, 0
    misfits: list[Unfit] = []
    owners: dict[Value, str] = {}
    for record in _stored(library):
        values, problems = _worked_out(definitions, record, owners)
        touched = {*records.diff(record.values, values), *(problem.field for problem in problems)}
        total, changed = total + 1, changed + bool(touched)
        misfits += [Unfit(record.key, problems)] if problems and len(misfits) < MOST_MISFITS else []
        for number, change in enumerate(changes):
            counted[number] += _field_of(change) in touched or _is_late(library, change, record, values)
    several = tuple(Touched(change, counted[number]) for number, change in enumerate(changes))
    return Rehearsal(library.key, total, changed, several, tuple(misfits))


def _worked_out(
    definitions: Definitions, record: Record, owners: dict[Value, str]
) -> tuple[Mapping[str, Any], tuple[FieldProblem, ...]]:
    """A record by the new definition, and what of it would not fit. `owners` are the values met so far."""
    values = remaking.worked_out(definitions, record)
    try:
        made = remaking.remade(definitions, record)
    except RecordInvalidError as error:
        return values, error.problems
    unique = recording.unique_values(definitions.current, made)
    taken = [value for value in unique if owners.setdefault(value, record.key) != record.key]
    return values, tuple(FieldProblem(value[0], "record_exists", value[1]) for value in taken)


def _is_late(library: Library, change: Change, record: Record, values: Mapping[str, Any]) -> bool:
    """Whether a change is about a deadline that has come for a record."""
    word, _, key = change.place.partition(".")
    now = clock.wall(clock.now())
    return word == "deadlines" and any(
        reminding_records.stands(
            one, Place(replace(record, values=values), None, str(values.get(one.date) or "")), now
        )
        for one in library.deadlines
        if one.key == key and not records.is_frozen(library, values)
    )


def _field_of(change: Change) -> str:
    """The field a change is about; of a column its table."""
    if change.field:
        return change.field
    word, _, rest = change.place.partition(".")
    return rest.partition(".")[0] if word == "fields" else ""


def _stored(library: Library) -> Iterator[Record]:
    """The records of a library that are not deleted."""
    cursor: dict[str, Any] | None = None
    while library.kind == "records":
        keys, cursor = record_store.created(library.key, cursor, PAGE)
        yield from record_store.read_records(library.key, keys).values()
        if cursor is None:
            return
