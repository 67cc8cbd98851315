"""A flow's rules for every department of those who may start it: resolves, depends, falls back or fails."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.flows import verify
from chalicelib.flows.verify import Row, Way
from tests.support.flowing import approve, flow
from tests.support.institute import DEPARTMENTS, LEADERS, METROLOGY, OFFICE, directory

KINDS = {"kind": {"label": "类别", "type": "enum", "options": {"big": "大", "small": "小"}}}
DEPARTMENT = {"to": {"label": "部门", "type": "department"}}
AMOUNT = {"amount": {"label": "金额", "type": "number"}}


def _rows(rule: dict[str, Any], form: dict[str, Any] | None = None, **more: Any) -> list[Row]:
    made = flow(form, nodes=[approve("by", approvers=rule, **more)])
    return list(verify.by_rule(verify.table(made, directory())))


def _outcomes(rows: list[Row]) -> dict[tuple[str, str], tuple[int, ...]]:
    """The departments by case and outcome."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for row in rows:
        found[row.case, row.outcome] = tuple(
            sorted({*found.get((row.case, row.outcome), ()), *row.departments})
        )
    return found


def test_every_department_of_those_who_may_start_has_a_cell_for_every_rule():
    made = flow(nodes=[approve("one"), approve("two", approvers={"role": "president"})])
    cells = verify.table(made, directory())
    assert [(cell.place, cell.department) for cell in cells] == [
        (f"nodes.{node}.approvers", number) for node in ("one", "two") for number in (10, 11, 12)
    ]
    made = flow(starters={"departments": [OFFICE]})
    assert [cell.department for cell in verify.table(made, directory())] == [OFFICE]


def test_a_cell_tells_who_is_found_for_whom_and_why():
    (cell,) = (c for c in verify.table(flow(), directory()) if c.department == METROLOGY)
    assert cell.outcome == "falls_back"
    assert cell.ways == (
        Way("", "falls_back", ("zhaogang",), "above_starter", ("wangfang",)),
        Way("", "resolves", ("wangfang",), "head_of", ("liming", "chenjing")),
    )


def test_a_post_nobody_holds_falls_back_as_the_node_says_or_fails():
    empty = replace(DEPARTMENTS[OFFICE], head=None)
    made = flow(nodes=[approve("by", empty="administrator")])
    cells = verify.table(made, directory(d12=empty))
    worst = {cell.department: (cell.outcome, cell.ways[0].how) for cell in cells}
    assert worst[OFFICE] == ("falls_back", "administrator")
    assert [(p.id, p.level) for p in verify.verify_directory(made, directory(d12=empty))] == [
        ("F081", "warning")
    ]
    made = flow(nodes=[approve("by", empty="refuse")])
    cells = verify.table(made, directory(d12=empty))
    assert {cell.department: cell.outcome for cell in cells}[OFFICE] == "fails"
    (problem,) = verify.verify_directory(made, directory(d12=empty))
    assert (problem.id, problem.level) == ("F080", "error")
    assert "办公室" in problem.message
    assert "热工计量所" not in problem.message


def test_each_rung_of_a_ladder_is_a_case():
    ladder = {
        "by": "amount",
        "cumulative": False,
        "rungs": [
            {"below": 100, "approvers": {"head_of": "starter.department"}},
            {"approvers": {"role": "nobodys"}},
        ],
    }
    outcomes = _outcomes(_rows({"ladder": ladder}, AMOUNT))
    assert outcomes["amount < 100", "resolves"] == (LEADERS, METROLOGY, OFFICE)
    assert outcomes["amount ...", "falls_back"] == (LEADERS, METROLOGY, OFFICE)


def test_each_option_and_each_department_a_form_may_name_is_a_case():
    by_kind = {"field": "kind", "map": {"big": {"role": "president"}, "small": {"role": "nobodys"}}}
    outcomes = _outcomes(_rows({"choices": by_kind}, KINDS))
    assert ("kind = big", "resolves") in outcomes
    assert ("kind = small", "falls_back") in outcomes
    named = _outcomes(_rows({"head_of": "to"}, DEPARTMENT))
    assert {case for case, _ in named} == {f"to = {number}" for number in DEPARTMENTS}


@pytest.mark.parametrize("rule", [{"field": "who"}, {"starter_picks": {}}])
def test_people_only_a_form_or_a_choice_names_depend(rule: dict[str, Any]):
    rows = _rows(rule, {"who": {"label": "谁", "type": "user"}})
    assert {row.outcome for row in rows} == {"depends"}


def test_a_pick_among_people_is_held_against_those():
    assert {row.outcome for row in _rows({"starter_picks": {"among": {"role": "nobodys"}}})} == {"falls_back"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({("11", "buy"): ("heyan",)}, {METROLOGY: "resolves", OFFICE: "falls_back"}),
        (
            {("11", "buy"): ("nemo",), ("12", "buy"): ("zhaogang",)},
            {METROLOGY: "falls_back", OFFICE: "resolves"},
        ),
    ],
)
def test_a_matrix_is_held_against_its_cells(cells: Mapping[Any, tuple[str, ...]], told: dict[int, str]):
    rule = {"matrix": {"library": "duties", "row": "starter.department", "column": '"buy"'}}
    made = flow(nodes=[approve("by", approvers=rule)])
    known = verify.table(made, directory(), lambda _, row, column: cells.get((row, column), ()))
    found = {cell.department: cell.ways[-1].outcome for cell in known}
    assert {number: found[number] for number in told} == told
    assert {cell.outcome for cell in verify.table(made, directory())} == {"depends"}


def test_who_stands_in_when_time_is_up_and_who_is_told_are_rules_too():
    made = flow(
        nodes=[approve("by", due={"hours": 4, "then": {"escalate": {"role": "president"}}})],
        effects={"approved": [{"notify": {"role": "nobodys"}, "message": "好了"}]},
    )
    cells = verify.table(made, directory())
    assert {cell.place for cell in cells} == {
        "nodes.by.approvers",
        "nodes.by.due.then.escalate",
        "effects.approved.0.notify",
    }
    told = {(way.outcome, way.how) for cell in cells if cell.place.startswith("effects") for way in cell.ways}
    assert told == {("falls_back", "nobody_told")}


def test_a_flow_nobody_may_start_but_a_system_is_held_against_everybody():
    made = flow(starters={"roles": ["nobodys"]})
    assert {cell.department for cell in verify.table(made, directory())} == set(DEPARTMENTS)
