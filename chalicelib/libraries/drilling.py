"""Which list has the records a figure counts. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any

from chalicelib.libraries.composing import Source
from chalicelib.libraries.counting import GRAINS
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.model import Library
from chalicelib.platform.field_types import FieldType

Condition = dict[str, Any]
MOST_VALUES = 10
"""A condition names so many values of a field at the most."""


def window(source: Source, today: dt.date) -> tuple[str, str]:
    """The first and the last day a part counts; empty where there is none."""
    if source.part.last_days:
        return (today - dt.timedelta(days=source.part.last_days - 1)).isoformat(), today.isoformat()
    return (today.isoformat(), "") if source.part.from_today else ("", "")


def condition(
    source: Source, values: Mapping[str, Any], today: dt.date, largest: Mapping[str, list[Any]]
) -> Condition | None:
    """What the records have in common that were counted in a group; None where no condition can say it.

    `largest`: of a part that takes the largest groups their values.
    """
    groups = {name: _group(source, name, value) for name, value in values.items()}
    said = [_plain(one) for one in (source.statistic.filter, source.part.where) if one]
    said = [{name: one for name, one in part.items() if name not in groups} for part in said]
    said += [{name: one} for name, one in groups.items()]
    if source.part.has_window:
        said.append(_between(source, *window(source, today)))
    for name, several in largest.items():
        if len(several) > MOST_VALUES or None in several:
            return None
        said.append({name: {"in": several}})
    return _joined(said)


def place(library: Library, asked: Condition) -> tuple[str, Condition]:
    """The view whose list is asked, and by what: the rows of a table where only rows are asked for and a list shows
    them, else the records, or the entries of a ledger.
    """
    if library.kind != "records":
        return "", asked
    names = list(_names(asked))
    tables = {name.partition(".")[0] if "." in name else "" for name in names}
    table = next(iter(tables)) if len(tables) == 1 else ""
    view = next((one.key for one in library.views if one.child == table and not one.filter), None)
    if table and view:
        return view, _columns(asked)
    return "", asked


def _plain(said: Filter) -> Condition:
    return dict(said.model_dump(mode="json", by_alias=True, exclude_none=True))


def _joined(several: list[Condition]) -> Condition:
    """All of them as one; where two say something of one field, one beside the other."""
    found: Condition = {}
    beside: list[Condition] = []
    for one in several:
        if found.keys() & one.keys() or {"any", "all"} & one.keys():
            beside.append(one)
        else:
            found |= one
    return {"all": [*([found] if found else []), *beside]} if beside else found


def _group(source: Source, name: str, value: Any) -> Any:
    """What a dimension must be; it says more than a filter of the same field, which holds for the group."""
    if value is None or value == "":
        return {"empty": True}
    if name != source.statistic.time or not source.statistic.grain:
        return value
    first, last = _days(str(value)[: GRAINS[source.statistic.grain]])
    return _between(source, first, last)[name]


def _between(source: Source, first: str, last: str) -> Condition:
    """Days of a date, or all moments of them."""
    name = source.statistic.time
    field = source.field(name)
    is_moment = field is not None and field.type is FieldType.DATETIME
    low, high = ("T00:00", "T23:59") if is_moment else ("", "")
    return {name: {"gte": first + low, **({"lte": last + high} if last else {})}}


def _days(time: str) -> tuple[str, str]:
    """The first and the last day of a year, a month or a day."""
    if len(time) == GRAINS["year"]:
        return f"{time}-01-01", f"{time}-12-31"
    if len(time) == GRAINS["month"]:
        year, month = map(int, time.split("-"))
        return f"{time}-01", f"{time}-{calendar.monthrange(year, month)[1]}"
    return time, time


def _names(asked: Condition) -> list[str]:
    found: list[str] = []
    for name, said in asked.items():
        found += [one for part in said for one in _names(part)] if isinstance(said, list) else [name]
    return found


def _columns(asked: Condition) -> Condition:
    """The same of the rows of a table: their columns by name."""
    return {
        name.partition(".")[2] or name: [_columns(part) for part in said] if isinstance(said, list) else said
        for name, said in asked.items()
    }
