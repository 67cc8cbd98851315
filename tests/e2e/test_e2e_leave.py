"""The leave flow on the real state machine, from outside, as the people who go through it."""

import datetime as dt
import json
from typing import Any

import httpx
import pytest

from chalicelib.platform import clock
from tests.e2e.e2e_support import actions_of, eventually, leave, states_of, until

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
PDF = b"%PDF-1.4\n%evidence\n"


def evidence(person, name="证明.pdf", content=PDF):
    """Upload a file as the page does: ask for a place, post it there; the form's value."""
    asked = {"name": name, "size_bytes": len(content), "content_type": "application/pdf"}
    created = person.post("/api/files", asked, status=201)
    posted = httpx.post(
        created["upload"]["url"],
        data=created["upload"]["fields"],
        files={"file": (name, content, "application/pdf")},
        trust_env=False,
    )
    assert posted.status_code in {200, 201, 204}, posted.text
    return {"id": created["id"], **asked}


def sick(day, **changed: Any):
    return leave(day, kind="sick", **changed)


def test_agent_and_head_approve_and_the_leave_is_charged(platform, liming, chenjing, wangfang):
    before = liming.balance()
    view = liming.submit(leave(platform.workday(), kind="annual"))
    assert liming.balance()["held"] == before["held"] + 480
    chenjing.decide(view["id"])
    wangfang.decide(view["id"], comment="注意休息")
    done = liming.closed(view["id"], "approved")
    visited = {key for key, state in states_of(done).items() if state == "done"}
    assert visited == {"agent", "head", "charge", "tell"}
    after = liming.balance()
    assert (after["balance"], after["held"]) == (before["balance"] - 480, before["held"])


def test_a_long_leave_goes_to_the_division_leader_and_the_president(platform, liming, chenjing, wangfang):
    day = platform.workday()
    view = liming.submit(leave(day, end_at=until(day, 8)))
    assert view["form"]["days"] == 8
    for userid in ("chenjing", "wangfang", "zhaogang", "sunwei"):
        platform.person(userid).decide(view["id"])
    done = liming.closed(view["id"], "approved")
    states = states_of(done)
    assert [states[key] for key in ("agent", "head", "leader", "president")] == ["done"] * 4


def test_the_machine_visits_exactly_the_states_of_the_path_and_learns_nothing_personal(
    platform, liming, chenjing, wangfang
):
    day = platform.workday()
    view = liming.submit(leave(day, end_at=until(day, 4), reason="私事不便说明"))
    for userid in ("chenjing", "wangfang", "zhaogang"):
        platform.person(userid).decide(view["id"], comment="机密意见")
    done = liming.closed(view["id"], "approved")
    (arn,) = platform.executions(view["id"])
    states = platform.emulator.client("stepfunctions")
    eventually(
        lambda: states.describe_execution(executionArn=arn)["status"] == "SUCCEEDED", "the machine's end"
    )
    history = states.get_execution_history(executionArn=arn, maxResults=1000)["events"]
    entered = [e["stateEnteredEventDetails"]["name"] for e in history if "stateEnteredEventDetails" in e]
    visited = [key for key, state in states_of(done).items() if state == "done"]
    assert [name for name in entered if name in states_of(done)] == visited
    told = json.dumps(history, default=str, ensure_ascii=False)
    for secret in ("李明", "liming", "私事不便说明", "机密意见", "chenjing", "wangfang", view["serial"]):
        assert secret not in told, secret
    asked = json.loads(states.describe_execution(executionArn=arn)["input"])
    assert set(asked) == {"request", "run", "routing", "incomplete"}


def test_sick_leave_shows_its_evidence_to_the_approver_and_to_no_stranger(
    platform, liming, chenjing, wangfang
):
    file = evidence(liming)
    day = platform.workday()
    view = liming.submit(sick(day, end_at=until(day, 2), evidence=[file]))
    assert platform.newcomer("yanxu").fetch(f"/api/files/{file['id']}").status_code == 404
    chenjing.decide(view["id"])
    address = None

    def readable() -> bool:
        nonlocal address
        answer = wangfang.fetch(f"/api/files/{file['id']}")
        address = answer.json().get("url") if answer.status_code == 200 else None
        return address is not None

    eventually(readable, "the head to be asked")
    read = httpx.get(address, trust_env=False)
    assert (read.status_code, read.content) == (200, PDF)
    assert read.headers["content-type"] == "application/pdf"
    wangfang.decide(view["id"])
    zhoumin = platform.person("zhoumin")
    assert zhoumin.task(view["id"])["node"] == "evidence_check"
    zhoumin.decide(view["id"])
    liming.closed(view["id"], "approved")


def test_an_upload_that_is_larger_than_announced_is_refused(platform, liming):
    asked = {"name": "a.pdf", "size_bytes": 10, "content_type": "application/pdf"}
    upload = liming.post("/api/files", asked, status=201)["upload"]
    posted = httpx.post(
        upload["url"],
        data=upload["fields"],
        files={"file": ("a.pdf", b"x" * 11, "application/pdf")},
        trust_env=False,
    )
    assert 400 <= posted.status_code < 500


def test_a_rejection_needs_a_reason_and_gives_the_balance_back(platform, liming, chenjing, wangfang):
    before = liming.balance()
    view = liming.submit(leave(platform.workday(), kind="annual"))
    chenjing.decide(view["id"])
    task = wangfang.task(view["id"])
    path = f"/api/tasks/{task['id']}/decision"
    refused = wangfang.send("POST", path, {"action": "reject", "comment": "  "}, if_match=task["etag"])
    assert (refused.status_code, refused.json()["code"]) == (400, "comment_required")
    assert refused.json()["field"] == "comment"
    wangfang.decide(view["id"], "reject", "人手不足")
    done = liming.closed(view["id"], "rejected")
    assert states_of(done)["head"] == "rejected"
    assert "人手不足" in json.dumps(done["timeline"], ensure_ascii=False)
    assert liming.balance() == before


def test_a_returned_request_comes_back_changed_and_holds_what_it_now_needs(
    platform, liming, chenjing, wangfang
):
    before = liming.balance()
    day = platform.workday()
    view = liming.submit(leave(day, kind="annual", end_at=until(day, 2)))
    assert liming.balance()["held"] == before["held"] + 960
    chenjing.decide(view["id"])
    wangfang.decide(view["id"], "return", "请改为一天")
    assert liming.task(view["id"])["actions"] == ["resubmit"]
    liming.decide(view["id"], "resubmit", "已改", form=leave(day, kind="annual"))
    assert liming.balance()["held"] == before["held"] + 480
    chenjing.decide(view["id"])
    wangfang.decide(view["id"])
    done = liming.closed(view["id"], "approved")
    assert done["form"]["days"] == 1
    assert liming.balance()["balance"] == before["balance"] - 480
    assert liming.balance()["held"] == before["held"]


def test_what_was_seen_is_what_is_signed(platform, liming, chenjing, wangfang):
    day = platform.workday()
    view = liming.submit(leave(day))
    stale = chenjing.task(view["id"])["etag"]
    chenjing.decide(view["id"])
    wangfang.decide(view["id"], "return", "请改")
    liming.decide(view["id"], "resubmit", "已改", form=leave(day, reason="新的事由"))
    task = chenjing.task(view["id"])
    assert task["etag"] != stale
    answer = chenjing.send(
        "POST", f"/api/tasks/{task['id']}/decision", {"action": "approve", "comment": ""}, if_match=stale
    )
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert chenjing.task(view["id"])["id"] == task["id"]


def test_the_starter_takes_a_request_back_and_the_balance_returns(platform, liming, chenjing):
    before = liming.balance()
    view = liming.submit(leave(platform.workday(), kind="annual"))
    chenjing.task(view["id"])
    fresh = liming.request(view["id"])
    assert "withdraw" in fresh["actions"]
    liming.post(f"/api/requests/{view['id']}/withdraw", {"comment": "不请了"}, if_match=fresh["etag"])
    liming.closed(view["id"], "withdrawn")
    assert liming.balance() == before
    assert not chenjing.request(view["id"])["my_tasks"]


def test_a_heads_own_leave_goes_up(platform, wangfang):
    zoukai = platform.person("zoukai")
    view = wangfang.submit(leave(platform.workday(), agent="zoukai"))
    zoukai.decide(view["id"])
    zhaogang = platform.person("zhaogang")
    assert zhaogang.task(view["id"])["node"] == "head"
    zhaogang.decide(view["id"])
    done = wangfang.closed(view["id"], "approved")
    assert "wangfang" not in [
        p["userid"] for n in done["path"] if n["kind"] == "approve" for p in n["people"]
    ]


def test_who_approved_a_moment_ago_is_not_asked_again(platform, wangfang):
    view = wangfang.submit(leave(platform.workday(), agent="zoukai"))
    platform.person("zoukai").decide(view["id"])
    platform.person("zhaogang").decide(view["id"])
    done = wangfang.closed(view["id"], "approved")
    assert "merged" in actions_of(done)
    leader = next(node for node in done["path"] if node["key"] == "leader")
    assert (leader["state"], [p["userid"] for p in leader["people"]]) == ("done", ["zhaogang"])


def test_an_agent_who_says_nothing_for_four_hours_is_passed_over(platform, liming, chenjing, wangfang):
    view = liming.submit(leave(platform.workday()))
    chenjing.task(view["id"])
    past = clock.to_text(clock.now() - dt.timedelta(minutes=1))
    platform.emulator.client("dynamodb").update_item(
        TableName="xietong-local-approvals",
        Key={"pk": {"S": f"R#{view['id']}"}, "sk": {"S": "2#agent#0001"}},
        UpdateExpression="SET due_at = :past, gsi2sk = :past",
        ExpressionAttributeValues={":past": {"S": past}},
    )
    platform.invoke("run_timers", {})
    wangfang.decide(view["id"])
    done = liming.closed(view["id"], "approved")
    passed = next(entry for entry in done["timeline"] if entry["action"] == "auto_pass")
    assert passed["actor"] is None
    assert not chenjing.request(view["id"])["my_tasks"]


def test_whoever_gets_a_copy_may_see_it(platform, liming, chenjing, wangfang):
    view = liming.submit(leave(platform.workday()))
    chenjing.decide(view["id"])
    wangfang.decide(view["id"])
    liming.closed(view["id"], "approved")
    copied = {r["userid"]["S"] for r in platform.rows(view["id"]) if r.get("state", {}).get("S") == "copied"}
    assert "chenjing" in copied
    for userid in copied:
        person = platform.person(userid)
        assert person.request(view["id"])["status"] == "approved"
        listed = person.get("/api/requests", view="cc")["items"]
        assert view["id"] in [item["id"] for item in listed]


def test_everybody_who_is_asked_gets_one_card_and_the_starter_hears_the_end(platform):
    starter = platform.person("fuqiang")
    view = starter.submit(leave(platform.workday(), agent="fangyuan"))
    serial = view["serial"]
    eventually(lambda: len(platform.cards("fangyuan", serial)) == 1, "the agent's card")
    platform.person("fangyuan").decide(view["id"])
    eventually(lambda: len(platform.cards("jiawen", serial)) == 1, "the head's card")
    platform.person("jiawen").decide(view["id"])
    starter.closed(view["id"], "approved")
    eventually(lambda: len(platform.cards("fuqiang", serial)) == 1, "the starter's card")
    eventually(lambda: len(platform.cards("fangyuan", serial)) == 2, "the agent's card and copy")
    card = platform.cards("jiawen", serial)[0]["content"]
    assert f"/#/requests/{view['id']}" in json.dumps(card)


def test_a_reminder_reaches_those_who_are_asked_once_an_hour(platform):
    starter = platform.person("fuqiang")
    view = starter.submit(leave(platform.workday(), agent="fangyuan"))
    platform.person("fangyuan").task(view["id"])
    starter.post(f"/api/requests/{view['id']}/remind", {})
    again = starter.send("POST", f"/api/requests/{view['id']}/remind", {})
    assert (again.status_code, [e["action"] for e in again.json()["timeline"]].count("remind")) == (200, 1)
    eventually(lambda: len(platform.cards("fangyuan", view["serial"])) == 2, "the reminder")
