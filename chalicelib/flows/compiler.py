"""From a flow to its state machine: tree to Amazon States Language (JSONata). Pure, deterministic, readable.

State names are node keys, so the graph in the AWS console is the office's chart. Approval is the happy path;
every other end of a node is a named error with an edge (docs/architecture.md, "How one approval runs").
`${...}` are substituted on publishing: the partition, and the ARNs of the step functions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.flows.model import REVISE, Arm, Branch, Cc, Flow, Node, PersonNode, Record

WAIT_SECONDS = 30 * 24 * 3600
"""A person node is asked again after 30 days at the latest: no wait is without a bound (reliability F6, F7)."""
CLOSE = "close"
RESERVED = frozenset({"begin", CLOSE, REVISE})
RETURNED = f"ReturnedTo.{REVISE}"
EXPIRED = "States.Timeout"

_RETRY = [
    {
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
]
States = dict[str, Any]


def compile_flow(flow: Flow) -> dict[str, Any]:
    """The state machine of a flow, with `${Partition}` and `${OpenNode}`, `${RunEffect}`, `${CloseRequest}`."""
    states: States = {}
    first = _sequence(flow.nodes, CLOSE, states)
    begin = {
        "Type": "Pass",
        "Assign": {
            "request": "{% $states.input.request %}",
            "run": "{% $states.input.run %}",
            "routing": "{% $states.input.routing %}",
            "outcome": "approved",
        },
        "Next": first,
    }
    revise = _waiting(REVISE)
    revise["Catch"] = [_waited_too_long(REVISE), _ending()]
    revise["Next"] = first
    return {
        "Comment": f"{flow.name} ({flow.key})",
        "QueryLanguage": "JSONata",
        "StartAt": "begin",
        "States": {"begin": begin, **states, **_revise_if_used(revise, states), CLOSE: _close()},
    }


def render(definition: Mapping[str, Any], substitutions: Mapping[str, str]) -> str:
    """The definition as text with every `${name}` replaced. Raises ValueError when one is left."""
    text = json.dumps(definition, ensure_ascii=False)
    for name, value in substitutions.items():
        text = text.replace("${" + name + "}", value)
    if "${" in text:
        raise ValueError(f"no value for {text[text.index('${') : text.index('${') + 40]}")
    return text


def _sequence(nodes: tuple[Node, ...], after: str, states: States) -> str:
    """Write the states of a sequence; return the name of the one to enter first (`after` if there is none)."""
    following = after
    for node in reversed(nodes):
        written: States = {}
        following = _node(node, following, written)
        rest = dict(states)
        states.clear()
        states.update({**written, **rest})
    return following


def _node(node: Node, after: str, states: States) -> str:
    if isinstance(node, Branch):
        return _branch(node, after, states)
    entry = node.key
    if node.when:
        entry = f"{node.key}_if"
        states[entry] = {
            "Type": "Choice",
            "Choices": [{"Condition": _condition(node.when), "Next": node.key}],
            "Default": after,
        }
    if isinstance(node, Record | Cc):
        states[node.key] = _effect(node.key, after)
    else:
        states[node.key] = _person(node, after)
    return entry


def _branch(node: Branch, after: str, states: States) -> str:
    choices, default, inner = [], after, {}
    for arm in node.branch:
        way: States = {}
        entry = _sequence(arm.nodes if isinstance(arm, Arm) else arm.otherwise, after, way)
        inner.update(way)
        if isinstance(arm, Arm):
            choices.append({"Condition": _condition(arm.when), "Next": entry})
        else:
            default = entry
    states[node.key] = {"Type": "Choice", "Choices": choices, "Default": default}
    states.update(inner)
    return node.key


def _person(node: PersonNode, after: str) -> dict[str, Any]:
    state = _waiting(node.key)
    returned = [{"ErrorEquals": [RETURNED], "Next": REVISE}] if "return" in node.may else []
    state["Catch"] = [*returned, _waited_too_long(node.key), _ending()]
    state["Next"] = after
    return state


def _waiting(key: str) -> dict[str, Any]:
    """A state that opens a node and waits for its one token."""
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke.waitForTaskToken",
        "TimeoutSeconds": WAIT_SECONDS,
        "Arguments": {
            "FunctionName": "${OpenNode}",
            "Payload": {
                "request": "{% $request %}",
                "run": "{% $run %}",
                "node": key,
                "token": "{% $states.context.Task.Token %}",
                "entered": "{% $states.context.State.EnteredTime %}",
            },
        },
        "Retry": _RETRY,
        "Assign": {"routing": "{% $states.result.routing %}"},
    }


def _waited_too_long(key: str) -> dict[str, Any]:
    """The wait's own bound is over and nobody decided: wait again at the same visit."""
    return {"ErrorEquals": [EXPIRED], "Next": key}


def _ending() -> dict[str, Any]:
    return {
        "ErrorEquals": ["States.ALL"],
        "Assign": {"outcome": "{% $states.errorOutput.Error %}"},
        "Next": CLOSE,
    }


def _effect(key: str, after: str) -> dict[str, Any]:
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke",
        "TimeoutSeconds": 900,
        "Arguments": {
            "FunctionName": "${RunEffect}",
            "Payload": {
                "request": "{% $request %}",
                "run": "{% $run %}",
                "node": key,
                "entered": "{% $states.context.State.EnteredTime %}",
            },
        },
        "Retry": _RETRY,
        "Next": after,
    }


def _close() -> dict[str, Any]:
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke",
        "TimeoutSeconds": 900,
        "Arguments": {
            "FunctionName": "${CloseRequest}",
            "Payload": {"request": "{% $request %}", "run": "{% $run %}", "outcome": "{% $outcome %}"},
        },
        "Retry": _RETRY,
        "End": True,
    }


def _condition(text: str) -> str:
    """A condition over bare field names, read inside `$routing`; undefined counts as false."""
    return "{% ($routing.(" + text + ")) = true %}"


def _revise_if_used(revise: dict[str, Any], states: States) -> States:
    used = any(catch["Next"] == REVISE for state in states.values() for catch in state.get("Catch", ()))
    return {REVISE: revise} if used else {}
