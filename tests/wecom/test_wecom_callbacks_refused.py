"""WeCom's callbacks that are refused: what is not for us, not whole, too much or hostile changes nothing."""

import contextlib
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.wecom import callbacks, event_xml
from chalicelib.wecom.event_xml import XmlError
from tests.support import callbacks as wecom
from tests.support.browser import call, said
from tests.support.fake_aws import FakeAws
from tests.wecom.callback_support import UPDATED, aws, deliver, now, rows, told

__all__ = ["aws"]
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
    outside = call("POST", f"/wecom/callback?{wecom.query(seal, now())}", BAD_XML[name].encode())
    for answer in (outside, deliver(BAD_XML[name])):
        assert (answer.status_code, said(answer)["code"]) == (400, "wecom_callback_unreadable")
    assert rows(aws) == {}
    assert told(caplog) == ["refused", "refused"]


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
        wrong = wrong | {"timestamp": now() + wrong["timestamp"]}
    answer = deliver(UPDATED, **wrong)
    assert (answer.status_code, said(answer)["code"]) == (status, code)
    assert rows(aws) == {}
    assert told(caplog) == ["refused"]


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


@pytest.mark.parametrize(("size", "status"), [(65_536, 400), (65_537, 413), (900_000, 413)])
def test_a_body_over_64_kb_is_refused_before_it_is_read(aws: FakeAws, size: int, status: int):
    seal = wecom.sealed(UPDATED)
    answer = call("POST", f"/wecom/callback?{wecom.query(seal, now())}", b"<" * size)
    assert answer.status_code == status
    assert rows(aws) == {}


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
    answer = call("GET", f"/wecom/callback?{wecom.query(seal, now(), echostr=seal)}")
    assert (answer.status_code, said(answer)["code"]) == (503, "wecom_callback_unset")
