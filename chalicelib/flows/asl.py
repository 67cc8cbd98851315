"""The states a compiled flow is made of, as Amazon States Language (JSONata). Pure.

`${...}` are substituted on publishing: the partition, and the ARNs of the step functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.flows.model import REVISE

WAIT_SECONDS = 30 * 24 * 3600
"""A wait is begun anew after 30 days at the latest: none is without a bound (reliability F6, F7)."""
BEGIN, CLOSE, ROUTE = "begin", "close", "route"
ENDS = ("Rejected", "Withdrawn", "Ended")
State = dict[str, Any]

_LAMBDA_FAILED = {
    "ErrorEquals": [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
        "BusyError",
    ],
    "IntervalSeconds": 1,
    "MaxAttempts": 6,
    "BackoffRate": 2.0,
    "MaxDelaySeconds": 60,
}
_WAITED_TOO_LONG = {
    "ErrorEquals": ["States.Timeout"],
    "IntervalSeconds": 1,
    "MaxAttempts": 99,
    "BackoffRate": 1.0,
}
"""The wait's own bound is over and nobody decided: the same visit waits again, under a new token."""


def begin(first: str) -> State:
    """Takes the input; a request whose form is not complete yet goes to its starter before the first node."""
    taken = {
        "request": "{% $states.input.request %}",
        "run": "{% $states.input.run %}",
        "routing": "{% $states.input.routing %}",
        "outcome": "approved",
        "cause": "",
    }
    incomplete = {
        "Condition": "{% ($states.input.incomplete) = true %}",
        "Assign": taken,
        "Next": REVISE,
    }
    return {"Type": "Choice", "Choices": [incomplete], "Assign": taken, "Default": first}


def waiting(key: str, scope: str, after: str, catch: list[State]) -> State:
    """Opens a node and waits for its one token."""
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke.waitForTaskToken",
        "TimeoutSeconds": WAIT_SECONDS,
        "Arguments": {
            "FunctionName": "${OpenNode}",
            "Payload": _payload(key, scope) | {"token": "{% $states.context.Task.Token %}"},
        },
        "Retry": [_WAITED_TOO_LONG, _LAMBDA_FAILED],
        "Assign": {"routing": "{% $states.result.routing %}"},
        "Catch": catch,
        **_on_to(after),
    }


def effect(key: str, scope: str, after: str, assign: State | None = None) -> State:
    """A step that asks nobody."""
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke",
        "TimeoutSeconds": 900,
        "Arguments": {"FunctionName": "${RunEffect}", "Payload": _payload(key, scope)},
        "Retry": [_LAMBDA_FAILED],
        **({"Assign": assign} if assign else {}),
        **_on_to(after),
    }


def side_by_side(branches: list[State], after: str, catch: list[State]) -> State:
    return {"Type": "Parallel", "Branches": branches, "Catch": catch, "Next": after}


def choice(choices: Iterable[tuple[str, str]], default: str, **more: Any) -> State:
    """A Choice over pairs of a JSONata condition, as written in the flow, and where it leads."""
    return {
        "Type": "Choice",
        "Choices": [{"Condition": condition(text), "Next": to} for text, to in choices],
        **more,
        "Default": default,
    }


def routes(nodes: Iterable[str], default: str) -> State:
    """Where an outcome that names a node leads: returns, administrators' jumps, the way straight back."""
    choices = [
        {
            "Condition": f'{{% $outcome in ["ReturnedTo.{node}", "JumpedTo.{node}"] %}}',
            "Next": node,
        }
        for node in nodes
    ]
    return {"Type": "Choice", "Choices": choices, "Default": default}


def leave() -> State:
    """The end of a way that is left: the Parallel around it fails with the same outcome."""
    return {"Type": "Fail", "Error": "{% $outcome %}", "Cause": "{% $cause %}"}


def caught(errors: list[str], to: str) -> State:
    """An edge for outcomes; what routing they bring is told in the cause."""
    return {
        "ErrorEquals": errors,
        "Assign": {
            "outcome": "{% $states.errorOutput.Error %}",
            "cause": "{% $states.errorOutput.Cause %}",
            "routing": (
                '{% $contains($states.errorOutput.Cause, "routing") '
                "? $parse($states.errorOutput.Cause).routing : $routing %}"
            ),
        },
        "Next": to,
    }


def pass_through(after: str) -> State:
    return {"Type": "Pass", **_on_to(after)}


def close() -> State:
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke",
        "TimeoutSeconds": 900,
        "Arguments": {
            "FunctionName": "${CloseRequest}",
            "Payload": {"request": "{% $request %}", "run": "{% $run %}", "outcome": "{% $outcome %}"},
        },
        "Retry": [_LAMBDA_FAILED],
        "End": True,
    }


def condition(text: str) -> str:
    """A condition over bare field names, read inside `$routing`; undefined counts as false."""
    return "{% ($routing.(" + text + ")) = true %}"


def _payload(key: str, scope: str) -> State:
    return {
        "request": "{% $request %}",
        "run": "{% $run %}",
        "node": key,
        "entered": "{% $states.context.State.EnteredTime %}",
        "scope": scope,
    }


def _on_to(after: str) -> State:
    """On to the next state; the end of a way has none."""
    return {"Next": after} if after else {"End": True}
