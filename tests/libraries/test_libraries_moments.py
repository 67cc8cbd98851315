"""Since when a field is as it is, and reminders by minutes and by the calendar: as jobs run."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.libraries import editing, jobs
from chalicelib.libraries import service as libraries
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from chalicelib.wecom.model import Message
from tests.libraries.deadlines_support import BOOKING, BUSINESS, NOON, keep, office, run, told, values

__all__ = ["office"]


def morning(day: dt.date) -> None:
    with clock.frozen(clock.from_wall(dt.datetime.combine(day, dt.time(8, 30)))):
        jobs.remind_people({}, None)


def test_a_field_keeps_since_when_it_has_its_value():
    keep("B1", stock=3, **BUSINESS)
    assert (values("B1")["low_since"], values("B1")["status_at"]) == ("2026-11-02", "2026-11-02T12:00")
    keep("B1", NOON + dt.timedelta(days=3), stock=2, status="使用中")
    assert (values("B1")["low_since"], values("B1")["status_at"]) == ("2026-11-02", "2026-11-05T12:00")
    keep("B1", NOON + dt.timedelta(days=4), stock=9)
    assert values("B1")["low_since"] == "2026-11-06"


def test_nobody_types_since_when():
    with pytest.raises(Exception, match="record_invalid"):
        keep_by_hand("B1", low_since="2020-01-01")
    keep("B2", low_since="2020-01-01")
    assert values("B2")["low_since"] == "2026-11-02"


def keep_by_hand(no: str, **said: Any) -> None:
    keep(no)
    editing.patch("booking", "liming", no, said, 1)


def test_records_that_were_there_before_have_it_from_their_last_change():
    older = BOOKING.replace("key: booking", "key: older").replace(
        "unless_in: {library: note, by: booking}", ""
    )
    without = older.replace("  low_since: {label: 不足起, type: date, since: low}\n", "").replace(
        "  - {key: low, name: 库存不足, date: low_since, after_days: [1], repeat_days: 7, to: {fields: [who]}, filter: {low: true}}\n",
        "",
    )
    libraries.publish(without, "tester")
    write = Write(Action.CREATE, "older/1", {"code": "O1", "stock": 1})
    with clock.frozen(clock.from_wall(NOON)):
        libraries.transact_again(lambda: libraries.writes("older", [write], "tester"))
    libraries.publish(older, "tester")
    later = NOON + dt.timedelta(days=9)
    with clock.frozen(clock.from_wall(later)):
        jobs.remake_records({}, None)
    found = libraries.record("older", "O1")
    assert found is not None
    assert found["low_since"] == "2026-11-02"


def test_a_line_crossed_at_noon_is_told_the_next_morning_and_every_week_until_it_is_restored(
    sent: dict[str, Message],
):
    heard = []
    for number in range(25):
        day = NOON.date() + dt.timedelta(days=number)
        sent.clear()
        morning(day)
        heard += [(number, line) for _, line in told(sent)]
        if number == 1:
            keep("B1", NOON + dt.timedelta(days=1), stock=3, used=3)
        if number == 17:
            keep("B1", NOON + dt.timedelta(days=17), stock=7)
    assert heard == [
        (2, "自 2026-11-03 起，已 1 天"),
        (9, "自 2026-11-03 起，已 8 天"),
        (16, "自 2026-11-03 起，已 15 天"),
    ]


def test_a_moment_is_told_the_day_before_and_the_hour_before_and_once(sent: dict[str, Message]):
    keep("B1", begins="2026-11-04T14:05")
    heard = []
    for number in (*range(1400, 1600, 10), *range(2880, 3060, 10)):
        at = NOON + dt.timedelta(minutes=number)
        sent.clear()
        run(at)
        heard += [(f"{at:%m-%d %H:%M}", *one) for one in told(sent)]
    assert heard == [
        ("11-03 14:10", "预约库：将开始", "2026-11-04 14:05，还有 23 小时 55 分钟"),
        ("11-04 13:10", "预约库：将开始", "2026-11-04 14:05，还有 55 分钟"),
    ]


def test_a_day_of_the_calendar_tells_together_what_is_meant_until_it_is_done(sent: dict[str, Message]):
    for number in range(3):
        keep(f"B{number}", begins="2027-03-01T09:00")
    keep("B7", used=3)
    keep("B8", status="使用中")
    keep("B9")
    keep("N1", library="note", booking="B9")
    heard = []
    for number in range(59, 90):
        day = NOON.date() + dt.timedelta(days=number)
        sent.clear()
        morning(day)
        lines = [(message.to[0], message.description, message.lines) for message in sent.values()]
        heard += [(f"{day:%m-%d}", *line) for line in lines]
        if number == 66:
            for no in ("B0", "B1", "B8"):
                keep(no, used=3)
    assert heard == [
        ("12-31", "liming", "共 4 条", (("日期", "2026-12-31，今天"),)),
        ("12-31", "sunwei", "共 4 条", (("日期", "2026-12-31，今天"),)),
        ("01-07", "liming", "共 4 条", (("日期", "2026-12-31，已过 7 天"),)),
        ("01-07", "sunwei", "共 4 条", (("日期", "2026-12-31，已过 7 天"),)),
        ("01-14", "liming", "共 1 条", (("日期", "2026-12-31，已过 14 天"),)),
        ("01-14", "sunwei", "共 1 条", (("日期", "2026-12-31，已过 14 天"),)),
        ("01-21", "liming", "共 1 条", (("日期", "2026-12-31，已过 21 天"),)),
        ("01-21", "sunwei", "共 1 条", (("日期", "2026-12-31，已过 21 天"),)),
        ("01-28", "liming", "共 1 条", (("日期", "2026-12-31，已过 28 天"),)),
        ("01-28", "sunwei", "共 1 条", (("日期", "2026-12-31，已过 28 天"),)),
    ]
