"""Rows of the WeCom table that keep both directories the same.

| row | pk | sk |
|---|---|---|
| link | `SYNC#PERSON`, `SYNC#DEPARTMENT` | `<userid or number>`: what both sides agreed on, and what WeCom is being told |
| tag | `SYNC#TAG` | `<role>`: the number of its tag in WeCom |
| state | `SYNC` | `STATE`: on or off, who works, since when it does not, what was removed today |
| question | `SYNC#QUESTION` | `<kind>#<id>`: waits for a person, or what was said |
| problem | `SYNC#PROBLEM` | `<what>#<id>#<code>` |
| run | `SYNC#RUN` | `<id>` (90 days) |
| steps of a run | `SYNC#RUN#<id>` | `<number>` (90 days) |

One run at a time writes links (`lease`), so they need no condition of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.platform import clock
from chalicelib.platform.store import Delete, Operation, Put
from chalicelib.wecom.store import WecomRow
from chalicelib.wecom.sync.model import Link, Links, Member, Sent, Thing, Unit, What

STATE = "SYNC"
TAGS = "SYNC#TAG"
FIRST_TAG = 1001
"""Tags of ours begin here; the number is chosen before WeCom is asked, so that a repeat makes no second one."""
LEASE = dt.timedelta(minutes=16)
"""Longer than the function may run."""


class LinkRow(WecomRow, discriminator="sync_link"):
    agreed = JSONAttribute(null=True)
    sent = JSONAttribute(null=True)


class TagRow(WecomRow, discriminator="sync_tag"):
    number = NumberAttribute()


class StateRow(WecomRow, discriminator="sync_state"):
    """`nightly_on`: the last day whose full run was finished. `reason`: why WeCom was closed when last asked."""

    enabled = BooleanAttribute(default=False)
    enabled_by = UnicodeAttribute(default="")
    lease_until = UnicodeAttribute(default="")
    lease_of = UnicodeAttribute(default="")
    nightly_on = UnicodeAttribute(default="")
    paused_until = UnicodeAttribute(default="")
    failures = NumberAttribute(default=0)
    reason = UnicodeAttribute(default="")
    removed_on = UnicodeAttribute(default="")
    removed_here = NumberAttribute(default=0)
    removed_there = NumberAttribute(default=0)


def read_state() -> StateRow:
    try:
        return StateRow.get(STATE, "STATE", consistent_read=True)
    except DoesNotExist:
        return StateRow(STATE, "STATE")


def change_state(actions: list[Action], condition: Condition | None = None) -> bool:
    """Change the state; False where the condition does not hold."""
    try:
        StateRow(STATE, "STATE").update(actions=[StateRow.kind.set(StateRow), *actions], condition=condition)
    except UpdateError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True


def take_lease(whose: str) -> bool:
    """Whether this run may begin: one at a time. One that died is over after a quarter of an hour."""
    now = clock.now()
    free = StateRow.lease_until.does_not_exist() | (StateRow.lease_until < clock.to_text(now))
    until = clock.to_text(now + LEASE)
    return change_state([StateRow.lease_until.set(until), StateRow.lease_of.set(whose)], free)


def give_lease(whose: str) -> None:
    change_state([StateRow.lease_until.set("")], StateRow.lease_of == whose)


def count_removed(*, here: bool) -> None:
    """One person more was removed today, on this side or that."""
    today = clock.wall(clock.now()).date().isoformat()
    counted, other = StateRow.removed_here, StateRow.removed_there
    if not here:
        counted, other = other, counted
    if not change_state([counted.add(1)], StateRow.removed_on == today):
        change_state([StateRow.removed_on.set(today), counted.set(1), other.set(0)])


def read_links(what: What) -> Iterator[tuple[str, Link]]:
    for row in LinkRow.query(_partition(what), consistent_read=True):
        yield str(row.sk), _link(what, row)


def read_some(what: What, names: Collection[str]) -> Iterator[tuple[str, Link]]:
    keys = [(_partition(what), name) for name in sorted(set(names)) if name]
    for row in LinkRow.batch_get(keys, consistent_read=True) if keys else ():
        yield str(row.sk), _link(what, row)


def whole() -> Links:
    return Links(dict(read_links("person")), {int(number): link for number, link in read_links("department")})


def agreement(what: What, name: str, thing: Thing | None) -> Operation:
    """What is agreed from now on; nothing is under way any more. None: it is forgotten."""
    row = LinkRow(_partition(what), name)
    if thing is None:
        return Delete(row)
    row.agreed = _plain(thing)
    return Put(row)


def agree(agreed: Iterable[tuple[What, str, Thing | None]]) -> None:
    """The same for many, each by itself."""
    with LinkRow.batch_write() as batch:
        for what, name, thing in agreed:
            operation = agreement(what, name, thing)
            if isinstance(operation, Delete):
                batch.delete(LinkRow(_partition(what), name))
            elif isinstance(operation, Put):
                batch.save(LinkRow(_partition(what), name, agreed=_plain(thing)))


def mark(what: What, name: str, values: Sent) -> None:
    """Write ahead: what WeCom is about to have from us."""
    actions: list[Action] = [LinkRow.kind.set(LinkRow), LinkRow.sent.set(dict(values))]
    LinkRow(_partition(what), name).update(actions=actions)


def tags() -> dict[str, int]:
    return {str(row.sk): int(row.number) for row in TagRow.query(TAGS, consistent_read=True)}


def keep_tag(role: str, number: int) -> None:
    TagRow(TAGS, role, number=number).save(condition=TagRow.pk.does_not_exist())


def _partition(what: What) -> str:
    return f"SYNC#{what.upper()}"


def _plain(thing: Any) -> list[Any]:
    return [list(part) if isinstance(part, tuple) else part for part in thing]


def _link(what: What, row: LinkRow) -> Link:
    agreed: Thing | None = None
    if row.agreed is not None:
        parts: list[Any] = [tuple(part) if isinstance(part, list) else part for part in row.agreed]
        agreed = Member(*parts) if what == "person" else Unit(*parts)
    return Link(agreed, row.sent or {})
