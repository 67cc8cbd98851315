"""Names for what records name: people, departments, records of other libraries. One read of each kind for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import record_store, service
from chalicelib.libraries.errors import LibraryNotFoundError
from chalicelib.libraries.fields import CHOICES, LibraryField
from chalicelib.libraries.model import Library
from chalicelib.platform.field_types import FieldType

Values = Mapping[str, Any]


@dataclass
class Names:
    """`records`: library -> key -> how the field that names it shows it."""

    people: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    records: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass
class _Named:
    people: set[str] = field(default_factory=set)
    departments: set[int] = field(default_factory=set)
    records: dict[str, set[str]] = field(default_factory=dict)
    displays: dict[str, str] = field(default_factory=dict)


def names_in(library: Library, several: Iterable[Values], also: Iterable[str] = ()) -> Names:
    """The names of everything these values name, and of more people. Who or what is not there has none."""
    return names_of(library.fields, several, also)


def names_of(
    fields: Mapping[str, LibraryField], several: Iterable[Values], also: Iterable[str] = ()
) -> Names:
    """Like `names_in`, of values of these fields."""
    named = _Named(people=set(also))
    for values in several:
        for one, value in _cells(fields, values):
            _collect(named, one, value)
    found = Names(people={who: one.name for who, one in directory.people(named.people).items()})
    if named.departments:
        there = directory.departments()
        found.departments = {
            str(number): there[number].name for number in named.departments if number in there
        }
    for other, keys in named.records.items():
        found.records[other] = _titles(other, keys, named.displays.get(other, ""))
    return found


def title_of(library: Library, values: Values) -> str:
    """How a record is called: the title of its first card, else its key."""
    title = next((view.card.title for view in library.views if view.card and not view.child), library.keys[0])
    return str(values.get(title) or " ".join(str(values.get(name, "")) for name in library.keys))


def called(library: Library, values: Values) -> str:
    """How a record is called in a message, in words. Where its title is an option, as a day's state is, with the first
    line below it.
    """
    card = next((view.card for view in library.views if view.card and not view.child), None)
    said = [card.title, *card.lines[:1]] if card else []
    title = library.fields.get(said[0]) if said else None
    if title is None or title.type not in CHOICES:
        said = [*said[:1], "name", "title"]
        return next(
            filter(None, (_spoken(library, name, values) for name in said)), title_of(library, values)
        )
    return " ".join(filter(None, (_spoken(library, name, values) for name in said)))


def _spoken(library: Library, name: str, values: Values) -> str:
    """A value as people read it."""
    field, value = library.fields.get(name), values.get(name)
    if field is None or value in (None, "", []) or field.columns:
        return ""
    names = names_in(library, [{name: value}])
    named = {
        **names.people,
        **names.departments,
        **names.records.get(field.library or "", {}),
        **field.options,
    }
    return "、".join(named.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))


def _titles(key: str, keys: set[str], display: str) -> dict[str, str]:
    try:
        library = service.library(key)
    except LibraryNotFoundError:
        return {}
    if library.kind != "records":
        return {}
    found = record_store.read_records(key, keys, deleted=True)
    return {
        one: str(record.values.get(display) or title_of(library, record.values))
        for one, record in found.items()
    }


def _cells(fields: Mapping[str, LibraryField], values: Values) -> Iterator[tuple[LibraryField, Any]]:
    for name, one in fields.items():
        value = values.get(name)
        if one.columns and isinstance(value, list):
            for row in value:
                yield from _cells(one.columns, row) if isinstance(row, dict) else ()
        elif value not in (None, "", []):
            yield one, value


def _collect(named: _Named, one: LibraryField, value: Any) -> None:
    several = value if isinstance(value, list) else [value]
    if one.type in {FieldType.USER, FieldType.USERS}:
        named.people |= {who for who in several if isinstance(who, str)}
    elif one.type is FieldType.DEPARTMENT:
        named.departments |= {number for number in several if isinstance(number, int)}
    elif one.type is FieldType.LIBRARY_REF and one.library:
        named.records.setdefault(one.library, set()).update(str(key) for key in several)
        if one.display:
            named.displays.setdefault(one.library, one.display)
