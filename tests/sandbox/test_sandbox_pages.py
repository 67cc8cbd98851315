"""The pages of the WeCom stand-in."""

import re

import pytest

pytestmark = pytest.mark.enable_socket


def home(wecom, userid: str = "liming") -> str:
    return wecom.http.get("/", params={"userid": userid}).text


def test_the_phone_shows_a_card_with_its_rows_and_link(wecom):
    card = {
        "card_type": "text_notice",
        "source": {"desc": "协同办公"},
        "main_title": {"title": "请假申请待审批"},
        "sub_title_text": "请在今天内处理",
        "horizontal_content_list": [{"keyname": "天数", "value": "两天"}],
        "jump_list": [{"type": 1, "title": "流程说明", "url": "http://127.0.0.1:8080/help"}],
        "card_action": {"type": 1, "url": "http://127.0.0.1:8080/#/requests/9"},
    }
    wecom.send(msgtype="template_card", template_card=card)
    shown = home(wecom)
    for text in ("协同办公", "请假申请待审批", "请在今天内处理", "天数", "两天", "流程说明"):
        assert text in shown
    assert 'href="http://127.0.0.1:8080/#/requests/9"' in shown
    assert 'href="http://127.0.0.1:8080/help"' in shown


def test_a_text_keeps_its_links_and_nothing_else(wecom):
    wecom.send(text={"content": '<a href="http://127.0.0.1/x?a=1&b=2">看</a><script>alert(1)</script>'})
    shown = home(wecom)
    assert '<a href="http://127.0.0.1/x?a=1&amp;b=2">看</a>' in shown
    assert "<script>" not in shown


def test_a_link_that_is_no_web_address_is_shown_without_being_one(wecom):
    card = {
        "card_type": "text_notice",
        "main_title": {"title": "危险"},
        "card_action": {"type": 1, "url": "javascript:alert(1)"},
    }
    wecom.send(msgtype="template_card", template_card=card)
    assert "javascript:" not in home(wecom)


def test_markdown_shows_headings_links_and_colours(wecom):
    wecom.send(
        msgtype="markdown",
        markdown={
            "content": '# 通知\n> 引用\n**粗** [看](http://127.0.0.1/m) <font color="warning">急</font>'
        },
    )
    shown = home(wecom)
    for markup in (
        "<h3>通知</h3>",
        "<blockquote>引用</blockquote>",
        "<strong>粗</strong>",
        '<a href="http://127.0.0.1/m">看</a>',
        '<span class="warning">急</span>',
    ):
        assert markup in shown


def test_a_changed_card_shows_the_new_words_instead_of_buttons(wecom):
    card = {
        "card_type": "button_interaction",
        "main_title": {"title": "换字"},
        "button_list": [{"text": "同意此事", "key": "a"}],
        "task_id": "page-1",
    }
    code = wecom.send(touser="mayan", msgtype="template_card", template_card=card)["response_code"]
    assert "同意此事" in home(wecom, "mayan")
    body = {
        "userids": ["mayan"],
        "agentid": 1000002,
        "response_code": code,
        "button": {"replace_name": "已办"},
    }
    wecom.post("message/update_template_card", body)
    assert "同意此事" not in home(wecom, "mayan")
    assert "已办" in home(wecom, "mayan")


def test_a_recalled_message_says_only_that(wecom):
    sent = wecom.send(touser="mayan", text={"content": "说错了"})
    wecom.post("message/recall", {"msgid": sent["msgid"]})
    shown = home(wecom, "mayan")
    assert "说错了" not in shown
    assert "消息已撤回" in shown


def test_a_fault_can_be_ordered_and_cleared_from_the_page(wecom):
    form = {"kind": "busy", "path_prefix": "/cgi-bin/message/send", "count": "2", "seconds": "8"}
    answer = wecom.http.post("/faults", data=form | {"userid": "liming"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?userid=liming")
    assert "还剩 2 次" in home(wecom)
    wecom.http.post("/faults", data={"action": "clear"})
    assert "当前没有故障" in home(wecom)


def test_the_fault_form_cannot_be_posted_from_another_site(wecom):
    form = {"kind": "busy", "path_prefix": "/cgi-bin/", "count": "2"}
    assert wecom.http.post("/faults", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_somebody_unknown_has_no_phone(wecom):
    assert "没有这个成员" in home(wecom, "nobody")


@pytest.mark.parametrize("path", ["/", "/connect/oauth2/authorize"])
def test_every_field_of_a_page_has_a_label(wecom, path):
    shown = wecom.authorize().text if "oauth2" in path else home(wecom)
    ids = set(re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', shown))
    unnamed = re.findall(r'<(?:input(?![^>]*type="hidden")|select)(?![^>]* id=)[^>]*>', shown)
    assert ids
    assert ids <= set(re.findall(r'<label for="([^"]+)"', shown))
    assert unnamed == []
