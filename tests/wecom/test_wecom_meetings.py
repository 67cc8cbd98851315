"""Meetings from the page to WeCom's calendar, and what happens on a bad day."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.wecom.apps import jobs
from tests.sandbox.conftest import WeCom
from tests.support.wecom_office import Office, office

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeCom]:
    running = WeCom(tmp_path_factory.mktemp("wecom"))
    yield running
    running.stop()


@pytest.fixture
def here(vendor: WeCom, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with office(vendor, monkeypatch) as found:
        yield found


def wanted(here: Office, title: str, hours: float = 24, **more: Any) -> dict[str, Any]:
    times = {"start_at": here.wall(hours=hours), "end_at": here.wall(hours=hours + 1)}
    return {"title": title, "people": ["wangfang", "chenjing"], **times, **more}


def there(here: Office, title: str) -> list[dict[str, Any]]:
    return [one for one in here.calendar("liming") if one["title"] == title]


def test_a_meeting_is_called_and_stands_in_everybodys_calendar(here: Office):
    made = here.post("/meetings", wanted(here, "周例会", location="三楼"))
    assert (made["state"], made["waiting"], made["note"], made["mine"]) == ("standing", False, None, True)
    assert [one["name"] for one in made["people"]] == ["王芳", "陈静"]
    (found,) = there(here, "周例会")
    assert (made["meetingid"], found["invitees"]) == (found["id"], ["wangfang", "chenjing"])
    assert made["link"].startswith("https://meeting.example.com/dm/")
    assert made["code"].isdecimal()
    here.as_person("wangfang")
    (seen,) = here.get("/meetings")["items"]
    assert (seen["id"], seen["mine"], seen["open"]) == (made["id"], False, False)
    here.as_person("heyan")
    assert here.get("/meetings")["items"] == []
    here.get(f"/meetings/{made['id']}", status=404)


def test_the_same_attempt_is_one_meeting(here: Office):
    body = wanted(here, "只开一次")
    first = here.post("/meetings", body, key="the-same-attempt")
    assert here.post("/meetings", body, key="the-same-attempt")["id"] == first["id"]
    assert (len(there(here, "只开一次")), here.calls("meeting/create")) == (1, 1)
    here.post("/meetings", body | {"title": "别的"}, status=409, key="the-same-attempt")


def test_who_is_not_there_is_left_out_by_name_and_the_others_are_invited(here: Office):
    here.platform.aws.pump()
    made = here.post("/meetings", wanted(here, "缺席", people=["wangfang", "stranger", "checker"]))
    # `checker` is in our directory alone: WeCom refuses the whole call, is asked one by one, and then without.
    assert [(one["userid"], one["why"]) for one in made["left_out"]] == [
        ("stranger", "通讯录里没有此人"),
        ("checker", "不在企业微信中，或不在应用可见范围内"),
    ]
    assert made["state"] == "standing"
    assert there(here, "缺席")[0]["invitees"] == ["wangfang"]
    assert [one["userid"] for one in made["people"]] == ["wangfang"]


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"title": " "}, "meeting_title", "title"),
        ({"start_at": "2020-01-01T08:00"}, "meeting_time", "start_at"),
        ({"start_at": "9999-12-31T08:00", "end_at": "9999-12-31T09:00"}, "meeting_time", "start_at"),
        ({"start_at": "0001-01-01T00:00"}, "meeting_time", "start_at"),
        ({"end_at": "tomorrow"}, "meeting_time", "end_at"),
        ({"people": ["liming"]}, "meeting_nobody", "people"),
    ],
)
def test_what_is_wrong_is_said_and_wecom_is_not_asked(
    here: Office, said: dict[str, Any], code: str, field: str
):
    told = here.post("/meetings", wanted(here, "不成") | said, status=400)
    assert (told["code"], told["field"]) == (code, field)
    here.post("/meetings", wanted(here, "太长", people=["x" * 3000]), status=400)
    assert here.calls("meeting/create") == 0


def test_a_meeting_is_moved_and_cancelled_by_who_called_it(here: Office):
    made = here.post("/meetings", wanted(here, "改期"))
    body = wanted(here, "改期了", hours=48, people=["chenjing"])
    moved = here.put(f"/meetings/{made['id']}", body, made["version"])
    assert (moved["state"], moved["waiting"], moved["title"]) == ("standing", False, "改期了")
    assert there(here, "改期了")[0]["invitees"] == ["chenjing"]
    here.put(f"/meetings/{made['id']}", body, made["version"], status=412)
    here.as_person("chenjing")
    assert here.put(f"/meetings/{made['id']}", body, moved["version"], status=403)["code"] == "meeting_others"
    here.as_person("liming")
    for _ in range(2):
        assert here.delete(f"/meetings/{made['id']}")["state"] == "cancelled"
    assert there(here, "改期了")[0]["cancelled"]
    assert here.calls("meeting/cancel") == 1
    assert here.put(f"/meetings/{made['id']}", body, "9", status=409)["code"] == "meeting_over"


@pytest.mark.parametrize("fault", ["lost", "truncated", "slow"])
def test_an_answer_that_got_lost_makes_no_second_meeting(here: Office, fault: str):
    here.wecom.fault(fault, "/cgi-bin/meeting/create", seconds=5)
    made = here.post("/meetings", wanted(here, f"应答丢失{fault}"))
    assert (made["state"], made["waiting"]) == ("planned", True)
    assert jobs.sweep_meetings({}, None) == {"waiting": 0}
    found = here.get(f"/meetings/{made['id']}")
    assert (found["state"], found["meetingid"]) == ("standing", there(here, f"应答丢失{fault}")[0]["id"])
    assert here.calls("meeting/create") == 1


@pytest.mark.parametrize("fault", ["bad_gateway", "busy"])
def test_a_call_without_effect_is_made_again_after_wecom_had_its_time(here: Office, fault: str):
    here.wecom.fault(fault, "/cgi-bin/meeting/create")
    made = here.post("/meetings", wanted(here, f"没有应答{fault}"))
    assert made["state"] == "planned"
    assert jobs.sweep_meetings({}, None) == {"waiting": 1}
    assert here.calls("meeting/create") == 1
    here.pass_time(30)
    assert jobs.sweep_meetings({}, None) == {"waiting": 0}
    assert here.get(f"/meetings/{made['id']}")["state"] == "standing"
    assert len(there(here, f"没有应答{fault}")) == 1


def test_two_meetings_alike_are_not_taken_for_one_another(here: Office):
    body = wanted(here, "同名会议")
    first = here.post("/meetings", body)
    here.wecom.fault("lost", "/cgi-bin/meeting/create")
    second = here.post("/meetings", body)
    jobs.sweep_meetings({}, None)
    found = here.get(f"/meetings/{second['id']}")
    assert found["state"] == "standing"
    assert {first["meetingid"], found["meetingid"]} == {one["id"] for one in there(here, "同名会议")}


def test_one_that_is_cancelled_while_nobody_knows_whether_it_stands_is_found_and_cancelled(here: Office):
    here.wecom.fault("lost", "/cgi-bin/meeting/create")
    made = here.post("/meetings", wanted(here, "又不开了"))
    assert here.delete(f"/meetings/{made['id']}")["state"] == "cancelled"
    (found,) = there(here, "又不开了")
    assert found["cancelled"]


@pytest.mark.parametrize(
    ("fault", "errcode", "meaning"),
    [
        ("forbidden", 48002, "本应用无权调用该接口"),
        ("no_privilege", 60011, "可见范围"),
        ("not_callable", 301002, ""),
        ("untrusted_ip", 60020, "IP"),
    ],
)
def test_a_corporation_without_meetings_is_told_why_and_tries_again_later(
    here: Office, fault: str, errcode: int, meaning: str
):
    here.wecom.fault(fault, "/cgi-bin/meeting/create", count=3)
    made = here.post("/meetings", wanted(here, f"未开通{errcode}"))
    assert (made["state"], made["waiting"], made["failed"]) == ("refused", False, "create")
    assert made["note"]["errcode"] == errcode
    assert meaning in made["note"]["meaning"] + made["note"]["remedy"]
    assert made["note"]["remedy"]
    here.wecom.http.delete("/sandbox/faults")
    again = here.put(f"/meetings/{made['id']}", wanted(here, f"未开通{errcode}"), made["version"])
    assert (again["state"], again["note"]) == ("standing", None)
    assert len(there(here, f"未开通{errcode}")) == 1


def test_one_that_got_lost_and_could_not_be_looked_for_is_still_found_and_brought_to_what_is_wanted_now(
    here: Office,
):
    here.wecom.fault("lost", "/cgi-bin/meeting/create")
    here.wecom.fault("forbidden", "/cgi-bin/meeting/get_user_meetingid")
    made = here.post("/meetings", wanted(here, "先叫这个"))
    jobs.sweep_meetings({}, None)
    refused = here.get(f"/meetings/{made['id']}")
    assert (refused["state"], refused["note"]["errcode"]) == ("refused", 48002)
    here.pass_time(60)
    again = here.put(f"/meetings/{made['id']}", wanted(here, "改叫这个", hours=40), refused["version"])
    assert (again["state"], again["meetingid"]) == ("standing", there(here, "改叫这个")[0]["id"])
    assert (len(there(here, "先叫这个")), here.calls("meeting/create")) == (0, 1)


def test_a_change_that_is_refused_leaves_what_stands(here: Office):
    made = here.post("/meetings", wanted(here, "不让改"))
    here.wecom.fault("forbidden", "/cgi-bin/meeting/update")
    body = wanted(here, "改不了", hours=30)
    after = here.put(f"/meetings/{made['id']}", body, made["version"])
    assert (after["title"], after["state"], after["failed"], after["note"]["errcode"]) == (
        "不让改",
        "standing",
        "change",
        48002,
    )


def _submitted(here: Office) -> str:
    form = {
        "kind": "annual",
        "unit": "day",
        "start_at": "2026-12-14T08:30",
        "end_at": "2026-12-14T17:30",
        "reason": "家中有事",
        "out_of_town": False,
        "agent": "chenjing",
    }
    here.as_person("staff00")
    request = str(here.post("/requests", {"flow": "leave-request", "form": form})["id"])
    here.platform.aws.pump()
    here.as_person("chenjing")
    return request


def test_a_meeting_of_a_request_is_in_its_history_with_its_link_once(here: Office):
    request = _submitted(here)
    made = here.post(f"/requests/{request}/meetings", wanted(here, "交接", people=["wangfang"]))
    here.platform.aws.pump()
    assert (made["state"], made["request"]) == ("standing", request)
    (listed,) = here.get(f"/requests/{request}/meetings")["items"]
    assert (listed["id"], listed["link"]) == (made["id"], made["link"])
    said = {one["action"]: one["text"] for one in here.get(f"/requests/{request}")["timeline"]}
    assert said["meeting"].startswith("发起会议“交接”")
    assert said["meeting_made"].endswith(made["link"])
    for row in here.platform.rows("outgoing", request):
        if row["outgoing_kind"] == "meeting":
            assert row["sent_at"]
    here.platform.aws.pass_time(600)
    actions = [one["action"] for one in here.get(f"/requests/{request}")["timeline"]]
    assert actions.count("meeting_made") == 1
    here.as_person("heyan")
    here.get(f"/requests/{request}/meetings", status=404)
    here.post(f"/requests/{request}/meetings", wanted(here, "外人"), status=404)


def test_a_refusal_is_in_the_history_of_the_request_too(here: Office):
    request = _submitted(here)
    here.wecom.fault("forbidden", "/cgi-bin/meeting/create", count=5)
    made = here.post(f"/requests/{request}/meetings", wanted(here, "未开通的", people=["wangfang"]))
    here.platform.aws.pump()
    assert made["note"]["errcode"] == 48002
    said = [one["text"] for one in here.get(f"/requests/{request}")["timeline"]]
    assert any("未开通的" in text and "（48002）" in text for text in said)


def test_while_wecom_is_silent_the_outbox_goes_on_and_writes_it_back(here: Office):
    request = _submitted(here)
    here.wecom.fault("bad_gateway", "/cgi-bin/meeting", count=2)
    made = here.post(f"/requests/{request}/meetings", wanted(here, "晚一点", people=["wangfang"]))
    assert made["state"] == "planned"
    for _ in range(4):
        here.pass_time(60)
        here.platform.aws.pump()
    actions = [one["action"] for one in here.get(f"/requests/{request}")["timeline"]]
    assert "meeting_made" in actions
    assert here.get(f"/requests/{request}/meetings")["items"][0]["state"] == "standing"
