"""Statistics: which groups a record counts in, and with what. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.counting import GRAINS, Statistic
from chalicelib.libraries.filters import Viewer, holds
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record

SHARDS = 8
MILLION = 1_000_000
"""Totals are kept as whole millionths: they are added up by the database, and must not drift."""
NOBODY = Viewer("")


@dataclass(frozen=True, order=True)
class Place:
    """A part of a group of a statistic; `statistic` with what it says, so that another meaning is another figure."""

    statistic: str
    group: str
    shard: int


@dataclass(frozen=True)
class Figure:
    number: int = 0
    total: int = 0

    def plus(self, other: Figure, times: int = 1) -> Figure:
        return Figure(self.number + times * other.number, self.total + times * other.total)


def name_of(statistic: Statistic) -> str:
    """The statistic's name in the store: its key, and a print of what it says."""
    said = statistic.model_dump_json(by_alias=True, exclude={"name"}, exclude_defaults=True)
    return f"{statistic.key}@{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def changes(
    before: tuple[Library, Record] | None, after: tuple[Library, Record] | None
) -> dict[Place, Figure]:
    """How figures change when a record does; each by the definition it was counted by."""
    found: dict[Place, Figure] = {}
    for stands, times in ((before, -1), (after, 1)):
        for place, figure in _contributions(*stands) if stands else ():
            found[place] = found.get(place, Figure()).plus(figure, times)
    return {place: figure for place, figure in found.items() if figure != Figure()}


def group_text(values: Iterable[Any]) -> str:
    """A group's values as a text; the time first where there is one, so that a range of it is a range of keys."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def group_values(text: str) -> list[Any]:
    return list(json.loads(text))


def _contributions(library: Library, record: Record) -> Iterator[tuple[Place, Figure]]:
    shard = zlib.crc32(record.key.encode()) % SHARDS
    for statistic in library.counted if not record.deleted_at else ():
        name = name_of(statistic)
        for values in _rows(statistic, record.values):
            if not holds(statistic.filter, values, NOBODY, dt.date.min):
                continue
            figure = _figure(statistic, values)
            for group in _groups(statistic, values):
                yield Place(name, group_text(group), 0 if statistic.distinct else shard), figure


def _rows(statistic: Statistic, values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The record, or where columns of a table are named its rows, by paths."""
    table = next((name.partition(".")[0] for name in statistic.named if "." in name), "")
    if not table:
        yield values
    for row in values.get(table) or () if table else ():
        yield {**values, **{f"{table}.{name}": value for name, value in row.items()}}


def _figure(statistic: Statistic, values: Mapping[str, Any]) -> Figure:
    """One, and the amount; nothing where there is no amount to add."""
    if not statistic.amount:
        return Figure(1)
    value = values.get(statistic.amount)
    return Figure() if value is None else Figure(1, round(value * MILLION))


def _groups(statistic: Statistic, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The group; of a field with several values one each. What has no value has none that differs."""
    groups: list[tuple[Any, ...]] = [()]
    for name in statistic.counted_by:
        value = values.get(name)
        if name == statistic.time and statistic.grain:
            value = str(value)[: GRAINS[statistic.grain]] if value else None
        several = value if isinstance(value, list) and value else [None if value == [] else value]
        groups = [(*group, one) for group in groups for one in several]
    return [group for group in groups if not statistic.distinct or group[-1] not in (None, "")]
