"""Step Functions, as the running side needs it. Only the outbox sender may call the writing half."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chalicelib.approvals.model.outcomes import APPROVED
from chalicelib.approvals.model.types import Outcome, Request
from chalicelib.flows import service as flows
from chalicelib.platform.aws import client

GONE = frozenset({"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"})
"""A token that was used, has expired, or belongs to a machine that is no more. Nothing else may be absorbed."""


def start(request: Request) -> None:
    """Start the run of a request. The name makes it once: a second start of the same run is absorbed."""
    states = client("stepfunctions")
    try:
        states.start_execution(
            stateMachineArn=flows.load(request.flow, request.flow_version).machine_arn,
            name=_name(request),
            input=json.dumps({"request": request.id, "run": request.run, **request.beginning}),
        )
    except states.exceptions.ExecutionAlreadyExists:
        return


def resume(token: str, outcome: Outcome) -> bool:
    """Give a waiting node its outcome. False when nothing waits under this token any more."""
    states = client("stepfunctions")
    output = json.dumps({"routing": dict(outcome.routing)}, ensure_ascii=False)
    try:
        if outcome.name == APPROVED:
            states.send_task_success(taskToken=token, output=output)
        else:
            states.send_task_failure(taskToken=token, error=outcome.name, cause=output)
    except states.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in GONE:
            return False
        raise
    return True


def stop(request: Request, run: int) -> None:
    """End the machine of an earlier run, if it is still alive: the present run has taken its place."""
    states, earlier = client("stepfunctions"), replace(request, run=run)
    machine = flows.load(request.flow, request.flow_version).machine_arn
    try:
        states.stop_execution(executionArn=_execution_arn(machine, earlier))
    except states.exceptions.ExecutionDoesNotExist:
        return
    except states.exceptions.ValidationException:
        # Of a run that has ended, some say so (docs/divergences.md).
        if is_running(earlier):
            raise


def is_running(request: Request) -> bool:
    """Whether the machine of the request's present run is alive. False too when there is none."""
    states = client("stepfunctions")
    machine = flows.load(request.flow, request.flow_version).machine_arn
    try:
        answer: dict[str, Any] = states.describe_execution(executionArn=_execution_arn(machine, request))
    except states.exceptions.ExecutionDoesNotExist:
        return False
    return bool(answer["status"] == "RUNNING")


def living() -> Iterator[str]:
    """The names of all executions that run, of every flow that was ever published."""
    pages = client("stepfunctions").get_paginator("list_executions")
    for arn in flows.machines():
        for page in pages.paginate(stateMachineArn=arn, statusFilter="RUNNING", maxResults=1000):
            yield from (one["name"] for one in page["executions"])


def run_of(name: str) -> tuple[str, int]:
    """Request id and run of an execution's name. Raises ValueError for a foreign name."""
    request, _, run = name.rpartition("-")
    return request, int(run)


def _name(request: Request) -> str:
    return f"{request.id}-{request.run}"


def _execution_arn(version_arn: str, request: Request) -> str:
    """`…:stateMachine:<name>:<version>` to `…:execution:<name>:<execution>`."""
    head, _, rest = version_arn.partition(":stateMachine:")
    return f"{head}:execution:{rest.split(':')[0]}:{_name(request)}"
