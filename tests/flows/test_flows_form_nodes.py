"""Forms on their way: what a node opens, what stays as it is, who sees what."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.flows.form import access_at, fill, fill_at, form_access, readable, results_of, scope_of
from chalicelib.flows.model import Flow, PersonNode
from tests.support.flowing import FILE, approve, around, flow, problems

FIELDS: dict[str, Any] = {
    "a": {"label": "甲", "type": "number"},
    "twice": {"label": "倍", "type": "number", "computed": "a * 2"},
    "score": {"label": "分", "type": "number", "later": True, "max": 100, "required": True},
    "note": {"label": "注", "type": "text"},
}
STORED = {"a": 2, "twice": 4, "note": "好"}
ROWS: dict[str, Any] = {
    "t": {
        "label": "表",
        "type": "table",
        "columns": {
            "name": {"label": "名", "type": "text"},
            "qty": {"label": "量", "type": "number"},
            "secret": {"label": "密", "type": "text"},
        },
    }
}
TWO = {"t": [{"name": "笔", "qty": 1, "secret": "x"}, {"name": "纸", "secret": "y"}]}


def _at(fields: dict[str, Any], access: dict[str, Any], **more: Any) -> tuple[Flow, PersonNode]:
    node = {key: more.pop(key) for key in ("checks", "results") if key in more}
    flowing = flow(fields, nodes=[approve("head", fields=access, **node)], **more)
    return flowing, next(flowing.person_nodes())


def test_what_is_filled_later_is_not_asked_at_submission():
    filled = fill(flow(FIELDS), {"a": 2}, around())
    assert filled.problems == ()
    assert not filled.fields["score"].visible


def test_what_is_filled_later_cannot_be_typed_at_submission():
    filled = fill(flow(FIELDS), {"a": 2, "score": 9}, around())
    assert problems(filled) == {"score": "not_yours"}
    assert "score" not in filled.values


def test_a_returned_request_keeps_what_was_filled_later():
    filled = fill(flow(FIELDS), {"a": 3, "score": 9}, around(), stored={"a": 2, "score": 9})
    assert filled.problems == ()
    assert filled.values == {"a": 3, "twice": 6, "score": 9}
    assert not filled.fields["score"].editable


def test_an_open_field_is_changed_and_the_others_stay():
    filled = fill_at(*_at(FIELDS, {"score": "edit"}), STORED, {"score": 90}, around())
    assert filled.problems == ()
    assert filled.values == STORED | {"score": 90}


def test_a_page_may_send_the_whole_form_it_saw():
    filled = fill_at(*_at(FIELDS, {"score": "edit"}), STORED, STORED | {"score": 90}, around())
    assert filled.problems == ()


@pytest.mark.parametrize(("key", "value"), [("a", 3), ("twice", 5), ("note", ""), ("a", True)])
def test_a_field_that_is_not_open_cannot_be_changed(key: str, value: Any):
    filled = fill_at(*_at(FIELDS, {"score": "edit"}), STORED, {"score": 90, key: value}, around())
    assert problems(filled) == {key: "not_yours"}
    assert filled.values == STORED | {"score": 90}


def test_an_unknown_field_is_a_problem_at_a_node_too():
    assert problems(fill_at(*_at(FIELDS, {}), STORED, {"b": 1}, around())) == {"b": "unknown"}


def test_a_field_that_is_required_when_it_is_filled_must_be_there():
    at = _at(FIELDS, {"score": "edit"})
    assert problems(fill_at(*at, STORED, {}, around())) == {"score": "missing"}
    assert problems(fill_at(*at, STORED | {"score": 3}, {}, around())) == {}
    assert problems(fill_at(*at, STORED | {"score": 3}, {"score": None}, around())) == {"score": "missing"}


def test_a_node_may_ask_for_what_the_form_does_not():
    at = _at(FIELDS, {"note": "required"})
    assert problems(fill_at(*at, STORED, {"note": ""}, around())) == {"note": "missing"}


def test_a_field_nobody_opened_is_not_asked_for():
    assert fill_at(*_at(FIELDS, {}), STORED, {}, around()).problems == ()


def test_a_wrong_value_is_named_and_the_old_one_stays():
    filled = fill_at(*_at(FIELDS, {"score": "edit"}), STORED | {"score": 7}, {"score": 101}, around())
    assert problems(filled) == {"score": "too_big"}
    assert filled.values["score"] == 7


def test_a_computed_field_follows_the_change():
    filled = fill_at(*_at(FIELDS, {"a": "edit"}), STORED, {"a": 5, "twice": 4}, around())
    assert filled.values["twice"] == 10


def test_a_computed_field_cannot_be_opened():
    assert not form_access(*_at(FIELDS, {"twice": "edit"}), STORED)["twice"].editable


def test_nothing_hidden_is_lost_or_said():
    at = _at(FIELDS, {"a": "edit", "note": "hidden"})
    assert fill_at(*at, STORED, {"a": 3}, around()).values["note"] == "好"
    guessed = fill_at(*at, STORED, {"note": "好"}, around())
    assert problems(guessed) == {"note": "not_yours"}


def test_a_moved_balance_refuses_nobody_who_only_approves():
    fields = FIELDS | {
        "left": {"label": "余", "type": "number", "computed": '$balance("leave-ledger", "annual")'}
    }
    at = _at(fields, {}, checks=[])
    stored = STORED | {"left": 480}
    assert fill_at(*at, stored, {}, around(balance=0)).values == stored


def test_a_check_of_the_flow_is_judged_where_what_it_reads_was_changed():
    checks = [{"when": "a > 3", "field": "a", "message": "太多"}]
    flowing = flow(FIELDS, nodes=[approve("head", fields={"a": "edit", "note": "edit"})], checks=checks)
    node = next(flowing.person_nodes())
    stored = STORED | {"a": 5, "twice": 10}
    assert fill_at(flowing, node, stored, {"note": "行"}, around()).problems == ()
    assert problems(fill_at(flowing, node, stored, {"a": 4}, around())) == {"a": "check"}


def test_a_check_of_the_node_is_always_judged():
    at = _at(FIELDS, {}, checks=[{"when": "a < 3", "field": "a", "message": "太少"}])
    assert [(p.field, p.message) for p in fill_at(*at, STORED, {}, around()).problems] == [("a", "太少")]


def test_a_person_named_before_may_have_left_since():
    fields = {"who": {"label": "谁", "type": "users"}, "note": {"label": "注", "type": "text"}}
    at = _at(fields, {"who": "edit", "note": "edit"})
    stored = {"who": ["nobody"]}
    assert fill_at(*at, stored, stored | {"note": "好"}, around()).problems == ()
    more = {"who": ["nobody", "heyan"]}
    assert problems(fill_at(*at, stored, more, around())) == {"who": "no_such_person"}


def test_files_that_are_there_stay_whoever_uploaded_them():
    at = _at({"f": {"label": "件", "type": "file", "multiple": True}}, {"f": "edit"})
    old, strange = FILE | {"id": "f9"}, FILE | {"id": "f8"}
    assert fill_at(*at, {"f": [old]}, {"f": [old, FILE]}, around()).values == {"f": [old, FILE]}
    assert problems(fill_at(*at, {"f": [old]}, {"f": [strange]}, around())) == {"f": "not_your_file"}


def test_an_open_field_that_a_change_hides_goes():
    fields = {
        "more": {"label": "是", "type": "boolean"},
        "why": {"label": "为", "type": "text", "visible": "more", "required": True},
    }
    stored = {"more": True, "why": "因"}
    both = _at(fields, {"more": "edit", "why": "edit"})
    assert fill_at(*both, stored, {"more": False, "why": "因"}, around()).values == {"more": False}
    one = _at(fields, {"more": "edit"})
    assert fill_at(*one, stored, {"more": False}, around()).values == {"more": False, "why": "因"}


QTY = {"columns": {"qty": "edit", "secret": "hidden"}}


def test_an_open_column_is_changed_and_the_other_cells_stay():
    typed = {"t": [{"name": "笔", "qty": 5}, {"qty": 7}]}
    filled = fill_at(*_at(ROWS, {"t": QTY}), TWO, typed, around())
    assert filled.problems == ()
    assert filled.values["t"] == [
        {"name": "笔", "qty": 5, "secret": "x"},
        {"name": "纸", "qty": 7, "secret": "y"},
    ]


@pytest.mark.parametrize(
    ("rows", "typed", "code", "row", "column"),
    [
        ("fixed", [{"name": "笔"}, {"name": "布"}], "not_your_cell", 2, "名"),
        ("fixed", [{"name": "笔", "secret": "x"}, {"name": "纸"}], "not_your_cell", 1, "密"),
        ("fixed", [{"name": "笔"}], "not_your_row", 2, None),
        ("fixed", [{"name": "笔"}, {"name": "纸"}, {"qty": 1}], "not_your_row", 3, None),
        ("add", [{"name": "笔"}], "not_your_row", 2, None),
        ("add", [{"name": "笔"}, {"name": "纸"}, {"name": "布"}], "not_your_cell", 3, "名"),
        ("add", [{"name": "笔"}, {"name": "纸"}, {"qty": "多"}], "bad_cell", 3, "量"),
        ("free", [{"name": "纸"}, {"name": "笔"}], "not_your_cell", 2, "名"),
    ],
)
def test_what_may_not_be_done_with_rows_is_named(
    rows: str, typed: list[Any], code: str, row: int, column: str | None
):
    filled = fill_at(*_at(ROWS, {"t": QTY | {"rows": rows}}), TWO, {"t": typed}, around())
    found = filled.problems[0]
    assert (found.field, found.code, found.params["row"], found.params.get("column")) == (
        "t",
        code,
        row,
        column,
    )
    assert filled.values == TWO


def test_rows_may_be_added_where_the_node_says_so():
    typed = {"t": [{"name": "笔", "qty": 1}, {"name": "纸"}, {"qty": 3}]}
    filled = fill_at(*_at(ROWS, {"t": QTY | {"rows": "add"}}), TWO, typed, around())
    assert filled.values["t"] == [*TWO["t"], {"qty": 3}]


def test_a_row_that_stays_keeps_its_hidden_cells_when_another_goes():
    typed = {"t": [{"name": "纸", "qty": 9}, {"qty": 3}]}
    filled = fill_at(*_at(ROWS, {"t": QTY | {"rows": "free"}}), TWO, typed, around())
    assert filled.values["t"] == [{"name": "纸", "qty": 9, "secret": "y"}, {"qty": 3}]


def test_a_returned_table_keeps_the_cells_that_were_filled_later():
    columns = ROWS["t"]["columns"] | {"done": {"label": "成", "type": "boolean", "later": True}}
    form = flow({"t": ROWS["t"] | {"columns": columns}})
    stored = {"t": [{"name": "笔", "done": True}, {"name": "纸", "done": False}]}
    for typed in ([{"name": "纸"}], [{"name": "纸", "done": False}]):
        filled = fill(form, {"t": typed}, around(), stored=stored)
        assert filled.values == {"t": [{"name": "纸", "done": False}]}
    found = fill(form, {"t": [{"name": "纸", "done": True}]}, around()).problems
    assert [(p.code, p.params["column"]) for p in found] == [("not_your_cell", "成")]


def test_a_table_opened_with_one_word_may_be_written_anew():
    filled = fill_at(*_at(ROWS, {"t": "edit"}), TWO, {"t": [{"name": "布"}]}, around())
    assert filled.values == {"t": [{"name": "布"}]}
    required = _at(ROWS, {"t": "required"})
    assert problems(fill_at(*required, TWO, {"t": []}, around())) == {"t": "missing"}


def test_a_required_column_must_be_filled_in_every_row():
    at = _at(ROWS, {"t": {"columns": {"qty": "required"}}})
    found = fill_at(*at, TWO, {}, around()).problems[0]
    assert (found.code, found.params["row"], found.params["column"]) == ("missing_cell", 2, "量")


def test_hidden_fields_and_columns_are_not_read():
    flowing, node = _at(ROWS | FIELDS, {"t": {"columns": {"secret": "hidden"}}, "note": "hidden"})
    seen = readable(flowing, access_at(flowing, node), TWO | STORED)
    assert seen == {"t": [{"name": "笔", "qty": 1}, {"name": "纸"}], "a": 2, "twice": 4}
    assert readable(flowing, access_at(flowing, None), TWO | STORED) == TWO | STORED


def test_what_is_filled_later_is_shown_to_others_once_it_is_there():
    flowing, node = _at(FIELDS, {"score": "required"})
    assert not form_access(flowing, None, STORED)["score"].visible
    shown = form_access(flowing, None, STORED | {"score": 3})["score"]
    assert (shown.visible, shown.required, shown.editable) == (True, False, False)
    shown = form_access(flowing, node, STORED)["score"]
    assert (shown.visible, shown.required, shown.editable) == (True, True, True)


def test_who_got_the_request_back_may_change_what_they_submitted():
    shown = form_access(flow(FIELDS), None, STORED | {"score": 3}, revising=True)
    assert {key for key, field in shown.items() if field.editable} == {"a", "note"}
    assert shown["score"].visible


def test_access_to_a_table_tells_its_columns_and_rows():
    shown = form_access(*_at(ROWS, {"t": QTY | {"rows": "add"}}), TWO)["t"]
    assert (shown.editable, shown.rows) == (True, "add")
    assert {key: (c.visible, c.editable) for key, c in shown.columns.items()} == {
        "name": (True, False),
        "qty": (True, True),
        "secret": (False, False),
    }


def test_the_first_result_that_holds_decides():
    results = [{"when": "score < 60", "reject": True}, {"when": "score < 80", "return_to": "revise"}]
    _, node = _at(FIELDS, {"score": "required"}, results=results)
    found = [results_of(node, scope_of({"score": score}, around())) for score in (50, 70, 90)]
    assert found == [node.results[0], node.results[1], None]


def test_a_day_that_is_over_refuses_nobody_who_only_approves():
    fields = {"on": {"label": "日", "type": "date"}, "note": {"label": "注", "type": "text"}}
    checks = [{"when": "on < today", "field": "on", "message": "过了"}]
    flowing = flow(fields, nodes=[approve("head", fields={"note": "edit"})], checks=checks)
    later = replace(around(), today=dt.date(2027, 1, 1))
    node = next(flowing.person_nodes())
    assert fill_at(flowing, node, {"on": "2026-12-01"}, {"note": "好"}, later).problems == ()


def test_a_form_knows_the_number_of_its_request_once_it_was_submitted():
    fields = {"own": {"label": "编号", "type": "text", "computed": "request.serial"}}
    assert "own" not in fill(flow(fields), {}, around()).values
    again = replace(around(), serial="SY-0001")
    assert fill(flow(fields), {}, again).values == {"own": "SY-0001"}


def test_a_reference_that_was_offered_once_stays_when_the_form_comes_back():
    fields = {"asset": {"label": "资产", "type": "library_ref", "library": "l", "filter": "record.free"}}
    known = replace(around(), knows_record=lambda _, __: True, record=lambda _, key: {"free": key == "free"})
    assert problems(fill(flow(fields), {"asset": "mine"}, known)) == {"asset": "not_offered"}
    assert problems(fill(flow(fields), {"asset": "mine"}, known, offered={"asset": "mine"})) == {}
    assert problems(fill(flow(fields), {"asset": "other"}, known, offered={"asset": "mine"})) == {
        "asset": "not_offered"
    }
