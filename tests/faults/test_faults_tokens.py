"""Tokens: lost, replaced, answered late, answered twice (F2, F3, F4, F5, F7)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.flows import compiler, verify
from tests.support.fake_aws import faults
from tests.support.faults.office import Office
from tests.support.faults.plans import PLANS
from tests.support.faults.platform import FLOWS, PREFIX

LOST = (faults.DEATH_BEFORE, faults.DEATH_AFTER, faults.REPLY_LOST, faults.THROTTLE, faults.SERVER_ERROR)


@pytest.mark.parametrize("fault", [faults.CRASH_BEFORE, faults.CRASH_AFTER, faults.RAISE, faults.THROTTLE])
def test_a_step_that_fails_is_called_again_and_nobody_is_asked_twice(office: Office, fault: str):
    office.plan.order("lambda", "open_node", fault)
    request = office.submit()
    office.aws.pass_time(90)
    office.finish(request)
    assert office.actions(request).count("opened") == 2


def test_a_call_that_is_made_after_its_retry_does_not_take_the_newer_token_away(office: Office):
    office.plan.order("lambda", "open_node", faults.LATE)
    request = office.submit()
    office.aws.pass_time(90)
    office.finish(request)
    assert office.actions(request).count("opened") == 2
    assert office.runs(request) == ["SUCCEEDED"]


def test_a_decision_between_two_attempts_goes_to_the_newest(office: Office):
    request = office.submit()
    office.aws.clock.advance(dt.timedelta(days=30).total_seconds() - 10)
    office.approve(request, "chenjing", "agent")
    office.aws.dynamodb.table(f"{PREFIX}-approvals").stream.clear()
    office.aws.clock.advance(20)
    office.aws.pass_time(300)
    assert office.open(request) == ["head wangfang"]
    office.finish(request)
    assert office.runs(request) == ["SUCCEEDED"]


def waiting_states(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in definition["States"].items():
        if str(state.get("Resource", "")).endswith(".waitForTaskToken"):
            yield name, state
        for branch in state.get("Branches", ()):
            yield from waiting_states(branch)


@pytest.mark.parametrize("source", FLOWS, ids=lambda path: path.name)
def test_every_wait_has_its_bound_its_retry_and_its_ways_out(source: Path):
    found = list(waiting_states(compiler.compile_flow(verify.read(source.read_text("utf-8")))))
    assert found
    for name, state in found:
        assert state["TimeoutSeconds"] <= 30 * 24 * 3600, name
        retried = {error for rule in state["Retry"] for error in rule["ErrorEquals"]}
        assert {"States.Timeout", "Lambda.Unknown", "Lambda.TooManyRequestsException"} <= retried, name
        caught = {error for rule in state["Catch"] for error in rule["ErrorEquals"]}
        assert caught & {"Withdrawn", "States.ALL"}, name


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("times", [1, 3, 4])
def test_a_resumption_that_fails_is_made_again_by_the_sweeper(office: Office, fault: str, times: int):
    request = office.submit()
    office.approve(request, "chenjing", "agent")
    office.plan.order("stepfunctions", "SendTaskSuccess", *[fault] * times)
    office.aws.pass_time(180)
    assert office.open(request) == ["head wangfang"]
    office.finish(request)
    assert office.runs(request) == ["SUCCEEDED"]


@pytest.mark.parametrize("fault", [faults.REPLY_LOST, faults.DEATH_AFTER])
def test_a_rejection_whose_answer_is_lost_takes_hold_once(office: Office, fault: str):
    (refused,) = [plan for plan in PLANS if plan.name == "refused"]
    request = office.submit()
    office.approve(request, "chenjing", "agent")
    office.aws.pump()
    office.decide(request, "wangfang", "head", refused.steps[1].said)
    office.plan.order("stepfunctions", "SendTaskFailure", fault, fault)
    office.aws.pass_time(180)
    assert office.status(request) == "rejected"
    assert office.actions(request).count("closed") == 1


def test_a_wait_of_months_is_begun_anew_and_the_visit_stays(office: Office):
    request = office.submit(form=None)
    office.approve(request, "chenjing", "agent")
    office.aws.pass_time(1)
    for _ in range(3):
        office.aws.clock.advance(dt.timedelta(days=31).total_seconds())
        office.aws.pass_time(10)
    assert office.open(request) == ["head wangfang"]
    assert office.actions(request).count("opened") == 2
    office.finish(request)
    assert office.runs(request) == ["SUCCEEDED"]


def test_a_token_row_that_is_lost_does_not_hold_a_request_for_ever(office: Office):
    """Whatever becomes of a token, a machine that lives and stands still is replaced."""
    request = office.submit()
    table = office.aws.dynamodb.table(f"{PREFIX}-approvals")
    lost = [key for key, row in table.items.items() if row["kind"]["S"] == "token"]
    for key in lost:
        table.write(key, None)
    office.approve(request, "chenjing", "agent")
    office.aws.pass_time(dt.timedelta(minutes=40).total_seconds())
    assert office.open(request) == ["head wangfang"]
    office.finish(request)
    assert office.runs(request) == ["ABORTED", "SUCCEEDED"]
