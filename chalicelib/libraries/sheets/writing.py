"""Records as files: XLSX with a sheet for each child table, or CSV of the main sheet."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.sheets import book
from chalicelib.libraries.sheets.book import Book
from chalicelib.libraries.sheets.cells import shown
from chalicelib.libraries.sheets.matching import KEY, headers, sheets_of, table_fields
from chalicelib.libraries.sheets.naming import Known
from chalicelib.libraries.sheets.neutral import neutral
from chalicelib.libraries.sheets.reading import Cell
from chalicelib.platform.field_types import FieldType

Values = Mapping[str, Any]
Fields = Mapping[str, LibraryField]
BOM = "\ufeff"
"""Excel takes a CSV without it for GBK."""
WIDTHS = {
    FieldType.LONGTEXT: 40,
    FieldType.DATETIME: 18,
    FieldType.DATERANGE: 26,
    FieldType.TEXT: 18,
    FieldType.LIBRARY_REF: 24,
    FieldType.USERS: 24,
    FieldType.MONEY: 14,
}
KINDS = {
    FieldType.MONEY: book.MONEY,
    FieldType.DATE: book.DAY,
    FieldType.DATETIME: book.MOMENT,
    FieldType.NUMBER: "",
    FieldType.BOOLEAN: "",
}
"""Number formats; columns of anything else are texts, so that a code keeps its zeros."""


def xlsx(target: IO[bytes], library: Library, fields: Fields, records: Iterable[Values], known: Known) -> int:
    """Write records as a workbook; how many there were. `fields` are those to be seen, tables with their columns."""
    flat, tables = flat_of(fields), tables_of(fields)
    names, shown_as = sheets_of(library), seen_as(library, fields)
    count = 0
    with book.book(target) as made:
        main = _Page(made, names[""], flat, "", known)
        pages = {key: _Page(made, names[key], table_fields(shown_as, key), key, known) for key in tables}
        for record in records:
            count += 1
            main.add(record)
            for key, page in pages.items():
                for row in record.get(key) or ():
                    page.add({**{f"{KEY}{name}": record.get(name) for name in library.keys}, **row})
        for page in (main, *pages.values()):
            page.end()
    return count


def text(target: IO[str], fields: Fields, records: Iterable[Values], known: Known) -> int:
    """Write records as CSV, without their tables; how many there were. `target` is opened with `newline=""`."""
    flat, count = flat_of(fields), 0
    target.write(BOM)
    rows = csv.writer(target)
    rows.writerow(map(neutral, headers(flat).values()))
    for record in records:
        count += 1
        rows.writerow(
            _of_text(shown(field, key, record.get(key), known), field) for key, field in flat.items()
        )
    return count


def flat_of(fields: Fields) -> dict[str, LibraryField]:
    """The fields of the main sheet."""
    return {key: field for key, field in fields.items() if field.type is not FieldType.TABLE}


def tables_of(fields: Fields) -> dict[str, LibraryField]:
    """The fields with sheets of their own."""
    return {key: field for key, field in fields.items() if field.type is FieldType.TABLE}


def seen_as(library: Library, fields: Fields) -> Library:
    """The library with its tables as they are in `fields`: without the columns somebody may not see."""
    return library.model_copy(update={"fields": {**library.fields, **fields}})


def kind_of(field: LibraryField) -> str:
    """The number format of a field's column."""
    return KINDS.get(field.type, book.TEXT)


class _Page:
    """A sheet of records that fills from the top."""

    def __init__(self, made: Book, name: str, fields: Fields, table: str, known: Known) -> None:
        self._made, self._fields, self._table, self._known = made, fields, table, known
        self._kinds = [kind_of(field) for field in fields.values()]
        titles = list(headers(fields).values())
        widths = [
            max(WIDTHS.get(field.type, book.NARROW), book.width_of([title]))
            for field, title in zip(fields.values(), titles, strict=True)
        ]
        self._sheet = made.sheet(name, titles, widths, self._kinds)
        self._row = 0

    def add(self, values: Values) -> None:
        self._row += 1
        for column, (key, field) in enumerate(self._fields.items()):
            path = f"{self._table}.{key}" if self._table and not key.startswith(KEY) else key
            cell = shown(field, path.removeprefix(KEY), values.get(key), self._known)
            self._made.put(self._sheet, self._row, column, cell, self._kinds[column])

    def end(self) -> None:
        if self._fields:
            self._sheet.autofilter(0, 0, self._row, len(self._fields) - 1)


def _of_text(cell: Cell, field: LibraryField) -> str:
    """A cell in a CSV: figures and dates plainly, texts so that nobody works them out."""
    for kind, write in _PLAIN.items():
        if isinstance(cell, kind):
            return write(cell, field)
    return "" if cell is None else neutral(str(cell))


def _amount(cell: Any, field: LibraryField) -> str:
    return f"{cell:.2f}" if field.type is FieldType.MONEY else repr(cell)


_PLAIN: dict[type, Callable[[Any, LibraryField], str]] = {
    float: _amount,
    int: _amount,
    dt.datetime: lambda cell, _: cell.isoformat(sep=" ", timespec="minutes"),
    dt.date: lambda cell, _: cell.isoformat(),
}
