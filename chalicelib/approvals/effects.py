"""Record effects of a flow: form values to ledger movements and records, for the transaction of whoever asks.

`planned` is pure and says what would be written (rehearsals and cases look at it); `writes` and `rewrites` make the
writes of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals.model.types import Change, Request
from chalicelib.flows import calendar_functions
from chalicelib.flows.model import Effect, Effects, RecordAction, RecordEffect
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Entry, EntryKind
from chalicelib.libraries.records import Action, Guard, Worked, Write, invalid
from chalicelib.platform import expressions
from chalicelib.platform.expressions import ExpressionError
from chalicelib.platform.store import Operation

SUBMITTED = "submitted"
LEFT = "left"
"""The moment a corrected form lets go of a record, in references."""
KIND_OF = {
    RecordAction.HOLD: EntryKind.HOLD,
    RecordAction.COMMIT: EntryKind.COMMIT,
    RecordAction.RELEASE: EntryKind.RELEASE,
}
ONCE = frozenset({RecordAction.CREATE, RecordAction.APPEND})
"""With the submission these happen once: a form that comes back corrected makes no second record."""
MOST_TIMES = 200
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Planned:
    """One thing an effect writes: a movement of a ledger, or a change of a record."""

    library: str
    what: Entry | Write


@dataclass(frozen=True)
class Wanted:
    """A change, and the effects whose records its transaction writes: `at` and `number` as `planned` takes them."""

    change: Change
    effects: tuple[Effect, ...] = ()
    at: str = ""
    number: int = 1


def writes(
    request: Request, effects: Iterable[Effect], scope: Values | None = None, at: str = "", number: int = 1
) -> list[Operation]:
    """The writes of these effects for the form as it stands: see `planned`. Those already written are left out.

    Raises BalanceError where an account would go below zero, and the errors of records: RecordNotFoundError,
    RecordExistsError, RecordGuardError, RecordInvalidError, RecordsTooManyError, LibraryKindError.
    """
    return _operations(request, planned(request, effects, scope, at, number))


def rewrites(
    before: Request, after: Request, effects: Effects, scope: Values | None = None
) -> list[Operation]:
    """The writes when a returned form comes back changed: see `replanned`."""
    return _operations(after, replanned(before, after, effects, scope))


def planned(
    request: Request, effects: Iterable[Effect], scope: Values | None = None, at: str = "", number: int = 1
) -> list[Planned]:
    """What these effects write, in their order. Pure.

    `at` is the node's key or the moment (`submitted`, `approved` ...), `number` the visit, or of a moment 1 (of
    `submitted` the form's revision): with the effect's place in the list and the row they make the reference by
    which a write counts once. Expressions see `scope` (`errands.scope_of`), without one the form alone. Raises
    RecordInvalidError for a value that cannot be worked out.
    """
    found: list[Planned] = []
    for place, effect in enumerate(effects):
        if not isinstance(effect, RecordEffect):
            continue
        for row, seen in _scopes(request, effect, scope):
            if effect.action.of_ledger:
                found.append(Planned(effect.library, _movement(request, effect, seen, row)))
                continue
            for time in range(_times(effect, seen)):
                part = f"{place}.{row or 0}" + (f".{time}" if effect.times else "")
                found.append(Planned(effect.library, _write(request, effect, seen, at, number, part)))
    return found


def replanned(
    before: Request, after: Request, effects: Effects, scope: Values | None = None
) -> list[Planned]:
    """What undoes a form's former submission, and what the corrected form writes anew. Pure.

    Holds are released, and what was added to records is taken away; values are written over. A record the corrected
    form names no more becomes what withdrawing would make of it.
    """
    wanted = [effect for effect in effects.submitted if isinstance(effect, RecordEffect)]
    around = _context(scope)
    seen = {**before.form, **around}
    former = planned(before, wanted, seen, SUBMITTED, before.form_revision)
    anew = planned(after, wanted, {**after.form, **around}, SUBMITTED, after.form_revision)
    undone = [
        Planned(plan.library, _undone(plan.what))
        for plan in former
        if isinstance(plan.what, Entry) or (plan.what.add and plan.what.action.value not in ONCE)
    ]
    left = _updated(former).keys() - _updated(anew).keys()
    withdrawn = _updated(planned(before, effects.withdrawn, seen, LEFT, before.form_revision))
    given_back = [
        Planned(place[0], replace(write, add={}))
        for place, writes in withdrawn.items()
        for write in writes
        if place in left and (write.values or write.worked)
    ]
    return [*undone, *given_back, *anew]


def _updated(plans: Iterable[Planned]) -> dict[tuple[str, str], list[Write]]:
    """The updates of a plan, by library and the record each names."""
    found: dict[tuple[str, str], list[Write]] = {}
    for plan in plans:
        if isinstance(plan.what, Write) and plan.what.action is Action.UPDATE:
            place = (plan.library, json.dumps(plan.what.match, sort_keys=True, default=str))
            found.setdefault(place, []).append(plan.what)
    return found


def held_by(request: Request, effects: Iterable[Effect], scope: Values | None = None) -> dict[str, float]:
    """What a running request holds itself, by account. Pure."""
    held: dict[str, float] = {}
    for plan in planned(request, _of_ledgers(effects), scope):
        if isinstance(plan.what, Entry):
            held[plan.what.account] = held.get(plan.what.account, 0) + plan.what.amount
    return held


def _operations(request: Request, plans: list[Planned]) -> list[Operation]:
    """The writes of a plan; those of one library in one go, so that several of one record add up."""
    entries: dict[str, list[Entry]] = {}
    changes: dict[str, list[Write]] = {}
    for plan in plans:
        if isinstance(plan.what, Entry):
            entries.setdefault(plan.library, []).append(plan.what)
        else:
            changes.setdefault(plan.library, []).append(plan.what)
    made = [write for key, wanted in entries.items() for write in libraries.movements(key, wanted)]
    for key, some in changes.items():
        made += libraries.writes(key, some, request.starter, request.serial)
    return made


def _scopes(
    request: Request, effect: RecordEffect, scope: Values | None
) -> list[tuple[int | None, dict[str, Any]]]:
    """What an effect's expressions see, once or for each row, where its condition holds; with the row's number."""
    whole = {**(request.form if scope is None else scope)}
    rows = [(None, whole)]
    if effect.each is not None:
        values = whole.get(effect.each) or ()
        rows = [(number, {**whole, "row": row}) for number, row in enumerate(values)]  # type: ignore[misc]
    return [
        (number, seen)
        for number, seen in rows
        if not effect.when or calendar_functions.holds(effect.when, seen)
    ]


def _movement(request: Request, effect: RecordEffect, seen: Values, row: int | None) -> Entry:
    """The reference names the form's version: a hold belongs to the form it was made for."""
    amount = _value("amount", effect.amount or "", seen)
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        raise invalid("amount", "not_number")
    return Entry(
        owner=request.starter,
        account=str(_value("account", effect.account or "", seen)),
        kind=KIND_OF[effect.action],
        amount=float(amount),
        source=request.serial,
        reference=str(request.form_revision) if row is None else f"{request.form_revision}/{row}",
        remark=request.title,
    )


def _write(request: Request, effect: RecordEffect, seen: Values, at: str, number: int, place: str) -> Write:
    if not at:
        raise ValueError("who writes a record says where: a node or a moment")
    if at == SUBMITTED and effect.action in ONCE:
        number = 1
    worked = {key: text for key, text in effect.map.items() if effect.knows_record and _reads_record(text)}
    return Write(
        action=Action(effect.action.value),
        reference=f"{request.serial}/{at}/{number}/{place}",
        values=_values({key: text for key, text in effect.map.items() if key not in worked}, seen),
        match=_values(effect.match, seen),
        add=_values(effect.add, seen),
        child=effect.child or "",
        guard=_guard(effect.guard, seen),
        row=_values(effect.row, seen),
        worked={key: _worked(key, text, seen) for key, text in worked.items()},
    )


def _times(effect: RecordEffect, seen: Values) -> int:
    """How many records an effect makes; once, where it does not say."""
    if effect.times is None:
        return 1
    count = _value("times", effect.times, seen)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_TIMES:
        raise invalid("times", "not_number")
    return count


def _reads_record(text: str) -> bool:
    return any(name.partition(".")[0] == "record" for name in expressions.parse(text).names)


def _worked(key: str, text: str, seen: Values) -> Worked:
    return lambda record: _value(key, text, {**seen, "record": dict(record)})


def _guard(condition: str | None, seen: Values) -> Guard | None:
    if condition is None:
        return None
    return lambda record: calendar_functions.holds(condition, {**seen, "record": dict(record)})


def _values(parts: Mapping[str, str], seen: Values) -> dict[str, Any]:
    """The value of each part; what is undefined is left out, and stays as it is in the record."""
    values = {key: _value(key, text, seen) for key, text in parts.items()}
    return {key: value for key, value in values.items() if value is not None}


def _value(key: str, text: str, seen: Values) -> Any:
    try:
        return calendar_functions.evaluate(text, seen)
    except ExpressionError as error:
        raise invalid(key, "invalid") from error


def _undone(what: Entry | Write) -> Entry | Write:
    if isinstance(what, Entry):
        return replace(what, kind=EntryKind.RELEASE)
    return Write(
        Action.UPDATE,
        f"{what.reference}/undone",
        match=what.match,
        child=what.child,
        row=what.row,
        add={key: -amount for key, amount in what.add.items()},
    )


def _of_ledgers(effects: Iterable[Effect]) -> list[RecordEffect]:
    return [effect for effect in effects if isinstance(effect, RecordEffect) and effect.action.of_ledger]


def _context(scope: Values | None) -> dict[str, Any]:
    """The words beside the form, which a former version of the form shares."""
    words = ("starter", "request", "today", "now")
    return {word: scope[word] for word in words if scope and word in scope}
