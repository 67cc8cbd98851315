"""Three people with a phone each finish a leave request; every page is fit for a screen reader."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.e2e_support import Platform, leave
from tests.e2e.pages_support import DESK, PHONE, by, request_of, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]


def fill(page: Page, day: str, reason: str, agent: tuple[str, str] = ("chenjing", "陈静")) -> None:
    """Fill the leave form as a person does, field by field."""
    by(page, "field-kind").select_option("personal")
    by(page, "field-unit").get_by_label("天", exact=True).check()
    by(page, "field-start_at").fill(f"{day}T08:30")
    by(page, "field-end_at").fill(f"{day}T17:30")
    by(page, "field-reason").fill(reason)
    by(page, "field-out_of_town").get_by_label("否").check()
    by(page, "field-agent").locator("button").first.click()
    by(page, "people-search").fill(agent[1])
    by(page, f"person-{agent[0]}").click()


def approve(page: Page, request: str, comment: str) -> None:
    by(page, "nav-tasks").click()
    page.locator(f'[data-test^="task-{request}"]').click()
    by(page, "comment").fill(comment)
    by(page, "approve").click()
    by(page, "confirm").click()
    expect(by(page, "decision")).to_have_count(0)


def test_three_people_finish_a_leave_request_on_their_phones(platform, signed_in):
    starter = signed_in("yanxu")
    by(starter, "start-leave-request").click()
    fill(starter, str(platform.workday()), "家中有事，请一天假", agent=("qinlan", "秦岚"))
    expect(by(starter, "field-days")).to_contain_text("1")
    expect(by(starter, "node-head")).to_contain_text("孟超")
    by(starter, "submit").click()
    request = request_of(starter)
    platform.person("qinlan").task(request)
    approve(signed_in("qinlan"), request, "工作已交接")
    platform.person("mengchao").task(request)
    approve(signed_in("mengchao"), request, "同意，注意休息")
    platform.person("yanxu").closed(request, "approved")
    starter.reload()
    expect(by(starter, "status").first).to_contain_text("已通过")
    expect(by(starter, "timeline")).to_contain_text("同意，注意休息")


def test_what_is_wrong_is_said_at_its_field(platform, signed_in):
    page = signed_in("liming", "/#/start/leave-request")
    fill(page, str(platform.workday()), "家中有事")
    by(page, "field-end_at").fill("2026-01-01T08:30")
    by(page, "submit").click()
    expect(by(page, "error-end_at")).to_contain_text("结束时间不能早于开始时间")
    assert "#/start/" in page.url


def test_two_taps_on_submit_make_one_request(platform, signed_in, liming):
    page = signed_in("liming", "/#/start/leave-request")
    fill(page, str(platform.workday()), "点了两下")
    by(page, "submit").dblclick()
    request = request_of(page)
    newest = liming.get("/api/requests", view="mine")["items"]
    assert [
        item["id"] for item in newest if liming.request(item["id"])["form"].get("reason") == "点了两下"
    ] == [request]


def test_a_rejection_without_a_reason_asks_for_one(platform, signed_in, liming, chenjing, wangfang):
    view = liming.submit(leave(platform.workday()))
    chenjing.decide(view["id"])
    wangfang.task(view["id"])
    page = signed_in("wangfang", f"/#/requests/{view['id']}")
    by(page, "reject").click()
    expect(page.locator(".field-error")).to_be_visible()
    by(page, "comment").fill("人手不足")
    by(page, "reject").click()
    by(page, "confirm").click()
    expect(by(page, "status").first).to_contain_text("已拒绝")


PHONE_PAGES = (
    "/",
    "/#/tasks",
    "/#/mine",
    "/#/me",
    "/#/start/leave-request",
    "/#/requests/{request}",
    "/#/libraries",
    "/#/libraries/supplier?view=all-records",
    "/#/libraries/leave-ledger",
    "/#/libraries/material-txn/statistics",
    "/#/library/supplier/{supplier}",
    "/#/scan",
    "/#/meetings",
    "/#/livings",
    "/#/signed-out",
)
CONSOLE_PAGES = (
    "#/requests",
    "#/requests/{request}",
    "#/flows",
    "#/flows/leave-request",
    "#/libraries/supplier?view=all-records",
    "#/libraries/supplier/new",
    "#/libraries/fixed-asset/statistics",
    "#/library/supplier/{supplier}",
    "#/library/supplier/{supplier}/edit",
    "#/health",
    "#/wecom",
    "#/livings",
    "#/health-reports",
)


@pytest.fixture(scope="module")
def example(platform: Platform) -> dict[str, str]:
    """A request that waits and a record, so that every page has something to show."""
    view = platform.person("liming").submit(leave(platform.workday()))
    platform.person("chenjing").task(view["id"])
    records = platform.person("linhao").get("/api/libraries/supplier/records", limit="1")
    return {"request": view["id"], "supplier": records["items"][0]["id"]}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
def test_every_phone_page_is_accessible(signed_in, example, size):
    page = signed_in("chenjing", size=size)
    found = {place: wrong_with(page, place.format(**example)) for place in PHONE_PAGES}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
def test_every_console_page_is_accessible(signed_in, example, size):
    page = signed_in("linhao", "/console.html", size)
    found = {place: wrong_with(page, f"/console.html{place.format(**example)}") for place in CONSOLE_PAGES}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
