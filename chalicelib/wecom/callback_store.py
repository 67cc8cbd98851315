"""Rows of the WeCom table that callbacks write.

| row | pk | sk |
|---|---|---|
| nonce | `NONCE#<nonce>` | `NONCE` (an hour): a callback is taken once |
| event | `EVENT#<key>` | `EVENT` (24 hours): an event is handled once, however often it is delivered |
| dirty id | `DIRTY` | `<user, department or tag>#<id>`: read anew whoever this is; many events make one row |
| press | `PRESS#<key of its event>` | `PRESS` (30 days): a button somebody pressed, and what came of it |
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, DoesNotExist

from chalicelib.platform import clock
from chalicelib.platform.store import CollisionError, Operation, Put, Update, transact
from chalicelib.wecom.events import Dirty, Event
from chalicelib.wecom.model import Press
from chalicelib.wecom.store import WecomRow

KEEP_NONCE = dt.timedelta(hours=1)
KEEP_EVENT = dt.timedelta(hours=24)
KEEP_PRESS = dt.timedelta(days=30)
DIRTY, PRESSES = "DIRTY", "PRESSES"


class NonceRow(WecomRow, discriminator="nonce"):
    at = UnicodeAttribute()


class EventRow(WecomRow, discriminator="event"):
    at = UnicodeAttribute()
    event = UnicodeAttribute()


class DirtyRow(WecomRow, discriminator="dirty"):
    """`renamed_to` is where a person's userid has gone."""

    since = UnicodeAttribute()
    last = UnicodeAttribute()
    times = NumberAttribute()
    renamed_to = UnicodeAttribute(null=True)


class PressRow(WecomRow, discriminator="press"):
    """`outcome` is what came of it, as a code; while there is none it stands in the index."""

    at = UnicodeAttribute()
    userid = UnicodeAttribute()
    card = UnicodeAttribute()
    button = UnicodeAttribute()
    code = UnicodeAttribute()
    outcome = UnicodeAttribute(null=True)
    attempts = NumberAttribute(default=0)


class NonceUsedError(Exception):
    """A callback with this nonce was taken before."""


def take(nonce: str, event: Event) -> bool:
    """Remember a callback with all that follows from it, at once; False for an event that was handled before.

    Raises NonceUsedError, BusyError.
    """
    once = _nonce(nonce)
    try:
        pressed = [_press(event, event.press)] if event.press else []
        transact([once, _event(event), *pressed, *(_dirty(event, one) for one in event.dirty)])
    except CollisionError as collision:
        if once in collision.operations:
            raise NonceUsedError from collision
        _use(once)
        return False
    return True


def read_dirty() -> Iterator[tuple[Dirty, str]]:
    """What must be read anew, with the moment of its latest event, for `settle`."""
    for row in DirtyRow.query(DIRTY, consistent_read=True):
        what, _, name = str(row.sk).partition("#")
        yield Dirty(what, name, row.renamed_to or ""), str(row.last)


def settle(dirty: Dirty, last: str) -> bool:
    """It was read anew. False when something happened to it meanwhile: then it stays dirty."""
    try:
        _row(dirty).delete(condition=DirtyRow.last == last)
    except DeleteError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True


def read_press(key: str) -> tuple[Press, int] | None:
    """A press of which nothing has come yet, and how often it was tried; this is the next attempt."""
    row = PressRow(f"PRESS#{key}", "PRESS")
    try:
        row.refresh(consistent_read=True)
        if row.outcome:
            return None
        row.update(
            actions=[PressRow.attempts.add(1)],
            condition=PressRow.pk.exists() & PressRow.outcome.does_not_exist(),
        )
    except DoesNotExist:
        return None
    return Press(row.userid, row.card, row.button, row.code), int(row.attempts)


def settle_press(key: str, outcome: str) -> None:
    """What came of a press, once and for all."""
    PressRow(f"PRESS#{key}", "PRESS").update(
        actions=[PressRow.outcome.set(outcome), PressRow.gsi1pk.remove(), PressRow.gsi1sk.remove()],
        condition=PressRow.pk.exists(),
    )


def waiting_presses(before: str, most: int) -> list[str]:
    """Keys of presses older than this of which nothing has come, the oldest first."""
    rows = WecomRow.by_due.query(PRESSES, WecomRow.gsi1sk < before, limit=most)
    return [str(row.pk).removeprefix("PRESS#") for row in rows]


def _press(event: Event, press: Press) -> Put:
    now = clock.now()
    at = clock.to_text(now)
    row = PressRow(
        f"PRESS#{event.key}",
        "PRESS",
        gsi1pk=PRESSES,
        gsi1sk=f"{at}#{event.key}",
        at=at,
        userid=press.userid,
        card=press.card,
        button=press.button,
        code=press.code,
        expires_at=now + KEEP_PRESS,
    )
    return Put(row)


def _use(once: Put) -> None:
    try:
        transact([once])
    except CollisionError as collision:
        raise NonceUsedError from collision


def _nonce(nonce: str) -> Put:
    """A row whose time is over may still be there for days: DynamoDB takes its time to remove it."""
    now = clock.now()
    name = hashlib.sha256(nonce.encode()).hexdigest()
    row = NonceRow(f"NONCE#{name}", "NONCE", at=clock.to_text(now), expires_at=now + KEEP_NONCE)
    return Put(row, NonceRow.pk.does_not_exist() | (NonceRow.expires_at < now))


def _event(event: Event) -> Put:
    now = clock.now()
    row = EventRow(
        f"EVENT#{event.key}", "EVENT", at=clock.to_text(now), event=event.kind, expires_at=now + KEEP_EVENT
    )
    return Put(row, EventRow.pk.does_not_exist() | (EventRow.expires_at < now))


def _dirty(event: Event, dirty: Dirty) -> Operation:
    """One row whatever happens how often; two events of one millisecond still have different `last`."""
    moment = clock.to_text(clock.now())
    actions = [
        DirtyRow.kind.set(DirtyRow),
        DirtyRow.since.set(DirtyRow.since | moment),
        DirtyRow.last.set(f"{moment} {event.key}"),
        DirtyRow.times.add(1),
    ]
    if dirty.renamed_to:
        actions.append(DirtyRow.renamed_to.set(dirty.renamed_to))
    return Update(_row(dirty), actions)


def _row(dirty: Dirty) -> DirtyRow:
    return DirtyRow(DIRTY, f"{dirty.what}#{dirty.name}")
