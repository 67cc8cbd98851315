"""The end of a request: its final status, and what its flow does about it."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals import errands, openings
from chalicelib.approvals.effects import Wanted
from chalicelib.approvals.model import arriving, outcomes
from chalicelib.approvals.model.errors import (
    NotStarterError,
    RequestClosedError,
    WithdrawNotAllowedError,
)
from chalicelib.approvals.model.types import Event, Outgoing, State, Status
from chalicelib.approvals.openings import Facts
from chalicelib.flows import calendar_functions
from chalicelib.flows.model import CallEffect, Effect, Flow, Notify, StartEffect, WithdrawBefore
from chalicelib.platform import clock


def closed(state: State, outcome: str, facts: Facts) -> Wanted:
    """The change of the end, with the records it writes."""
    moment, wanted = effects_of(facts.flow, outcome)
    change = arriving.close(state, outcome, clock.to_text(facts.now))
    told = outgoing(state, wanted, facts)
    return Wanted(replace(change, outgoing=(*change.outgoing, *told)), wanted, moment)


def withdrawn(state: State, actor: str, comment: str, facts: Facts, *, allowed: bool) -> Wanted:
    """An approved request is taken back by its starter, with what its flow does about a withdrawal.

    Only flows that allow it until a date do. Raises NotStarterError, RequestClosedError, WithdrawNotAllowedError.
    """
    request = state.request
    if actor != request.starter:
        raise NotStarterError
    if request.status is not Status.APPROVED or not isinstance(facts.flow.withdraw, WithdrawBefore):
        raise RequestClosedError(status=request.status.value)
    if not allowed:
        raise WithdrawNotAllowedError
    wanted = closed(state, outcomes.WITHDRAWN, facts)
    event = Event("withdraw", actor, comment=comment)
    return replace(wanted, change=replace(wanted.change, events=(event, *wanted.change.events)))


def effects_of(flow: Flow, outcome: str) -> tuple[str, tuple[Effect, ...]]:
    """What a flow does at an end, and the moment that is called. One an administrator made is as a rejection."""
    moment = {
        outcomes.APPROVED: "approved",
        outcomes.REJECTED: "rejected",
        outcomes.ENDED: "rejected",
        outcomes.WITHDRAWN: "withdrawn",
    }[outcome]
    return moment, getattr(flow.effects, moment)


def outgoing(state: State, wanted: tuple[Effect, ...], facts: Facts) -> tuple[Outgoing, ...]:
    """The outbox rows of the effects that leave the database: messages, calls, further requests."""
    told: list[Outgoing] = []
    around = openings.errands_facts(state, facts, "")
    scope = errands.scope_of(state, facts.starter, facts.directory, facts.now)
    for effect in wanted:
        if effect.when and not calendar_functions.holds(effect.when, scope):
            continue
        if isinstance(effect, Notify):
            to = list(openings.told(effect.notify, facts))
            body = {"kind": "notify", "to": to, "text": openings.filled(effect.message, state, facts)}
            told += [Outgoing("message", body)] if to else []
        elif isinstance(effect, CallEffect):
            told += errands.call_rows(state, effect.call, around)
        elif isinstance(effect, StartEffect):
            told += errands.submit_rows(state, effect.start, around)
    return tuple(told)
