"""What a library and each field of it is: kind, keys, numbering, and the words that go with a type."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.fields import CHOICES, FINE, KEYS, NUMBERS, LibraryField, judge
from chalicelib.libraries.model import SEQUENCE, Library
from chalicelib.libraries.numbering import placeholders
from chalicelib.libraries.verify.problem import Problem
from chalicelib.platform.field_types import FieldType

MULTIPLE = frozenset({FieldType.FILE, FieldType.DEPARTMENT, FieldType.LIBRARY_REF})
NUMBERED_BY = frozenset({FieldType.ENUM, FieldType.DEPARTMENT})
RESERVED = frozenset({"all", "any"})


def problems(library: Library) -> Iterator[Problem]:
    """Everything that can be said of the library alone, without its expressions."""
    yield from _kind(library)
    yield from _keys(library)
    yield from _serial(library)
    yield from _unique_keys(library)
    yield from _no_overlap(library)
    for path, field in library.walk():
        yield from _field(place_of(path), path, field)


def place_of(path: str) -> str:
    """Where a field stands in the file."""
    return "fields." + path.replace(".", ".columns.")


def _kind(library: Library) -> Iterator[Problem]:
    if library.ledger and library.matrix:
        yield Problem("L003", "matrix", "a library is a ledger or a matrix, not both")
    if library.matrix and (library.fields or library.keys):
        yield Problem("L003", "fields", "a matrix has rows and columns, no fields")
    if not library.matrix and not library.fields:
        yield Problem("L002", "fields", "a library has fields, or it is a matrix")
    for word in ("unique_keys", "states"):
        if library.kind != "records" and getattr(library, word):
            yield Problem("L003", word, f"a {library.kind} has no {word}", "they are for records")


def _keys(library: Library) -> Iterator[Problem]:
    if library.kind != "records":
        if library.keys:
            yield Problem("L003", "key_field", f"a {library.kind} has no key_field")
        return
    if not library.keys:
        yield Problem("L004", "key_field", "say which field tells records apart")
    for key in library.keys:
        field = library.fields.get(key)
        if field is None:
            yield Problem("L004", "key_field", f"there is no field {key!r}", ", ".join(library.fields))
        elif field.type not in KEYS or field.multiple or field.is_derived:
            yield Problem("L007", f"fields.{key}.type", f"a {field.type} cannot tell records apart")


def _serial(library: Library) -> Iterator[Problem]:
    if not library.pattern:
        return
    if not SEQUENCE.search(library.pattern):
        yield Problem("L009", "serial", "a serial needs its number, for instance {seq:5}")
    elif library.kind != "ledger" and not _numbers(library):
        yield Problem("L009", "serial", "a serial numbers a single key_field of type text")
    for name in placeholders(library.pattern):
        yield from _placeholder(library, name)
    for name in set(library.codes) - set(placeholders(library.pattern)):
        yield Problem("L027", f"serial.codes.{name}", f"the pattern has no {{{name}}}", f"write {{{name}}}")


def _numbers(library: Library) -> bool:
    field = library.fields.get(library.keys[0]) if len(library.keys) == 1 else None
    return field is not None and field.type is FieldType.TEXT


def _placeholder(library: Library, name: str) -> Iterator[Problem]:
    field = library.fields.get(name)
    if field is None or field.type not in NUMBERED_BY or field.multiple:
        hint = "{yyyy}, {yy}, {mm}, {dd}, {seq:5}, or a field of type enum or department"
        yield Problem("L027", "serial", f"{{{name}}} stands for nothing", hint)
        return
    if not (field.required or field.default is not None):
        yield Problem(
            "L027", "serial", f"{name!r} may be empty, and the number would lack it", "required: true"
        )
    codes = library.codes.get(name, {})
    for option in codes if field.options else ():
        if option not in field.options:
            yield Problem("L027", f"serial.codes.{name}.{option}", f"{option!r} is no option of {name}")
    if codes and (missing := [option for option in field.options if option not in codes]):
        yield Problem(
            "L027", f"serial.codes.{name}", f"no code for {', '.join(missing)}", "a code for each option"
        )
    if len(set(codes.values())) < len(codes):
        yield Problem("L027", f"serial.codes.{name}", "two options have the same code", "give each its own")


def _unique_keys(library: Library) -> Iterator[Problem]:
    for number, key in enumerate(library.unique_keys):
        for name in key.fields:
            field, place = library.fields.get(name), f"unique_keys.{number}.fields"
            if field is None:
                yield Problem("L040", place, f"there is no field {name!r}", ", ".join(library.fields))
            elif field.type not in KEYS | NUMBERS | {FieldType.DATETIME} or field.multiple:
                yield Problem("L007", place, f"a {field.type} cannot be without repeats")


def _no_overlap(library: Library) -> Iterator[Problem]:
    rule = library.no_overlap
    if rule is None:
        return
    for name in rule.by:
        field = library.fields.get(name)
        if field is None or field.type not in KEYS or field.multiple:
            yield Problem("L010", "no_overlap.by", f"{name!r} is no field that names one thing")
    kinds = {library.fields[name].type for name in (rule.start, rule.end) if name in library.fields}
    if len(kinds) != 1 or not kinds <= {FieldType.DATE, FieldType.DATETIME} or rule.start == rule.end:
        yield Problem("L010", "no_overlap", "start and end are two dates, or two moments")
    for name, options in rule.unless.items():
        field = library.fields.get(name)
        if field is None or field.type is not FieldType.ENUM or set(options) - set(field.options):
            yield Problem("L010", f"no_overlap.unless.{name}", "an enum field, and options it has")


def _field(place: str, path: str, field: LibraryField) -> Iterator[Problem]:
    child, is_table = "." in path, field.type is FieldType.TABLE
    if path.rpartition(".")[2] in RESERVED:
        yield Problem("L026", place, "`all` and `any` are words of conditions", "another word")
    if bool(field.options) != (field.type in CHOICES):
        yield Problem("L005", f"{place}.options", "options go with enum and multi_enum, and only with them")
    if bool(field.columns) != is_table:
        yield Problem("L006", f"{place}.columns", "columns go with table, and only with it")
    if child and is_table:
        yield Problem("L006", f"{place}.type", "a table cannot stand in a table")
    if field.unique and (child or field.multiple or field.type not in KEYS):
        yield Problem("L007", f"{place}.unique", f"a {field.type} here cannot be without repeats")
    if field.multiple and field.type not in MULTIPLE:
        yield Problem("L002", f"{place}.multiple", "multiple is for file, department and library_ref")
    yield from _values(place, field)
    yield from _rows(place, field)


def _values(place: str, field: LibraryField) -> Iterator[Problem]:
    if (field.min is not None or field.max is not None) and field.type not in NUMBERS:
        yield Problem("L025", f"{place}.min", "min and max are for number and money", "drop them")
    elif field.min is not None and field.max is not None and field.min > field.max:
        yield Problem("L025", f"{place}.max", "nothing is between min and max", "the greater one is max")
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    if default is not None and judge(field, default) != FINE:
        yield Problem("L019", f"{place}.default", f"{field.default!r} is no {field.type} of this field")


def _rows(place: str, field: LibraryField) -> Iterator[Problem]:
    if field.type is not FieldType.TABLE and (field.row_key or field.append_only):
        yield Problem("L006", f"{place}.row_key", "row_key and append_only go with table", "drop them")
        return
    for name in field.row_key:
        if name not in field.columns:
            yield Problem(
                "L040", f"{place}.row_key", f"there is no column {name!r}", ", ".join(field.columns)
            )
