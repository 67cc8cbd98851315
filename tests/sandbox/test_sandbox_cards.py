"""Template cards through the WeCom stand-in."""

from itertools import count

import pytest

from sandbox.wecom.credentials import AGENT_ID

pytestmark = pytest.mark.enable_socket

NUMBERS = count(1)


def notice(**changed: object) -> dict:
    """A text_notice card, whole unless changed."""
    return {
        "card_type": "text_notice",
        "source": {"desc": "协同"},
        "main_title": {"title": "请假申请待审批", "desc": "李明"},
        "horizontal_content_list": [{"keyname": "天数", "value": "2"}],
        "card_action": {"type": 1, "url": "http://127.0.0.1:8080/#/requests/1"},
    } | changed


def buttons(**changed: object) -> dict:
    """A button_interaction card with a task_id of its own, whole unless changed."""
    return {
        "card_type": "button_interaction",
        "main_title": {"title": "请假申请待审批"},
        "button_list": [{"text": "同意", "key": "approve"}, {"text": "驳回", "key": "reject"}],
        "task_id": f"request-{next(NUMBERS)}@head",
    } | changed


def send(wecom, card: dict, **more: object) -> dict:
    return wecom.send(msgtype="template_card", template_card=card, **more)


def update(wecom, code: str, **changed: object) -> dict:
    body = {
        "userids": ["liming"],
        "agentid": AGENT_ID,
        "response_code": code,
        "button": {"replace_name": "已同意"},
    }
    return wecom.post("message/update_template_card", body | changed)


def test_a_notice_arrives_whole_and_has_no_response_code(wecom):
    card = notice()
    answer = send(wecom, card)
    assert answer["errcode"] == 0
    assert "response_code" not in answer
    assert wecom.inbox()[0]["content"] == card


def test_a_card_with_buttons_gets_a_response_code(wecom):
    card = buttons()
    answer = send(wecom, card)
    newest = wecom.inbox()[0]
    assert (newest["task_id"], newest["response_code"]) == (card["task_id"], answer["response_code"])


def test_a_notice_with_a_menu_gets_a_response_code_too(wecom):
    menu = {"desc": "更多", "action_list": [{"text": "转办", "key": "delegate"}]}
    assert send(wecom, notice(action_menu=menu, task_id=f"menu-{next(NUMBERS)}"))["response_code"]


def test_a_task_id_used_before_is_42014(wecom):
    card = buttons()
    send(wecom, card)
    assert send(wecom, card, touser="wangfang")["errcode"] == 42014


def test_a_task_id_is_taken_by_a_notice_as_well(wecom):
    card = notice(task_id=f"notice-{next(NUMBERS)}")
    send(wecom, card)
    assert send(wecom, card)["errcode"] == 42014


def test_a_card_nobody_received_does_not_take_its_task_id(wecom):
    card = buttons()
    assert send(wecom, card, touser="nobody")["errcode"] == 81013
    assert send(wecom, card)["errcode"] == 0


@pytest.mark.parametrize("task_id", [None, "", "a b", "请假", "a.b", "a" * 129])
def test_a_task_id_has_128_letters_digits_and_three_signs_at_most(wecom, task_id):
    assert send(wecom, buttons(task_id=task_id))["errcode"] == 40058


def test_a_button_without_key_is_42017(wecom):
    assert send(wecom, buttons(button_list=[{"text": "同意"}]))["errcode"] == 42017


def test_a_button_key_has_1024_bytes_at_most(wecom):
    card = buttons(button_list=[{"text": "同意", "key": "字" * 342}])
    assert send(wecom, card)["errcode"] == 40058


def test_a_button_that_opens_a_page_needs_no_key(wecom):
    card = buttons(button_list=[{"text": "看", "type": 1, "url": "http://127.0.0.1/"}])
    assert send(wecom, card)["errcode"] == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"card_type": "poem"},
        {"main_title": {}},
        {"card_action": {}},
        {"card_action": {"type": 1}},
        {"horizontal_content_list": [{"keyname": str(n)} for n in range(7)]},
        {"horizontal_content_list": [{"value": "2"}]},
        {"horizontal_content_list": "天数"},
        {"jump_list": [{"title": str(n)} for n in range(4)]},
        {"jump_list": [{"type": 1, "title": "看"}]},
    ],
)
def test_a_notice_that_is_not_whole_is_40058(wecom, changed):
    assert send(wecom, notice(**changed))["errcode"] == 40058


@pytest.mark.parametrize(
    "card",
    [
        {"card_type": "news_notice", "card_image": {"url": "http://127.0.0.1/a.png"}},
        {
            "card_type": "vote_interaction",
            "checkbox": {"question_key": "q", "option_list": [{"id": "1", "text": "是"}]},
            "submit_button": {"text": "提交", "key": "submit"},
        },
        {
            "card_type": "multiple_interaction",
            "select_list": [{"question_key": "q", "option_list": [{"id": "1", "text": "是"}]}],
            "submit_button": {"text": "提交", "key": "submit"},
        },
    ],
)
def test_the_other_kinds_of_card_arrive(wecom, card):
    assert send(wecom, notice(task_id=f"kind-{next(NUMBERS)}") | card)["errcode"] == 0


def test_an_update_changes_the_card_of_those_named(wecom):
    code = send(wecom, buttons(), touser="liming|wangfang")["response_code"]
    assert update(wecom, code) == {"errcode": 0, "errmsg": "ok", "invaliduser": []}
    assert wecom.inbox()[0]["changed"] == {"button": {"replace_name": "已同意"}}
    assert wecom.inbox("wangfang")[0]["changed"] is None


def test_an_update_may_put_another_card_in_place_for_all(wecom):
    code = send(wecom, buttons(), touser="liming|wangfang")["response_code"]
    card = notice()
    assert update(wecom, code, userids=[], atall=1, template_card=card)["errcode"] == 0
    assert wecom.inbox("wangfang")[0]["changed"] == {"template_card": card}


def test_an_update_names_those_who_never_had_the_card(wecom):
    code = send(wecom, buttons())["response_code"]
    assert update(wecom, code, userids=["liming", "wangfang"])["invaliduser"] == ["wangfang"]


def test_a_response_code_is_worth_one_use(wecom):
    code = send(wecom, buttons())["response_code"]
    update(wecom, code)
    assert update(wecom, code)["errcode"] != 0


def test_a_refused_update_does_not_use_the_response_code_up(wecom):
    code = send(wecom, buttons())["response_code"]
    assert update(wecom, code, userids=["sunwei"])["errcode"] == 81013
    assert update(wecom, code)["errcode"] == 0


def test_a_response_code_is_worth_nothing_after_72_hours(wecom):
    code = send(wecom, buttons())["response_code"]
    wecom.advance(72 * 3600 - 60)
    other = send(wecom, buttons())["response_code"]
    wecom.advance(61)
    assert update(wecom, code)["errcode"] != 0
    assert update(wecom, other)["errcode"] == 0


def test_an_update_without_a_new_state_is_40058(wecom):
    code = send(wecom, buttons())["response_code"]
    assert update(wecom, code, button={})["errcode"] == 40058
