"""Standing proxies (代理) on the pages: one's own on the phone, anybody's in the console."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from chalicelib.platform import clock
from tests.e2e.e2e_support import FLOW, leave
from tests.e2e.pages_support import DESK, PHONE, by, wrong_now, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])


def at(days: int) -> str:
    return (clock.wall(clock.now()) + dt.timedelta(days=days)).isoformat()[:16]


def fill(page: Page, proxy: tuple[str, str], begins: int = 0, ends: int = 2) -> None:
    by(page, "proxy-add").click()
    by(page, "proxy-person").click()
    by(page, "people-search").fill(proxy[1])
    by(page, f"person-{proxy[0]}").click()
    if begins:
        by(page, "proxy-from_at").fill(at(begins))
    by(page, "proxy-until_at").fill(at(ends))


def test_a_proxy_is_set_up_once_gets_the_tasks_and_is_ended(platform, signed_in):
    head = platform.person("mengchao")
    page = signed_in("mengchao", "/#/me")
    by(page, "to-proxies").click()
    expect(by(page, "empty")).to_be_visible()
    fill(page, ("zhoumin", "周敏"))
    by(page, "proxy-some").check()
    by(page, f"proxy-flow-{FLOW}").check()
    by(page, "proxy-condition").fill("days < 3")
    by(page, "proxy-note").fill("赴京出差")
    by(page, "proxy-send").dblclick()
    expect(page.get_by_text("由周敏代办")).to_be_visible()
    (made,) = head.get("/api/proxies")["items"]
    assert (made["flows"], made["condition"], made["note"]) == ([FLOW], "days < 3", "赴京出差")

    view = platform.person("yanxu").submit(leave(platform.workday(), agent="qinlan"))
    platform.person("qinlan").decide(view["id"])
    assert platform.person("zhoumin").task(view["id"])["on_behalf_of"] == "孟超"

    by(page, f"end-{made['id']}").click()
    by(page, "confirm").click()
    expect(page.get_by_text("已提前结束")).to_be_visible()
    expect(by(page, f"end-{made['id']}")).to_have_count(0)


def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_is_kept(platform, signed_in):
    page = signed_in("gaojianguo", "/#/proxies")
    by(page, "proxy-add").click()
    by(page, "proxy-send").click()
    expect(by(page, "error-proxy")).to_have_text("请选择代理人")
    by(page, "cancel").click()
    fill(page, ("zhoumin", "周敏"), ends=-1)
    by(page, "proxy-send").click()
    expect(by(page, "error-until_at")).to_have_text("结束时间须晚于开始时间")
    by(page, "proxy-until_at").fill(at(2))
    by(page, "proxy-some").check()
    by(page, "proxy-send").click()
    expect(by(page, "error-flows")).to_have_text("请选择流程")
    by(page, f"proxy-flow-{FLOW}").check()
    by(page, "proxy-condition").fill("amount > 1")
    by(page, "proxy-note").fill("休假")
    by(page, "proxy-send").click()
    expect(by(page, "error-condition")).to_contain_text("代理条件不成立")
    expect(by(page, "proxy-note")).to_have_value("休假")
    assert platform.person("gaojianguo").get("/api/proxies")["items"] == []


def test_an_administrator_sets_a_proxy_up_for_somebody_who_is_away(platform, signed_in):
    page = signed_in("linhao", "/console.html#/health", DESK)
    by(page, "reassign-from").click()
    by(page, "people-search").fill("宋远")
    by(page, "person-songyuan").click()
    by(page, "to-proxies").click()
    expect(page.locator("h1")).to_have_text("宋远的代理")
    fill(page, ("zhoumin", "周敏"), begins=1)
    by(page, "proxy-send").click()
    expect(page.get_by_text("未开始").first).to_be_visible()
    (made,) = platform.person("songyuan").get("/api/proxies")["items"]
    assert (made["proxy"]["userid"], made["holds"]) == ("zhoumin", False)
    by(page, f"end-{made['id']}").click()
    by(page, "confirm").click()
    expect(page.get_by_text("已提前结束")).to_be_visible()
    (made,) = platform.person("songyuan").get("/api/proxies")["items"]
    assert made["removed_by"]["userid"] == "linhao"


@SIZES
def test_the_proxy_pages_are_accessible(platform, signed_in, size):
    wanted = {"proxy": "zhoumin", "from_at": at(1), "until_at": at(2)}
    platform.person("xumin").send("POST", "/api/proxies", wanted)
    page = signed_in("xumin", size=size)
    found = {"list": wrong_with(page, "/#/proxies")}
    by(page, "proxy-add").click()
    by(page, "proxy-some").check()
    by(page, f"proxy-flow-{FLOW}").check()
    by(page, "proxy-send").click()
    found["sheet"] = wrong_now(page)
    console = signed_in("linhao", "/console.html", size)
    found["console"] = wrong_with(console, "/console.html#/people/xumin/proxies")
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
