"""Whether a running request can go on in another version: the log replayed through its machine."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.approvals import replaying
from chalicelib.approvals.acting import act
from chalicelib.approvals.rehearsal import Rehearsal
from chalicelib.approvals.shelf import Shelf
from chalicelib.approvals.world import World
from chalicelib.directory import service as directory_service
from chalicelib.flows.cases import Step
from chalicelib.flows.model import Flow
from chalicelib.platform import clock
from cli.local.cases import demo_directory
from tests.support.flowing import flow

NOON = clock.from_text("2026-11-23T04:00:00.000Z")
DAYS = {"days": {"label": "天数", "type": "number"}}
Nodes = list[dict[str, Any]]


def node(key: str, *people: str, **more: Any) -> dict[str, Any]:
    who = {"any_of": [{"person": one} for one in people]}
    return {"approve": key, "name": key, "approvers": who, "duplicate": "never", **more}


def fork(*ways: Nodes) -> dict[str, Any]:
    return {"parallel": list(ways), "key": "both", "name": "both"}


BEFORE = [
    node("first", "chenjing"),
    fork([node("left", "wangfang", "zhoumin", sign="all")], [node("right", "zhaogang")]),
    node("last", "sunwei"),
]


def running(nodes: Nodes, *steps: tuple[str, str, str]) -> Rehearsal:
    """A request of such a flow in which these people have done these things."""
    directory = demo_directory()
    starter = directory.people["liming"]
    rehearsal = Rehearsal(flow(DAYS, nodes=nodes), World(directory, starter, NOON, Shelf("liming")))
    rehearsal.submit({"days": 2})
    for at, by, do in steps:
        act(rehearsal, Step(at=at, by=by, do=do, comment="x"))
    return rehearsal


def obstacle(rehearsal: Rehearsal, new: Flow) -> str:
    starter = directory_service.starter_facts(rehearsal.world.starter, rehearsal.world.directory)
    found = replaying.obstacle(rehearsal.state, rehearsal.flow, new, starter)
    return found.code if found else ""


HALF = (("first", "chenjing", "approve"), ("left", "wangfang", "approve"))


def _as_it_is(nodes: Nodes) -> Nodes:
    return nodes


def _node_added_after(nodes: Nodes) -> Nodes:
    return [*nodes, node("archive", "mayan")]


def _node_added_before(nodes: Nodes) -> Nodes:
    return [node("zero", "mayan"), *nodes]


def _node_dropped_behind(nodes: Nodes) -> Nodes:
    return nodes[:-1]


def _node_dropped_where_it_stands(nodes: Nodes) -> Nodes:
    return [nodes[0], fork([node("left", "wangfang")], [node("other", "mayan")]), nodes[2]]


def _way_added(nodes: Nodes) -> Nodes:
    return [nodes[0], {**nodes[1], "parallel": [*nodes[1]["parallel"], [node("third", "mayan")]]}, nodes[2]]


def _fork_dissolved(nodes: Nodes) -> Nodes:
    return [nodes[0], node("left", "wangfang"), node("right", "zhaogang"), nodes[2]]


def _record_before(nodes: Nodes) -> Nodes:
    effect = {"library": "x", "action": "hold", "account": '"a"', "amount": "days"}
    return [nodes[0], {"record": effect, "key": "note", "name": "note"}, *nodes[1:]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_as_it_is, ""),
        (_node_added_after, ""),
        (_node_dropped_behind, ""),
        (_node_added_before, "elsewhere"),
        (_node_dropped_where_it_stands, "elsewhere"),
        (_way_added, "elsewhere"),
        (_fork_dissolved, "elsewhere"),
        (_record_before, "elsewhere"),
    ],
)
def test_a_request_moves_where_it_would_stand_at_the_same_people(change: Callable[[Nodes], Nodes], code: str):
    assert obstacle(running(BEFORE, *HALF), flow(DAYS, nodes=change(BEFORE))) == code


def test_a_node_that_is_gone_is_named_and_so_is_a_form_that_does_not_fit():
    at_first = running(BEFORE)
    assert obstacle(at_first, flow(DAYS, nodes=[node("last", "sunwei")])) == "elsewhere"
    asked = {**DAYS, "why": {"label": "事由", "type": "text", "required": True}}
    assert obstacle(at_first, flow(asked, nodes=BEFORE)) == "field_missing"
    where = {**DAYS, "why": {"label": "事由", "type": "text", "required": "days > 1"}}
    assert obstacle(at_first, flow(where, nodes=BEFORE)) == "field_missing"
    later = {**DAYS, "why": {"label": "事由", "type": "text", "later": True}}
    assert obstacle(at_first, flow(later, nodes=BEFORE)) == ""
    assert (
        obstacle(at_first, flow({"days": {"label": "天数", "type": "text"}}, nodes=BEFORE)) == "field_changed"
    )


def test_returns_and_rounds_of_before_are_gone_through_again():
    rounds = (*HALF, ("right", "zhaogang", "return"), ("revise", "liming", "resubmit"), *HALF)
    assert obstacle(running(BEFORE, *rounds), flow(DAYS, nodes=_node_added_after(BEFORE))) == ""


def test_a_condition_the_old_version_did_not_know_looks_at_the_form():
    before = [node("first", "chenjing"), node("last", "sunwei")]
    long = flow(DAYS, nodes=[before[0], node("long", "mayan", when="days > 3"), before[1]])
    at_last = running(before, ("first", "chenjing", "approve"))
    assert obstacle(at_last, long) == ""
    short = flow(DAYS, nodes=[before[0], node("short", "mayan", when="days < 3"), before[1]])
    assert obstacle(at_last, short) == "elsewhere"
    completed = replaying.rerouted(at_last.state, long, {})
    assert completed.request.routing == {"days": 2}
    assert [v.outcome.routing for v in completed.visits if v.outcome] == [{"days": 2}]
    assert len(replaying.changed_visits(at_last.state, completed)) == 1


def test_between_two_nodes_nobody_is_moved():
    rehearsal = running(BEFORE)
    closed = rehearsal.state.visits[0]
    state = replaying.rerouted(rehearsal.state, rehearsal.flow, {})
    assert closed.open
    act(rehearsal, Step(by="liming", do="withdraw"))
    assert not rehearsal.state.open_visits()
    found = replaying.obstacle(rehearsal.state, rehearsal.flow, rehearsal.flow, {})
    assert found is not None
    assert found.code == "in_transit"
    assert state.request.run == 1
