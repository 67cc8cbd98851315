"""When somebody wants to be told of what: ways, quiet hours, and what cannot be chosen."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform import clock
from chalicelib.wecom import cards
from chalicelib.wecom.model import PreferenceInvalidError
from chalicelib.wecom.notices import DAILY_AT, KINDS, Preferences, checked

NIGHT = ("22:00", "07:30")
FIRST, LAST = dt.datetime.fromisoformat("2026-01-01"), dt.datetime.fromisoformat("2027-01-01")
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def due(wall: str, kind: str = "todo", **chosen: object) -> str | None:
    """When the institute's clock shows the time to tell."""
    now = clock.from_wall(dt.datetime.fromisoformat(wall))
    found = Preferences(**chosen).due(kind, now)  # type: ignore[arg-type]
    return found and clock.wall(found).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23T21:59", "2026-11-23T21:59"),
        ("2026-11-23T22:00", "2026-11-24T07:30"),
        ("2026-11-24T00:00", "2026-11-24T07:30"),
        ("2026-11-24T07:29", "2026-11-24T07:30"),
        ("2026-11-24T07:30", "2026-11-24T07:30"),
    ],
)
def test_a_night_is_over_in_the_morning(now: str, then: str):
    assert due(now, quiet=NIGHT) == then


def test_a_midday_is_quiet_within_one_day():
    assert due("2026-11-23T12:15", quiet=("12:00", "13:30")) == "2026-11-23T13:30"
    assert due("2026-11-23T13:30", quiet=("12:00", "13:30")) == "2026-11-23T13:30"


def test_a_daily_card_comes_at_its_time_or_when_quiet_is_over():
    daily = {"cc": "daily"}
    assert due("2026-11-23T08:09", "cc", ways=daily) == "2026-11-23T08:10"
    assert due("2026-11-23T08:10", "cc", ways=daily) == "2026-11-24T08:10"
    assert due("2026-11-23T10:00", "cc", ways=daily, quiet=("21:00", "09:15")) == "2026-11-24T09:15"


def test_what_is_urgent_is_told_at_any_hour():
    assert due("2026-11-23T23:00", "supervised", quiet=NIGHT) == "2026-11-23T23:00"


def test_a_kind_of_a_newer_function_is_told_rather_than_lost():
    assert due("2026-11-23T10:00", "unheard-of") == "2026-11-23T10:00"


@given(begin=TIMES, end=TIMES, now=st.datetimes(FIRST, LAST))
def test_quiet_hours_hold_back_for_less_than_a_day_and_never_into_quiet_again(
    begin: dt.time, end: dt.time, now: dt.datetime
):
    if begin == end:
        return
    moment = clock.from_wall(now.replace(microsecond=0))
    quiet = Preferences(quiet=(f"{begin:%H:%M}", f"{end:%H:%M}"))
    found = quiet.due("todo", moment)
    assert found is not None
    assert moment <= found < moment + dt.timedelta(days=1)
    assert quiet.due("todo", found) == found


@pytest.mark.parametrize(
    ("ways", "quiet", "field"),
    [
        ({"gossip": "off"}, None, "ways.gossip"),
        ({"todo": "off"}, None, "ways.todo"),
        ({"supervised": "daily"}, None, "ways.supervised"),
        ({"cc": "weekly"}, None, "ways.cc"),
        ({}, ("22:00", "22:00"), "quiet"),
        ({}, ("24:00", "07:00"), "quiet"),
        ({}, ("22:00", "7:30"), "quiet"),
    ],
)
def test_what_cannot_be_chosen_is_refused_at_its_field(
    ways: dict[str, str], quiet: tuple[str, str] | None, field: str
):
    with pytest.raises(PreferenceInvalidError) as refused:
        checked(ways, quiet, 0)
    assert refused.value.field == field


def test_what_is_chosen_as_usual_is_not_kept():
    assert checked({"cc": "now", "notify": "off"}, NIGHT, 3) == Preferences({"notify": "off"}, NIGHT, 3)


def test_what_waits_for_an_answer_cannot_be_turned_off():
    assert all(
        "off" not in KINDS[kind].ways for kind in ("todo", "remind", "supervised", "late", "call_failed")
    )
    assert DAILY_AT.minute not in {0, 30}


def message(**more: object) -> dict[str, object]:
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
    card = cards.card_of(message(), "r1-01abc")
    assert card["card_type"] == "text_notice"
    assert card["card_action"] == {"type": 1, "url": "https://oa.example.cn/#/requests/r1"}
    assert card["task_id"] == "r1-01abc"
    assert card["horizontal_content_list"] == [{"keyname": "单号", "value": "QJ-202611-0001"}]


def test_a_card_with_a_button_also_opens_the_request():
    card = cards.card_of(message(buttons=[["approve", "同意"]]), "r1@head@1@abc")
    assert card["card_type"] == "button_interaction"
    assert [(one["text"], one.get("key"), one.get("url")) for one in card["button_list"]] == [
        ("同意", "approve", None),
        ("打开办理", None, "https://oa.example.cn/#/requests/r1"),
    ]


def test_a_card_keeps_to_wecoms_lengths():
    lines = [["标签名很长很长", "值" * 200]] * 12
    card = cards.card_of(message(title="题" * 300, description="述" * 300, lines=lines), "k")
    assert len(card["main_title"]["title"]) <= 36
    assert len(card["main_title"]["desc"]) <= 44
    assert len(card["horizontal_content_list"]) == 6
    assert all(
        len(line["keyname"]) <= 6 and len(line["value"]) <= 30 for line in card["horizontal_content_list"]
    )


def test_a_card_of_many_counts_them_by_kind_and_leads_to_where_they_are():
    several = [message(kind=kind, title=f"第 {n} 条") for n, kind in enumerate(["todo", "cc", "cc", "cc"])]
    told = cards.merged(several)
    assert told["title"] == "您有 4 条新消息"
    assert told["lines"] == [["抄送", "3 条"], ["待办", "1 条"]]
    assert told["description"] == "最新：第 3 条"
    assert told["url"].endswith("/#/tasks")
    assert cards.merged(several[1:])["url"].endswith("/#/")
