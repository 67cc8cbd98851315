"""What happens when the machine comes to a node, runs an effect, or reaches the end. Idempotent, all of it."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals import context, effects, journal, openings
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.engine import Entry
from chalicelib.approvals.model.types import OutcomeName, State
from chalicelib.approvals.openings import Facts
from chalicelib.directory import service as directory_service
from chalicelib.flows.model import Cc, Record
from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar


class UnknownOutcomeError(Exception):
    """The machine ended in an error that is no outcome. It fails, and the repair job starts it anew."""


def open_node(request: str, entry: Entry) -> None:
    """A person node: the first time it gets its tasks; again (retry, time-out, replay) only the newest token.

    Where the outcome is recorded already, the machine is answered at once: nobody is asked twice.
    """

    def decision(state: State) -> Decision | None:
        visit, number = engine.locate(state, entry)
        if visit is not None:
            return engine.attach(state, visit, entry), ()
        facts = _facts(state)
        opening = openings.opening(state, entry.node, facts)
        return engine.open_visit(state, entry, number, opening, clock.to_text(facts.now)), ()

    journal.change(request, decision)


def run_effect(request: str, entry: Entry) -> None:
    """A record or a copy: once per visit, in one transaction with the line that says it happened."""

    def decision(state: State) -> Decision | None:
        visit, number = engine.locate(state, entry)
        if visit is not None:
            return engine.attach(state, visit, entry), ()
        facts = _facts(state)
        node = facts.flow.node(entry.node)
        now = clock.to_text(facts.now)
        if isinstance(node, Record):
            change = engine.effect_done(state, entry, number, node.kind, node.name, now)
            return change, effects.writes(state.request, [node.record])
        if isinstance(node, Cc):
            people = openings.copied(state, node, facts)
            card = openings.card(state, facts, node.name)
            change = engine.effect_done(state, entry, number, node.kind, node.name, now, people, card)
            return replace(change, outgoing=openings.copies(state, node, people, facts)), ()
        raise LookupError(f"{entry.node} is no effect of {facts.flow.key}")

    journal.change(request, decision)


def close_request(request: str, outcome: str) -> None:
    """The end of the machine: final status, and what the flow does about it. Again: nothing.

    Raises UnknownOutcomeError for an error that no decision made.
    """
    if outcome not in {name.value for name in engine.STATUS_OF}:
        raise UnknownOutcomeError(outcome)
    name = OutcomeName(outcome)

    def decision(state: State) -> Decision | None:
        if not state.request.running:
            return None
        flow = context.flow_of(state.request.flow, state.request.flow_version)
        wanted = {
            OutcomeName.REJECTED: flow.effects.rejected,
            OutcomeName.WITHDRAWN: flow.effects.withdrawn,
        }.get(name, ())
        change = engine.close(state, name, clock.to_text(clock.now()))
        return change, effects.writes(state.request, wanted)

    journal.change(request, decision)


def _facts(state: State) -> Facts:
    """The facts as the tables hold them now. A request outlives its starter's leaving: in service or not."""
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    return Facts(
        flow=flow,
        starter=directory_service.people([request.starter])[request.starter],
        directory=context.directory_for(flow, request.starter, request.form),
        calendar=institute_calendar(),
        now=clock.now(),
    )
