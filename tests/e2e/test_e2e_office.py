"""Meetings, the configuration check and WeCom's JS-SDK, as people and administrators meet them in their browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from cli.local import content
from tests.e2e.e2e_support import Platform, eventually, leave
from tests.e2e.pages_support import DESK, PATIENCE_MS, by, request_of, wrong_now

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]
FLOWS = Path(__file__).parent / "flows"
SDK = re.compile(r"https://wwcdn\.weixin\.qq\.com/.*")
IN_WECOM = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile wxwork/4.1.20 MicroMessenger/7.0.1"
)
STAND_IN = """
window.asked = [];
const told = %s;
const answer = (name) => (said) => (window.asked.push([name, said]),
  told[name] ? Promise.resolve(told[name]) : Promise.reject({ errMsg: name + ':fail' }));
window.ww = Object.fromEntries(['scanQRCode', 'selectEnterpriseContact', 'chooseImage', 'getLocalImgData', 'getLocation']
  .map((name) => [name, answer(name)]));
window.ww.register = async (said) => {
  const url = location.href;
  window.asked.push(['register', { ...said, config: await said.getConfigSignature(url), agent: await said.getAgentConfigSignature(url) }]);
};
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def sandbox(platform: Platform) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=platform.local.sandbox_url, timeout=60, trust_env=False) as client:
        yield client
        client.delete("/sandbox/faults")


def fault(sandbox: httpx.Client, kind: str, path: str, count: int = 9) -> None:
    body = {"kind": kind, "path_prefix": f"/cgi-bin/{path}", "count": count}
    sandbox.post("/sandbox/faults", json=body).raise_for_status()


def calendar(sandbox: httpx.Client, userid: str) -> list[dict[str, Any]]:
    return list(sandbox.get("/sandbox/meetings", params={"userid": userid}).json()["items"])


def test_a_meeting_about_a_request_is_in_wecom_and_its_link_on_the_request(platform, signed_in, sandbox):
    view = platform.person("liming").submit(leave(platform.workday()))
    page: Page = signed_in("liming", f"/#/requests/{view['id']}")
    by(page, "meeting-call").click()
    by(page, "meeting-title").fill("工作交接")
    by(page, "meeting-from-工作代理人").click()
    expect(by(page, "meeting-people")).to_contain_text("陈静")
    assert wrong_now(page) == []
    by(page, "meeting-send").click()
    card = by(page, "request-meetings").locator("article")
    expect(card).to_have_attribute("data-state", "standing", timeout=PATIENCE_MS)
    link = by(page, "meeting-join").get_attribute("href")
    expect(by(page, "timeline")).to_contain_text("发起会议“工作交接”")
    found = [one for one in calendar(sandbox, "chenjing") if one["title"] == "工作交接"]
    assert [one["admin"] for one in found] == ["liming"]
    expect_written_back(platform, view["id"], str(link))
    assert wrong_now(page) == []


def expect_written_back(platform: Platform, request: str, link: str) -> None:
    def written() -> bool:
        return any(link in one["text"] for one in platform.person("liming").request(request)["timeline"])

    eventually(written, "the link in the history")


def test_where_the_corporation_has_no_meetings_the_page_says_why_and_one_tries_again(
    platform, signed_in, sandbox
):
    page: Page = signed_in("wangfang")
    by(page, "to-meetings").click()
    fault(sandbox, "forbidden", "meeting")
    by(page, "meeting-call").click()
    by(page, "meeting-title").fill("未开通的例会")
    by(page, "meeting-people").locator("button").last.click()
    by(page, "people-search").fill("李明")
    by(page, "person-liming").click()
    by(page, "people-done").click()
    by(page, "meeting-send").click()
    newest = page.locator("article").first
    note = newest.locator('[data-test="wecom-note"]')
    expect(note).to_have_attribute("data-errcode", "48002")
    expect(note).to_contain_text("可调用接口的应用")
    sandbox.delete("/sandbox/faults")
    newest.locator('[data-test="meeting-change"]').click()
    by(page, "meeting-send").click()
    expect(newest).to_have_attribute("data-state", "standing")
    assert [one["title"] for one in calendar(sandbox, "liming")].count("未开通的例会") == 1


def test_the_check_names_missing_rights_by_number_and_nobody_else_sees_it(platform, signed_in, sandbox):
    page: Page = signed_in("linhao", "/console.html#/wecom", DESK)
    expect(by(page, "setup-verdict")).to_have_text("全部正常")
    faults = {
        "meeting": "forbidden",
        "department": "no_privilege",
        "message": "untrusted_ip",
        "health": "not_callable",
    }
    for path, kind in faults.items():
        fault(sandbox, kind, path)
    by(page, "setup-again").click()
    for number, what in ((48002, "会议"), (60011, "通讯录"), (60020, "应用消息"), (301002, "健康上报")):
        expect(by(page, f"missing-{number}")).to_contain_text(what)
    expect(by(page, "setup-seen-as")).to_contain_text("203.0.113.9")
    expect(by(page, "setup-message")).to_contain_text("被拒绝 60020")
    assert wrong_now(page) == []


def inside(page: Page, told: dict[str, Any]) -> None:
    """The page is in WeCom from now on, and the vendor's script is this stand-in."""
    page.context.route(
        SDK, lambda route: route.fulfill(content_type="text/javascript", body=STAND_IN % json.dumps(told))
    )
    page.add_init_script(f"Object.defineProperty(navigator, 'userAgent', {{ get: () => {IN_WECOM!r} }})")
    page.reload()


def asked(page: Page, name: str) -> list[dict[str, Any]]:
    return [said for known, said in page.evaluate("window.asked ?? []") if known == name]


def test_in_wecom_people_photographs_and_codes_come_from_its_own_sdk(platform, signed_in):
    project = platform.person("linhao").get("/api/libraries/research-project/records", limit="1")["items"][0]
    page: Page = signed_in("chenjing")
    code = f"{platform.local.gateway_url}/#/library/research-project/{project['id']}"
    people = {"result": {"userList": [{"id": "LiMing", "name": "李明"}]}}
    inside(
        page,
        {
            "scanQRCode": {"resultStr": code},
            "selectEnterpriseContact": people,
            "chooseImage": {"localIds": ["wxLocalResource://1"]},
            "getLocalImgData": {"localData": f"data:image/png;base64,{PIXEL}"},
        },
    )
    by(page, "start-leave-request").click()
    by(page, "field-agent").locator("button").last.click()
    expect(by(page, "field-agent")).to_contain_text("李明")
    (registered,) = asked(page, "register")
    assert registered["config"]["signature"] != registered["agent"]["signature"]
    assert re.fullmatch("[0-9a-f]{40}", registered["config"]["signature"])
    by(page, "field-kind").select_option("marriage")
    by(page, "photo-evidence").click()
    expect(by(page, "field-evidence")).to_contain_text(".png")
    page.goto(f"{platform.local.gateway_url}/#/scan")
    by(page, "scan-wecom").click()
    page.wait_for_url(re.compile(r"#/library/research-project/"))
    assert asked(page, "scanQRCode")[0]["needResult"] is True


@pytest.mark.usefixtures("office")
def test_a_form_is_filled_with_where_one_is_and_a_flow_calls_the_meeting(platform, signed_in, sandbox):
    content.publish_flow(FLOWS / "visit.flow.yaml")
    page: Page = signed_in("liming")
    people = {"userList": [{"id": "WangFang", "name": "王芳"}, {"id": "ChenJing", "name": "陈静"}]}
    spot = {"latitude": 39.908741, "longitude": 116.397128}
    inside(page, {"getLocation": spot, "selectEnterpriseContact": {"result": json.dumps(people)}})
    by(page, "start-visit").click()
    by(page, "field-topic").fill("流程约的评审")
    by(page, "locate-place").click()
    expect(by(page, "field-place")).to_have_value("39.90874,116.39713")
    assert asked(page, "getLocation") == [{"type": "gcj02"}]
    by(page, "field-experts").locator("button").last.click()
    expect(by(page, "field-experts")).to_contain_text("陈静")
    day = platform.workday()
    by(page, "field-start_at").fill(f"{day}T09:00")
    by(page, "field-end_at").fill(f"{day}T10:00")
    assert wrong_now(page) == []
    by(page, "submit").click()
    request = request_of(page)
    platform.person("chenjing").task(request)
    page.reload()
    expect(by(page, "value-link")).to_contain_text("https://meeting.example.com/dm/")
    expect(by(page, "request-meetings").locator("article")).to_have_attribute("data-state", "standing")
    (found,) = [one for one in calendar(sandbox, "wangfang") if one["title"] == "流程约的评审"]
    assert (found["admin"], found["invitees"]) == ("liming", ["wangfang", "chenjing"])


def test_outside_of_wecom_nothing_of_the_vendor_is_loaded_and_ours_does_it(platform, signed_in):
    page: Page = signed_in("chenjing")
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if SDK.match(request.url) else None)
    page.goto(f"{platform.local.gateway_url}/#/start/leave-request")
    by(page, "field-agent").locator("button").last.click()
    by(page, "people-search").fill("李明")
    by(page, "person-liming").click()
    expect(by(page, "field-agent")).to_contain_text("李明")
    page.goto(f"{platform.local.gateway_url}/#/scan")
    expect(by(page, "scan-find")).to_be_visible()
    expect(by(page, "scan-wecom")).to_have_count(0)
    assert foreign == []


def test_where_the_sdk_does_not_come_our_own_picker_opens(platform, signed_in):
    page: Page = signed_in("chenjing")
    inside(page, {})
    page.context.unroute(SDK)
    page.context.route(SDK, lambda route: route.abort())
    page.reload()
    by(page, "start-leave-request").click()
    by(page, "field-agent").locator("button").last.click()
    expect(by(page, "people-search")).to_be_visible()
