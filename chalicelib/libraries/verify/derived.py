"""Values nobody types: computed ones and their order, lookups through references, figures over child tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chalicelib.libraries import derivation
from chalicelib.libraries.fields import NUMBERS, LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify.problem import Known, Problem
from chalicelib.libraries.verify.shape import place_of
from chalicelib.platform import expressions, value_types
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.value_types.functions import BUILT_IN

ORDERED = NUMBERS | {FieldType.DATE, FieldType.DATETIME}
DATES = frozenset({FieldType.DATE, FieldType.DATETIME})
UNKNOWN = frozenset({"unknown_column", "unknown_variable", "unknown_function"})


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in computed, lookup, rollup and migrate."""
    for path, field in library.walk():
        if not field.is_derived:
            continue
        place = place_of(path)
        yield from _alone(place, path, field)
        if field.computed:
            yield from _expression(scope_of(library, path), f"{place}.computed", field.computed, field)
        if field.lookup:
            yield from _lookup(library, known, path, field)
        if field.rollup:
            yield from _rollup(library, f"{place}.rollup", path, field)
        if field.since:
            yield from _since(library, f"{place}.since", path, field)
        if field.entries:
            yield from _entries(library, known, f"{place}.entries", path, field)
    yield from _loops(library)
    yield from _migrations(library)


def scope_of(library: Library, path: str = "") -> value_types.Scope:
    """What an expression may name: the record's fields, and in a column first its row's."""
    fields = {key: value_types.of_field(field) for key, field in library.fields.items()}
    scope = value_types.Scope(fields, dict(BUILT_IN))
    table = library.fields.get(path.partition(".")[0]) if "." in path else None
    return scope.in_row(table) if table else scope


def _alone(place: str, path: str, field: LibraryField) -> Iterator[Problem]:
    if (
        sum(
            part is not None
            for part in (field.computed, field.lookup, field.rollup, field.entries, field.since)
        )
        > 1
    ):
        why = "computed, lookup, rollup, entries and since are five ways: say one"
        yield Problem("L020", place, why, "drop the others")
    for word in ("required", "unique", "default"):
        if getattr(field, word) is not None and getattr(field, word) is not False:
            yield Problem(
                "L020", f"{place}.{word}", f"{word} is for what is typed; this is worked out", f"drop {word}"
            )
    if field.type in {FieldType.TABLE, FieldType.FILE}:
        yield Problem("L020", f"{place}.type", f"a {field.type} is not worked out")
    if field.rollup and "." in path:
        yield Problem("L017", f"{place}.rollup", "a column has no child table", "put it beside the table")


def _expression(scope: value_types.Scope, place: str, text: str, field: LibraryField) -> Iterator[Problem]:
    try:
        parsed = expressions.parse(text)
    except expressions.ExpressionError as error:
        yield Problem("L011", place, str(error))
        return
    names = {name.partition(".")[0] for name in parsed.names}
    if missing := sorted(names - set(scope.names)):
        yield Problem("L012", place, f"there is no field {missing[0]!r}", ", ".join(scope.names))
        return
    for finding in value_types.check(text, scope, value_types.of_field(field)):
        yield Problem("L012" if finding.code in UNKNOWN else "L013", place, finding.message, finding.hint)


def _lookup(library: Library, known: Known, path: str, field: LibraryField) -> Iterator[Problem]:
    place, (through, _, wanted) = f"{place_of(path)}.lookup", (field.lookup or "").partition(".")
    table = library.fields.get(path.partition(".")[0]) if "." in path else None
    reference = (table.columns.get(through) if table else None) or library.fields.get(through)
    if reference is None or reference.type is not FieldType.LIBRARY_REF or reference.multiple:
        yield Problem(
            "L015", place, f"{through!r} names no single record", "a field of type library_ref, not multiple"
        )
        return
    other = known.library(reference.library, library)
    if other is None:
        return
    found = other.fields.get(wanted)
    if found is None:
        yield Problem("L015", place, f"{other.key} has no field {wanted!r}", ", ".join(other.fields))
    elif (found.type, found.multiple) != (field.type, field.multiple) or found.type is FieldType.TABLE:
        yield Problem(
            "L016", f"{place_of(path)}.type", f"{other.key}.{wanted} is a {found.type}", f"type: {found.type}"
        )
    elif found.options != field.options:
        yield Problem(
            "L016", f"{place_of(path)}.options", f"{other.key}.{wanted} has other options", "the same options"
        )


def _rollup(library: Library, place: str, path: str, field: LibraryField) -> Iterator[Problem]:
    rollup = field.rollup
    if rollup is None or "." in path:
        return
    key, _, column = rollup.of.partition(".")
    table = library.fields.get(key)
    if table is None or table.type is not FieldType.TABLE:
        tables = ", ".join(name for name, one in library.fields.items() if one.columns)
        yield Problem("L017", place, f"{key!r} is no child table", tables)
        return
    found = table.columns.get(column)
    if rollup.says == "count":
        if field.type is not FieldType.NUMBER:
            yield Problem("L018", place, f"a count is a number, this is a {field.type}", "type: number")
    elif found is None:
        yield Problem("L017", place, f"{key} has no column {column!r}", ", ".join(table.columns))
    elif found.type not in (NUMBERS if rollup.says == "sum" else ORDERED) or found.type is not field.type:
        hint = (
            f"type: {found.type}"
            if found.type in ORDERED
            else "a column of numbers, or of dates for min and max"
        )
        yield Problem("L018", place, f"the {rollup.says} of a {found.type} is no {field.type}", hint)


def _since(library: Library, place: str, path: str, field: LibraryField) -> Iterator[Problem]:
    if "." in path or field.type not in DATES or library.kind != "records":
        why = "since when something is so is a date or datetime of a record itself"
        yield Problem("L021", place, why, "type: date or datetime, outside of tables")
    elif (of := library.fields.get(field.since or "")) is None:
        yield Problem("L021", place, f"there is no field {field.since!r}", ", ".join(library.fields))
    elif of.columns or of.type is FieldType.FILE:
        yield Problem("L021", place, f"a {of.type} has no one value to be since when", "a rollup of it")


def _entries(library: Library, known: Known, place: str, path: str, field: LibraryField) -> Iterator[Problem]:
    entries = field.entries
    if entries is None:
        return
    if "." in path or field.type not in NUMBERS:
        yield Problem("L028", place, "a sum of entries is a number of the record itself", "type: number")
    other = known.library(entries.library, library)
    if other is None:
        return
    by, summed = other.fields.get(entries.by), other.fields.get(entries.sum)
    if not other.append_only:
        yield Problem("L028", place, f"{other.key} may change its records", "append_only: true over there")
        return
    if by is None or by.library != library.key or by.multiple:
        hint = "a field of type library_ref over there that names this library"
        yield Problem(
            "L028", f"{place}.by", f"{other.key}.{entries.by} names no record of this library", hint
        )
    if summed is None or summed.type is not field.type:
        yield Problem(
            "L028", f"{place}.sum", f"{other.key}.{entries.sum} is no {field.type}", "the same type"
        )


def _loops(library: Library) -> Iterator[Problem]:
    """Values that wait for each other, each circle once."""
    needs = {path: derivation.needed(library, path) for path, field in library.walk() if field.is_derived}
    done: set[str] = set()
    for path in needs:
        circle = _circle(needs, path, (), done)
        if circle:
            way = " > ".join((*circle, circle[0]))
            yield Problem(
                "L014", place_of(circle[0]), f"these wait for each other: {way}", "compute one otherwise"
            )


def _circle(
    needs: Mapping[str, tuple[str, ...]], path: str, way: tuple[str, ...], done: set[str]
) -> tuple[str, ...]:
    if path in way:
        return way[way.index(path) :]
    if path in done or path not in needs:
        return ()
    done.add(path)
    return next((c for one in needs[path] if (c := _circle(needs, one, (*way, path), done))), ())


def _migrations(library: Library) -> Iterator[Problem]:
    """What becomes of stored records may name fields that are gone, so only its own field and its text are looked at."""
    for key, text in library.migrate.items():
        field, place = library.fields.get(key), f"migrate.{key}"
        if text is None:
            if field is not None:
                yield Problem(
                    "L082", place, f"{key!r} is still a field", "null is for a field that is given up"
                )
            continue
        if field is None or field.is_derived:
            hint = ", ".join(library.fields)
            yield Problem("L082", place, f"there is no field {key!r} that is typed", hint)
        try:
            expressions.parse(text)
        except expressions.ExpressionError as error:
            yield Problem("L011", place, str(error))
