"""What is put right in the emulator when it starts."""

import json

import pytest
from ministack.core import iam_actions

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
