"""Functions called twice, calls that fail anywhere, clicks that come again (F1, F8, F15, F16, F18)."""

import itertools

import pytest

from chalicelib.approvals import journal, operations, service, submitting
from chalicelib.approvals.model.errors import RemindTooSoonError
from chalicelib.approvals.model.types import TaskState
from chalicelib.platform.errors import BusyError
from chalicelib.platform.idempotency import Attempt
from tests.support.fake_aws import faults
from tests.support.fake_aws.errors import ProcessDeath
from tests.support.faults.office import APPROVED, LEAVE, STARTER, Office
from tests.support.faults.platform import HANDLERS, PREFIX
from tests.support.faults.proof import story
from tests.support.faults.run import NO_ANSWER

EVERY = 12
"""So many calls of a request's life lie between two that are tried; the fault runs try all of them by chance."""
SHORTEST_LIFE = 120


def test_every_function_called_twice_changes_nothing(office: Office):
    once = office.submit()
    office.finish(once)
    for name in HANDLERS:
        office.plan.order("lambda", name, *[faults.TWICE] * 50)
    twice = office.submit()
    office.finish(twice)
    assert office.plan.fired.total() > 8
    assert story(office.platform, twice) == story(office.platform, once)
    assert office.actions(twice) == office.actions(once)
    assert ledger(office, twice) == ledger(office, once)


def ledger(office: Office, request: str) -> list[str]:
    serial = office.state(request).request.serial
    rows = office.platform.table("libraries")
    return sorted(str(row["entry_kind"]) for row in rows if row.get("source") == serial)


@pytest.mark.parametrize(
    ("first", "fault"), [(0, faults.DEATH_BEFORE), (4, faults.DEATH_AFTER), (8, faults.REPLY_LOST)]
)
def test_a_fault_at_any_call_of_a_requests_life_is_made_good(office: Office, first: int, fault: str):
    whole = office.submit()
    office.finish(whole)
    wanted, expected = story(office.platform, whole), office.actions(whole)
    for number in itertools.count(first, EVERY):
        before = office.plan.fired.total()
        office.plan.order_call(number, fault)
        request = submit_until_answered(office, number)
        finish_until_answered(office, request)
        if office.plan.fired.total() == before:
            assert number > SHORTEST_LIFE
            return
        assert story(office.platform, request) == wanted, f"call {number}"
        assert [action for action in office.actions(request) if action != "restarted"] == expected


def submit_until_answered(office: Office, number: int) -> str:
    attempt = Attempt(STARTER, f"call-{number}", dict(LEAVE.form))
    while True:
        try:
            return submitting.submit(STARTER, LEAVE.flow, dict(LEAVE.form), attempt)
        except NO_ANSWER:
            office.aws.pass_time(5)


def finish_until_answered(office: Office, request: str) -> None:
    decided = 0
    while decided < len(LEAVE.steps):
        office.aws.pass_time(20)
        step = LEAVE.steps[decided]
        row = next((r for r in office.platform.rows("task", request) if r["node"] == step.node), None)
        if row is None:
            continue
        try:
            service.decide(step.by, f"{request}.{step.node}.1.1", APPROVED, "f1")
        except NO_ANSWER:
            continue
        decided += 1
    office.aws.pass_time(400)
    assert office.platform.rows("request", request)[0]["status"] == "approved"


def test_a_click_that_comes_again_is_answered_the_same(office: Office):
    request = office.submit()
    answers = [service.decide("chenjing", f"{request}.agent.1.1", APPROVED, "f1") for _ in range(3)]
    assert {answer.tasks[0].state for answer in answers} == {TaskState.APPROVED}
    assert office.actions(request).count("approve") == 1
    office.aws.pass_time(60)
    office.finish(request)


def test_a_form_sent_twice_is_one_request(office: Office):
    attempt = Attempt(STARTER, "the same", dict(LEAVE.form))
    sent = {submitting.submit(STARTER, LEAVE.flow, dict(LEAVE.form), attempt) for _ in range(3)}
    office.aws.pump()
    assert [row["request"] for row in office.platform.rows("request")] == list(sent)


@pytest.mark.parametrize("fault", [faults.REPLY_LOST, faults.DEATH_AFTER])
def test_a_write_that_was_made_and_not_answered_is_ones_own(office: Office, fault: str):
    """The retry meets what it wrote itself, and takes that for success."""
    request = office.submit()
    office.plan.order("dynamodb", "TransactWriteItems", *[fault] * (1 if fault == faults.DEATH_AFTER else 5))
    with pytest.raises(NO_ANSWER):
        service.decide("chenjing", f"{request}.agent.1.1", APPROVED, "f1")
    state = service.decide("chenjing", f"{request}.agent.1.1", APPROVED, "f1")
    assert state.tasks[0].state is TaskState.APPROVED
    assert office.actions(request).count("approve") == 1


def test_one_lost_answer_is_not_even_noticed(office: Office):
    request = office.submit()
    office.plan.order("dynamodb", "TransactWriteItems", faults.REPLY_LOST)
    office.approve(request, "chenjing", "agent")
    assert office.actions(request).count("approve") == 1


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_transaction_that_meets_another_is_tried_again(office: Office, times: int):
    request = office.submit()
    office.plan.order("dynamodb", "TransactWriteItems", *[faults.CONFLICT] * times)
    office.approve(request, "chenjing", "agent")
    assert office.actions(request).count("approve") == 1


def test_transactions_that_go_on_conflicting_are_told_as_busy_and_write_nothing(office: Office):
    request = office.submit()
    before = journal.read(request)
    office.plan.order("dynamodb", "TransactWriteItems", *[faults.CONFLICT] * 4)
    with pytest.raises(BusyError):
        office.approve(request, "chenjing", "agent")
    assert journal.read(request) == before


@pytest.mark.parametrize("times", [1, 2])
def test_a_throttled_call_takes_less_than_a_second(office: Office, times: int):
    request = office.submit()
    began = office.aws.clock.now
    office.plan.order("dynamodb", "TransactWriteItems", *[faults.THROTTLE] * times)
    office.approve(request, "chenjing", "agent")
    assert (office.aws.clock.now - began).total_seconds() < 2.5


def test_a_process_that_dies_leaves_nothing_half_written(office: Office):
    request = office.submit()
    table = office.aws.dynamodb.table(f"{PREFIX}-approvals")
    before = dict(table.items)
    office.plan.order("dynamodb", "TransactWriteItems", faults.DEATH_BEFORE)
    with pytest.raises(ProcessDeath):
        office.approve(request, "chenjing", "agent")
    assert table.items == before


def test_a_reminder_that_comes_again_within_a_minute_is_answered_the_same(office: Office):
    request = office.submit()
    service.remind(STARTER, request)
    office.aws.clock.advance(50)
    service.remind(STARTER, request)
    assert office.actions(request).count("remind") == 1
    office.aws.clock.advance(20)
    with pytest.raises(RemindTooSoonError):
        service.remind(STARTER, request)
    office.aws.clock.advance(3600)
    service.remind(STARTER, request)
    assert office.actions(request).count("remind") == 2


def test_a_reminder_of_somebody_else_does_not_count_as_ones_own(office: Office):
    request = office.submit()
    operations.supervise("linhao", request, "", on=True)
    service.remind(STARTER, request)
    with pytest.raises(RemindTooSoonError):
        service.remind("linhao", request)


def test_a_reminder_whose_answer_was_lost_is_sent_once(office: Office):
    request = office.submit()
    office.plan.order("dynamodb", "TransactWriteItems", faults.DEATH_AFTER)
    with pytest.raises(ProcessDeath):
        service.remind(STARTER, request)
    office.aws.pass_time(5)
    service.remind(STARTER, request)
    office.aws.pass_time(60)
    assert office.actions(request).count("remind") == 1
    assert [m["kind"] for m in office.aws.sqs.messages].count("remind") == 1
