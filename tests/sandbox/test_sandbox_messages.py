"""Sending messages through the WeCom stand-in."""

import pytest

from sandbox.wecom.credentials import AGENT_ID

pytestmark = pytest.mark.enable_socket


def test_a_text_arrives_on_the_phone(wecom):
    sent = wecom.send(text={"content": "请审批"})
    assert (sent["errcode"], sent["invaliduser"]) == (0, "")
    newest = wecom.inbox()[0]
    assert (newest["msgid"], newest["content"]["content"]) == (sent["msgid"], "请审批")


def test_a_text_beyond_2048_bytes_is_cut_between_characters(wecom):
    wecom.send(text={"content": "字" * 1000})
    assert wecom.inbox()[0]["content"]["content"] == "字" * 682


def test_a_textcard_arrives_with_its_link(wecom):
    wecom.send(
        msgtype="textcard", textcard={"title": "待办", "description": "请假", "url": "http://127.0.0.1/"}
    )
    assert wecom.inbox()[0]["content"] == {
        "title": "待办",
        "description": "请假",
        "url": "http://127.0.0.1/",
        "btntxt": "详情",
    }


def test_markdown_arrives(wecom):
    wecom.send(msgtype="markdown", markdown={"content": "**待办**"})
    assert wecom.inbox()[0]["content"]["content"] == "**待办**"


def test_markdown_beyond_2048_bytes_is_45002(wecom):
    assert wecom.send(msgtype="markdown", markdown={"content": "a" * 2049})["errcode"] == 45002


@pytest.mark.parametrize(
    ("changed", "errcode"),
    [
        ({"agentid": None}, 41011),
        ({"agentid": AGENT_ID + 1}, 40056),
        ({"agentid": str(AGENT_ID)}, 40056),
        ({"msgtype": "carrier-pigeon"}, 40008),
        ({"text": {}}, 44004),
        ({"text": {"content": ""}}, 44004),
        ({"touser": ""}, 82001),
        ({"touser": ["liming"]}, 40058),
        ({"touser": "|".join(f"u{n}" for n in range(1001))}, 40058),
    ],
)
def test_a_message_that_is_not_whole_is_refused_by_number(wecom, changed, errcode):
    assert wecom.send(changed)["errcode"] == errcode


def test_unknown_receivers_are_named_while_the_others_get_the_message(wecom):
    answer = wecom.send(touser="liming|nobody|ghost")
    assert (answer["errcode"], answer["invaliduser"]) == (0, "nobody|ghost")
    assert wecom.inbox()[0]["msgid"] == answer["msgid"]


def test_only_unknown_receivers_is_81013(wecom):
    assert wecom.send(touser="nobody")["errcode"] == 81013


def test_a_disabled_member_is_an_invalid_receiver(wecom):
    wecom.http.post("/sandbox/people/yanxu/disable").raise_for_status()
    assert wecom.send(touser="liming|yanxu")["invaliduser"] == "yanxu"
    wecom.http.post("/sandbox/people/yanxu/enable").raise_for_status()


def test_receivers_are_found_in_any_case_and_once(wecom):
    sent = wecom.send(touser="LiMing|liming")
    assert [item["msgid"] for item in wecom.inbox()].count(sent["msgid"]) == 1


def test_a_department_gets_the_message_with_everybody_below_it(wecom):
    answer = wecom.send(touser="", toparty="1|999")
    assert answer["invalidparty"] == "999"
    assert wecom.inbox("yanxu")[0]["msgid"] == answer["msgid"]


def test_a_repeat_within_the_window_is_not_shown_again(wecom):
    first = wecom.send(enable_duplicate_check=1, duplicate_check_interval=600)
    assert wecom.send(enable_duplicate_check=1, duplicate_check_interval=600)["errcode"] == 0
    assert wecom.inbox()[0]["msgid"] == first["msgid"]


def test_a_repeat_after_the_window_is_shown(wecom):
    first = wecom.send(enable_duplicate_check=1, duplicate_check_interval=600)
    wecom.advance(601)
    wecom.send(enable_duplicate_check=1, duplicate_check_interval=600)
    assert wecom.inbox()[0]["msgid"] != first["msgid"]


def test_a_repeat_without_the_check_is_shown(wecom):
    first = wecom.send()
    wecom.send()
    assert wecom.inbox()[0]["msgid"] != first["msgid"]


def test_the_thirty_first_message_in_a_minute_vanishes_with_errcode_0(wecom):
    sent = [wecom.send(touser="songyuan") for _ in range(31)]
    delivered = {item["msgid"] for item in wecom.inbox("songyuan")}
    assert {answer["errcode"] for answer in sent} == {0}
    assert [answer["msgid"] in delivered for answer in sent] == [True] * 30 + [False]


def test_after_a_minute_messages_arrive_again(wecom):
    for _ in range(31):
        wecom.send(touser="xumin")
    wecom.advance(61)
    sent = wecom.send(touser="xumin")
    assert wecom.inbox("xumin")[0]["msgid"] == sent["msgid"]


def test_a_message_can_be_recalled_for_a_day(wecom):
    sent = wecom.send()
    assert wecom.post("message/recall", {"msgid": sent["msgid"]})["errcode"] == 0
    assert wecom.inbox()[0]["recalled"] is True


def test_a_message_of_the_day_before_stays(wecom):
    sent = wecom.send()
    wecom.advance(24 * 3600 + 1)
    assert wecom.post("message/recall", {"msgid": sent["msgid"]})["errcode"] != 0
    assert wecom.inbox()[0]["recalled"] is False


def test_an_unknown_message_cannot_be_recalled(wecom):
    assert wecom.post("message/recall", {"msgid": "no"})["errcode"] != 0
