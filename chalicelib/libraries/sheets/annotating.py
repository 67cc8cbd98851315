"""The rows that were refused, as they came, each with what is wrong with it: to be corrected and uploaded again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from chalicelib.libraries.sheets import book
from chalicelib.libraries.sheets.matching import ERRORS, letter_of
from chalicelib.libraries.sheets.reading import Sheet
from chalicelib.libraries.sheets.rows import sentence
from chalicelib.platform import messages
from chalicelib.platform.errors import FieldProblem

Refused = Mapping[int, Sequence[FieldProblem]]
"""Rows by number with their problems; none where a row only comes along with its record."""


def annotated(target: IO[bytes], sheets: Iterable[tuple[Sheet, Refused]], locale: str) -> None:
    """Write the refused rows of each sheet; the cells that are wrong are marked, the last column says why."""
    with book.book(target) as made:
        for sheet, refused in sheets:
            _write(made, sheet, refused, locale)


def _write(made: book.Book, sheet: Sheet, refused: Refused, locale: str) -> None:
    kept = [index for index, text in enumerate(sheet.header) if text != ERRORS]
    titles = [*(sheet.header[index] for index in kept), ERRORS]
    widths = [*(book.width_of([title]) for title in titles[:-1]), book.WIDE]
    page = made.sheet(sheet.name or "CSV", titles, widths, [""] * len(titles))
    rows = [row for row in sheet.rows if row.number in refused]
    for line, row in enumerate(rows, 1):
        wrong = {problem.params.get("letter") for problem in refused[row.number]}
        for column, index in enumerate(kept):
            cell = row.cells[index] if index < len(row.cells) else None
            made.put(page, line, column, cell, marked=letter_of(index) in wrong)
        told = "\n".join(_told(problem, locale) for problem in refused[row.number])
        made.put(page, line, len(kept), told or None, marked=bool(told))


def _told(problem: FieldProblem, locale: str) -> str:
    return messages.text(
        "sheets.in_cell", locale, name=problem.params.get("name", ""), sentence=sentence(problem, locale)
    )
