"""Decisions by the wrong person, on what has changed, of no known kind, twice or at once: refused, or counted once."""

from typing import Any

import pytest

from tests.e2e.e2e_support import leave
from tests.e2e.refusal_support import refusal
from tests.store.store_support import at_once

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


@pytest.fixture
def waiting(platform, liming, chenjing):
    """A request that waits for its agent; she is the one who may decide."""
    view = liming.submit(leave(platform.workday()))
    return view["id"], chenjing.task(view["id"])


def decision(person, task, action="approve", if_match="", **body: Any):
    path = f"/api/tasks/{task['id']}/decision"
    return person.send(
        "POST", path, {"action": action, "comment": "", **body}, if_match=if_match or task["etag"]
    )


def test_somebody_elses_task_cannot_be_decided(platform, wangfang, waiting):
    request, task = waiting
    before = platform.rows(request)
    refusal(decision(wangfang, task), 403, "not_your_task")
    assert platform.rows(request) == before


def test_a_decision_must_say_what_it_saw(platform, chenjing, waiting):
    request, task = waiting
    before = platform.rows(request)
    path = f"/api/tasks/{task['id']}/decision"
    refusal(chenjing.send("POST", path, {"action": "approve"}), 428, "if_match_required")
    refusal(decision(chenjing, task, if_match="f99"), 412, "stale")
    refusal(decision(chenjing, task, if_match='"f0"'), 412, "stale")
    assert platform.rows(request) == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"action": "delete"}, "body_invalid"),
        ({"action": "resubmit"}, "action_not_allowed"),
        ({"action": "reject", "comment": "不行"}, "action_not_allowed"),
        ({"action": "approve", "comment": "长" * 2001}, "body_invalid"),
        ({"action": None}, "body_invalid"),
        ({"comment": "同意"}, "body_invalid"),
    ],
)
def test_a_decision_that_is_none_is_refused(platform, chenjing, waiting, body, code):
    request, task = waiting
    before = platform.rows(request)
    answer = chenjing.send("POST", f"/api/tasks/{task['id']}/decision", body, if_match=task["etag"])
    refusal(answer, 400, code)
    assert platform.rows(request) == before


def test_a_task_that_is_decided_cannot_be_decided_otherwise(platform, chenjing, wangfang, waiting):
    request, task = waiting
    assert decision(chenjing, task).status_code == 200
    wangfang.task(request)
    before = platform.rows(request)
    refusal(decision(chenjing, task, "reject", comment="不行"), 409, "already_decided")
    assert platform.rows(request) == before


def test_the_same_decision_again_gets_the_same_answer(platform, chenjing, wangfang, waiting):
    request, task = waiting
    assert decision(chenjing, task).status_code == 200
    wangfang.task(request)
    before = platform.rows(request)
    assert decision(chenjing, task).status_code == 200
    assert platform.rows(request) == before


def test_two_approvals_at_once_count_once(platform, liming, chenjing, wangfang, waiting):
    request, task = waiting
    answers = at_once(6, lambda _: decision(chenjing, task))
    assert {answer.status_code for answer in answers} == {200}
    wangfang.task(request)
    actions = [entry["action"] for entry in liming.request(request)["timeline"]]
    assert actions.count("approve") == 1


def test_two_different_decisions_at_once_have_one_winner(chenjing, wangfang, waiting):
    decision(chenjing, waiting[1])
    task = wangfang.task(waiting[0])
    kinds = ("reject", "return")
    answers = at_once(2, lambda n: decision(wangfang, task, kinds[n], comment="请改"))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, 409]
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert loser.json()["code"] == "already_decided"


def test_only_the_starter_withdraws_and_reminds(platform, chenjing, waiting):
    request, _ = waiting
    before = platform.rows(request)
    answer = chenjing.send("POST", f"/api/requests/{request}/withdraw", {"comment": ""}, if_match="f1")
    refusal(answer, 403, "not_starter")
    refusal(chenjing.send("POST", f"/api/requests/{request}/remind", {}), 403, "not_starter")
    assert platform.rows(request) == before
