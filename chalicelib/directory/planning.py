"""Changes that take effect on a day to come. They wait as rows, and a job goes through what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from chalicelib.directory import arranging, change_store, changing
from chalicelib.directory.change_store import Planned
from chalicelib.directory.model import (
    Author,
    EffectiveDayError,
    PlannedNotFoundError,
)
from chalicelib.directory.model.history import Kind
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError
from chalicelib.platform.ids import new_id
from chalicelib.platform.observability import logger
from chalicelib.platform.store import CollisionError, Put, transact

FURTHEST = dt.timedelta(days=731)


def plan(kind: Kind, subject: str, changes: Mapping[str, Any], day: dt.date, author: Author) -> Planned:
    """Have changes of a person or department take effect on a later day. They are checked now, and then again.

    Raises EffectiveDayError and what the change itself would.
    """
    today = clock.wall(clock.now()).date()
    if not today < day <= today + FURTHEST:
        raise EffectiveDayError(field="effective_on")
    if kind == "person":
        subject = changing.foresee(subject, changes).userid
    else:
        arranging.foresee(int(subject), changes)
    at = clock.to_text(clock.now())
    planned = Planned(new_id(), kind, subject, day.isoformat(), _plain(changes), at, author)
    transact([Put(change_store.planned_row(planned))])
    return planned


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changes.items()}


def planned(subject: tuple[Kind, str] | None = None) -> list[Planned]:
    """What is to take effect, the next first; what could not, on its day, is among it with its problem."""
    found = change_store.read_planned()
    return [one for one in found if subject is None or (one.kind, one.subject) == subject]


def take_back(planned_id: str) -> None:
    """A planned change does not take effect. Raises PlannedNotFoundError."""
    found = next((one for one in change_store.read_planned() if one.id == planned_id), None)
    if found is None:
        raise PlannedNotFoundError
    try:
        transact([change_store.end_planned(found)])
    except CollisionError as error:
        raise PlannedNotFoundError from error


def apply_due() -> tuple[int, int]:
    """Put into effect what is due: how much was, and how much could not be and waits for an administrator."""
    applied = refused = 0
    for one in change_store.read_planned(changing.today()):
        if one.problem:
            continue
        try:
            _apply(one)
        except CollisionError:
            # It has taken effect, or was taken back, at this moment.
            continue
        except DomainError as error:
            change_store.note_problem(one, error.code, error.params)
            logger.warning("planned_change_refused", extra={"planned": one.id, "code": error.code})
            refused += 1
        else:
            applied += 1
    return applied, refused


def _apply(one: Planned) -> None:
    done = change_store.end_planned(one)
    if one.kind == "person":
        changing.change_person(one.subject, one.fields, one.author, more=[done])
    else:
        arranging.change_department(int(one.subject), one.fields, one.author, more=[done])
