"""Since when a field is as it is, what a day does to a record, and reminders by minutes and by the calendar: as jobs run."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.libraries import deadlines, editing, jobs, record_views, rehearsing, reminder_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import record as read_record
from chalicelib.libraries.errors import ViewPreparingError
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock, messages
from chalicelib.wecom import service as wecom
from chalicelib.wecom.model import Data, Message
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


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, Message]:
    """What was queued, by its key: the same key again is sent once."""
    found: dict[str, Message] = {}

    def notify(people: list[str], kind: str, data: Data, key: str) -> None:
        title = messages.text(f"notices.{kind}.title", **data.words)
        found.setdefault(key, Message(kind, tuple(people), title, data.text, data.lines, data.url))

    monkeypatch.setattr(wecom, "notify", notify)
    return found


NUMBERS = itertools.count()


def keep(no: str, at: dt.datetime = NOON, library: str = "booking", **values: Any) -> None:
    with clock.frozen(clock.from_wall(at)):
        said = {"who": "liming", **values} if library == "booking" else dict(values)
        write = Write(Action.UPSERT, f"keep/{next(NUMBERS)}", said, {"code": no})
        libraries.transact_again(lambda: libraries.writes(library, [write], "tester"))


def run(at: dt.datetime) -> dict[str, Any]:
    with clock.frozen(clock.from_wall(at)):
        return jobs.meet_deadlines({}, None)


def morning(day: dt.date) -> None:
    with clock.frozen(clock.from_wall(dt.datetime.combine(day, dt.time(8, 30)))):
        jobs.remind_people({}, None)


def values(no: str) -> dict[str, Any]:
    found = libraries.record("booking", no)
    assert found is not None
    return found


def told(sent: dict[str, Message]) -> list[tuple[str, str]]:
    return [(message.title, message.lines[-1][1]) for message in sent.values()]


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


def test_who_does_not_sign_in_has_missed_it_and_is_told_so(sent: dict[str, Message]):
    keep("B1", **BUSINESS)
    keep("B2", **BUSINESS)
    keep("B3", begins="2026-11-02T14:01")
    keep("B2", NOON, status="使用中")
    assert run(NOON + dt.timedelta(hours=2, minutes=59))["changed"] == 0
    sent.clear()
    for minutes in (0, 10, 20):
        run(NOON + dt.timedelta(hours=3, minutes=minutes))
    assert {no: values(no)["status"] for no in ("B1", "B2", "B3")} == {
        "B1": "爽约",
        "B2": "使用中",
        "B3": "爽约",
    }
    assert told(sent) == [
        ("预约库：爽约", "2026-11-02 15:00，现在"),
        ("预约库：爽约", "2026-11-02 15:10，现在"),
    ]


def test_the_history_says_which_day_did_it():
    keep("B1", ends_on="2026-11-01")
    assert run(NOON) == {"changed": 1, "queued": 0}
    mine, line = read_record("booking", "liming", "B1")
    (change, _) = record_views.change_page(mine, line, None).items
    assert (change.by, change.source, change.deadline) == ("system", "", "过期停用")
    assert change.fields == {"what": ["天平", "停用"]}


def test_a_day_that_is_not_over_changes_nothing():
    keep("B1", ends_on="2026-11-02")
    assert run(NOON)["changed"] == 0
    assert run(NOON + dt.timedelta(hours=12))["changed"] == 1


def test_who_undoes_it_is_not_overruled_and_a_new_date_counts_anew():
    keep("B1", ends_on="2026-11-01")
    run(NOON)
    keep("B1", what="烘箱")
    assert run(NOON + dt.timedelta(days=1))["changed"] == 0
    keep("B1", ends_on="2026-11-05")
    assert run(NOON + dt.timedelta(days=9))["changed"] == 1
    assert values("B1")["what"] == "停用"


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What operators are told of deadlines: the deadline and the reason."""
    found: list[tuple[str, str]] = []

    def told(_: str, extra: dict[str, str]) -> None:
        found.append((extra["deadline"], extra["code"]))

    monkeypatch.setattr(deadlines.logger, "warning", told)
    return found


def test_where_nothing_may_change_any_more_no_day_changes_it(warnings: list[tuple[str, str]]):
    keep("B1", ends_on="2026-11-01")
    keep("B1", status="结清")
    assert run(NOON)["changed"] == 0
    assert values("B1")["what"] == "天平"
    assert warnings == []


def test_a_plan_says_how_many_records_a_new_deadline_changes_at_once():
    for number, day in enumerate(("2026-11-01", "2026-11-01", "2026-11-02", "2026-11-30")):
        keep(f"B{number}", ends_on=day)
    keep("B0", status="结清")
    later = BOOKING.replace(
        "key: expired, name: 过期停用, date: ends_on, after_days: 1",
        "key: gone, name: 过期, date: ends_on, after_days: 0",
    )
    with clock.frozen(clock.from_wall(NOON)):
        (plan,) = rehearsing.rehearse([later])
    assert {one.change.sentence: one.records for one in plan.changes} == {
        "删除到期处理“过期停用”": 0,
        "新增到期处理“过期”": 2,
    }
    assert plan.changed == 0


TAG = """
key: tag
name: 标签库
key_field: code
fields:
  code: {label: 编号, type: text}
  until: {label: 有效期至, type: date}
  label: {label: 标识, type: text, unique: true}
deadlines:
  - {key: over, name: 到期, date: until, after_days: 0, filter: {label: {in: [甲, 乙, 丙]}}, set: {label: 过期}}
"""


def test_what_cannot_be_written_is_a_warning_and_holds_up_nothing_else(warnings: list[tuple[str, str]]):
    libraries.publish(TAG, "tester")
    for code, label in (("T1", "甲"), ("T2", "乙")):
        keep(code, library="tag", until="2026-11-01", label=label)
    keep("B1", ends_on="2026-11-01")
    assert run(NOON)["changed"] == 2
    assert [(libraries.record("tag", code) or {})["label"] for code in ("T1", "T2")] == ["过期", "乙"]
    assert warnings == [("over", "record_exists")]


def preparing() -> int:
    raise ViewPreparingError(percent=50)


def test_one_library_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch):
    libraries.publish(TAG, "tester")
    keep("T1", library="tag", until="2026-11-01", label="甲")
    real = deadlines.meet

    def failing(key: str) -> int:
        if key == "booking":
            raise RuntimeError
        return real(key)

    with monkeypatch.context() as patch:
        patch.setattr(deadlines, "meet", lambda _: preparing())
        assert run(NOON) == {"changed": 0, "queued": 0}
    monkeypatch.setattr(deadlines, "meet", failing)
    with pytest.raises(jobs.LibrariesFailedError, match="booking"):
        run(NOON)
    assert (libraries.record("tag", "T1") or {})["label"] == "过期"


def test_a_record_changed_between_reading_and_writing_is_decided_anew(monkeypatch: pytest.MonkeyPatch):
    keep("B1", ends_on="2026-11-01")
    real = deadlines.service.transact_again

    def after_somebody(make: Any) -> bool:
        monkeypatch.setattr(deadlines.service, "transact_again", real)
        keep("B1", ends_on="2027-11-01")
        return real(make)

    monkeypatch.setattr(deadlines.service, "transact_again", after_somebody)
    assert run(NOON)["changed"] == 0
    assert run(NOON + dt.timedelta(minutes=10))["changed"] == 0
    assert (values("B1")["what"], values("B1")["ends_on"]) == ("天平", "2027-11-01")


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


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("run"), st.booleans()),
        st.tuples(st.just("wait"), st.integers(1, 200)),
        st.tuples(st.just("sign in"), st.integers(0, 3)),
        st.tuples(st.just("give back"), st.integers(0, 3)),
    ),
    min_size=4,
    max_size=25,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whenever_runs_come_or_die_each_is_told_once_and_changed_once(
    sent: dict[str, Message], monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, int]]
):
    with Platform().running():
        libraries.publish_all([BOOKING, NOTE], "tester")
        sent.clear()
        now, signed = NOON, set[str]()
        for number in range(4):
            keep(f"B{number}", now, begins=(now + dt.timedelta(minutes=100 + 70 * number)).isoformat()[:16])
        for what, how in [*steps, ("run", True), ("run", True)]:
            no = f"B{how}"
            if what == "wait":
                now += dt.timedelta(minutes=how)
            elif what == "sign in" and values(no)["status"] == "已预约":
                keep(no, now, status="使用中")
                signed.add(no)
            elif what == "give back" and values(no)["status"] == "爽约":
                keep(no, now, status="已预约")
                signed.add(no)
            elif what == "run":
                _run(now, monkeypatch, dies=not how)
        _check(now, signed)


def _run(now: dt.datetime, monkeypatch: pytest.MonkeyPatch, *, dies: bool) -> None:
    """A run; one that dies does so before it says what it answered for."""
    with monkeypatch.context() as patch:
        if dies:
            patch.setattr(reminder_store, "sent", lambda _: (_ for _ in ()).throw(RuntimeError))
        try:
            run(now)
        except jobs.LibrariesFailedError:
            assert dies


def _check(now: dt.datetime, signed: set[str]) -> None:
    done: Counter[str] = Counter()
    for number in range(4):
        no = f"B{number}"
        for change in libraries.changes("booking", no):
            if change.source == "deadline#no-show":
                done[no] += 1
        late = dt.datetime.fromisoformat(values(no)["begins"]) + dt.timedelta(minutes=60) <= now
        assert done[no] <= 1
        assert not (late and no not in signed) or (values(no)["status"], done[no]) == ("爽约", 1)
    told: Counter[str] = Counter()
    for day in {(NOON + dt.timedelta(hours=hours)).date().isoformat() for hours in range(0, 120, 12)}:
        rows = list(reminder_store.RemindedRow.query(f"N#booking#{day}"))
        assert all(row.sent_at for row in rows)
        told.update(reference for row in rows for reference in row.lines)
    assert set(told.values()) <= {1}
    missed = Counter(one.split("#")[1].split("@")[0] for one in told if one.startswith("missed#"))
    assert missed == done
