"""The rows of an upload: XLSX, or CSV as Excel, WPS and other systems write it. What a file is, its content says.

A workbook's main sheet is the one that has the library's name, else the first that is no child table's. In CSV there
are no formulas: a text that begins with `=` is a text. In XLSX a formula is not taken, nor what it showed last: that may
be older than what it is worked out from.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.libraries.sheets.archive import (
    ARCHIVE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Layout,
    Workbook,
)
from chalicelib.libraries.sheets.errors import (
    SheetBrokenError,
    SheetEmptyError,
    SheetLockedError,
    SheetLongError,
    SheetOldError,
    SheetSizeError,
    SheetTypeError,
)
from chalicelib.libraries.sheets.neutral import original

MOST_BYTES = 20 * 1024 * 1024
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Excel before 2007, and whatever is encrypted, begins."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CODINGS = ("utf-8-sig", "gb18030")
UNICODE = (b"\xff\xfe", b"\xfe\xff")
"""Excel's own "Unicode text"."""
DELIMITERS = ",\t;"
OTHERS = ("<", "%PDF")
"""Web pages that call themselves Excel, and documents."""


@dataclass(frozen=True)
class Untaken:
    """A cell whose value is not taken; `code` of messages `fields` says why."""

    code: str
    shown: Any = None


Cell = str | float | bool | dt.date | dt.time | dt.timedelta | Untaken | None
"""As the file has it; None where it is empty. A date with a time is a datetime."""


@dataclass(frozen=True)
class Row:
    """A row that is not empty, by its number as Excel shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A header, and the rows below it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Upload:
    """The main sheet, those of child tables by name, and the names of sheets that are left aside."""

    main: Sheet
    children: dict[str, Sheet] = field(default_factory=dict)
    aside: tuple[str, ...] = ()


def read(content: bytes, main: str = "", children: Iterable[str] = ()) -> Upload:
    """The rows of a file; `main` and `children` are names of sheets.

    Raises the errors of `errors`, before anything is parsed that is too large to be.
    """
    if len(content) > MOST_BYTES:
        raise SheetSizeError(limit_mb=MOST_BYTES // 1024 // 1024)
    if content.startswith(ARCHIVE):
        return _workbook(content, main, frozenset(children))
    if content.startswith(COMPOUND):
        raise SheetLockedError if ENCRYPTED in content else SheetOldError
    return Upload(_headed(_sheet("", _csv(_text(content)))))


def _workbook(content: bytes, main: str, children: frozenset[str]) -> Upload:
    import python_calamine as calamine

    book = Workbook(content)
    try:
        opened = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in opened.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        first = _main(names, main, children)
        wanted = [first, *(name for name in names if name in children and name != first)]
        found = {name: _sheet(name, _cells(opened, name, book.layout(name))) for name in wanted}
    except (calamine.CalamineError, KeyError) as error:
        raise SheetBrokenError from error
    aside = tuple(name for name in names if name not in found)
    return Upload(_headed(found.pop(first)), found, aside)


def _main(names: list[str], main: str, children: frozenset[str]) -> str:
    if main in names:
        return main
    others = [name for name in names if name not in children] or names
    if not others:
        raise SheetEmptyError
    return others[0]


def _cells(opened: Any, name: str, layout: Layout) -> Iterator[list[Cell]]:
    """The rows of a sheet from the first on; formulas and cells that show an error are marked."""
    marks = dict.fromkeys(layout.errors, "cell_error") | dict.fromkeys(layout.formulas, "formula")
    marked = {row for row, _ in marks}
    for number, cells in enumerate(opened.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
        if number not in marked:
            yield cells
        else:
            yield [
                Untaken(marks[number, column], cell) if (number, column) in marks else cell
                for column, cell in enumerate(cells, 1)
            ]


def _text(content: bytes) -> str:
    """Raises SheetTypeError for what is no text."""
    codings = ("utf-16",) if content.startswith(UNICODE) else CODINGS
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or text.lstrip().startswith(OTHERS):
            break
        return text
    raise SheetTypeError


def _csv(text: str) -> Iterator[list[Cell]]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            cells += len(row)
            if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise SheetLongError(rows=MOST_ROWS, columns=MOST_COLUMNS, cells=MOST_CELLS)
            yield [original(cell) for cell in row]
    except csv.Error as error:
        raise SheetBrokenError from error


def _sheet(name: str, rows: Iterable[Sequence[Cell]]) -> Sheet:
    """The first row that is not empty is the header."""
    filled = (Row(number, tuple(map(_or_none, row))) for number, row in enumerate(rows, 1))
    there = [row for row in filled if any(cell is not None for cell in row.cells)]
    header = tuple(map(_said, there[0].cells)) if there else ()
    return Sheet(name, header, tuple(there[1:]))


def _headed(sheet: Sheet) -> Sheet:
    if not sheet.header:
        raise SheetEmptyError
    return sheet


def _or_none(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _said(cell: Cell) -> str:
    """A header; it may be a number, such as a year."""
    if cell is None or isinstance(cell, Untaken):
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()
