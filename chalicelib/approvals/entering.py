"""What a machine's arrival does, from given facts only: tasks opened, effects done, the end. Pure and idempotent.

The running side brings the facts from the tables (`arrivals`), a rehearsal from its case (`rehearsal`). Facts are
asked for only where something is decided on them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.approvals import closing, openings
from chalicelib.approvals.effects import Wanted
from chalicelib.approvals.model import arriving
from chalicelib.approvals.model.arriving import Entry
from chalicelib.approvals.model.types import Change, State
from chalicelib.approvals.openings import Facts
from chalicelib.flows.model import Cc, Inclusive, Node, Parallel, Record
from chalicelib.platform import clock

JOIN = "_join"
Bring = Callable[[State], Facts]


def opened(state: State, entry: Entry, bring: Bring) -> Change:
    """A node that waits: the first time it gets its tasks; again (retry, time-out, replay) only the newest token.

    Where the outcome is recorded already, the machine is answered at once: nobody is asked twice.
    """
    visit, number = arriving.locate(state, entry)
    if visit is not None:
        return arriving.attach(state, visit, entry)
    facts = bring(state)
    opening = openings.opening(state, entry.node, facts, entry.scope)
    return arriving.open_visit(state, entry, number, opening, clock.to_text(facts.now))


def done(state: State, entry: Entry, bring: Bring) -> Wanted | None:
    """A record, a copy, a fork, a join: once per visit. None where its way was left meanwhile."""
    visit, number = arriving.locate(state, entry)
    if visit is not None:
        return Wanted(arriving.attach(state, visit, entry))
    facts = bring(state)
    node = facts.flow.node(entry.node)
    skipped = arriving.effect_skipped(state, entry)
    if skipped == "left" and not isinstance(node, Parallel | Inclusive):
        return None
    return _effect(state, entry, number, node, facts, skipped=bool(skipped))


def answer(state: State, entry: Entry) -> dict[str, Any]:
    """What the machine goes on with after an effect: the round of a fork, the routing after a join."""
    visit, _ = arriving.locate(state, entry)
    if visit is None:
        return {"scope": "", "routing": dict(state.request.routing)}
    routing = visit.outcome.routing if visit.outcome else state.request.routing
    return {"scope": visit.id, "routing": dict(routing)}


def ended(state: State, outcome: str, bring: Bring) -> Wanted | None:
    """The end of the machine: final status, and what the flow does about it. None where it has ended already."""
    return closing.closed(state, outcome, bring(state)) if state.request.running else None


def _effect(
    state: State, entry: Entry, number: int, node: Node | None, facts: Facts, *, skipped: bool
) -> Wanted:
    now = clock.to_text(facts.now)
    if node is None and entry.node.endswith(JOIN):
        return Wanted(arriving.effect_done(state, entry, number, "join", "", now))
    if isinstance(node, Parallel | Inclusive):
        return Wanted(arriving.open_fork(state, entry, number, node.kind, node.name, now))
    if isinstance(node, Record):
        change = arriving.effect_done(state, entry, number, node.kind, node.name, now)
        return Wanted(change, () if skipped else (node.record,), node.key, number)
    if isinstance(node, Cc):
        if skipped:
            return Wanted(arriving.effect_done(state, entry, number, node.kind, node.name, now))
        return Wanted(_copied(state, entry, number, node, facts))
    raise LookupError(f"{entry.node} is no effect of {facts.flow.key}")


def _copied(state: State, entry: Entry, number: int, node: Cc, facts: Facts) -> Change:
    people = openings.copied(node, facts)
    card = openings.card(state, facts, node.name)
    now = clock.to_text(facts.now)
    change = arriving.effect_done(state, entry, number, node.kind, node.name, now, people, card)
    return replace(change, outgoing=openings.copies(state, node, people, facts))
