"""Entries of a ledger as values of its fields, and what its statistics count of them.

Entries only come: a ledger is counted when it is read, by all of them, and keeps no figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.libraries import figures, store
from chalicelib.libraries.counting import Statistic
from chalicelib.libraries.figures import Figure, Place
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record
from chalicelib.libraries.store import EntryRow
from chalicelib.platform import clock


def values_of(library: Library, row: EntryRow) -> dict[str, Any]:
    """An entry by field."""
    found = {
        "entry_no": row.entry_no,
        "kind": row.entry_kind,
        "occurs_on": clock.wall(clock.from_text(row.at)).date().isoformat(),
        "expires_on": row.expires_on or None,
        "source_flow": row.source,
        "ref_entry": row.reference,
        "balance_after": row.balance_after,
        "remark": row.remark,
    }
    ledger = library.ledger
    if ledger:
        found |= {ledger.owner: row.owner, ledger.account: row.account, ledger.amount: row.amount}
    return found


def counted(library: Library, statistic: Statistic, low: str, high: str) -> Iterator[tuple[str, int, float]]:
    """Group, number and total (millionths) of a statistic of a ledger, from a day to another where they are said."""
    only = library.model_copy(update={"statistics": (statistic,)})
    found: dict[Place, Figure] = {}
    for row in store.all_entries(library.key):
        record = Record(row.entry_no, values_of(library, row))
        for place, figure in figures.changes(None, (only, record)).items():
            found[place] = found.get(place, Figure()).plus(figure)
    for place, figure in found.items():
        if not (low or high) or _is_between(place.group, low, high):
            yield place.group, figure.number, figure.total


def _is_between(group: str, low: str, high: str) -> bool:
    day = next(iter(figures.group_values(group)), None)
    return isinstance(day, str) and low <= day and (not high or day <= high)
