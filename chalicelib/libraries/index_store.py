"""Rows of what records are found and counted by, in the libraries table.

| row | pk | sk |
|---|---|---|
| index item | `V#<library>#<index>#<value>` | `<order>` |
| figure | `S#<library>#<statistic>` | `<group>#<shard>` |
| words | `W#<library>#<key>` | `WORDS` |

Index items and figures are written in the transaction of their record, so they are read consistently. A figure is kept
in parts: records that are written at the same time seldom meet in one row. The items of a record's words follow it; the
row of words says which there are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.libraries.figures import Figure, Place
from chalicelib.libraries.indexing import LAG, WORDS, Index, Item
from chalicelib.libraries.store import LibraryRow
from chalicelib.platform.store import Delete, Operation, Put, Update

LAST = "\uffff"
"""Comes behind every text there is."""


class ItemRow(LibraryRow, discriminator="item"):
    record = UnicodeAttribute()


class FigureRow(LibraryRow, discriminator="figure"):
    """`number` of records and their `total`, whole millionths."""

    number = NumberAttribute(default=0)
    total = NumberAttribute(default=0)


class WordsRow(LibraryRow, discriminator="words"):
    parts = JSONAttribute()
    version = NumberAttribute()


def item_writes(library: str, key: str, before: frozenset[Item], after: frozenset[Item]) -> list[Operation]:
    """A record's index items, where they change."""
    gone = [Delete(ItemRow(*place_of(library, item))) for item in sorted(before - after)]
    return [*gone, *(Put(ItemRow(*place_of(library, item), record=key)) for item in sorted(after - before))]


def figure_writes(library: str, changes: Mapping[Place, Figure]) -> list[Operation]:
    """Figures that grow, or shrink."""
    return [
        Update(
            FigureRow(*place_of_figure(library, place)),
            [
                FigureRow.kind.set(FigureRow),
                FigureRow.number.add(figure.number),
                FigureRow.total.add(figure.total),
            ],
        )
        for place, figure in changes.items()
    ]


def keys_between(
    library: str, index: Index, value: str, low: str, high: str, *, descending: bool, most: int
) -> Iterator[tuple[str, str]]:
    """Order and key of records in one index, from a place to another (both excluded), at most so many."""
    rows = ItemRow.query(
        _partition(library, index, value),
        ItemRow.sk.between(low, high),
        scan_index_forward=not descending,
        limit=most + 1,
        page_size=most + 1,
        consistent_read=True,
    )
    inner = ((row.sk, row.record) for row in rows if row.sk not in (low, high))
    return itertools.islice(inner, most)


def lagging(library: str, most: int = 100) -> list[str]:
    """Keys of records whose index items are still to come."""
    return [key for _, key in keys_between(library, LAG, "", " ", LAST, descending=False, most=most)]


def word_writes(library: str, key: str, before: WordsRow | None, after: frozenset[str]) -> list[Operation]:
    """Index items for the words of a record, and the row that says which there are; it collides when that changed."""
    version = int(before.version) + 1 if before else 1
    kept = WordsRow(f"W#{library}#{key}", "WORDS", parts=sorted(after), version=version)
    unchanged = WordsRow.version == before.version if before else WordsRow.pk.does_not_exist()
    items = [word_items(key, parts) for parts in (before.parts if before else (), after)]
    return [Put(kept, unchanged), *item_writes(library, key, *items)]


def word_items(key: str, parts: Iterable[str]) -> frozenset[Item]:
    """The index items of a record's words."""
    return frozenset(Item(WORDS, part, f"#{key}") for part in parts)


def read_words(library: str, key: str) -> WordsRow | None:
    """Which words of a record have index items."""
    found = WordsRow.batch_get([(f"W#{library}#{key}", "WORDS")], consistent_read=True)
    return next(iter(found), None)


def figures(library: str, statistic: str, low: str = "", high: str = "") -> Iterable[tuple[str, int, float]]:
    """Group, number and total (millionths) of every part of a statistic; of one by day, of those from a day to another
    (an empty one: whatever comes), both included.
    """
    wanted = FigureRow.sk.between(f'["{low}', f'["{high}{LAST}') if low or high else None
    rows: Any = FigureRow.query(f"S#{library}#{statistic}", wanted, consistent_read=True)
    return ((row.sk.rpartition("#")[0], int(row.number), float(row.total)) for row in rows)


def place_of(library: str, item: Item) -> tuple[str, str]:
    """The key of an index item."""
    return _partition(library, item.index, item.value), item.order


def place_of_figure(library: str, place: Place) -> tuple[str, str]:
    """The key of a part of a figure."""
    return f"S#{library}#{place.statistic}", f"{place.group}#{place.shard}"


def _partition(library: str, index: Index, value: str) -> str:
    return f"V#{library}#{index.name}#{value}"
