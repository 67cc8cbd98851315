"""Signing in at the WeCom stand-in."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox.wecom.credentials import AGENT_ID

pytestmark = pytest.mark.enable_socket


def test_choosing_a_person_goes_back_with_a_code_and_the_same_state(wecom):
    answer = wecom.authorize(login_as="liming", state="0af3")
    back = urlsplit(answer.headers["location"])
    assert (answer.status_code, back.netloc, back.path) == (302, "127.0.0.1:8080", "/api/login/callback")
    assert parse_qs(back.query).keys() == {"code", "state"}
    assert parse_qs(back.query)["state"] == ["0af3"]


def test_the_way_back_keeps_its_own_query(wecom):
    answer = wecom.authorize(login_as="liming", redirect_uri="http://localhost/back?next=a")
    assert parse_qs(urlsplit(answer.headers["location"]).query)["next"] == ["a"]


def test_a_code_tells_who_signed_in(wecom):
    answer = wecom.get("auth/getuserinfo", code=wecom.code("wangfang"))
    assert (answer["errcode"], answer["userid"]) == (0, "wangfang")
    assert "user_ticket" not in answer


def test_a_code_is_worth_one_use(wecom):
    code = wecom.code()
    wecom.get("auth/getuserinfo", code=code)
    assert wecom.get("auth/getuserinfo", code=code)["errcode"] == 40029


def test_a_code_is_worth_nothing_after_five_minutes(wecom):
    code = wecom.code()
    wecom.advance(301)
    assert wecom.get("auth/getuserinfo", code=code)["errcode"] == 40029


def test_an_invented_code_is_40029(wecom):
    assert wecom.get("auth/getuserinfo", code="no")["errcode"] == 40029


def test_private_scope_brings_a_ticket_that_shows_the_mobile(wecom):
    code = wecom.code(scope="snsapi_privateinfo", agentid=str(AGENT_ID))
    ticket = wecom.get("auth/getuserinfo", code=code)["user_ticket"]
    detail = wecom.post("auth/getuserdetail", {"user_ticket": ticket})
    assert (detail["userid"], detail["gender"]) == ("liming", "1")
    assert detail["mobile"].startswith("100")


def test_a_ticket_is_worth_nothing_after_half_an_hour(wecom):
    code = wecom.code(scope="snsapi_privateinfo", agentid=str(AGENT_ID))
    ticket = wecom.get("auth/getuserinfo", code=code)["user_ticket"]
    wecom.advance(1801)
    assert wecom.post("auth/getuserdetail", {"user_ticket": ticket})["errcode"] == 84015


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"appid": "ww1"}, "CorpID"),
        ({"redirect_uri": None}, "redirect_uri"),
        ({"redirect_uri": "javascript:alert(1)"}, "redirect_uri"),
        ({"redirect_uri": "http://evil.example/"}, "可信域名"),
        ({"response_type": "token"}, "response_type"),
        ({"scope": "snsapi_userinfo"}, "scope"),
        ({"state": "a-b"}, "state"),
        ({"state": "a.b_c"}, "state"),
        ({"state": "a" * 129}, "state"),
        ({"scope": "snsapi_privateinfo"}, "agentid"),
        ({"agentid": "7"}, "agentid"),
    ],
)
def test_a_wrong_link_shows_a_page_that_says_what_is_wrong(wecom, changed, shown):
    answer = wecom.authorize(**({"login_as": "liming"} | changed))
    assert answer.status_code == 400
    assert shown in answer.text


def test_parameters_may_come_in_any_order_and_state_may_be_missing(wecom):
    answer = wecom.authorize(state=None, login_as="liming")
    assert parse_qs(urlsplit(answer.headers["location"]).query).keys() == {"code"}


def test_a_state_of_128_characters_is_kept(wecom):
    answer = wecom.authorize(login_as="liming", state="a" * 128)
    assert answer.headers["location"].endswith("state=" + "a" * 128)


def test_a_person_disabled_at_wecom_cannot_sign_in(wecom):
    wecom.http.post("/sandbox/people/yanxu/disable").raise_for_status()
    assert wecom.authorize(login_as="yanxu").status_code == 403
    wecom.http.post("/sandbox/people/yanxu/enable").raise_for_status()
    assert wecom.authorize(login_as="yanxu").status_code == 302


def test_nobody_signs_in_as_somebody_unknown(wecom):
    assert wecom.authorize(login_as="nobody").status_code == 403


def test_the_page_lists_everybody_with_the_demo_cast_on_top(wecom):
    text = wecom.authorize().text
    assert text.count("login_as=") == 60 + 7
    assert text.index("login_as=liming") < text.index("login_as=gaojianguo")


def test_one_tap_on_a_person_signs_in(wecom):
    text = wecom.authorize(state="feed1").text
    (tapped,) = set(re.findall(r'href="([^"]*login_as=liming)"', text))
    answer = wecom.http.get("/connect/oauth2/authorize" + unescape(tapped))
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back["state"] == ["feed1"]
    assert wecom.get("auth/getuserinfo", code=back["code"][0])["userid"] == "liming"
