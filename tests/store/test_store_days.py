"""What a day does, on the store itself: a line crossed at noon is a card in the morning, and people are not written over."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.directory import service as directory
from chalicelib.libraries import deadlines, editing, jobs, reminder_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from chalicelib.platform.errors import VersionStaleError
from chalicelib.wecom import service as wecom
from chalicelib.wecom.model import Data
from tests.store.library_support import PEOPLE
from tests.store.stock_support import KEY, MATERIAL, movement, publish_stock
from tests.store.store_support import at_once
from tests.support.institute import DEPARTMENTS

NOON = dt.datetime.fromisoformat("2026-11-30T12:00")
SOURCE = """
key: licence
name: 证照库
key_field: code
fields:
  code: {label: 编号, type: text}
  until: {label: 有效期至, type: date}
  note: {label: 备注, type: text}
  status: {label: 状态, type: enum, default: 有效, options: {有效: 有效, 暂停: 暂停}}
permissions:
  - {who: everyone, rows: all, ops: [read, update]}
deadlines:
  - {key: expired, name: 过期暂停, date: until, after_days: 1, filter: {status: 有效}, set: {status: 暂停}}
"""
MANY = 12


@pytest.fixture(autouse=True)
def office(empty: None) -> None:
    directory.load(DEPARTMENTS.values(), PEOPLE.values())


def at(moment: dt.datetime) -> Any:
    return clock.frozen(clock.from_wall(moment))


def test_a_line_crossed_at_noon_is_a_card_the_next_morning(monkeypatch: pytest.MonkeyPatch):
    cards: dict[str, tuple[list[str], Data]] = {}
    monkeypatch.setattr(wecom, "notify", lambda people, _, data, key: cards.setdefault(key, (people, data)))
    publish_stock()
    with at(NOON - dt.timedelta(days=9)):
        libraries.write_all(
            "material", [Write(Action.CREATE, "m", MATERIAL | {"safety_stock": 20})], "tester"
        )
        libraries.write_all("material-txn", [movement("in", 100, "入库")], "tester")
        assert (libraries.record("material", KEY) or {})["low_since"] == "2026-11-21"
    with at(NOON):
        libraries.write_all("material-txn", [movement("out", -90, "出库")], "tester")
        assert (libraries.record("material", KEY) or {})["low_since"] == "2026-11-30"
    for days in range(1, 9):
        for minute in (30, 45):
            with at(dt.datetime.combine(NOON.date() + dt.timedelta(days=days), dt.time(8, minute))):
                jobs.remind_people({}, None)
    keeper = [data for people, data in cards.values() if people == ["liming"]]
    assert [(data.text, data.lines[-1][1]) for data in keeper] == [
        ("标准砝码", "自 2026-11-30 起，已 1 天"),
        ("标准砝码", "自 2026-11-30 起，已 8 天"),
    ]
    rows = list(reminder_store.RemindedRow.query("N#material#2026-12-01"))
    assert all(row.sent_at for row in rows)


def test_a_deadline_and_people_who_change_the_same_record_at_the_same_time_lose_nothing():
    libraries.publish(SOURCE, "tester")
    with at(NOON):
        made = [
            Write(Action.CREATE, f"c{number}", {"code": f"L{number}", "until": "2026-11-01"})
            for number in range(MANY)
        ]
        libraries.write_all("licence", made, "tester")
    kept = [f"L{number}" for number in range(0, MANY, 2)]

    def somebody(number: int) -> object:
        with at(NOON):
            if number == 0:
                return deadlines.meet("licence")
            return _prolong(kept[number - 1])

    answers = at_once(len(kept) + 1, somebody)
    assert not [one for one in answers if isinstance(one, Exception)]
    with at(NOON):
        deadlines.meet("licence")
        deadlines.meet("licence")
    for number in range(MANY):
        values = libraries.record("licence", f"L{number}") or {}
        sources = [change.source for change in libraries.changes("licence", f"L{number}")]
        assert sources.count("deadline#expired") <= 1
        if values["code"] in kept:
            assert (values["until"], values["note"]) == ("2027-11-01", "已续期")
            assert (values["status"] == "有效") == ("deadline#expired" not in sources)
            assert sources[0] != "deadline#expired", "who prolonged it was written over"
        else:
            assert (values["status"], sources.count("deadline#expired")) == ("暂停", 1)


def _prolong(code: str) -> None:
    """Whoever comes second by the version they saw looks again, as people do."""
    while True:
        version = libraries.full_records("licence", [code])[code].version
        try:
            editing.patch("licence", "liming", code, {"until": "2027-11-01", "note": "已续期"}, version)
        except VersionStaleError:
            continue
        return
