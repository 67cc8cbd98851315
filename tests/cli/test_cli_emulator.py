"""What is put right in the emulator when it starts."""

import json
import threading

import pytest
from ministack.core import iam_actions
from ministack.services import dynamodb, stepfunctions

from cli.local import emulator

VERSION = "arn:aws:states:us-east-1:000000000000:stateMachine:xietong-local-flow-leave-request:3"
ALIAS = "arn:aws:states:us-east-1:000000000000:stateMachine:xietong-local-flow-leave-request:live"
WAITS = "arn:aws:states:::lambda:invoke.waitForTaskToken"
VALUES = {"name": lambda context: context["State"]["Name"], "token": lambda context: context["Task"]["Token"]}
ROUTE = [{"stateMachineVersionArn": VERSION, "weight": 100}]


@pytest.mark.parametrize(
    "asked",
    [
        {"stateMachineAliasArn": ALIAS, "routingConfiguration": ROUTE},
        {"name": "live", "routingConfiguration": ROUTE},
    ],
    ids=["changed", "made"],
)
def test_a_call_about_an_alias_is_judged_by_the_machine_it_belongs_to(monkeypatch, asked):
    def resource() -> str:
        body = json.dumps(asked).encode()
        return iam_actions.extract_resource_arn(
            "states", "POST", "/", {}, body, {}, "us-east-1", "000000000000"
        )

    monkeypatch.setattr(iam_actions, "extract_resource_arn", iam_actions.extract_resource_arn)
    assert resource() != ALIAS, "ministack tells it by itself now: emulator.knows_aliases can go"
    emulator.knows_aliases()
    assert resource() == ALIAS


def test_the_text_of_a_condition_is_looked_at_once_for_all_items_and_judged_as_ever(monkeypatch):
    looked_at, look = [], dynamodb._condition_syntax_error

    def noted(*told: str) -> str | None:
        looked_at.append(told)
        return look(*told)

    def holds(text: str, number: str) -> bool:
        item, values = {"amount": {"N": number}}, {":most": {"N": "2"}}
        return dynamodb._evaluate_condition(text, item, values, {})

    monkeypatch.setattr(dynamodb, "_condition_syntax_error", noted)
    emulator.reads_conditions_once()
    assert [holds("amount < :most", number) for number in "123"] == [True, False, False]
    assert len(looked_at) == 1
    for _ in range(2):
        with pytest.raises(ValueError, match="Syntax error"):
            holds("amount < < :most", "1")


def test_a_branch_changes_nothing_of_its_fork_s_context_but_variables(monkeypatch):
    variables: dict[str, str] = {}

    def after_a_branch() -> dict:
        context = {"State": {"Name": "fork"}, "Task": {"Token": "outer"}, "variables": variables}
        states = {"in": {"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"seen": "yes"}, "End": True}}
        stepfunctions._run_sub_machine(states, "in", {}, {}, context)
        return context

    monkeypatch.setattr(stepfunctions, "_run_sub_machine", stepfunctions._run_sub_machine)
    assert after_a_branch()["State"]["Name"] == "in", "ministack keeps them apart: this patch can go"
    emulator.keeps_branches_apart()
    assert after_a_branch()["State"]["Name"] == "fork"
    assert variables == {"seen": "yes"}


def test_branches_that_arrive_together_wait_under_tokens_of_their_own(monkeypatch):
    both, tokens = threading.Barrier(2), []

    def waits(resource: str, given: dict, token: str, state: dict) -> str:
        both.wait(10)
        tokens.append((given["name"], given["token"], token))
        return "{}"

    def branch(name: str) -> dict:
        task = {"Type": "Task", "Resource": WAITS, "QueryLanguage": "JSONata", "End": True}
        return {"StartAt": name, "States": {name: task}}

    def met(state: dict, given: dict, context: dict) -> dict:
        both.wait(10)
        return {name: value(context) for name, value in VALUES.items()}

    monkeypatch.setattr(stepfunctions, "_run_sub_machine", stepfunctions._run_sub_machine)
    monkeypatch.setattr(stepfunctions, "_invoke_with_callback", waits)
    monkeypatch.setattr(stepfunctions, "_apply_jsonata_arguments", met)
    emulator.keeps_branches_apart()
    context = {"State": {"Name": "fork"}, "variables": {}}
    fork = {"Branches": [branch("left"), branch("right")]}
    stepfunctions._run_parallel_branches(fork, {}, {"events": []}, context)
    assert {name for name, _, _ in tokens} == {"left", "right"}
    assert all(given == token for _, given, token in tokens)
    assert len({token for _, _, token in tokens}) == 2
