"""What must hold when everything has come to rest, said from the rows and machines alone."""

import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.approvals import audit
from chalicelib.approvals.model.types import TaskState
from tests.support.faults.plans import PLANS
from tests.support.faults.platform import BALANCE_MINUTES, Platform
from tests.support.faults.run import Case, Report

IN_HAND = {TaskState.OPEN.value, TaskState.WAITING.value}
BOOKKEEPING = {"restarted"}
ONCE = {"called", "call_failed", "subflow_refused", "subflow_ended", "event"}
Story = tuple[tuple[str, ...], ...]


def prove(platform: Platform, report: Report, expected: Mapping[str, Story]) -> None:
    """Nothing lost, nobody asked twice, nothing left over, the chain whole, everything written once.

    `expected` is the story of each plan without faults.
    """
    nothing_is_lost(platform, report)
    nobody_is_asked_twice(platform, report)
    for case in report.cases:
        assert story(platform, case.request) == expected[case.plan.name], f"{case.plan.name} {case.request}"
    nothing_is_left_over(platform)
    the_audit_chains_are_whole(platform)
    everything_is_written_once(platform, report)


def stories(platform: Platform, report: Report) -> dict[str, Story]:
    return {case.plan.name: story(platform, case.request) for case in report.cases}


def story(platform: Platform, request: str) -> Story:
    """The visits of a request with their outcomes and what each person did there, and of its sub-requests."""
    told = []
    (head,) = platform.rows("request", request)
    for row in platform.rows("visit", request):
        outcome = json.loads(row["outcome"])["name"] if row.get("outcome") else ""
        people = sorted(
            f"{'starter' if task['userid'] == head['starter'] else task['userid']} {task['state']}"
            for task in platform.rows("task", request)
            if (task["node"], task["visit"]) == (row["node"], row["number"])
        )
        told.append((row["node"], str(row["number"]), row["scope"], outcome, *people))
    for child in platform.children(request):
        told += story(platform, child["request"])
    return tuple(sorted(told))


def nothing_is_lost(platform: Platform, report: Report) -> None:
    """Every request has come to its end, every decision that was answered stands."""
    for case in report.cases:
        (row,) = platform.rows("request", case.request)
        assert row["status"] == case.plan.end, f"{case.plan.name} {case.request}: {row['status']}"
        assert case.at == len(case.plan.steps)
        decided = {
            f"{task['request']}.{task['node']}.{task['visit']}.{task['number']}"
            for one in (case.request, *(child["request"] for child in platform.children(case.request)))
            for task in platform.rows("task", one)
            if task["state"] not in IN_HAND | {"cancelled", "expired"}
        }
        assert {task for task, *_ in case.told} - {"withdraw", "event"} <= decided


def nobody_is_asked_twice(platform: Platform, report: Report) -> None:
    """A visit is opened once and asks a person once; a decision is taken once; a message has one key."""
    opened: Counter[Any] = Counter()
    decided: Counter[Any] = Counter()
    for row in platform.rows("event"):
        place = row["request"], row["node"], row["visit"]
        if row["action"] in {"opened", "merged", "nobody_needed", "stands"}:
            opened[place] += 1
        if row["action"] in ONCE:
            opened[(*place, row["action"])] += 1
        if row["action"] in {"approve", "reject", "return", "resubmit", "withdraw"}:
            decided[(*place, row["actor"])] += 1
    assert [place for place, count in opened.items() if count > 1] == []
    assert [place for place, count in decided.items() if count > 1] == []
    asked = Counter(
        (task["request"], task["node"], task["visit"], task["userid"]) for task in platform.rows("task")
    )
    assert [place for place, count in asked.items() if count > 1] == []
    told = {(row["request"], row["body"]) for row in platform.rows("outgoing") if '"todo"' in row["body"]}
    todo = [row for row in platform.rows("outgoing") if '"todo"' in row["body"]]
    assert len(told) == len(todo)
    started = sum(case.plan.children for case in report.cases)
    assert sum(row["parent"] != "{}" for row in platform.rows("request")) == started


def nothing_is_left_over(platform: Platform) -> None:
    """No machine without a request, no request without its end, no effect pending, no task open."""
    assert [run.name for run in platform.aws.states.executions.living()] == []
    assert [row["request"] for row in platform.rows("request") if row["status"] == "running"] == []
    assert [row["sk"] for row in platform.rows("outgoing") if not row.get("sent_at")] == []
    assert [row["sk"] for row in platform.rows("task") if row["state"] in IN_HAND] == []
    assert [row["sk"] for row in platform.rows("visit") if not row.get("outcome")] == []


def the_audit_chains_are_whole(platform: Platform) -> None:
    broken = [row["request"] for row in platform.rows("request") if not audit.is_whole(row["request"])]
    assert broken == []
    verdict = audit.verify(io.StringIO("\n".join(audit.export())))
    assert verdict.breaks == ()
    assert (verdict.requests, verdict.events) == (len(platform.rows("request")), len(platform.rows("event")))


def everything_is_written_once(platform: Platform, report: Report) -> None:
    """Leave is charged as planned and nothing stays held; each purchase stands on the shelf once; another system hears
    of each call under one key, however often.
    """
    rows = platform.table("libraries")
    accounts = {row["owner"]: row for row in rows if row["kind"] == "account"}
    for starter, account in accounts.items():
        used = sum(case.plan.minutes for case in _of(report.cases, starter))
        assert float(account["available"]) == BALANCE_MINUTES - used, starter
        assert float(account["held"]) == 0, starter
    shelved = [row for row in rows if row["kind"] == "record"]
    assert len(shelved) == sum(case.plan.goods for case in report.cases)
    assert len(platform.outside.taken) == sum(case.plan.calls for case in report.cases)


def _of(cases: Iterable[Case], starter: str) -> list[Case]:
    return [case for case in cases if case.starter == starter]


def plans_are_all_there(report: Report) -> bool:
    return {case.plan.name for case in report.cases} == {plan.name for plan in PLANS}
