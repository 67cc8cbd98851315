"""The directory on the pages: looked through on the phone, kept in the console; and what follows when somebody leaves."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from chalicelib.platform import clock
from tests.e2e.e2e_support import leave
from tests.e2e.pages_support import DESK, PATIENCE_MS, PHONE, by, wrong_now, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
THERMAL = 12


def day(days: int) -> str:
    return (clock.wall(clock.now()).date() + dt.timedelta(days=days)).isoformat()


def person(linhao, userid: str) -> dict:
    return linhao.get(f"/api/admin/people/{userid}")


def test_one_goes_down_the_tree_to_somebody_and_can_call_and_write_to_them(platform, signed_in, linhao):
    found = person(linhao, "wangfang")
    page = signed_in("liming", "/#/me")
    by(page, "to-directory").click()
    by(page, f"department-{found['department']}").click()
    expect(by(page, "answering")).to_contain_text("王芳")
    by(page, "person-wangfang").click()
    expect(by(page, "card")).to_contain_text("王芳")
    expect(by(page, "call")).to_have_attribute("href", f"tel:{found['mobile']}")
    expect(by(page, "message")).to_have_attribute("href", "wxwork://message?username=wangfang")
    page.go_back()
    page.locator("nav.way a").first.click()
    expect(by(page, f"department-{found['department']}")).to_be_visible()


@pytest.mark.parametrize("words", ["王芳", "芳", "wangf", "WF", "fang"])
def test_somebody_is_found_while_one_types(signed_in, words):
    page = signed_in("liming", "/#/directory")
    by(page, "directory-search").fill(words)
    expect(by(page, "person-wangfang")).to_be_visible()
    by(page, "directory-search").fill("没有这个人")
    expect(by(page, "empty")).to_be_visible()


def test_a_number_is_shown_as_the_person_s_rule_says(signed_in, linhao):
    found = person(linhao, "sunwei")
    answer = linhao.send(
        "PATCH",
        "/api/admin/people/sunwei",
        {"mobile_for": "leaders"},
        if_match=str(found["version"]),
    )
    assert answer.status_code == 200
    page = signed_in("liming", "/#/people/sunwei")
    expect(by(page, "mobile")).to_have_text("未对您公开")
    expect(by(page, "call")).to_have_count(0)
    page = signed_in("linhao", "/#/people/sunwei")
    expect(by(page, "call")).to_be_visible()


def test_somebody_is_taken_in_once_changed_planned_renamed_and_disabled(signed_in, linhao):
    page = signed_in("linhao", "/console.html#/people", DESK)
    by(page, "person-add").click()
    by(page, "person-userid").fill("ZhongXin")
    by(page, "person-name").fill("钟欣")
    by(page, "person-mobile").fill(person(linhao, "wangfang")["mobile"])
    by(page, "person-send").click()
    expect(by(page, "error-mobile")).to_contain_text("已登记在另一位在职人员名下")
    by(page, "person-mobile").fill("10099990001")
    by(page, "person-send").dblclick()
    page.wait_for_url(re.compile("#/people/zhongxin"))
    expect(by(page, "change-1")).to_contain_text("新增", timeout=PATIENCE_MS)

    by(page, "person-title").fill("工程师")
    by(page, "person-note").fill("入职定岗")
    by(page, "person-save").click()
    expect(by(page, "change-2")).to_contain_text("入职定岗", timeout=PATIENCE_MS)
    by(page, "person-post").fill("检定岗")
    by(page, "person-effective_on").fill(day(3))
    by(page, "person-save").click()
    expect(page.get_by_text(f"{day(3)} 起", exact=False).first).to_be_visible()
    assert person(linhao, "zhongxin")["post"] == ""

    by(page, "then-day").fill(day(-1))
    by(page, "then").click()
    expect(page.get_by_text("那一天还没有记录")).to_be_visible()
    by(page, "then-day").fill(day(0))
    by(page, "then").click()
    expect(by(page, "then-shown")).to_contain_text("工程师")

    by(page, "new-userid").fill("zhongxin9")
    by(page, "rename").click()
    page.wait_for_url(re.compile("#/people/zhongxin9"))
    by(page, "disable").click()
    by(page, "confirm").click()
    expect(by(page, "person-state")).to_contain_text("已停用")
    assert person(linhao, "zhongxin")["userid"] == "zhongxin9"
    assert linhao.fetch("/api/people", q="zhongxin").json()["items"] == []


def test_a_department_is_made_moved_and_closed_and_no_cycle_is_made(signed_in, linhao):
    page = signed_in("linhao", "/console.html#/departments", DESK)
    by(page, "department-add").click()
    by(page, "department-name").fill("标准物质室")
    by(page, "pick-head").click()
    by(page, "people-search").fill("周敏")
    by(page, "person-zhoumin").click()
    by(page, "department-save").click()
    page.get_by_role("button", name="标准物质室").click()
    by(page, "then-day").fill(day(0))
    by(page, "then").click()
    expect(by(page, "then-shown")).to_contain_text("周敏")
    made = next(one for one in linhao.get("/api/admin/departments")["items"] if one["name"] == "标准物质室")
    by(page, "department-parent").select_option(str(made["id"]))
    by(page, "department-save").click()
    expect(by(page, "department-wrong")).to_contain_text("自己")
    by(page, "department-parent").select_option(str(THERMAL))
    by(page, "department-save").click()
    expect(by(page, "department-save")).to_have_count(0)
    page.get_by_role("button", name="标准物质室").click()
    by(page, "department-close").click()
    by(page, "confirm").click()
    expect(page.get_by_role("button", name="标准物质室")).to_have_count(0)


def test_a_role_is_given_and_taken_and_who_held_it_stays_known(signed_in, linhao):
    page = signed_in("linhao", "/console.html#/roles", DESK)
    by(page, "new-role").fill("seal-witness")
    by(page, "give-new").click()
    by(page, "people-search").fill("周敏")
    by(page, "person-zhoumin").click()
    expect(by(page, "role-seal-witness")).to_contain_text("周敏")
    assert "seal-witness" in person(linhao, "zhoumin")["roles"]
    by(page, "take-seal-witness-zhoumin").click()
    expect(by(page, "role-seal-witness")).to_contain_text("无人担任")


def test_a_leaver_is_out_their_tasks_go_to_the_head_and_rules_without_them_are_listed(
    platform, signed_in, linhao
):
    view = platform.person("yanxu").submit(leave(platform.workday(), agent="qinlan"))
    leaver = platform.newcomer("qinlan")
    assert leaver.task(view["id"])
    number = person(linhao, "qinlan")["department"]
    head = next(one["head"] for one in linhao.get("/api/admin/departments")["items"] if one["id"] == number)
    with out(platform, linhao, "qinlan"):
        assert leaver.fetch("/api/me").status_code == 401
        assert platform.person(head).task(view["id"])
        timeline = platform.person(head).request(view["id"])["timeline"]
        assert [one for one in timeline if "已离职" in str(one)]
        platform.invoke("check_rules", {})
        page = signed_in("linhao", "/console.html#/rules", DESK)
        expect(by(page, "rules-at")).to_contain_text("检查")
        assert linhao.get("/api/admin/health")["rules_failing"] == linhao.get("/api/admin/rules")["count"]
    assert platform.newcomer("qinlan").fetch("/api/me").status_code == 200


@contextmanager
def out(platform, linhao, userid: str) -> Iterator[None]:
    """Somebody is disabled, and comes back to sign in anew: the other tests of this run count on everybody."""
    set_active(linhao, userid, active=False)
    try:
        yield
    finally:
        set_active(linhao, userid, active=True)
        platform.people.pop(userid, None)


def set_active(linhao, userid: str, *, active: bool) -> None:
    seen = str(person(linhao, userid)["version"])
    answer = linhao.send("PATCH", f"/api/admin/people/{userid}", {"active": active}, if_match=seen)
    assert answer.status_code == 200, answer.text


@SIZES
def test_the_pages_of_the_directory_are_accessible(signed_in, size):
    page = signed_in("liming", size=size)
    found = {place: wrong_with(page, f"/#{place}") for place in ("/directory", "/people/wangfang")}
    console = signed_in("linhao", "/console.html", size)
    for place in ("/people", "/people/wangfang", "/departments", "/roles", "/changes", "/rules"):
        found[place + " in the console"] = wrong_with(console, f"/console.html#{place}")
    by(console, "tab-departments").click()
    by(console, f"department-{THERMAL}").click()
    found["department"] = wrong_now(console)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
