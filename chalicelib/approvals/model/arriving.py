"""The machine comes to a node: which visit it is, and what opens. Each a pure function from a state to a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals.model import scoping, straight, voting
from chalicelib.approvals.model.errors import TooManyReturnsError
from chalicelib.approvals.model.outcomes import APPROVED, STATUS_OF
from chalicelib.approvals.model.types import (
    IN_FAVOUR,
    SYSTEM,
    Change,
    Event,
    Outcome,
    Outgoing,
    Request,
    Role,
    State,
    Task,
    TaskState,
    Visit,
)
from chalicelib.flows.model import MOST_VISITS

GONE = frozenset({TaskState.TRANSFERRED, TaskState.COPIED, TaskState.ANSWERED})


@dataclass(frozen=True)
class Entry:
    """A machine arriving at a node: which run, when it entered the state, the round of the fork around it, and its
    token for the wait.
    """

    node: str
    run: int
    entered: str
    token: str = ""
    scope: str = ""

    @property
    def mark(self) -> str:
        return f"{self.run}/{self.entered}"


@dataclass(frozen=True)
class Asked:
    """One person a node asks: for themselves or on behalf of a principal. `merged`: approved elsewhere already."""

    userid: str
    on_behalf_of: str = ""
    merged: bool = False


@dataclass(frozen=True)
class Opening:
    """What a new visit to a node is: its shape, its people, its clock. `passes_by` set: it needs nobody.

    `waits`: it waits for something other than people, so nobody asked does not mean it passes.
    """

    kind: str
    name: str
    sign: str = "any"
    actions: tuple[str, ...] = ()
    people: tuple[Asked, ...] = ()
    ratio: float = 0
    min_votes: int = 0
    reason: str = ""
    due_at: str | None = None
    next_at: str | None = None
    then: str = ""
    remind_minutes: int = 0
    passes_by: str = ""
    waits: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)
    outgoing: tuple[Outgoing, ...] = ()
    card: Mapping[str, Any] = field(default_factory=dict)


def locate(state: State, entry: Entry) -> tuple[Visit | None, int]:
    """The recorded visit an entry belongs to, or None and the number of the new one.

    The same entry again (a retried step, a wait that timed out) is the same visit. Otherwise it is the next visit to
    the node in this round and run: recorded already when the run is a replay. What happened in another round of a
    fork does not count, for of ways that are left some arrive late and some never do.
    """
    here = state.visits_of(entry.node, entry.scope)
    in_run = [v for v in here if any(mark.startswith(f"{entry.run}/") for mark in v.entries)]
    same = next((v for v in in_run if entry.mark in v.entries), None)
    if same is not None:
        return same, same.number
    if len(in_run) < len(here):
        return here[len(in_run)], here[len(in_run)].number
    return None, len(state.visits_of(entry.node)) + 1


def attach(state: State, visit: Visit, entry: Entry) -> Change:
    """A machine comes (again) to a recorded visit: keep its newest token; if it waits for an outcome that is
    there already, resume it.
    """
    entries = visit.entries if entry.mark in visit.entries else (*visit.entries, entry.mark)
    visit = replace(visit, entries=entries, token=entry.token or visit.token)
    outgoing = (scoping.resume(visit),) if visit.outcome and entry.token else ()
    return Change(state.request, visits=(visit,), outgoing=outgoing)


def open_visit(state: State, entry: Entry, number: int, opening: Opening, now: str) -> Change:
    """The request arrives at a node: open a task for each of its people, or pass where nobody is needed.

    A way that was left meanwhile ends as the one that left it did. Approvals that stand from before are kept.
    """
    visit = Visit(
        node=entry.node,
        number=number,
        kind=opening.kind,
        name=opening.name,
        opened_at=now,
        sign=opening.sign,
        actions=opening.actions,
        scope=entry.scope,
        ratio=opening.ratio,
        min_votes=opening.min_votes,
        entries=(entry.mark,),
        token=entry.token,
        due_at=opening.due_at,
        next_at=opening.next_at,
        then=opening.then,
        remind_minutes=opening.remind_minutes,
        reason=opening.reason,
        detail=opening.detail,
    )
    if left := scoping.left_by(state, entry.scope):
        return _passed(state, visit, Outcome(left, SYSTEM, now, state.request.routing), "too_late")
    resume = scoping.taken_up(state, entry.node, entry.scope)
    request = without_resume(state.request, entry.node)
    visit = replace(visit, resume=resume)
    before = state.visit(entry.node, resume.visit) if resume and resume.visit else None
    if before and before.outcome and straight.was_approved(state, before) and not (resume and resume.again):
        outcome = Outcome(APPROVED, before.outcome.by, now, request.routing)
        return _passed(replace(state, request=request), visit, outcome, "stands")
    if opening.passes_by or not (opening.people or opening.waits):
        outcome = Outcome(straight.approved_name(visit), opening.passes_by or SYSTEM, now, request.routing)
        action = "merged" if opening.passes_by else "nobody_needed"
        passed = replace(state, request=straight.sent_on(request, visit))
        change = _passed(passed, visit, outcome, action)
        return replace(change, outgoing=(*opening.outgoing, *change.outgoing))
    return _opened(replace(state, request=request), visit, before, opening, now)


def open_fork(state: State, entry: Entry, number: int, kind: str, name: str, now: str) -> Change:
    """The request arrives at a fork: a new round of its ways; where it was sent back into the fork, its approvals of the
    former round stand.
    """
    left = scoping.left_by(state, entry.scope)
    resume = scoping.taken_up(state, entry.node, entry.scope)
    if resume and not resume.scope and resume.visit:
        resume = replace(resume, scope=f"{entry.node}.{resume.visit}")
        outer = scoping.fork_of(state, entry.scope)
        if outer and outer.resume:
            resume = replace(resume, again_node=outer.resume.again_node, again=outer.resume.again)
    visit = Visit(
        entry.node,
        number,
        kind,
        name,
        now,
        scope=entry.scope,
        entries=(entry.mark,),
        outcome=Outcome(APPROVED, SYSTEM, now, state.request.routing),
        left=left,
        resume=resume,
    )
    event = Event("forked", SYSTEM, entry.node, number)
    return Change(without_resume(state.request, entry.node), visits=(visit,), events=(event,))


def effect_done(
    state: State,
    entry: Entry,
    number: int,
    kind: str,
    name: str,
    now: str,
    copied: tuple[str, ...] = (),
    card: Mapping[str, Any] | None = None,
) -> Change:
    """A step that asks nobody (a record, a copy, a join) has happened; recorded as a visit so a replay skips it."""
    outcome = Outcome(APPROVED, SYSTEM, now, state.request.routing)
    visit = Visit(
        entry.node, number, kind, name, now, scope=entry.scope, entries=(entry.mark,), outcome=outcome
    )
    tasks = tuple(
        Task(
            entry.node,
            number,
            place,
            userid,
            now,
            TaskState.COPIED,
            Role.COPY,
            decided_at=now,
            card=card or {},
        )
        for place, userid in enumerate(copied, 1)
    )
    event = Event(kind, SYSTEM, entry.node, number, detail={"people": list(copied)} if copied else {})
    request = without_resume(state.request, entry.node)
    return Change(request, visits=(visit,), tasks=tasks, events=(event,))


def effect_skipped(state: State, entry: Entry) -> str:
    """Why an effect must not happen: `left`, its way was left; `stands`, it happened in a former round; or nothing."""
    if scoping.left_by(state, entry.scope):
        return "left"
    resume = scoping.taken_up(state, entry.node, entry.scope)
    return "stands" if resume and resume.visit else ""


def close(state: State, name: str, now: str) -> Change:
    """The machine has come to its end: the request gets its final status and the starter is told."""
    request = replace(state.request, status=STATUS_OF[name], closed_at=now)
    to = list(dict.fromkeys([request.starter, *request.supervisors]))
    outgoing = [Outgoing("message", {"kind": request.status.value, "to": to})]
    if request.parent:
        outgoing.append(Outgoing("parent", {**request.parent, "status": request.status.value}))
    event = Event("closed", SYSTEM, detail={"status": request.status.value})
    return Change(request, events=(event,), outgoing=tuple(outgoing))


def require_visits_left(state: State) -> None:
    """Before somebody sends a request back: raise TooManyReturnsError when it has been at its nodes too often."""
    if len(state.visits) >= MOST_VISITS:
        raise TooManyReturnsError(most=MOST_VISITS)


def without_resume(request: Request, node: str) -> Request:
    """The request once what was said for the next opening of a node has been taken up."""
    if node not in request.resumes:
        return request
    return replace(request, resumes={key: value for key, value in request.resumes.items() if key != node})


def _opened(state: State, visit: Visit, before: Visit | None, opening: Opening, now: str) -> Change:
    """People are asked: those of the former visit whose approval stands are not, the others are."""
    again = _again(state, before, visit, opening) if before and opening.people else ()
    tasks = again or _anew(visit, opening)
    tasks = voting.settle(visit, tasks, now)
    if visit.sign != "any" or not any(t.state is TaskState.MERGED for t in tasks):
        name = voting.verdict(visit, tasks) if tasks else None
    else:
        name = APPROVED
    if name:
        by = next((t.userid for t in tasks if t.state in IN_FAVOUR), SYSTEM)
        outcome = Outcome(
            straight.approved_name(visit) if name == APPROVED else name, by, now, state.request.routing
        )
        passed = _passed(
            replace(state, request=straight.sent_on(state.request, visit)), visit, outcome, "merged"
        )
        return replace(passed, tasks=(*(t for t in tasks if not t.in_hand), *scoping.cancelled(tasks, now)))
    asked = [t.userid for t in tasks if t.state is TaskState.OPEN]
    detail: dict[str, Any] = {"people": asked, "reason": opening.reason}
    if behalf := {t.userid: t.on_behalf_of for t in tasks if t.on_behalf_of}:
        detail["on_behalf_of"] = behalf
    event = Event("opened", SYSTEM, visit.node, visit.number, detail=detail)
    body = {"kind": "todo", "node": visit.node, "visit": visit.number, "to": asked}
    told = (Outgoing("message", body),) if asked else ()
    return Change(
        state.request, visits=(visit,), tasks=tasks, events=(event,), outgoing=(*opening.outgoing, *told)
    )


def _anew(visit: Visit, opening: Opening) -> tuple[Task, ...]:
    return tuple(
        Task(
            visit.node,
            visit.number,
            place,
            asked.userid,
            visit.opened_at,
            TaskState.MERGED if asked.merged else TaskState.OPEN,
            on_behalf_of=asked.on_behalf_of,
            due_at=visit.due_at,
            decided_at=visit.opened_at if asked.merged else None,
            card=opening.card,
        )
        for place, asked in enumerate(opening.people, 1)
    )


def _again(state: State, before: Visit, visit: Visit, opening: Opening) -> tuple[Task, ...]:
    """The tasks of the former visit in their places: approvals stand, all else is to be decided again.

    Where a stand-in's approval stands, whom it stood in for is not asked, nor the other way round.
    """
    again = visit.resume.again if visit.resume else ()
    tasks = tuple(
        _taken_over(task, visit, opening, again)
        for task in state.tasks_of(before)
        if task.state not in GONE and task.role not in {Role.COPY, Role.OPINION, Role.DELEGATE}
    )
    for task in tasks:
        if task.state in IN_FAVOUR:
            tasks = voting.without_rivals(task, tasks, visit.opened_at)
    return tasks


def _taken_over(task: Task, visit: Visit, opening: Opening, again: tuple[str, ...]) -> Task:
    task = replace(task, visit=visit.number, due_at=visit.due_at, card=opening.card)
    if task.state in IN_FAVOUR and not any(task.belongs_to(userid) for userid in again):
        return task
    return replace(task, state=TaskState.OPEN, opened_at=visit.opened_at, decided_at=None, comment="")


def _passed(state: State, visit: Visit, outcome: Outcome, action: str) -> Change:
    visit = scoping.decided(visit, outcome)
    event = Event(action, SYSTEM, visit.node, visit.number, detail={"by": outcome.by})
    return Change(state.request, visits=(visit,), events=(event,), outgoing=(scoping.resume(visit),))
