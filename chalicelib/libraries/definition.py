"""Problems of a library's definition, found before it is published: a stable id and the place. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.fields import CHOICES, KEYS, FieldType, LibraryField
from chalicelib.libraries.model import SEQUENCE, Library, read
from chalicelib.platform.errors import FieldProblem

MULTIPLE = frozenset({FieldType.FILE, FieldType.DEPARTMENT, FieldType.LIBRARY_REF})


def checked(source: str) -> Library:
    """The definition of a text without any problem. Raises LibraryInvalidError with all of them."""
    library = read(source)
    if problems := (*_kind(library), *_keys(library), *_fields(library)):
        raise LibraryInvalidError(problems=problems)
    return library


def unknown_references(library: Library, known: AbstractSet[str]) -> tuple[FieldProblem, ...]:
    """References to libraries that are not among these, nor the library itself."""
    return tuple(
        FieldProblem(f"fields.{place}.library", "L008", f"there is no library {field.library!r}")
        for place, field in _walk(library.fields)
        if field.library is not None and field.library not in known | {library.key}
    )


def _kind(library: Library) -> Iterator[FieldProblem]:
    if library.ledger and library.matrix:
        yield FieldProblem("matrix", "L003", "a library is a ledger or a matrix, not both")
    if library.matrix and (library.fields or library.keys):
        yield FieldProblem("fields", "L003", "a matrix has rows and columns, no fields")
    if not library.matrix and not library.fields:
        yield FieldProblem("fields", "L002", "a library has fields, or it is a matrix")


def _keys(library: Library) -> Iterator[FieldProblem]:
    if library.kind != "records":
        if library.keys:
            yield FieldProblem("key_field", "L003", f"a {library.kind} has no key_field")
        return
    if not library.keys:
        yield FieldProblem("key_field", "L004", "say which field tells records apart")
    for key in library.keys:
        field = library.fields.get(key)
        if field is None:
            yield FieldProblem("key_field", "L004", f"there is no field {key!r}")
        elif field.type not in KEYS or field.multiple:
            yield FieldProblem(f"fields.{key}.type", "L007", f"a {field.type} cannot tell records apart")
    yield from _serial(library)
    yield from _no_overlap(library)


def _serial(library: Library) -> Iterator[FieldProblem]:
    if library.serial and not SEQUENCE.search(library.serial):
        yield FieldProblem("serial", "L009", "a serial needs its number, for instance {seq:5}")
    elif library.serial and not _numbers(library):
        yield FieldProblem("serial", "L009", "a serial numbers a single key_field of type text")


def _no_overlap(library: Library) -> Iterator[FieldProblem]:
    rule = library.no_overlap
    if rule is None:
        return
    for name in rule.by:
        field = library.fields.get(name)
        if field is None or field.type not in KEYS or field.multiple:
            yield FieldProblem("no_overlap.by", "L010", f"{name!r} is no field that names one thing")
    kinds = {library.fields[name].type for name in (rule.start, rule.end) if name in library.fields}
    if len(kinds) != 1 or not kinds <= {FieldType.DATE, FieldType.DATETIME} or rule.start == rule.end:
        yield FieldProblem("no_overlap", "L010", "start and end are two dates, or two moments")
    for name, options in rule.unless.items():
        field = library.fields.get(name)
        if field is None or field.type is not FieldType.ENUM or set(options) - set(field.options):
            yield FieldProblem(f"no_overlap.unless.{name}", "L010", "an enum field, and options it has")


def _numbers(library: Library) -> bool:
    field = library.fields.get(library.keys[0]) if len(library.keys) == 1 else None
    return field is not None and field.type is FieldType.TEXT


def _fields(library: Library) -> Iterator[FieldProblem]:
    for place, field in _walk(library.fields):
        yield from _field(f"fields.{place}", field, child="." in place)


def _field(place: str, field: LibraryField, *, child: bool) -> Iterator[FieldProblem]:
    is_table = field.type is FieldType.TABLE
    if bool(field.options) != (field.type in CHOICES):
        yield FieldProblem(
            f"{place}.options", "L005", "options go with enum and multi_enum, and only with them"
        )
    if bool(field.columns) != is_table:
        yield FieldProblem(f"{place}.columns", "L006", "columns go with table, and only with it")
    if child and is_table:
        yield FieldProblem(f"{place}.type", "L006", "a table cannot stand in a table")
    if field.unique and (child or field.multiple or field.type not in KEYS):
        yield FieldProblem(f"{place}.unique", "L007", f"a {field.type} here cannot be without repeats")
    if (field.library is not None) != (field.type is FieldType.LIBRARY_REF):
        yield FieldProblem(
            f"{place}.library", "L008", "library goes with library_ref, and library_ref needs it"
        )
    if field.multiple and field.type not in MULTIPLE:
        yield FieldProblem(f"{place}.multiple", "L002", "multiple is for file, department and library_ref")


def _walk(fields: dict[str, LibraryField], before: str = "") -> Iterator[tuple[str, LibraryField]]:
    for key, field in fields.items():
        yield f"{before}{key}", field
        yield from _walk(field.columns, f"{before}{key}.columns.")
