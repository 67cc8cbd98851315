"""What people do with a task beside deciding it: pass it on, ask, add, remove. Pure functions from state to change."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals.model import scoping, straight, voting
from chalicelib.approvals.model.deciding import Target, my_task, told_turn
from chalicelib.approvals.model.errors import (
    ActionNotAllowedError,
    AlreadyDecidedError,
    CommentRequiredError,
    LastApproverError,
    NobodyToAskError,
    TaskNotFoundError,
)
from chalicelib.approvals.model.outcomes import APPROVED, REJECTED, returned_to
from chalicelib.approvals.model.types import (
    ANSWERING,
    Change,
    Event,
    Outcome,
    Outgoing,
    Role,
    State,
    Task,
    TaskState,
    Visit,
    after,
)

Place = tuple[str, int, int]
"""Node, visit and number of a task."""
ROLE_OF = {"before": Role.BEFORE, "after": Role.AFTER, "with": Role.WITH}


def transfer(state: State, place: Place, actor: str, to: str, comment: str, now: str) -> Change:
    """The task is another person's from now on; it keeps its place, its clock and what belongs to it (转办).

    Raises what `my_task` does, ActionNotAllowedError and NobodyToAskError.
    """
    visit, task = _mine(state, place, actor, "transfer")
    _check_people(state, visit, (to,), answering=task.role in ANSWERING)
    return _handed(state, visit, task, to, Event("transfer", actor, visit.node, visit.number, comment), now)


def take_over(state: State, place: Place, actor: str, to: str, comment: str, now: str) -> Change:
    """An administrator gives an open task to a person, whoever has it: as in a transfer not to somebody who is at work
    on this node already, and no decision to the starter.

    Raises TaskNotFoundError, AlreadyDecidedError and NobodyToAskError.
    """
    visit = state.visit(place[0], place[1])
    task = next((t for t in state.tasks_of(visit) if t.number == place[2]), None) if visit else None
    if visit is None or task is None:
        raise TaskNotFoundError
    if visit.outcome or not task.in_hand:
        raise AlreadyDecidedError(by=task.userid, action=task.state.value)
    _check_people(state, visit, (to,), answering=task.role in ANSWERING)
    event = Event("take_over", actor, visit.node, visit.number, comment)
    return _handed(state, visit, task, to, event, now)


def delegate(state: State, place: Place, actor: str, to: str, comment: str, now: str) -> Change:
    """Another person works on it and hands it back (委派): the task waits for their answer.

    Raises what `my_task` does, ActionNotAllowedError and NobodyToAskError.
    """
    visit, task = _mine(state, place, actor, "delegate")
    _check_people(state, visit, (to,), answering=True)
    return _asked(
        state, visit, task, Role.DELEGATE, (to,), Event("delegate", actor, *place[:2], comment), now
    )


def ask_opinion(
    state: State, place: Place, actor: str, to: tuple[str, ...], comment: str, now: str
) -> Change:
    """People are asked for an opinion (征求意见): the task waits until each has answered.

    Raises what `my_task` does, ActionNotAllowedError, CommentRequiredError and NobodyToAskError.
    """
    visit, task = _mine(state, place, actor, "ask_opinion")
    if not comment.strip():
        raise CommentRequiredError(field="comment")
    _check_people(state, visit, to, answering=True)
    return _asked(state, visit, task, Role.OPINION, to, Event("ask_opinion", actor, *place[:2], comment), now)


def add_approvers(
    state: State, place: Place, actor: str, to: tuple[str, ...], where: str, comment: str, now: str
) -> Change:
    """More people approve: `before` my task opens again, `after` I have approved, or `with` me (加签).

    Raises what `my_task` does, ActionNotAllowedError and NobodyToAskError.
    """
    visit, task = _mine(state, place, actor, "add_approver")
    _check_people(state, visit, to)
    event = Event("add_approver", actor, *place[:2], comment, {"where": where})
    return _asked(state, visit, task, ROLE_OF[where], to, event, now)


def remove_approver(
    state: State,
    place: Place,
    actor: str,
    number: int,
    comment: str,
    now: str,
    result: Target | str = "",
) -> Change:
    """Somebody of this node who has not decided yet need not (减签). It may be what the node waited for; `result` is what
    the node's results make of that: `reject`, where it sends the request, or nothing.

    Who was removed is not asked again either when the request comes back to these people.
    Raises what `my_task` does, ActionNotAllowedError, TaskNotFoundError and LastApproverError.
    """
    visit, task = _mine(state, place, actor, "remove_approver")
    tasks = state.tasks_of(visit)
    other = next((t for t in tasks if t.number == number and t.number != task.number and t.in_hand), None)
    if other is None:
        raise TaskNotFoundError
    gone = _below(other, tasks) | {other.number}
    if task.number in gone:
        raise LastApproverError
    left = tuple(
        replace(t, state=TaskState.CANCELLED, role=Role.COPY, parent=0, decided_at=now)
        if t.number in gone and t.in_hand
        else t
        for t in tasks
    )
    event = Event("remove_approver", actor, *place[:2], comment, {"people": [other.userid]})
    return _settled(state, visit, left, event, actor, now, result)


def _mine(state: State, place: Place, actor: str, action: str) -> tuple[Visit, Task]:
    visit, task = my_task(state, *place, actor)
    if action not in visit.actions or (task.role in ANSWERING and action != "transfer"):
        raise ActionNotAllowedError(field="action", action=action)
    return visit, task


def _check_people(state: State, visit: Visit, to: tuple[str, ...], *, answering: bool = False) -> None:
    """Each once, none of them at work on this visit already. Who is to decide has not decided here yet, nor where the
    node bars it, and is not the starter of an approval; who only answers may be.
    """
    tasks = state.tasks_of(visit)
    taken = {t.userid for t in tasks if t.in_hand}
    if not answering:
        taken |= voting.have_a_say(tasks) | visit.barred
        taken |= {state.request.starter} if visit.kind == "approve" else set()
    if not to or len(set(to)) != len(to) or set(to) & taken:
        raise NobodyToAskError(field="to")


def _handed(state: State, visit: Visit, task: Task, to: str, event: Event, now: str) -> Change:
    """The live task keeps its number under its new holder; a closed one remembers the former."""
    tasks = state.tasks_of(visit)
    remembered = replace(
        task,
        number=tasks[-1].number + 1,
        state=TaskState.TRANSFERRED,
        role=Role.COPY,
        parent=0,
        decided_at=now,
        comment=event.comment,
    )
    event = replace(event, detail={"from": task.userid, "to": to})
    live = replace(task, userid=to, on_behalf_of="", opened_at=now)
    body = {"kind": "todo", "node": visit.node, "visit": visit.number, "to": [to]}
    told = (Outgoing("message", body),) if live.state is TaskState.OPEN else ()
    return Change(state.request, tasks=(live, remembered), events=(event,), outgoing=told)


def _asked(
    state: State, visit: Visit, task: Task, role: Role, to: tuple[str, ...], event: Event, now: str
) -> Change:
    tasks = state.tasks_of(visit)
    last = tasks[-1].number
    added = tuple(
        Task(
            visit.node,
            visit.number,
            last + place,
            userid,
            now,
            TaskState.WAITING,
            role,
            task.number,
            due_at=task.due_at,
            card=task.card,
        )
        for place, userid in enumerate(to, 1)
    )
    event = replace(event, detail={**event.detail, "people": list(to)})
    return _settled(state, visit, (*tasks, *added), event, task.userid, now)


def _settled(
    state: State,
    visit: Visit,
    tasks: tuple[Task, ...],
    event: Event,
    actor: str,
    now: str,
    result: Target | str = "",
) -> Change:
    """Whose turn it is after tasks came or went; the last one missing may be gone."""
    tasks = voting.settle(visit, tasks, now)
    before = {t.number: t for t in state.tasks_of(visit)}
    changed = tuple(t for t in tasks if before.get(t.number) != t)
    name = voting.verdict(visit, tasks)
    if name is None:
        if not any(t.in_hand for t in tasks):
            raise LastApproverError
        told = told_turn(visit, before, changed)
        return Change(state.request, tasks=changed, events=(event,), outgoing=told)
    depth = 0
    if name == APPROVED and isinstance(result, Target):
        depth, name = result.depth, returned_to(result.node)
    elif name == APPROVED and result:
        name = REJECTED
    elif name == APPROVED:
        depth, name = len(scoping.rounds(state, visit.scope)), straight.approved_name(visit)
        state = replace(state, request=straight.sent_on(state.request, visit))
    outcome = Outcome(name, actor, now, state.request.routing)
    so_far = after(state, Change(state.request, tasks=changed))
    ended, cancelled = scoping.end(so_far, visit, depth, outcome)
    final = {t.number: t for t in changed}
    others = tuple(t for t in cancelled if t.visit != visit.number or t.node != visit.node)
    mine = {t.number: t for t in cancelled if t.visit == visit.number and t.node == visit.node}
    return Change(
        state.request,
        visits=ended,
        tasks=(*(final | mine).values(), *others),
        events=(event,),
        outgoing=scoping.resumes(ended, visit),
    )


def _below(task: Task, tasks: tuple[Task, ...]) -> set[int]:
    found: set[int] = set()
    for child in voting.of(task, tasks):
        found |= {child.number} | _below(child, tasks)
    return found
