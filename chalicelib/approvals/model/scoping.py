"""Rounds of forks: which visits end together when one leaves the fork it stands in. Pure.

The scope of a visit is the round of its fork, `both.2`; the fork's own visit tells the round around it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.approvals.model.types import Outcome, Outgoing, Resume, State, Task, TaskState, Visit

Ended = tuple[tuple[Visit, ...], tuple[Task, ...]]


def rounds(state: State, scope: str) -> tuple[str, ...]:
    """The rounds a scope lies in, the outermost first, its own last; none for the top."""
    found: list[str] = []
    while scope:
        found.insert(0, scope)
        fork = fork_of(state, scope)
        scope = fork.scope if fork else ""
    return tuple(found)


def round_at(state: State, scope: str, depth: int) -> str:
    """The round around a scope that is so many deep; empty for the top."""
    return rounds(state, scope)[depth - 1] if depth else ""


def fork_of(state: State, scope: str) -> Visit | None:
    """The fork's visit a round belongs to."""
    node, _, number = scope.rpartition(".")
    return state.visit(node, int(number)) if node else None


def left_by(state: State, scope: str) -> str:
    """The outcome that ended this round, or one around it, before its end; empty while it runs."""
    names = (fork.left for one in rounds(state, scope) if (fork := fork_of(state, one)))
    return next((name for name in names if name), "")


def end(state: State, visit: Visit, depth: int, outcome: Outcome, *, but: tuple[int, ...] = ()) -> Ended:
    """The visit ends, and with it everything still open in the rounds it leaves: it goes to a node `depth` rounds
    deep (0: the top). Their tasks are cancelled, but those numbered `but` of the visit itself.
    """
    own = rounds(state, visit.scope)
    going = own[depth] if depth < len(own) else ""
    visits: list[Visit] = []
    tasks: list[Task] = []
    for other in state.visits:
        inside = going and going in rounds(state, other.scope)
        if other.open and (other == visit or inside):
            visits.append(decided(other, outcome))
            mine = but if other == visit else ()
            tasks += cancelled([t for t in state.tasks_of(other) if t.number not in mine], outcome.at)
        elif going and not other.open and not other.left and (inside or other.id == going) and is_fork(other):
            visits.append(replace(other, left=outcome.name))
    return tuple(visits), tuple(tasks)


def is_fork(visit: Visit) -> bool:
    return visit.kind in {"parallel", "inclusive"}


def decided(visit: Visit, outcome: Outcome) -> Visit:
    return replace(visit, outcome=outcome, next_at=None)


def cancelled(tasks: Any, now: str) -> tuple[Task, ...]:
    return tuple(replace(t, state=TaskState.CANCELLED, decided_at=now) for t in tasks if t.in_hand)


def resume(visit: Visit) -> Outgoing:
    """The machine waiting at this visit is to get its outcome."""
    return Outgoing("resume", {"node": visit.node, "visit": visit.number})


def resumes(visits: tuple[Visit, ...], first: Visit) -> tuple[Outgoing, ...]:
    """All that ended are resumed, the deciding one first: where siblings are not cancelled, it must be the one that
    counts (docs/architecture.md, the emulator's gaps).
    """
    waiting = [v for v in visits if v.outcome and not is_fork(v)]
    return tuple(
        resume(v) for v in sorted(waiting, key=lambda v: (v.node, v.number) != (first.node, first.number))
    )


def taken_up(state: State, node: str, scope: str) -> Resume | None:
    """What the next opening of a node takes up: what was said when the request was sent there, or the former round's
    visit where the fork was entered anew with its approvals standing.
    """
    said = state.request.resumes.get(node)
    if said and said.within == scope:
        return said
    fork = fork_of(state, scope)
    carried = fork.resume if fork else None
    if carried is None or not carried.scope:
        return None
    visits = state.visits_of(node, carried.scope)
    if not visits:
        return None
    return Resume(visit=visits[-1].number, again=carried.again if node == carried.again_node else ())
