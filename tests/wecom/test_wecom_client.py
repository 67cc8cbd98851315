"""WeCom's answers, tokens and cards."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from wechatpy.exceptions import WeChatClientException

from chalicelib.platform.settings import Settings
from chalicelib.wecom import client, jobs, store
from chalicelib.wecom.model import TOKEN_ERRORS, TRY_LATER, WecomRefusedError, WecomUnavailableError


class Vendor:
    """A client that notes what was asked of it; its token is the number of the last it forgot."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []
        self.used_token = "t1"

    def forget_token(self, token: str) -> None:
        self.forgotten.append(token)


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Vendor:
    made = Vendor()
    monkeypatch.setattr(client, "client", lambda: made)
    return made


def _answers(*several: Any) -> tuple[Callable[[Any], Any], list[int]]:
    """A request that gives one answer after the other, and the list of its calls."""
    calls: list[int] = []

    def request(_: Any) -> Any:
        found = several[len(calls)]
        calls.append(1)
        if isinstance(found, Exception):
            raise found
        return found

    return request, calls


def _refused(code: int | None) -> WeChatClientException:
    return WeChatClientException(code, "text that changes")


@pytest.mark.parametrize("code", sorted(TOKEN_ERRORS))
def test_a_refused_token_is_replaced_and_the_call_made_once_more(vendor: Vendor, code: int):
    request, calls = _answers(_refused(code), {"userid": "liming"})
    assert client.call(request) == {"userid": "liming"}
    assert len(calls) == 2
    assert vendor.forgotten == ["t1"], "the token that was used, not whatever is stored by now"


@pytest.mark.parametrize("code", sorted(TOKEN_ERRORS))
def test_a_token_refused_twice_is_not_tried_a_third_time(vendor: Vendor, code: int):
    request, calls = _answers(_refused(code), _refused(code), {"userid": "liming"})
    with pytest.raises(WecomRefusedError) as refused:
        client.call(request)
    assert refused.value.errcode == code
    assert (len(calls), len(vendor.forgotten)) == (2, 1)


@pytest.mark.parametrize("code", [40029, 60011, 48002, 81013, 42014])
def test_any_other_number_is_told_at_once(vendor: Vendor, code: int):
    request, calls = _answers(_refused(code), {})
    with pytest.raises(WecomRefusedError) as refused:
        client.call(request)
    assert (refused.value.errcode, len(calls), vendor.forgotten) == (code, 1, [])


BROKEN: list[Any] = [
    *(_refused(code) for code in sorted(TRY_LATER)),
    _refused(None),
    requests.Timeout("https://qyapi.weixin.qq.com/cgi-bin/x?access_token=SECRET"),
    requests.ConnectionError("https://qyapi.weixin.qq.com/cgi-bin/x?access_token=SECRET"),
    ValueError("no JSON"),
    "text",
    None,
    {"errcode": 0, "errmsg": "ok, but wrong json format"},
]


@pytest.mark.parametrize("answer", BROKEN, ids=lambda part: str(part)[:30])
@pytest.mark.usefixtures("vendor")
def test_busy_broken_and_silent_are_one_thing_and_no_token_is_told(
    answer: Any, caplog: pytest.LogCaptureFixture
):
    request, calls = _answers(answer)
    with pytest.raises(WecomUnavailableError) as refused:
        client.call(request)
    assert len(calls) == 1
    assert "SECRET" not in "".join(str(vars(record)) for record in caplog.records)
    assert refused.value.__suppress_context__ or "SECRET" not in str(refused.value.__cause__)


def _message(**more: Any) -> dict[str, Any]:
    return {
        "key": "r1-01abc",
        "kind": "todo",
        "to": ["wangfang"],
        "title": "李明的请假申请待您处理",
        "description": "请假申请-李明",
        "lines": [["单号", "QJ-202611-0001"]],
        "url": "https://oa.example.cn/#/requests/r1",
    } | more


def test_a_card_opens_the_request_and_carries_its_key():
    card = jobs.card_of(_message())
    assert card["card_type"] == "text_notice"
    assert card["card_action"] == {"type": 1, "url": "https://oa.example.cn/#/requests/r1"}
    assert card["task_id"] == "r1-01abc"
    assert card["horizontal_content_list"] == [{"keyname": "单号", "value": "QJ-202611-0001"}]


def test_a_card_keeps_to_wecoms_lengths():
    card = jobs.card_of(
        _message(title="题" * 300, description="述" * 300, lines=[["标签名很长很长", "值" * 200]] * 12)
    )
    assert len(card["main_title"]["title"]) <= 36
    assert len(card["main_title"]["desc"]) <= 44
    assert len(card["horizontal_content_list"]) == 6
    assert all(
        len(line["keyname"]) <= 6 and len(line["value"]) <= 30 for line in card["horizontal_content_list"]
    )


def test_a_card_of_a_request_can_be_sent_with_its_key():
    from chalicelib.platform.ids import new_id

    key = f"{new_id()}-{new_id()}"
    assert len(key) <= 128
    assert key.replace("-", "").isalnum()


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """WeCom's answers to messages, by key; what was sent and what is remembered as sent."""
    world: dict[str, Any] = {"answers": {}, "sent": [], "kept": {}}

    class Cards:
        def send_card(self, to: list[str], agent_id: int, card: dict[str, Any]) -> dict[str, Any]:
            world["sent"].append((card["task_id"], to, agent_id))
            answer = world["answers"].get(card["task_id"], {"errcode": 0})
            if isinstance(answer, Exception):
                raise answer
            return dict(answer)

    class Wecom:
        card = Cards()

    place = Settings(**(dict.fromkeys(Settings.__dataclass_fields__, "") | {"wecom_agent_id": "1000002"}))
    monkeypatch.setattr("chalicelib.platform.settings.settings", lambda: place)
    monkeypatch.setattr(client, "call", lambda request: request(Wecom()))
    monkeypatch.setattr(store, "was_sent", lambda key: key in world["kept"])
    monkeypatch.setattr(store, "keep_sent", lambda key, invalid: world["kept"].update({key: invalid}))
    return world


def _batch(*keys: str) -> dict[str, Any]:
    return {"Records": [{"messageId": f"m-{key}", "body": json.dumps(_message(key=key))} for key in keys]}


def test_only_what_failed_goes_back_to_the_queue(post: dict):
    post["answers"] = {"b": WecomUnavailableError(), "c": WecomRefusedError(60011, "no privilege")}
    answer = jobs.send_message(_batch("a", "b", "c", "d"), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-b"}, {"itemIdentifier": "m-c"}]}
    assert set(post["kept"]) == {"a", "d"}


def test_a_message_is_sent_once(post: dict):
    jobs.send_message(_batch("a"), None)
    jobs.send_message(_batch("a", "a"), None)
    assert post["sent"] == [("a", ["wangfang"], 1000002)]


def test_a_card_wecom_has_already_counts_as_sent(post: dict):
    post["answers"] = {"a": WecomRefusedError(42014, "task_id taken")}
    assert jobs.send_message(_batch("a"), None) == {"batchItemFailures": []}
    assert post["kept"] == {"a": []}


def test_receivers_wecom_does_not_know_are_remembered_and_not_repeated(post: dict):
    post["answers"] = {
        "a": {"errcode": 0, "invaliduser": "wangfang|heyan"},
        "b": WecomRefusedError(81013, "all invalid"),
    }
    assert jobs.send_message(_batch("a", "b"), None) == {"batchItemFailures": []}
    assert post["kept"] == {"a": ["wangfang", "heyan"], "b": ["wangfang"]}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"userid": "LiMing"}, {"userid": "LiMing"}),
        ({"UserId": "LiMing"}, {"userid": "LiMing"}),
        ({"openid": "o1"}, {"problem": "outsider"}),
        (WecomRefusedError(40029, ""), {"problem": "bad_code"}),
        (WecomRefusedError(60020, ""), {"problem": "unavailable"}),
        (WecomUnavailableError(), {"problem": "unavailable"}),
    ],
    ids=lambda part: str(part)[:30],
)
def test_who_signed_in_is_told_in_our_own_words(monkeypatch: pytest.MonkeyPatch, answer: Any, told: dict):
    def asked(_: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(client, "call", asked)
    assert jobs.wecom_identify({"code": "c1"}, None) == told
