"""Several people at one node: whose turn it is, and when they have decided. Pure.

Signing modes are rules over tasks, not states of a machine: added approvers, delegates, asked opinions, stand-ins and
proxies are all tasks, and these functions tell what follows from them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from chalicelib.approvals.model.outcomes import APPROVED, REJECTED
from chalicelib.approvals.model.types import BLOCKING, IN_FAVOUR, Role, Task, TaskState, Visit

Tasks = tuple[Task, ...]
REQUIRED_TOO = frozenset({Role.AFTER, Role.WITH})


def settle(visit: Visit, tasks: Tasks, now: str) -> Tasks:
    """The same tasks, each in hand one open or waiting as the others stand. One whose turn comes opens now."""
    return tuple(_turned(visit, task, tasks, now) if task.in_hand else task for task in tasks)


def verdict(visit: Visit, tasks: Tasks) -> str | None:
    """The outcome these tasks amount to; None while it is not decided."""
    votes = [t for t in tasks if t.role is Role.VOTE and (t.in_hand or counted(t, tasks))]
    favour = sum(complete(vote, tasks) for vote in votes)
    if visit.sign == "any":
        return APPROVED if favour else None
    if visit.sign != "ratio":
        return APPROVED if votes and favour == len(votes) else None
    need = votes_needed(visit, len(votes))
    against = sum(_against(vote, tasks) for vote in votes)
    if favour >= need:
        return APPROVED
    return REJECTED if len(votes) - against < need else None


def votes_needed(visit: Visit, voters: int) -> int:
    """How many must be in favour of so many: the share, at least the least number, never more than there are."""
    share = math.ceil(visit.ratio * voters - 1e-9)
    return min(max(share, visit.min_votes, 1), voters)


def complete(task: Task, tasks: Tasks) -> bool:
    """In favour itself or by a stand-in, and so is everybody added with or after it."""
    children = of(task, tasks)
    favour = task.state in IN_FAVOUR or any(
        child.role is Role.STAND_IN and child.state in IN_FAVOUR for child in children
    )
    wanted = [c for c in children if c.role in REQUIRED_TOO and (c.in_hand or c.state in IN_FAVOUR)]
    return favour and all(complete(child, tasks) for child in wanted)


def counted(task: Task, tasks: Tasks) -> bool:
    """Whether a vote that is out of hand counts, by itself or by who stood in."""
    said = IN_FAVOUR | {TaskState.REJECTED}
    return task.state in said or any(c.role is Role.STAND_IN and c.state in said for c in of(task, tasks))


def rivals(task: Task, tasks: Tasks) -> frozenset[int]:
    """The numbers of those asked for the same vote: whom it stands in for, and who else stands in."""
    vote = task.parent if task.role is Role.STAND_IN else task.number
    same = {vote} | {t.number for t in tasks if t.role is Role.STAND_IN and t.parent == vote}
    return frozenset(same - {task.number})


def without_rivals(task: Task, tasks: Tasks, now: str) -> Tasks:
    """The same tasks once one of several asked for the same vote has given it: the others need not."""
    others = rivals(task, tasks)
    return tuple(
        replace(t, state=TaskState.CANCELLED, decided_at=now) if t.number in others and t.in_hand else t
        for t in tasks
    )


def have_a_say(tasks: Iterable[Task]) -> frozenset[str]:
    """Who decides among these, or has, principals of proxies too: nobody decides twice at one visit."""
    said = IN_FAVOUR | {TaskState.REJECTED}
    have = [t for t in tasks if t.in_hand or (t.state in said and t.role is not Role.COPY)]
    return frozenset(userid for t in have for userid in (t.userid, t.on_behalf_of) if userid)


def of(task: Task, tasks: Iterable[Task]) -> list[Task]:
    """The tasks that belong to one."""
    return [other for other in tasks if other.parent == task.number]


def _turned(visit: Visit, task: Task, tasks: Tasks, now: str) -> Task:
    state = TaskState.OPEN if _is_next(visit, task, tasks) else TaskState.WAITING
    if state is task.state:
        return task
    return replace(task, state=state, opened_at=now if state is TaskState.OPEN else task.opened_at)


def _is_next(visit: Visit, task: Task, tasks: Tasks) -> bool:
    if any(child.role in BLOCKING and child.in_hand for child in of(task, tasks)):
        return False
    return _has_turn(visit, task, tasks)


def _has_turn(visit: Visit, task: Task, tasks: Tasks) -> bool:
    if task.role is Role.VOTE:
        earlier = [t for t in tasks if t.role is Role.VOTE and t.number < task.number]
        return visit.sign != "in_order" or all(complete(t, tasks) or not _pending(t, tasks) for t in earlier)
    parent = next((t for t in tasks if t.number == task.parent), None)
    if parent is None:
        return True
    if task.role is Role.AFTER:
        return parent.state in IN_FAVOUR or any(
            c.role is Role.STAND_IN and c.state in IN_FAVOUR for c in of(parent, tasks)
        )
    return _has_turn(visit, parent, tasks)


def _pending(task: Task, tasks: Tasks) -> bool:
    """In hand, or approved with somebody added who is still to approve."""
    return task.in_hand or counted(task, tasks)


def _against(task: Task, tasks: Tasks) -> bool:
    return task.state is TaskState.REJECTED or any(
        c.role is Role.STAND_IN and c.state is TaskState.REJECTED for c in of(task, tasks)
    )
