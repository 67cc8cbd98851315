"""Rows of the WeCom table about what people are told.

| row | pk | sk |
|---|---|---|
| notice | `NOTICE#<key>` | `NOW#<number>` for people told together, `TO#<userid>` for one of them told alone or later; 30 days |
| planned | `NOTICE#<key>` | `PLAN`: everybody has a row, or is not to be told |
| rate | `RATE#<userid>` | `M#<minute>`, `H#<hour>`: how many were sent |

A notice that is still to be sent stands in `by_due` under `WAITING` with its time; one given up under `FAILED`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.platform import clock
from chalicelib.platform.store import CollisionError, Operation, Put, Update, transact
from chalicelib.wecom.store import WAITING, WecomRow, change, put_new

KEEP = dt.timedelta(days=30)
LONGEST_WAIT = dt.timedelta(hours=1)
"""What was tried waits no longer than this for the next time."""
FAILED, PLAN = "FAILED", "PLAN"
MOST_MERGED = 90
"""With the card they become, so many rows go into one transaction."""


class NoticeRow(WecomRow, discriminator="notice"):
    """`state` is waiting, sent, merged, settled (not needed any more), failed. `held` ones are told together."""

    people = ListAttribute(of=UnicodeAttribute, default=list)
    message = JSONAttribute()
    state = UnicodeAttribute()
    held = BooleanAttribute(default=False)
    at = UnicodeAttribute()
    attempts = NumberAttribute(default=0)
    error = NumberAttribute(null=True)

    @property
    def key(self) -> str:
        return str(self.pk).removeprefix("NOTICE#")

    @property
    def due(self) -> str:
        return str(self.gsi1sk or "").partition("#")[0]

    @property
    def waits(self) -> bool:
        return bool(self.state == "waiting")


class PlanRow(WecomRow, discriminator="plan"):
    at = UnicodeAttribute()


class RateRow(WecomRow, discriminator="rate"):
    sent = NumberAttribute(default=0)


def add(
    key: str, sk: str, people: Iterable[str], message: Mapping[str, Any], due: dt.datetime, *, held: bool
) -> None:
    """A row of a notice; one that is there stays as it is."""
    row = _new(key, sk, people, message, due, held=held)
    put_new(row)


def plan_made(key: str) -> None:
    """Everybody has a row now."""
    now = clock.now()
    row = PlanRow(f"NOTICE#{key}", PLAN, at=clock.to_text(now), expires_at=now + KEEP)
    put_new(row)


def of(key: str) -> tuple[bool, list[NoticeRow]]:
    """Whether a notice was planned, and its rows."""
    found = list(WecomRow.query(f"NOTICE#{key}", consistent_read=True))
    planned = any(isinstance(row, PlanRow) for row in found)
    return planned, [row for row in found if isinstance(row, NoticeRow)]


def read(key: str, sk: str) -> NoticeRow | None:
    try:
        return NoticeRow.get(f"NOTICE#{key}", sk, consistent_read=True)
    except DoesNotExist:
        return None


def due_rows(now: dt.datetime, most: int) -> Iterator[WecomRow]:
    """What is to be looked at by now, notices and changes of cards, the longest due first, as the index has them."""
    return iter(WecomRow.by_due.query(WAITING, WecomRow.gsi1sk < clock.to_text(now) + "~", limit=most))


def claim(row: NoticeRow, until: dt.datetime) -> bool:
    """Take a waiting row for oneself: nobody else looks at it before `until`. One more attempt is counted."""
    actions = [NoticeRow.gsi1sk.set(_place(row, until)), NoticeRow.attempts.add(1)]
    return change(row, actions, _as_seen(row))


def postpone(row: NoticeRow, due: dt.datetime, *, error: int | None = None, held: bool | None = None) -> None:
    """It is tried again then."""
    actions: list[Action] = [NoticeRow.gsi1sk.set(_place(row, due))]
    if error is not None:
        actions.append(NoticeRow.error.set(error))
    if held is not None:
        actions.append(NoticeRow.held.set(held))
    change(row, actions, _as_seen(row))


def finish(row: NoticeRow, state: str) -> None:
    """Nothing more is done about it."""
    actions = [NoticeRow.state.set(state), NoticeRow.gsi1pk.remove(), NoticeRow.gsi1sk.remove()]
    change(row, actions, NoticeRow.state == "waiting")


def give_up(row: NoticeRow, error: int | None) -> None:
    """An administrator has to look at it."""
    place = f"{clock.to_text(clock.now())}#{row.key}#{row.sk}"
    actions = [NoticeRow.state.set("failed"), NoticeRow.gsi1pk.set(FAILED), NoticeRow.gsi1sk.set(place)]
    if error is not None:
        actions.append(NoticeRow.error.set(error))
    change(row, actions, NoticeRow.state == "waiting")


def split(row: NoticeRow, others: Iterable[str], due: dt.datetime) -> bool:
    """Some of the people of a row get rows of their own, held until then. False when somebody changed it meanwhile."""
    apart = list(others)
    rows = [_new(row.key, f"TO#{one}", [one], row.message, due, held=True) for one in apart]
    stay = [one for one in row.people if one not in apart]
    shrunk = Update(row, [NoticeRow.people.set(stay)], _as_seen(row))
    try:
        transact([shrunk, *(Put(one, NoticeRow.pk.does_not_exist()) for one in rows)])
    except CollisionError:
        return False
    row.people = stay
    return True


def merge(rows: Iterable[NoticeRow], key: str, person: str, message: Mapping[str, Any]) -> NoticeRow | None:
    """Many waiting rows of a person become one, at once or not at all; None when one of them was changed meanwhile."""
    merged = _new(key, f"TO#{person}", [person], message, clock.now(), held=False)
    actions = [NoticeRow.state.set("merged"), NoticeRow.gsi1pk.remove(), NoticeRow.gsi1sk.remove()]
    gone: list[Operation] = [Update(row, actions, _as_seen(row)) for row in rows]
    try:
        transact([Put(merged, NoticeRow.pk.does_not_exist()), *gone])
    except CollisionError:
        return None
    return merged


def failed_rows(most: int) -> list[NoticeRow]:
    """What was given up, the oldest first."""
    found = WecomRow.by_due.query(FAILED, limit=most)
    return [row for row in found if isinstance(row, NoticeRow)]


def count_retrying(before: dt.datetime, most: int) -> int:
    """How many of the next rows that wait were tried before."""
    return sum(isinstance(row, NoticeRow) and row.attempts > 0 for row in due_rows(before, most))


def again(row: NoticeRow) -> bool:
    """A row that was given up waits anew; False where it is not given up (any more)."""
    actions = [
        NoticeRow.state.set("waiting"),
        NoticeRow.gsi1pk.set(WAITING),
        NoticeRow.gsi1sk.set(_place(row, clock.now())),
        NoticeRow.at.set(clock.to_text(clock.now())),
        NoticeRow.attempts.set(1),
    ]
    return change(row, actions, NoticeRow.state == "failed")


def take_slot(userid: str, most_in_minute: int, most_in_hour: int) -> bool:
    """Count one more card to a person; False, and nothing counted, when this minute or hour has had enough.

    WeCom's minute glides and ours does not: this one and the one before together have no more than it allows.
    """
    minute = int(clock.now().timestamp()) // 60
    here = [(f"M#{minute}", f"M#{minute - 1}", most_in_minute)]
    here.append((f"H#{minute // 60}", f"H#{minute // 60 - 1}", most_in_hour))
    pk = f"RATE#{userid}"
    before = RateRow.batch_get([(pk, former) for _, former, _ in here], consistent_read=True)
    counted = {str(row.sk): int(row.sent) for row in before}
    parts: list[Operation] = []
    for now, former, most in here:
        room = most - counted.get(former, 0)
        if room <= 0:
            return False
        free = RateRow.sent.does_not_exist() | (RateRow.sent < room)
        forget = RateRow.expires_at.set(clock.now() + dt.timedelta(hours=3))
        parts.append(Update(RateRow(pk, now), [RateRow.kind.set(RateRow), RateRow.sent.add(1), forget], free))
    try:
        transact(parts)
    except CollisionError:
        return False
    return True


def _new(
    key: str, sk: str, people: Iterable[str], message: Mapping[str, Any], due: dt.datetime, *, held: bool
) -> NoticeRow:
    now = clock.now()
    row = NoticeRow(
        f"NOTICE#{key}",
        sk,
        people=list(people),
        message=dict(message),
        state="waiting",
        held=held,
        at=clock.to_text(now),
        gsi1pk=WAITING,
        expires_at=now + KEEP,
    )
    row.gsi1sk = _place(row, due)
    return row


def _place(row: WecomRow, due: dt.datetime) -> str:
    return f"{clock.to_text(due)}#{row.pk}#{row.sk}"


def _as_seen(row: NoticeRow) -> Condition:
    condition: Condition = (NoticeRow.state == "waiting") & (NoticeRow.gsi1sk == row.gsi1sk)
    return condition
