"""The operations, each a pure function from a state to a change.

One arbiter: a visit gets one outcome, whoever claims it first. One token: the machine is resumed once per visit,
when the outcome is there, however many people sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals.model.errors import (
    ActionNotAllowedError,
    AlreadyDecidedError,
    CommentRequiredError,
    InTransitError,
    NotStarterError,
    NotYourTaskError,
    RequestClosedError,
    TaskNotFoundError,
    WithdrawNotAllowedError,
)
from chalicelib.approvals.model.types import (
    SYSTEM,
    Action,
    Change,
    Event,
    Outcome,
    OutcomeName,
    Outgoing,
    Request,
    State,
    Status,
    Task,
    TaskState,
    Visit,
)
from chalicelib.flows.model import Withdraw

COMMENT_NEEDED = frozenset({Action.REJECT, Action.RETURN})
OUTCOME_OF = {
    Action.APPROVE: OutcomeName.APPROVED,
    Action.RESUBMIT: OutcomeName.APPROVED,
    Action.REJECT: OutcomeName.REJECTED,
    Action.RETURN: OutcomeName.RETURNED,
}
STATE_OF = {
    Action.APPROVE: TaskState.APPROVED,
    Action.RESUBMIT: TaskState.RESUBMITTED,
    Action.REJECT: TaskState.REJECTED,
    Action.RETURN: TaskState.RETURNED,
}
STATUS_OF = {
    OutcomeName.APPROVED: Status.APPROVED,
    OutcomeName.REJECTED: Status.REJECTED,
    OutcomeName.WITHDRAWN: Status.WITHDRAWN,
}


@dataclass(frozen=True)
class Entry:
    """A machine arriving at a node: which run, when it entered the state, and its token for the wait."""

    node: str
    run: int
    entered: str
    token: str = ""

    @property
    def mark(self) -> str:
        return f"{self.run}/{self.entered}"


@dataclass(frozen=True)
class Opening:
    """What a new visit to a node is: its shape, its people, its clock. `passes_by` set: it needs nobody."""

    kind: str
    name: str
    sign: str
    actions: tuple[str, ...]
    people: tuple[str, ...]
    reason: str = ""
    due_at: str | None = None
    next_at: str | None = None
    then: str = ""
    remind_minutes: int = 0
    passes_by: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)


def locate(state: State, entry: Entry) -> tuple[Visit | None, int]:
    """The recorded visit an entry belongs to, or None and the number of the new one.

    The same entry again (a retried step) is the same visit. An entry whose latest visit in this run is still
    undecided is that visit (the wait timed out and began anew), and so is one that the machine has not left since.
    Otherwise it is the next visit in this run: recorded already when the run is a replay.
    """
    visits = state.visits_of(entry.node)
    in_run = [v for v in visits if any(mark.startswith(f"{entry.run}/") for mark in v.entries)]
    for visit in in_run:
        if entry.mark in visit.entries:
            return visit, visit.number
    if in_run and (in_run[-1].open or not _moved_on(state, in_run[-1], entry.run)):
        return in_run[-1], in_run[-1].number
    number = len(in_run) + 1
    return state.visit(entry.node, number), number


def _moved_on(state: State, visit: Visit, run: int) -> bool:
    """Whether the machine of this run has been anywhere else since it came to this visit.

    If not, a decision was recorded just as the wait ran out: the machine is still here, and nobody is asked again.
    """
    since = max(_entered(visit, run))
    return any(max(_entered(other, run), default=since) > since for other in state.visits if other != visit)


def _entered(visit: Visit, run: int) -> list[tuple[int, str]]:
    """When the machine of a run entered this visit; Step Functions' times are of one length and sort as texts."""
    times = [mark.partition("/")[2] for mark in visit.entries if mark.startswith(f"{run}/")]
    return [(len(time), time) for time in times]


def attach(state: State, visit: Visit, entry: Entry) -> Change:
    """A machine comes (again) to a recorded visit: keep its newest token; if it waits for an outcome that is
    there already, resume it.
    """
    entries = visit.entries if entry.mark in visit.entries else (*visit.entries, entry.mark)
    visit = replace(visit, entries=entries, token=entry.token or visit.token)
    outgoing = (_resume(visit),) if visit.outcome and entry.token else ()
    return Change(state.request, visits=(visit,), outgoing=outgoing)


def open_visit(state: State, entry: Entry, number: int, opening: Opening, now: str) -> Change:
    """The request arrives at a node: open a task for each of its people, or pass where nobody is needed."""
    visit = Visit(
        node=entry.node,
        number=number,
        kind=opening.kind,
        name=opening.name,
        sign=opening.sign,
        actions=opening.actions,
        opened_at=now,
        entries=(entry.mark,),
        token=entry.token,
        due_at=opening.due_at,
        next_at=opening.next_at,
        then=opening.then,
        remind_minutes=opening.remind_minutes,
        reason=opening.reason,
    )
    if opening.passes_by or not opening.people:
        by = opening.passes_by or SYSTEM
        visit = _decided(visit, OutcomeName.APPROVED, by, now, state.request.routing)
        action = "merged" if opening.passes_by else "nobody_needed"
        event = Event(action, SYSTEM, visit.node, number, detail={"by": by})
        return Change(state.request, visits=(visit,), events=(event,), outgoing=(_resume(visit),))
    tasks = tuple(
        Task(visit.node, number, place, userid, now, due_at=opening.due_at, card=opening.card)
        for place, userid in enumerate(opening.people, 1)
    )
    event = Event(
        "opened",
        SYSTEM,
        visit.node,
        number,
        detail={"people": list(opening.people), "reason": opening.reason},
    )
    card = Outgoing(
        "message", {"kind": "todo", "node": visit.node, "visit": number, "to": list(opening.people)}
    )
    return Change(state.request, visits=(visit,), tasks=tasks, events=(event,), outgoing=(card,))


def decide(
    state: State,
    node: str,
    visit_number: int,
    task_number: int,
    action: Action,
    actor: str,
    comment: str,
    now: str,
) -> Change:
    """A person decides their task.

    Raises TaskNotFoundError, NotYourTaskError, AlreadyDecidedError, ActionNotAllowedError, CommentRequiredError.
    """
    visit = state.visit(node, visit_number)
    task = next((t for t in state.tasks_of(visit) if t.number == task_number), None) if visit else None
    if visit is None or task is None:
        raise TaskNotFoundError
    if task.userid != actor:
        raise NotYourTaskError
    if visit.outcome or task.state is not TaskState.OPEN:
        raise already_decided(visit, task)
    if action.value not in visit.actions:
        raise ActionNotAllowedError(field="action", action=action.value)
    if action in COMMENT_NEEDED and not comment.strip():
        raise CommentRequiredError(field="comment")
    mine = replace(task, state=STATE_OF[action], decided_at=now, comment=comment)
    others = [t for t in state.tasks_of(visit) if t.number != task_number]
    event = Event(action.value, actor, node, visit_number, comment)
    if not _ends(visit, action, others):
        return Change(state.request, tasks=(mine,), events=(event,))
    visit = _decided(visit, OUTCOME_OF[action], actor, now, state.request.routing)
    return Change(
        state.request,
        visits=(visit,),
        tasks=(mine, *_cancelled(others, now)),
        events=(event,),
        outgoing=(_resume(visit),),
    )


def already_decided(visit: Visit, task: Task) -> AlreadyDecidedError:
    """The error that tells who was first and what they did."""
    by = visit.outcome.by if visit.outcome else task.userid
    name = visit.outcome.name.value if visit.outcome else task.state.value
    return AlreadyDecidedError(by=by, action=name)


def withdraw(state: State, allowed: Withdraw, actor: str, comment: str, now: str) -> Change:
    """The starter takes the request back: every open visit ends `Withdrawn`, the machine closes it.

    Raises NotStarterError, RequestClosedError, WithdrawNotAllowedError, and InTransitError between two nodes.
    """
    request = state.request
    if actor != request.starter:
        raise NotStarterError
    if not request.running or any(
        v.outcome and v.outcome.name is OutcomeName.WITHDRAWN for v in state.visits
    ):
        raise RequestClosedError(status=request.status.value)
    decided = any(t.state in {TaskState.APPROVED, TaskState.REJECTED} for t in state.tasks)
    if allowed is Withdraw.NEVER or (allowed is Withdraw.BEFORE_FIRST_DECISION and decided):
        raise WithdrawNotAllowedError
    waiting = state.open_visits()
    if not waiting:
        raise InTransitError
    visits = tuple(_decided(v, OutcomeName.WITHDRAWN, actor, now, request.routing) for v in waiting)
    tasks = tuple(t for v in waiting for t in _cancelled(state.tasks_of(v), now))
    return Change(
        request,
        visits=visits,
        tasks=tasks,
        events=(Event("withdraw", actor, comment=comment),),
        outgoing=tuple(_resume(v) for v in visits),
    )


def expire(state: State, visit: Visit, now: str) -> Change:
    """The time of a visit is over and its node says to pass: it passes, and the log says nobody did it."""
    tasks = tuple(
        replace(t, state=TaskState.EXPIRED, decided_at=now)
        for t in state.tasks_of(visit)
        if t.state is TaskState.OPEN
    )
    visit = _decided(visit, OutcomeName.APPROVED, SYSTEM, now, state.request.routing)
    event = Event("auto_pass", SYSTEM, visit.node, visit.number)
    return Change(state.request, visits=(visit,), tasks=tasks, events=(event,), outgoing=(_resume(visit),))


def remind(state: State, visit: Visit, actor: str, next_at: str | None) -> Change:
    """Tell the people who have not decided yet; `next_at` is when the timers look at this visit again."""
    to = [t.userid for t in state.tasks_of(visit) if t.state is TaskState.OPEN]
    body = {"kind": "remind", "node": visit.node, "visit": visit.number, "to": to, "overdue": actor == SYSTEM}
    return Change(
        state.request,
        visits=(replace(visit, next_at=next_at),),
        events=(Event("remind", actor, visit.node, visit.number, detail={"to": to}),),
        outgoing=(Outgoing("message", body),),
    )


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
    """A step that asks nobody (a record, a copy) has happened; recorded as a visit so a replay skips it."""
    visit = Visit(entry.node, number, kind, name, "", (), now, entries=(entry.mark,))
    visit = _decided(visit, OutcomeName.APPROVED, SYSTEM, now, state.request.routing)
    tasks = tuple(
        Task(entry.node, number, place, userid, now, TaskState.COPIED, decided_at=now, card=card or {})
        for place, userid in enumerate(copied, 1)
    )
    event = Event(kind, SYSTEM, entry.node, number, detail={"people": list(copied)} if copied else {})
    return Change(state.request, visits=(visit,), tasks=tasks, events=(event,))


def close(state: State, outcome: OutcomeName, now: str) -> Change:
    """The machine has come to its end: the request gets its final status and the starter is told."""
    request = replace(state.request, status=STATUS_OF[outcome], closed_at=now)
    message = Outgoing("message", {"kind": request.status.value, "to": [request.starter]})
    return Change(
        request,
        events=(Event("closed", SYSTEM, detail={"status": request.status.value}),),
        outgoing=(message,),
    )


def resubmit_form(request: Request, form: Mapping[str, Any], routing: Mapping[str, Any]) -> Request:
    """The request with the form its starter corrected."""
    return replace(request, form=form, routing=routing, form_revision=request.form_revision + 1)


def _ends(visit: Visit, action: Action, others: list[Task]) -> bool:
    """Whether this decision gives the visit its outcome; approval under `all` waits for the others."""
    if action is Action.APPROVE and visit.sign == "all":
        return all(t.state is TaskState.APPROVED for t in others)
    return True


def _decided(visit: Visit, name: OutcomeName, by: str, now: str, routing: Mapping[str, Any]) -> Visit:
    return replace(visit, outcome=Outcome(name, by, now, routing), next_at=None)


def _cancelled(tasks: Any, now: str) -> tuple[Task, ...]:
    return tuple(
        replace(t, state=TaskState.CANCELLED, decided_at=now) for t in tasks if t.state is TaskState.OPEN
    )


def _resume(visit: Visit) -> Outgoing:
    return Outgoing("resume", {"node": visit.node, "visit": visit.number})
