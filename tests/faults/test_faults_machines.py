"""Machines that die, grow old, reach a limit, meet a new version (F11, F12, F13, F14, F31)."""

import datetime as dt
import json

import pytest

from chalicelib.approvals import health, journal, repair, store
from chalicelib.flows import service as flows
from tests.support.fake_aws import faults
from tests.support.faults.office import LEAVE, PURCHASE, Office
from tests.support.faults.platform import FLOWS, publish

LEAVE_SOURCE = FLOWS[0].read_text("utf-8")


def test_a_machine_at_its_25_000th_event_goes_on_in_a_new_one(office: Office):
    request = office.submit()
    (run,) = office.aws.runs(request)
    assert run.execution.max_events == 25_000
    run.execution.max_events = run.execution.events
    office.approve(request, "chenjing", "agent")
    office.aws.pass_time(10)
    assert office.runs(request) == ["FAILED", "RUNNING"]
    office.finish(request)
    assert office.actions(request).count("opened") == 2


@pytest.mark.parametrize("text", ["", "字" * 500])
def test_a_form_stays_out_of_the_machine(office: Office, text: str):
    request = office.submit(form=dict(LEAVE.form) | {"reason": f"家事{text}"[:500]})
    office.finish(request)
    (run,) = office.aws.runs(request)
    carried = json.dumps([run.execution.payload, run.execution.output], ensure_ascii=False)
    assert len(carried.encode()) < 2048
    assert "家事" not in carried


def test_a_request_may_wait_for_longer_than_a_machine_lives(office: Office):
    request = office.submit()
    office.aws.clock.advance(dt.timedelta(days=299).total_seconds())
    office.aws.pass_time(10)
    assert repair.reconcile(everything=False).restarted == 0
    office.aws.clock.advance(dt.timedelta(days=2).total_seconds())
    assert repair.reconcile(everything=False).restarted == 1
    office.aws.pass_time(10)
    assert office.runs(request) == ["ABORTED", "RUNNING"]
    assert repair.reconcile(everything=False).restarted == 0
    office.finish(request)
    assert office.actions(request).count("opened") == 2


@pytest.mark.parametrize("step", ["open_node", "run_effect", "close_request"])
def test_a_machine_that_a_bug_has_ended_is_replayed(office: Office, step: str):
    office.plan.order("lambda", step, faults.RAISE)
    request = office.submit()
    office.aws.pass_time(10)
    office.finish(request)
    assert office.runs(request) == ["FAILED", "SUCCEEDED"]
    assert office.actions(request).count("opened") == 2


def test_a_step_that_fails_for_an_hour_is_tried_more_and_more_rarely_and_then_goes_on(office: Office):
    office.plan.rates = {("lambda", "open_node"): {faults.RAISE: 1.0}}
    request = office.submit()
    office.aws.pass_time(3600)
    assert 4 <= len(office.runs(request)) <= 8
    office.plan.rest()
    office.aws.pass_time(3 * 3600)
    office.finish(request)


def test_a_machine_that_somebody_stopped_is_replayed_whether_the_news_comes_or_not(office: Office):
    told, untold = office.submit(), office.submit()
    office.aws.abort(office.aws.runs(told)[0])
    office.aws.abort(office.aws.runs(untold)[0], quietly=True)
    office.aws.pass_time(60)
    assert office.runs(told) == ["ABORTED", "RUNNING"]
    assert office.runs(untold) == ["ABORTED"]
    for request in (told, untold):
        office.finish(request)
        assert office.actions(request).count("opened") == 2


def test_a_machine_that_is_redriven_by_hand_does_not_come_between(office: Office):
    request = office.submit()
    first = office.aws.runs(request)[0]
    office.aws.abort(first)
    office.aws.pass_time(30)
    office.aws.states.executions.change(first, lambda: first.execution.redrive(office.aws.clock.now))
    office.aws.pass_time(30)
    assert office.runs(request) == ["FAILED", "RUNNING"]
    office.finish(request)
    assert office.runs(request) == ["FAILED", "SUCCEEDED"]
    assert office.actions(request).count("opened") == 2


def test_all_machines_lost_at_once_are_all_replayed_and_counted(office: Office):
    requests = [office.submit() for _ in range(5)] + [office.submit(PURCHASE.flow)]
    for machine in list(office.aws.states.executions.living()):
        office.aws.abort(machine, quietly=True)
    report = repair.reconcile(everything=True)
    assert (report.looked_at, report.dead, report.restarted) == (6, 6, 6)
    office.aws.pump()
    assert repair.reconcile(everything=True).dead == 0
    for request in requests[:5]:
        office.finish(request)


def test_a_request_ends_on_the_version_it_began_on(office: Office):
    """A version without the agent's step is published while a request waits there, and its machine is lost."""
    old = office.submit()
    agent = LEAVE_SOURCE.index("  - handle: agent")
    publish(LEAVE_SOURCE[:agent] + LEAVE_SOURCE[LEAVE_SOURCE.index("  - approve: head") :])
    assert flows.current("leave-request").version == 2
    new = office.submit()
    assert office.open(new) == ["head wangfang"]
    office.aws.abort(office.aws.runs(old)[0])
    office.aws.pass_time(30)
    assert office.open(old) == ["agent chenjing"]
    for request in (old, new):
        office.finish(request)
    assert [office.state(one).request.flow_version for one in (old, new)] == [1, 2]


def test_a_fork_that_has_lost_one_of_its_ways_gets_it_back_and_the_other_is_left_alone(office: Office):
    request = office.submit(PURCHASE.flow)
    office.approve(request, "wangfang", "head")
    office.aws.pass_time(10)
    both = ["finance finance1", "finance finance2", "technics technics"]
    assert office.open(request) == both
    for row in store.ApprovalRow.query(store.request_key(request), consistent_read=True):
        if row.sk.split("#")[1] == "finance":
            row.delete()
    assert office.open(request) == ["technics technics"]
    began = office.aws.clock.now
    while office.runs(request) == ["RUNNING"]:
        office.aws.clock.advance(300)
        repair.reconcile(everything=False)
        office.aws.pump()
    assert dt.timedelta(minutes=30) <= office.aws.clock.now - began <= dt.timedelta(minutes=65)
    assert office.open(request) == both
    told = [event for event in journal.events(request) if event["action"] == "restarted"]
    assert [event["detail"]["why"] for event in told] == ["a way stands still"]
    assert [e["node"] for e in journal.events(request) if e["action"] == "opened"].count("technics") == 1
    office.aws.clock.advance(7200)
    assert repair.reconcile(everything=True).restarted == 0


def test_what_the_reconciliation_finds_stands_on_the_page_of_operations(office: Office):
    assert health.measure()["machines_dead"] == 0
    for _ in range(3):
        office.aws.abort(office.aws.runs(office.submit())[0], quietly=True)
    repair.reconcile(everything=True)
    found = health.measure()
    assert (found["machines_dead"], found["machines_replaced"]) == (3, 3)
    office.aws.pass_time(10)
    repair.reconcile(everything=True)
    found = health.measure()
    assert (found["machines_dead"], found["machines_replaced"], found["waiting"]) == (0, 3, 3)
