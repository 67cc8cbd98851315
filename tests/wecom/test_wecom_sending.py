"""Telling people over a WeCom that is silent, loses answers, drops what is too much, and does not know everybody."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.directory import changing
from chalicelib.directory.model import Author
from chalicelib.platform import clock
from chalicelib.wecom import notice_store, person_store, preferring, service
from chalicelib.wecom.model import Data
from sandbox.wecom import inbox, members
from tests.support.fake_aws.errors import ProcessDeath
from tests.support.messaging import DIES_AFTER, DIES_BEFORE, DOWN, LOST, Messaging, messaging

EVENING, MORNING = "2026-11-23T22:30", "2026-11-24T07:29"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Messaging]:
    with messaging(tmp_path) as made:
        yield made


def choose(userid: str, quiet: tuple[str, str] | None = None, **ways: str) -> None:
    preferring.prefer(userid, ways, quiet, preferring.preferences(userid).version)


def go_to(office: Messaging, wall: str) -> None:
    """The institute's clock shows this."""
    at = clock.from_wall(dt.datetime.fromisoformat(wall))
    office.aws.clock.advance((at - clock.now()).total_seconds())


def told_of(office: Messaging, userid: str) -> int:
    """How many notices a phone has told of: each card for itself, a card of many for as many."""
    cards = [one["content"] for one in office.phone(userid)]
    merged = [card for card in cards if "条新消息" in card["main_title"]["title"]]
    counts = [
        sum(int(line["value"].split()[0]) for line in card["horizontal_content_list"]) for card in merged
    ]
    return len(cards) - len(merged) + sum(counts)


def test_a_notice_is_one_card_to_everybody_and_comes_once_however_often_the_queue_brings_it(
    office: Messaging,
):
    for _ in range(3):
        office.notify("cc", "liming", "wangfang", "liming", key="once")
        office.settle()
    office.pass_minutes(3)
    assert office.titles("liming") == office.titles("wangfang") == ["抄送：李明的请假申请"]
    assert office.app.calls == ["send"]


def test_a_kind_nobody_knows_is_refused_where_it_is_told(office: Messaging):
    with pytest.raises(KeyError):
        service.notify(["liming"], "gossip", Data(url="https://xietong.test/"), "note")


def test_wecom_is_down_while_sending_and_it_arrives_later_and_once(office: Messaging):
    office.app.faults = [DOWN] * 6
    office.notify("todo", "liming", key="late")
    office.settle()
    assert office.phone("liming") == []
    assert preferring.retrying() == 1
    for _ in range(6):
        office.pass_hours(0.5)
    assert office.titles("liming") == ["李明的请假申请待您处理"]
    assert office.app.calls == ["send"] * 7
    assert preferring.retrying() == 0


def test_a_sending_whose_answer_is_lost_is_tried_again_and_refused_by_its_number(office: Messaging):
    office.app.faults = [LOST]
    office.notify("todo", "liming")
    office.settle()
    office.pass_minutes(3)
    assert len(office.phone("liming")) == 1
    assert office.app.calls == ["send", "send"]


@pytest.mark.parametrize("death", [DIES_BEFORE, DIES_AFTER])
def test_a_function_that_dies_in_the_call_leaves_the_card_to_the_next(office: Messaging, death: str):
    office.app.faults = [death]
    office.notify("todo", "liming", "wangfang")
    assert office.deliver() == 1
    office.settle()
    office.pass_minutes(4)
    assert len(office.phone("liming")) == len(office.phone("wangfang")) == 1


@pytest.mark.parametrize("at", range(6))
def test_a_function_that_dies_while_planning_tells_everybody_once(
    office: Messaging, monkeypatch: pytest.MonkeyPatch, at: int
):
    choose("liming", cc="daily")
    steps = iter(range(100))
    real = notice_store.put_new

    def dying(row: object) -> None:
        if next(steps) == at:
            raise ProcessDeath
        real(row)

    monkeypatch.setattr(notice_store, "put_new", dying)
    office.notify("cc", "liming", "wangfang", "heyan")
    office.settle()
    office.pass_minutes(2)
    go_to(office, "2026-11-24T09:00")
    office.pass_minutes(2)
    assert {one: len(office.phone(one)) for one in ("liming", "wangfang", "heyan")} == {
        "liming": 1,
        "wangfang": 1,
        "heyan": 1,
    }


def test_thirty_five_messages_in_a_minute_and_none_is_silently_lost(office: Messaging):
    for _ in range(35):
        office.notify("cc", "liming")
    office.settle()
    assert len(office.phone("liming")) == 24
    office.pass_minutes(3)
    assert inbox.dropped(office.phones, "liming") == 0
    assert told_of(office, "liming") == 35
    assert len(office.phone("liming")) == 25
    last = office.phone("liming")[-1]["content"]
    assert last["main_title"]["title"] == "您有 11 条新消息"
    assert last["horizontal_content_list"] == [{"keyname": "抄送", "value": "11 条"}]


def test_minutes_of_too_much_are_told_in_a_card_a_minute_and_none_is_dropped(office: Messaging):
    for _ in range(4):
        for _ in range(28):
            office.notify("notify", "liming")
        office.pass_minutes(1)
    office.pass_minutes(4)
    assert inbox.dropped(office.phones, "liming") == 0
    assert told_of(office, "liming") == 112


def test_what_is_too_much_for_one_of_many_does_not_hold_up_the_others(office: Messaging):
    for _ in range(24):
        office.notify("cc", "liming")
    office.notify("todo", "liming", "wangfang", "heyan")
    office.settle()
    assert (len(office.phone("liming")), len(office.phone("wangfang")), len(office.phone("heyan"))) == (
        24,
        1,
        1,
    )
    office.pass_minutes(3)
    assert office.titles("liming")[-1] == "李明的请假申请待您处理"


def test_a_storm_after_silence_keeps_to_what_wecom_allows(office: Messaging):
    office.app.faults = [DOWN] * 50
    for _ in range(50):
        office.notify("todo", "liming")
    office.settle()
    office.pass_minutes(20)
    assert inbox.dropped(office.phones, "liming") == 0
    assert told_of(office, "liming") == 50


def test_quiet_hours_keep_until_morning_and_tell_in_one_card(office: Messaging):
    choose("liming", quiet=("22:00", "07:30"))
    go_to(office, EVENING)
    office.notify("todo", "liming", "wangfang")
    office.notify("cc", "liming")
    office.settle()
    office.pass_minutes(2)
    assert (len(office.phone("liming")), len(office.phone("wangfang"))) == (0, 1)
    go_to(office, MORNING)
    office.sweep()
    assert office.phone("liming") == []
    office.pass_minutes(2)
    assert office.titles("liming") == ["您有 2 条新消息"]
    lines = office.phone("liming")[0]["content"]["horizontal_content_list"]
    assert Counter(line["keyname"] for line in lines) == Counter(["待办", "抄送"])


def test_what_is_urgent_goes_through_quiet_hours(office: Messaging):
    choose("linhao", quiet=("22:00", "07:30"))
    go_to(office, EVENING)
    office.notify("supervised", "linhao")
    office.notify("call_failed", "linhao")
    office.settle()
    assert len(office.phone("linhao")) == 2


def test_what_waited_for_the_morning_comes_under_the_userid_somebody_has_by_then(office: Messaging):
    choose("liming", quiet=("22:00", "07:30"))
    go_to(office, EVENING)
    office.notify("approved", "liming")
    office.settle()
    changing.rename_person("liming", "li", Author("linhao", "console"))
    office.phones.run("UPDATE people SET userid = 'li' WHERE userid = 'liming'")
    office.notify("approved", "li")
    office.settle()
    assert office.phone("li") == []
    go_to(office, "2026-11-24T07:31")
    office.settle()
    office.pass_minutes(2)
    assert told_of(office, "li") == 2
    assert preferring.unreachable() == []


def test_one_message_that_waited_for_the_morning_is_the_card_itself(office: Messaging):
    choose("liming", quiet=("12:00", "13:30"))
    go_to(office, "2026-11-23T12:10")
    office.notify("approved", "liming")
    office.settle()
    assert office.phone("liming") == []
    go_to(office, "2026-11-23T13:30")
    office.sweep()
    assert office.titles("liming") == ["您的请假申请已通过"]


def test_what_somebody_does_not_want_is_not_sent_and_what_they_want_daily_comes_in_the_morning(
    office: Messaging,
):
    choose("liming", cc="off", approved="daily", notify="daily")
    for kind in ("cc", "approved", "notify", "rejected"):
        office.notify(kind, "liming")
    office.settle()
    assert office.titles("liming") == ["您的请假申请未通过"]
    go_to(office, "2026-11-24T08:11")
    office.sweep()
    assert office.titles("liming")[1:] == ["您有 2 条新消息"]


def test_who_left_is_told_nothing(office: Messaging):
    from chalicelib.directory import service as directory

    left = {**directory.people(["liming"])["liming"].__dict__, "active": False}
    with pytest.MonkeyPatch.context() as patch:
        person = type(directory.people(["liming"])["liming"])(**left)
        patch.setattr(directory, "people", lambda _: {"liming": person})
        office.notify("todo", "liming", "wangfang")
        office.settle()
    assert (len(office.phone("liming")), len(office.phone("wangfang"))) == (0, 1)


def test_whom_wecom_does_not_know_is_kept_on_the_person_and_not_tried_for_ever(office: Messaging):
    members.enable(office.phones, "liming", enabled=False)
    office.notify("todo", "liming", "wangfang")
    office.settle()
    (found,) = preferring.unreachable()
    assert (found.userid, found.why, found.missed) == ("liming", "unknown", 1)
    sent = len(office.app.calls)
    for _ in range(5):
        office.notify("todo", "liming")
    office.settle()
    office.pass_hours(0.5)
    assert len(office.app.calls) == sent, "nothing is tried for an hour"
    assert preferring.unreachable()[0].missed == 6
    office.pass_hours(0.52)
    office.notify("todo", "liming")
    office.settle()
    assert len(office.app.calls) == sent + 1
    assert person_store.unreachable(["liming"])["liming"].tries == 2


def test_who_is_mended_is_told_again_with_the_next_notice(office: Messaging):
    members.enable(office.phones, "liming", enabled=False)
    office.notify("todo", "liming")
    office.settle()
    members.enable(office.phones, "liming", enabled=True)
    office.notify("todo", "liming")
    office.settle()
    assert office.phone("liming") == []
    preferring.try_person_again("liming")
    office.notify("todo", "liming")
    office.settle()
    assert len(office.phone("liming")) == 1
    assert preferring.unreachable() == []


def test_what_wecom_refuses_is_given_up_shown_and_can_be_sent_again(office: Messaging):
    office.app.faults = [60020] * 8
    office.notify("todo", "liming")
    office.settle()
    for _ in range(7):
        office.pass_hours(0.6)
    assert office.app.calls == ["send"] * 8
    (failed,) = preferring.failed()
    assert (failed.kind, failed.people, failed.errcode, failed.attempts) == ("todo", ("liming",), 60020, 8)
    preferring.send_again(failed.id)
    office.pass_minutes(1)
    assert len(office.phone("liming")) == 1
    assert preferring.failed() == []
    with pytest.raises(Exception, match="notice_not_found"):
        preferring.send_again(failed.id)


def test_three_days_of_silence_are_given_up_and_no_sooner(office: Messaging):
    office.app.faults = [DOWN] * 1000
    office.notify("todo", "liming")
    office.settle()
    for _ in range(11):
        office.pass_hours(6.5)
    assert preferring.failed() == []
    office.pass_hours(1)
    assert [one.errcode for one in preferring.failed()] == [None]


def test_a_person_told_by_two_functions_at_once_gets_one_card(office: Messaging):
    office.notify("todo", "liming", key="both")
    office.settle()
    _, (row,) = notice_store.of("both")
    assert not notice_store.claim(row, clock.now())
