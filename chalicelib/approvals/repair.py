"""Reconciliation: a request that is running has a machine that is running, or gets one.

A new run replays the log: `open_node` finds every recorded outcome and answers at once, so nobody is asked again.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.approvals import context, journal, machine, replaying, store
from chalicelib.approvals.facts import flow_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.errors import RequestNotFoundError
from chalicelib.approvals.model.types import SYSTEM, Change, Event, Outgoing, Request, State
from chalicelib.platform import clock

QUIET = dt.timedelta(seconds=60)
LONGEST_PAUSE = dt.timedelta(hours=6)
STILL = dt.timedelta(minutes=30)
"""No step takes so long with all its retries: a machine that lives and does nothing has lost its way."""
TURNS = 6
"""Requests in forks are looked through in so many parts, one at each reconciliation: each about every half hour."""
PERIOD = dt.timedelta(minutes=5)
LONGEST_RUN = dt.timedelta(days=300)
"""Step Functions ends an execution after a year: well before that the request goes on in a new one."""
NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Report:
    """What a reconciliation found: requests looked at, machines that are dead or no good, runs started."""

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

    `everything` asks Step Functions about each one (after a restart of the platform); otherwise only about those
    that have stood for a minute without an open visit. A machine that lives but has stood still for half an hour, or
    one way of a fork in it, and one that is 300 days old, is replaced too. How it went stands on the page of operations.
    """
    try:
        report = _replaced(everything=everything, most=most)
        orphans = None if everything else _orphans()
    except Exception:
        store.note_failed_repair(clock.to_text(clock.now()))
        raise
    store.note_repair(
        clock.to_text(clock.now()),
        "replaced" if report.restarted else "found" if report.dead else "nothing",
        dead=report.dead,
        restarted=report.restarted,
        orphans=orphans,
    )
    return report


def _replaced(*, everything: bool, most: int) -> Report:
    looked_at = dead = restarted = 0
    for row in _running():
        if not (everything or not row.current or _is_old(store.request_of(row)) or _is_its_turn(row)):
            continue
        state = journal.read(row.request)
        if not state.request.running or not (everything or _is_doubtful(state)):
            continue
        looked_at += 1
        if why := _trouble(state):
            dead += 1
            if restarted == most:
                break
            restarted += restart(row.request, state.request.run, why, at_once=everything)
    return Report(looked_at, dead, restarted)


def _orphans() -> int:
    """How many executions run although their request has ended, has another one, or is not there."""
    known = {f"{row.request}-{int(row.run)}" for row in _running()}
    return sum(_is_orphan(name) for name in machine.living() if name not in known)


def _is_orphan(name: str) -> bool:
    """Looked up in the table itself; a machine that has just done its last step may take a moment to end."""
    try:
        request, run = machine.run_of(name)
        found = journal.read(request).request
    except (ValueError, RequestNotFoundError):
        return True
    if found.running and found.run == run:
        return False
    since = found.restarted_at if found.running else found.closed_at
    return clock.now() - clock.from_text(since or found.submitted_at) > QUIET


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
    return (row.request for row in _running())


def _running() -> Iterator[store.RequestRow]:
    """The rows of running requests as the index has them: what it says is looked up before anything is done."""
    for row in store.ApprovalRow.by_status.query("STATUS#running"):
        if isinstance(row, store.RequestRow):
            yield row


def _is_old(request: Request) -> bool:
    """Whether the present run is near the age at which Step Functions ends it."""
    return clock.now() - clock.from_text(request.restarted_at or request.submitted_at) > LONGEST_RUN


def _pause_is_over(request: Request, now: dt.datetime) -> bool:
    if request.restarted_at is None:
        return True
    pause = min(LONGEST_PAUSE, QUIET * 2 ** min(request.run - 2, 16))
    return bool(now - clock.from_text(request.restarted_at) >= pause)


def _is_its_turn(row: store.RequestRow) -> bool:
    """Whether a request that may stand in a fork is looked at this time."""
    turn = int(clock.now().timestamp() // PERIOD.total_seconds()) % TURNS
    if zlib.crc32(str(row.request).encode()) % TURNS != turn:
        return False
    return any(context.flow_of(row.flow, int(row.flow_version)).forks())


def _is_doubtful(state: State) -> bool:
    return _stands(state, QUIET) or _is_old(state.request) or _lost_a_way(state)


def _lost_a_way(state: State) -> bool:
    """Somebody is asked in one way of a fork, and another, which should have come to people by now, has not."""
    if not any(visit.scope for visit in state.open_visits()) or clock.now() - _last_moved(state) < STILL:
        return False
    flow = flow_of(state)
    if flow.asl is not None:
        return False
    here = {(visit.node, visit.scope) for visit in state.open_visits()}
    return bool(replaying.rests_as_known(state, flow) - here)


def _last_moved(state: State) -> dt.datetime:
    request = state.request
    times = [request.restarted_at or request.submitted_at]
    times += [v.outcome.at if v.outcome else v.opened_at for v in state.visits]
    return clock.from_text(max(times))


def _trouble(state: State) -> str:
    """Why a request needs a new machine; nothing where the one it has will do."""
    if _is_old(state.request):
        return "a year is near"
    if not machine.is_running(state.request):
        return "machine gone"
    if _stands(state, STILL):
        return "machine stands still"
    return "a way stands still" if _lost_a_way(state) else ""


def _stands(state: State, how_long: dt.timedelta) -> bool:
    """Nobody is asked although it runs, for longer than a machine needs from node to node."""
    if state.open_visits():
        return False
    since = state.request.restarted_at or state.request.submitted_at
    last = max([since, *(v.outcome.at for v in state.visits if v.outcome)], default="")
    return clock.now() - clock.from_text(last) > how_long
