"""Definitions of records and matrices, and what a write makes of a record. Nothing is stored here."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.libraries import definition
from chalicelib.libraries.errors import (
    LibraryInvalidError,
    RecordExistsError,
    RecordGuardError,
    RecordInvalidError,
    RecordNotFoundError,
)
from chalicelib.libraries.records import Action, Record, Write, after, diff, key_of, wanted_key
from chalicelib.libraries.verify import Known, verify

ROOT = Path(__file__).resolve().parents[2]

PROJECTS = definition.checked((ROOT / "libraries" / "research-project.library.yaml").read_text("utf-8"))
DUTIES = definition.checked((ROOT / "libraries" / "duty-matrix.library.yaml").read_text("utf-8"))
NEW = {
    "project_no": "KY-1",
    "name": "压力",
    "pi": "liming",
    "department": 11,
    "status": "running",
    "budget": 1000,
}
THERE = Record("KY-1", NEW, 1)
MATCH = {"project_no": "KY-1"}


def problems(text: str) -> set[tuple[str, str]]:
    with pytest.raises(LibraryInvalidError) as refused:
        definition.checked(text)
    return {(problem.code, problem.field) for problem in refused.value.problems}


def records(fields: str, more: str = "key_field: a") -> str:
    return f"key: ab\nname: 甲\n{more}\nfields: {{a: {{label: 甲, type: text}}, {fields}}}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("key: ab\nname: 甲", ("L002", "fields")),
        (records("b: {label: 乙, type: moon}"), ("L002", "fields.b.type")),
        (records("b: {label: 乙, type: text, multiple: true}"), ("L002", "fields.b.multiple")),
        (
            records("", "key_field: a\nmatrix: {rows: {label: 甲, type: text}, columns: {b: 乙}}"),
            ("L003", "fields"),
        ),
        (records("", ""), ("L004", "key_field")),
        (records("", "key_field: [a, z]"), ("L004", "key_field")),
        (records("b: {label: 乙, type: enum}"), ("L005", "fields.b.options")),
        (records("b: {label: 乙, type: text, options: {x: 丙}}"), ("L005", "fields.b.options")),
        (records("b: {label: 乙, type: table}"), ("L006", "fields.b.columns")),
        (
            records("b: {label: 乙, type: table, columns: {c: {label: 丙, type: table}}}"),
            ("L006", "fields.b.columns.c.type"),
        ),
        (records("b: {label: 乙, type: file, unique: true}"), ("L007", "fields.b.unique")),
        (records("b: {label: 乙, type: number}", "key_field: b"), ("L007", "fields.b.type")),
        (records("b: {label: 乙, type: library_ref}"), ("L008", "fields.b.library")),
        (records("", "key_field: a\nserial: X"), ("L009", "serial")),
    ],
    ids=str,
)
def test_a_wrong_definition_is_named_by_id_and_place(text: str, problem: tuple[str, str]):
    assert problem in problems(text)


def test_a_reference_names_a_library_there_is():
    library = definition.checked(records("b: {label: 乙, type: library_ref, library: other}"))
    (problem,) = verify(library, Known(libraries={"third": PROJECTS}))
    assert (problem.id, problem.place) == ("L008", "fields.b.library")
    assert verify(library, Known(libraries={"other": PROJECTS})) == []


def test_the_shipped_libraries_are_of_their_kinds():
    assert (PROJECTS.kind, PROJECTS.keys, DUTIES.kind) == ("records", ("project_no",), "matrix")


def write(action: str, before: Record | None = THERE, **more: Any) -> Record:
    match = {} if action == "create" else MATCH
    wanted = Write(**{"action": Action(action), "reference": "QJ-1/x/1/0", "match": match} | more)
    return after(PROJECTS, "KY-1", before, wanted)


def test_a_record_is_made_and_added_to():
    made = write("create", None, values=NEW)
    assert (made.key, made.version, made.values) == ("KY-1", 1, NEW)
    more = write("update", made, values={"name": "温度"}, add={"spent": 300})
    assert (more.version, more.values["name"], more.values["spent"]) == (2, "温度", 300)
    assert diff(made.values, more.values) == {"name": ["压力", "温度"], "spent": [None, 300]}


def test_what_is_not_said_stays():
    assert write("update", values={"name": None, "status": "closed"}).values["name"] == "压力"


def test_an_upsert_makes_the_record_or_changes_it():
    rest = {name: value for name, value in NEW.items() if name != "project_no"}
    assert write("upsert", None, values=rest).values == NEW
    assert write("upsert", values={"budget": 5}).values["budget"] == 5


def test_a_row_is_appended_to_a_child():
    row = {"subject": "差旅", "amount": 100}
    once = write("append", values=row, child="lines", add={"spent": 100})
    twice = write("append", once, values=row, child="lines", add={"spent": 100})
    assert (twice.values["lines"], twice.values["spent"]) == ([row, row], 200)


def test_the_rows_of_a_child_that_are_meant_are_changed_and_added_to():
    rows = [{"subject": "差旅", "amount": 100}, {"subject": "设备", "amount": 7}]
    there = Record("KY-1", {**NEW, "lines": rows}, 3)
    made = write("update", there, child="lines", row={"subject": "设备"}, add={"amount": 3})
    assert made.values["lines"] == [rows[0], {"subject": "设备", "amount": 10}]
    assert there.values["lines"] == rows
    made = write("update", made, child="lines", row={"subject": "差旅"}, values={"subject": "会议"})
    assert [row["subject"] for row in made.values["lines"]] == ["会议", "设备"]
    assert "amount" not in made.values


def test_a_row_that_is_not_there_is_told_with_its_cells():
    with pytest.raises(RecordNotFoundError) as refused:
        write("update", child="lines", row={"subject": "设备"}, add={"amount": 3})
    assert refused.value.params["record"] == "KY-1 lines subject=设备"


def test_a_value_may_be_worked_out_from_the_record_before():
    def next_version(record: Any) -> int:
        return 1 + len(record.get("lines", ()))

    made = write("append", values={"subject": "差旅"}, child="lines", worked={"amount": next_version})
    made = write("append", made, values={"subject": "差旅"}, child="lines", worked={"amount": next_version})
    assert [row["amount"] for row in made.values["lines"]] == [1, 2]
    worked = {"budget": lambda record: record.get("budget", 0) + 1}
    rest = {name: value for name, value in NEW.items() if name not in {"project_no", "budget"}}
    assert write("upsert", None, values=rest, worked=worked).values["budget"] == 1
    assert write("upsert", values=rest, worked=worked).values["budget"] == 1001


@pytest.mark.parametrize(
    ("before", "wanted", "error"),
    [
        (None, {"action": "update", "values": {"name": "x"}}, RecordNotFoundError),
        (None, {"action": "append", "values": {"subject": "x"}, "child": "lines"}, RecordNotFoundError),
        (THERE, {"action": "create", "values": NEW}, RecordExistsError),
        (THERE, {"action": "update", "guard": lambda record: record["budget"] > 1000}, RecordGuardError),
    ],
)
def test_a_write_that_cannot_be_is_refused(before: Any, wanted: dict, error: type[Exception]):
    with pytest.raises(error):
        write(before=before, **wanted)


@pytest.mark.parametrize(
    ("wanted", "field", "code"),
    [
        ({"values": {"budget": "much"}}, "budget", "not_number"),
        ({"values": {"budget": 1.5}}, "budget", "not_fen"),
        ({"values": {"status": "lost"}}, "status", "not_a_choice"),
        ({"values": {"department": "11"}}, "department", "no_such_department"),
        ({"values": {"colour": "red"}}, "colour", "unknown"),
        ({"values": {"name": ""}}, "name", "missing"),
        ({"values": {"project_no": "KY-2"}}, "project_no", "not_yours"),
        ({"add": {"budget": -2000}}, "budget", "too_small"),
        ({"add": {"name": 1}}, "name", "unknown"),
        ({"action": "append", "child": "name", "values": {"a": 1}}, "name", "unknown"),
        ({"action": "append", "child": "lines", "values": {"subject": "x"}}, "lines", "missing_cell"),
    ],
    ids=str,
)
def test_a_value_that_does_not_fit_is_named_by_its_field(wanted: dict, field: str, code: str):
    with pytest.raises(RecordInvalidError) as refused:
        write(**{"action": "update"} | wanted)
    assert (field, code) in [(problem.field, problem.code) for problem in refused.value.problems]


def test_a_key_of_several_fields_is_joined():
    two = definition.checked(records("b: {label: 乙, type: date}", "key_field: [a, b]"))
    assert key_of(two, {"a": "x", "b": "2026-12-01"}) == "x|2026-12-01"
    for values in ({"a": "x"}, {"a": "x|y", "b": "2026-12-01"}, {"a": "x", "b": "soon"}):
        with pytest.raises(RecordInvalidError):
            key_of(two, values)


def test_a_record_is_matched_by_its_key_and_nothing_else():
    with pytest.raises(RecordInvalidError):
        wanted_key(PROJECTS, Write(Action.UPDATE, "r", match={"name": "压力"}))


def test_a_record_without_its_number_is_numbered():
    numbered = PROJECTS.model_copy(update={"serial": "KY{yyyy}{seq:4}"})
    assert wanted_key(numbered, Write(Action.CREATE, "r", {"name": "压力"})) is None
    assert wanted_key(numbered, Write(Action.CREATE, "r", NEW)) == "KY-1"
