"""What is put right in the emulator when it starts."""

import json

import pytest
from ministack.core import iam_actions
from ministack.services import dynamodb

from cli.local import emulator

VERSION = "arn:aws:states:us-east-1:000000000000:stateMachine:xietong-local-flow-leave-request:3"
ALIAS = "arn:aws:states:us-east-1:000000000000:stateMachine:xietong-local-flow-leave-request:live"
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
