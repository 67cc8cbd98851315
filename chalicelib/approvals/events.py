"""Outside events: another system says that something has happened which a request waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals import answering, journal
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.errors import NotWaitingForError
from chalicelib.approvals.model.types import State
from chalicelib.platform.idempotency import Attempt


@dataclass(frozen=True)
class Happened:
    """`event` is the word of a `wait`, or `signed`, `sealed`; `request` its id, or with `flow` its serial number."""

    event: str
    request: str
    flow: str
    data: Mapping[str, Any]


def arrived(system: str, message: str, happened: Happened) -> State:
    """What waits for the event goes on. The same message again: nothing, and the same answer.

    Raises RequestNotFoundError, NotWaitingForError, IdempotencyKeyReusedError, BusyError.
    """
    found = journal.named(happened.request, happened.flow)
    told = {"type": happened.event, "request": found, "data": dict(happened.data)}
    attempt = Attempt(f"system:{system}", message, told)

    def decision(state: State) -> Decision | None:
        if attempt.created_before():
            return None
        change = answering.arrived(
            state, happened.event, {"system": system, **happened.data}, facts_of(state)
        )
        if change is None:
            raise NotWaitingForError(event=happened.event)
        return change, [attempt.write(found)]

    return journal.change(found, decision)
