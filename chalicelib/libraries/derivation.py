"""Values nobody types: what each is worked out from, and working them out. Pure.

A lookup is brought along by who can read the other record; here it is a value like others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.fields import LibraryField, Rollup
from chalicelib.libraries.model import PLACES, Library
from chalicelib.platform import expressions
from chalicelib.platform.field_types import FieldType

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Stood:
    """How a record stood before a write, when the write is made, and since when at the latest it stood so; wall clock,
    to the minute. `before` is empty of a new one.
    """

    before: Values
    at: str
    known: str = ""


def needed(library: Library, path: str) -> tuple[str, ...]:
    """The paths of what a value is worked out from. A table that is named means every column of it."""
    field, table = library.field_at(path), path.partition(".")[0] if "." in path else ""
    names = _names(field) if field else ()
    return tuple(dict.fromkeys(one for name in names for one in _meant(library, table, name)))


def order(library: Library) -> list[str]:
    """The paths of what is worked out within the record, each behind what it is worked out from."""
    own = [path for path, field in library.walk() if field.computed or field.rollup or field.since]
    found: dict[str, None] = {}

    def visit(path: str, way: frozenset[str]) -> None:
        for one in needed(library, path):
            if one in own and one not in way:
                visit(one, way | {one})
        found.setdefault(path)

    for path in own:
        visit(path, frozenset({path}))
    return list(found)


def with_defaults(library: Library, values: Values, *, stored: bool = False) -> dict[str, Any]:
    """A new record with what its fields are where nobody says so; rows of its tables too. One that is stored gets only
    what it must have: a field may have become required since.
    """
    if stored:
        return filled({key: field for key, field in library.fields.items() if field.required}, values)
    found = filled(library.fields, values)
    for key, field in library.fields.items():
        if field.columns and isinstance(found.get(key), list):
            found[key] = [filled(field.columns, row) if isinstance(row, dict) else row for row in found[key]]
    return found


def filled(fields: Mapping[str, LibraryField], values: Values) -> dict[str, Any]:
    """A new row, or record, with the defaults of its fields."""
    found = dict(values)
    for key, field in fields.items():
        if field.default is not None and found.get(key) in (None, ""):
            found[key] = list(field.default) if isinstance(field.default, tuple) else field.default
    return found


def with_derived(library: Library, values: Values, stood: Stood | None = None) -> dict[str, Any]:
    """A record with its computed values, rollups, and since when values are so; without `stood` these stay as they are.
    What comes out as nothing is left out.
    """
    found = dict(values)
    for key in [name for name, one in library.fields.items() if one.entries]:
        found.setdefault(key, 0)
    for path in order(library):
        field, (key, _, column) = library.field_at(path), path.partition(".")
        if field is None:
            continue
        if column:
            found[key] = [_with_cell(found, row, column, field) for row in found.get(key) or ()]
        elif field.rollup:
            _put(found, key, _rolled(field.rollup, found))
        elif field.since:
            _put(found, key, _since(field, key, found, stood))
        else:
            _put(found, key, _computed(field, found))
    return found


def _names(field: LibraryField) -> Iterable[str]:
    if field.computed:
        try:
            return sorted(expressions.parse(field.computed).names)
        except expressions.ExpressionError:
            return ()
    if field.rollup:
        return (field.rollup.of,)
    if field.since:
        return (field.since,)
    return (field.lookup.partition(".")[0],) if field.lookup else ()


def _meant(library: Library, table: str, name: str) -> Iterator[str]:
    top, _, rest = name.partition(".")
    if table and top in library.fields[table].columns:
        yield f"{table}.{top}"
    elif top in library.fields:
        columns, column = library.fields[top].columns, rest.partition(".")[0]
        yield from [f"{top}.{column}"] if column in columns else [f"{top}.{one}" for one in columns] or [top]


def _with_cell(values: Values, row: Any, column: str, field: LibraryField) -> Any:
    if not isinstance(row, dict):
        return row
    found = dict(row)
    _put(found, column, _computed(field, {**values, **row}))
    return found


def _computed(field: LibraryField, values: Values) -> Any:
    """The value; nothing where what it needs is not there."""
    given = {key: value for key, value in values.items() if value is not None}
    try:
        return expressions.evaluate(field.computed or "", given)
    except expressions.ExpressionError:
        return None


def _since(field: LibraryField, key: str, values: Values, stood: Stood | None) -> Any:
    """When the value came to be; nothing while there is none."""
    value = values.get(field.since or "")
    if value in (None, "", []):
        return None
    if stood is None:
        return values.get(key)
    stays = stood.before.get(field.since or "") == value
    moment = (stood.before.get(key) or stood.known or stood.at) if stays else stood.at
    return moment[:10] if field.type is FieldType.DATE else moment


def _rolled(rollup: Rollup, values: Values) -> Any:
    table, _, column = rollup.of.partition(".")
    rows = [row for row in values.get(table) or () if isinstance(row, dict)]
    if rollup.says == "count":
        return len(rows)
    cells = [row[column] for row in rows if row.get(column) is not None]
    if rollup.says == "sum":
        return _whole(sum(cells))
    picks: dict[str, Callable[[list[Any]], Any]] = {"min": min, "max": max}
    return picks[rollup.says](cells) if cells else None


def _whole(total: float) -> float:
    total = round(total, PLACES)
    return int(total) if total == int(total) else total


def _put(values: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
