"""Time: reminders before and after a node is due, and what happens when it is over.

Timers are rows (`DUE`), looked at every minute; they survive return, transfer and replay because a visit does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from chalicelib.approvals import journal, openings, store
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import timing
from chalicelib.approvals.model.outcomes import returned_to
from chalicelib.approvals.model.types import SYSTEM, Change, Event, Outcome, State, TaskState, Visit
from chalicelib.approvals.openings import Facts
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.flows import approvers
from chalicelib.platform import clock

AT_ONCE = 500


def run_due() -> int:
    """Act on every visit whose time has come; how many there were."""
    now = clock.to_text(clock.now())
    rows = list(store.ApprovalRow.by_queue.query(store.DUE, store.ApprovalRow.gsi2sk <= now, limit=AT_ONCE))
    for row in rows:
        if isinstance(row, store.VisitRow):
            _act(row.request, row.node, int(row.number))
    return len(rows)


def _act(request: str, node: str, number: int) -> None:
    def decision(state: State) -> Decision | None:
        visit = state.visit(node, number)
        if visit is None or not visit.open or not visit.next_at:
            return None
        change = look(state, visit, facts_of(state))
        return None if change is None else (change, ())

    journal.change(request, decision)


def look(state: State, visit: Visit, facts: Facts) -> Change | None:
    """What a visit's clock asks for at this moment: a reminder, its end, other people, or nothing. Pure."""
    now = clock.to_text(facts.now)
    if not visit.open or not visit.next_at or visit.next_at > now:
        return None
    if visit.due_at and now < visit.due_at:
        return timing.remind(state, visit, SYSTEM, visit.due_at)
    if (tell_at := visit.detail.get("tell_at")) and tell_at <= now:
        return timing.tell_superiors(state, visit, _superiors(state, visit, facts), _again(visit, facts))
    return _over(state, visit, facts, now)


def _over(state: State, visit: Visit, facts: Facts, now: str) -> Change | None:
    """What happens when the time is over."""
    match visit.then:
        case "auto_pass":
            return timing.auto_pass(state, visit, now)
        case "auto_reject":
            return timing.auto_reject(state, visit, now)
        case "auto_return":
            outcome = Outcome(returned_to(), SYSTEM, now, state.request.routing)
            event = Event("auto_return", SYSTEM, visit.node, visit.number)
            return timing.ended(state, visit, outcome, 0, event)
        case "escalate":
            return timing.escalate(state, visit, _others(state, visit, facts), now, _again(visit, facts))
        case "hand_to":
            return timing.hand_over(state, visit, _others(state, visit, facts), now, _again(visit, facts))
    return timing.remind(state, visit, SYSTEM, _again(visit, facts))


def _again(visit: Visit, facts: Facts) -> str:
    """When to look at a late visit again: to remind, or sooner to tell a superior."""
    wall: dt.datetime = clock.wall(facts.now)
    again = facts.calendar.add_work_minutes(wall, max(visit.remind_minutes, 1))
    tell_at = str(visit.detail.get("tell_at", ""))
    times: list[str] = [clock.to_text(clock.from_wall(again)), tell_at]
    return min(at for at in times if at > clock.to_text(facts.now))


def _superiors(state: State, visit: Visit, facts: Facts) -> tuple[str, ...]:
    """Of each who has not decided yet, the next leader above; those who are late themselves are told already."""
    late = [t.userid for t in state.tasks_of(visit) if t.state is TaskState.OPEN]
    people = (facts.directory.people.get(userid) for userid in late)
    found = (approvers.superior_of(person, facts.directory) for person in people if person)
    return tuple(dict.fromkeys(p.userid for p in found if p and p.userid not in late))


def _others(state: State, visit: Visit, facts: Facts) -> dict[int, tuple[str, ...]]:
    """Who is asked for each task that is late; administrators where the rule finds nobody but who is late."""
    rule = openings.late_rule(facts, visit)
    found: dict[int, tuple[str, ...]] = {}
    for task in state.tasks_of(visit) if rule else ():
        late = facts.directory.people.get(task.userid)
        asking = replace(facts.asking, assignee=late)
        people = approvers.people_of(rule, asking) if rule else ()
        others = [p.userid for p in people if p.userid != task.userid]
        admins = [p.userid for p in facts.directory.in_role(ADMIN_ROLE) if p.userid != task.userid]
        found[task.number] = tuple(others or admins)
    return found
