"""What every state machine owes the step functions, compiled or written by hand. Pure but for statelint.

Replay, returns and the audit chain rest on it: docs/architecture.md, "How one approval runs".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.flows import asl as language
from chalicelib.flows import compiler, lint
from chalicelib.flows.model import REVISE, Flow
from chalicelib.flows.verify import Problem

INVOKE = "arn:${Partition}:states:::lambda:invoke"
WAITING = f"{INVOKE}.waitForTaskToken"
FUNCTIONS = frozenset({"${OpenNode}", "${RunEffect}", "${CloseRequest}"})
OPEN_NODE, CLOSE_REQUEST = "${OpenNode}", "${CloseRequest}"
FIXED = {
    "request": "{% $request %}",
    "run": "{% $run %}",
    "entered": "{% $states.context.State.EnteredTime %}",
    "token": "{% $states.context.Task.Token %}",
}
"""Parts of the payload that say one thing only; another value would break the replay."""
PARTITION = "aws"
STAND_INS = {
    "Partition": PARTITION,
    **{
        name.strip("${}"): f"arn:{PARTITION}:lambda:eu-west-1:123456789012:function:{name.strip('${}')}"
        for name in FUNCTIONS
    },
}
State = Mapping[str, Any]


def contract_problems(flow: Flow) -> list[Problem]:
    """Every breach of the contract in the machine of a flow (F110 to F119)."""
    return breaches(flow, compiler.compile_flow(flow))


def breaches(flow: Flow, machine: Mapping[str, Any]) -> list[Problem]:
    """The same of any machine that is to run for a flow."""
    return [
        *_frame(machine),
        *_wholeness(machine),
        *(problem for place, state in _tasks(machine, "asl") for problem in _task(place, state)),
        *_nodes(flow, machine),
        *_shadowed(machine, "asl", frozenset()),
        *_linted(machine),
    ]


def _frame(machine: Mapping[str, Any]) -> Iterator[Problem]:
    states = machine.get("States", {})
    if machine.get("QueryLanguage") != "JSONata":
        yield Problem("F110", "asl", "the machine is not written in JSONata", "QueryLanguage: JSONata")
    if machine.get("StartAt") != language.BEGIN or language.BEGIN not in states:
        yield Problem("F110", "asl.StartAt", "the machine does not start at `begin`", "StartAt: begin")
    if _function(states.get(language.CLOSE, {})) != CLOSE_REQUEST:
        yield Problem("F110", "asl.States.close", "there is no `close` that calls ${CloseRequest}", "add it")


def _task(place: str, state: State) -> Iterator[Problem]:
    function, resource = _function(state), state.get("Resource")
    if resource not in {INVOKE, WAITING} or function not in FUNCTIONS:
        yield Problem("F111", place, "calls something other than our three functions", "${OpenNode}")
        return
    if (function == OPEN_NODE) != (resource == WAITING):
        yield Problem("F112", place, "only ${OpenNode} waits, and it always does", "waitForTaskToken")
    if not isinstance(state.get("TimeoutSeconds"), int):
        yield Problem("F113", place, "has no TimeoutSeconds: it could wait for ever", "add it")
    if not state.get("Retry"):
        yield Problem("F114", place, "has no Retry: one hiccup ends the request", "add it")
    if function == OPEN_NODE and not _catches_all(state):
        yield Problem("F115", place, "does not catch States.ALL: a return ends the request", "add Catch")
    yield from _payload(place, function, _said(state))


def _payload(place: str, function: str, said: State) -> Iterator[Problem]:
    wanted = ["request", "run"]
    wanted += ["outcome"] if function == CLOSE_REQUEST else ["node", "entered", "scope"]
    wanted += ["token"] if function == OPEN_NODE else []
    for part in wanted:
        if part not in said:
            yield Problem("F116", f"{place}.Arguments.Payload", f"does not carry `{part}`", "add it")
        elif part in FIXED and said[part] != FIXED[part]:
            yield Problem("F116", f"{place}.Arguments.Payload.{part}", f"must be {FIXED[part]}", "correct it")


def _nodes(flow: Flow, machine: Mapping[str, Any]) -> Iterator[Problem]:
    """The nodes that states name are those of the flow, and each node of people has its state."""
    known = {node.key for node in flow.walk()} | {REVISE} | {f"{fork.key}_join" for fork in flow.forks()}
    named = {}
    for place, state in _tasks(machine, "asl"):
        if _function(state) != CLOSE_REQUEST and "node" in _said(state):
            named[_said(state)["node"]] = place
    for node, place in named.items():
        if node not in known:
            yield Problem("F117", place, f"there is no node {node!r}", "add it to `nodes`")
    for person in flow.person_nodes():
        if person.key not in named:
            yield Problem("F117", f"nodes.{person.key}", "no state opens this node", "add one, or drop it")


def _wholeness(machine: Mapping[str, Any], place: str = "asl") -> Iterator[Problem]:
    """Every edge leads to a state of the same level."""
    states = machine.get("States", {})
    for name, state in states.items():
        for end in _ends(state):
            if end not in states:
                yield Problem("F118", f"{place}.States.{name}", f"leads to {end!r}, which is no state", "")
        for number, branch in enumerate(state.get("Branches", ())):
            yield from _wholeness(branch, f"{place}.States.{name}.Branches.{number}")


def _shadowed(machine: Mapping[str, Any], place: str, around: frozenset[str]) -> Iterator[Problem]:
    """AWS refuses a variable that is assigned in a scope and in one around it; no linter says so."""
    states = machine.get("States", {})
    assigned = frozenset(name for state in states.values() for name in _assigned(state))
    for name in sorted(assigned & around):
        yield Problem("F119", place, f"${name} is assigned here and around it", "give it another name here")
    for key, state in states.items():
        for number, branch in enumerate(state.get("Branches", ())):
            yield from _shadowed(branch, f"{place}.States.{key}.Branches.{number}", around | assigned)


def _assigned(state: State) -> Iterator[str]:
    for part in (state, *state.get("Choices", ()), *state.get("Catch", ())):
        yield from part.get("Assign", ())


def _ends(state: State) -> Iterator[str]:
    yield from (state[word] for word in ("Next", "Default") if word in state)
    for word in ("Choices", "Catch"):
        yield from (way["Next"] for way in state.get(word, ()) if "Next" in way)


def _linted(machine: Mapping[str, Any]) -> Iterator[Problem]:
    """What statelint says, where it is installed (not in Lambda)."""
    try:
        rendered = compiler.render(machine, STAND_INS)
    except ValueError as error:
        yield Problem("F118", "asl", str(error), "only ${Partition} and the three functions")
        return
    for sentence in lint.lint(json.loads(rendered)):
        yield Problem("F118", "asl", sentence, "")


def _tasks(machine: Mapping[str, Any], place: str) -> Iterator[tuple[str, State]]:
    for name, state in machine.get("States", {}).items():
        here = f"{place}.States.{name}"
        if state.get("Type") == "Task":
            yield here, state
        for number, branch in enumerate(state.get("Branches", ())):
            yield from _tasks(branch, f"{here}.Branches.{number}")


def _function(state: State) -> str:
    return str((state.get("Arguments") or {}).get("FunctionName", ""))


def _said(state: State) -> State:
    said = (state.get("Arguments") or {}).get("Payload")
    return said if isinstance(said, dict) else {}


def _catches_all(state: State) -> bool:
    return any("States.ALL" in catch.get("ErrorEquals", ()) for catch in state.get("Catch", ()))
