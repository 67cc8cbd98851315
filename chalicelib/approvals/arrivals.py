"""What Step Functions brings about: a node opened, an effect done, a request closed. Idempotent, all of it."""

from __future__ import annotations

from typing import Any

from chalicelib.approvals import effects, entering, errands, journal
from chalicelib.approvals.effects import Wanted
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import outcomes
from chalicelib.approvals.model.arriving import Entry
from chalicelib.approvals.model.types import State


class UnknownOutcomeError(Exception):
    """The machine ended in an error that is no outcome. It fails, and the repair job starts it anew."""


class SupersededError(Exception):
    """A later run has taken this machine's place: it fails here, and nobody misses it."""


def open_node(request: str, entry: Entry) -> None:
    """A node that waits gets its tasks, or its newest token: see `entering.opened`. Raises SupersededError."""
    journal.change(request, lambda state: (entering.opened(_present(state, entry.run), entry, facts_of), ()))


def run_effect(request: str, entry: Entry) -> dict[str, Any]:
    """An effect, once per visit, in one transaction with the line that says it happened: see `entering.done`.

    Answers what the machine goes on with. Raises SupersededError.
    """
    state = journal.change(
        request,
        lambda state: written(state, entering.done(_present(state, entry.run), entry, facts_of)),
    )
    return entering.answer(state, entry)


def close_request(request: str, run: int, outcome: str) -> None:
    """The end of the machine. Raises SupersededError, and UnknownOutcomeError for an error that no decision made."""
    if outcome not in outcomes.STATUS_OF:
        raise UnknownOutcomeError(outcome)
    journal.change(
        request, lambda state: written(state, entering.ended(_present(state, run), outcome, facts_of))
    )


def _present(state: State, run: int) -> State:
    """The state, for the machine of the present run."""
    if run < state.request.run:
        raise SupersededError(f"{state.request.id}-{run}")
    return state


def written(state: State, wanted: Wanted | None) -> Decision | None:
    """The change with the writes of its effects."""
    if wanted is None:
        return None
    if not wanted.effects:
        return wanted.change, ()
    facts = facts_of(state)
    scope = errands.scope_of(state, facts.starter, facts.directory, facts.now)
    return wanted.change, effects.writes(state.request, wanted.effects, scope, wanted.at, wanted.number)
