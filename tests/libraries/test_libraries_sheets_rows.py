"""Columns are matched with the fields of a library, and every problem of a row is told where it stands."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.libraries.model import Library
from chalicelib.libraries.sheets import matching, reading, rows
from chalicelib.libraries.sheets.errors import SheetColumnError
from chalicelib.libraries.sheets.matching import match
from chalicelib.platform import messages
from tests.libraries.sheets_support import KNOWN, STOCK, sheet


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
