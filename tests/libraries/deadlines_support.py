"""A library of bookings with reminders and deadlines, its records, and its jobs run at any moment."""

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.libraries import jobs
from chalicelib.libraries import service as libraries
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from chalicelib.wecom.model import Message
from tests.support.faults.platform import Platform

BOOKING = """
key: booking
name: 预约库
key_field: code
fields:
  code: {label: 单号, type: text}
  what: {label: 仪器, type: text, default: 天平}
  who: {label: 使用人, type: user}
  begins: {label: 开始, type: datetime}
  ends_on: {label: 有效期至, type: date}
  used: {label: 已用, type: number, default: 0}
  stock: {label: 库存, type: number, default: 9}
  low: {label: 不足, type: boolean, computed: stock < 5}
  low_since: {label: 不足起, type: date, since: low}
  status: {label: 状态, type: enum, default: 已预约, options: {已预约: 已预约, 使用中: 使用中, 爽约: 爽约, 结清: 结清}}
  status_at: {label: 状态自, type: datetime, since: status}
states:
  status:
    moves:
      - {from: 已预约, to: [使用中, 结清], by: [it-admin]}
      - {from: 已预约, to: 爽约}
      - {from: 爽约, to: 已预约, by: [it-admin]}
    frozen: [结清]
permissions:
  - {who: everyone, rows: all, ops: [read, update]}
reminders:
  - {key: soon, name: 将开始, date: begins, before_minutes: [1440, 60], to: {fields: [who]}, filter: {status: 已预约}}
  - {key: missed, name: 爽约, date: status_at, after_minutes: [0], to: {fields: [who]}, filter: {status: 爽约}}
  - {key: low, name: 库存不足, date: low_since, after_days: [1], repeat_days: 7, to: {fields: [who]}, filter: {low: true}}
  - key: review
    name: 季度清点
    calendar: {quarterly: last_workday}
    repeat_days: 7
    together: true
    filter: {status: {in: [已预约, 使用中]}}
    if: used < 3
    unless_in: {library: note, by: booking}
    to: {fields: [who], roles: [president]}
deadlines:
  - {key: no-show, name: 逾时未签到, date: begins, after_minutes: 60, filter: {status: 已预约}, set: {status: 爽约}}
  - {key: expired, name: 过期停用, date: ends_on, after_days: 1, filter: {what: {in: [天平, 烘箱]}}, set: {what: 停用}}
"""
NOTE = """
key: note
name: 备注库
key_field: code
fields:
  code: {label: 单号, type: text}
  booking: {label: 预约, type: library_ref, library: booking}
"""
NOON = dt.datetime.fromisoformat("2026-11-02T12:00")
"""A Monday."""
BUSINESS = {"begins": "2026-11-02T14:00"}


@pytest.fixture(autouse=True)
def office() -> Iterator[None]:
    with Platform().running():
        libraries.publish_all([BOOKING, NOTE], "tester")
        yield


NUMBERS = itertools.count()


def keep(no: str, at: dt.datetime = NOON, library: str = "booking", **values: Any) -> None:
    with clock.frozen(clock.from_wall(at)):
        said = {"who": "liming", **values} if library == "booking" else dict(values)
        write = Write(Action.UPSERT, f"keep/{next(NUMBERS)}", said, {"code": no})
        libraries.transact_again(lambda: libraries.writes(library, [write], "tester"))


def run(at: dt.datetime) -> dict[str, Any]:
    with clock.frozen(clock.from_wall(at)):
        return jobs.meet_deadlines({}, None)


def values(no: str) -> dict[str, Any]:
    found = libraries.record("booking", no)
    assert found is not None
    return found


def told(sent: dict[str, Message]) -> list[tuple[str, str]]:
    return [(message.title, message.lines[-1][1]) for message in sent.values()]
