"""Record effects of a flow: form values to ledger movements, for the transaction of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.approvals.model.types import Request
from chalicelib.flows import expressions
from chalicelib.flows.model import Effect, RecordAction, RecordEffect
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Entry, EntryKind
from chalicelib.platform.store import Operation

KIND_OF = {
    RecordAction.HOLD: EntryKind.HOLD,
    RecordAction.COMMIT: EntryKind.COMMIT,
    RecordAction.RELEASE: EntryKind.RELEASE,
}


def writes(request: Request, effects: Iterable[Effect]) -> list[Operation]:
    """The writes of these effects for the form as it stands. Those already written are left out.

    Raises BalanceError where an account would go below zero.
    """
    by_library: dict[str, list[Entry]] = {}
    for effect in effects:
        entry = entry_of(request, effect)
        if entry and isinstance(effect, RecordEffect):
            by_library.setdefault(effect.library, []).append(entry)
    return [write for key, entries in by_library.items() for write in libraries.movements(key, entries)]


def rewrites(before: Request, after: Request, effects: Iterable[Effect]) -> list[Operation]:
    """The writes when a returned form comes back changed: see `exchanges`."""
    by_library: dict[str, list[Entry]] = {}
    for library, entry in exchanges(before, after, effects):
        by_library.setdefault(library, []).append(entry)
    return [write for key, entries in by_library.items() for write in libraries.movements(key, entries)]


def exchanges(before: Request, after: Request, effects: Iterable[Effect]) -> list[tuple[str, Entry]]:
    """What undoes the holds of a form's former version and holds anew, with the library of each. Pure."""
    effects = tuple(effects)
    undo = tuple(
        effect.model_copy(update={"action": RecordAction.RELEASE})
        for effect in effects
        if isinstance(effect, RecordEffect)
    )
    pairs: list[tuple[Request, Effect]] = [(before, effect) for effect in undo]
    pairs += [(after, effect) for effect in effects]
    return [
        (effect.library, entry)
        for request, effect in pairs
        if isinstance(effect, RecordEffect) and (entry := entry_of(request, effect))
    ]


def held_by(request: Request, effects: Iterable[Effect]) -> dict[str, float]:
    """What a running request holds itself, by account. Pure."""
    entries = [entry_of(request, effect) for effect in effects]
    return {entry.account: entry.amount for entry in entries if entry}


def entry_of(request: Request, effect: Effect) -> Entry | None:
    """The movement an effect means; None when its condition does not hold.

    The reference names the form's version: a hold belongs to the form it was made for.
    """
    if not isinstance(effect, RecordEffect) or effect.account is None or effect.amount is None:
        return None
    if effect.when and not expressions.holds(effect.when, request.form):
        return None
    return Entry(
        owner=request.starter,
        account=str(expressions.evaluate(effect.account, request.form)),
        kind=KIND_OF[effect.action],
        amount=float(expressions.evaluate(effect.amount, request.form)),
        source=request.serial,
        reference=str(request.form_revision),
        remark=request.title,
    )
