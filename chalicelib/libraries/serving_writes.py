"""Index items and figures of records, as writes of the transaction that changes the records; or left for later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from chalicelib.libraries import figures, index_store
from chalicelib.libraries.figures import Figure, Place
from chalicelib.libraries.indexing import LAG, Item, indexes, items
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record, Served
from chalicelib.platform.store import Operation


@dataclass(frozen=True)
class Definitions:
    """A library's definition now and its version; `at` gives an earlier one, `named` another library's."""

    current: Library
    version: int
    at: Callable[[int], Library]
    named: Callable[[str], Definitions]


ROOM = 70
"""Writes of one transaction that records, their histories, index items and figures may take."""


def at_once(library: Library) -> int:
    """How many new records of a library one transaction takes, by what each of them writes at most."""
    unique = sum(field.unique for field in library.fields.values()) + len(library.unique_keys)
    return max(1, ROOM // (2 + unique + len(indexes(library)) + len(library.statistics)))


def served(
    definitions: Definitions, before: Mapping[str, Record], after: Mapping[str, Record]
) -> list[Operation]:
    """The changes of index items and figures that bring them to the records."""
    made: list[Operation] = []
    changed: dict[Place, Figure] = {}
    for key, record in after.items():
        stood = _stood(definitions, before.get(key))
        items_before = items(*stood) if stood else frozenset()
        if key in before and before[key].served:
            items_before |= {_mark(key)}
        made += index_store.item_writes(
            definitions.current.key, key, items_before, items(definitions.current, record)
        )
        for place, figure in figures.changes(stood, (definitions.current, record)).items():
            changed[place] = changed.get(place, Figure()).plus(figure)
    changed = {place: figure for place, figure in changed.items() if figure != Figure()}
    return [*made, *index_store.figure_writes(definitions.current.key, changed)]


def lagging(before: Mapping[str, Record], after: Mapping[str, Record]) -> dict[str, Record]:
    """The records, each with what its index items stand for meanwhile."""
    return {key: replace(record, served=_served(before.get(key))) for key, record in after.items()}


def lag_marks(library: str, after: Iterable[str]) -> list[Operation]:
    """Rows that say which records lag."""
    return [
        write
        for key in after
        for write in index_store.item_writes(library, key, frozenset(), frozenset({_mark(key)}))
    ]


def _stood(definitions: Definitions, before: Record | None) -> tuple[Library, Record] | None:
    """What a record's index items stand for, with the definition they were written by; None where there are none."""
    served = _served(before)
    if not served.definition:
        return None
    library = (
        definitions.current if served.definition == definitions.version else definitions.at(served.definition)
    )
    return library, Record(served.key, served.values, deleted_at=served.deleted_at)


def _served(before: Record | None) -> Served:
    if before is None:
        return Served()
    return before.served or Served(before.key, before.values, before.deleted_at, before.definition)


def _mark(key: str) -> Item:
    return Item(LAG, "", f"#{key}")
