"""Spreadsheets that are written: templates, exports, and refused rows marked for their correction."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
import python_calamine

from chalicelib.libraries.sheets import annotating, reading, rows, template, writing
from chalicelib.libraries.sheets.matching import match
from tests.libraries.sheets_support import FIRST, KNOWN, STOCK, sheet


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
