"""Decisions on a task, and the starter's withdrawal. Each a pure function from a state to a change.

One arbiter: a visit gets one outcome, whoever claims it first. One token: the machine is resumed once per visit,
when the outcome is there, however many people sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals.model import arriving, scoping, straight, voting
from chalicelib.approvals.model.errors import (
    ActionNotAllowedError,
    AlreadyDecidedError,
    CommentRequiredError,
    InTransitError,
    NotStarterError,
    NotYourTaskError,
    NotYourTurnError,
    RequestClosedError,
    ReturnTargetError,
    TaskNotFoundError,
    WithdrawNotAllowedError,
)
from chalicelib.approvals.model.outcomes import APPROVED, REJECTED, WITHDRAWN, returned_to, word_of
from chalicelib.approvals.model.types import (
    ANSWERING,
    IN_FAVOUR,
    SYSTEM,
    Action,
    Change,
    Event,
    Outcome,
    Outgoing,
    Request,
    Resume,
    Role,
    State,
    Task,
    TaskState,
    Visit,
)
from chalicelib.flows.model import REVISE

COMMENT_NEEDED = frozenset({Action.REJECT, Action.RETURN, Action.ANSWER})
STATE_OF = {
    Action.APPROVE: TaskState.APPROVED,
    Action.RESUBMIT: TaskState.RESUBMITTED,
    Action.REJECT: TaskState.REJECTED,
    Action.RETURN: TaskState.RETURNED,
    Action.ANSWER: TaskState.ANSWERED,
}


@dataclass(frozen=True)
class Target:
    """A node a request may be sent to from a visit: how many rounds of forks deep it stands, and for sending it
    straight back here afterwards the node to go to from there, with what that takes up.
    """

    node: str
    depth: int
    name: str = ""
    back_to: str = ""
    back: Resume | None = None


@dataclass(frozen=True)
class Decision:
    """What a person decides. `to` and `straight` go with return; `picks` names people for later nodes.

    `result`: what the node's results make of an approval: `reject`, a node to return to, or nothing.
    """

    action: Action
    actor: str
    comment: str = ""
    to: str = REVISE
    straight: bool = False
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    result: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def my_task(state: State, node: str, visit_number: int, task_number: int, actor: str) -> tuple[Visit, Task]:
    """The open task of this person, with its visit.

    Raises TaskNotFoundError, NotYourTaskError, AlreadyDecidedError, and NotYourTurnError while somebody comes first.
    """
    visit = state.visit(node, visit_number)
    task = next((t for t in state.tasks_of(visit) if t.number == task_number), None) if visit else None
    if visit is None or task is None:
        raise TaskNotFoundError
    if not task.belongs_to(actor):
        raise NotYourTaskError
    if visit.outcome or not task.in_hand:
        raise already_decided(visit, task)
    if task.state is TaskState.WAITING:
        raise NotYourTurnError
    return visit, task


def decide(
    state: State,
    node: str,
    visit_number: int,
    task_number: int,
    decision: Decision,
    targets: tuple[Target, ...],
    now: str,
) -> Change:
    """A person decides their task. `targets` is where the node lets it be returned to.

    Raises what `my_task` does, ActionNotAllowedError, CommentRequiredError, ReturnTargetError and
    TooManyReturnsError.
    """
    visit, task = my_task(state, node, visit_number, task_number, decision.actor)
    action = decision.action
    _check_allowed(visit, task, action)
    if action in COMMENT_NEEDED and not decision.comment.strip():
        raise CommentRequiredError(field="comment")
    mine = replace(
        task, userid=decision.actor, state=STATE_OF[action], decided_at=now, comment=decision.comment
    )
    detail = dict(decision.detail)
    if decision.picks:
        detail["picks"] = {key: list(people) for key, people in decision.picks.items()}
    if task.on_behalf_of and decision.actor != task.on_behalf_of:
        detail["on_behalf_of"] = task.on_behalf_of
    event = Event(action.value, decision.actor, node, visit_number, decision.comment, detail)
    request = replace(state.request, picks={**state.request.picks, **decision.picks})
    state = replace(state, request=request)
    if action is Action.RETURN:
        return _return(state, visit, mine, decision, targets, event, now)
    if action is Action.REJECT and (visit.sign != "ratio" or task.role not in {Role.VOTE, Role.STAND_IN}):
        return _ended(state, visit, mine, Outcome(REJECTED, decision.actor, now, request.routing), 0, event)
    return _voted(state, visit, mine, decision, targets, event, now)


def already_decided(visit: Visit, task: Task) -> AlreadyDecidedError:
    """The error that tells who was first and what they did."""
    if task.state in {TaskState.CANCELLED, TaskState.EXPIRED} and visit.outcome:
        return AlreadyDecidedError(by=visit.outcome.by, action=word_of(visit.outcome.name))
    return AlreadyDecidedError(by=task.userid, action=task.state.value)


def withdraw(state: State, actor: str, comment: str, now: str, *, allowed: bool) -> Change:
    """The starter takes the request back: every open visit ends `Withdrawn`, the machine closes it.

    `allowed`: whether the flow allows it now. Raises NotStarterError, RequestClosedError, WithdrawNotAllowedError,
    and InTransitError between two nodes.
    """
    request = state.request
    if actor != request.starter:
        raise NotStarterError
    if not request.running or any(v.outcome and v.outcome.name == WITHDRAWN for v in state.visits):
        raise RequestClosedError(status=request.status.value)
    if not allowed:
        raise WithdrawNotAllowedError
    return end_everywhere(state, WITHDRAWN, actor, Event("withdraw", actor, comment=comment), now)


def withdraw_from(state: State, system: str, comment: str, now: str, *, allowed: bool) -> Change:
    """The system that started a request takes it back. Raises RequestClosedError, WithdrawNotAllowedError,
    InTransitError.
    """
    if not state.request.running:
        raise RequestClosedError(status=state.request.status.value)
    if not allowed:
        raise WithdrawNotAllowedError
    event = Event("withdraw", SYSTEM, comment=comment, detail={"system": system})
    return end_everywhere(state, WITHDRAWN, SYSTEM, event, now)


def end_everywhere(state: State, name: str, actor: str, event: Event, now: str) -> Change:
    """Every open visit ends with the same outcome. Raises InTransitError where none is open."""
    waiting = state.open_visits()
    if not waiting:
        raise InTransitError
    visits: dict[str, Visit] = {}
    tasks: list[Task] = []
    for visit in waiting:
        ended, cancelled = scoping.end(state, visit, 0, Outcome(name, actor, now, state.request.routing))
        visits |= {v.id: v for v in ended}
        tasks += cancelled
    return Change(
        replace(state.request, resumes={}),
        visits=tuple(visits.values()),
        tasks=tuple({(t.node, t.visit, t.number): t for t in tasks}.values()),
        events=(event,),
        outgoing=scoping.resumes(tuple(visits.values()), waiting[0]),
    )


def resubmit_form(request: Request, form: Mapping[str, Any], routing: Mapping[str, Any]) -> Request:
    """The request with a form that its starter corrected or somebody filled in further."""
    return replace(request, form=form, routing=routing, form_revision=request.form_revision + 1)


def _check_allowed(visit: Visit, task: Task, action: Action) -> None:
    answering = task.role in ANSWERING
    allowed = {"answer"} if answering else {*visit.actions} - {"answer"}
    if action.value not in allowed:
        raise ActionNotAllowedError(field="action", action=action.value)


def _voted(
    state: State,
    visit: Visit,
    mine: Task,
    decision: Decision,
    targets: tuple[Target, ...],
    event: Event,
    now: str,
) -> Change:
    """A vote or an answer: it may be the one that decides, or it is somebody else's turn now."""
    tasks = tuple(mine if t.number == mine.number else t for t in state.tasks_of(visit))
    if mine.state in IN_FAVOUR | {TaskState.REJECTED}:
        tasks = voting.without_rivals(mine, tasks, now)
    tasks = voting.settle(visit, tasks, now)
    name = None if mine.role in ANSWERING else voting.verdict(visit, tasks)
    if name == APPROVED and decision.result:
        return _by_result(state, visit, mine, decision, targets, event, now)
    if name == APPROVED:
        outcome = Outcome(straight.approved_name(visit), decision.actor, now, state.request.routing)
        state = replace(state, request=straight.sent_on(state.request, visit))
        return _ended(state, visit, mine, outcome, _own_depth(state, visit), event)
    if name == REJECTED:
        outcome = Outcome(REJECTED, decision.actor, now, state.request.routing)
        return _ended(state, visit, mine, outcome, 0, event)
    before = {t.number: t for t in state.tasks_of(visit)}
    changed = tuple(t for t in tasks if t != before[t.number])
    return Change(state.request, tasks=changed, events=(event,), outgoing=told_turn(visit, before, changed))


def told_turn(visit: Visit, before: Mapping[int, Task], changed: tuple[Task, ...]) -> tuple[Outgoing, ...]:
    """A card to everybody whose turn has come by a change."""
    to = [
        t.userid
        for t in changed
        if t.state is TaskState.OPEN and (t.number not in before or before[t.number].state != TaskState.OPEN)
    ]
    body = {"kind": "todo", "node": visit.node, "visit": visit.number, "to": to}
    return (Outgoing("message", body),) if to else ()


def _by_result(
    state: State,
    visit: Visit,
    mine: Task,
    decision: Decision,
    targets: tuple[Target, ...],
    event: Event,
    now: str,
) -> Change:
    """What was filled in rejects the request, or sends it back."""
    event = replace(event, detail={**event.detail, "result": decision.result})
    if decision.result == "reject":
        outcome = Outcome(REJECTED, decision.actor, now, state.request.routing)
        return _ended(state, visit, mine, outcome, 0, event)
    returned = replace(decision, to=decision.result, straight=False)
    return _return(state, visit, mine, returned, targets, event, now)


def _return(
    state: State,
    visit: Visit,
    mine: Task,
    decision: Decision,
    targets: tuple[Target, ...],
    event: Event,
    now: str,
) -> Change:
    """Back to a node, from there step by step or straight back here; the rounds of forks it leaves end with it."""
    target = next((t for t in targets if t.node == decision.to), None)
    if target is None:
        raise ReturnTargetError(field="to", node=decision.to)
    arriving.require_visits_left(state)
    request = state.request
    within = scoping.round_at(state, visit.scope, target.depth)
    resume = Resume(back_to=target.back_to, back=target.back, within=within) if decision.straight else None
    if resume:
        request = replace(request, resumes={**request.resumes, target.node: resume})
    state = replace(state, request=request)
    event = replace(event, detail={**event.detail, "to": target.node, "straight": decision.straight})
    outcome = Outcome(returned_to(target.node), decision.actor, now, request.routing)
    return _ended(state, visit, mine, outcome, target.depth, event)


def _ended(state: State, visit: Visit, mine: Task, outcome: Outcome, depth: int, event: Event) -> Change:
    visits, tasks = scoping.end(state, visit, depth, outcome, but=(mine.number,))
    return Change(
        state.request,
        visits=visits,
        tasks=(mine, *tasks),
        events=(event,),
        outgoing=scoping.resumes(visits, visit),
    )


def _own_depth(state: State, visit: Visit) -> int:
    """So deep that nothing but the visit itself ends; straight on to a fork leaves the rounds inside it."""
    return len(scoping.rounds(state, visit.scope))
