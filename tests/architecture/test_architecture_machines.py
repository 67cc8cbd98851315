"""Compiled flows: what is committed is what the compiler writes, every wait has a bound, and a linter agrees."""

import json
from pathlib import Path
from typing import Any

import pytest
from statelint.linter import Linter

from chalicelib.flows import compiler, service, verify
from chalicelib.flows.compiler import CLOSE, compile_flow
from tests.support.code import ROOT

FLOWS = sorted((ROOT / "stepfunctions").rglob("*.flow.yaml"))
MACHINES = sorted((ROOT / "stepfunctions" / "asl").glob("*.asl.json"))
ARN = "arn:aws-cn:lambda:cn-north-1:123456789012:function:xietong-prod-"
SUBSTITUTIONS = {"Partition": "aws-cn"} | {
    name: ARN + function for name, function in service.STEP_FUNCTIONS.items()
}
EACH = pytest.mark.parametrize("machine", MACHINES, ids=lambda path: path.stem)


def _waiting(definition: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: state
        for name, state in definition["States"].items()
        if str(state.get("Resource", "")).endswith(".waitForTaskToken")
    }


def _tasks(definition: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: state for name, state in definition["States"].items() if state["Type"] == "Task"}


def test_every_flow_has_its_machine_and_every_machine_its_flow():
    names = {path.name.removesuffix(".flow.yaml") for path in FLOWS}
    assert names == {path.name.removesuffix(".asl.json") for path in MACHINES}
    assert "leave-request" in names


@pytest.mark.parametrize("flow", FLOWS, ids=lambda path: path.stem)
def test_the_committed_machine_is_what_the_compiler_writes(flow: Path):
    wanted = service.asl_text(compile_flow(verify.read(flow.read_text("utf-8"))))
    committed = ROOT / "stepfunctions" / "asl" / flow.name.replace(".flow.yaml", ".asl.json")
    assert committed.read_text("utf-8") == wanted


@EACH
def test_every_wait_has_a_bound_a_retry_and_a_last_resort(machine: Path):
    waiting = _waiting(json.loads(machine.read_text("utf-8")))
    assert waiting
    for name, state in waiting.items():
        assert 0 < state["TimeoutSeconds"] <= 31 * 24 * 3600, name
        assert any("Lambda.ServiceException" in retry["ErrorEquals"] for retry in state["Retry"]), name
        assert state["Retry"][0]["ErrorEquals"] == ["States.Timeout"], "the same visit waits again"
        errors = [catch["ErrorEquals"] for catch in state["Catch"]]
        assert errors[-1] == ["States.ALL"], name
        assert sum("States.ALL" in names for names in errors) == 1, name


@EACH
def test_every_task_has_a_bound_and_a_retry(machine: Path):
    for name, state in _tasks(json.loads(machine.read_text("utf-8"))).items():
        assert state["TimeoutSeconds"] > 0, name
        assert state["Retry"][0]["MaxAttempts"] >= 3, name


@EACH
def test_every_wait_hands_over_its_token_and_every_step_says_which_entry_it_is(machine: Path):
    definition = json.loads(machine.read_text("utf-8"))
    for name, state in _waiting(definition).items():
        payload = state["Arguments"]["Payload"]
        assert payload["token"] == "{% $states.context.Task.Token %}", name
        assert payload["node"] == name
        assert payload["entered"] == "{% $states.context.State.EnteredTime %}"
    for name, state in _tasks(definition).items():
        expected = {"request", "run", "outcome"} if name == CLOSE else {"request", "run", "node", "entered"}
        assert expected <= set(state["Arguments"]["Payload"]), name


@EACH
def test_every_state_is_reached_and_every_way_ends_at_close(machine: Path):
    definition = json.loads(machine.read_text("utf-8"))
    states = definition["States"]
    ways = {name: _next(state) for name, state in states.items()}
    assert {target for targets in ways.values() for target in targets} <= set(states)
    reached, todo = set(), [definition["StartAt"]]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += ways[name]
    assert reached == set(states)
    assert [name for name, state in states.items() if state.get("End")] == [CLOSE]


def _next(state: dict[str, Any]) -> list[str]:
    found = [state[key] for key in ("Next", "Default") if key in state]
    return found + [part["Next"] for key in ("Catch", "Choices") for part in state.get(key, ())]


@EACH
def test_the_machine_carries_nothing_of_a_person(machine: Path):
    text = machine.read_text("utf-8")
    assert "starter.name" not in text
    assert "userid" not in text


@EACH
def test_no_machine_names_a_partition_an_account_or_a_region(machine: Path):
    text = machine.read_text("utf-8")
    assert "arn:aws" not in text
    assert text.count("arn:") == text.count("arn:${Partition}:")


@EACH
def test_the_linter_of_the_states_language_finds_nothing(machine: Path):
    rendered = compiler.render(json.loads(machine.read_text("utf-8")), SUBSTITUTIONS)
    assert Linter.validate(json.loads(rendered)) == []


def test_the_linter_would_find_a_missing_state():
    definition = json.loads(compiler.render(json.loads(MACHINES[0].read_text("utf-8")), SUBSTITUTIONS))
    del definition["States"][CLOSE]
    assert any(CLOSE in problem for problem in Linter.validate(definition))


def test_rendering_refuses_a_placeholder_without_a_value():
    definition = json.loads(MACHINES[0].read_text("utf-8"))
    with pytest.raises(ValueError, match="CloseRequest"):
        compiler.render(definition, {k: v for k, v in SUBSTITUTIONS.items() if k != "CloseRequest"})
