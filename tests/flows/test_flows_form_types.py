"""References, steps, tables with conditions, and what expressions may ask for."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.flows.form import (
    ROUTING_BYTES,
    Surroundings,
    fill,
    routable,
    routing_limit,
    routing_names,
    routing_values,
)
from chalicelib.flows.model import Flow
from chalicelib.platform import expressions
from tests.support.flowing import FILE, approve, around, flow, problems

ASSETS = {"A1": {"price": 600, "keeper": "liming"}, "A2": {"price": 40, "keeper": "heyan"}}


def _around(**more: Any) -> Surroundings:
    """Two assets, and one leave request QJ-1."""
    return replace(
        around(),
        knows_record=lambda library, key: library == "asset" and key in ASSETS,
        record=lambda library, key: ASSETS.get(key) if library == "asset" else None,
        knows_request=lambda of, key: (of, key) == ("leave", "QJ-1"),
        **more,
    )


def _found(field: dict[str, Any], value: Any) -> str:
    return problems(fill(flow({"x": {"label": "甲"} | field}), {"x": value}, _around())).get("x", "")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ({"type": "library_ref", "library": "asset"}, "A1", ""),
        ({"type": "library_ref", "library": "asset"}, "A3", "no_such_record"),
        ({"type": "library_ref", "library": "asset", "multiple": True}, ["A1", "A2"], ""),
        ({"type": "library_ref", "library": "asset", "multiple": True}, ["A1", "A3"], "no_such_record"),
        ({"type": "library_ref", "library": "asset", "filter": "record.price > 500"}, "A1", ""),
        ({"type": "library_ref", "library": "asset", "filter": "record.price > 500"}, "A2", "not_offered"),
        ({"type": "text", "flow": "leave"}, "QJ-1", ""),
        ({"type": "text", "flow": "leave"}, "QJ-2", "no_such_request"),
        ({"type": "library_ref", "flow": ["trip", "leave"]}, "QJ-1", ""),
        ({"type": "library_ref", "flow": ["trip", "loan"]}, "QJ-1", "no_such_request"),
        ({"type": "library_ref", "flow": "leave", "multiple": True}, ["QJ-1", 5], "no_such_request"),
        ({"type": "department", "multiple": True}, [11], ""),
        ({"type": "department", "multiple": True}, [11, 11], "no_such_department"),
        ({"type": "department", "multiple": True}, [11, 99], "no_such_department"),
        ({"type": "number", "step": 0.1}, 0.3, ""),
        ({"type": "number", "step": 0.5}, 0.7, "not_a_step"),
        ({"type": "number", "step": 2, "min": 1}, 3, ""),
        ({"type": "number", "step": 2, "min": 1}, 4, "not_a_step"),
        ({"type": "money", "step": 100}, 150, "not_a_step"),
    ],
)
def test_references_and_steps_are_checked(field: dict[str, Any], value: Any, code: str):
    assert _found(field, value) == code


def test_a_filter_sees_the_form():
    fields = {
        "least": {"label": "下限", "type": "number"},
        "x": {
            "label": "甲",
            "type": "library_ref",
            "library": "asset",
            "filter": "record.price >= least and record.keeper = starter.userid",
        },
    }
    assert problems(fill(flow(fields), {"least": 500, "x": "A1"}, _around())) == {}
    assert problems(fill(flow(fields), {"least": 700, "x": "A1"}, _around())) == {"x": "not_offered"}


def test_a_record_gives_its_fields_to_what_is_computed():
    fields = {
        "x": {"label": "甲", "type": "library_ref", "library": "asset"},
        "price": {"label": "价", "type": "number", "computed": '$record("asset", x).price'},
    }
    assert fill(flow(fields), {"x": "A2"}, _around()).values["price"] == 40
    assert "price" not in fill(flow(fields), {}, _around()).values


def test_the_starters_roles_and_title_are_known():
    fields = {
        "r": {"label": "角", "type": "boolean", "computed": '"cashier" in starter.roles'},
        "t": {"label": "职", "type": "text", "computed": "starter.title"},
    }
    filled = fill(flow(fields), {}, around(roles=["cashier"], title="出纳"))
    assert filled.values == {"r": True, "t": "出纳"}


def test_an_institute_may_add_functions():
    fields = {"x": {"label": "甲", "type": "number", "computed": "$rate(2)"}}
    assert fill(flow(fields), {}, _around(more={"rate": lambda n: n * 7})).values == {"x": 14}


def test_computed_money_is_whole_fen():
    fields = {"x": {"label": "甲", "type": "money", "computed": "5 * 0.5"}}
    assert fill(flow(fields), {}, around()).values == {"x": 3}


TABLE: dict[str, Any] = {
    "limit": {"label": "上限", "type": "number"},
    "items": {
        "label": "明细",
        "type": "table",
        "columns": {
            "kind": {"label": "类", "type": "enum", "options": {"a": "甲", "b": "乙"}, "default": "a"},
            "qty": {"label": "量", "type": "number", "required": 'kind = "b" and limit > 1'},
            "why": {"label": "为", "type": "text", "visible": 'kind = "b"'},
            "price": {"label": "价", "type": "money"},
            "sum": {"label": "计", "type": "money", "computed": "qty * price"},
            "who": {"label": "人", "type": "users"},
            "paper": {"label": "件", "type": "file", "multiple": True},
        },
    },
    "total": {"label": "合计", "type": "money", "computed": "$sum(items.sum)"},
}


def _rows(*rows: Any, **more: Any) -> Any:
    return fill(flow(TABLE), {"items": list(rows), "limit": 5} | more, around())


def test_cells_are_computed_over_their_row_and_the_form_over_them():
    filled = _rows({"qty": 2, "price": 3}, {"qty": 5, "price": 10, "sum": 1})
    assert [row["sum"] for row in filled.values["items"]] == [6, 50]
    assert filled.values["total"] == 56


def test_a_column_has_a_default():
    assert _rows({"qty": 1}).values["items"] == [{"kind": "a", "qty": 1}]


def test_a_cell_is_asked_while_its_condition_over_row_and_form_holds():
    found = _rows({"kind": "a"}, {"kind": "b"}).problems
    assert [(p.code, p.params["row"], p.params["column"]) for p in found] == [("missing_cell", 2, "量")]
    assert _rows({"kind": "b"}, limit=1).problems == ()


def test_a_cell_that_is_not_shown_is_dropped():
    filled = _rows({"kind": "a", "why": "因"}, {"kind": "b", "why": "因", "qty": 1})
    assert filled.values["items"] == [{"kind": "a"}, {"kind": "b", "why": "因", "qty": 1}]
    assert [row["why"].visible for row in filled.fields["items"].cells] == [False, True]


def test_an_empty_cell_is_not_read_from_the_form():
    fields = TABLE | {"qty": {"label": "量", "type": "number"}}
    filled = fill(flow(fields), {"qty": 3, "items": [{"price": 5}]}, around())
    assert "sum" not in filled.values["items"][0]


@pytest.mark.parametrize(
    "cell", [{"who": ["liming", "nobody"]}, {"paper": [FILE | {"id": "f2"}]}, {"kind": "c"}]
)
def test_people_files_and_options_in_cells_are_checked(cell: dict[str, Any]):
    assert problems(_rows(cell)) == {"items": "bad_cell"}
    assert problems(_rows({"who": ["liming"], "paper": [FILE]})) == {}


def test_references_in_cells_are_filtered():
    column = {"label": "资产", "type": "library_ref", "library": "asset", "filter": "record.price < most"}
    columns = {"asset": column, "most": {"label": "上限", "type": "number"}}
    form = flow({"t": {"label": "表", "type": "table", "columns": columns}})
    rows = [{"asset": "A2", "most": 50}, {"asset": "A1", "most": 50}]
    found = fill(form, {"t": rows}, _around()).problems
    assert [(p.code, p.params["row"]) for p in found] == [("bad_cell", 2)]


ROUTED: dict[str, Any] = {
    "n": {"label": "数", "type": "number"},
    "m": {"label": "钱", "type": "money"},
    "d": {"label": "日", "type": "date"},
    "s": {"label": "刻", "type": "datetime"},
    "r": {"label": "段", "type": "daterange"},
    "e": {"label": "选", "type": "enum", "options": {"a": "甲", "b": "乙"}},
    "es": {"label": "多", "type": "multi_enum", "options": {f"o{n}": "甲" for n in range(30)}},
    "u": {"label": "人", "type": "user"},
    "o": {"label": "部", "type": "department"},
    "b": {"label": "否", "type": "boolean"},
    "long": {"label": "文", "type": "longtext", "max_length": 20_000},
    "t": {"label": "表", "type": "table", "columns": {"c": {"label": "列", "type": "longtext"}}},
    "us": {"label": "众", "type": "users"},
    "f": {"label": "件", "type": "file", "multiple": True},
    "big": {"label": "大", "type": "number", "computed": "long"},
}


def _named_everywhere() -> Flow:
    """A flow whose conditions name every field, in every place a condition can stand."""
    names = iter(ROUTED)
    nodes: list[Any] = [
        approve("p", when=f"{next(names)} = 1"),
        {"cc": {"starter": True}, "when": f"{next(names)} = 1"},
        {"wait": {"for": {"hours": 1}}, "when": f"{next(names)} = 1"},
        {"branch": [{"when": f"{next(names)} = 1"}, {"otherwise": []}]},
        {"inclusive": [{"when": f"{next(names)} = 1"}, {"otherwise": []}]},
        {"parallel": [[approve("q", when=f"{next(names)} = 1")], []], "when": "starter.is_dept_head"},
    ]
    return flow(ROUTED, nodes=[*nodes, approve("z", when=" or ".join(f"{name} = 1" for name in names))])


EVERYWHERE = _named_everywhere()


def test_the_machine_is_told_of_every_place_that_decides():
    assert routing_names(EVERYWHERE) == {*ROUTED, "starter"}


def test_what_may_be_long_is_not_routable():
    assert {key for key, field in EVERYWHERE.form.items() if not routable(field)} == {"long", "t", "us", "f"}


LONG = st.text(max_size=20_000) | st.sampled_from(["字" * 20_000])
ROUTED_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "n": st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-(2.0**53), 2.0**53),
        "m": st.integers(-(2**53) + 1, 2**53 - 1),
        "d": st.just("2026-12-01"),
        "s": st.just("2026-12-01T08:30"),
        "r": st.just(["2026-12-01", "2026-12-31"]),
        "e": st.sampled_from("ab"),
        "es": st.just([f"o{n}" for n in range(30)]),
        "u": st.text("abc", min_size=1, max_size=64),
        "o": st.just(11),
        "b": st.booleans(),
        "long": LONG,
        "t": st.lists(st.fixed_dictionaries({"c": st.text(max_size=500)}), max_size=5),
        "us": st.lists(st.just("chenjing"), max_size=200),
        "f": st.lists(st.just(FILE), max_size=20),
    },
)


@given(ROUTED_VALUES)
def test_no_form_makes_the_machine_carry_much(typed: dict[str, Any]):
    values = fill(EVERYWHERE, typed, around()).values
    routing = routing_values(EVERYWHERE, values, {"is_dept_head": True})
    size = len(json.dumps(routing, ensure_ascii=False, separators=(",", ":")).encode())
    assert size <= routing_limit(EVERYWHERE) <= ROUTING_BYTES
    assert {"long", "t", "us", "f"}.isdisjoint(routing)


@pytest.mark.parametrize(
    "text",
    [
        "$count($keys($))",
        "$count($keys($$))",
        "$count($keys())",
        '$lookup($, "n")',
        '$lookup("n")',
        "$count(*)",
        "$sum(**.n)",
        "n * $count( *)",
        "$count($spread())",
        "($f := function($x) { $x + 1 }; $f(n))",
        '$ ~> $lookup("n")',
    ],
)
def test_an_expression_may_take_the_form_as_a_whole(text: str):
    fields = {
        "n": {"label": "数", "type": "number"},
        "x": {"label": "甲", "type": "number", "computed": text},
    }
    filled = fill(flow(fields), {"n": 2}, around())
    scope = {"n": 2, "starter": around().starter, "request": {}, "today": "2026-11-23"}
    assert filled.values["x"] == expressions.evaluate(text, scope)
