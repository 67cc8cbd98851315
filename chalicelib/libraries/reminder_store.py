"""Rows of what people were reminded of, in the libraries table.

| row | pk | sk |
|---|---|---|
| reminded | `N#<library>#<day>` | `<userid>#<number>` |
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.libraries.store import LibraryRow
from chalicelib.platform import clock
from chalicelib.platform.store import CollisionError, Put, transact

MOST = 1000
"""Lines of one row: a row has 400 KB."""


class RemindedRow(LibraryRow, discriminator="reminded"):
    """A message to a person: reference of what is remembered -> what its line says. Several of a day have numbers."""

    userid = UnicodeAttribute()
    number = NumberAttribute()
    lines = JSONAttribute()
    sent_at = UnicodeAttribute(default="")


def unsent(library: str, day: str) -> list[RemindedRow]:
    """Messages that were written down and perhaps never queued."""
    rows = RemindedRow.query(f"N#{library}#{day}", consistent_read=True)
    return [row for row in rows if not row.sent_at]


def keep(library: str, day: str, userid: str, lines: Mapping[str, Any]) -> None:
    """Write down a message with those lines the person has not been told today, where there are any.

    Of two that write at once one is first, and the other leaves it to that one. What is too much for one row is left
    to the next run.
    """
    partition = f"N#{library}#{day}"
    rows = list(RemindedRow.query(partition, RemindedRow.sk.startswith(f"{userid}#"), consistent_read=True))
    told = {reference for row in rows for reference in row.lines}
    fresh = [(reference, line) for reference, line in lines.items() if reference not in told][:MOST]
    if not fresh:
        return
    number = len(rows) + 1
    row = RemindedRow(partition, f"{userid}#{number:03d}", userid=userid, number=number, lines=dict(fresh))
    with contextlib.suppress(CollisionError):
        transact([Put(row, RemindedRow.pk.does_not_exist())])


def sent(row: RemindedRow) -> None:
    """Mark a message as queued."""
    row.update(actions=[RemindedRow.sent_at.set(clock.to_text(clock.now()))])
