"""Requests that requests start: once per outbox row, and what their end means for who waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.approvals import answering, journal, submitting
from chalicelib.approvals.answering import PATIENCE, Child, Refusal
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.types import Change, Request, State, Status, Visit
from chalicelib.directory import service as directory_service
from chalicelib.flows import service as flows
from chalicelib.flows.errors import FlowDisabledError, FlowNotFoundError
from chalicelib.platform.errors import DomainError, TooManyError, UnavailableError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.observability import logger

REFUSED = "-"
"""What an attempt created that was refused for good: a late repeat of it starts nothing any more."""
NO_ANSWER_PATIENCE = 12
"""So many attempts, over some four hours, where nobody refused it: a table that does not answer, or a bug of ours."""
HEAL = (UnavailableError, TooManyError, FlowDisabledError)
"""Refusals that may be none in a moment; others stay what they are."""


def start(state: State, body: dict[str, Any], key: str, attempts: int) -> None:
    """Submit the sub-request of an outbox row, as the starter of its parent. Again: nothing.

    What refuses it for good, or still after so many attempts, is told to its parent as a rejection, and to
    administrators. Raises what else keeps it from being started.
    """
    attempt = Attempt(state.request.starter, key, body["form"])
    try:
        child = _submitted(state.request, body, attempt)
    except Exception as error:
        if attempts < _patience(error):
            raise
        logger.exception("subrequest_refused", extra={"request": state.request.id, "flow": body["flow"]})
        _refuse(state.request.id, body, attempt, error)
        return
    if child != REFUSED:
        serial = journal.read(child).request.serial
        begun = Child(int(body["number"]), child, Status.RUNNING.value, {}, serial)
        _at_visit(body, state.request.id, lambda state, visit: answering.started(state, visit, begun))


def ended_child(body: dict[str, Any], child: Request) -> None:
    """A sub-request has come to its end: its parent goes on when it was the last one it waits for. A parent that was
    withdrawn meanwhile, or did not wait, keeps how it ended.
    """
    over = Child(int(body["number"]), child.id, str(body["status"]), child.form, child.serial)

    def operate(state: State, visit: Visit) -> Change | None:
        if visit.open:
            return answering.returned(state, visit, over, facts_of(state))
        return answering.ended_after(state, visit, over)

    _at_visit(body, body["request"], operate)


def _patience(error: Exception) -> int:
    """How many attempts a failure is given before it is final."""
    if not isinstance(error, DomainError):
        return NO_ANSWER_PATIENCE
    return PATIENCE if isinstance(error, HEAL) else 0


def _submitted(request: Request, body: dict[str, Any], attempt: Attempt) -> str:
    starter = directory_service.people([request.starter])[request.starter]
    origin = submitting.Origin(request.id, body["node"], int(body["visit"]), int(body["number"]))
    return submitting.submit_for(origin, starter, body["flow"], body["form"], attempt)


def _refuse(parent: str, body: dict[str, Any], attempt: Attempt, error: Exception) -> None:
    """The refusal and the end of the attempt, in one transaction: it was started, or it was refused, never both.

    Raises the error again where the sub-request was started after all, its answer lost.
    """
    why = _why(body["flow"], error)

    def decision(state: State) -> Decision | None:
        if created := attempt.created_before():
            if created == REFUSED:
                return None
            raise error
        visit = state.visit(body["node"], int(body["visit"]))
        change = answering.refused(state, visit, int(body["number"]), why, facts_of(state))
        return change, [attempt.write(REFUSED)]

    journal.change(parent, decision)


def _why(key: str, error: Exception) -> Refusal:
    code, params = (error.code, error.params) if isinstance(error, DomainError) else ("", {})
    plain = {name: value if isinstance(value, int | float) else str(value) for name, value in params.items()}
    return Refusal(_name(key), code, plain)


def _name(key: str) -> str:
    try:
        return flows.current(key).flow.name
    except FlowDisabledError as error:
        return str(error.params["flow"])
    except FlowNotFoundError:
        return key


def _at_visit(body: dict[str, Any], parent: str, operate: Callable[[State, Visit], Change | None]) -> None:
    """Operate on the visit that waits for a sub-request; nothing where nobody waits."""

    def decision(state: State) -> Decision | None:
        visit = state.visit(body["node"], int(body["visit"]))
        change = operate(state, visit) if visit else None
        return None if change is None else (change, ())

    if body["node"]:
        journal.change(parent, decision)
