"""Streams, schedules and indexes that are late, twice or never; records that are poison (F4, F27, F28, F29, F30)."""

from pathlib import Path

import pytest

from chalicelib.approvals import jobs, lists, outbox, store
from chalicelib.platform import clock
from tests.support.fake_aws import faults
from tests.support.faults.office import Office
from tests.support.faults.platform import PREFIX, ROOT

SLOW_CALLS = ("describe_execution", "list_executions", "get_execution_history")


@pytest.mark.parametrize("fault", [faults.DROP, faults.DELAY, faults.DUPLICATE, faults.REORDER])
def test_a_stream_that_delivers_badly_costs_a_minute_and_nothing_else(office: Office, fault: str):
    office.plan.rates = {("stream", "*"): {fault: 1.0}}
    request = office.submit()
    office.aws.pass_time(90)
    office.finish(request)
    assert office.actions(request).count("opened") == 2
    assert office.runs(request) == ["SUCCEEDED"]


@pytest.mark.parametrize("ticks", [[faults.DUPLICATE] * 5, [faults.DROP] * 5, [faults.DELAY] * 5])
def test_a_clock_that_rings_twice_or_not_at_all_ends_a_node_once(office: Office, ticks: list[str]):
    request = office.submit()
    office.aws.clock.advance(8 * 3600)
    office.plan.order("schedule", "run_timers", *ticks)
    office.aws.pass_time(10 * 60)
    assert office.open(request) == ["head wangfang"]
    assert office.actions(request).count("auto_pass") == 1


def test_a_reminder_is_sent_once_though_the_job_runs_again(office: Office):
    request = office.submit()
    office.approve(request, "chenjing", "agent")
    office.aws.pump()
    office.aws.clock.advance(8 * 3600)
    office.plan.order("lambda", "run_timers", faults.TWICE, faults.TWICE, faults.TWICE)
    office.aws.pass_time(4 * 60)
    assert office.actions(request).count("remind") == 1


def test_a_poisonous_row_holds_nobody_up(office: Office):
    request = office.submit()
    poison = store.OutgoingRow(
        store.request_key(request),
        "7#0poison",
        gsi2pk=store.OUTBOX,
        gsi2sk=f"{clock.to_text(clock.now())}#0poison",
        request=request,
        outgoing_kind="nobody knows",
        body={},
        created_at=clock.to_text(clock.now()),
    )
    poison.save()
    office.aws.pass_time(60)
    office.finish(request)
    (row,) = [row for row in office.platform.rows("outgoing") if row["sk"] == "7#0poison"]
    assert not row.get("sent_at")
    assert row["gsi2sk"] > clock.to_text(clock.now())
    assert outbox.sweep() == 0


def test_a_record_nobody_can_read_is_parked_and_its_batch_delivered(office: Office):
    request = office.submit()
    office.approve(request, "chenjing", "agent")
    stream = office.aws.dynamodb.table(f"{PREFIX}-approvals").stream
    wanted = [record for record in stream if record.keys["sk"]["S"].startswith("7#")]
    broken = {"eventName": "INSERT", "dynamodb": {}}
    good = {"eventName": "INSERT", "dynamodb": {"Keys": wanted[0].keys}}
    with pytest.raises(KeyError):
        jobs.send_outbox({"Records": [broken, good]}, None)
    assert jobs.send_outbox({"Records": [good]}, None) == {"delivered": 1, "failed": 0}


def test_nothing_is_decided_from_an_index(office: Office):
    """The indexes see nothing of the last thousand writes: lists are behind, requests go their way."""
    table = office.aws.dynamodb.table(f"{PREFIX}-approvals")
    table.lag = 1000
    request = office.submit()
    assert lists.tasks("chenjing", opened=True, cursor=None).items == []
    office.finish(request)
    table.catch_up()
    (done,) = lists.tasks("chenjing", opened=False, cursor=None).items
    assert done.request_id == request


def test_step_functions_is_asked_how_a_machine_stands_in_one_place_only():
    """Its reading calls are few a second: lists and pages read our own rows."""
    found = {
        str(path.relative_to(ROOT)): [call for call in SLOW_CALLS if call in path.read_text("utf-8")]
        for path in Path(ROOT / "chalicelib").rglob("*.py")
    }
    assert {path: calls for path, calls in found.items() if calls} == {
        "chalicelib/approvals/machine.py": ["describe_execution", "list_executions"]
    }
