"""Reconciliation: a request that is running has a machine that is running, or gets one.

A new run replays the log: `open_node` finds every recorded outcome and answers at once, so nobody is asked again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.approvals import journal, machine, store
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.types import SYSTEM, Change, Event, Outgoing, Request, State
from chalicelib.platform import clock

QUIET = dt.timedelta(seconds=60)
LONGEST_PAUSE = dt.timedelta(hours=6)


NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Report:
    """What a reconciliation found: requests looked at, machines found dead, runs started."""

    looked_at: int
    dead: int
    restarted: int


def restart(request: str, run: int, why: str, *, at_once: bool = False) -> bool:
    """Start run + 1 of a request whose machine of `run` is no more; whether it was ours to start.

    The first time at once; then after one minute, two, four, up to six hours, so that a step that always fails
    does not start machines for ever. A pause that is not over leaves it to the next reconciliation.
    """
    now = clock.now()

    def decision(state: State) -> Decision | None:
        current = state.request
        if not current.running or current.run != run or not (at_once or _pause_is_over(current, now)):
            return None
        again = replace(current, run=run + 1, restarted_at=clock.to_text(now))
        event = Event("restarted", SYSTEM, detail={"run": run + 1, "why": why})
        return Change(again, events=(event,), outgoing=(Outgoing("start", {"run": run + 1}),)), ()

    before = journal.read(request).request.run
    return journal.change(request, decision).request.run > before


def reconcile(*, everything: bool, most: int = NO_LIMIT) -> Report:
    """Look for running requests without a living machine, and replay them, at the most so many.

    `everything` asks Step Functions about each one (after a restart of the platform, or once a night);
    otherwise only about those that have stood for a minute without an open visit.
    """
    looked_at = dead = restarted = 0
    for request in running():
        state = journal.read(request)
        if not state.request.running or not (everything or _suspicious(state)):
            continue
        looked_at += 1
        if not machine.is_running(state.request):
            dead += 1
            if restarted == most:
                break
            restarted += restart(request, state.request.run, "machine gone", at_once=everything)
    return Report(looked_at, dead, restarted)


def on_their_way(since: dt.datetime) -> int:
    """How many of the requests restarted since then have not come to any node yet in their new run."""
    rows = store.ApprovalRow.by_status.query("STATUS#running")
    fresh = [row.request for row in rows if (row.restarted_at or "") >= clock.to_text(since)]  # type: ignore[attr-defined]
    return sum(_is_on_its_way(journal.read(request)) for request in fresh)


def _is_on_its_way(state: State) -> bool:
    run = state.request.run
    arrived = any(mark.startswith(f"{run}/") for visit in state.visits for mark in visit.entries)
    return state.request.running and run > 1 and not arrived


def running() -> Iterator[str]:
    """Ids of the running requests, oldest first."""
    for row in store.ApprovalRow.by_status.query("STATUS#running"):
        yield row.request


def _pause_is_over(request: Request, now: dt.datetime) -> bool:
    if request.restarted_at is None:
        return True
    pause = min(LONGEST_PAUSE, QUIET * 2 ** min(request.run - 2, 16))
    return bool(now - clock.from_text(request.restarted_at) >= pause)


def _suspicious(state: State) -> bool:
    """Nobody is asked although it runs, for longer than a machine needs from node to node."""
    if state.open_visits():
        return False
    last = max([state.request.submitted_at, *(v.outcome.at for v in state.visits if v.outcome)], default="")
    return clock.now() - clock.from_text(last) > QUIET
