"""Bad days on order."""

import json
import time

import httpx
import pytest

pytestmark = pytest.mark.enable_socket


def test_a_busy_platform_does_nothing(wecom):
    wecom.fault("busy")
    before = len(wecom.inbox())
    assert wecom.send()["errcode"] == -1
    assert len(wecom.inbox()) == before


def test_too_many_calls_are_45009_and_do_nothing(wecom):
    wecom.fault("frequency")
    assert wecom.send()["errcode"] == 45009


def test_an_unknown_address_is_60020_even_for_a_token(wecom):
    wecom.fault("untrusted_ip", "/cgi-bin/gettoken")
    assert wecom.http.get("/cgi-bin/gettoken").json()["errcode"] == 60020


def test_a_bad_gateway_is_a_page_and_does_nothing(wecom):
    token = wecom.token()
    wecom.fault("bad_gateway")
    answer = wecom.http.post("/cgi-bin/message/send", params={"access_token": token}, json={})
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")


def test_a_truncated_answer_is_no_json_although_the_message_arrived(wecom):
    before = len(wecom.inbox())
    wecom.fault("truncated")
    with pytest.raises(json.JSONDecodeError):
        wecom.send()
    assert len(wecom.inbox()) == before + 1


def test_a_lost_answer_breaks_the_connection_although_the_message_arrived(wecom):
    before = len(wecom.inbox())
    wecom.fault("lost")
    with pytest.raises(httpx.RemoteProtocolError):
        wecom.send()
    assert len(wecom.inbox()) == before + 1


def test_a_slow_answer_comes_late_while_others_are_served(wecom):
    token = wecom.token()
    wecom.fault("slow", seconds=2)
    began = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        wecom.http.post("/cgi-bin/message/send", params={"access_token": token}, json={}, timeout=0.2)
    wecom.inbox()
    assert time.monotonic() - began < 2


def test_a_slow_answer_is_the_whole_answer(wecom):
    wecom.fault("slow", seconds=0.2)
    began = time.monotonic()
    assert wecom.send()["errcode"] == 0
    assert time.monotonic() - began >= 0.2


def test_expired_tokens_are_42001_once(wecom):
    wecom.fault("expire_tokens")
    assert wecom.send()["errcode"] == 42001
    assert wecom.send()["errcode"] == 0


def test_revoked_tokens_are_40014_once(wecom):
    wecom.fault("revoke_tokens")
    assert wecom.send()["errcode"] == 40014
    assert wecom.send()["errcode"] == 0


def test_a_fault_is_used_up_after_its_count(wecom):
    wecom.fault("busy", count=2)
    assert [wecom.send()["errcode"] for _ in range(3)] == [-1, -1, 0]


def test_a_fault_touches_its_path_only(wecom):
    wecom.fault("busy", "/cgi-bin/message/recall")
    assert wecom.send()["errcode"] == 0


def test_waiting_faults_are_listed_and_can_be_cleared(wecom):
    wecom.fault("busy", count=5)
    (waiting,) = wecom.http.get("/sandbox/faults").json()["items"]
    assert (waiting["kind"], waiting["path_prefix"], waiting["remaining"]) == (
        "busy",
        "/cgi-bin/message/send",
        5,
    )
    wecom.http.delete("/sandbox/faults")
    assert wecom.http.get("/sandbox/faults").json()["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "poem"},
        {"kind": "busy", "path_prefix": "/sandbox/"},
        {"kind": "busy", "count": 0},
        {"kind": "busy", "count": "many"},
        {"kind": "slow", "seconds": 3600},
        {"kind": "slow", "seconds": None},
        [],
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_with_a_sentence(wecom, body):
    answer = wecom.http.post("/sandbox/faults", json=body)
    assert answer.status_code == 400
    assert answer.json()["message"]
