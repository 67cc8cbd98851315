"""What the cards of a visit show instead of their buttons: who decided it, and how. Pure but for names."""

from __future__ import annotations

from chalicelib.approvals.model import outcomes
from chalicelib.approvals.model.types import IN_HAND, SYSTEM, Change, Outgoing, State, TaskState, Visit
from chalicelib.directory import service as directory_service
from chalicelib.platform import messages
from chalicelib.wecom import service as wecom

OWN = {
    TaskState.APPROVED: "approved",
    TaskState.MERGED: "approved",
    TaskState.REJECTED: "rejected",
    TaskState.RETURNED: "returned",
    TaskState.TRANSFERRED: "transferred",
}
"""What a person did themselves, as the card says it to them."""
Shown = tuple[str, bool]
"""A text, and whether it says what its reader did."""


def about(request: str, visit: Visit) -> str:
    """What all cards of a visit are about."""
    return f"{request}@{visit.node}@{visit.number}"


def place_of(told: str) -> tuple[str, str, int]:
    """Request, node and visit of what `about` said. Raises ValueError for anything else."""
    request, node, number = told.split("@")
    return request, node, int(number)


def promised(following: State, wanted: Change) -> tuple[Outgoing, ...]:
    """The effect that follows from a change: the cards of its visits show it. None where no card has buttons."""
    touched = {(task.node, task.visit) for task in wanted.tasks if task.state not in IN_HAND}
    touched |= {(visit.node, visit.number) for visit in wanted.visits if visit.outcome}
    found = []
    for node, number in sorted(touched):
        visit = following.visit(node, number)
        if visit and visit.detail.get("on_card"):
            found.append(Outgoing("cards", {"node": node, "visit": number}))
    return tuple(found)


def show(state: State, visit: Visit) -> None:
    """Let the cards of a visit show how it stands."""
    shows, others = results(state, visit)
    wecom.show_on_cards(about(state.request.id, visit), shows, others)


def results(state: State, visit: Visit) -> tuple[dict[str, Shown], str]:
    """Person -> what their card shows, for whom it has no buttons any more; and what all others' cards show, once the
    visit is over.
    """
    tasks = state.tasks_of(visit)
    shows: dict[str, Shown] = {}
    for userid in dict.fromkeys(task.userid for task in tasks):
        mine = [task for task in tasks if task.userid == userid]
        done = next((task for task in reversed(mine) if task.state in OWN), None)
        if visit.open and any(task.in_hand for task in mine):
            continue
        if done:
            shows[userid] = (messages.text(f"cards.own.{OWN[done.state]}"), True)
        elif visit.open:
            shows[userid] = (messages.text("cards.not_needed"), False)
    return shows, _over(visit)


def _over(visit: Visit) -> str:
    if visit.outcome is None:
        return ""
    by = visit.outcome.by
    found = directory_service.people([by]) if by != SYSTEM else {}
    name = messages.text("actors.system") if by == SYSTEM else found[by].name if by in found else by
    what = messages.text(f"cards.what.{outcomes.word_of(visit.outcome.name)}")
    return messages.text("cards.by", by=name, what=what)
