"""An empty workbook to fill in: headers with hints, lists to choose from, and a sheet that explains the fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.sheets import book, naming
from chalicelib.libraries.sheets.archive import MOST_ROWS
from chalicelib.libraries.sheets.book import Book
from chalicelib.libraries.sheets.cells import ANSWERS
from chalicelib.libraries.sheets.matching import KEY, headers, is_typed, letter_of, sheets_of, table_fields
from chalicelib.libraries.sheets.writing import Fields, kind_of, seen_as, tables_of
from chalicelib.platform import messages
from chalicelib.platform.field_types import FieldType

LISTS = "_lists"
"""The hidden sheet with the choices: those written at the column itself have 255 signs in all."""


def template(target: IO[bytes], library: Library, fields: Fields, locale: str) -> None:
    """Write the template of a library for a person who may fill `fields`."""
    with book.book(target, streamed=False) as made:
        lists = _Lists()
        names, shown_as = sheets_of(library), seen_as(library, fields)
        pages = [(names[""], _typed(fields))]
        pages += [(names[key], _typed(table_fields(shown_as, key))) for key in tables_of(fields)]
        for name, columns in pages:
            _page(made, name, columns, lists, locale)
        _explanation(made, pages, locale)
        lists.write(made)


class _Lists:
    """Choices, each a column of the hidden sheet."""

    def __init__(self) -> None:
        self._columns: list[tuple[str, ...]] = []

    def place_of(self, words: tuple[str, ...]) -> str:
        """Where a drop-down finds these words."""
        if words not in self._columns:
            self._columns.append(words)
        column = letter_of(self._columns.index(words))
        return f"={LISTS}!${column}$1:${column}${len(words)}"

    def write(self, made: Book) -> None:
        sheet = made.book.add_worksheet(LISTS)
        sheet.hide()
        for column, words in enumerate(self._columns):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)


def hint(field: LibraryField, locale: str) -> str:
    """How a field is filled, in a sentence."""
    parts = [messages.text(f"sheet_hints.{field.type.value}", locale)]
    if field.multiple or field.type in {FieldType.MULTI_ENUM, FieldType.USERS}:
        parts.append(messages.text("sheet_hints.several", locale))
    if field.unique:
        parts.append(messages.text("sheet_hints.unique", locale))
    return " ".join(parts)


def _typed(fields: Mapping[str, LibraryField]) -> dict[str, LibraryField]:
    return {key: field for key, field in fields.items() if is_typed(field)}


def _page(made: Book, name: str, fields: Fields, lists: _Lists, locale: str) -> None:
    titles = list(headers(fields, marked=True).values())
    kinds = [kind_of(field) for field in fields.values()]
    sheet = made.sheet(name, titles, [book.width_of([title]) for title in titles], kinds)
    for column, field in enumerate(fields.values()):
        sheet.write_comment(0, column, hint(field, locale), {"x_scale": 1.6})
        if words := _choices(field):
            rule = {"validate": "list", "source": lists.place_of(words), "ignore_blank": True}
            sheet.data_validation(1, column, MOST_ROWS, column, rule)


def _choices(field: LibraryField) -> tuple[str, ...]:
    if field.type is FieldType.BOOLEAN:
        return tuple(ANSWERS.values())
    return naming.options(field.options).words() if field.type is FieldType.ENUM else ()


def _explanation(made: Book, pages: list[tuple[str, dict[str, LibraryField]]], locale: str) -> None:
    """Every field in a row: sheet, field, whether it must be filled, how, and with what."""
    titles = [messages.text(f"sheet_guide.{word}", locale) for word in GUIDE]
    sheet = made.sheet(messages.text("sheet_guide.title", locale), titles, [16, 22, 8, 60, 60], [""] * 5)
    row = 0
    for name, fields in pages:
        for key, field in fields.items():
            row += 1
            must = field.required or key.startswith(KEY)
            told = (
                name,
                field.label,
                messages.text("sheet_guide.yes" if must else "sheet_guide.no", locale),
                hint(field, locale),
                "、".join(naming.options(field.options).words()),
            )
            for column, text in enumerate(told):
                made.put(sheet, row, column, text)


GUIDE = ("sheet", "field", "must", "how", "choices")
