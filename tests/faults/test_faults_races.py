"""Who is first: a decision, the clock, the starter, an administrator, a colleague (F6, F9, F10, F33)."""

import io
from collections.abc import Callable

import pytest

from chalicelib.approvals import audit, operations, service
from chalicelib.approvals.model.types import SYSTEM
from chalicelib.platform.errors import DomainError
from tests.support.fake_aws import faults
from tests.support.faults.office import PURCHASE, STARTER, Office

Rival = Callable[[Office, str], None]


def withdraw(office: Office, request: str) -> None:
    service.withdraw(STARTER, request, "", "f1")


def end(office: Office, request: str) -> None:
    operations.end_by_force("linhao", request, "不办了")


def jump(office: Office, request: str) -> None:
    state = office.state(request)
    operations.jump("linhao", request, "head", "直接审批", state.request.version)


def time_is_over(office: Office, request: str) -> None:
    office.aws.lambdas.run("run_timers", {})


RIVALS: dict[Rival, tuple[str, str]] = {
    withdraw: (STARTER, "Withdrawn"),
    end: ("linhao", "Ended"),
    jump: ("linhao", "JumpedTo.head"),
    time_is_over: (SYSTEM, "approved"),
}


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.__name__)
def test_whoever_writes_first_wins_and_the_other_hears_of_it(office: Office, rival: Rival):
    """Between the reading and the writing of a decision somebody else decides."""
    request = office.submit()
    if rival is time_is_over:
        office.aws.clock.advance(8 * 3600)
    office.aws.wire.meanwhile = lambda: rival(office, request)
    office.plan.order("dynamodb", "TransactWriteItems", faults.OVERTAKEN)
    with pytest.raises(DomainError):
        office.approve(request, "chenjing", "agent")
    outcome = office.state(request).visits[0].outcome
    assert outcome
    assert (outcome.by, outcome.name) == RIVALS[rival]
    assert "approve" not in office.actions(request)
    follow(office, request, rival)


def follow(office: Office, request: str, rival: Rival) -> None:
    """The machine goes the way of the one outcome."""
    office.aws.pass_time(60)
    if rival in {withdraw, end}:
        assert office.status(request) == {withdraw: "withdrawn", end: "ended"}[rival]
    else:
        assert office.open(request) == ["head wangfang"]
        office.finish(request)
    assert office.runs(request) == ["SUCCEEDED"]
    assert audit.is_whole(request)


@pytest.mark.parametrize("rival", [withdraw, end, jump], ids=lambda rival: rival.__name__)
def test_a_decision_that_was_first_stands(office: Office, rival: Rival):
    request = office.submit()
    office.aws.wire.meanwhile = lambda: office.approve(request, "chenjing", "agent")
    office.plan.order("dynamodb", "TransactWriteItems", faults.OVERTAKEN)
    with pytest.raises(DomainError):
        rival(office, request)
    assert office.actions(request) == ["submit", "opened", "approve"]
    office.aws.pass_time(60)
    office.finish(request)


def test_the_last_two_signatures_at_once_are_one_outcome(office: Office):
    request = office.submit(PURCHASE.flow)
    office.approve(request, "wangfang", "head")
    office.aws.pump()
    office.aws.wire.meanwhile = lambda: office.approve(request, "finance2", "finance")
    office.plan.order("dynamodb", "TransactWriteItems", faults.OVERTAKEN)
    office.approve(request, "finance1", "finance")
    resumed = [row for row in office.platform.rows("outgoing", request) if '"finance"' in row["body"]]
    assert [row["outgoing_kind"] for row in resumed].count("resume") == 1
    assert office.actions(request).count("approve") == 3
    assert audit.is_whole(request)


def test_two_steps_of_one_machine_at_once_keep_one_chain(office: Office):
    """The ways of a fork are opened side by side, each between the other's reading and writing."""
    request = office.submit(PURCHASE.flow)
    office.approve(request, "wangfang", "head")
    office.plan.order("dynamodb", "TransactWriteItems", None, *[faults.OVERTAKEN] * 4)
    office.aws.pass_time(5)
    assert office.open(request) == ["finance finance1", "finance finance2", "technics technics"]
    assert office.actions(request) == ["submit", "opened", "approve", "forked", "opened", "opened"]
    assert audit.is_whole(request)


def test_a_decision_during_an_export_does_not_break_it(office: Office):
    request = office.submit()
    lines = []
    for line in audit.export():
        lines.append(line)
        if len(lines) == 1:
            office.approve(request, "chenjing", "agent")
    assert audit.verify(io.StringIO("\n".join(lines))).breaks == ()


def test_a_decision_between_the_head_and_the_events_of_an_export_does_not_break_it(office: Office):
    request = office.submit()
    office.aws.wire.meanwhile = lambda: office.approve(request, "chenjing", "agent")
    lines = audit.export(request)
    office.plan.order("dynamodb", "Query", None, faults.OVERTAKEN)
    verdict = audit.verify(io.StringIO("\n".join(lines)))
    assert (verdict.breaks, verdict.events) == ((), 2)
    assert office.actions(request) == ["submit", "opened", "approve"]
