"""Broadcasts, health reports and the configuration check, from the API to WeCom; and a flow that calls a meeting."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.platform.settings import settings
from chalicelib.wecom import callbacks, client
from chalicelib.wecom.apis.living import Living
from chalicelib.wecom.apps import checks, jobs, livings
from chalicelib.wecom.model import CallbackUnsetError
from sandbox.wecom.credentials import AGENT_ID
from tests.sandbox.conftest import WeCom
from tests.support.faults.platform import publish
from tests.support.wecom_office import Office, office

pytestmark = pytest.mark.enable_socket
REPORT = "health-1"


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeCom]:
    running = WeCom(tmp_path_factory.mktemp("wecom"))
    yield running
    running.stop()


@pytest.fixture
def here(vendor: WeCom, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with office(vendor, monkeypatch) as found:
        yield found


def broadcast(here: Office, anchor: str, theme: str) -> str:
    start = int(here.platform.aws.clock.now.timestamp()) + 60
    living = Living(anchor, theme, start, 1800)
    return str(client.call(lambda app: app.living.create(living, AGENT_ID))["livingid"])


def test_somebody_sees_their_broadcasts_page_by_page_and_administrators_anybodys(here: Office):
    names = [broadcast(here, "mayan", f"讲座{number:02d}") for number in range(livings.PAGE + 2)]
    here.as_person("linhao")
    first = here.get("/livings?userid=mayan")
    assert (len(first["items"]), first["note"]) == (livings.PAGE, None)
    rest = here.get(f"/livings?userid=mayan&cursor={first['next_cursor']}")
    assert [one["id"] for one in (*first["items"], *rest["items"])] == names
    assert rest["next_cursor"] is None
    assert first["items"][0]["theme"] == "讲座00"
    assert (first["items"][0]["minutes"], first["items"][0]["status"]) == (30, 0)
    here.as_person("liming")
    assert here.get("/livings")["items"] == []
    here.get("/livings?userid=mayan", status=403)
    here.as_person("linhao")
    here.get("/livings?userid=mayan&cursor=nonsense", status=400)


def test_who_watched_is_read_past_the_empty_page_and_status_with_a_blank(here: Office):
    name = broadcast(here, "liming", "安全培训")
    here.wecom.fault("odd_names", "/cgi-bin/living/get_living_info")
    found = here.get(f"/livings/{name}")
    assert (found["living"]["status"], found["whole"], found["note"]) == (0, True, None)
    assert (len(found["people"]), found["minutes"]) == (3, 30)
    assert here.calls("living/get_watch_stat") == 3
    here.as_person("wangfang")
    here.get(f"/livings/{name}", status=404)
    here.get("/livings/no-such", status=404)
    here.as_person("linhao")
    here.get(f"/livings/{name}")


@pytest.mark.parametrize("path", ["/livings", "/health-reports"])
@pytest.mark.parametrize(
    ("fault", "errcode"),
    [("forbidden", 48002), ("no_privilege", 60011), ("untrusted_ip", 60020), ("not_callable", 301002)],
)
def test_what_the_corporation_has_not_enabled_is_a_note_with_the_number(
    here: Office, path: str, fault: str, errcode: int
):
    here.as_person("linhao")
    here.wecom.fault(fault, f"/cgi-bin/{'living' if path == '/livings' else 'health'}")
    note = here.get(path)["note"]
    assert note["errcode"] == errcode
    assert note["meaning"]
    assert note["remedy"]


@pytest.mark.parametrize("path", ["/livings", "/health-reports", f"/health-reports/{REPORT}"])
def test_while_wecom_is_silent_it_is_said_so(here: Office, path: str):
    here.as_person("linhao")
    here.wecom.fault("bad_gateway", "/cgi-bin/")
    assert here.get(path, status=503)["code"] == "wecom_unavailable"


def test_health_reports_of_a_day_by_department_with_who_is_missing(here: Office):
    here.as_person("linhao")
    day = here.get("/health-reports")
    assert (day["times"], day["people"], day["answers"]) == (50, 50, True)
    assert [one["title"] for one in day["reports"]] == ["每日健康上报"]
    assert [one["name"] for one in day["departments"]] == ["院领导"]
    whole = here.get(f"/health-reports/{REPORT}")
    people = {one["userid"] for one in whole["missing"]}
    assert whole["asked"] == whole["answered"] + whole["missing_count"] > 5
    assert (whole["missing_count"], whole["whole"]) == (len(people), True)
    assert sum(one["asked"] for one in whole["below"]) == whole["asked"]
    # The head of a department sees it and what is below it, and nothing above.
    here.as_person("wangfang")
    assert [one["id"] for one in here.get("/health-reports")["departments"]] == [11]
    own = here.get(f"/health-reports/{REPORT}")
    assert own["department"]["name"] == "热工计量所"
    assert {one["userid"] for one in own["missing"]} <= people
    assert here.get(f"/health-reports/{REPORT}?department=12")["asked"] <= own["asked"]
    here.get(f"/health-reports/{REPORT}?department=10", status=403)
    here.get(f"/health-reports/{REPORT}?department=999", status=404)
    here.as_person("liming")
    assert here.get("/health-reports", status=403)["code"] == "report_forbidden"


def test_days_wecom_does_not_tell_of_are_refused_here(here: Office):
    here.as_person("linhao")
    today = here.get("/health-reports")["day"]
    assert here.get(f"/health-reports/{REPORT}?day={today}")["asked"] > 0
    assert here.get("/health-reports?day=2020-01-01", status=400)["code"] == "report_day"
    assert here.get(f"/health-reports/{REPORT}?day=2020-01-01", status=400)["field"] == "day"
    here.get("/health-reports/no-such", status=404)


@pytest.fixture
def _no_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no parameter store here: nobody has put the callback's secrets anywhere."""

    def unset() -> None:
        raise CallbackUnsetError

    monkeypatch.setattr(callbacks, "secrets", unset)


def checked(here: Office, faults: dict[str, str]) -> dict[str, Any]:
    for path, kind in faults.items():
        here.wecom.fault(kind, f"/cgi-bin/{path}", count=9)
    here.as_person("linhao")
    return dict(here.get("/admin/wecom/setup"))


@pytest.mark.usefixtures("_no_parameters")
def test_the_check_asks_each_family_once_and_is_content(here: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XT_PUBLIC_URL", "http://127.0.0.1:8080")
    settings.cache_clear()
    found = checked(here, {})
    verdicts = {one["key"]: one["verdict"] for one in found["items"]}
    assert verdicts.pop("callback") == "unset"
    assert set(verdicts.values()) == {"good"}
    assert {"secret", "token", *checks.PROBES, "address", "domain"} == set(verdicts)
    assert (found["missing"], found["address"]) == ([], "")
    once = ("meeting/get_user_meetingid", "living/get_user_all_livingid", "health/get_report_jobids")
    assert [here.calls(path) for path in (*once, "gettoken", "message/send")] == [1, 1, 1, 1, 0]


@pytest.mark.usefixtures("_no_parameters")
def test_the_check_names_every_missing_right_by_its_number(here: Office):
    faults = {
        "meeting": "forbidden",
        "department": "no_privilege",
        "message": "untrusted_ip",
        "health": "not_callable",
        "checkin": "not_callable",
    }
    found = checked(here, faults)
    named = {one["errcode"]: one for one in found["missing"]}
    assert set(named) == {48002, 60011, 60020, 301002}
    assert named[48002]["names"] == ["会议"]
    assert named[301002]["names"] == ["健康上报", "打卡"]
    assert all(one["meaning"] and one["remedy"] for one in named.values())
    assert (found["good"], found["address"]) == (False, "203.0.113.9")
    refused = {one["key"]: one["errcode"] for one in found["items"] if one["verdict"] == "refused"}
    assert refused == {
        "meeting": 48002,
        "directory": 60011,
        "message": 60020,
        "health": 301002,
        "checkin": 301002,
    }


@pytest.mark.usefixtures("_no_parameters")
def test_without_a_token_nothing_else_is_asked(here: Office):
    found = checked(here, {"gettoken": "untrusted_ip"})
    verdicts = {one["key"]: (one["verdict"], one["errcode"]) for one in found["items"]}
    assert verdicts["token"] == ("refused", 60020)
    assert verdicts["meeting"] == verdicts["domain"] == ("skipped", 0)
    assert [one["names"] for one in found["missing"]] == [["访问凭证"]]
    assert here.calls("meeting/get_user_meetingid") == 0
    assert here.calls("gettoken") == 1


@pytest.mark.usefixtures("_no_parameters")
def test_a_function_that_fails_is_told_apart_from_a_refusal(here: Office):
    def broken(*_: Any) -> None:
        raise RuntimeError

    here.platform.aws.lambdas.handlers["wecom_ask"] = broken
    found = checked(here, {})
    items = {one["key"]: one for one in found["items"]}
    assert items["secret"]["verdict"] == "unavailable"
    assert "XT_WECOM_SECRET" in items["secret"]["remedy"]
    assert items["meeting"]["verdict"] == "skipped"


def test_nobody_but_administrators_looks_at_the_check(here: Office):
    assert here.get("/admin/wecom/setup", status=403)["code"] == "not_administrator"


FLOW = """
key: review
name: 评审会
section: attendance
description: 约一场评审会
serial: "PS-{yyyy}-{seq:4}"
starters: everyone
form:
  topic: {label: 主题, type: text, required: true, summary: true}
  experts: {label: 评审专家, type: users, required: true}
  start_at: {label: 开始时间, type: datetime, required: true}
  end_at: {label: 结束时间, type: datetime, required: true}
  link: {label: 会议链接, type: text, later: true, max_length: 200}
nodes:
  - call:
      system: wecom
      operation: meeting
      with: {title: topic, people: experts, start_at: start_at, end_at: end_at}
      result: {link: answer.link}
    key: meet
    name: 预约会议
  - approve: head
    name: 部门负责人
    approvers: {head_of: starter.department}
"""


def _started(here: Office, topic: str) -> str:
    form = {
        "topic": topic,
        "experts": ["wangfang", "chenjing"],
        "start_at": here.wall(hours=24),
        "end_at": here.wall(hours=25),
    }
    request = str(here.post("/requests", {"flow": "review", "form": form})["id"])
    here.platform.aws.pump()
    return request


def test_a_flow_calls_a_meeting_with_the_people_of_a_field_and_writes_its_link_into_another(here: Office):
    publish(FLOW)
    request = _started(here, "标准装置评审")
    view = here.get(f"/requests/{request}")
    assert view["form"]["link"].startswith("https://meeting.example.com/dm/")
    (found,) = here.get(f"/requests/{request}/meetings")["items"]
    assert (found["link"], found["organiser"]["userid"]) == (view["form"]["link"], "liming")
    assert [one["title"] for one in here.calendar("chenjing")][-1] == "标准装置评审"
    assert here.calls("meeting/create") == 1


def test_a_flows_meeting_is_made_once_though_the_answer_is_lost_and_after_a_refusal_is_lifted(here: Office):
    publish(FLOW)
    here.wecom.fault("lost", "/cgi-bin/meeting/create")
    here.wecom.fault("forbidden", "/cgi-bin/meeting/get_user_meetingid")
    request = _started(here, "丢了应答")
    for _ in range(6):
        here.pass_time(60)
        here.platform.aws.pump()
    assert here.get(f"/requests/{request}")["form"]["link"]
    assert len([one for one in here.calendar("liming") if one["title"] == "丢了应答"]) == 1


def test_the_function_says_nothing_of_what_it_does_not_know():
    with pytest.raises(KeyError):
        jobs.wecom_ask({"topic": "moon"}, None)
