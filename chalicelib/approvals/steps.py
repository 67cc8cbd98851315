"""What Step Functions invokes: the step contract of every compiled flow (docs/architecture.md)."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.approvals import arrivals
from chalicelib.approvals.model.arriving import Entry
from chalicelib.platform.observability import lambda_entry

steps = Blueprint(__name__)


@steps.lambda_function(name="open_node")
@lambda_entry
def open_node(event: dict[str, Any]) -> dict[str, Any]:
    """`{request, run, node, token, entered, scope}`: the machine waits; the answer comes with the token, later."""
    arrivals.open_node(event["request"], _entry(event))
    return {}


@steps.lambda_function(name="run_effect")
@lambda_entry
def run_effect(event: dict[str, Any]) -> dict[str, Any]:
    """`{request, run, node, entered, scope}`: a record, a copy, a fork, a join. Answers `{scope, routing}`."""
    return arrivals.run_effect(event["request"], _entry(event))


@steps.lambda_function(name="close_request")
@lambda_entry
def close_request(event: dict[str, Any]) -> dict[str, Any]:
    """`{request, run, outcome}`: the end."""
    arrivals.close_request(event["request"], int(event["run"]), event["outcome"])
    return {}


def _entry(event: dict[str, Any]) -> Entry:
    return Entry(
        event["node"], int(event["run"]), event["entered"], event.get("token", ""), event.get("scope", "")
    )
