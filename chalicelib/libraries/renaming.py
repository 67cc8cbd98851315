"""Records that name people by userids they had before: as if they had always named them by the present ones. Pure.

Nothing is written for it. What is written for another reason names the present userid from then on, but for fields that
tell records apart: those keep the userid the person began with, so that nobody has two keys. Index items stand for what
is stored, so a list asks for a person under all userids they had.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.filters import Filter, Test
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record, Write
from chalicelib.platform.field_types import FieldType

PEOPLE = frozenset({FieldType.USER, FieldType.USERS})
Fields = Mapping[str, LibraryField]
Values = Mapping[str, Any]
Present = Mapping[str, str]
"""Former userid -> the present one."""


@functools.lru_cache(maxsize=64)
def identifying(library: Library) -> frozenset[str]:
    """The fields of people that tell records apart: of keys, of what does not repeat, of what may not overlap."""
    unique = (name for name, field in library.fields.items() if field.unique)
    several = (name for key in library.unique_keys for name in key.fields)
    lanes = library.no_overlap.by if library.no_overlap else ()
    named = (*library.keys, *unique, *several, *lanes)
    return frozenset(name for name in named if _names_people(library.fields.get(name)))


def called_today(fields: Fields, values: Values, present: Present) -> dict[str, Any]:
    """Values with everybody under their present userid."""
    return {name: _value(fields.get(name), value, present) for name, value in values.items()}


def record_today(library: Library, record: Record, present: Present) -> Record:
    """A record as people and flows read it."""
    return replace(record, values=called_today(library.fields, record.values, present)) if present else record


def record_to_write(library: Library, record: Record, present: Present) -> Record:
    """A record as writes find it: everybody under their present userid, but where that tells records apart."""
    if not present:
        return record
    kept = {name: record.values[name] for name in identifying(library) if name in record.values}
    return replace(record, values={**called_today(library.fields, record.values, present), **kept})


def named(library: Library, several: Iterable[Values]) -> Iterator[str]:
    """Whom values name in fields that tell records apart."""
    for said in several:
        for name in identifying(library) & said.keys():
            value = said[name]
            yield from (
                one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
            )


def as_begun(library: Library, values: Values, first: Present) -> dict[str, Any]:
    """Values with those who tell records apart under the userid they began with."""
    told = {name: _renamed(values[name], first) for name in identifying(library) & values.keys()}
    return {**values, **told}


def write_today(library: Library, write: Write, present: Present, first: Present) -> Write:
    """A write as it is made: `first` has the userid somebody began with. What it asks of the record is asked of the
    record as it is read.
    """

    def own(values: Values) -> dict[str, Any]:
        kept = {name: values[name] for name in identifying(library) & values.keys()}
        return called_today(library.fields, values, present) | as_begun(library, kept, first)

    def asked(question: Callable[[Values], Any]) -> Callable[[Values], Any]:
        return lambda values: question(called_today(library.fields, values, present))

    table = library.fields.get(write.child)
    columns = table.columns if table else {}
    return replace(
        write,
        match=own(write.match),
        values=called_today(columns, write.values, present) if write.child else own(write.values),
        row=called_today(columns, write.row, present),
        guard=asked(write.guard) if write.guard else None,
        worked={name: asked(work) for name, work in write.worked.items()},
    )


def asked_today(fields: Fields, condition: Filter | None, present: Present) -> Filter | None:
    """A condition that names people by their present userids."""
    if condition is None or not present:
        return condition
    return Filter({key: _asked(fields, key, said, present) for key, said in condition.root.items()})


def _asked(fields: Fields, key: str, said: Any, present: Present) -> Any:
    if isinstance(said, tuple):
        return tuple(asked_today(fields, one, present) for one in said)
    if not _names_people(fields.get(key)):
        return said
    if not isinstance(said, Test):
        return present.get(said, said)
    wanted = {name: _renamed(value, present) for name, value in said.operators().items()}
    return Test.model_validate(wanted)


def _names_people(field: LibraryField | None) -> bool:
    return field is not None and field.type in PEOPLE


def _value(field: LibraryField | None, value: Any, present: Present) -> Any:
    if field is not None and field.columns and isinstance(value, list):
        return [
            called_today(field.columns, row, present) if isinstance(row, Mapping) else row for row in value
        ]
    return _renamed(value, present) if _names_people(field) else value


def _renamed(value: Any, present: Present) -> Any:
    """One person or several, each once."""
    if isinstance(value, list | tuple):
        return list(dict.fromkeys(present.get(one, one) if isinstance(one, str) else one for one in value))
    return present.get(value, value) if isinstance(value, str) else value
