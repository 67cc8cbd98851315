"""Rows about what people are told, under many writers at once."""

import datetime as dt

import pytest

from chalicelib.platform import clock
from chalicelib.platform.errors import VersionStaleError
from chalicelib.wecom import callback_store, card_store, events, notice_store, person_store
from chalicelib.wecom.notices import Preferences
from tests.store.store_support import at_once
from tests.support import callbacks

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
CARD = "01ARZ3NDEKTSV4RRFFQ69G5FAV@head@1@0123456789abcdef"
PRESSED = {"FromUserName": "WangFang", "EventKey": "approve", "TaskId": CARD, "ResponseCode": "code-1"}
MESSAGE = {"kind": "todo", "title": "待办"}


def waiting(key: str, person: str = "liming", *, held: bool = False) -> notice_store.NoticeRow:
    notice_store.add(key, f"TO#{person}", [person], MESSAGE, clock.now(), held=held)
    row = notice_store.read(key, f"TO#{person}")
    assert row is not None
    return row


def due() -> list[str]:
    return sorted(str(row.pk) for row in notice_store.due_rows(clock.now() + dt.timedelta(seconds=1), 100))


def test_so_many_cards_are_counted_and_no_more_though_forty_are_sent_at_once():
    with clock.frozen(NOON):
        taken = at_once(40, lambda _: notice_store.take_slot("liming", 24, 900))
        assert taken.count(True) <= 24
        while notice_store.take_slot("liming", 24, 900):
            taken.append(True)
        assert taken.count(True) == 24
    with clock.frozen(NOON + dt.timedelta(seconds=60)):
        assert not notice_store.take_slot("liming", 24, 900), "the minute before counts too"
        assert notice_store.take_slot("liming", 30, 900)
    with clock.frozen(NOON + dt.timedelta(seconds=180)):
        assert notice_store.take_slot("liming", 24, 900)
        assert not notice_store.take_slot("liming", 24, 25), "and the hour"


def test_a_row_is_taken_by_one_though_eight_want_it():
    first = waiting("one")
    rows = [notice_store.read("one", str(first.sk)) for _ in range(8)]
    until = clock.now() + dt.timedelta(seconds=90)
    taken = at_once(8, lambda number: notice_store.claim(rows[number], until))
    assert sorted(taken) == [False] * 7 + [True]
    assert due() == []


def test_many_rows_become_one_or_stay_as_they_are():
    rows = [waiting(f"n{number}", held=True) for number in range(5)]
    assert notice_store.merge(rows[:3], "merged-1", "liming", MESSAGE) is not None
    assert due() == ["NOTICE#merged-1", "NOTICE#n3", "NOTICE#n4"]
    assert notice_store.merge(rows[2:], "merged-2", "liming", MESSAGE) is None
    assert due() == ["NOTICE#merged-1", "NOTICE#n3", "NOTICE#n4"]


def test_a_row_that_is_there_stays_whoever_plans_again():
    row = waiting("one")
    notice_store.finish(row, "sent")
    assert waiting("one").state == "sent"
    assert due() == []


def test_preferences_of_two_windows_do_not_overwrite_each_other():
    kept = person_store.keep_preferences("liming", Preferences({"cc": "off"}, ("22:00", "07:30")))
    assert person_store.read_preferences(["liming", "heyan"]) == {"liming": kept}
    with pytest.raises(VersionStaleError):
        person_store.keep_preferences("liming", Preferences())
    person_store.keep_preferences("liming", Preferences(version=1))
    assert person_store.read_preferences(["liming"])["liming"] == Preferences(version=2)


def test_a_press_is_remembered_once_and_settled_once():
    event = events.read(callbacks.event("template_card_event", **PRESSED))
    assert at_once(4, lambda number: callback_store.take(f"n{number}", event)).count(True) == 1
    (key,) = callback_store.waiting_presses(clock.to_text(clock.now() + dt.timedelta(seconds=1)), 10)
    found = callback_store.read_press(key)
    assert found is not None
    assert (found[0].userid, found[0].card, found[0].button, found[0].code) == (
        "wangfang",
        CARD,
        "approve",
        "code-1",
    )
    callback_store.settle_press(key, "done")
    assert callback_store.read_press(key) is None
    assert callback_store.waiting_presses(clock.to_text(clock.now() + dt.timedelta(seconds=1)), 10) == []


def test_a_card_is_told_to_change_once_and_its_code_ends_after_seventy_one_hours():
    with clock.frozen(NOON):
        card_store.open_card(CARD, "wangfang", "f1", ["approve"], "待办", "https://x/")
        card = card_store.read(CARD)
        assert card is not None
        card_store.was_sent(card, "code-1")
        told = [card_store.read(CARD) for _ in range(6)]
        wants = at_once(6, lambda n: card_store.want(told[n], "已由王芳处理：同意", own=False, again=False))
        assert wants.count(True) == 1
        (kept,) = card_store.cards_about("01ARZ3NDEKTSV4RRFFQ69G5FAV@head@1")
        assert kept.good_code == "code-1"
    with clock.frozen(NOON + dt.timedelta(hours=71, seconds=1)):
        assert kept.good_code == ""
        card_store.keep_code(kept, "code-2")
        assert kept.good_code == "code-2"
