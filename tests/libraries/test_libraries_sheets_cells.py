"""Cells of spreadsheets: how people write values, and that what is written is read as the same."""

import datetime as dt
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.directory.model import Department, Person
from chalicelib.libraries.fields import FINE, LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.sheets import cells, naming, reading, rows, writing
from chalicelib.libraries.sheets.cells import read, shown, words
from chalicelib.libraries.sheets.matching import match, sheets_of
from chalicelib.libraries.sheets.naming import Known, Names
from chalicelib.libraries.sheets.reading import Untaken
from chalicelib.platform.field_types import FieldType

PEOPLE = [
    Person("liming", "李明", "", 11),
    Person("liming2", "李明", "", 12),
    Person("wangfang", "王芳", "", 11),
]
DEPARTMENTS = {
    1: Department(1, "院部"),
    11: Department(11, "力学所", 1),
    12: Department(12, "办公室", 1),
    13: Department(13, "办公室", 11),
}
SUPPLIERS: Names[str] = Names([("S1", ("甲公司",)), ("S2", ("乙、丙公司",)), ("S3", ("甲公司",))])
KNOWN = Known(naming.people(PEOPLE), naming.departments(DEPARTMENTS), {"supplier": SUPPLIERS})


def field(kind: str, **more: Any) -> LibraryField:
    return LibraryField.model_validate({"label": "某", "type": kind, **more})


OPTIONS = {"use": "在用", "idle": "闲置", "x": "A、B"}
GOOD = [
    ("text", "  甲 ", "甲"),
    ("text", 20260001.0, "20260001"),
    ("text", 1.5, "1.5"),
    ("text", dt.date(2026, 11, 30), "2026-11-30"),
    ("text", True, "是"),
    ("text", "=1+1", "=1+1"),
    ("number", "１，２３４.5", 1234.5),
    ("number", 0.1 + 0.2, 0.3),
    ("number", 9007199254740991.0, 2**53 - 1),
    ("number", "-5", -5),
    ("money", 1234.56, 123456),
    ("money", 0.07, 7),
    ("money", "￥1,234.50", 123450),
    ("money", "19.9元", 1990),
    ("money", 4.35 * 100, 43500),
    ("date", "2026-11-30", "2026-11-30"),
    ("date", "2026/1/5", "2026-01-05"),
    ("date", "2026年11月30日", "2026-11-30"),
    ("date", "20261130", "2026-11-30"),
    ("date", 20261130.0, "2026-11-30"),
    ("date", 46356.0, "2026-11-30"),
    ("date", dt.date(2026, 11, 30), "2026-11-30"),
    ("date", dt.datetime.fromisoformat("2026-11-30"), "2026-11-30"),
    ("datetime", "2026年11月30日 8时30分", "2026-11-30T08:30"),
    ("datetime", "2026-11-30T08:30:15", "2026-11-30T08:30"),
    ("datetime", dt.datetime.fromisoformat("2026-11-30T08:29:59.999"), "2026-11-30T08:30"),
    ("datetime", dt.date(2026, 11, 30), "2026-11-30T00:00"),
    ("daterange", "2026-01-01 至 2026-01-31", ["2026-01-01", "2026-01-31"]),
    ("daterange", "2026/1/1—2026/1/31", ["2026-01-01", "2026-01-31"]),
    ("daterange", "2026-01-01 - 2026-01-31", ["2026-01-01", "2026-01-31"]),
    ("daterange", "2026年1月1日～2026年1月31日", ["2026-01-01", "2026-01-31"]),
    ("enum", "在用", "use"),
    ("enum", " USE", "use"),
    ("multi_enum", "闲置；在用、闲置", ["idle", "use"]),
    ("multi_enum", "A、B、在用", ["x", "use"]),
    ("user", "王芳", "wangfang"),
    ("user", "liming", "liming"),
    ("user", "李明（liming2）", "liming2"),
    ("users", "王芳, liming", ["wangfang", "liming"]),
    ("department", "力学所", 11),
    ("department", "院部/办公室", 12),
    ("department", 13.0, 13),
    ("library_ref", "S1", "S1"),
    ("library_ref", "乙、丙公司", "S2"),
    ("boolean", "是", True),
    ("boolean", "×", False),
    ("boolean", 1.0, True),
    ("boolean", False, False),
    ("text", "   ", None),
    ("date", None, None),
]


@pytest.mark.parametrize(("kind", "cell", "value"), GOOD, ids=str)
def test_people_write_values_in_many_ways(kind: str, cell: Any, value: Any):
    found = read(field(kind, options=OPTIONS), "supplier", cell, KNOWN)
    assert found == (value, FINE)
    assert type(found[0]) is type(value)


BAD = [
    ("number", "十二", "not_number"),
    ("number", "1,23", "not_number"),
    ("number", True, "not_number"),
    ("number", dt.date(2026, 11, 30), "not_number"),
    ("money", 1.005, "not_yuan"),
    ("money", "1.5万元", "not_yuan"),
    ("text", 123456789012345680.0, "digits_lost"),
    ("text", "甲" * 201, "too_long"),
    ("date", "2026-02-30", "not_date"),
    ("date", "2026年11-30", "not_date"),
    ("date", 2026.0, "not_date"),
    ("date", dt.datetime.fromisoformat("2026-11-30T08:30"), "not_date"),
    ("date", True, "not_date"),
    ("datetime", "2026-11-30", "not_datetime"),
    ("datetime", "2026-11-30 25:00", "not_datetime"),
    ("daterange", "2026-01-01", "not_span"),
    ("daterange", "2026-01-31 至 2026-01-01", "range_reversed"),
    ("enum", "报废", "not_among"),
    ("multi_enum", "在用、报废", "not_among"),
    ("user", "李明", "ambiguous"),
    ("user", "张三", "no_such_person"),
    ("users", "王芳、张三", "no_such_person"),
    ("department", "办公室", "ambiguous"),
    ("department", "财务处", "no_such_department"),
    ("library_ref", "甲公司", "ambiguous"),
    ("library_ref", "丁公司", "no_such_record"),
    ("boolean", "也许", "not_boolean"),
    ("file", "a.pdf", "not_importable"),
    ("table", "3", "not_importable"),
    ("number", Untaken("formula", 2.0), "formula"),
    ("text", Untaken("cell_error"), "cell_error"),
]


@pytest.mark.parametrize(("kind", "cell", "code"), BAD, ids=str)
def test_what_is_no_value_is_refused_with_a_reason(kind: str, cell: Any, code: str):
    value, (found, params) = read(field(kind, options=OPTIONS), "supplier", cell, KNOWN)
    assert (value, found) == (None, code)
    for locale in ("zh_CN", "en"):
        told = rows.told(rows.problem_of({"f": field(kind)}, 7, "f", "C", found, params), locale)
        assert "7" in told
        assert "某" in told
        assert "…" not in told


def test_an_ambiguous_name_is_told_with_those_who_have_it():
    _, (_, params) = read(field("user"), "f", "李明", KNOWN)
    assert params["ids"] == "liming、liming2"


def test_a_choice_that_is_none_is_told_with_the_choices():
    _, (_, params) = read(field("enum", options=OPTIONS), "f", "报废", KNOWN)
    assert params["options"] == "在用、闲置、A、B"


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("money", 123456, 1234.56),
        ("money", 10**15 + 7, "10000000000000.07"),
        ("number", 0.1234567890123456, "0.1234567890123456"),
        ("date", "2026-11-30", dt.date(2026, 11, 30)),
        ("datetime", "2026-11-30T08:30", dt.datetime.fromisoformat("2026-11-30T08:30")),
        ("user", "liming", "李明（liming）"),
        ("user", "gone", "gone"),
        ("department", 13, "办公室（13）"),
        ("enum", "use", "在用"),
        ("enum", "old", "old"),
        ("boolean", True, "是"),
        ("file", {"id": "1", "name": "a.pdf"}, "a.pdf"),
        ("text", "", None),
        ("users", [], None),
        ("number", "***", "***"),
    ],
    ids=str,
)
def test_values_are_written_as_people_read_them(kind: str, value: Any, cell: Any):
    assert shown(field(kind, options=OPTIONS), "f", value, KNOWN) == cell


def test_a_reference_may_be_all_of_a_cell_or_a_part_of_it():
    several = field("library_ref", multiple=True)
    assert set(words(several, "甲、乙；丙")) == {"甲", "乙", "丙", "甲、乙", "乙；丙", "甲、乙；丙"}
    assert words(field("library_ref"), "甲、乙") == ("甲、乙",)
    assert words(several, Untaken("formula")) == ()


WORD = st.text("甲乙丙丁abcXYZ019-_（）、;. '=+@", min_size=1, max_size=12).map(str.strip).filter(bool)
LABELS = st.dictionaries(
    st.from_regex(r"[a-z甲乙][a-z0-9_]{0,8}", fullmatch=True), WORD, min_size=1, max_size=6
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=60
).map(str.strip)
DATES = st.dates(dt.date(1000, 1, 1)).map(dt.date.isoformat)
MOMENTS = st.datetimes(dt.datetime.fromisoformat("1000-01-01")).map(
    lambda moment: moment.isoformat(timespec="minutes")
)
VALUES = {
    "text": TEXTS,
    "longtext": TEXTS,
    "number": st.integers(1 - 2**53, 2**53 - 1) | st.floats(-1e12, 1e12),
    "money": st.integers(1 - 2**53, 2**53 - 1),
    "date": DATES,
    "datetime": MOMENTS,
    "daterange": st.lists(DATES, min_size=2, max_size=2).map(sorted),
    "user": st.sampled_from([person.userid for person in PEOPLE]),
    "users": st.lists(st.sampled_from([person.userid for person in PEOPLE]), unique=True, min_size=1),
    "department": st.sampled_from(sorted(DEPARTMENTS)),
    "library_ref": st.sampled_from(["S1", "S2", "S3"]),
    "boolean": st.booleans(),
}


@st.composite
def fields_and_records(draw: st.DrawFn) -> tuple[Library, list[dict[str, Any]]]:
    """A definition of some fields, one of them a table, and records of it."""
    fields: dict[str, Any] = {"no": {"label": "编号", "type": "text"}}
    kinds = draw(st.lists(st.sampled_from([*VALUES, "enum", "multi_enum"]), min_size=1, max_size=6))
    values: dict[str, st.SearchStrategy[Any]] = {}
    for number, kind in enumerate(kinds):
        options = draw(LABELS) if kind.endswith("enum") else {}
        name = "supplier" if kind == "library_ref" else f"f{number}"
        fields[name] = {"label": draw(WORD), "type": kind, "options": options}
        one = st.sampled_from(sorted(options)) if options else VALUES.get(kind, st.nothing())
        values[name] = st.lists(one, unique=True, min_size=1) if kind == "multi_enum" else one
    columns = {"what": {"label": "名目", "type": "text"}, "fee": {"label": "金额", "type": "money"}}
    fields["lines"] = {"label": "明细", "type": "table", "columns": columns}
    rows_of = st.lists(
        st.fixed_dictionaries({"what": TEXTS.filter(bool), "fee": VALUES["money"]}), max_size=3
    )
    record = st.fixed_dictionaries({}, optional={**values, "lines": rows_of})
    count = draw(st.integers(1, 4))
    made = [{**draw(record), "no": f"N-{number}"} for number in range(count)]
    definition = {"key": "ab", "name": "某库", "key_field": "no", "fields": fields}
    return Library.model_validate(definition), [_without_empty(one) for one in made]


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in ("", [])}


def imported(library: Library, content: bytes) -> list[dict[str, Any]]:
    names = sheets_of(library)
    upload = reading.read(content, names[""], [names[key] for key in names if key])
    parsed = rows.parse(library, upload.main, match(library.fields, upload.main.header), KNOWN)
    for table, name in names.items():
        if table and name in upload.children:
            parsed, lost = rows.with_table(library, parsed, table, upload.children[name], KNOWN)
            assert lost == ()
    assert [problem for one in parsed for problem in one.problems] == []
    return [{**one.values, **one.children} for one in parsed]


@given(fields_and_records())
def test_a_workbook_comes_back_with_the_same_values(made: tuple[Library, list[dict[str, Any]]]):
    library, records = made
    target = io.BytesIO()
    assert writing.xlsx(target, library, library.fields, records, KNOWN) == len(records)
    assert imported(library, target.getvalue()) == records


@given(fields_and_records())
def test_a_csv_comes_back_with_the_same_values(made: tuple[Library, list[dict[str, Any]]]):
    library, records = made
    target = io.StringIO(newline="")
    writing.text(target, library.fields, records, KNOWN)
    flat = [{name: value for name, value in one.items() if name != "lines"} for one in records]
    assert imported(library, target.getvalue().encode()) == flat


def test_every_type_of_field_is_read_and_written():
    assert set(cells._READERS) == set(FieldType)
    assert set(cells._WRITERS) == set(FieldType) - {FieldType.TABLE}, "tables have sheets of their own"
