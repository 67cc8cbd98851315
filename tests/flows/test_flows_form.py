"""The form engine: every type of field, what is computed, shown, asked and refused."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.flows.form import fill, routing_values
from chalicelib.flows.model import Flow
from chalicelib.platform.field_types import FieldType
from tests.support.flowing import FILE, LEAVE, around, flow, problems

OPTIONS = {"a": "甲", "b": "乙"}
COLUMNS = {
    "name": {"label": "名称", "type": "text", "required": True},
    "qty": {"label": "数量", "type": "number", "min": 1},
}


def _judged(field: dict[str, Any], value: Any) -> str:
    """The code of what is wrong with a value, or nothing; a fine value is kept as it is."""
    filled = fill(flow({"x": {"label": "甲"} | field}), {"x": value}, around())
    found = problems(filled).get("x", "")
    assert found or filled.values["x"] == value
    assert not found or "x" not in filled.values
    return found


RIGHT = [
    ({"type": "text"}, "字" * 200),
    ({"type": "text", "max_length": 3}, "abc"),
    ({"type": "longtext"}, "字" * 2000),
    ({"type": "number"}, 0),
    ({"type": "number", "min": 1, "max": 3}, 1),
    ({"type": "number", "min": 1, "max": 3}, 3),
    ({"type": "number"}, 2**53 - 1),
    ({"type": "number"}, 0.5),
    ({"type": "money"}, 12345),
    ({"type": "money"}, 0),
    ({"type": "date"}, "2026-02-28"),
    ({"type": "date"}, "2028-02-29"),
    ({"type": "datetime"}, "2026-12-01T08:30"),
    ({"type": "datetime"}, "2026-12-01T00:00"),
    ({"type": "daterange"}, ["2026-12-01", "2026-12-01"]),
    ({"type": "enum", "options": OPTIONS}, "b"),
    ({"type": "multi_enum", "options": OPTIONS}, ["b", "a"]),
    ({"type": "user"}, "chenjing"),
    ({"type": "users"}, ["chenjing", "heyan"]),
    ({"type": "department"}, 11),
    ({"type": "file"}, FILE),
    ({"type": "file"}, [FILE]),
    ({"type": "file", "multiple": True}, [FILE] * 20),
    ({"type": "table", "columns": COLUMNS}, [{"name": "笔", "qty": 1}, {"name": "纸"}]),
    ({"type": "table", "columns": COLUMNS}, [{"name": "笔"}] * 200),
    ({"type": "library_ref"}, "r1"),
    ({"type": "library_ref", "multiple": True}, ["r1", "r2"]),
    ({"type": "boolean"}, False),
    ({"type": "boolean"}, True),
]
WRONG = [
    ({"type": "text"}, 1, "not_text"),
    ({"type": "text"}, ["a"], "not_text"),
    ({"type": "text"}, "字" * 201, "too_long"),
    ({"type": "text", "max_length": 3}, "abcd", "too_long"),
    ({"type": "longtext"}, "字" * 2001, "too_long"),
    ({"type": "longtext"}, {"a": 1}, "not_text"),
    ({"type": "number"}, "1", "not_number"),
    ({"type": "number"}, True, "not_number"),
    ({"type": "number"}, float("nan"), "not_number"),
    ({"type": "number"}, float("inf"), "not_number"),
    ({"type": "number"}, 2**53, "not_number"),
    ({"type": "number"}, 10**400, "not_number"),
    ({"type": "number"}, 1e300, "not_number"),
    ({"type": "number", "min": 1}, 0.99, "too_small"),
    ({"type": "number", "max": 3}, 3.01, "too_big"),
    ({"type": "money"}, 1.5, "not_fen"),
    ({"type": "money"}, 100.0, "not_fen"),
    ({"type": "money", "min": 1}, 0, "too_small"),
    ({"type": "money"}, "100", "not_number"),
    ({"type": "date"}, "2026-02-29", "not_date"),
    ({"type": "date"}, "2026-2-3", "not_date"),
    ({"type": "date"}, "20260203", "not_date"),
    ({"type": "date"}, "2026-W01-1", "not_date"),
    ({"type": "date"}, "２０２６-01-01", "not_date"),
    ({"type": "date"}, "2026-12-01\n", "not_date"),
    ({"type": "date"}, "2026-12-01T08:30", "not_date"),
    ({"type": "date"}, 20261201, "not_date"),
    ({"type": "datetime"}, "2026-12-01", "not_datetime"),
    ({"type": "datetime"}, "2026-12-01 08:30", "not_datetime"),
    ({"type": "datetime"}, "2026-12-01T24:00", "not_datetime"),
    ({"type": "datetime"}, "2026-12-01T8:30", "not_datetime"),
    ({"type": "datetime"}, "2026-12-01T08+08", "not_datetime"),
    ({"type": "datetime"}, "2026-12-01T0830Z", "not_datetime"),
    ({"type": "datetime"}, "2026-W49-2T08:30", "not_datetime"),
    ({"type": "datetime"}, "2026-12-01T08:30:00", "not_datetime"),
    ({"type": "datetime"}, 1, "not_datetime"),
    ({"type": "daterange"}, ["2026-12-02", "2026-12-01"], "range_reversed"),
    ({"type": "daterange"}, ["2026-12-01"], "not_daterange"),
    ({"type": "daterange"}, ["2026-12-01", "2026-12-01", "2026-12-01"], "not_daterange"),
    ({"type": "daterange"}, ["2026-12-01", 5], "not_daterange"),
    ({"type": "daterange"}, "2026-12-01", "not_daterange"),
    ({"type": "enum", "options": OPTIONS}, "c", "not_a_choice"),
    ({"type": "enum", "options": OPTIONS}, "甲", "not_a_choice"),
    ({"type": "enum", "options": OPTIONS}, ["a"], "not_a_choice"),
    ({"type": "multi_enum", "options": OPTIONS}, ["a", "a"], "not_a_choice"),
    ({"type": "multi_enum", "options": OPTIONS}, ["a", "c"], "not_a_choice"),
    ({"type": "multi_enum", "options": OPTIONS}, "a", "not_a_choice"),
    ({"type": "multi_enum", "options": OPTIONS}, [["a"]], "not_a_choice"),
    ({"type": "user"}, "nobody", "no_such_person"),
    ({"type": "user"}, 7, "no_such_person"),
    ({"type": "users"}, ["chenjing", "nobody"], "no_such_person"),
    ({"type": "users"}, "chenjing", "no_such_person"),
    ({"type": "users"}, [["chenjing"]], "no_such_person"),
    ({"type": "department"}, 99, "no_such_department"),
    ({"type": "department"}, "11", "no_such_department"),
    ({"type": "department"}, True, "no_such_department"),
    ({"type": "department"}, [11], "no_such_department"),
    ({"type": "file"}, "f1", "not_file"),
    ({"type": "file"}, [FILE, FILE], "not_file"),
    ({"type": "file"}, FILE | {"path": "/etc/passwd"}, "not_file"),
    ({"type": "file"}, {"id": "f1"}, "not_file"),
    ({"type": "file"}, FILE | {"id": "f2"}, "not_your_file"),
    ({"type": "file", "multiple": True}, [FILE] * 21, "not_file"),
    ({"type": "file", "multiple": True}, [FILE, FILE | {"id": "f2"}], "not_your_file"),
    ({"type": "table", "columns": COLUMNS}, {"name": "笔"}, "not_table"),
    ({"type": "table", "columns": COLUMNS}, [{"name": "笔"}] * 201, "not_table"),
    ({"type": "table", "columns": COLUMNS}, [{"name": "笔"}, {"name": "纸", "price": 1}], "bad_row"),
    ({"type": "table", "columns": COLUMNS}, ["笔"], "bad_row"),
    ({"type": "table", "columns": COLUMNS}, [{"name": "笔", "qty": 0}], "bad_cell"),
    ({"type": "table", "columns": COLUMNS}, [{"name": ["笔"]}], "bad_cell"),
    ({"type": "library_ref"}, 5, "invalid"),
    ({"type": "library_ref"}, ["r1"], "invalid"),
    ({"type": "library_ref"}, "r" * 201, "invalid"),
    ({"type": "library_ref", "multiple": True}, [float("nan")], "invalid"),
    ({"type": "boolean"}, "true", "not_boolean"),
    ({"type": "boolean"}, 1, "not_boolean"),
    ({"type": "boolean"}, 0, "not_boolean"),
]


@pytest.mark.parametrize(("field", "value"), RIGHT, ids=lambda part: str(part)[:40])
def test_a_right_value_is_kept_as_it_is(field: dict, value: Any):
    assert _judged(field, value) == ""


@pytest.mark.parametrize(("field", "value", "code"), WRONG, ids=lambda part: str(part)[:40])
def test_a_wrong_value_is_named_and_left_out(field: dict, value: Any, code: str):
    assert _judged(field, value) == code


def test_the_cases_above_cover_every_type():
    assert {field["type"] for field, _ in RIGHT} == {kind.value for kind in FieldType}
    assert {field["type"] for field, _, _ in WRONG} == {kind.value for kind in FieldType}


def test_a_wrong_cell_is_named_by_row_and_column():
    table = flow({"x": {"label": "甲", "type": "table", "columns": COLUMNS}})
    found = fill(table, {"x": [{"name": "笔"}, {"name": "纸", "qty": 0}]}, around()).problems[0]
    assert found.params == {"label": "甲", "row": 2, "column": "数量"}


def test_a_cell_that_is_asked_and_empty_is_named():
    table = flow({"x": {"label": "甲", "type": "table", "columns": COLUMNS}})
    found = fill(table, {"x": [{"name": "笔"}, {"qty": 1}]}, around()).problems
    assert [(p.code, p.params["row"], p.params["column"]) for p in found] == [("missing_cell", 2, "名称")]


@pytest.mark.parametrize("empty", [None, "", []])
def test_empty_means_not_filled_in(empty: Any):
    asked = flow({"x": {"label": "甲", "type": "text", "required": True}})
    assert problems(fill(asked, {"x": empty}, around())) == {"x": "missing"}
    free = flow({"x": {"label": "甲", "type": "text"}})
    assert fill(free, {"x": empty}, around()).values == {}


def test_zero_and_no_are_answers():
    fields = {
        "n": {"label": "数", "type": "number", "required": True},
        "b": {"label": "否", "type": "boolean", "required": True},
    }
    filled = fill(flow(fields), {"n": 0, "b": False}, around())
    assert filled.values == {"n": 0, "b": False}
    assert filled.problems == ()


def test_an_unknown_field_is_a_problem_and_never_ignored():
    filled = fill(flow(), {"days": 1, "amount": 5}, around())
    assert problems(filled) == {"amount": "unknown"}
    assert filled.values == {"days": 1}


def test_nobody_can_type_a_computed_field():
    fields = {
        "a": {"label": "甲", "type": "number"},
        "b": {"label": "乙", "type": "number", "computed": "a * 2"},
    }
    filled = fill(flow(fields), {"a": 2, "b": 100}, around())
    assert filled.values == {"a": 2, "b": 4}
    assert problems(filled) == {"b": "unknown"}


def test_a_computed_field_may_use_those_above_it():
    fields = {
        "a": {"label": "甲", "type": "number"},
        "b": {"label": "乙", "type": "number", "computed": "a * 2"},
        "c": {"label": "丙", "type": "number", "computed": "b + 1"},
    }
    assert fill(flow(fields), {"a": 2}, around()).values == {"a": 2, "b": 4, "c": 5}


def test_what_cannot_be_computed_is_left_out():
    fields = {
        "a": {"label": "甲", "type": "text"},
        "b": {"label": "乙", "type": "number", "computed": "a * 2"},
        "c": {"label": "丙", "type": "number", "computed": '$work_days(a, "2026-12-01")'},
    }
    assert fill(flow(fields), {"a": "x"}, around()).values == {"a": "x"}


def test_a_wrong_value_counts_in_nothing_that_is_computed():
    fields = {
        "a": {"label": "甲", "type": "number", "max": 5},
        "b": {"label": "乙", "type": "number", "computed": "a * 2"},
    }
    assert fill(flow(fields), {"a": 6}, around()).values == {}


def test_a_default_stands_where_nothing_was_typed():
    fields = {"u": {"label": "单位", "type": "enum", "options": OPTIONS, "default": "a"}}
    assert fill(flow(fields), {}, around()).values == {"u": "a"}
    assert fill(flow(fields), {"u": "b"}, around()).values == {"u": "b"}


FOLLOWING = {
    "more": {"label": "是否", "type": "boolean"},
    "why": {"label": "为何", "type": "text", "visible": "more", "required": "more"},
    "length": {"label": "长度", "type": "number", "computed": "$length(why)"},
}


def test_a_field_is_shown_and_asked_while_its_condition_holds():
    shown = fill(flow(FOLLOWING), {"more": True}, around())
    assert (shown.fields["why"].visible, shown.fields["why"].required) == (True, True)
    assert problems(shown) == {"why": "missing"}
    hidden = fill(flow(FOLLOWING), {"more": False}, around())
    assert (hidden.fields["why"].visible, hidden.fields["why"].required) == (False, False)
    assert hidden.problems == ()


def test_what_is_hidden_is_dropped_and_counts_nowhere():
    filled = fill(flow(FOLLOWING), {"more": False, "why": "因为"}, around())
    assert filled.values == {"more": False}


def test_hiding_one_field_hides_what_depends_on_it():
    fields = FOLLOWING | {"again": {"label": "再", "type": "text", "visible": "$length(why) > 0"}}
    typed = {"more": False, "why": "因为", "again": "因为"}
    assert fill(flow(fields), typed, around()).values == {"more": False}
    assert fill(flow(fields), typed | {"more": True}, around()).values == typed | {"more": True, "length": 2}


def test_a_hidden_computed_field_is_kept_for_the_conditions_that_need_it():
    fields = {
        "a": {"label": "甲", "type": "number"},
        "big": {"label": "大", "type": "boolean", "visible": False, "computed": "a > 5"},
    }
    assert fill(flow(fields), {"a": 6}, around()).values == {"a": 6, "big": True}


def test_a_check_refuses_a_field_in_the_flows_own_words_once():
    checks = [
        {"when": "days > 3", "field": "days", "message": "太多了"},
        {"when": "days > 2", "field": "days", "message": "还是太多"},
    ]
    filled = fill(flow(checks=checks), {"days": 4}, around())
    assert [(p.field, p.code, p.message) for p in filled.problems] == [("days", "check", "太多了")]


def test_a_check_says_nothing_about_a_field_that_is_wrong_already():
    checks = [{"when": "true", "field": "days", "message": "从不"}]
    assert problems(fill(flow(checks=checks), {"days": "x"}, around())) == {"days": "not_number"}


def test_a_form_knows_its_starter_and_the_day():
    fields = {
        "who": {"label": "谁", "type": "text", "computed": "starter.name"},
        "day": {"label": "日", "type": "text", "computed": "today"},
        "left": {"label": "余", "type": "number", "computed": '$balance("leave-ledger", "annual")'},
        "span": {
            "label": "日历日",
            "type": "number",
            "computed": '$calendar_days("2026-12-01", "2026-12-03")',
        },
    }
    filled = fill(flow(fields), {}, around(balance=90))
    assert filled.values == {"who": "李明", "day": "2026-11-23", "left": 90, "span": 3}


def test_the_machine_gets_the_fields_its_conditions_name_and_nothing_else():
    values = {"days": 4, "kind": "sick", "reason": "私事", "out_of_town": False, "agent": "chenjing"}
    starter = {"userid": "liming", "name": "李明", "department": 11, "is_dept_head": True}
    routing = routing_values(LEAVE, values, starter)
    assert routing == {"days": 4, "kind": "sick", "out_of_town": False, "starter": {"is_dept_head": True}}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2026-12-01", "2026-12-01T08:30", "sick", "hour", "annual", "day", "chenjing", "am"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
EVERYTHING = flow(
    {f"f{number}": {"label": "甲", "required": True} | field for number, (field, _) in enumerate(RIGHT)}
    | {"sum": {"label": "和", "type": "number", "computed": "f3 + f8 > 5 ? $length(f0) : $count(f23)"}},
    checks=[{"when": "f12 < f13", "field": "f12", "message": "早"}],
)


def _always_judged(form_of: Flow, typed: dict[str, Any]) -> None:
    filled = fill(form_of, typed, around())
    wrong = problems(filled)
    assert set(filled.values) <= set(form_of.form)
    for key in typed:
        known = key in form_of.form and not form_of.form[key].computed
        assert known or wrong[key] == "unknown"
    for key, shown in filled.fields.items():
        assert not (shown.visible and shown.required) or key in filled.values or key in wrong
        assert shown.visible or form_of.form[key].computed or key not in filled.values


@given(st.dictionaries(st.sampled_from([*EVERYTHING.form, "other"]), JSON, max_size=8))
def test_any_json_is_judged_and_never_breaks_the_form(typed: dict):
    _always_judged(EVERYTHING, typed)


@given(st.dictionaries(st.sampled_from([*LEAVE.form, "other"]), JSON, max_size=12))
def test_any_json_is_judged_by_the_leave_form_too(typed: dict):
    _always_judged(LEAVE, typed)


def test_days_far_apart_are_refused_quickly():
    typed = {"kind": "annual", "start_at": "0001-01-01T00:00", "end_at": "9999-12-31T23:59"}
    filled = fill(LEAVE, typed, around(today=dt.date(1, 1, 1)))
    assert problems(filled)["end_at"] == "check"
