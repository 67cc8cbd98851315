"""The client over real HTTP against the stand-in: every family, every bad day, and what is told of it."""

import datetime as dt
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.platform import clock, messages
from chalicelib.wecom import client, punches, store, vendor_errors
from chalicelib.wecom.apis.base import TooMuchError
from chalicelib.wecom.apis.checkin import By
from chalicelib.wecom.apis.living import Living
from chalicelib.wecom.apis.meetings import Meeting
from chalicelib.wecom.client import Client, call
from chalicelib.wecom.model import WecomRefusedError, WecomUnavailableError, shortened
from sandbox.wecom import errors as sandbox_errors
from sandbox.wecom.credentials import AGENT_ID, APP_SECRET, CONTACTS_SECRET, CORP_ID
from tests.sandbox.conftest import WeCom
from tests.support.wecom_table import wecom_table

pytestmark = pytest.mark.enable_socket
TIMEOUT = 2.0


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeCom]:
    running = WeCom(tmp_path_factory.mktemp("wecom"))
    yield running
    running.stop()


@pytest.fixture
def wecom(vendor: WeCom, monkeypatch: pytest.MonkeyPatch) -> Iterator[WeCom]:
    """The stand-in, and our client of it; its tokens are kept in a table of this process."""
    vendor.advance(3 * 3600)
    vendor.http.delete("/sandbox/calls")
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", (TIMEOUT, TIMEOUT))
    made = Client(CORP_ID, str(AGENT_ID), APP_SECRET, vendor.url)
    monkeypatch.setattr(client, "client", lambda: made)
    with wecom_table():
        logging.getLogger("xietong").setLevel(logging.INFO)
        yield vendor
    vendor.http.delete("/sandbox/faults")
    made._http.close()


def _calls(wecom: WeCom, path: str) -> int:
    return int(wecom.http.get("/sandbox/calls").json().get(f"/cgi-bin/{path}", 0))


def _now(wecom: WeCom) -> int:
    return int(dt.datetime.fromisoformat(wecom.http.get("/sandbox/clock").json()["now"]).timestamp())


def _departments() -> dict[str, Any]:
    return call(lambda app: app.contacts.simplelist())


def test_a_token_is_fetched_once_for_many_calls(wecom: WeCom):
    for _ in range(5):
        assert len(_departments()["department_id"]) == 14
    assert _calls(wecom, "gettoken") == 1


@pytest.mark.parametrize("fault", ["expire_tokens", "revoke_tokens"])
def test_a_token_the_vendor_ends_is_replaced_once(wecom: WeCom, fault: str):
    _departments()
    wecom.fault(fault, "/cgi-bin/department")
    assert _departments()["errcode"] == 0
    assert (_calls(wecom, "gettoken"), _calls(wecom, "department/simplelist")) == (2, 3)


def test_a_token_that_is_always_refused_is_not_tried_for_ever(wecom: WeCom):
    wecom.fault("revoke_tokens", "/cgi-bin/department", count=100)
    with pytest.raises(WecomRefusedError) as refused:
        _departments()
    assert refused.value.errcode == 40014
    assert (_calls(wecom, "gettoken"), _calls(wecom, "department/simplelist")) == (2, 2)


def test_a_wrong_secret_is_told_and_not_tried_again(wecom: WeCom, monkeypatch: pytest.MonkeyPatch):
    wrong = Client(CORP_ID, "7", "no such secret", wecom.url)
    monkeypatch.setattr(client, "client", lambda: wrong)
    with pytest.raises(WecomRefusedError) as refused:
        _departments()
    assert refused.value.errcode == 40001
    assert _calls(wecom, "gettoken") == 1
    assert store.take_lease(wrong._name), "the lease is free for whoever comes next"
    wrong._http.close()


@pytest.mark.parametrize("path", ["/cgi-bin/gettoken", "/cgi-bin/department"])
@pytest.mark.parametrize("fault", ["busy", "frequency", "bad_gateway", "truncated", "lost", "slow"])
def test_every_bad_day_is_unavailable_in_time_and_over_afterwards(
    wecom: WeCom, caplog: pytest.LogCaptureFixture, fault: str, path: str
):
    wecom.fault(fault, path, seconds=TIMEOUT * 2)
    began = time.monotonic()
    with pytest.raises(WecomUnavailableError):
        _departments()
    assert time.monotonic() - began < TIMEOUT * 2
    assert [r.getMessage() for r in caplog.records if r.name == "xietong"] in (
        ["wecom_unavailable"],
        ["wecom_unreachable"],
        [],
    )
    assert len(_departments()["department_id"]) == 14


def test_an_untrusted_address_is_a_number_with_a_meaning_and_a_remedy(wecom: WeCom):
    wecom.fault("untrusted_ip", "/cgi-bin/department")
    with pytest.raises(WecomRefusedError) as refused:
        _departments()
    assert refused.value.errcode == 60020
    assert "NAT" in vendor_errors.explain(refused.value.errcode, "en").remedy
    assert "IP" in vendor_errors.explain(refused.value.errcode).remedy


def test_no_token_and_no_secret_is_in_any_log(wecom: WeCom, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    _departments()
    wecom.fault("lost", "/cgi-bin/department")
    with pytest.raises(WecomUnavailableError):
        _departments()
    ours = ("xietong", "urllib3", "requests", "wechatpy")
    records = [record for record in caplog.records if record.name.startswith(ours)]
    told = "".join(f"{record.getMessage()} {vars(record)} {record.exc_text}" for record in records)
    assert "/cgi-bin/department/simplelist?…" in told, "the library does tell of the call"
    assert APP_SECRET not in told
    assert wecom.token() not in told


@pytest.mark.parametrize("number", sorted({*vendor_errors.NUMBERS, *sandbox_errors.MESSAGES}))
@pytest.mark.parametrize("locale", messages.LOCALES)
def test_every_number_is_explained(number: int, locale: str):
    found, unknown = (vendor_errors.explain(code, locale) for code in (number, 999999))
    assert found.meaning
    assert found.remedy
    assert found != unknown


def test_every_explanation_belongs_to_a_number_we_know():
    keys = {key.partition(".")[0] for key in messages.names("wecom_errors")}
    assert keys == {str(number) for number in vendor_errors.NUMBERS} | {"unknown"}


def _card(task_id: str) -> dict[str, Any]:
    return {
        "card_type": "button_interaction",
        "main_title": {"title": "请假"},
        "button_list": [{"text": "同意", "key": "approve"}],
        "task_id": task_id,
    }


def test_a_card_is_sent_changed_once_and_taken_back(wecom: WeCom):
    sent = call(lambda app: app.card.send_card(["liming", "nobody"], AGENT_ID, _card("leave-1@1")))
    assert sent["invaliduser"] == "nobody"
    code = sent["response_code"]
    call(lambda app: app.card.replace_button(["liming"], AGENT_ID, code, "已同意"))
    assert wecom.inbox()[0]["changed"] == {"button": {"replace_name": "已同意"}}
    with pytest.raises(WecomRefusedError):
        call(lambda app: app.card.replace_button(["liming"], AGENT_ID, code, "已同意"))
    call(lambda app: app.card.recall(sent["msgid"]))
    assert wecom.inbox()[0]["recalled"]


def test_a_card_can_become_another(wecom: WeCom):
    sent = call(lambda app: app.card.send_card(["liming"], AGENT_ID, _card("leave-2@1")))
    new = _card("leave-2@2") | {"main_title": {"title": "请假：已办结"}}
    call(lambda app: app.card.replace_card(["liming"], AGENT_ID, sent["response_code"], new))
    assert wecom.inbox()[0]["changed"]["template_card"]["main_title"]["title"] == "请假：已办结"


def test_a_card_whose_answer_was_lost_is_not_sent_twice(wecom: WeCom):
    wecom.fault("lost")
    with pytest.raises(WecomUnavailableError):
        call(lambda app: app.card.send_card(["liming"], AGENT_ID, _card("leave-3@1")))
    with pytest.raises(WecomRefusedError) as refused:
        call(lambda app: app.card.send_card(["liming"], AGENT_ID, _card("leave-3@1")))
    assert refused.value.errcode == 42014
    assert sum(message["task_id"] == "leave-3@1" for message in wecom.inbox()) == 1


def test_who_signed_in_and_what_they_agreed_to_show(wecom: WeCom):
    code = wecom.code(scope="snsapi_privateinfo", agentid=str(AGENT_ID))
    ticket = call(lambda app: app.auth.getuserinfo(code))["user_ticket"]
    assert call(lambda app: app.auth.getuserdetail(ticket))["userid"] == "liming"


def test_ids_of_all_members_come_page_by_page_for_the_assistant_only(
    wecom: WeCom, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(WecomRefusedError) as refused:
        call(lambda app: app.contacts.list_id())
    assert refused.value.errcode == 48002
    assistant = Client(CORP_ID, "contacts", CONTACTS_SECRET, wecom.url)
    monkeypatch.setattr(client, "client", lambda: assistant)
    rows, cursor, pages = [], "", 0
    while pages == 0 or cursor:
        page = call(lambda app, at=cursor: app.contacts.list_id(at, 25))
        rows += page["dept_user"]
        cursor, pages = page["next_cursor"], pages + 1
    assert pages > 2
    assert len({row["userid"] for row in rows}) == 60
    assert len(rows) > 60, "a member of two departments comes twice"
    assert call(lambda app: app.contacts.simplelist(2))["department_id"][0]["id"] == 2
    assistant._http.close()


def test_a_meeting_is_made_changed_found_and_cancelled(wecom: WeCom):
    start = _now(wecom) + 3600
    meeting = Meeting("liming", "量子电压标准研究方案评审会议", start, 1800, ("wangfang", "mayan"), "带材料")
    name = call(lambda app: app.meeting.create(meeting, AGENT_ID))["meetingid"]
    info = call(lambda app: app.meeting.get_info(name))
    assert info["title"] == "量子电压标准研究方案评审会"[:13]
    assert [one["userid"] for one in info["attendees"]["member"]] == ["wangfang", "mayan"]
    moved = Meeting("liming", "评审", start + 600, 1800, ("sunwei",))
    call(lambda app: app.meeting.update(name, moved))
    found = call(lambda app: app.meeting.list_ids("sunwei", start, start + 3600))
    assert found["meetingid_list"] == [name]
    assert call(lambda app: app.meeting.list_ids("mayan", start, start + 3600))["meetingid_list"] == []
    call(lambda app: app.meeting.cancel(name))
    assert call(lambda app: app.meeting.get_info(name))["status"] == 4


def test_one_stranger_and_there_is_no_meeting(wecom: WeCom):
    start = _now(wecom) + 3600
    meeting = Meeting("liming", "评审", start, 1800, ("wangfang", "stranger"))
    with pytest.raises(WecomRefusedError) as refused:
        call(lambda app: app.meeting.create(meeting, AGENT_ID))
    assert refused.value.errcode == 60111
    assert call(lambda app: app.meeting.list_ids("wangfang", start, start))["meetingid_list"] == []


def test_a_meeting_whose_answer_was_lost_is_found_by_its_start(wecom: WeCom):
    start = _now(wecom) + 7200
    wecom.fault("lost", "/cgi-bin/meeting/create")
    meeting = Meeting("wangfang", "评审", start, 1800, ("liming",))
    with pytest.raises(WecomUnavailableError):
        call(lambda app: app.meeting.create(meeting, AGENT_ID))
    assert len(call(lambda app: app.meeting.list_ids("wangfang", start, start))["meetingid_list"]) == 1


def test_a_broadcast_is_made_changed_and_watched(wecom: WeCom):
    living = Living("liming", "年度安全培训" * 5, _now(wecom) + 60, 3600)
    name = call(lambda app: app.living.create(living, AGENT_ID))["livingid"]
    call(lambda app: app.living.modify(name, Living("liming", "安全培训", living.start, 1800)))
    assert name in call(lambda app: app.living.list_ids("liming"))["livingid_list"]
    wecom.fault("odd_names", "/cgi-bin/living/get_living_info")
    for _ in range(2):
        info = call(lambda app: app.living.get_living_info(name))["living_info"]
        assert (info["theme"], info["status"]) == ("安全培训", 0)
    pages = call(lambda app: list(app.living.watch_stat(name)))
    assert [len(page["stat_info"]["users"]) for page in pages] == [2, 0, 1]
    call(lambda app: app.living.cancel(name))
    with pytest.raises(WecomRefusedError):
        call(lambda app: app.living.modify(name, living))


@pytest.mark.parametrize("fault", ["truncated", "bad_gateway", "lost"])
def test_half_an_answer_of_any_family_is_unavailable(wecom: WeCom, fault: str):
    wecom.fault(fault, "/cgi-bin/living")
    with pytest.raises(WecomUnavailableError):
        call(lambda app: app.living.get_living_info("lv"))


def test_what_wechatpy_has_itself_goes_through_the_same_door(wecom: WeCom):
    assert call(lambda app: app.user.get("liming"))["name"] == "李明"
    assert len(call(lambda app: app.department.get())) == 14
    wecom.fault("truncated", "/cgi-bin/user/get")
    with pytest.raises(WecomUnavailableError):
        call(lambda app: app.user.get("liming"))


def test_health_reports_are_read(wecom: WeCom):
    today = clock.wall(dt.datetime.fromtimestamp(_now(wecom), dt.UTC)).date()
    assert call(lambda app: app.health.get_health_report_stat(today))["pv"] == 50
    (job,) = call(lambda app: app.health.get_report_jobids())["jobids"]
    assert call(lambda app: app.health.get_report_job_info(job, today))["job_info"]["title"]
    assert len(call(lambda app: app.health.get_report_answer(job, today))["answers"]) == 50
    with pytest.raises(WecomRefusedError):
        call(lambda app: app.health.get_health_report_stat(today - dt.timedelta(days=30)))


def test_punches_are_told_without_what_wecom_made_up(wecom: WeCom):
    now = _now(wecom)
    row = {"userid": "liming", "checkin_time": now - 60, "location_title": "主楼", "device_type": 2}
    call(lambda app: app.checkin.add_checkin_record([row]))
    span = (["liming", "mayan"], now - 3600, now)
    told = call(lambda app: app.checkin.getcheckindata(*span))["checkindata"]
    assert {one["exception_type"] for one in told} == {"", "未打卡"}
    found = punches.real(told, now - 3600, now)
    assert [(one["userid"], one["checkin_time"]) for one in found] == [("liming", now - 60)]
    days = call(lambda app: app.checkin.getcheckin_daydata(*span))["datas"]
    assert {one["base_info"]["acctid"] for one in days} == {"liming", "mayan"}
    assert len(call(lambda app: app.checkin.getcheckin_monthdata(*span))["datas"]) == 2
    assert len(call(lambda app: app.checkin.getcheckinoption(["liming"], now))["info"]) == 1
    assert call(lambda app: app.checkin.getcheckinschedulist(*span))["schedule_list"] == []


def test_a_punch_that_came_late_is_found_by_its_upload(wecom: WeCom):
    now = _now(wecom)
    late = {"userid": "sunwei", "checkin_time": now - 2 * 86400, "uploaded_at": now - 10}
    wecom.http.post("/sandbox/punches", json=late).raise_for_status()
    asked = (["sunwei", "stranger"], now - 600, now)
    by_punch = call(lambda app: app.hardware.get_hardware_checkin_data(*asked, By.PUNCH))
    by_upload = call(lambda app: app.hardware.get_hardware_checkin_data(*asked))
    assert by_punch["checkindata"] == []
    assert [one["checkin_time"] for one in by_upload["checkindata"]] == [now - 2 * 86400]


TOO_MUCH = {
    "receivers": lambda app: app.card.send_card(["x"] * 1001, AGENT_ID, {}),
    "receivers of a change": lambda app: app.card.replace_button(["x"] * 1001, AGENT_ID, "c", "t"),
    "invitees": lambda app: app.meeting.create(Meeting("a", "t", 1, 600, ("x",) * 101), AGENT_ID),
    "seconds": lambda app: app.meeting.create(Meeting("a", "t", 1, 299, ()), AGENT_ID),
    "people": lambda app: app.checkin.getcheckindata(["x"] * 101, 0, 1),
    "days": lambda app: app.checkin.getcheckindata(["x"], 0, 31 * 86400),
    "span": lambda app: app.hardware.get_hardware_checkin_data(["x"], 2, 1),
    "records": lambda app: app.checkin.add_checkin_record([{}] * 201),
    "rules": lambda app: app.checkin.getcheckinoption(["x"] * 101, 1),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_wecom_would_refuse_as_too_much_is_never_sent(name: str):
    app = Client(CORP_ID, str(AGENT_ID), APP_SECRET, "http://127.0.0.1:9")
    with pytest.raises(TooMuchError, match="takes"):
        client._once(app, TOO_MUCH[name])


@pytest.mark.parametrize(
    ("text", "kept"), [("会议" * 10, "会议" * 6 + "会"), ("a" * 50, "a" * 40), ("会", "会")]
)
def test_a_title_is_cut_between_characters(text: str, kept: str):
    assert shortened(text, 40) == kept
