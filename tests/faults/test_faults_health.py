"""What the page of operations says when something was given up, is nobody's, or is not looked after (F36)."""

import json

import pytest

from chalicelib.approvals import health, machine, repair, store
from chalicelib.approvals.admin_api import Health
from chalicelib.platform import clock
from chalicelib.platform.aws import client
from tests.support.fake_aws import faults
from tests.support.faults.office import Office


def orphans() -> int:
    repair.reconcile(everything=False)
    found: int = health.measure()["orphan_executions"]
    return found


def test_running_requests_have_no_orphans(office: Office):
    office.submit()
    office.finish(office.submit())
    assert orphans() == 0


def test_an_execution_whose_request_has_ended_is_counted_once_it_had_time_to_end(office: Office):
    request = office.submit()
    row = store.RequestRow.get(store.request_key(request), "1#REQUEST")
    closed_at = clock.to_text(clock.now())
    row.update(
        actions=[
            store.RequestRow.status.set("withdrawn"),
            store.RequestRow.closed_at.set(closed_at),
            store.RequestRow.gsi3pk.set("STATUS#withdrawn"),
        ]
    )
    assert orphans() == 0
    office.aws.clock.advance(61)
    assert orphans() == 1


def test_an_execution_that_was_replaced_and_lives_is_counted(office: Office):
    request = office.submit()
    repair.restart(request, 1, "a test", at_once=True)
    office.aws.clock.advance(61)
    assert f"{request}-1" in machine.living()
    assert orphans() == 1
    office.aws.pump()
    assert orphans() == 0, "the outbox has stopped it"


def test_an_execution_of_no_request_is_counted(office: Office):
    request = office.submit()
    (run,) = office.aws.runs(request)
    payload = json.dumps(run.execution.payload)
    client("stepfunctions").start_execution(stateMachineArn=run.machine_arn, name="by-hand", input=payload)
    assert "by-hand" in list(machine.living())
    assert orphans() == 1


@pytest.mark.parametrize(("dead", "result"), [(0, "nothing"), (2, "replaced")])
def test_when_and_how_the_latest_repair_went_is_told(office: Office, dead: int, result: str):
    assert health.measure()["repair"] == {"at": None, "age_seconds": None, "result": "never"}
    for _ in range(dead):
        office.aws.abort(office.aws.runs(office.submit())[0], quietly=True)
    repair.reconcile(everything=True)
    at = clock.to_text(clock.now())
    office.aws.clock.advance(200)
    found = health.measure()["repair"]
    assert (found["result"], found["age_seconds"]) == (result, 200)
    assert found["at"][:19] == at[:19]


def test_machines_left_for_the_next_time_are_told_as_found(office: Office):
    office.aws.abort(office.aws.runs(office.submit())[0], quietly=True)
    repair.reconcile(everything=True, most=0)
    assert health.measure()["repair"]["result"] == "found"


def test_a_repair_that_fails_is_told_and_what_was_found_before_stands(office: Office):
    office.aws.abort(office.aws.runs(office.submit())[0], quietly=True)
    repair.reconcile(everything=True)
    office.plan.order("stepfunctions", "ListExecutions", *[faults.SERVER_ERROR] * 10)
    with pytest.raises(Exception, match="InternalServerError"):
        repair.reconcile(everything=False)
    found = health.measure()
    assert (found["repair"]["result"], found["machines_dead"], found["machines_replaced"]) == (
        "failed",
        1,
        1,
    )


def test_what_was_given_up_is_counted_by_queue(office: Office):
    assert health.dead_letters() == {"messages": 0, "outbox": 0, "jobs": 0}
    office.aws.sqs.waiting = {"messages-dead": 3, "jobs-dead": 1}
    assert health.dead_letters() == {"messages": 3, "outbox": 0, "jobs": 1}
    assert Health(**health.measure()).dead_letters.messages == 3


def test_a_queue_that_does_not_answer_is_told_as_unknown_and_the_page_comes(office: Office):
    office.plan.order("sqs", "GetQueueAttributes", *[faults.SERVER_ERROR] * 4)
    assert health.dead_letters() == {"messages": None, "outbox": 0, "jobs": 0}
