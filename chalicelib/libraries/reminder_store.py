"""Rows of what people were reminded of, in the libraries table.

| row | pk | sk |
|---|---|---|
| reminded | `N#<library>#<day>` | `<userid>#<number>` |
| answered | `N#<library>` | `DAYS`, `MINUTES` |
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.libraries.store import LibraryRow
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError
from chalicelib.platform.store import CollisionError, Put, transact

MOST = 1000
"""Lines of one row: a row has 400 KB."""
TRIES = 50


class Kind(StrEnum):
    """What a run answers for: reminders by days, or by minutes."""

    DAYS = "DAYS"
    MINUTES = "MINUTES"


class RemindedRow(LibraryRow, discriminator="reminded"):
    """A message to a person: reference of what is remembered -> what its line says. Several of a day have numbers."""

    userid = UnicodeAttribute()
    number = NumberAttribute()
    lines = JSONAttribute()
    sent_at = UnicodeAttribute(default="")


class AnsweredRow(LibraryRow, discriminator="answered"):
    """From when on, and until when, everything of a library was told; wall clock."""

    begun = UnicodeAttribute()
    until = UnicodeAttribute()


def unsent(library: str, day: str) -> list[RemindedRow]:
    """Messages that were written down and perhaps never queued."""
    rows = RemindedRow.query(f"N#{library}#{day}", consistent_read=True)
    return [row for row in rows if not row.sent_at]


def keep(library: str, day: str, userid: str, lines: Mapping[str, Any]) -> None:
    """Write down, in as many messages as it takes, those lines the person has not been told for that day.

    Of two that write at once one is first, and the other looks again. Raises BusyError.
    """
    partition = f"N#{library}#{day}"
    for _ in range(TRIES):
        rows = list(
            RemindedRow.query(partition, RemindedRow.sk.startswith(f"{userid}#"), consistent_read=True)
        )
        told = {reference for row in rows for reference in row.lines}
        fresh = [(reference, line) for reference, line in lines.items() if reference not in told][:MOST]
        if not fresh:
            return
        number = len(rows) + 1
        row = RemindedRow(
            partition, f"{userid}#{number:03d}", userid=userid, number=number, lines=dict(fresh)
        )
        try:
            transact([Put(row, RemindedRow.pk.does_not_exist())])
        except CollisionError:
            continue
    raise BusyError


def sent(row: RemindedRow) -> None:
    """Mark a message as queued."""
    row.update(actions=[RemindedRow.sent_at.set(clock.to_text(clock.now()))])


def answered(library: str, kind: Kind) -> tuple[str, str] | None:
    """From when on, and until when, everything was told; None where nothing ever was."""
    found = AnsweredRow.batch_get([(f"N#{library}", kind.value)], consistent_read=True)
    return next(((row.begun, row.until) for row in found), None)


def answer(library: str, kind: Kind, begun: str, until: str) -> None:
    """Everything was told until then."""
    AnsweredRow(f"N#{library}", kind.value, begun=begun, until=until).save()
