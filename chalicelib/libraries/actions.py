"""Flows that are started from a record: their form, filled with what the record says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalicelib.libraries import browsing
from chalicelib.libraries.errors import RecordActionClosedError, RecordActionNotFoundError
from chalicelib.libraries.rights import Seen
from chalicelib.libraries.words import Action
from chalicelib.platform import expressions


@dataclass(frozen=True)
class Start:
    """A flow to start, and the values its form begins with."""

    flow: str
    values: dict[str, Any]


def start(key: str, userid: str, record_key: str, action: str) -> Start:
    """What an action of a record starts, from what the person sees of the record; whether they may start it the flow says.

    Raises RecordNotFoundError, RecordActionNotFoundError, RecordActionClosedError where the record is not as the action
    demands.
    """
    mine, line = browsing.record(key, userid, record_key)
    found = next((one for one in mine.library.actions if one.key == action), None)
    if found is None:
        raise RecordActionNotFoundError(library=mine.library.name, name=action)
    if line.record.deleted_at or not mine.meets(found.filter, line.record.values):
        raise RecordActionClosedError(name=found.name, record=record_key)
    return Start(found.flow, _filled(line.seen, found))


def _filled(seen: Seen, action: Action) -> dict[str, Any]:
    """The form's fields that can be worked out; a value that is shown in part fills in nothing."""
    known = _in_full(seen)
    found = {name: _worked_out(text, known) for name, text in action.map.items()}
    return {name: value for name, value in found.items() if value is not None}


def _in_full(seen: Seen) -> dict[str, Any]:
    known = {name: value for name, value in seen.values.items() if value is not None}
    for path in seen.masked:
        name, _, column = path.partition(".")
        if column and name in known:
            known[name] = [{cell: row[cell] for cell in row if cell != column} for row in known[name]]
        elif not column:
            known.pop(name, None)
    return known


def _worked_out(text: str, known: dict[str, Any]) -> Any:
    try:
        return expressions.evaluate(text, known)
    except expressions.ExpressionError:
        return None
