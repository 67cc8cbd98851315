"""WeCom's callbacks over HTTP and on tables: what is taken, what it leaves behind, and that nothing counts twice."""

import datetime as dt
import time
from typing import Any
from urllib.parse import quote_plus

import pytest

from chalicelib.platform import clock
from chalicelib.wecom import callback_store, events
from chalicelib.wecom.events import Dirty
from tests.support import callbacks as wecom
from tests.support.browser import call, said
from tests.support.fake_aws import FakeAws
from tests.support.wecom_table import PREFIX
from tests.wecom.callback_support import UPDATED, VECTORS, aws, deliver, dirty_ids, now, rows, told

__all__ = ["aws"]


def test_the_url_check_hears_what_the_echo_hides(aws: FakeAws):
    seal = wecom.sealed("1616140317555161061")
    answer = call("GET", f"/wecom/callback?{wecom.query(seal, now(), echostr=seal)}")
    assert (answer.status_code, answer.body) == (200, b"1616140317555161061")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert rows(aws) == {}, "a GET changes nothing"


@pytest.mark.usefixtures("aws")
def test_a_plus_that_was_not_escaped_is_still_a_plus():
    seal = next(one for one in iter(lambda: wecom.sealed("echo"), "") if "+" in one)
    asked = wecom.query(seal, now()) + "&echostr=" + quote_plus(seal).replace("%2B", "+")
    assert call("GET", f"/wecom/callback?{asked}").body == b"echo"


def test_the_known_callback_is_taken_over_http(aws: FakeAws):
    case = VECTORS["own"]["cases"][0]
    with clock.frozen(dt.datetime.fromtimestamp(int(case["timestamp"]), dt.UTC)):
        answer = call("POST", f"/wecom/callback?{case['post_query']}", case["post_body"].encode())
        assert (answer.status_code, answer.body) == (200, b"")
        assert dirty_ids() == [Dirty("user", "zhang.san"), Dirty("user", "zhangsan", "zhang.san")]


@pytest.mark.parametrize("deliveries", [1, 2, 3])
def test_an_event_counts_once_however_often_it_is_delivered(
    aws: FakeAws, caplog: pytest.LogCaptureFixture, deliveries: int
):
    answers = [deliver(UPDATED) for _ in range(deliveries)]
    assert [(answer.status_code, answer.body) for answer in answers] == [(200, b"")] * deliveries
    (row,) = rows(aws)["dirty"]
    assert (row["sk"], row["times"]) == ({"S": "user#zhangsan"}, {"N": "1"})
    assert told(caplog) == ["wecom_event"] + ["wecom_event_again"] * (deliveries - 1)


def test_many_events_of_one_person_make_one_row(aws: FakeAws):
    for number in range(5):
        deliver(wecom.contact("update_user", created=1795305600 + number, UserID="zhangsan"))
    deliver(wecom.contact("delete_user", UserID="ZHANGSAN"))
    (row,) = rows(aws)["dirty"]
    assert row["times"] == {"N": "6"}
    assert dirty_ids() == [Dirty("user", "zhangsan")]


@pytest.mark.usefixtures("aws")
def test_what_happens_while_an_id_is_read_anew_keeps_it_dirty():
    deliver(UPDATED)
    ((dirty, last),) = callback_store.read_dirty()
    deliver(wecom.contact("delete_user", UserID="zhangsan"))
    assert not callback_store.settle(dirty, last)
    ((dirty, last),) = callback_store.read_dirty()
    assert callback_store.settle(dirty, last)
    assert dirty_ids() == []


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
    assert [deliver(text).status_code for _ in range(3)] == [200, 200, 200]
    assert told(caplog).count("wecom_event_unknown") == 1
    assert "dirty" not in rows(aws)


def test_a_nonce_is_taken_once(aws: FakeAws, caplog: pytest.LogCaptureFixture):
    seal = wecom.sealed(UPDATED)
    asked = wecom.query(seal, now())
    again = [call("POST", f"/wecom/callback?{asked}", wecom.body(seal)) for _ in range(3)]
    assert [answer.status_code for answer in again] == [200, 409, 409]
    assert said(again[1])["code"] == "wecom_callback_repeated"
    other = deliver(wecom.contact("delete_user", UserID="lisi"), nonce="77777")
    replayed = deliver(wecom.contact("delete_user", UserID="wangwu"), nonce="77777")
    assert (other.status_code, replayed.status_code) == (200, 409)
    assert dirty_ids() == [Dirty("user", "lisi"), Dirty("user", "zhangsan")]
    assert rows(aws)["dirty"][0]["times"] == {"N": "1"}
    assert told(caplog) == ["wecom_event", "refused", "refused", "wecom_event", "refused"]


def test_the_nonce_of_a_repeated_event_is_taken_once_too(aws: FakeAws):
    deliver(UPDATED)
    assert [deliver(UPDATED, nonce="88888").status_code for _ in range(2)] == [200, 409]
    assert len(rows(aws)["nonce"]) == 2


def test_a_nonce_may_come_again_when_its_time_is_over(aws: FakeAws):
    assert deliver(UPDATED, nonce="99999").status_code == 200
    aws.clock.advance(25 * 3600)
    assert deliver(UPDATED, nonce="99999").status_code == 200
    assert rows(aws)["dirty"][0]["times"] == {"N": "2"}


@pytest.mark.usefixtures("aws")
def test_a_long_text_of_ours_is_taken_up_to_the_limit():
    assert deliver(wecom.event("moon", Content="长" * 12_000)).status_code == 200


@pytest.mark.parametrize(
    "faults", [("throttle", "throttle"), ("server_error", "throttle"), ("conflict", "conflict")]
)
def test_the_answer_comes_within_a_second_though_the_table_is_throttled_twice(
    aws: FakeAws, faults: tuple[str, ...]
):
    deliver(UPDATED)
    aws.plan.order("dynamodb", "TransactWriteItems", *faults)
    virtual, real = clock.now(), time.monotonic()
    answer = deliver(wecom.contact("delete_user", UserID="lisi"))
    took = (clock.now() - virtual).total_seconds() + time.monotonic() - real
    assert sum(aws.plan.fired.values()) == 2
    assert answer.status_code == 200
    assert took < 1
    assert len(dirty_ids()) == 2


def test_an_event_that_could_not_be_remembered_is_delivered_again_and_counts(aws: FakeAws):
    aws.plan.order("dynamodb", "TransactWriteItems", *["throttle"] * 9)
    answer = deliver(UPDATED, nonce="12121")
    assert (answer.status_code, said(answer)["code"]) == (503, "busy")
    aws.plan._ordered.clear()
    assert deliver(UPDATED, nonce="12121").status_code == 200
    assert dirty_ids() == [Dirty("user", "zhangsan")]


def test_an_answer_of_the_table_that_is_lost_counts_once(aws: FakeAws):
    aws.plan.order("dynamodb", "TransactWriteItems", "reply_lost")
    assert deliver(UPDATED).status_code == 200
    assert rows(aws)["dirty"][0]["times"] == {"N": "1"}


PRESSED = {"FromUserName": "WangFang", "EventKey": "approve", "TaskId": "r@head@1@abc", "ResponseCode": "c1"}


def _presses(aws: FakeAws) -> list[dict[str, Any]]:
    items = aws.dynamodb.table(f"{PREFIX}-wecom").items.values()
    return [row for row in items if row["kind"]["S"] == "press"]


def test_a_pressed_button_is_remembered_once_and_nothing_else_is_done(aws: FakeAws):
    text = wecom.event("template_card_event", **PRESSED)
    assert [deliver(text).status_code for _ in range(3)] == [200, 200, 200]
    (row,) = _presses(aws)
    assert (row["userid"], row["button"]) == ({"S": "wangfang"}, {"S": "approve"})
    assert "outcome" not in row


@pytest.mark.parametrize(
    "changed", [{"EventKey": ""}, {"TaskId": "x" * 129}, {"FromUserName": ""}, {"EventKey": "k" * 101}]
)
def test_a_press_that_lacks_a_part_or_has_too_much_is_acknowledged_and_forgotten(
    aws: FakeAws, changed: dict[str, str]
):
    assert deliver(wecom.event("template_card_event", **PRESSED | changed)).status_code == 200
    assert _presses(aws) == []
