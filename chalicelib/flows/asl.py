"""The states a compiled flow is made of, as Amazon States Language (JSONata). Pure.

`${...}` are substituted on publishing: the partition, and the ARNs of the step functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Variables:
    """The names under which a scope keeps its routing values, its outcome, and the cause that came with it.

    AWS refuses a machine in which a way of a Parallel assigns a variable of the scope around it
    (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html), so every way has its own.
    """

    routing: str = "routing"
    outcome: str = "outcome"
    cause: str = "cause"

    @classmethod
    def of(cls, way: str) -> Variables:
        """Those of one way of a fork, by its name."""
        return cls(f"routing_{way}", f"outcome_{way}", f"cause_{way}")

    def approved(self, routing: str) -> State:
        """What is assigned where the usual way is gone: an outcome of before counts no longer."""
        return {self.routing: routing, self.outcome: "approved"}


TOP = Variables()
NOWHERE = "{% '' %}"
"""The scope outside of any fork, empty. As a plain text asl-validator takes it for a mistake."""


def begin(first: str) -> State:
    """Takes the input; a request whose form is not complete yet goes to its starter before the first node."""
    taken = {
        "request": "{% $states.input.request %}",
        "run": "{% $states.input.run %}",
        "routing": "{% $states.input.routing %}",
        "outcome": "approved",
        "cause": "none",
    }
    incomplete = {
        "Condition": "{% ($states.input.incomplete) = true %}",
        "Assign": taken,
        "Next": REVISE,
    }
    return {"Type": "Choice", "Choices": [incomplete], "Assign": taken, "Default": first}


def begin_way(first: str, own: Variables, around: Variables) -> State:
    """A way of a fork begins with what is known around it."""
    assign = {**own.approved(f"{{% ${around.routing} %}}"), own.cause: "none"}
    return {"Type": "Pass", "Assign": assign, "Next": first}


def waiting(key: str, scope: str, after: str, catch: list[State], own: Variables) -> State:
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
        "Assign": own.approved("{% $states.result.routing %}"),
        "Catch": catch,
        **_on_to(after),
    }


def effect(key: str, scope: str, after: str, own: Variables, assign: State | None = None) -> State:
    """A step that asks nobody."""
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke",
        "TimeoutSeconds": 900,
        "Arguments": {"FunctionName": "${RunEffect}", "Payload": _payload(key, scope)},
        "Retry": [_LAMBDA_FAILED],
        "Assign": own.approved("{% $states.result.Payload.routing %}") | (assign or {}),
        **_on_to(after),
    }


def side_by_side(branches: list[State], after: str, catch: list[State]) -> State:
    return {"Type": "Parallel", "Branches": branches, "Catch": catch, "Next": after}


def choice(choices: Iterable[tuple[str, str]], default: str, own: Variables) -> State:
    """A Choice over pairs of a JSONata condition, as written in the flow, and where it leads."""
    return {
        "Type": "Choice",
        "Choices": [{"Condition": condition(text, own), "Next": to} for text, to in choices],
        "Default": default,
    }


def routes(nodes: Iterable[str], default: str, own: Variables) -> State:
    """Where an outcome that names a node leads: returns, administrators' jumps, the way straight back."""
    choices = [
        {
            "Condition": f'{{% ${own.outcome} in ["ReturnedTo.{node}", "JumpedTo.{node}"] %}}',
            "Next": node,
        }
        for node in nodes
    ]
    return {"Type": "Choice", "Choices": choices, "Default": default}


def leave(own: Variables) -> State:
    """The end of a way that is left: the Parallel around it fails with the same outcome."""
    return {"Type": "Fail", "Error": f"{{% ${own.outcome} %}}", "Cause": f"{{% ${own.cause} %}}"}


def caught(errors: list[str], to: str, own: Variables) -> State:
    """An edge for outcomes; what routing they bring is told in the cause."""
    cause = "$states.errorOutput.Cause"
    return {
        "ErrorEquals": errors,
        "Assign": {
            own.outcome: "{% $states.errorOutput.Error %}",
            own.cause: f'{{% $exists({cause}) ? {cause} : "" %}}',
            own.routing: f'{{% $contains({cause}, "routing") ? $parse({cause}).routing : ${own.routing} %}}',
        },
        "Next": to,
    }


def end_of_way() -> State:
    """The end of a way: it hands on nothing, or forks in forks would add up to more than a state may be given."""
    return {"Type": "Pass", "Output": {}, "End": True}


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


def condition(text: str, own: Variables = TOP) -> str:
    """A condition over bare field names, read inside the routing values; undefined counts as false."""
    return f"{{% (${own.routing}.({text})) = true %}}"


def _payload(key: str, scope: str) -> State:
    return {
        "request": "{% $request %}",
        "run": "{% $run %}",
        "node": key,
        "entered": "{% $states.context.State.EnteredTime %}",
        "scope": scope or NOWHERE,
    }


def _on_to(after: str) -> State:
    """On to the next state; the end of a way has none."""
    return {"Next": after} if after else {"End": True}
