"""Reminders: a month of mornings, and whoever is told, is told each thing once a day."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.directory import changing
from chalicelib.directory.model import Author
from chalicelib.libraries import jobs, reminder_lines, reminder_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.jobs import LibrariesFailedError
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from chalicelib.wecom import service as wecom
from chalicelib.wecom.model import Message
from tests.support.faults.platform import Platform
from tests.support.institute import METROLOGY, OFFICE

LICENCE = """
key: licence
name: 证照库
key_field: code
fields:
  code: {label: 编号, type: text}
  name: {label: 名称, type: text}
  dept: {label: 部门, type: department}
  keeper: {label: 保管人, type: user}
  helpers: {label: 协办, type: users}
  until: {label: 有效期至, type: date}
  state: {label: 状态, type: enum, options: {在用: 在用, 停用: 停用}}
  payments:
    label: 付款
    type: table
    columns:
      due: {label: 计划, type: date}
      paid: {label: 已付, type: boolean}
permissions:
  - {who: president, rows: {dept: $me.department}}
  - {who: party-secretary, rows: all}
  - {who: everyone, rows: {keeper: $me}}
reminders:
  - {key: expiry, name: 将到期, date: until, before_days: [10, 3, 0], repeat_days: 7, to: {fields: [keeper, helpers]}, filter: {state: 在用}}
  - {key: heads, name: 已过期, date: until, after_days: [2], to: {roles: [president, party-secretary, attendance-admin]}}
  - {key: pay, name: 应付, date: payments.due, before_days: [5], to: {fields: [keeper]}, filter: {paid: {empty: true}}}
"""
FIRST = dt.date(2026, 11, 1)
DAYS = [FIRST + dt.timedelta(days=number) for number in range(30)]
Told = Counter[tuple[dt.date, str, str]]


@pytest.fixture(autouse=True)
def office() -> Iterator[None]:
    with Platform().running():
        libraries.publish(LICENCE, "tester")
        yield


def keep(no: str, until: dt.date | None = None, **more: Any) -> None:
    values = {"code": no, "name": f"证{no}", "dept": METROLOGY, "keeper": "liming", "state": "在用", **more}
    if until:
        values["until"] = until.isoformat()
    write = Write(Action.UPSERT, f"keep/{no}/{json.dumps(values)}", values, {"code": no})
    libraries.transact_again(lambda: libraries.writes("licence", [write], "tester"))


def morning(day: dt.date, minute: int = 30) -> None:
    with clock.frozen(clock.from_wall(dt.datetime.combine(day, dt.time(8, minute)))):
        jobs.remind_people({}, None)


def days_told(sent: dict[str, Message], userid: str) -> list[Message]:
    return [message for message in sent.values() if message.to == (userid,)]


def test_each_day_of_a_month_tells_what_is_due_and_once(
    sent: dict[str, Message], monkeypatch: pytest.MonkeyPatch
):
    ends = {f"L{number:02}": FIRST + dt.timedelta(days=number - 12) for number in range(40)}
    for no, until in ends.items():
        keep(no, until)
    told: Told = Counter()
    for day in DAYS:
        sent.clear()
        for minute in (30, 45):
            morning(day, minute)
        rows = list(reminder_store.RemindedRow.query(f"N#licence#{day}"))
        told.update((day, row.userid, reference) for row in rows for reference in row.lines)
        assert len(sent) == len(rows)
    wanted: Told = Counter()
    for day in DAYS:
        for no, until in ends.items():
            ahead = (until - day).days
            if ahead in (10, 3, 0) or (ahead < 0 and ahead % 7 == 0):
                wanted[day, "liming", f"expiry#{no}"] += 1
            if ahead == -2:
                wanted.update({(day, "qianlan", f"heads#{no}"): 1, (day, "zhoumin", f"heads#{no}"): 1})
    assert told == wanted


@pytest.mark.parametrize("at", range(8))
def test_a_run_that_dies_anywhere_is_made_good_by_the_next(
    sent: dict[str, Message], monkeypatch: pytest.MonkeyPatch, at: int
):
    for number in range(3):
        keep(f"L{number}", FIRST, helpers=["chenjing"], keeper=("liming", "heyan", "wangfang")[number])
    steps = iter(range(100))

    def dying(real: Any) -> Any:
        def call(*args: Any) -> Any:
            if next(steps) == at:
                raise RuntimeError
            return real(*args)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(reminder_store, "keep", dying(reminder_store.keep))
        patch.setattr(wecom, "notify", dying(wecom.notify))
        patch.setattr(reminder_store, "sent", dying(reminder_store.sent))
        with pytest.raises(LibrariesFailedError):
            morning(FIRST)
    morning(FIRST, 45)
    assert sorted(message.to[0] for message in sent.values()) == ["chenjing", "heyan", "liming", "wangfang"]


def test_many_reminders_are_one_message(sent: dict[str, Message]):
    for number in range(12):
        keep(f"L{number:02}", FIRST)
    morning(FIRST)
    (message,) = sent.values()
    assert message.title == "证照库：12 项提醒"
    assert len(message.lines) == reminder_lines.MOST_LINES
    assert message.url.endswith("/#/libraries/licence")


def test_one_reminder_leads_to_its_record(sent: dict[str, Message]):
    keep("L1", FIRST + dt.timedelta(days=3))
    morning(FIRST)
    (message,) = sent.values()
    assert (message.title, message.description) == ("证照库：将到期", "证L1")
    assert message.lines == (("编号", "L1"), ("日期", "2026-11-04，还有 3 天"))
    assert message.url.endswith("/#/library/licence/L1")


def test_what_is_found_later_that_day_is_told_by_itself(sent: dict[str, Message]):
    keep("L1", FIRST)
    morning(FIRST)
    keep("L2", FIRST)
    morning(FIRST, 45)
    assert [message.description for message in sent.values()] == ["证L1", "证L2"]


def test_rows_of_a_table_are_remembered_one_by_one(sent: dict[str, Message]):
    day = (FIRST + dt.timedelta(days=5)).isoformat()
    keep("L1", payments=[{"due": day}, {"due": day, "paid": True}, {"due": "2026-12-24"}, {"due": day}])
    morning(FIRST)
    (row,) = reminder_store.RemindedRow.query(f"N#licence#{FIRST}")
    assert list(row.lines) == ["pay#L1#0", "pay#L1#3"]


def test_a_role_hears_of_the_records_it_may_read(sent: dict[str, Message]):
    keep("L1", FIRST - dt.timedelta(days=2), keeper="nobody")
    keep("L2", FIRST - dt.timedelta(days=2), keeper="nobody", dept=10)
    morning(FIRST)
    assert {message.to[0]: len(message.lines) for message in sent.values()} == {
        "sunwei": 2,
        "qianlan": 2,
        "zhoumin": 2,
    }
    (told,) = days_told(sent, "sunwei")
    assert told.description == "证L2"


def test_who_is_no_longer_there_is_not_told(sent: dict[str, Message]):
    from chalicelib.directory import service as directory

    directory.set_active("liming", active=False)
    keep("L1", FIRST, dept=OFFICE)
    morning(FIRST)
    assert sent == {}


def test_who_was_renamed_since_is_told_once_under_the_userid_they_have(sent: dict[str, Message]):
    keep("L1", FIRST)
    changing.rename_person("liming", "li", Author("linhao", "console"))
    keep("L2", FIRST, keeper="wangfang", helpers=["li"])
    morning(FIRST)
    assert {message.to: message.description for message in sent.values()} == {
        ("li",): "将到期",
        ("wangfang",): "证L2",
    }
    assert len(days_told(sent, "li")[0].lines) == 2


def test_what_a_missed_morning_would_have_told_is_told_by_the_next_and_once(sent: dict[str, Message]):
    keep("L1", FIRST + dt.timedelta(days=4))
    morning(FIRST)
    assert sent == {}
    for minute in (30, 45):
        morning(FIRST + dt.timedelta(days=3), minute)
    morning(FIRST + dt.timedelta(days=4))
    told = [message.lines[-1] for message in sent.values()]
    assert told == [("日期", "2026-11-05，还有 1 天"), ("日期", "2026-11-05，今天")]


def test_what_two_write_down_for_somebody_at_the_same_time_is_told_by_both(monkeypatch: pytest.MonkeyPatch):
    real = reminder_store.transact

    def after_another(writes: Any) -> None:
        monkeypatch.setattr(reminder_store, "transact", real)
        reminder_store.keep("licence", "2026-11-01", "liming", {"a": ["一"], "b": ["二"]})
        real(writes)

    monkeypatch.setattr(reminder_store, "transact", after_another)
    reminder_store.keep("licence", "2026-11-01", "liming", {"b": ["二"], "c": ["三"]})
    rows = reminder_store.unsent("licence", "2026-11-01")
    assert [sorted(row.lines) for row in rows] == [["a", "b"], ["c"]]
