"""Signing in and staying signed in: what an honest browser does, and what it must not get away with."""

import httpx
import pytest

from chalicelib.directory import service as directory
from cli.demo.leave import wait_for
from tests.e2e.e2e_support import leave
from tests.store.store_support import at_once

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


def authorized(browser: httpx.Client, userid: str = "liming", **query: str) -> str:
    """The address WeCom sends the browser back to."""
    begun = browser.get("/api/login", params=query or {"next": "/"})
    assert begun.status_code == 302, begun.text
    address = httpx.URL(begun.headers["location"]).copy_merge_params({"login_as": userid})
    allowed = browser.get(address)
    assert allowed.status_code == 302, allowed.text
    return allowed.headers["location"]


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert "xt_session" not in answer.headers.get("set-cookie", "")


def test_a_sign_in_ends_where_it_was_wanted(platform):
    browser = platform.browser()
    landed = browser.get(authorized(browser, next="/#/tasks"))
    assert (landed.status_code, landed.headers["location"]) == (302, "/#/tasks")
    assert browser.get("/api/me").json()["person"]["name"] == "李明"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(platform):
    browser = platform.browser()
    landed = browser.get(authorized(browser))
    cookies = landed.headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("xt_session="))
    flags = {part.strip() for part in session.split(";")[1:]}
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= flags
    assert len(session.partition("=")[2].partition(";")[0]) == 64


def test_a_forged_state_is_refused(platform):
    browser = platform.browser()
    back = httpx.URL(authorized(browser)).copy_set_param("state", "0" * 32)
    refused(browser.get(back), 400, "oauth_state_invalid")
    refused(browser.get(back.copy_set_param("state", "")), 400, "oauth_state_invalid")


def test_a_state_works_once(platform):
    browser = platform.browser()
    kept = platform.browser()
    back = authorized(browser)
    kept.cookies.update(browser.cookies)
    assert browser.get(back).status_code == 302
    refused(kept.get(back), 400, "oauth_state_invalid")


def test_a_state_raced_by_eight_signs_in_once(platform):
    first = platform.browser()
    back = authorized(first)
    browsers = [platform.browser() for _ in range(8)]
    for browser in browsers:
        browser.cookies.update(first.cookies)
    answers = at_once(8, lambda number: browsers[number].get(back))
    assert sorted(answer.status_code for answer in answers) == [302, *[400] * 7]


def test_another_browser_cannot_finish_a_sign_in(platform):
    """Nobody can be made to work in somebody else's name by a link."""
    refused(platform.browser().get(authorized(platform.browser())), 400, "oauth_state_invalid")


def test_a_sign_in_left_for_more_than_five_minutes_is_over(platform):
    browser = platform.browser()
    back = authorized(browser)
    dynamodb = platform.emulator.client("dynamodb")
    table = "xietong-local-wecom"
    states = [row for row in dynamodb.scan(TableName=table)["Items"] if row["pk"]["S"].startswith("STATE#")]
    for row in states:
        dynamodb.update_item(
            TableName=table,
            Key={"pk": row["pk"], "sk": row["sk"]},
            UpdateExpression="SET created_at = :past",
            ExpressionAttributeValues={":past": {"S": "2026-01-01T00:00:00.000Z"}},
        )
    refused(browser.get(back), 400, "oauth_state_invalid")


def test_a_code_is_good_for_one_sign_in(platform):
    browser = platform.browser()
    used = httpx.URL(authorized(browser))
    assert browser.get(used).status_code == 302
    fresh = httpx.URL(authorized(browser))
    refused(browser.get(fresh.copy_set_param("code", used.params["code"])), 400, "oauth_code_invalid")


def test_a_code_nobody_gave_is_refused(platform):
    browser = platform.browser()
    back = httpx.URL(authorized(browser)).copy_set_param("code", "made-up")
    refused(browser.get(back), 400, "oauth_code_invalid")


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "evil",
        "/\tevil",
        "/a\r\nSet-Cookie: x=1",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(platform, place):
    refused(platform.browser().get("/api/login", params={"next": place}), 400, "bad_next")


def test_a_place_in_chinese_is_led_to_or_refused_but_does_not_fail(platform):
    browser = platform.browser()
    begun = browser.get("/api/login", params={"next": "/#/搜索"})
    assert begun.status_code in {302, 400}, begun.text
    if begun.status_code == 302:
        address = httpx.URL(begun.headers["location"]).copy_merge_params({"login_as": "liming"})
        landed = browser.get(browser.get(address).headers["location"])
        assert landed.status_code == 302, landed.text


def test_without_a_session_nothing_is_told(platform):
    browser = platform.browser()
    for path in ("/api/me", "/api/requests", "/api/tasks", "/api/people", "/api/flows", "/api/admin/health"):
        refused(browser.get(path), 401, "not_signed_in")
    refused(browser.post("/api/requests", json={}), 401, "not_signed_in")


@pytest.mark.parametrize("cookie", ["0" * 64, "x" * 4000, "'; DROP TABLE--", ""])
def test_a_made_up_session_is_none(platform, cookie):
    answer = platform.browser().get("/api/me", headers={"Cookie": f"xt_session={cookie}"})
    refused(answer, 401, "not_signed_in")


def test_whoever_signs_out_is_out_on_the_server_too(platform):
    person = platform.newcomer("zengqian")
    cookies = dict(person._http.cookies)
    answer = person.send("POST", "/api/logout")
    assert (answer.status_code, answer.text) == (204, "")
    again = platform.browser()
    again.cookies.update(cookies)
    refused(again.get("/api/me"), 401, "not_signed_in")


def test_signing_out_here_leaves_the_other_browser_alone(platform):
    here, there = platform.newcomer("zengqian"), platform.newcomer("zengqian")
    assert here.send("POST", "/api/logout").status_code == 204
    assert there.fetch("/api/me").status_code == 200


def test_a_disabled_person_is_out_at_the_next_request_and_cannot_come_back(platform, office):

    person = platform.newcomer("shilei2")
    assert person.fetch("/api/me").status_code == 200
    directory.set_active("shilei2", active=False)
    try:
        refused(person.fetch("/api/me"), 401, "not_signed_in")
        browser = platform.browser()
        refused(browser.get(authorized(browser, "shilei2")), 403, "not_member")
    finally:
        directory.set_active("shilei2", active=True)
    refused(person.fetch("/api/me"), 401, "not_signed_in")
    assert platform.newcomer("shilei2").fetch("/api/me").status_code == 200


@pytest.mark.parametrize("kind", ["bad_gateway", "truncated", "lost", "busy"])
def test_when_wecom_is_down_a_sign_in_says_so(platform, kind):
    browser = platform.browser()
    back = authorized(browser)
    platform.fault(kind, "/cgi-bin/auth/getuserinfo", count=5)
    answer = browser.get(back)
    refused(answer, 503, "wecom_unavailable")
    assert "企业微信" in answer.json()["message"]
    platform.forgive()
    assert browser.get(authorized(browser)).status_code == 302


@pytest.mark.parametrize("kind", ["expire_tokens", "revoke_tokens"])
def test_a_token_that_wecom_no_longer_takes_is_replaced_without_anybody_noticing(platform, kind):
    browser = platform.browser()
    back = authorized(browser)
    platform.fault(kind, "/cgi-bin/auth/getuserinfo")
    assert browser.get(back).status_code == 302


@pytest.mark.parametrize("kind", ["bad_gateway", "truncated", "lost", "busy"])
def test_a_card_that_wecom_did_not_take_arrives_once_after_recovery(platform, kind):
    platform.settle()
    platform.fault(kind, "/cgi-bin/message/send")
    view = platform.person("fuqiang").submit(leave(platform.workday(), agent="fangyuan"))
    platform.settle()
    platform.hurry_messages()
    wait_for(lambda: platform.cards("fangyuan", view["serial"]) or None, "the card")
    platform.settle()
    assert len(platform.cards("fangyuan", view["serial"])) == 1
