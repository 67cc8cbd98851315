"""On the way from what a record's index items stand for to what it says: stands whose difference is small. Pure.

What is between is no record anybody wrote, but items and figures follow from values, so they can stand for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.libraries.records import Served


def nearer(stands: Served, goal: Served, most: int) -> Served:
    """A stand nearer to the goal, by so many rows of tables (or values of lists) at the most.

    Lists shrink to what stays as it is before anything else changes, and grow last.
    """
    lists = {} if stands.deleted_at else _lists(stands.values)
    kept = {
        name: _common(rows, goal.values.get(name)) if _alike(stands, goal) else 0
        for name, rows in lists.items()
    }
    if any(len(rows) > kept[name] for name, rows in lists.items()):
        return replace(stands, values={**stands.values, **_cut(lists, kept, most)})
    return replace(goal, values={**goal.values, **_grown(_lists(goal.values), kept, most)})


def _lists(values: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: rows for name, rows in values.items() if isinstance(rows, list)}


def _alike(stands: Served, goal: Served) -> bool:
    """Whether nothing but lists differs: what counts rows may count them by all the rest."""
    rest = [
        {name: value for name, value in one.values.items() if not isinstance(value, list)}
        for one in (stands, goal)
    ]
    return rest[0] == rest[1] and (stands.definition, stands.deleted_at) == (goal.definition, goal.deleted_at)


def _common(old: list[Any], new: Any) -> int:
    """How many values both begin with."""
    rows = new if isinstance(new, list) else []
    pairs = enumerate(zip(old, rows, strict=False))
    return next((at for at, (was, now) in pairs if was != now), min(len(old), len(rows)))


def _cut(lists: Mapping[str, list[Any]], kept: Mapping[str, int], most: int) -> dict[str, list[Any]]:
    found = {}
    for name, rows in lists.items():
        length = max(kept[name], len(rows) - most)
        most -= len(rows) - length
        found[name] = rows[:length]
    return found


def _grown(lists: Mapping[str, list[Any]], had: Mapping[str, int], most: int) -> dict[str, list[Any]]:
    found = {}
    for name, rows in lists.items():
        length = min(len(rows), had.get(name, 0) + most)
        most -= length - had.get(name, 0)
        found[name] = rows[:length]
    return found
