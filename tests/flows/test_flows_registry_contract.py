"""The step contract: our compiler keeps it, and a machine written by hand is held to it."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.flows import compiler, verify
from chalicelib.flows.step_contract import breaches, contract_problems
from tests.support.flowing import LEAVE, ROOT, approve, flow

VALID = sorted((ROOT / "tests" / "flows" / "valid").glob("*.flow.yaml"))
FLOW = flow(nodes=[approve("head"), {"cc": {"starter": True}, "key": "tell"}])
Machine = dict[str, Any]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_what_we_compile_keeps_the_contract(path):
    assert contract_problems(verify.read(path.read_text("utf-8"))) == []


def test_the_leave_request_keeps_the_contract():
    assert contract_problems(LEAVE) == []


def _drop(state: str, *path: str) -> Callable[[Machine], None]:
    def change(machine: Machine) -> None:
        where = machine["States"][state]
        for word in path[:-1]:
            where = where[word]
        del where[path[-1]]

    return change


def _say(state: str, value: Any, *path: str) -> Callable[[Machine], None]:
    def change(machine: Machine) -> None:
        where = machine["States"][state]
        for word in path[:-1]:
            where = where[word]
        where[path[-1]] = value

    return change


WRONG: list[tuple[str, Callable[[Machine], Any]]] = [
    ("F110", lambda machine: machine.update(StartAt="head")),
    ("F110", lambda machine: machine.update(QueryLanguage="JSONPath")),
    ("F110", _say("close", "${RunEffect}", "Arguments", "FunctionName")),
    ("F111", _say("tell", "arn:${Partition}:states:::sqs:sendMessage", "Resource")),
    ("F111", _say("tell", "arn:aws:lambda:eu-west-1:1:function:other", "Arguments", "FunctionName")),
    ("F112", _say("head", "arn:${Partition}:states:::lambda:invoke", "Resource")),
    ("F112", _say("tell", "arn:${Partition}:states:::lambda:invoke.waitForTaskToken", "Resource")),
    ("F113", _drop("head", "TimeoutSeconds")),
    ("F114", _drop("tell", "Retry")),
    ("F115", _drop("head", "Catch")),
    ("F116", _drop("head", "Arguments", "Payload", "token")),
    ("F116", _drop("tell", "Arguments", "Payload", "scope")),
    ("F116", _drop("close", "Arguments", "Payload", "outcome")),
    ("F116", _say("head", "{% $now() %}", "Arguments", "Payload", "entered")),
    ("F117", _say("head", "nobody", "Arguments", "Payload", "node")),
    ("F118", _say("tell", "nowhere", "Next")),
    ("F118", _say("tell", "${Secret}", "Comment")),
]


@pytest.mark.parametrize(("problem", "change"), WRONG)
def test_each_breach_is_found(problem: str, change: Callable[[Machine], Any]):
    machine = copy.deepcopy(compiler.compile_flow(FLOW))
    assert breaches(FLOW, machine) == []
    change(machine)
    assert problem in {found.id for found in breaches(FLOW, machine)}


def test_a_machine_of_ones_own_runs_in_place_of_the_compiled_one():
    own = compiler.compile_flow(FLOW) | {"Comment": "by hand"}
    written = FLOW.model_copy(update={"asl": own})
    assert compiler.compile_flow(written)["Comment"] == "by hand"
    assert contract_problems(written) == []
