"""Where a request may be sent, and sending it there: return targets, taking a decision back, administrators' jumps and
ends. Pure.
"""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals.model import arriving, scoping, straight, voting
from chalicelib.approvals.model.deciding import Target, end_everywhere
from chalicelib.approvals.model.errors import (
    InTransitError,
    JumpTargetError,
    RequestClosedError,
    TakeBackTooLateError,
    TaskNotFoundError,
)
from chalicelib.approvals.model.outcomes import ENDED, jumped_to
from chalicelib.approvals.model.types import (
    IN_FAVOUR,
    SYSTEM,
    Change,
    Event,
    Outcome,
    Resume,
    Role,
    State,
    Task,
    TaskState,
    Visit,
)
from chalicelib.flows.model import (
    REVISE,
    Approve,
    Flow,
    Handle,
    Inclusive,
    Parallel,
    ReturnTo,
    Seal,
    SignNode,
)
from chalicelib.flows.scopes import Scope, scopes

UNDOABLE = frozenset({"cc", "parallel", "inclusive", "join"})
"""Between a decision and its taking back nothing else may have happened: records and calls are not undone."""
WAITING = frozenset({"wait", "sign", "seal"})
"""Nothing has happened there before the end; and where only time has passed, not then either."""


def return_targets(state: State, flow: Flow, visit: Visit) -> tuple[Target, ...]:
    """The nodes a person at this visit may return to, the nearest first, the starter last.

    A node inside a fork one is not in is told as its fork, whole: all its ways are gone anew.
    """
    node = flow.node(visit.node)
    if not isinstance(node, Approve | Handle | SignNode | Seal):
        return ()
    placed = scopes(flow)
    own = placed[visit.node]
    starter = Target(REVISE, 0, "", *_way_back(state, visit, own, ()))
    wanted = node.return_to if isinstance(node, Approve | Handle) else ReturnTo.STARTER
    if wanted is ReturnTo.STARTER:
        return (starter,)
    passed = [_target(state, flow, visit, own, placed, key) for key in passed_nodes(state, flow, visit)]
    if wanted is ReturnTo.PREVIOUS:
        passed = passed[:1]
    elif not isinstance(wanted, ReturnTo):
        passed = [target for target in passed if target.node in wanted]
        return (*passed, *((starter,) if REVISE in wanted else ()))
    return (*passed, starter)


def result_target(state: State, flow: Flow, visit: Visit, key: str) -> Target:
    """Where a node's result sends the request, whatever people may return to."""
    placed = scopes(flow)
    if key == REVISE:
        return Target(REVISE, 0)
    return _target(state, flow, visit, placed[visit.node], placed, key)


def passed_nodes(state: State, flow: Flow, visit: Visit) -> list[str]:
    """Keys of the person nodes and forks this request has been through and can be sent to, the latest first."""
    placed = scopes(flow)
    own = placed[visit.node]
    order = {node.key: place for place, node in enumerate(flow.walk())}
    here = {"", *scoping.rounds(state, visit.scope)}
    seen: dict[str, str] = {}
    for other in state.visits:
        if other.outcome is None or other.node not in placed:
            continue
        key = _standing_in(other.node, placed, own)
        if order[key] < order[visit.node] and (key != other.node or other.scope in here):
            seen[key] = max(seen.get(key, ""), other.outcome.at)
    people = {n.key for n in flow.walk() if isinstance(n, Approve | Handle | Parallel | Inclusive)}
    found = [key for key in seen if key in people and key not in {fork for fork, _ in own}]
    return sorted(found, key=lambda key: (seen[key], order[key]), reverse=True)


def take_back(
    state: State, flow: Flow, place: tuple[str, int, int], actor: str, comment: str, now: str
) -> Change:
    """A person takes their own approval back while nobody has decided after it.

    Raises TaskNotFoundError, TakeBackTooLateError, RequestClosedError.
    """
    visit = state.visit(place[0], place[1])
    task = next((t for t in state.tasks_of(visit) if t.number == place[2]), None) if visit else None
    if visit is None or task is None or not task.belongs_to(actor):
        raise TaskNotFoundError
    if not state.request.running:
        raise RequestClosedError(status=state.request.status.value)
    if task.state is not TaskState.APPROVED:
        raise TakeBackTooLateError
    event = Event("take_back", actor, visit.node, visit.number, comment)
    if visit.open:
        return _opened_again(state, visit, task, event, now)
    return _brought_back(state, flow, visit, actor, event, now)


def jump_targets(state: State, flow: Flow) -> tuple[str, ...]:
    """The nodes an administrator may send this request to from where it stands; empty while it is between nodes."""
    placed = scopes(flow)
    waiting = [v for v in state.open_visits() if v.node in placed or v.node == REVISE]
    found: list[str] = []
    for node in flow.walk():
        scope = placed[node.key]
        if any(placed.get(v.node, ())[: len(scope)] == scope for v in waiting) and node.kind != "branch":
            found.append(node.key)
    return tuple(found)


def jump(state: State, flow: Flow, to: str, actor: str, comment: str, now: str) -> Change:
    """An administrator sends the request to a node; what is open in the rounds it leaves ends.

    Raises InTransitError, JumpTargetError, RequestClosedError, TooManyReturnsError.
    """
    if not state.request.running:
        raise RequestClosedError(status=state.request.status.value)
    if not state.open_visits():
        raise InTransitError
    if to not in jump_targets(state, flow):
        raise JumpTargetError(field="to", node=to)
    arriving.require_visits_left(state)
    placed = scopes(flow)
    depth = len(placed[to])
    visit = next(v for v in state.open_visits() if placed.get(v.node, ())[:depth] == placed[to])
    outcome = Outcome(jumped_to(to), actor, now, state.request.routing)
    visits, tasks = scoping.end(state, visit, depth, outcome)
    event = Event("jump", actor, visit.node, visit.number, comment, {"to": to})
    return Change(
        replace(state.request, resumes={}),
        visits=visits,
        tasks=tasks,
        events=(event,),
        outgoing=scoping.resumes(visits, visit),
    )


def end_by_force(state: State, actor: str, comment: str, now: str) -> Change:
    """An administrator ends the request. Raises InTransitError, RequestClosedError."""
    if not state.request.running:
        raise RequestClosedError(status=state.request.status.value)
    return end_everywhere(state, ENDED, actor, Event("end", actor, comment=comment), now)


def _target(state: State, flow: Flow, visit: Visit, own: Scope, placed: dict[str, Scope], key: str) -> Target:
    name = next((node.name for node in flow.walk() if node.key == key), key)
    scope = placed[key]
    return Target(key, len(scope), name, *_way_back(state, visit, own, scope))


def _way_back(state: State, visit: Visit, own: Scope, to: Scope) -> tuple[str, Resume]:
    """The node to go straight back to from a scope, and what it takes up: the fork between, in the round it was."""
    if len(own) == len(to):
        return visit.node, Resume(visit=visit.number)
    around = scoping.rounds(state, visit.scope)[len(to)]
    fork, _, number = around.rpartition(".")
    return fork, Resume(visit=int(number), scope=around)


def _standing_in(key: str, placed: dict[str, Scope], own: Scope) -> str:
    """The node, or the fork it lies in, that can be reached from a scope."""
    scope = placed[key]
    depth = 0
    while depth < min(len(scope), len(own)) and scope[depth] == own[depth]:
        depth += 1
    return key if depth == len(scope) else scope[depth][0]


def _opened_again(state: State, visit: Visit, task: Task, event: Event, now: str) -> Change:
    """Somebody is still asked here: the task opens again, and whoever was asked for the same vote."""
    tasks = state.tasks_of(visit)
    if any(t.state in IN_FAVOUR for t in tasks if _follows(visit, t, task)):
        raise TakeBackTooLateError
    again = voting.rivals(task, tasks) | {task.number}
    opened = tuple(
        replace(t, state=TaskState.OPEN, decided_at=None, comment="", opened_at=now)
        if t.number in again and t.state in {TaskState.APPROVED, TaskState.CANCELLED}
        else t
        for t in tasks
    )
    before = {t.number: t for t in tasks}
    settled = voting.settle(visit, opened, now)
    changed = tuple(t for t in settled if t != before[t.number])
    return Change(state.request, tasks=changed, events=(event,))


def _follows(visit: Visit, other: Task, task: Task) -> bool:
    """Whether one decision was asked for because another one was there."""
    if other.parent == task.number or (task.role is Role.BEFORE and other.number == task.parent):
        return True
    return visit.sign == "in_order" and task.role is Role.VOTE and other.number > task.number


def _brought_back(state: State, flow: Flow, visit: Visit, actor: str, event: Event, now: str) -> Change:
    """The machine has gone on: what is open now ends, and the visit opens again with the other approvals standing."""
    placed = scopes(flow)
    since = visit.outcome.at if visit.outcome else ""
    if visit.kind == "call" or not straight.was_approved(state, visit) or visit.node not in placed:
        # A call that was given up would be made a second time, beside the one the outbox goes on repeating.
        raise TakeBackTooLateError
    later = [v for v in state.visits if v.opened_at >= since and v.id != visit.id]
    later = [v for v in later if not _beside(placed.get(v.node, ()), placed[visit.node])]
    if any(_counts(state, v) for v in later):
        raise TakeBackTooLateError
    waiting = state.open_visits()
    if not waiting:
        raise InTransitError
    scope = placed[visit.node]
    standing = next((v for v in waiting if placed.get(v.node, ())[: len(scope)] == scope), None)
    same_round = standing is not None and visit.scope in {"", *scoping.rounds(state, standing.scope)}
    if standing is not None and same_round:
        to, depth, resume = visit.node, len(scope), Resume(visit=visit.number, again=(actor,))
        from_visit = standing
    else:
        to, depth, resume, from_visit = _through_fork(state, placed, visit, actor)
    outcome = Outcome(jumped_to(to), actor, now, state.request.routing)
    visits, tasks = scoping.end(state, from_visit, depth, outcome)
    resume = replace(resume, within=scoping.round_at(state, from_visit.scope, depth))
    request = replace(state.request, resumes={**state.request.resumes, to: resume})
    return Change(
        request, visits=visits, tasks=tasks, events=(event,), outgoing=scoping.resumes(visits, from_visit)
    )


def _through_fork(
    state: State, placed: dict[str, Scope], visit: Visit, actor: str
) -> tuple[str, int, Resume, Visit]:
    """The way of the visit has ended: its fork is entered anew, its other approvals standing."""
    around = scoping.rounds(state, visit.scope)
    for waiting in state.open_visits():
        own = scoping.rounds(state, waiting.scope)
        depth = 0
        while depth < min(len(own), len(around)) and own[depth] == around[depth]:
            depth += 1
        level = min(depth, len(around) - 1)
        fork, _, number = around[level].rpartition(".")
        if placed.get(waiting.node, ())[:level] == placed[fork]:
            again = Resume(visit=int(number), scope=around[level], again_node=visit.node, again=(actor,))
            return fork, level, again, waiting
    raise TakeBackTooLateError


def _beside(one: Scope, other: Scope) -> bool:
    """Whether two scopes lie in different ways of one fork: what happens in one is not after the other."""
    return any(a != b for a, b in zip(one, other, strict=False))


def _counts(state: State, visit: Visit) -> bool:
    """Whether something happened at a visit that taking back would undo."""
    if visit.kind in {"approve", "handle", "revise"}:
        return any(
            t.state in IN_FAVOUR and t.state is not TaskState.MERGED for t in state.tasks_of(visit)
        ) or (visit.outcome is not None and visit.outcome.by != SYSTEM)
    if visit.kind in WAITING:
        return not visit.open and (visit.kind != "wait" or "event" in visit.detail)
    return visit.kind not in UNDOABLE
