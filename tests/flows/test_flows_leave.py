"""The leave request's own form, case by case. The day is Monday, 23 November 2026."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.flows.form import Filled, fill
from tests.support.flowing import FILE, LEAVE, around, problems

LAST, NEXT = "2026-11-20", "2026-11-27"


def _leave(typed: dict[str, Any] | None = None, *, surroundings: Any = None, **more: Any) -> Filled:
    usual = {
        "kind": "annual",
        "start_at": "2026-11-24T08:30",
        "end_at": "2026-11-24T17:30",
        "reason": "家事",
        "out_of_town": False,
        "agent": "chenjing",
    }
    return fill(LEAVE, usual | (typed or {}) | more, surroundings or around())


def _message(filled: Filled, field: str) -> str:
    return next(problem.message for problem in filled.problems if problem.field == field)


NEEDS_PROOF = {
    "marriage",
    "maternity",
    "paternity",
    "parental",
    "bereavement",
    "home_visit",
    "work_injury",
    "public_duty",
    "prenatal",
}
USES_BALANCE = {
    "annual",
    "comp",
    "marriage",
    "maternity",
    "paternity",
    "parental",
    "bereavement",
    "home_visit",
    "care",
}


@pytest.mark.parametrize("kind", list(LEAVE.form["kind"].options))
def test_a_day_of_every_kind_is_accepted_with_its_proof(kind: str):
    filled = _leave(kind=kind, evidence=[FILE])
    assert filled.problems == ()
    assert filled.values["days"] == 1
    assert filled.values["minutes"] == 480


@pytest.mark.parametrize("kind", list(LEAVE.form["kind"].options))
def test_proof_is_asked_for_the_kinds_that_need_it(kind: str):
    filled = _leave(kind=kind)
    assert filled.fields["evidence"].required == (kind in NEEDS_PROOF)
    assert problems(filled) == ({"evidence": "missing"} if kind in NEEDS_PROOF else {})


@pytest.mark.parametrize("kind", list(LEAVE.form["kind"].options))
def test_the_balance_is_shown_and_kept_for_the_kinds_that_use_one(kind: str):
    filled = _leave(kind=kind, evidence=[FILE])
    assert filled.values["needs_balance"] == (kind in USES_BALANCE)
    assert filled.fields["balance"].visible == (kind in USES_BALANCE)
    assert ("balance" in filled.values) == (kind in USES_BALANCE)


@pytest.mark.parametrize("kind", sorted(USES_BALANCE))
def test_more_than_the_balance_is_refused(kind: str):
    enough, short = around(balance=480), around(balance=479)
    assert problems(_leave(kind=kind, evidence=[FILE], surroundings=enough)) == {}
    assert problems(_leave(kind=kind, evidence=[FILE], surroundings=short)) == {"kind": "check"}


@pytest.mark.parametrize(("last", "asked"), [("2026-11-24T17:30", False), ("2026-11-25T17:30", True)])
def test_two_days_of_sick_leave_need_proof(last: str, asked: bool):  # noqa: FBT001
    assert _leave(kind="sick", end_at=last).fields["evidence"].required is asked


def test_annual_leave_counts_workdays_over_a_weekend_and_marriage_leave_calendar_days():
    over = {"start_at": f"{NEXT}T08:30", "end_at": "2026-11-30T17:30"}
    assert _leave(over).values["days"] == 2
    assert _leave(over, kind="marriage", evidence=[FILE]).values["days"] == 4


def test_half_a_day_counts_half_and_asks_which():
    asked = _leave(unit="half_day")
    assert problems(asked) == {"half": "missing"}
    filled = _leave(unit="half_day", half="am")
    assert filled.problems == ()
    assert (filled.values["days"], filled.values["minutes"]) == (0.5, 240)


def test_half_a_day_begins_and_ends_on_one_day():
    assert problems(_leave(unit="half_day", half="am", end_at="2026-11-25T12:00")) == {"end_at": "check"}


def test_which_half_is_no_question_for_whole_days():
    filled = _leave(half="am")
    assert filled.fields["half"].visible is False
    assert "half" not in filled.values


def test_hours_count_working_minutes_only():
    filled = _leave(unit="hour", start_at="2026-11-24T11:00", end_at="2026-11-24T14:00")
    assert filled.problems == ()
    assert (filled.values["minutes"], filled.values["days"]) == (120, 0.25)


@pytest.mark.parametrize("kind", ["personal", "comp"])
def test_personal_leave_and_time_off_take_an_hour_at_least(kind: str):
    span = {"unit": "hour", "start_at": "2026-11-24T09:00"}
    assert problems(_leave(span, kind=kind, end_at="2026-11-24T09:59")) == {"end_at": "check"}
    assert problems(_leave(span, kind=kind, end_at="2026-11-24T10:00")) == {}
    assert problems(_leave(span, kind="nursing", end_at="2026-11-24T09:30")) == {}


def test_an_end_before_the_start_is_refused_where_it_stands():
    filled = _leave(end_at="2026-11-24T08:29")
    assert problems(filled) == {"end_at": "check"}
    assert _message(filled, "end_at") == "结束时间不能早于开始时间"


def test_an_end_days_before_the_start_is_refused_the_same_way():
    assert _message(_leave(start_at="2026-12-01T08:30"), "end_at") == "结束时间不能早于开始时间"


def test_a_time_without_work_is_refused():
    weekend = _leave(start_at="2026-11-28T08:30", end_at="2026-11-29T17:30")
    assert _message(weekend, "end_at").startswith("所选时段内没有工作时间")
    lunch = _leave(unit="hour", start_at="2026-11-24T12:00", end_at="2026-11-24T13:00")
    assert problems(lunch) == {"end_at": "check"}


def test_a_holiday_is_no_leave_day_and_a_makeup_day_is():
    golden = {"start_at": "2026-09-30T08:30", "end_at": "2026-10-10T17:30"}
    assert _leave(golden, surroundings=around(today=dt.date(2026, 9, 1))).values["days"] == 4


def test_leave_is_asked_for_beforehand_today_is_early_enough():
    assert problems(_leave(start_at="2026-11-23T08:30", end_at="2026-11-23T17:30")) == {}
    late = _leave(start_at=f"{LAST}T08:30", end_at=f"{LAST}T17:30")
    assert problems(late) == {"start_at": "check"}
    assert "除病假外" in _message(late, "start_at")


@pytest.mark.parametrize(
    ("start", "fine"),
    [
        ("2026-11-23", True),
        ("2026-11-20", True),
        ("2026-11-18", True),
        ("2026-11-17", False),
        ("2026-10-01", False),
    ],
)
def test_sick_leave_may_be_told_up_to_three_workdays_later(start: str, fine: bool):  # noqa: FBT001
    filled = _leave(kind="sick", start_at=f"{start}T08:30", end_at=f"{start}T17:30", evidence=[FILE])
    assert ("start_at" not in problems(filled)) is fine


def test_nobody_stands_in_for_themself():
    assert problems(_leave(agent="liming")) == {"agent": "check"}


def test_the_agent_is_somebody_in_service():
    assert problems(_leave(agent="nobody")) == {"agent": "no_such_person"}


def test_an_empty_form_says_everything_that_is_missing():
    assert problems(fill(LEAVE, {}, around())) == dict.fromkeys(
        ("kind", "start_at", "end_at", "reason", "agent"), "missing"
    )


@pytest.mark.parametrize("field", ["days", "minutes", "balance", "needs_balance"])
def test_nobody_writes_their_own_days_minutes_or_balance(field: str):
    filled = _leave({field: 1})
    assert problems(filled) == {field: "unknown"}
    assert filled.values["days"] == 1


def test_a_reason_has_at_most_500_characters():
    assert problems(_leave(reason="因" * 501)) == {"reason": "too_long"}
