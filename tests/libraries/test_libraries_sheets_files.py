"""Spreadsheets as files: what is read, and what is refused before it is parsed."""

import io
import random
import struct
import zipfile
import zlib
from typing import Any

import pytest

from chalicelib.libraries.sheets import archive, reading
from chalicelib.libraries.sheets.errors import (
    SheetBombError,
    SheetBrokenError,
    SheetEmptyError,
    SheetLockedError,
    SheetLongError,
    SheetOldError,
    SheetSizeError,
    SheetTypeError,
)
from chalicelib.platform import messages
from chalicelib.platform.errors import DomainError
from tests.libraries.sheets_support import FIRST, sheet, workbook


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return target.getvalue()


def repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        entries = {entry: whole.read(entry) for entry in whole.namelist()}
    return zipped(entries | change)


PLAIN = sheet(["编码", "名称"], ["A-1", "盐"])


def test_a_row_has_the_number_excel_shows():
    found = reading.read(sheet([], ["编码", "名称"], [], ["A-1", "盐"], ["", " "])).main
    assert found.header == ("编码", "名称")
    assert [(row.number, row.cells) for row in found.rows] == [(4, ("A-1", "盐"))]


def test_a_sheet_that_does_not_begin_at_the_corner_keeps_its_columns():
    found = reading.read(sheet([], ["", "", "编码"], ["", "", "A-1"])).main
    assert found.header == ("", "", "编码")
    assert found.rows[0].cells == (None, None, "A-1")


def test_formulas_and_errors_are_marked_where_they_stand():
    def fill(book: Any) -> None:
        page = book.add_worksheet("库存库")
        page.write_row(0, 0, ["编码", "名称", "电话"])
        page.write_formula(1, 1, "=A1&1", None, "编码1")
        page.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        page.data_validation(5, 1, 9, 1, {"validate": "list", "source": "=$A$1:$A$9"})

    found = reading.read(workbook(fill)).main
    assert found.rows[0].cells[1] == reading.Untaken("formula", "编码1")
    assert isinstance(found.rows[1].cells[2], reading.Untaken)


def test_the_main_sheet_has_the_librarys_name_and_tables_have_their_own():
    def fill(book: Any) -> None:
        for name in ("说明", "批次", "库存库", "空"):
            page = book.add_worksheet(name)
            if name != "空":
                page.write(0, 0, name)
        book.add_worksheet("藏").hide()

    found = reading.read(workbook(fill), "库存库", ["批次", "空"])
    assert (found.main.name, set(found.children), found.aside) == ("库存库", {"批次", "空"}, ("说明",))
    assert found.children["空"].header == ()
    other = reading.read(workbook(fill), "别的库", ["批次"])
    assert other.main.name == "说明"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_as_it_was_written(coding: str, delimiter: str):
    text = delimiter.join(["编码", "名称"]) + "\r\n" + delimiter.join(["001", '"盐\n糖"']) + "\r\n"
    found = reading.read(text.encode(coding)).main
    assert found.header == ("编码", "名称")
    assert found.rows == (reading.Row(2, ("001", "盐\n糖")),)


def test_a_text_like_a_formula_is_a_text_in_a_csv():
    found = reading.read("名称\n=1+1\n'=1+1\n'甲\n".encode()).main
    assert [row.cells[0] for row in found.rows] == ["=1+1", "=1+1", "'甲"]


def compound(*words: str) -> bytes:
    return reading.COMPOUND + bytes(600) + b"".join(word.encode("utf-16-le") for word in words)


def lying(size: int) -> bytes:
    """A workbook whose header says that its sheet is of another size, with a checksum to match."""
    content = bytearray(PLAIN)
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as whole:
        entry, real = whole.getinfo(FIRST), whole.read(FIRST)
    told, crc = struct.pack("<I", size), struct.pack("<I", zlib.crc32(real[:size]))
    for marker, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        place = content.index(FIRST.encode(), content.index(marker)) - (30 if at == 14 else 46)
        while content[place : place + 4] != marker:
            place = content.index(FIRST.encode(), place + 47 + len(FIRST)) - (30 if at == 14 else 46)
        content[place + at : place + at + 4] = crc
        content[place + at + 8 : place + at + 12] = told
    assert entry.file_size == len(real)
    return bytes(content)


def cell_at(reference: str, more: str = "") -> bytes:
    body = f'<row r="2"><c r="{reference}"><v>1</v></c>{more}</row>'
    return repacked(PLAIN, {FIRST: f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode()})


MANY = "".join("<row><c><v>1</v></c></row>" for _ in range(archive.MOST_ROWS + 2))
REFUSED = {
    "too large": (bytes(reading.MOST_BYTES + 1), SheetSizeError),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", SheetTypeError),
    "a document": (b"%PDF-1.7 x", SheetTypeError),
    "a web page that says it is Excel": (b"<html><table></table></html>", SheetTypeError),
    "another zip": (zipped({"word/document.xml": b"<w/>"}), SheetTypeError),
    "an old workbook": (compound("Workbook"), SheetOldError),
    "a workbook with a password": (compound("EncryptedPackage"), SheetLockedError),
    "nothing": (b"", SheetEmptyError),
    "nothing but spaces": (b" , \n\n", SheetEmptyError),
    "half a workbook": (PLAIN[: len(PLAIN) // 2], SheetBrokenError),
    "no sheet": (repacked(PLAIN, {"xl/workbook.xml": b"<workbook/>"}), (SheetEmptyError, SheetBrokenError)),
    "a sheet that is no XML": (repacked(PLAIN, {FIRST: b"<worksheet><row>"}), SheetBrokenError),
    "a header that lies": (lying(40), SheetBrokenError),
    "a bomb": (repacked(PLAIN, {"xl/media/1.png": bytes(30 * 1024 * 1024)}), SheetBombError),
    "large beyond measure": (
        repacked(PLAIN, {f"xl/media/{n}.bin": bytes(40 * 1024 * 1024) for n in range(4)}),
        SheetBombError,
    ),
    "an archive in it": (repacked(PLAIN, {"xl/embeddings/1.xlsx": PLAIN}), SheetBombError),
    "entities": (
        repacked(PLAIN, {FIRST: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'}),
        SheetBombError,
    ),
    "too many entries": (repacked(PLAIN, {f"xl/media/{n}": b"" for n in range(1001)}), SheetBombError),
    "a cell far to the right": (cell_at("XFD2"), SheetLongError),
    "a cell far below": (cell_at("A1048576"), SheetLongError),
    "rows without a place": (
        repacked(PLAIN, {FIRST: f"<worksheet><sheetData>{MANY}</sheetData></worksheet>".encode()}),
        SheetLongError,
    ),
    "a long CSV": (b"a\n" * (archive.MOST_ROWS + 2), SheetLongError),
    "a wide CSV": (b"a," * archive.MOST_COLUMNS + b"b\n", SheetLongError),
    "an endless cell": (b'a\n"' + b"b" * 200_000, SheetBrokenError),
}


@pytest.mark.parametrize("what", REFUSED, ids=str)
def test_what_cannot_be_read_is_refused(what: str):
    content, error = REFUSED[what]
    with pytest.raises(error) as caught:
        reading.read(content)
    for locale in messages.LOCALES:
        assert "…" not in messages.text(f"errors.{caught.value.code}", locale, **caught.value.params)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A workbook with something broken in one of its entries, or in the archive itself."""
    if not chance.randrange(5):
        broken = bytearray(content)
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        return bytes(broken)
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        name = chance.choice(whole.namelist())
        text = bytearray(whole.read(name))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text))
        text[place : place + chance.randint(0, 9)] = chance.choice(RUBBISH)
    return repacked(content, {name: bytes(text)})


RUBBISH = [b"", b"1", b"-1", b"9" * 20, b"A1", b'"', b"<", b"/>", b"e", b"NaN", b"1e400", b"&#0;", b"\xff"]


def test_whatever_is_damaged_is_read_or_refused():
    chance = random.Random(20261130)
    refused = 0
    for _ in range(400):
        try:
            reading.read(damaged(PLAIN, chance))
        except DomainError:
            refused += 1
    assert 100 < refused < 400


def test_a_version_or_an_encoding_nobody_knows_is_damage():
    content = bytearray(PLAIN)
    content[content.index(b"PK\x01\x02") + 6] = 255
    with pytest.raises(SheetBrokenError):
        reading.read(bytes(content))
    with pytest.raises(SheetBrokenError):
        reading.read(repacked(PLAIN, {FIRST: b'<?xml version="1.0" encoding="none"?><worksheet/>'}))


def test_a_cell_that_is_only_formatted_reaches_nowhere():
    empty = '<c r="XFD2" s="1"/>'
    assert reading.read(cell_at("A1", empty)).main.header == ("1",)


def test_an_entry_with_a_password_is_refused():
    content = bytearray(PLAIN)
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= archive.ENCRYPTED_FLAG
    with pytest.raises(SheetLockedError):
        reading.read(bytes(content))
