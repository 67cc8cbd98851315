"""Short state machines, and an execution of one."""

import datetime as dt
from typing import Any

from chalicelib.flows.interpreter import Execution, Work

T0 = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
INVOKE = "arn:aws:states:::lambda:invoke"
WAIT = f"{INVOKE}.waitForTaskToken"


def at(seconds: float) -> dt.datetime:
    return T0 + dt.timedelta(seconds=seconds)


def started(states: dict[str, Any], payload: Any = None, **more: Any) -> Execution:
    definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states} | more
    run = Execution(definition, {} if payload is None else payload, "run", T0)
    run.start()
    return run


def invoke(**more: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": INVOKE, "Arguments": {"FunctionName": "f"}, "End": True} | more


def wait(**more: Any) -> dict[str, Any]:
    arguments = {"FunctionName": "f", "Payload": {"token": "{% $states.context.Task.Token %}"}}
    return {"Type": "Task", "Resource": WAIT, "Arguments": arguments, "End": True} | more


def only(run: Execution) -> Work:
    (work,) = run.pending()
    return work


def token(run: Execution) -> str:
    """The one task is invoked; its token."""
    work = only(run)
    run.invoked(work.id)
    return work.token


def fork(*branches: dict[str, Any], **more: Any) -> dict[str, Any]:
    machines = [{"StartAt": next(iter(states)), "States": states} for states in branches]
    return {"Type": "Parallel", "Branches": machines, "End": True} | more


def caught(errors: list[str], to: str, **more: Any) -> dict[str, Any]:
    return {"ErrorEquals": errors, "Next": to} | more
