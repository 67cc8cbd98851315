"""Spreadsheets as files: what is read, what is refused before it is parsed, templates and annotated files."""

import datetime as dt
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from chalicelib.libraries.model import Library, read
from chalicelib.libraries.sheets import annotating, archive, matching, reading, rows, template, writing
from chalicelib.libraries.sheets.errors import (
    SheetBombError,
    SheetBrokenError,
    SheetColumnError,
    SheetEmptyError,
    SheetLockedError,
    SheetLongError,
    SheetOldError,
    SheetSizeError,
    SheetTypeError,
)
from chalicelib.libraries.sheets.matching import match
from chalicelib.libraries.sheets.naming import Known, Names
from chalicelib.platform import messages
from chalicelib.platform.errors import DomainError

STOCK = read((Path(__file__).parent / "valid.library.yaml").read_text("utf-8"))
SUPPLIERS = {"supplier": Names([("S1", ("甲公司",))])}
KNOWN = Known(records=SUPPLIERS)


def workbook(fill: Callable[[Any], None]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    fill(book)
    book.close()
    return target.getvalue()


def sheet(*lines: list[Any], name: str = "库存库") -> bytes:
    """A workbook of one sheet; texts that begin with = are formulas."""

    def fill(book: Any) -> None:
        page, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, dt.date):
                    page.write_datetime(row, column, cell, day)
                else:
                    page.write(row, column, cell)

    return workbook(fill)


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
FIRST = "xl/worksheets/sheet1.xml"


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


def test_columns_are_found_by_label_and_key_as_people_write_them():
    header = ["编码", " ＮＡＭＥ ", "类别*", "规 格", "Keeper", "供应商 ＊"]
    found = match(STOCK.fields, header)
    assert [column.field for column in found.columns] == [
        "code",
        "name",
        "category",
        "",
        "keeper",
        "supplier",
    ]
    assert found.columns[3].why == "unknown"
    assert found.missing == ()


def test_what_a_column_cannot_fill_is_told():
    found = match(STOCK.fields, ["数量", "批次", "编码", "code", "错误", "电话", ""], barred=["phone"])
    assert [column.why for column in found.columns] == [
        "derived",
        "untyped",
        "doubled",
        "doubled",
        "left_out",
        "barred",
        "left_out",
    ]
    assert found.fields == {}
    assert found.missing == ("名称", "类别")
    assert {f"columns.{column.why}" for column in found.columns} <= set(messages._load("en"))


def test_the_person_says_which_column_is_which_field():
    found = match(STOCK.fields, ["编码", "code", "品名"], {"B": "code", "A": None, "C": "name"})
    assert found.fields == {"code": 1, "name": 2}
    assert found.letter_of("name") == "C"


@pytest.mark.parametrize("own", [{"Z": "name"}, {"A": "nothing"}, {"A": "name", "B": "name"}], ids=str)
def test_a_mapping_that_fits_nothing_is_refused(own: dict[str, str | None]):
    with pytest.raises(SheetColumnError) as caught:
        match(STOCK.fields, ["编码", "名称"], own)
    assert caught.value.problems


def test_letters_go_on_behind_z():
    assert [matching.letter_of(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_labels_that_two_fields_share_are_headed_by_their_keys():
    label = {"label": "名称", "type": "text"}
    fields = Library.model_validate({"key": "ab", "name": "甲", "fields": {"a": label, "b": label}}).fields
    assert matching.headers(fields) == {"a": "a", "b": "b"}
    assert match(fields, matching.headers(fields).values()).fields == {"a": 0, "b": 1}


def test_two_sheets_have_two_names():
    table = {"label": "甲/库", "type": "table", "columns": {"a": {"label": "甲", "type": "text"}}}
    library = Library.model_validate({"key": "ab", "name": "甲库", "fields": {"lines": table}})
    assert matching.sheets_of(library) == {"": "甲库", "lines": "lines"}


def parsed(*lines: list[Any], more: list[list[Any]] | None = None) -> tuple[list[rows.Parsed], list[str]]:
    upload = reading.read(sheet(*lines))
    found = rows.parse(STOCK, upload.main, match(STOCK.fields, upload.main.header), KNOWN)
    lost: tuple[Any, ...] = ()
    if more:
        child = reading.read(sheet(*more)).main
        found, lost = rows.with_table(STOCK, found, "batches", child, KNOWN)
    return found, [problem.field for problem in lost]


def test_every_problem_is_named_by_row_and_field():
    found, _ = parsed(
        ["编码", "名称", "类别", "生产日", "供应商"],
        ["A-1", "盐", "试剂", dt.date(2026, 11, 30), "甲公司"],
        ["A-2", "=1+1", "食品", "昨天", "乙公司"],
        ["A-1", "糖", "耗材", "", ""],
    )
    assert found[0].values["made"] == "2026-11-30"
    assert [(p.field, p.code) for p in found[1].problems] == [
        ("3.name", "formula"),
        ("3.category", "not_among"),
        ("3.made", "not_date"),
        ("3.supplier", "no_such_record"),
    ]
    assert [(p.field, p.code, p.params["first"]) for p in found[2].problems] == [("4.code", "repeated", 2)]
    assert rows.told(found[1].problems[2]) == "第 3 行“生产日”（D 列）：请填写日期，如 2026-12-01"
    assert rows.told(found[2].problems[0], "en") == "Row 4, 编码 (column A): The same as in row 2"


def test_values_that_together_do_not_repeat_are_told_too():
    found, _ = parsed(
        ["编码", "名称", "规格"], ["A-1", "盐", "500g"], ["A-2", "盐", "500g"], ["A-3", "盐", ""]
    )
    assert [[p.field for p in one.problems] for one in found] == [[], ["3.name"], []]


def test_rows_of_a_table_come_with_their_record():
    found, lost = parsed(
        ["编码", "名称"],
        ["A-1", "盐"],
        ["A-2", "糖"],
        more=[["编码", "批号", "数量"], ["A-1", "a", 5], ["A-9", "b", 1], ["A-1", "", "多"]],
    )
    assert found[0].children == {"batches": [{"batch_no": "a", "qty": 5}, {}]}
    assert found[0].lines == {"batches": (2, 4)}
    assert [(p.field, p.code) for p in found[0].problems] == [
        ("batches.4.qty", "not_number"),
        ("batches.4.batch_no", "missing"),
    ]
    assert found[1].children == {}
    assert lost == ["batches.3.@code"]
    assert rows.told(found[0].problems[0]) == "“库存库”第 4 行“数量”（C 列）：请填写数字"


def test_of_two_rows_with_one_key_the_first_has_the_rows_of_the_table():
    found, lost = parsed(
        ["编码", "名称"], ["A-1", "盐"], ["A-1", "糖"], more=[["编码", "批号", "数量"], ["A-1", "a", 5]]
    )
    assert [one.children for one in found] == [{"batches": [{"batch_no": "a", "qty": 5}]}, {}]
    assert lost == []


def opened(content: bytes) -> Any:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))


def test_a_template_is_an_upload_without_rows():
    target = io.BytesIO()
    template.template(target, STOCK, STOCK.fields, "zh_CN")
    found = reading.read(target.getvalue(), "库存库", ["批次", "盘点"])
    assert found.main.header[:4] == ("编码", "名称*", "规格", "类别*")
    assert found.main.rows == ()
    assert match(STOCK.fields, found.main.header).missing == ()
    assert found.children["批次"].header == ("编码", "批号*", "数量*", "占用", "失效日")
    assert found.aside == ("填写说明",)
    texts = {entry: text for entry, text in _parts(target.getvalue()).items() if entry.endswith(".xml")}
    assert texts[FIRST].count("<dataValidation ") == 3, "category, status, hazardous"
    assert "从选项中选一项。" in texts["xl/comments1.xml"]
    assert ["库存库", "类别", "是", "从选项中选一项。", "试剂、耗材"] in opened(
        target.getvalue()
    ).get_sheet_by_name("填写说明").to_python()


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {entry: whole.read(entry).decode("utf-8", "replace") for entry in whole.namelist()}


def exported(record: dict[str, Any]) -> bytes:
    target = io.BytesIO()
    writing.xlsx(target, STOCK, STOCK.fields, [record], KNOWN)
    return target.getvalue()


def test_an_export_has_a_header_that_stays_and_cells_of_their_type():
    content = exported({"code": "001", "name": "盐", "qty": 2.5, "made": "2026-11-30", "supplier": "S1"})
    found = opened(content).get_sheet_by_name("库存库").to_python()
    line = dict(zip(found[0], found[1], strict=True))
    assert (line["编码"], line["数量"], line["生产日"], line["供应商"]) == (
        "001",
        2.5,
        dt.date(2026, 11, 30),
        "甲公司",
    )
    text = _parts(content)[FIRST]
    assert 'state="frozen"' in text
    assert "<autoFilter" in text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "'=1"])
def test_nothing_in_an_export_is_worked_out(text: str):
    content = exported({"code": "A", "name": text})
    assert "<f>" not in _parts(content)[FIRST]
    assert 'quotePrefix="1"' in _parts(content)["xl/styles.xml"]
    target = io.StringIO(newline="")
    writing.text(target, {"name": STOCK.fields["name"]}, [{"name": text}], KNOWN)
    target.seek(0)
    assert target.read().split("\r\n", 1)[1].lstrip('"').startswith("'")


def test_refused_rows_come_back_marked_and_can_be_uploaded_again():
    upload = reading.read(
        sheet(
            ["编码", "名称", "生产日"],
            ["A-1", "盐", "昨天"],
            ["A-2", "糖", ""],
            ["A-3", "=1", dt.date(2026, 1, 5)],
        )
    )
    found = rows.parse(STOCK, upload.main, match(STOCK.fields, upload.main.header), KNOWN)
    refused = {one.row: one.problems for one in found if one.problems}
    target = io.BytesIO()
    annotating.annotated(target, [(upload.main, refused)], "zh_CN")
    again = reading.read(target.getvalue()).main
    assert again.header == ("编码", "名称", "生产日", "错误")
    assert [row.cells for row in again.rows] == [
        ("A-1", "盐", "昨天", "“生产日”：请填写日期，如 2026-12-01"),
        ("A-3", 0.0, dt.date(2026, 1, 5), "“名称”：单元格是公式，请改为数值或文字（复制后“选择性粘贴—值”）"),
    ]
    assert match(STOCK.fields, again.header).columns[3].why == "left_out"
    assert "FFFFD9D9" in _parts(target.getvalue())["xl/styles.xml"]
