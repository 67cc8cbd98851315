"""Things break between two approvals, and the request goes on where it stood: nobody is asked twice."""

import copy
import json

import pytest

from tests.e2e.e2e_support import (
    PREFIX,
    actions_of,
    age,
    eventually,
    finish,
    leave,
    outbox,
    pending,
    waiting_for_head,
)

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


def meaning(platform, request):
    """The rows of a request without what only keeps the books: tokens, entries and counts of writes."""
    rows = [row for row in copy.deepcopy(platform.rows(request)) if row["kind"]["S"] != "token"]
    for row in rows:
        for name in ("entries", "revision"):
            row.pop(name, None)
    return rows


def visit_row(platform, request, node):
    return next(row for row in platform.rows(request) if row["sk"]["S"] == f"2#{node}#0001")


def entered(platform, request, node):
    """The event with which the machine came to a node, as its Lambda got it."""
    mark = visit_row(platform, request, node)["entries"]["L"][0]["S"]
    run, _, at = mark.partition("/")
    event = {"request": request, "run": int(run), "node": node, "entered": at}
    tokens = [row["token"]["S"] for row in platform.rows(request) if row["sk"]["S"].startswith(f"4#{node}#")]
    return {**event, "token": tokens[0]} if tokens else event


def test_a_machine_that_was_stopped_is_replayed_to_the_same_node(platform):
    request = waiting_for_head(platform)
    before = meaning(platform, request)
    (arn,) = platform.executions(request)
    states = platform.emulator.client("stepfunctions")
    states.stop_execution(executionArn=arn, error="Operator", cause="by mistake")
    platform.invoke("reconcile", {"everything": True})
    eventually(lambda: len(platform.executions(request)) == 2, "the second run")
    second = platform.executions(request)[1]
    eventually(lambda: "2/" in str(visit_row(platform, request, "head")["entries"]), "the replay's arrival")
    assert states.describe_execution(executionArn=second)["status"] == "RUNNING"
    kept = [row for row in meaning(platform, request) if row["sk"]["S"].startswith(("2#", "3#"))]
    assert kept == [row for row in before if row["sk"]["S"].startswith(("2#", "3#"))]
    finish(platform, request)


def test_the_news_of_a_stopped_machine_restarts_it_once_though_it_comes_twice(platform):
    request = waiting_for_head(platform)
    (arn,) = platform.executions(request)
    platform.emulator.client("stepfunctions").stop_execution(executionArn=arn)
    news = {"detail": {"name": f"{request}-1", "status": "ABORTED"}}
    platform.invoke("reconcile", news)
    platform.invoke("reconcile", news)
    view = platform.person("liming").request(request)
    assert actions_of(view).count("restarted") == 1
    eventually(lambda: "2/" in str(visit_row(platform, request, "head")["entries"]), "the replay's arrival")
    finish(platform, request)


def test_a_machine_that_lives_is_left_alone(platform):
    request = waiting_for_head(platform)
    before = platform.rows(request)
    platform.invoke("reconcile", {"everything": True})
    assert platform.rows(request) == before
    assert len(platform.executions(request)) == 1


def test_what_the_stream_did_not_deliver_the_sweeper_does(platform, liming, chenjing, wangfang):
    view = liming.submit(leave(platform.workday()))
    chenjing.task(view["id"])
    aws_lambda = platform.emulator.client("lambda")
    mappings = aws_lambda.list_event_source_mappings(FunctionName=f"{PREFIX}-send_outbox")
    (mapping,) = mappings["EventSourceMappings"]
    aws_lambda.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        chenjing.decide(view["id"])
        row = next(each for each in outbox(platform, view["id"]) if "sent_at" not in each)
        assert row["outgoing_kind"]["S"] == "resume"
        age(platform, row)
        platform.invoke("sweep_outbox", {})
        sent = {each["sk"]["S"] for each in outbox(platform, view["id"]) if "sent_at" in each}
        assert row["sk"]["S"] in sent
    finally:
        aws_lambda.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)
    platform.invoke("sweep_outbox", {})
    wangfang.decide(view["id"])
    while row := pending(platform, view["id"]):
        age(platform, row)
        platform.invoke("sweep_outbox", {})
    liming.closed(view["id"], "approved")


def test_a_row_delivered_twice_has_one_effect(platform, chenjing):
    request = waiting_for_head(platform)
    platform.settle()
    before = meaning(platform, request)
    cards = len(platform.cards("chenjing", request))
    records = [
        {"eventName": "INSERT", "dynamodb": {"Keys": {"pk": row["pk"], "sk": row["sk"]}}}
        for row in outbox(platform, request)
    ]
    dynamodb = platform.emulator.client("dynamodb")
    for row in outbox(platform, request):
        dynamodb.update_item(
            TableName=f"{PREFIX}-approvals",
            Key={"pk": row["pk"], "sk": row["sk"]},
            UpdateExpression="REMOVE sent_at",
        )
    assert platform.invoke("send_outbox", {"Records": records})["failed"] == 0
    platform.settle()
    assert meaning(platform, request) == before
    assert len(platform.cards("chenjing", request)) == cards
    assert len(platform.executions(request)) == 1
    finish(platform, request)


def test_a_node_opened_again_asks_nobody_again(platform):
    request = waiting_for_head(platform)
    platform.settle()
    before, others = meaning(platform, request), everything_else(platform, request)
    for node in ("agent", "head", "head"):
        platform.invoke("open_node", entered(platform, request, node))
    platform.settle()
    assert meaning(platform, request) == before
    assert everything_else(platform, request) == others
    finish(platform, request)


def test_effects_and_the_end_called_again_change_nothing(platform, liming, chenjing, wangfang):
    view = liming.submit(leave(platform.workday(), kind="annual"))
    request = view["id"]
    chenjing.decide(request)
    wangfang.decide(request)
    liming.closed(request, "approved")
    platform.settle()
    before, others = meaning(platform, request), everything_else(platform, request)
    for node in ("charge", "tell"):
        event = entered(platform, request, node)
        for _ in range(2):
            platform.invoke("run_effect", event)
    for outcome in ("approved", "Rejected", "Withdrawn"):
        platform.invoke("close_request", {"request": request, "run": 1, "outcome": outcome})
    platform.settle()
    assert meaning(platform, request) == before
    assert everything_else(platform, request) == others


def everything_else(platform, request):
    """All other rows there are: ledgers, other requests, people. What scheduled jobs note of their runs is not looked
    at: they run meanwhile.
    """
    noted = ("COUNTER#", "RATE#", "REPAIR", "RULES")
    return {
        key: row
        for key, row in platform.dump().items()
        if key[1] != f"R#{request}" and not key[1].startswith(noted)
    }


def test_an_export_is_proved_whole_without_the_platform(platform, tmp_path):
    waiting_for_head(platform)
    lines = export(platform, tmp_path)
    verdict = verify(platform, tmp_path, lines)
    assert verdict["breaks"] == []
    assert (verdict["requests"], verdict["events"]) == (
        sum("head" in line for line in map(json.loads, lines)),
        sum("seq" in line for line in map(json.loads, lines)),
    )


def test_whatever_is_done_to_an_export_is_named(platform, tmp_path):
    request = waiting_for_head(platform)
    lines = export(platform, tmp_path, "--request", request)
    changed = [lines[0], lines[1].replace("chenjing", "liming"), *lines[2:]]
    removed = [lines[0], *lines[2:]]
    reordered = [lines[0], lines[2], lines[1], *lines[3:]]
    cut_tail = [*lines[:-3], *lines[-2:]]
    headless = [*lines[:-2], lines[-1]]
    reasons = {
        name: verify(platform, tmp_path, broken)["breaks"][0]
        for name, broken in {
            "changed": changed,
            "removed": removed,
            "reordered": reordered,
            "cut tail": cut_tail,
            "headless": headless,
        }.items()
    }
    assert {found["request"] for found in reasons.values()} == {request}
    assert "was changed" in reasons["changed"]["reason"]
    assert reasons["changed"]["seq"] == 2
    assert "missing or moved" in reasons["removed"]["reason"]
    assert "missing or moved" in reasons["reordered"]["reason"]
    assert "is missing or another" in reasons["cut tail"]["reason"]
    assert "the export is cut" in reasons["headless"]["reason"]
    for cut in ([], lines[:-1], [*lines[:-1], lines[-1][:20]]):
        told = [found["reason"] for found in verify(platform, tmp_path, cut)["breaks"]]
        assert "the closing line is missing: the export is cut off, or empty" in told


def export(platform, folder, *arguments: str):
    target = folder / "audit.jsonl"
    answer = platform.xt("audit", "export", "--out", str(target), *arguments)
    assert answer.returncode == 0, answer.stderr
    return target.read_text("utf-8").splitlines()


def verify(platform, folder, lines):
    """What `./xt audit verify` says; its exit code must agree."""
    changed = folder / "changed.jsonl"
    changed.write_text("\n".join(lines) + "\n", "utf-8")
    answer = platform.xt("audit", "verify", str(changed), "--json")
    verdict = json.loads(answer.stdout)
    assert answer.returncode == (1 if verdict["breaks"] else 0)
    return verdict
