"""Entries that move another record's figure: a movement of stock, and the stock it leaves. Pure.

The figure is written in the transaction of its entries, so it always is their sum; its `min` refuses an entry that would
take more than there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.libraries.model import PLACES, Library
from chalicelib.libraries.records import Action, Record, Write
from chalicelib.platform.field_types import FieldType


@dataclass(frozen=True)
class Account:
    """A figure that entries move: `field` of the record of `library` that the entry's `by` names, by its `sum`."""

    library: str
    field: str
    by: str
    sum: str


def accounts(library: Library, named: Callable[[str], Library | None]) -> tuple[Account, ...]:
    """The figures the records of a library move; `named` gives the libraries its references name."""
    return tuple(
        Account(other.key, name, field.entries.by, field.entries.sum)
        for other in map(named, dict.fromkeys(_targets(library)) if library.append_only else ())
        for name, field in (other.fields.items() if other else ())
        if field.entries and other and field.entries.library == library.key
    )


def postings(
    moved: tuple[Account, ...], before: Record | None, after: Record, reference: str
) -> Iterator[tuple[str, str, Write]]:
    """Library, key and write for each figure that a change of a record moves."""
    changes: dict[tuple[str, str], dict[str, float]] = {}
    for account in moved:
        for record, sign in ((before, -1), (after, 1)):
            key, amount = _said(account, record)
            if key:
                figures = changes.setdefault((account.library, key), {})
                figures[account.field] = round(figures.get(account.field, 0) + sign * amount, PLACES)
    for (library, key), figures in changes.items():
        if add := {name: amount for name, amount in figures.items() if amount}:
            yield library, key, Write(Action.UPDATE, f"{reference}>{library}#{key}", add=add, posts=True)


def _said(account: Account, record: Record | None) -> tuple[str, float]:
    if record is None or record.deleted_at:
        return "", 0
    return str(record.values.get(account.by) or ""), record.values.get(account.sum) or 0


def _targets(library: Library) -> Iterator[str]:
    for field in library.fields.values():
        if field.type is FieldType.LIBRARY_REF and field.library and not field.multiple:
            yield field.library
