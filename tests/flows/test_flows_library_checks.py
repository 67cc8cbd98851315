"""What a flow says of libraries is checked against the libraries there are."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.flows.library_checks import effect_problems
from chalicelib.flows.model import Flow
from chalicelib.libraries import definition

FOLDER = Path(__file__).resolve().parents[2] / "libraries"
LIBRARIES = {
    library.key: library
    for library in (definition.checked(p.read_text("utf-8")) for p in FOLDER.glob("*.library.yaml"))
}
FORM = {
    "project": {"label": "项目", "type": "library_ref", "library": "research-project"},
    "title": {"label": "名称", "type": "text"},
    "total": {"label": "金额", "type": "money"},
    "lead": {"label": "负责人", "type": "user"},
    "unit": {"label": "部门", "type": "department"},
    "items": {"label": "明细", "type": "table", "columns": {"fee": {"label": "费用", "type": "money"}}},
}
MATCH = {"project_no": "project"}
NEW = {
    "project_no": "title",
    "name": "title",
    "pi": "lead",
    "department": "unit",
    "status": "'running'",
    "budget": "total",
}


def flow(effect: dict[str, Any] | None = None, **more: Any) -> Flow:
    nodes = [{"approve": "head", "name": "审批", "approvers": {"role": "x"}}]
    said = {"library": "research-project", **effect} if effect else None
    return Flow.model_validate(
        {
            "key": "expense",
            "name": "报销",
            "section": "finance",
            "serial": "BX{seq:4}",
            "form": FORM,
            "nodes": [*nodes, *([{"record": said, "key": "book"}] if said else [])],
        }
        | more
    )


def found(wanted: Flow) -> set[tuple[str, str]]:
    return {(problem.id, problem.place) for problem in effect_problems(wanted, LIBRARIES)}


def rule(**said: Any) -> Flow:
    return flow(nodes=[{"approve": "head", "name": "审批", "approvers": said}])


@pytest.mark.parametrize(
    "effect",
    [
        {"action": "create", "map": NEW},
        {"action": "update", "match": MATCH, "map": {"name": "title"}, "add": {"spent": "total"}},
        {"action": "update", "match": MATCH, "add": {"spent": "-total"}, "guard": "record.budget > total"},
        {"action": "upsert", "match": MATCH, "map": {k: v for k, v in NEW.items() if k != "project_no"}},
        {
            "action": "append",
            "match": MATCH,
            "child": "lines",
            "each": "items",
            "map": {"subject": "'差旅'", "amount": "row.fee", "request": "request.serial"},
        },
        {
            "action": "update",
            "match": MATCH,
            "child": "lines",
            "row": {"subject": "title"},
            "map": {"request": "request.serial"},
            "add": {"amount": "total"},
        },
        {"action": "update", "match": MATCH, "map": {"budget": "record.budget + total"}},
        {"library": "leave-ledger", "action": "hold", "account": "'annual'", "amount": "total"},
    ],
    ids=lambda effect: effect["action"],
)
def test_an_effect_that_fits_has_no_problem(effect: dict[str, Any]):
    assert found(flow(effect)) == set()


@pytest.mark.parametrize(
    ("effect", "problem"),
    [
        ({"library": "moon", "action": "create", "map": NEW}, ("F053", "library")),
        ({"library": "leave-ledger", "action": "create", "map": NEW}, ("F054", "library")),
        ({"action": "hold", "account": "'a'", "amount": "1"}, ("F054", "library")),
        ({"action": "update", "match": MATCH, "map": {"colour": "title"}}, ("F055", "map.colour")),
        ({"action": "update", "match": MATCH, "add": {"colour": "1"}}, ("F055", "add.colour")),
        ({"action": "update", "match": {"name": "title"}, "map": {"name": "title"}}, ("F055", "match")),
        ({"action": "append", "match": MATCH, "child": "moon", "map": {"a": "1"}}, ("F055", "child")),
        ({"action": "update", "match": MATCH, "map": {"budget": "title"}}, ("F056", "map.budget")),
        ({"action": "update", "match": MATCH, "map": {"name": "total"}}, ("F056", "map.name")),
        ({"action": "update", "match": MATCH, "map": {"status": "'lost'"}}, ("F056", "map.status")),
        ({"action": "update", "match": MATCH, "add": {"name": "title"}}, ("F056", "add.name")),
        ({"action": "create", "map": {"name": "title"}}, ("F057", "map")),
        ({"action": "update", "match": MATCH, "map": {"budget": "record.name"}}, ("F056", "map.budget")),
        (
            {
                "action": "update",
                "match": MATCH,
                "child": "lines",
                "row": {"moon": "1"},
                "map": {"amount": "1"},
            },
            ("F055", "row.moon"),
        ),
        (
            {
                "action": "update",
                "match": MATCH,
                "child": "lines",
                "row": {"subject": "1"},
                "add": {"spent": "1"},
            },
            ("F055", "add.spent"),
        ),
        ({"action": "append", "match": MATCH, "child": "lines", "map": {"amount": "1"}}, ("F057", "map")),
    ],
    ids=str,
)
def test_an_effect_that_does_not_fit_is_named(effect: dict[str, Any], problem: tuple[str, str]):
    assert (problem[0], f"nodes.book.record.{problem[1]}") in found(flow(effect))


def test_effects_of_an_end_are_looked_at_too():
    wanted = flow(effects={"approved": [{"library": "moon", "action": "create", "map": NEW}]})
    assert found(wanted) == {("F053", "effects.approved.0.library")}


def test_a_form_refers_to_records():
    form = {"a": {"label": "甲", "type": "library_ref", "library": "moon"}}
    assert found(flow(form=form)) == {("F053", "form.a.library")}
    form["a"]["library"] = "duty-matrix"
    assert found(flow(form=form)) == {("F054", "form.a.library")}


def test_a_rule_goes_through_a_record_to_its_people():
    assert found(rule(record={"field": "project", "user": "pi"})) == set()
    place = "nodes.head.approvers.record.user"
    assert found(rule(record={"field": "project", "user": "moon"})) == {("F055", place)}
    assert found(rule(record={"field": "project", "user": "name"})) == {("F056", place)}


def test_a_rule_names_a_cell_of_a_matrix():
    cell = {"library": "duty-matrix", "row": "starter.department", "column": "'safety'"}
    assert found(rule(matrix=cell)) == set()
    place = "nodes.head.approvers.matrix"
    assert found(rule(matrix=cell | {"column": "'moon'"})) == {("F055", f"{place}.column")}
    assert found(rule(matrix=cell | {"column": "title"})) == set()
    assert found(rule(matrix=cell | {"library": "research-project"})) == {("F054", f"{place}.library")}
