"""Runs as they are kept: one at a time, what each found and did, what waits for people, who is told.

WeCom that does not answer is left alone for a while, longer each time; nothing is half done then, and the next run goes on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from chalicelib.platform import clock
from chalicelib.platform.ids import new_id
from chalicelib.platform.observability import logger
from chalicelib.wecom.sync import engine, run_store, store, telling
from chalicelib.wecom.sync.engine import Outcome
from chalicelib.wecom.sync.model import Plan, Step
from chalicelib.wecom.sync.ports import EmptyBookError, Ports, SideClosedError
from chalicelib.wecom.sync.run_store import RunRow
from chalicelib.wecom.sync.store import StateRow

NIGHT = dt.time(2, 30)
PAUSES_MINUTES = (1, 2, 5, 10, 30)
Open = Callable[[], Ports]
Budget = engine.Budget


def follow(ports: Open, budget: Budget) -> str:
    """Every minute: what was touched since. A word of what came of it."""
    state = store.read_state()
    if not state.enabled:
        return "off"
    if state.paused_until > clock.to_text(clock.now()):
        return "paused"
    return _leased(lambda: _follow(ports(), budget))


def full(ports: Open, budget: Budget) -> str:
    """Every ten minutes: a run that somebody asked for, or the one of the night until it is done."""
    state = store.read_state()
    wanted = next((run for run in reversed(run_store.latest_runs(20)) if run.status == "wanted"), None)
    if wanted is None:
        if not state.enabled or not is_due(state):
            return "nothing"
        wanted = run_store.new_run(new_id(), "full", "night", "wanted")
    return _leased(lambda: _full(ports(), wanted, budget))


def is_due(state: StateRow) -> bool:
    """Whether the night's run of today has begun to be due, and was not finished."""
    now = clock.wall(clock.now())
    return now.time() >= NIGHT and state.nightly_on < now.date().isoformat()


def _leased(work: Callable[[], str]) -> str:
    whose = new_id()
    if not store.take_lease(whose):
        return "busy"
    try:
        return work()
    finally:
        store.give_lease(whose)


def _follow(ports: Ports, budget: Budget) -> str:
    run = run_store.new_run(new_id(), "changes", "system", "running")
    try:
        outcome = engine.follow(ports, budget)
    except (SideClosedError, EmptyBookError) as error:
        return _closed(run, error, keep=False)
    if outcome is None:
        return "nothing"
    _keep(run, outcome, whole=False)
    return _paused_or_on(outcome)


def _full(ports: Ports, run: RunRow, budget: Budget) -> str:
    for other in run_store.latest_runs(20):
        if other.status == "running":
            run_store.end(other, "stopped", "died")
    run.status = "running"
    run.save()
    try:
        if run.mode == "dry":
            return _looked(run, engine.look(ports))
        outcome = engine.reconcile(ports, budget)
    except (SideClosedError, EmptyBookError) as error:
        return _closed(run, error, keep=True)
    _keep(run, outcome, whole=True)
    if not outcome.stopped:
        store.change_state([StateRow.nightly_on.set(clock.wall(clock.now()).date().isoformat())])
    return _paused_or_on(outcome)


def _looked(run: RunRow, plan: Plan) -> str:
    """A dry run: its report, and nothing else."""
    _numbers(run, plan, plan.steps)
    run.problems = len(plan.problems)
    run.status, run.ended_at = "done", clock.to_text(clock.now())
    run_store.save_run(run, _listed(plan, plan.steps))
    return "done"


def _keep(run: RunRow, outcome: Outcome, *, whole: bool) -> None:
    plan = outcome.plan
    new = run_store.keep_problems(outcome.problems)
    for one in new:
        logger.warning("sync_problem", extra={"what": one.what, "subject": one.id, "code": one.code})
    asked = run_store.ask(plan.questions)
    among: set[tuple[str, str]] | None = (
        None if whole and not outcome.stopped else {(one.what, one.id) for one in outcome.done}
    )
    run_store.forget_problems(run_store.rows_over(outcome.problems, among))
    if whole and not outcome.stopped:
        run_store.forget_questions({(one.kind, one.id) for one in (*plan.questions, *plan.refused)})
    _numbers(run, plan, outcome.done)
    run.problems = len(outcome.problems)
    run.reason = outcome.stopped
    run.status, run.ended_at = "stopped" if outcome.stopped else "done", clock.to_text(clock.now())
    if whole or outcome.done or new or asked or outcome.stopped:
        run_store.save_run(run, _listed(plan, outcome.done))
    logger.info(
        "sync_run", extra={"run": run.sk, "mode": run.mode, "status": run.status, "done": len(outcome.done)}
    )
    if asked:
        telling.tell("questions", number=len(plan.questions))


def _closed(run: RunRow, error: SideClosedError | EmptyBookError, *, keep: bool) -> str:
    """Nothing was changed: the reading already failed."""
    empty = isinstance(error, EmptyBookError)
    run.status = "empty" if empty else "failed"
    run.reason = "empty" if isinstance(error, EmptyBookError) else error.reason
    run.ended_at = clock.to_text(clock.now())
    logger.warning("sync_closed", extra={"run": run.sk, "mode": run.mode, "reason": run.reason})
    if keep:
        run_store.save_run(run)
    _pause(run.reason)
    if empty:
        telling.tell("empty")
    elif run.reason != "unavailable":
        telling.tell("closed", number=run.reason)
    return run.status


def _paused_or_on(outcome: Outcome) -> str:
    if outcome.stopped and outcome.stopped != "time":
        _pause(outcome.stopped)
        return "stopped"
    store.change_state([StateRow.paused_until.set(""), StateRow.failures.set(0), StateRow.reason.set("")])
    return "stopped" if outcome.stopped else "done"


def _pause(reason: str) -> None:
    failures = int(store.read_state().failures)
    minutes = PAUSES_MINUTES[min(failures, len(PAUSES_MINUTES) - 1)]
    until = clock.to_text(clock.now() + dt.timedelta(minutes=minutes))
    store.change_state(
        [StateRow.paused_until.set(until), StateRow.failures.set(failures + 1), StateRow.reason.set(reason)]
    )


def _numbers(run: RunRow, plan: Plan, steps: list[Step]) -> None:
    counted = Counter(f"{one.toward}.{one.what}.{one.verb}" for one in steps)
    run.counts = {
        **counted,
        "conflicts": len(plan.conflicts),
        "refused": len(plan.refused),
    }
    run.differences = plan.differences
    run.waiting = len(plan.questions)


def _listed(plan: Plan, steps: list[Step]) -> list[dict[str, Any]]:
    """What a report shows, in its order: what waits, what is refused by the other side, conflicts, steps."""
    return [
        *({"list": "question", "kind": one.kind, "id": one.id, "name": one.name} for one in plan.questions),
        *(
            {"list": "problem", "what": one.what, "id": one.id, "code": one.code, "detail": one.detail}
            for one in plan.problems
        ),
        *(
            {
                "list": "conflict",
                "what": one.what,
                "id": one.id,
                "field": one.field,
                "ours": _value(one.field, one.ours),
                "theirs": _value(one.field, one.theirs),
                "winner": one.winner,
            }
            for one in plan.conflicts
        ),
        *(_step(one) for one in steps),
    ]


def _step(one: Step) -> dict[str, Any]:
    changes = {
        field: [_value(field, one.before.get(field)), _value(field, value)]
        for field, value in one.values.items()
    }
    return {
        "list": "step",
        "toward": one.toward,
        "verb": one.verb,
        "what": one.what,
        "id": one.id,
        "name": one.name,
        "changes": changes,
    }


def _value(field: str, value: Any) -> Any:
    """A report names no number."""
    if field == "mobile":
        return "***" if value else ""
    return list(value) if isinstance(value, tuple) else value
