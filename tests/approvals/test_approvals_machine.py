"""The machine of an earlier run is ended, whatever a cloud says of one that is over already."""

from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.approvals import machine
from chalicelib.approvals.model.types import Request
from chalicelib.flows import service as flows

ARN = "arn:aws:states:cn-north-1:1:stateMachine:flow:3"
RUN = "arn:aws:states:cn-north-1:1:execution:flow:r1-1"


class ValidationError(Exception):
    pass


class MissingError(Exception):
    pass


class Machines:
    """Step Functions with one run that stands so; stopping it is refused as told."""

    exceptions = SimpleNamespace(ExecutionDoesNotExist=MissingError, ValidationException=ValidationError)

    def __init__(self, status: str, refusal: type[Exception] | None) -> None:
        self.status, self.refusal, self.stopped = status, refusal, False

    def stop_execution(self, executionArn: str) -> None:  # noqa: N803 - AWS's name
        assert executionArn == RUN
        if self.refusal:
            raise self.refusal
        self.stopped = True

    def describe_execution(self, executionArn: str) -> dict[str, str]:  # noqa: N803
        assert executionArn == RUN
        return {"status": self.status}


def stop(monkeypatch: pytest.MonkeyPatch, status: str, refusal: type[Exception] | None) -> bool:
    states: Any = Machines(status, refusal)
    monkeypatch.setattr(machine, "client", lambda _: states)
    monkeypatch.setattr(flows, "load", lambda *_: SimpleNamespace(machine_arn=ARN))
    machine.stop(
        Request(
            "r1", "QJ-1", "请假", "leave", 3, "liming", "2026-11-23T01:00:00.000Z", form={}, routing={}, run=2
        ),
        1,
    )
    return bool(states.stopped)


def test_a_run_that_lives_is_stopped(monkeypatch: pytest.MonkeyPatch):
    assert stop(monkeypatch, "RUNNING", None)


@pytest.mark.parametrize("refusal", [MissingError, ValidationError])
def test_a_run_that_is_over_or_gone_is_left(monkeypatch: pytest.MonkeyPatch, refusal: type[Exception]):
    assert not stop(monkeypatch, "FAILED", refusal)


def test_a_refusal_for_another_reason_is_tried_again(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ValidationError):
        stop(monkeypatch, "RUNNING", ValidationError)
