"""Requests that requests start: once per outbox row, and what their end means for who waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.approvals import answering, journal, submitting
from chalicelib.approvals.answering import Child
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.types import Change, Request, State, Status, Visit
from chalicelib.directory import service as directory_service
from chalicelib.platform.idempotency import Attempt


def start(state: State, body: dict[str, Any], key: str) -> None:
    """Submit the sub-request of an outbox row, as the starter of its parent. Again: nothing."""
    request = state.request
    starter = directory_service.people([request.starter])[request.starter]
    origin = submitting.Origin(request.id, body["node"], int(body["visit"]), int(body["number"]))
    attempt = Attempt(starter.userid, key, body["form"])
    child = submitting.submit_for(origin, starter, body["flow"], body["form"], attempt)
    begun = Child(origin.number, child, Status.RUNNING.value, {})
    _at_visit(body, request.id, lambda state, visit: answering.started(state, visit, begun))


def ended_child(body: dict[str, Any], child: Request) -> None:
    """A sub-request has come to its end: its parent goes on when it was the last one it waits for."""
    over = Child(int(body["number"]), child.id, str(body["status"]), child.form)
    _at_visit(
        body,
        body["request"],
        lambda state, visit: answering.returned(state, visit, over, facts_of(state)) if visit.open else None,
    )


def _at_visit(body: dict[str, Any], parent: str, operate: Callable[[State, Visit], Change | None]) -> None:
    """Operate on the visit that waits for a sub-request; nothing where nobody waits."""

    def decision(state: State) -> Decision | None:
        visit = state.visit(body["node"], int(body["visit"]))
        change = operate(state, visit) if visit else None
        return None if change is None else (change, ())

    if body["node"]:
        journal.change(parent, decision)
