"""Preferences and what was not delivered, over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.wecom import members
from tests.support.browser import SIGNED_IN, WRITING, call, said, sign_in
from tests.support.messaging import Messaging, messaging

PREFERENCES = "/messages/preferences"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Messaging]:
    with messaging(tmp_path) as made:
        yield made


def put(body: dict[str, Any], version: str = "0") -> Any:
    return call("PUT", PREFERENCES, body, WRITING | {"If-Match": version})


def test_everybody_begins_with_the_usual_and_keeps_what_they_choose(office: Messaging, monkeypatch: Any):
    sign_in(monkeypatch)
    first = json.loads(call("GET", PREFERENCES, headers=SIGNED_IN).body)
    assert {kind["key"]: kind["way"] for kind in first["kinds"]}["todo"] == "now"
    assert (first["quiet"], first["version"]) == (None, 0)
    assert "supervised" not in {kind["key"] for kind in first["kinds"]}, "it cannot be chosen"
    answer = put({"ways": {"cc": "off"}, "quiet": {"begin": "22:00", "end": "07:30"}})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    kept = json.loads(call("GET", PREFERENCES, headers=SIGNED_IN).body)
    assert {kind["key"]: kind["way"] for kind in kept["kinds"]}["cc"] == "off"
    assert kept["quiet"] == {"begin": "22:00", "end": "07:30"}


def test_a_second_window_and_what_cannot_be_chosen_are_refused(office: Messaging, monkeypatch: Any):
    sign_in(monkeypatch)
    assert put({"ways": {}}).status_code == 200
    assert (put({"ways": {}}).status_code, said(put({"ways": {}}))["code"]) == (412, "stale")
    refused = put({"ways": {"todo": "off"}}, "1")
    assert (refused.status_code, said(refused)["field"]) == (400, "ways.todo")
    refused = put({"ways": {}, "quiet": {"begin": "22:00", "end": "22:00"}}, "1")
    assert (refused.status_code, said(refused)["code"]) == (400, "preference_invalid")


def test_administrators_see_whom_wecom_does_not_reach_and_what_was_given_up(
    office: Messaging, monkeypatch: Any
):
    members.enable(office.phones, "liming", enabled=False)
    office.notify("todo", "liming")
    office.settle()
    office.app.faults = [60020] * 8
    office.notify("todo", "wangfang")
    office.settle()
    for _ in range(7):
        office.pass_hours(0.6)
    sign_in(monkeypatch, admin=True, userid="linhao")
    told = json.loads(call("GET", "/admin/messages/undelivered", headers=SIGNED_IN).body)
    (person,), (notice,) = told["people"], told["notices"]
    assert (person["userid"], person["missed"]) == ("liming", 1)
    assert "可见范围" in person["reason"]
    assert notice["reason"].startswith("60020")
    assert (notice["kind"], notice["title"]) == ("待办", "李明的请假申请待您处理")
    for path in (f"people/{person['userid']}", f"notices/{notice['id']}"):
        assert call("POST", f"/admin/messages/{path}/again", {}, WRITING).status_code == 204
    office.pass_minutes(1)
    assert len(office.phone("wangfang")) == 1
    missing = call("POST", f"/admin/messages/notices/{notice['id']}/again", {}, WRITING)
    assert (missing.status_code, said(missing)["code"]) == (404, "notice_not_found")
    assert call("POST", "/admin/messages/people/heyan/again", {}, WRITING).status_code == 404


def test_only_administrators_see_it(office: Messaging, monkeypatch: Any):
    sign_in(monkeypatch)
    assert call("GET", "/admin/messages/undelivered", headers=SIGNED_IN).status_code == 403
