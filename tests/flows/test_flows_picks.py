"""Who chooses the people of a node: the starter on the way of their form, or who works directly before it."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.flows import path
from chalicelib.flows.approvers import Asking, of_previous, of_starter, unpicked
from chalicelib.flows.approvers.picking import before
from tests.support.flowing import flow
from tests.support.institute import PEOPLE, directory

NOW = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)
PICKS = {"previous_picks": {}}


def step(key: str, approvers: Any = None, **more: Any) -> dict[str, Any]:
    return {"approve": key, "name": key, "approvers": approvers or {"person": "heyan"}, **more}


def asking(**more: Any) -> Asking:
    return Asking("trial", PEOPLE["liming"], more.pop("values", {}), directory(), NOW, **more)


def way(nodes: list[dict[str, Any]], **values: Any) -> list:
    return list(path.path(flow(nodes=nodes), values))


def asked(nodes: list[dict[str, Any]], at: str, **values: Any) -> list[str]:
    return [one.node.key for one in of_previous(way(nodes, **values), at, asking(values=values))]


def test_the_starter_chooses_for_the_nodes_of_the_way_and_is_told_among_whom():
    nodes = [
        step("experts", {"starter_picks": {"most": 3}}),
        step("clerk", {"starter_picks": {"among": {"role": "attendance-admin"}}}, empty="pass"),
        step("late", {"starter_picks": {}}, when="days > 3"),
        step("by", PICKS),
    ]
    found = list(of_starter(way(nodes, days=1), asking(picks={"experts": ("heyan",)})))
    assert [(one.node.key, one.most, one.required, one.chosen) for one in found] == [
        ("experts", 3, True, ("heyan",)),
        ("clerk", 1, False, ()),
    ]
    assert found[0].among is None
    assert [person.userid for person in found[1].among or ()] == ["zhoumin"]


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ({"any_of": [{"person": "heyan"}, {"starter_picks": {}}]}, {}),
        ({"listed": [{"approvers": {"starter_picks": {}}, "when": "days > 3"}]}, {"days": 4}),
        ({"choices": {"field": "kind", "map": {"a": {"starter_picks": {}}}}}, {"kind": "a"}),
        ({"ladder": {"by": "sum", "rungs": [{"approvers": {"starter_picks": {}}}]}}, {"sum": 10}),
    ],
)
def test_a_choice_inside_a_rule_counts_while_its_part_does(rule: dict, values: dict):
    nodes = [step("some", rule)]
    assert [one.node.key for one in of_starter(way(nodes), asking(values=values))] == ["some"]
    if values:
        assert list(of_starter(way(nodes), asking(values={"days": 1, "kind": "b", "sum": None}))) == []


def test_who_works_directly_before_chooses_and_nobody_else_does():
    nodes = [step("first"), step("second"), step("third", PICKS), step("fourth", PICKS)]
    assert asked(nodes, "first") == []
    assert asked(nodes, "second") == ["third"]
    assert asked(nodes, "third") == ["fourth"]


def test_a_node_that_is_left_out_is_not_before():
    nodes = [step("first"), step("second", when="days > 3"), step("third", PICKS)]
    assert asked(nodes, "first", days=1) == ["third"]
    assert asked(nodes, "first", days=4) == []


def test_before_a_node_after_a_fork_stands_the_last_of_each_way_and_before_one_inside_who_stands_outside():
    fork = {
        "parallel": [[step("a1"), step("a2")], [step("b1", PICKS), step("b2")]],
        "key": "both",
    }
    nodes = [step("first"), fork, step("end", PICKS)]
    told = way(nodes)
    order = [node.key for node, _, _ in told]
    assert before(told, order.index("end")) == {"a2", "b2"}
    assert before(told, order.index("b1")) == {"first"}
    assert asked(nodes, "first") == ["b1"]
    assert asked(nodes, "a2") == ["end"]


def test_nobody_has_chosen_until_somebody_is_chosen():
    (node,) = flow(nodes=[step("some", {"starter_picks": {}})]).nodes
    assert unpicked(node, asking())
    assert not unpicked(node, asking(picks={"some": ("heyan",)}))
    (joined,) = flow(nodes=[step("some", {"any_of": [{"person": "heyan"}, {"starter_picks": {}}]})]).nodes
    assert not unpicked(joined, asking())
