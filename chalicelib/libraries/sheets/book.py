"""A workbook that is written row by row, in little memory: cells of their type, texts never taken for formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from chalicelib.libraries.sheets.days import FIRST
from chalicelib.libraries.sheets.neutral import is_dangerous
from chalicelib.libraries.sheets.reading import Cell, Untaken

HEADER = {"bold": True, "bg_color": "#E8EEF7", "border": 1, "border_color": "#C8CDD5", "text_wrap": True}
MARKED = {"bg_color": "#FFD9D9"}
TEXT, MONEY, DAY, MOMENT, TIME = "@", "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"
NARROW, WIDE = 10, 60
LONGEST_TEXT = 32767


class Book:
    """An XLSX on its way into a file. Rows of a sheet are written in their order."""

    def __init__(self, target: IO[bytes], *, streamed: bool = True) -> None:
        import xlsxwriter

        self.book: Any = xlsxwriter.Workbook(target, {"constant_memory": streamed, "in_memory": not streamed})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def sheet(self, name: str, headers: Sequence[str], widths: Sequence[int], kinds: Sequence[str]) -> Any:
        """A sheet with its header, which stays in view. `kinds`: the number format of each column, or none."""
        sheet = self.book.add_worksheet(name)
        for index, (width, kind) in enumerate(zip(widths, kinds, strict=True)):
            sheet.set_column(index, index, width, self.format(num_format=kind) if kind else None)
        sheet.freeze_panes(1, 0)
        for index, text in enumerate(headers):
            sheet.write_string(0, index, text, self.format(**HEADER))
        return sheet

    def put(
        self, sheet: Any, row: int, column: int, cell: Cell, kind: str = "", *, marked: bool = False
    ) -> None:
        """A cell of its own type; `kind` is the number format of its column."""
        more = MARKED if marked else {}
        shown = cell.shown if isinstance(cell, Untaken) else cell
        match shown:
            case None:
                if marked:
                    sheet.write_blank(row, column, None, self.format(**more))
            case bool():
                sheet.write_boolean(row, column, shown, self.format(**more))
            case int() | float():
                sheet.write_number(row, column, shown, self.format(num_format=kind, **more))
            case dt.date() | dt.time() | dt.timedelta():
                self._put_time(sheet, row, column, shown, more)
            case _:
                quoted = {"quote_prefix": True} if is_dangerous(str(shown)) else {}
                texts = self.format(num_format=TEXT, **more, **quoted)
                sheet.write_string(row, column, str(shown)[:LONGEST_TEXT], texts)

    def format(self, **said: Any) -> Any:
        """A format, made once; none for nothing said."""
        wanted = {name: value for name, value in said.items() if value}
        key = tuple(sorted(wanted.items()))
        if wanted and key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats.get(key)

    def _put_time(
        self, sheet: Any, row: int, column: int, cell: dt.date | dt.time | dt.timedelta, more: dict[str, Any]
    ) -> None:
        """A date a spreadsheet does not count is written as a text."""
        if isinstance(cell, dt.date) and dt.date(cell.year, cell.month, cell.day) < FIRST:
            sheet.write_string(row, column, _iso(cell), self.format(num_format=TEXT, **more))
            return
        kind = MOMENT if isinstance(cell, dt.datetime) else DAY if isinstance(cell, dt.date) else TIME
        sheet.write_datetime(row, column, cell, self.format(num_format=kind, **more))


@contextmanager
def book(target: IO[bytes], *, streamed: bool = True) -> Iterator[Book]:
    """A workbook that is whole when the block ends. `streamed`: each row is let go as the next one comes."""
    made = Book(target, streamed=streamed)
    yield made
    made.book.close()


def width_of(texts: Iterable[str]) -> int:
    """A column's width for its header: a Chinese sign is two wide."""
    widest = max((sum(2 if sign > "ÿ" else 1 for sign in text) for text in texts), default=0)
    return min(max(widest + 4, NARROW), WIDE)


def _iso(cell: dt.date) -> str:
    return cell.isoformat(sep=" ", timespec="minutes") if isinstance(cell, dt.datetime) else cell.isoformat()
