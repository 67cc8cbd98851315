"""What a day does to a record: as jobs run, each thing once, whatever comes in between."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.libraries import deadlines, jobs, record_views, rehearsing, reminder_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import record as read_record
from chalicelib.libraries.errors import ViewPreparingError
from chalicelib.platform import clock
from chalicelib.wecom.model import Message
from tests.libraries.deadlines_support import (
    BOOKING,
    BUSINESS,
    NOON,
    NOTE,
    keep,
    office,
    run,
    told,
    values,
)
from tests.support.faults.platform import Platform

__all__ = ["office"]


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
