"""Rows of saved searches, in the libraries table.

| row | pk | sk |
|---|---|---|
| saved search | `P#<library>#<first userid>` | `SEARCH#<slot>` |

A person has so many slots in a library and no more: two who save at the same moment cannot pass the limit together.
"""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute

from chalicelib.libraries.store import LibraryRow
from chalicelib.platform.store import Delete, Operation, Put

SLOTS = 30


class SearchRow(LibraryRow, discriminator="search"):
    """`filter` is JSON, `sort` is missing where the view's own is meant."""

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    view = UnicodeAttribute()
    filter = UnicodeAttribute()
    words = UnicodeAttribute()
    sort = UnicodeAttribute(null=True)
    saved_at = UnicodeAttribute()


def read_searches(library: str, userid: str) -> list[SearchRow]:
    """A person's saved searches in a library, the oldest first."""
    rows = SearchRow.query(
        _of_person(library, userid), SearchRow.sk.startswith("SEARCH#"), consistent_read=True
    )
    return sorted(rows, key=lambda row: str(row.id))


def free_key(library: str, userid: str, taken: list[SearchRow]) -> tuple[str, str] | None:
    """The key of a slot nothing is in; None where all are taken."""
    used = {row.sk for row in taken}
    free = next((slot for slot in map(_slot, range(SLOTS)) if slot not in used), None)
    return (_of_person(library, userid), free) if free else None


def save_write(row: SearchRow) -> Operation:
    """A new saved search; collides where its slot was taken meanwhile."""
    return Put(row, SearchRow.pk.does_not_exist())


def forget_write(row: SearchRow) -> Operation:
    """A saved search taken away; collides where it is gone already."""
    return Delete(SearchRow(row.pk, row.sk), SearchRow.id == row.id)


def _of_person(library: str, userid: str) -> str:
    return f"P#{library}#{userid}"


def _slot(number: int) -> str:
    return f"SEARCH#{number:02d}"
