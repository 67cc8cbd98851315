"""The compiler: what the machine does is what the path said it would do."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.flows import verify
from chalicelib.flows.compiler import CLOSE, RESERVED, compile_flow
from chalicelib.flows.interpreter import Execution
from chalicelib.flows.model import Flow
from chalicelib.flows.path import path
from chalicelib.flows.service import asl_text
from chalicelib.flows.step_contract import breaches, contract_problems
from tests.support.flowing import LEAVE, LEAVE_SOURCE, approve, flow

START = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)


def _run(definition: dict[str, Any], routing: dict[str, Any]) -> list[str]:
    """The nodes a machine works at when everybody approves, from its start to its end."""
    payload = {"request": "r1", "run": 1, "routing": routing, "incomplete": False}
    execution = Execution(definition, payload, "r1-1", START)
    execution.start()
    worked = []
    while works := execution.pending():
        work = works[0]
        said = work.arguments["Payload"]
        if "outcome" in said:
            assert said["outcome"] == "approved"
        else:
            worked.append(said["node"])
        if work.waits:
            execution.invoked(work.id)
            execution.token_succeed(work.token, {"routing": routing}, START)
        else:
            answer = {"scope": f"{said.get('node')}.1", "routing": routing}
            execution.succeed(work.id, answer, START)
    assert execution.status == "SUCCEEDED"
    return worked


def _told(definition: Flow, routing: dict[str, Any]) -> list[str]:
    return [node.key for node, entered, _ in path(definition, routing) if entered]


def _agree(definition: Flow, routing: dict[str, Any]) -> None:
    assert _run(compile_flow(definition), routing) == _told(definition, routing)


LEAVE_ROUTING = st.fixed_dictionaries(
    {},
    optional={
        "days": st.sampled_from([0, 0.5, 1, 3, 3.5, 7, 7.5, 30]),
        "kind": st.sampled_from(list(LEAVE.form["kind"].options)),
        "needs_balance": st.booleans(),
        "out_of_town": st.booleans(),
        "starter": st.fixed_dictionaries({"is_dept_head": st.booleans()}),
    },
)


@given(LEAVE_ROUTING)
def test_a_leave_request_goes_the_way_it_was_told(routing: dict):
    _agree(LEAVE, routing)


@pytest.mark.parametrize(
    ("routing", "way"),
    [
        ({"days": 1, "kind": "annual", "needs_balance": True}, ["agent", "head", "charge", "tell"]),
        ({"days": 3, "kind": "sick"}, ["agent", "head", "evidence_check", "tell"]),
        ({"days": 3.5, "kind": "annual"}, ["agent", "head", "leader", "tell"]),
        ({"days": 7, "kind": "annual"}, ["agent", "head", "leader", "tell"]),
        ({"days": 7.5, "kind": "annual"}, ["agent", "head", "leader", "president", "tell"]),
        (
            {"days": 1, "kind": "annual", "starter": {"is_dept_head": True}, "out_of_town": True},
            ["agent", "head", "leader", "president", "tell"],
        ),
        (
            {"days": 1, "kind": "annual", "starter": {"is_dept_head": True}, "out_of_town": False},
            ["agent", "head", "leader", "tell"],
        ),
    ],
)
def test_a_leave_request_takes_the_way_of_the_catalogue(routing: dict, way: list[str]):
    assert _run(compile_flow(LEAVE), routing) == way


CONDITIONS = st.sampled_from(
    [
        "days > 3",
        "days <= 3",
        'kind = "a"',
        'kind in ["a", "b"]',
        "$not(big)",
        "big",
        "big and days > 1",
        "days > 3 or starter.is_dept_head",
        "missing > 1",
        "missing",
        "kind",
        "days",
        "$exists(days)",
        "true",
        "false",
    ]
)
FIELDS = {
    "days": {"label": "天数", "type": "number"},
    "kind": {"label": "类别", "type": "text"},
    "big": {"label": "大", "type": "boolean"},
}


@st.composite
def _nodes(draw: st.DrawFn, counter: list[int], depth: int = 0) -> list[dict[str, Any]]:
    found = []
    for _ in range(draw(st.integers(0 if depth else 1, 3))):
        counter[0] += 1
        key, when = f"n{counter[0]}", draw(st.none() | CONDITIONS)
        kind = draw(st.sampled_from(["approve", "handle", "record", "cc"] + ["branch"] * (depth < 3) * 2))
        rule = {"head_of": "starter.department"}
        common = {"name": key} | ({"when": when} if when else {})
        if kind == "branch":
            arms = [
                {"when": draw(CONDITIONS), "nodes": draw(_nodes(counter, depth + 1))}
                for _ in range(draw(st.integers(1, 3)))
            ]
            found.append(
                {"branch": [*arms, {"otherwise": draw(_nodes(counter, depth + 1))}], "key": key, "name": key}
            )
        elif kind == "record":
            effect = {"library": "x", "action": "hold", "account": "kind", "amount": "days"}
            found.append({"record": effect, "key": key} | common)
        elif kind == "cc":
            found.append({"cc": rule, "key": key, "message": "好"} | common)
        else:
            found.append({kind: key, "approvers": rule} | common)
    return found


@st.composite
def _flows(draw: st.DrawFn) -> Flow:
    return flow(FIELDS, nodes=[*draw(_nodes([0])), approve("last")])


ROUTING = st.fixed_dictionaries(
    {},
    optional={
        "days": st.sampled_from([0, 1, 2, 3, 4, 0.5]),
        "kind": st.sampled_from(["a", "b", "c", ""]),
        "big": st.booleans(),
        "starter": st.fixed_dictionaries({"is_dept_head": st.booleans()}),
    },
)


@given(_flows(), st.lists(ROUTING, min_size=1, max_size=4))
def test_any_flow_goes_the_way_it_was_told(definition: Flow, several: list[dict]):
    for routing in several:
        _agree(definition, routing)


@given(_flows())
def test_every_node_is_one_state_and_every_state_has_somewhere_to_go(definition: Flow):
    states = compile_flow(definition)["States"]
    assert {node.key for node in definition.walk()} <= set(states)
    for state in states.values():
        targets = [state[k] for k in ("Next", "Default") if k in state]
        targets += [part["Next"] for k in ("Catch", "Choices") for part in state.get(k, ())]
        assert set(targets) <= set(states)
        assert targets or state.get("End")


@given(_flows())
def test_the_same_text_compiles_to_the_same_bytes(definition: Flow):
    again = Flow.model_validate(json.loads(definition.model_dump_json(exclude_defaults=True)))
    assert asl_text(compile_flow(again)) == asl_text(compile_flow(definition))


def test_the_order_of_states_is_the_order_of_the_text():
    names = list(compile_flow(LEAVE)["States"])
    people = [name for name in names if LEAVE.node(name)]
    assert people == [node.key for node in LEAVE.walk()]
    assert names[0] == "begin"
    assert names[-1] == CLOSE


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_compiler_are_no_keys(word: str):
    found = verify.verify(flow(nodes=[approve(word)]))
    assert [problem.id for problem in found] == ["F011"]


def _errors(state: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error, catch["Next"]) for catch in state.get("Catch", ()) for error in catch["ErrorEquals"]]


def test_a_node_that_may_not_return_has_no_way_back_of_its_own():
    states = compile_flow(flow(nodes=[approve("head", may=["reject"])]))["States"]
    assert ("ReturnedTo.revise", "revise") not in _errors(states["head"])


def test_a_node_that_returns_to_named_nodes_leads_to_the_starter_only_where_they_are_named():
    nodes = [
        approve("first"),
        approve("head", return_to=["first"]),
        approve("last", return_to=["revise", "first"]),
    ]
    states = compile_flow(flow(nodes=nodes))["States"]
    assert ("ReturnedTo.revise", "revise") not in _errors(states["head"])
    assert ("ReturnedTo.revise", "revise") in _errors(states["last"])


def test_a_result_that_returns_to_the_starter_has_a_way_back():
    result = {"when": "days > 3", "return_to": "revise"}
    states = compile_flow(flow(nodes=[approve("head", may=[], results=[result])]))["States"]
    assert ("ReturnedTo.revise", "revise") in _errors(states["head"])


def test_a_returned_request_begins_again_where_the_flow_begins():
    states = compile_flow(LEAVE)["States"]
    returning = {name for name, state in states.items() if ("ReturnedTo.revise", "revise") in _errors(state)}
    assert returning == {"agent", "head", "evidence_check", "leader", "president"}
    assert states["revise"]["Next"] == "agent"


def test_every_bad_end_carries_its_name_to_the_close():
    for name, state in compile_flow(LEAVE)["States"].items():
        for catch in state.get("Catch", ()):
            assert catch["Assign"]["outcome"] == "{% $states.errorOutput.Error %}", name
        ends = {end for error, end in _errors(state) if error in {"Rejected", "Withdrawn", "Ended"}}
        assert ends <= {CLOSE}


def test_a_wait_that_was_too_long_waits_again_at_the_same_visit():
    for name, state in compile_flow(LEAVE)["States"].items():
        if "Catch" in state:
            assert state["Retry"][0]["ErrorEquals"] == ["States.Timeout"], name
            assert state["Retry"][0]["MaxAttempts"] * state["TimeoutSeconds"] > 366 * 24 * 3600, name


FORK = {
    "parallel": [[approve("left", may=["return"])], [approve("right", sign="all")]],
    "key": "both",
    "name": "并行",
}


def test_a_way_of_a_fork_keeps_variables_of_its_own():
    definition = flow(nodes=[FORK, approve("last")])
    assert contract_problems(definition) == []
    ways = compile_flow(definition)["States"]["both_ways"]["Branches"]
    assigned = [
        {name for state in way["States"].values() for name in state.get("Assign", ())} for way in ways
    ]
    assert assigned == [{f"{name}_both_{n}" for name in ("routing", "outcome", "cause")} for n in (1, 2)]


def test_a_variable_of_the_scope_around_is_refused_inside():
    machine = compile_flow(flow(nodes=[FORK]))
    machine["States"]["both_ways"]["Branches"][0]["States"]["left"]["Assign"] = {"routing": "{% 1 %}"}
    found = breaches(flow(nodes=[FORK]), machine)
    assert {(problem.id, problem.place) for problem in found} == {("F119", "asl.States.both_ways.Branches.0")}


def test_the_shipped_text_and_its_definition_are_one():
    assert verify.read(LEAVE_SOURCE) == LEAVE
