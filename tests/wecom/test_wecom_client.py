"""WeCom's answers, tokens and cards."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from wechatpy.exceptions import WeChatClientException

from chalicelib.wecom import client, jobs
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


def test_a_card_of_a_request_can_be_sent_with_its_key():
    from chalicelib.platform.ids import new_id

    key = f"{new_id()}-{new_id()}"
    assert len(key) <= 128
    assert key.replace("-", "").isalnum()


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
