"""Requests that other systems start, for a person they name, and take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals import journal, submitting
from chalicelib.approvals.facts import flow_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.errors import RequestNotFoundError
from chalicelib.approvals.model.outcomes import WITHDRAWN
from chalicelib.approvals.model.types import State
from chalicelib.directory import service as directory
from chalicelib.flows.model import Withdraw
from chalicelib.platform import clock
from chalicelib.platform.idempotency import Attempt


@dataclass(frozen=True)
class Wanted:
    """`starter` is a userid: who answers for the request. `form` holds what the system knows of it."""

    flow: str
    starter: str
    form: Mapping[str, Any]


def start(system: str, message: str, wanted: Wanted) -> State:
    """Start a request of a flow that this system starts; the same message again is answered the same.

    Raises PersonNotFoundError, PersonDisabledError, IdempotencyKeyReusedError and what `submitting.submit_from` does.
    """
    told = {"flow": wanted.flow, "starter": wanted.starter, "form": dict(wanted.form)}
    attempt = Attempt(f"system:{system}", message, told)
    starter = directory.person(wanted.starter)
    return journal.read(submitting.submit_from(system, starter, wanted.flow, wanted.form, attempt))


def withdraw(system: str, name: str, flow: str, comment: str) -> State:
    """Take back a request this system started, where its flow says `withdraw: system`. Again: nothing.

    `name` is its id, or with `flow` its serial number. Raises RequestNotFoundError (of another system's too),
    RequestClosedError, WithdrawNotAllowedError, InTransitError, BusyError.
    """
    found = journal.named(name, flow)
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if state.request.source != system:
            raise RequestNotFoundError
        if any(visit.outcome and visit.outcome.name == WITHDRAWN for visit in state.visits):
            return None
        allowed = flow_of(state).withdraw is Withdraw.SYSTEM
        return engine.withdraw_from(state, system, comment, now, allowed=allowed), ()

    return journal.change(found, decision)
