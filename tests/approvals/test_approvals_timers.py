"""Clocks: due in working time, reminders before and after, what happens then, and that nothing stops them."""

import datetime as dt

import pytest

from chalicelib.approvals import timers
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.types import SYSTEM, Action, TaskState
from chalicelib.platform import clock
from tests.support.offices import Office, node, office

FOUR_HOURS = {"hours": 4, "remind_before_hours": 1.5, "remind_every_hours": 2}
HEAD = {"escalate": {"head_of": "assignee.department"}}


def wall(text: str | None) -> str:
    return clock.wall(clock.from_text(text or "")).strftime("%m-%d %H:%M")


def at_hour(at: Office, text: str) -> Office:
    """Time passes until the institute's clock shows this day and hour (of 2026)."""
    until = clock.from_wall(dt.datetime.fromisoformat(f"2026-{text[:5]}T{text[6:]}"))
    at.wait((until - at.world.now).total_seconds() / 3600)
    return at


def reminders(at: Office) -> list[tuple[str, tuple[str, ...]]]:
    """When whom was reminded."""
    told = [event for event in at.events if event["action"] == "remind"]
    return [(wall(event["at"]), tuple(event["detail"]["to"])) for event in told]


@pytest.mark.parametrize(
    ("opened", "span", "due"),
    [
        ("11-23 09:00", {"hours": 2}, "11-23 11:00"),
        ("11-23 11:00", {"hours": 2}, "11-23 14:00"),
        ("11-23 16:30", {"hours": 2}, "11-24 09:30"),
        ("11-24 03:00", {"hours": 1}, "11-24 09:30"),
        ("11-27 16:30", {"hours": 2}, "11-30 09:30"),
        ("11-28 10:00", {"workdays": 1}, "11-30 17:30"),
        ("11-23 09:00", {"workdays": 2}, "11-25 09:00"),
    ],
    ids=[
        "in the morning",
        "over lunch",
        "over night",
        "before work",
        "over the weekend",
        "on a Saturday",
        "days",
    ],
)
def test_a_node_is_due_in_working_time(opened: str, span: dict[str, float], due: str):
    at = at_hour(office(node("first"), node("panel", due=span)), opened)
    at.approve("first", "first")
    assert wall(at.visit("panel").due_at) == due


def test_national_days_off_do_not_count_and_weekends_that_are_worked_do():
    """The first week of October is off; Saturday the tenth is worked instead."""
    panel = node("panel", due={"workdays": 2.5})
    at = office(node("first"), panel)
    at.world.now = clock.from_wall(dt.datetime(2026, 9, 30, 8, 30))  # noqa: DTZ001 - the institute's wall
    at.approve("first", "first")
    assert wall(at.visit("panel").due_at)[:5] == "10-09"
    at = office(node("first"), panel)
    at.world.now = clock.from_wall(dt.datetime(2026, 10, 8, 8, 30))  # noqa: DTZ001 - the institute's wall
    at.approve("first", "first")
    assert wall(at.visit("panel").due_at)[:5] == "10-10"


def test_the_urgency_a_form_names_sets_the_time():
    hours = {"field": "urgency", "hours": {"high": 1, "low": 8}}
    field = {"label": "缓急", "type": "enum", "options": {"high": "急", "low": "缓", "none": "无"}}
    due = {"hours": 4, "by": hours, "remind_before_hours": 0}
    found = {}
    for urgency in ("high", "low", "none"):
        at = office(node("panel", due=due), form={"urgency": field}, typed={"urgency": urgency})
        found[urgency] = wall(at.visit("panel").due_at)
    assert found == {"high": "11-23 10:00", "none": "11-23 14:00", "low": "11-24 09:00"}


def test_people_are_reminded_before_it_is_due_when_it_is_due_and_every_two_hours_after():
    at = office(node("panel", "p1", "p2", sign="all", due=FOUR_HOURS))
    at_hour(at, "11-23 12:30").approve("panel", "p1")
    at_hour(at, "11-24 12:00")
    assert reminders(at) == [
        ("11-23 11:30", ("p1", "p2")),
        ("11-23 14:00", ("p2",)),
        ("11-23 16:00", ("p2",)),
        ("11-24 09:00", ("p2",)),
        ("11-24 11:00", ("p2",)),
    ]
    assert at.open() == {"panel": ("p2",)}
    overdue = [m["overdue"] for m in at.messages if m["kind"] == "remind"]
    assert overdue == [True] * 5


def test_a_clock_that_is_not_due_asks_for_nothing():
    at = office(node("panel", due=FOUR_HOURS))
    visit = at.visit("panel")
    assert timers.look(at.state, visit, at.facts(at.state)) is None
    at.approve("panel", "panel")
    at.world.pass_time(dt.timedelta(days=9))
    assert timers.look(at.state, at.visit("panel"), at.facts(at.state)) is None, "it has ended"


@pytest.mark.parametrize(
    ("then", "status", "action"),
    [("auto_pass", "approved", "auto_pass"), ("auto_reject", "rejected", "auto_reject")],
)
def test_time_passes_or_rejects_and_the_log_says_that_nobody_did(then: str, status: str, action: str):
    at = office(node("panel", "p1", "p2", sign="all", due={**FOUR_HOURS, "then": then}))
    at.approve("panel", "p1")
    at_hour(at, "11-23 13:30")
    assert at.open() == {"panel": ("p2",)}
    at_hour(at, "11-23 14:30")
    assert at.state.request.status.value == status
    assert [t.state for t in at.state.tasks] == [TaskState.APPROVED, TaskState.EXPIRED]
    assert [e["actor"] for e in at.events if e["action"] == action] == [SYSTEM]
    assert at.visit("panel").outcome.by == SYSTEM


def test_the_head_is_asked_beside_who_is_late_and_whoever_is_first_decides():
    for first, state in (("boss", TaskState.CANCELLED), ("p1", TaskState.APPROVED)):
        at = at_hour(
            office(node("panel", "p1", due={**FOUR_HOURS, "then": HEAD}), node("last")), "11-23 14:30"
        )
        assert at.open() == {"panel": ("p1", "boss")}
        at.approve("panel", first)
        assert at.open() == {"last": ("last",)}
        assert at.task_states("panel")["p1"] is state


def test_after_the_head_was_asked_both_are_reminded_and_nobody_else_is_asked():
    at = at_hour(office(node("panel", "p1", due={**FOUR_HOURS, "then": HEAD})), "11-24 09:30")
    assert reminders(at)[1:] == [("11-23 16:00", ("p1", "boss")), ("11-24 09:00", ("p1", "boss"))]
    assert at.open() == {"panel": ("p1", "boss")}


def test_where_who_is_late_is_the_head_an_administrator_is_asked():
    at = at_hour(office(node("panel", "boss", due={**FOUR_HOURS, "then": HEAD})), "11-23 14:30")
    assert at.open() == {"panel": ("boss", "admin")}


def test_a_backup_takes_the_place_of_who_is_late():
    then = {"hand_to": {"person": "backup"}}
    at = office(node("panel", "p1", "p2", sign="all", due={**FOUR_HOURS, "then": then}))
    at.approve("panel", "p1")
    at_hour(at, "11-23 14:30")
    assert at.open() == {"panel": ("backup",)}
    assert at.task_states("panel")["p2"] is TaskState.EXPIRED
    assert wall(at.visit("panel").next_at) == "11-23 16:00"
    at.approve("panel", "backup")
    assert at.state.request.status.value == "approved"


def test_a_backup_takes_one_of_several_and_the_others_are_reminded():
    then = {"hand_to": {"person": "backup"}}
    at = at_hour(
        office(node("panel", "p1", "p2", sign="all", due={**FOUR_HOURS, "then": then})), "11-23 16:30"
    )
    assert at.open() == {"panel": ("backup", "p2")}
    assert reminders(at)[-1] == ("11-23 16:00", ("backup", "p2"))


def test_a_return_stops_the_clock_and_the_next_visit_has_one_of_its_own():
    at = office(node("first"), node("panel", "p1", "p2", sign="all", due=FOUR_HOURS))
    at.approve("first", "first").approve("panel", "p2")
    at_hour(at, "11-23 12:30")
    at.decide("panel", "p1", Said(Action.RETURN, "why", "first", straight=True))
    assert at.state.visits_of("panel")[0].next_at is None
    at_hour(at, "11-24 09:00").approve("first", "first")
    again = at.visit("panel")
    assert (wall(again.due_at), wall(again.next_at)) == ("11-24 14:00", "11-24 11:30")
    assert {t.due_at for t in at.state.tasks_of(again) if t.in_hand} == {again.due_at}
    assert reminders(at) == [("11-23 11:30", ("p1",))]
    assert reminders(at_hour(at, "11-24 13:30"))[1:] == [("11-24 11:30", ("p1",))]


@pytest.mark.parametrize("what", ["transfer", "replay", "retry", "held"])
def test_nothing_else_moves_a_clock(what: str):
    at = office(node("panel", "p1", due=FOUR_HOURS))
    at_hour(at, "11-23 12:30")
    before = at.visit("panel")
    if what == "transfer":
        place = at.place("panel", "p1")
        at.operate(lambda state, now: engine.transfer(state, place, "p1", "other", "", now))
    elif what == "replay":
        at.lose_machine()
    elif what == "retry":
        at.wait(0)
        at.execution.advance(at.world.now + dt.timedelta(days=31))
        at.settle()
    else:
        at.held = True
    after = at.visit("panel")
    assert (after.due_at, after.next_at, after.number) == (before.due_at, before.next_at, 1)
    assert wall(after.next_at) == "11-23 14:00"
    if what != "retry":
        at_hour(at, "11-23 14:30")
        assert len(reminders(at)) == 2


def test_a_wait_ends_at_its_time_and_a_replay_does_not_begin_it_anew():
    waiting = {"wait": {"for": {"hours": 4}}, "key": "pause"}
    at = office(waiting, node("last"))
    assert wall(at.visit("pause").next_at) == "11-23 14:00"
    at_hour(at, "11-23 13:00").lose_machine()
    assert wall(at.visit("pause").next_at) == "11-23 14:00"
    assert at_hour(at, "11-23 13:59").open() == {}
    assert at_hour(at, "11-23 14:01").open() == {"last": ("last",)}


@pytest.mark.parametrize(
    ("then", "seen"),
    [("pass", {"last": ("last",)}), ("return", {"revise": ("starter",)}), ("reject", {})],
)
def test_a_wait_for_an_event_that_never_comes_ends_as_it_says(then: str, seen: dict[str, tuple[str, ...]]):
    waiting = {"wait": {"event": "arrived", "at_most": {"hours": 4}, "then": then}, "key": "pause"}
    at = at_hour(office(waiting, node("last")), "11-23 14:30")
    assert at.open() == seen
    assert at.state.request.running is (then != "reject")


TOLD = FOUR_HOURS | {"tell_superior": {"workdays": 1}}


def superiors_told(at: Office) -> list[tuple[str, tuple[str, ...]]]:
    """When which superiors were told."""
    told = [event for event in at.events if event["action"] == "tell_superiors"]
    return [(wall(event["at"]), tuple(event["detail"]["people"])) for event in told]


def test_the_superior_of_who_is_late_is_told_once_and_reminders_go_on():
    at = at_hour(office(node("panel", "p1", "p2", sign="all", due=TOLD)), "11-26 12:00")
    assert superiors_told(at) == [("11-24 14:00", ("boss",))]
    assert at.open() == {"panel": ("p1", "p2")}
    assert [when for when, _ in reminders(at)][:4] == [
        "11-23 11:30",
        "11-23 14:00",
        "11-23 16:00",
        "11-24 09:00",
    ]
    late = [body for body in at.messages if body["kind"] == "late"]
    assert [body["to"] for body in late] == [("boss",)]


def test_who_has_decided_is_not_told_on_and_who_is_late_is_not_told_of_themselves():
    at = office(node("panel", "p1", "boss", sign="all", due=TOLD)).approve("panel", "p1")
    assert superiors_told(at_hour(at, "11-26 12:00")) == [("11-24 14:00", ())]


def test_other_people_and_the_superior_come_at_their_times():
    after = {"hours": 4, "remind_before_hours": 0, "then": HEAD, "tell_superior": {"hours": 1}}
    at = at_hour(office(node("panel", "p1", due=after)), "11-23 15:30")
    assert superiors_told(at) == [("11-23 15:00", ())]
    assert at.open() == {"panel": ("p1", "boss")}


def test_a_clock_that_ends_the_visit_tells_nobody():
    after = {"hours": 4, "then": "auto_pass", "tell_superior": {"hours": 1}}
    at = at_hour(office(node("panel", "p1", due=after)), "11-25 09:00")
    assert superiors_told(at) == []
    assert at.state.request.status.value == "approved"
