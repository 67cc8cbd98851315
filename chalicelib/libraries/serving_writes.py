"""Index items and figures of records, as writes of the transaction that changes the records; or left for later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from chalicelib.libraries import figures, index_store
from chalicelib.libraries.catching_up import nearer
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

    def of(self, version: int) -> Library:
        """The definition of a version; of a record that knows none, today's."""
        return self.current if version in (0, self.version) else self.at(version)


ROOM = 70
"""Writes of one transaction that records, their histories, index items and figures may take."""


FULL, STEPS = 90, (64, 16, 4, 1)
"""Writes of a transaction beside the record's own; how many rows of a big record are tried at once."""


def at_once(library: Library) -> int:
    """How many new records of a library one transaction takes, by what each of them writes at most."""
    unique = sum(field.unique for field in library.fields.values()) + len(library.unique_keys)
    return max(1, ROOM // (2 + unique + len(indexes(library)) + len(library.counted)))


def served(
    definitions: Definitions, before: Mapping[str, Record], after: Mapping[str, Record]
) -> list[Operation]:
    """The changes of index items and figures that bring them to the records."""
    made: list[Operation] = []
    changed: dict[Place, Figure] = {}
    for key, record in after.items():
        stood = stood_for(definitions, before.get(key))
        items_before = items(*stood) if stood else frozenset()
        if key in before and before[key].served:
            items_before |= {lag_mark(key)}
        made += index_store.item_writes(
            definitions.current.key, key, items_before, items(definitions.current, record)
        )
        for place, figure in figures.changes(stood, (definitions.current, record)).items():
            changed[place] = changed.get(place, Figure()).plus(figure)
    changed = {place: figure for place, figure in changed.items() if figure != Figure()}
    return [*made, *index_store.figure_writes(definitions.current.key, changed)]


def moved(definitions: Definitions, record: Record, to: Served, *, lags: bool) -> list[Operation]:
    """The changes that bring the index items and figures of a record to another stand."""
    stood = stood_for(definitions, record)
    after = (definitions.of(to.definition), Record(to.key, to.values, deleted_at=to.deleted_at))
    items_before = (items(*stood) if stood else frozenset()) | (
        frozenset() if lags else {lag_mark(record.key)}
    )
    made = index_store.item_writes(definitions.current.key, record.key, items_before, items(*after))
    return [*made, *index_store.figure_writes(definitions.current.key, figures.changes(stood, after))]


def towards(
    definitions: Definitions, record: Record, goal: Served, *, lags: bool
) -> tuple[Served, list[Operation]]:
    """A stand a record's index items can be brought to in one transaction, the goal itself where it is not too far,
    and the changes that do it. `lags`: until the goal is reached the record stays marked.
    """
    made = moved(definitions, record, goal, lags=False)
    stand = goal
    for most in STEPS if len(made) > FULL else ():
        stand = nearer(_served(record), goal, most)
        made = moved(definitions, record, stand, lags=lags and stand != goal)
        if len(made) <= FULL:
            break
    return stand, made


def lagging(before: Mapping[str, Record], after: Mapping[str, Record]) -> dict[str, Record]:
    """The records, each with what its index items stand for meanwhile."""
    return {key: replace(record, served=_served(before.get(key))) for key, record in after.items()}


def lag_marks(library: str, after: Iterable[str]) -> list[Operation]:
    """Rows that say which records lag."""
    return [
        write
        for key in after
        for write in index_store.item_writes(library, key, frozenset(), frozenset({lag_mark(key)}))
    ]


def stood_for(definitions: Definitions, before: Record | None) -> tuple[Library, Record] | None:
    """What a record's index items stand for, with the definition they were written by; None where there are none."""
    served = _served(before)
    if not served.definition:
        return None
    return definitions.of(served.definition), Record(served.key, served.values, deleted_at=served.deleted_at)


def _served(before: Record | None) -> Served:
    if before is None:
        return Served()
    return before.served or Served(before.key, before.values, before.deleted_at, before.definition)


def lag_mark(key: str) -> Item:
    """The place where it stands that a record lags."""
    return Item(LAG, "", f"#{key}")
