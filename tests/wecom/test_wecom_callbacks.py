"""WeCom's callbacks over HTTP and on tables: what is taken, what is refused, and that nothing counts twice."""

import base64
import contextlib
import datetime as dt
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform import clock
from chalicelib.wecom import callback_store, callbacks, event_xml, events
from chalicelib.wecom.callback_crypto import Envelope, EnvelopeError, Secrets, opened
from chalicelib.wecom.event_xml import XmlError
from chalicelib.wecom.events import Dirty
from tests.support import callbacks as wecom
from tests.support.browser import call, said
from tests.support.fake_aws import FakeAws
from tests.support.wecom_table import PREFIX, wecom_table

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "wecom_callback.json").read_text("utf-8"))
SECRETS = Secrets(wecom.TOKEN, wecom.AES_KEY, wecom.CORP)
UPDATED = wecom.contact("update_user", UserID="ZhangSan", Department="1,2")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAws]:
    """The WeCom table in this process, the callback's secrets, and a clock that goes on by what AWS takes."""
    monkeypatch.setattr(callbacks, "_secrets", lambda _: (wecom.TOKEN, wecom.AES_KEY))
    with wecom_table(corp_id=wecom.CORP) as cloud:
        logging.getLogger("xietong").setLevel(logging.INFO)
        yield cloud


def _now() -> int:
    return int(clock.now().timestamp())


def _deliver(text: str, *, nonce: str = "", receiver: str = wecom.CORP, **changed: Any) -> Any:
    """One callback with this text inside."""
    seal = wecom.sealed(text, receiver)
    asked = wecom.query(seal, changed.pop("timestamp", _now()), nonce, **changed)
    return call("POST", f"/wecom/callback?{asked}", wecom.body(seal), {"Content-Type": "text/xml"})


def _rows(aws: FakeAws) -> dict[str, Any]:
    """What stands in the table, by kind."""
    items = aws.dynamodb.table(f"{PREFIX}-wecom").items.values()
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(item["kind"]["S"], []).append(item)
    return found


def _dirty() -> list[Dirty]:
    return [dirty for dirty, _ in callback_store.read_dirty()]


def _told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "xietong"]


def test_the_url_check_hears_what_the_echo_hides(aws: FakeAws):
    seal = wecom.sealed("1616140317555161061")
    answer = call("GET", f"/wecom/callback?{wecom.query(seal, _now(), echostr=seal)}")
    assert (answer.status_code, answer.body) == (200, b"1616140317555161061")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert _rows(aws) == {}, "a GET changes nothing"


@pytest.mark.usefixtures("aws")
def test_a_plus_that_was_not_escaped_is_still_a_plus():
    seal = next(one for one in iter(lambda: wecom.sealed("echo"), "") if "+" in one)
    asked = wecom.query(seal, _now()) + "&echostr=" + quote_plus(seal).replace("%2B", "+")
    assert call("GET", f"/wecom/callback?{asked}").body == b"echo"


@pytest.mark.parametrize(
    "case", VECTORS["official"]["cases"] + VECTORS["own"]["cases"], ids=lambda c: c["name"]
)
def test_every_known_envelope_opens_and_not_for_another_corporation(case: dict):
    group = VECTORS["official"] if case in VECTORS["official"]["cases"] else VECTORS["own"]
    receiver = case.get("receive_id", group.get("receive_id"))
    secrets = Secrets(group["token"], group["encoding_aes_key"], receiver)
    envelope = Envelope(case["msg_signature"], case["timestamp"], case["nonce"], case["encrypt"])
    assert opened(secrets, envelope) == case["plaintext"]
    for other in (f"{receiver}x", receiver[:-1] or "ww1", ""):
        if other != receiver:
            with pytest.raises(EnvelopeError, match="receiver"):
                opened(Secrets(secrets.token, secrets.aes_key, other), envelope)


def test_the_known_callback_is_taken_over_http(aws: FakeAws):
    case = VECTORS["own"]["cases"][0]
    with clock.frozen(dt.datetime.fromtimestamp(int(case["timestamp"]), dt.UTC)):
        answer = call("POST", f"/wecom/callback?{case['post_query']}", case["post_body"].encode())
        assert (answer.status_code, answer.body) == (200, b"")
        assert _dirty() == [Dirty("user", "zhang.san"), Dirty("user", "zhangsan", "zhang.san")]


@pytest.mark.parametrize("length", range(16, 80))
def test_every_length_is_opened(length: int):
    """Among them the one that is a whole number of blocks, and is padded with 32 times 32."""
    seal = wecom.sealed("x" * length)
    asked = dict(part.split("=") for part in wecom.query(seal, 1795305600).split("&"))
    envelope = Envelope(asked["msg_signature"], asked["timestamp"], asked["nonce"], seal)
    assert opened(SECRETS, envelope) == "x" * length


@given(st.binary(max_size=200))
def test_what_is_signed_but_not_sealed_is_refused(content: bytes):
    seal = base64.b64encode(content).decode()
    asked = dict(part.split("=") for part in wecom.query(seal, 1795305600).split("&"))
    with pytest.raises(EnvelopeError):
        opened(SECRETS, Envelope(asked["msg_signature"], asked["timestamp"], asked["nonce"], seal))


def test_the_secrets_are_in_no_text():
    assert wecom.TOKEN not in repr(SECRETS)
    assert wecom.AES_KEY not in repr(SECRETS)


@pytest.mark.parametrize("deliveries", [1, 2, 3])
def test_an_event_counts_once_however_often_it_is_delivered(
    aws: FakeAws, caplog: pytest.LogCaptureFixture, deliveries: int
):
    answers = [_deliver(UPDATED) for _ in range(deliveries)]
    assert [(answer.status_code, answer.body) for answer in answers] == [(200, b"")] * deliveries
    (row,) = _rows(aws)["dirty"]
    assert (row["sk"], row["times"]) == ({"S": "user#zhangsan"}, {"N": "1"})
    assert _told(caplog) == ["wecom_event"] + ["wecom_event_again"] * (deliveries - 1)


def test_many_events_of_one_person_make_one_row(aws: FakeAws):
    for number in range(5):
        _deliver(wecom.contact("update_user", created=1795305600 + number, UserID="zhangsan"))
    _deliver(wecom.contact("delete_user", UserID="ZHANGSAN"))
    (row,) = _rows(aws)["dirty"]
    assert row["times"] == {"N": "6"}
    assert _dirty() == [Dirty("user", "zhangsan")]


@pytest.mark.usefixtures("aws")
def test_what_happens_while_an_id_is_read_anew_keeps_it_dirty():
    _deliver(UPDATED)
    ((dirty, last),) = callback_store.read_dirty()
    _deliver(wecom.contact("delete_user", UserID="zhangsan"))
    assert not callback_store.settle(dirty, last)
    ((dirty, last),) = callback_store.read_dirty()
    assert callback_store.settle(dirty, last)
    assert _dirty() == []


@pytest.mark.parametrize(
    ("text", "dirty"),
    [
        (wecom.contact("create_user", UserID="LiSi", Name="李四 & 计量所"), (Dirty("user", "lisi"),)),
        (wecom.contact("update_user", UserID="LiSi", NewUserID="lisi"), (Dirty("user", "lisi"),)),
        (
            wecom.contact("update_user", UserID="LiSi", NewUserID="Li.Si"),
            (Dirty("user", "lisi", "li.si"), Dirty("user", "li.si")),
        ),
        (wecom.contact("create_party", Id="12", ParentId="1"), (Dirty("department", "12"),)),
        (wecom.contact("update_party", Id="12"), (Dirty("department", "12"),)),
        (wecom.contact("update_tag", TagId="3", AddUserItems="lisi,wangwu"), (Dirty("tag", "3"),)),
        (wecom.contact("update_user"), ()),
        (wecom.contact("update_user", UserID="x" * 65), ()),
        (wecom.contact("burn_user", UserID="lisi"), ()),
        (wecom.event("template_card_event", TaskId="t", EventKey="approve"), ()),
    ],
)
def test_an_event_says_which_ids_are_no_longer_as_we_know_them(text: str, dirty: tuple[Dirty, ...]):
    assert events.read(text).dirty == dirty


def test_a_message_is_the_same_by_its_id_and_an_event_by_its_text():
    message = "<xml><MsgType>text</MsgType><MsgId>45</MsgId><Content>{}</Content></xml>"
    assert events.read(message.format("a")).key == events.read(message.format("b")).key == "message-45"
    assert events.read(UPDATED).key != events.read(UPDATED.replace("1,2", "1,3")).key


@pytest.mark.parametrize("text", [wecom.event("moon_landing"), VECTORS["official"]["cases"][1]["plaintext"]])
def test_an_unknown_event_is_acknowledged_and_logged_once(
    aws: FakeAws, caplog: pytest.LogCaptureFixture, text: str
):
    assert [_deliver(text).status_code for _ in range(3)] == [200, 200, 200]
    assert _told(caplog).count("wecom_event_unknown") == 1
    assert "dirty" not in _rows(aws)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    '<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><xml><MsgType>&lol2;</MsgType></xml>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><MsgType>&f;</MsgType></xml>'
DEEP = "<a>" * 5000 + "</a>" * 5000
WIDE = "<xml>" + "<a></a>" * 2000 + "</xml>"
BAD_XML = {
    "bomb": BOMB,
    "file": OUTSIDE,
    "deep": DEEP,
    "wide": WIDE,
    "none": "hello",
    "open": "<xml>",
    "text": "<xml>x</xml>",
}
BAD_XML |= {"no type": "<xml><a>1</a></xml>", "type within": "<xml><MsgType><b>c</b></MsgType></xml>"}


@pytest.mark.parametrize("name", BAD_XML)
def test_bad_xml_is_refused_inside_and_outside(aws: FakeAws, caplog: pytest.LogCaptureFixture, name: str):
    seal = wecom.sealed(UPDATED)
    outside = call("POST", f"/wecom/callback?{wecom.query(seal, _now())}", BAD_XML[name].encode())
    for answer in (outside, _deliver(BAD_XML[name])):
        assert (answer.status_code, said(answer)["code"]) == (400, "wecom_callback_unreadable")
    assert _rows(aws) == {}
    assert _told(caplog) == ["refused", "refused"]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_rubbish_is_no_xml_and_never_another_error(raw: bytes):
    with contextlib.suppress(XmlError):
        assert isinstance(event_xml.read(raw), dict)


@pytest.mark.parametrize("part", ["declaration", "depth", "elements", "size"])
def test_what_is_too_much_is_named(part: str):
    bad = {"declaration": BOMB, "depth": DEEP, "elements": WIDE, "size": "<xml>" + " " * 65536 + "</xml>"}
    with pytest.raises(XmlError, match=part):
        event_xml.read(bad[part].encode())


REFUSALS: dict[str, tuple[dict[str, Any], int, str]] = {
    "wrong signature": ({"msg_signature": "0" * 40}, 403, "wecom_callback_signature"),
    "signature in another script": ({"msg_signature": "签名"}, 403, "wecom_callback_signature"),
    "too old": ({"timestamp": -301}, 403, "wecom_callback_old"),
    "of a time to come": ({"timestamp": 302}, 403, "wecom_callback_old"),
    "other corporation": ({"receiver": "wwother"}, 403, "wecom_callback_foreign"),
    "receiver begins like ours": ({"receiver": wecom.CORP + "1"}, 403, "wecom_callback_foreign"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_not_for_us_is_refused_once_and_changes_nothing(
    aws: FakeAws, caplog: pytest.LogCaptureFixture, name: str
):
    wrong, status, code = REFUSALS[name]
    if "timestamp" in wrong:
        wrong = wrong | {"timestamp": _now() + wrong["timestamp"]}
    answer = _deliver(UPDATED, **wrong)
    assert (answer.status_code, said(answer)["code"]) == (status, code)
    assert _rows(aws) == {}
    assert _told(caplog) == ["refused"]


@pytest.mark.parametrize("timestamp", ["yesterday", "-5", "１２", "1" * 12])
def test_a_time_that_is_none_is_refused(aws: FakeAws, timestamp: str):
    seal = wecom.sealed(UPDATED)
    asked = urlencode({"msg_signature": "0", "timestamp": timestamp, "nonce": "1"})
    answer = call("POST", f"/wecom/callback?{asked}", wecom.body(seal))
    assert said(answer)["code"] == "wecom_callback_old"


@pytest.mark.parametrize("missing", ["msg_signature", "timestamp", "nonce", "echostr"])
@pytest.mark.usefixtures("aws")
def test_a_query_that_is_not_whole_is_refused(missing: str):
    words = {"msg_signature": "0", "timestamp": "1", "nonce": "1", "echostr": "1"}
    del words[missing]
    answer = call("GET", f"/wecom/callback?{urlencode(words)}")
    assert (answer.status_code, said(answer)["field"]) == (400, missing)


def test_a_nonce_is_taken_once(aws: FakeAws, caplog: pytest.LogCaptureFixture):
    seal = wecom.sealed(UPDATED)
    asked = wecom.query(seal, _now())
    again = [call("POST", f"/wecom/callback?{asked}", wecom.body(seal)) for _ in range(3)]
    assert [answer.status_code for answer in again] == [200, 409, 409]
    assert said(again[1])["code"] == "wecom_callback_repeated"
    other = _deliver(wecom.contact("delete_user", UserID="lisi"), nonce="77777")
    replayed = _deliver(wecom.contact("delete_user", UserID="wangwu"), nonce="77777")
    assert (other.status_code, replayed.status_code) == (200, 409)
    assert _dirty() == [Dirty("user", "lisi"), Dirty("user", "zhangsan")]
    assert _rows(aws)["dirty"][0]["times"] == {"N": "1"}
    assert _told(caplog) == ["wecom_event", "refused", "refused", "wecom_event", "refused"]


def test_the_nonce_of_a_repeated_event_is_taken_once_too(aws: FakeAws):
    _deliver(UPDATED)
    assert [_deliver(UPDATED, nonce="88888").status_code for _ in range(2)] == [200, 409]
    assert len(_rows(aws)["nonce"]) == 2


def test_a_nonce_may_come_again_when_its_time_is_over(aws: FakeAws):
    assert _deliver(UPDATED, nonce="99999").status_code == 200
    aws.clock.advance(25 * 3600)
    assert _deliver(UPDATED, nonce="99999").status_code == 200
    assert _rows(aws)["dirty"][0]["times"] == {"N": "2"}


@pytest.mark.parametrize(("size", "status"), [(65_536, 400), (65_537, 413), (900_000, 413)])
def test_a_body_over_64_kb_is_refused_before_it_is_read(aws: FakeAws, size: int, status: int):
    seal = wecom.sealed(UPDATED)
    answer = call("POST", f"/wecom/callback?{wecom.query(seal, _now())}", b"<" * size)
    assert answer.status_code == status
    assert _rows(aws) == {}


@pytest.mark.usefixtures("aws")
def test_a_long_text_of_ours_is_taken_up_to_the_limit():
    assert _deliver(wecom.event("moon", Content="长" * 12_000)).status_code == 200


@pytest.mark.parametrize(
    "faults", [("throttle", "throttle"), ("server_error", "throttle"), ("conflict", "conflict")]
)
def test_the_answer_comes_within_a_second_though_the_table_is_throttled_twice(
    aws: FakeAws, faults: tuple[str, ...]
):
    _deliver(UPDATED)
    aws.plan.order("dynamodb", "TransactWriteItems", *faults)
    virtual, real = clock.now(), time.monotonic()
    answer = _deliver(wecom.contact("delete_user", UserID="lisi"))
    took = (clock.now() - virtual).total_seconds() + time.monotonic() - real
    assert sum(aws.plan.fired.values()) == 2
    assert answer.status_code == 200
    assert took < 1
    assert len(_dirty()) == 2


def test_an_event_that_could_not_be_remembered_is_delivered_again_and_counts(aws: FakeAws):
    aws.plan.order("dynamodb", "TransactWriteItems", *["throttle"] * 9)
    answer = _deliver(UPDATED, nonce="12121")
    assert (answer.status_code, said(answer)["code"]) == (503, "busy")
    aws.plan._ordered.clear()
    assert _deliver(UPDATED, nonce="12121").status_code == 200
    assert _dirty() == [Dirty("user", "zhangsan")]


def test_an_answer_of_the_table_that_is_lost_counts_once(aws: FakeAws):
    aws.plan.order("dynamodb", "TransactWriteItems", "reply_lost")
    assert _deliver(UPDATED).status_code == 200
    assert _rows(aws)["dirty"][0]["times"] == {"N": "1"}


class MissingError(Exception):
    """What SSM answers for a parameter that is not there."""


SETTINGS = ["", "no JSON", "[]", '{"token": "t"}', '{"token": "t", "aes_key": "short"}']


@pytest.mark.parametrize("value", [None, *SETTINGS])
def test_without_good_secrets_the_administrator_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, value: str | None
):
    class Parameters:
        exceptions = type("Exceptions", (), {"ParameterNotFound": MissingError})

        def get_parameter(self, **_: Any) -> dict[str, Any]:
            if value is None:
                raise MissingError
            return {"Parameter": {"Value": value}}

    monkeypatch.setattr(callbacks, "client", lambda _: Parameters())
    callbacks._secrets.cache_clear()
    seal = wecom.sealed("echo")
    answer = call("GET", f"/wecom/callback?{wecom.query(seal, _now(), echostr=seal)}")
    assert (answer.status_code, said(answer)["code"]) == (503, "wecom_callback_unset")


PRESSED = {"FromUserName": "WangFang", "EventKey": "approve", "TaskId": "r@head@1@abc", "ResponseCode": "c1"}


def _presses(aws: FakeAws) -> list[dict[str, Any]]:
    items = aws.dynamodb.table(f"{PREFIX}-wecom").items.values()
    return [row for row in items if row["kind"]["S"] == "press"]


def test_a_pressed_button_is_remembered_once_and_nothing_else_is_done(aws: FakeAws):
    text = wecom.event("template_card_event", **PRESSED)
    assert [_deliver(text).status_code for _ in range(3)] == [200, 200, 200]
    (row,) = _presses(aws)
    assert (row["userid"], row["button"]) == ({"S": "wangfang"}, {"S": "approve"})
    assert "outcome" not in row


@pytest.mark.parametrize(
    "changed", [{"EventKey": ""}, {"TaskId": "x" * 129}, {"FromUserName": ""}, {"EventKey": "k" * 101}]
)
def test_a_press_that_lacks_a_part_or_has_too_much_is_acknowledged_and_forgotten(
    aws: FakeAws, changed: dict[str, str]
):
    assert _deliver(wecom.event("template_card_event", **PRESSED | changed)).status_code == 200
    assert _presses(aws) == []
