"""Time: reminders before and after a node is due, and what happens when it is over.

Timers are rows (`DUE`), looked at every minute; they survive return, replay and restart because a visit does.
"""

from __future__ import annotations

import datetime as dt

from chalicelib.approvals import journal, store
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.types import SYSTEM, Change, State
from chalicelib.platform import clock
from chalicelib.platform.calendar import Calendar, institute_calendar

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
    moment = clock.now()

    def decision(state: State) -> Decision | None:
        change = look(state, node, number, moment, institute_calendar())
        return None if change is None else (change, ())

    journal.change(request, decision)


def look(state: State, node: str, number: int, moment: dt.datetime, calendar: Calendar) -> Change | None:
    """What a visit's clock asks for at this moment: a reminder, its end, or nothing. Pure."""
    now = clock.to_text(moment)
    visit = state.visit(node, number)
    if visit is None or not visit.open or not visit.next_at or visit.next_at > now:
        return None
    if visit.then == "auto_pass" and visit.due_at and visit.due_at <= now:
        return engine.expire(state, visit, now)
    if visit.due_at and now < visit.due_at:
        return engine.remind(state, visit, SYSTEM, visit.due_at)
    again = calendar.add_work_minutes(clock.wall(moment), visit.remind_minutes)
    return engine.remind(state, visit, SYSTEM, clock.to_text(clock.from_wall(again)))
