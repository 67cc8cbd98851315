"""Which column of a sheet is which field: by label or key, as people write them, or as the person says."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.sheets.errors import SheetColumnError
from chalicelib.libraries.sheets.naming import plain
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.field_types import FieldType

MARK = "*"
"""Behind the label of a required field, in templates."""
KEY = "@"
ERRORS = "错误"
"""The column of an annotated file; it is passed over when the file comes back."""
_MARKED = re.compile(rf"\s*[{MARK}]+$")
LONGEST_NAME, LONGEST_HEADER = 31, 100
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
UNTYPED = frozenset({FieldType.FILE, FieldType.TABLE})


@dataclass(frozen=True)
class Column:
    """A column by its letter, its header, and the field it fills; without one `why` is a code of messages `columns`."""

    letter: str
    header: str
    field: str = ""
    why: str = ""


@dataclass(frozen=True)
class Matching:
    """What becomes of every column, and the labels of required fields without one."""

    columns: tuple[Column, ...]
    missing: tuple[str, ...] = ()

    @functools.cached_property
    def fields(self) -> dict[str, int]:
        """Each field that is filled, with the index of its column."""
        return {column.field: index for index, column in enumerate(self.columns) if column.field}

    def letter_of(self, field: str) -> str:
        """The column of a field; empty where it has none."""
        return next((column.letter for column in self.columns if column.field == field), "")


def match(
    fields: Mapping[str, LibraryField],
    header: Iterable[str],
    own: Mapping[str, str | None] | None = None,
    barred: Collection[str] = (),
) -> Matching:
    """Columns by label or key; `own` says of some letters which field they are, None for none. `barred` are fields the
    person may not write.

    Of two columns for one field neither is taken, unless `own` says which. Raises SheetColumnError for an `own` that
    names a column or field there is not, or a field twice.
    """
    letters = {letter_of(index): text for index, text in enumerate(header)}
    said = own or {}
    _check(fields, letters, said)
    names = _names(fields)
    wanted = {letter: said.get(letter, names.get(_bare(text))) for letter, text in letters.items()}
    doubled = {name for name, times in Counter(wanted.values()).items() if name and times > 1}
    columns = []
    for letter, text in letters.items():
        name = wanted[letter]
        why = _why_not(fields, text, name, is_said=letter in said, barred=barred)
        if not why and name in doubled and letter not in said:
            why = "doubled"
        columns.append(Column(letter, text[:LONGEST_HEADER], "" if why else str(name), why))
    there = {column.field for column in columns}
    return Matching(tuple(columns), tuple(_missing(fields, there)))


def letter_of(index: int) -> str:
    """`A` for 0, `AB` for 27."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def headers(fields: Mapping[str, LibraryField], *, marked: bool = False) -> dict[str, str]:
    """Each field as the header `match` knows it by: its label, or the key where others are called the same. `marked`:
    required ones with a mark.
    """
    names = _names(fields)
    found = {}
    for key, field in fields.items():
        text = field.label if names.get(_bare(field.label)) == key else key
        found[key] = f"{text}{MARK}" if marked and field.required else text
    return found


def table_fields(library: Library, table: str) -> dict[str, LibraryField]:
    """What the sheet of a child table has: the key of the record, `@` before its fields, then the table's columns."""
    own = {f"{KEY}{name}": library.fields[name] for name in library.keys}
    return {**own, **library.fields[table].columns}


def sheets_of(library: Library) -> dict[str, str]:
    """The name of the main sheet, under an empty key, and of each table's, as spreadsheets take them: no two alike."""
    wanted = {"": library.name} | {key: one.label for key, one in library.fields.items() if one.columns}
    found: dict[str, str] = {}
    for key, text in wanted.items():
        name = text.translate(FORBIDDEN).strip()[:LONGEST_NAME] or library.key
        taken = {other.casefold() for other in found.values()}
        found[key] = key if name.casefold() in taken else name
    return found


def is_typed(field: LibraryField) -> bool:
    """Whether people fill it in a sheet."""
    return not _own_reason(field)


def _check(
    fields: Mapping[str, LibraryField], letters: Mapping[str, str], said: Mapping[str, str | None]
) -> None:
    twice = {name for name, times in Counter(said.values()).items() if name and times > 1}
    problems = [
        FieldProblem(f"mapping.{letter}", "unknown" if name not in twice else "doubled_column")
        for letter, name in said.items()
        if letter not in letters or (name is not None and name not in fields) or name in twice
    ]
    if problems:
        raise SheetColumnError(problems=tuple(problems))


def _names(fields: Mapping[str, LibraryField]) -> dict[str, str]:
    """Field by what its column may be called. A key is only one field's, a label may be that of several: of none then."""
    labels = Counter(_bare(field.label) for field in fields.values())
    found = {_bare(field.label): key for key, field in fields.items() if labels[_bare(field.label)] == 1}
    return found | {plain(key): key for key in fields}


def _why_not(
    fields: Mapping[str, LibraryField], text: str, name: str | None, *, is_said: bool, barred: Collection[str]
) -> str:
    if name is None:
        known = is_said or not text or _bare(text) == ERRORS
        return "left_out" if known else "unknown"
    return _own_reason(fields[name]) or ("barred" if name in barred else "")


def _own_reason(field: LibraryField) -> str:
    if field.is_derived:
        return "derived"
    return "untyped" if field.type in UNTYPED else ""


def _missing(fields: Mapping[str, LibraryField], there: set[str]) -> Iterable[str]:
    for key, field in fields.items():
        if field.required and field.default is None and not _own_reason(field) and key not in there:
            yield field.label


def _bare(text: str) -> str:
    return plain(_MARKED.sub("", plain(text)))
