"""Two linters of the States Language over every compiled flow, and what each of them would see."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.flows import compiler, lint, service
from cli.checks import reference
from tests.support.flowing import ROOT

MACHINES = sorted((ROOT / "stepfunctions" / "asl").glob("*.asl.json"))
LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:xietong-prod-"
SUBSTITUTIONS = {"Partition": "aws"} | {
    name: LAMBDA + function for name, function in service.STEP_FUNCTIONS.items()
}
Break = Callable[[dict[str, Any]], Any]


def _rendered(text: str) -> dict[str, Any]:
    return json.loads(compiler.render(json.loads(text), SUBSTITUTIONS))


def _asl_validator(*machines: dict[str, Any]) -> list[list[str]]:
    return reference.ask("lint.mjs", machines)


def test_statelint_finds_nothing_in_any_machine():
    assert lint.available()
    assert MACHINES
    found = {path.name: lint.lint(_rendered(path.read_text("utf-8"))) for path in MACHINES}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_asl_validator_finds_nothing_in_any_machine():
    found = _asl_validator(*(_rendered(path.read_text("utf-8")) for path in MACHINES))
    assert dict(zip((path.name for path in MACHINES), found, strict=True)) == {
        path.name: [] for path in MACHINES
    }


def _sound() -> dict[str, Any]:
    end = {"Type": "Succeed"}
    way = {"StartAt": "a", "States": {"a": {"Type": "Pass", "End": True}}}
    other = {"StartAt": "b", "States": {"b": {"Type": "Pass", "End": True}}}
    return {
        "QueryLanguage": "JSONata",
        "StartAt": "first",
        "States": {
            "first": {
                "Type": "Choice",
                "Choices": [{"Condition": "{% $states.input.days > 3 %}", "Next": "both"}],
                "Default": "done",
            },
            "both": {"Type": "Parallel", "Branches": [way, other], "Next": "done"},
            "done": end,
        },
    }


def _same_name_twice(machine: dict[str, Any]) -> None:
    machine["States"]["both"]["Branches"][1] = copy.deepcopy(machine["States"]["both"]["Branches"][0])


def _next_to_nowhere(machine: dict[str, Any]) -> None:
    machine["States"]["both"]["Next"] = "nowhere"


def _no_end(machine: dict[str, Any]) -> None:
    machine["States"]["done"] = {"Type": "Pass"}


def _no_start(machine: dict[str, Any]) -> None:
    machine["StartAt"] = "nowhere"


def _unreachable(machine: dict[str, Any]) -> None:
    machine["States"]["alone"] = {"Type": "Pass", "Next": "done"}


def _path_of_the_other_language(machine: dict[str, Any]) -> None:
    machine["States"]["both"]["ResultPath"] = "$.x"


def _bad_jsonata(machine: dict[str, Any]) -> None:
    machine["States"]["first"]["Choices"][0]["Condition"] = "{% $states.input.days > %}"


def _catch_all_first(machine: dict[str, Any]) -> None:
    machine["States"]["both"]["Catch"] = [
        {"ErrorEquals": ["States.ALL"], "Next": "done"},
        {"ErrorEquals": ["Busy"], "Next": "done"},
    ]


STATELINT, ASL_VALIDATOR = {"statelint"}, {"asl-validator"}
BROKEN: tuple[tuple[Break, set[str]], ...] = (
    (_same_name_twice, STATELINT | ASL_VALIDATOR),
    (_next_to_nowhere, STATELINT | ASL_VALIDATOR),
    (_no_end, STATELINT | ASL_VALIDATOR),
    (_no_start, STATELINT | ASL_VALIDATOR),
    (_unreachable, STATELINT | ASL_VALIDATOR),
    (_path_of_the_other_language, STATELINT | ASL_VALIDATOR),
    (_bad_jsonata, ASL_VALIDATOR),
    (_catch_all_first, STATELINT),
)
"""What is broken, and which of the two sees it."""


def _findings(machine: dict[str, Any]) -> dict[str, list[str]]:
    return {"statelint": lint.lint(machine), "asl-validator": _asl_validator(machine)[0]}


def test_a_sound_machine_has_no_finding():
    assert _findings(_sound()) == {"statelint": [], "asl-validator": []}


@pytest.mark.parametrize(("break_it", "seen_by"), BROKEN, ids=lambda value: getattr(value, "__name__", ""))
def test_a_broken_machine_is_seen(break_it: Break, seen_by: set[str]):
    machine = _sound()
    break_it(machine)
    assert {name for name, problems in _findings(machine).items() if problems} == seen_by
