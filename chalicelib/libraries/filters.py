"""Conditions an index can answer: of views, permissions, reminders. Declarative rather than JSONata; docs/decisions.md says why. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, Field, RootModel, model_validator

from chalicelib.libraries.base import Frozen

ME, MY_DEPARTMENT = "$me", "$me.department"
Scalar = bool | int | float | str
SET_WORDS = frozenset({"all", "any"})
ONE_VALUE = frozenset({"eq", "in", "empty"})
RANGES = frozenset({"lt", "lte", "gt", "gte", "within_days"})
ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
}


class Test(Frozen):
    """What a field must be. Of a field with several values, and of the rows of a table, one of them must be it (`ne`: none).

    `within_days`: no later than so many days from today; what is past is within. `$me` and `$me.department` are who
    looks.
    """

    __test__ = False

    eq: Scalar | None = None
    ne: Scalar | None = None
    in_: tuple[Scalar, ...] | None = Field(default=None, alias="in", min_length=1)
    lt: Scalar | None = None
    lte: Scalar | None = None
    gt: Scalar | None = None
    gte: Scalar | None = None
    within_days: int | None = Field(default=None, ge=0, le=3660)
    empty: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Test:
        if not self.operators():
            raise ValueError("a condition says eq, ne, in, lt, lte, gt, gte, within_days or empty")
        return self

    def operators(self) -> dict[str, Any]:
        """Operator -> value."""
        said = {name: getattr(self, name) for name in type(self).model_fields}
        return {name.rstrip("_"): value for name, value in said.items() if value is not None}


class Filter(RootModel[dict[str, "Test | Scalar | tuple[Filter, ...]"]]):
    """Field -> what it must be, `{status: 在用}` or `{days: {gt: 3}}`; all of them hold. `all` and `any` join several."""

    model_config = ConfigDict(frozen=True)
    root: dict[str, Test | Scalar | tuple[Filter, ...]] = Field(min_length=1)

    @model_validator(mode="after")
    def _lists_only_in_all_and_any(self) -> Filter:
        for key, said in self.root.items():
            if isinstance(said, tuple) != (key in SET_WORDS) or said == ():
                raise ValueError(f"{key}: all and any take a list of conditions, a field one condition")
        return self


@dataclass(frozen=True)
class Term:
    """One comparison, with its place in the condition."""

    field: str
    operator: str
    value: Any
    place: str


@dataclass(frozen=True)
class Viewer:
    """Who looks: `$me` and `$me.department`, theirs and those they head."""

    userid: str
    departments: tuple[int, ...] = ()


def alternatives(condition: Filter | None, place: str = "") -> list[tuple[Term, ...]]:
    """The condition as alternatives of comparisons that hold together; no condition is one without any."""
    found: list[tuple[Term, ...]] = [()]
    for key, said in (condition.root if condition else {}).items():
        here = f"{place}.{key}" if place else key
        found = [(*before, *more) for before in found for more in _ways(key, said, here)]
    return found


def terms(condition: Filter | None, place: str = "") -> Iterator[Term]:
    """Every comparison, once, wherever it stands."""
    seen: dict[Term, None] = {}
    for way in alternatives(condition, place):
        seen.update(dict.fromkeys(way))
    yield from seen


def holds(condition: Filter | None, values: Mapping[str, Any], viewer: Viewer, today: dt.date) -> bool:
    """Whether a record's values are so, for who looks on a day. What is not filled in is nothing but empty."""
    return any(
        all(
            _is_so(several, value_at(values, name), viewer, today) for name, several in _by_field(way).items()
        )
        for way in alternatives(condition)
    )


def value_at(values: Mapping[str, Any], path: str) -> Any:
    """The value of a field; of a column of a table what its rows have."""
    key, _, column = path.partition(".")
    if not column or path in values:
        return values.get(path)
    cells = [row.get(column) for row in values.get(key) or () if isinstance(row, Mapping)]
    return [cell for cell in cells if cell not in (None, "", [])]


def _ways(key: str, said: Any, place: str) -> list[tuple[Term, ...]]:
    if key == "any":
        return [way for number, one in enumerate(said) for way in alternatives(one, f"{place}.{number}")]
    if key == "all":
        found: list[tuple[Term, ...]] = [()]
        for number, one in enumerate(said):
            found = [(*before, *more) for before in found for more in alternatives(one, f"{place}.{number}")]
        return found
    said = said.operators() if isinstance(said, Test) else {"eq": said}
    return [tuple(Term(key, operator, value, place) for operator, value in said.items())]


def _by_field(way: tuple[Term, ...]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in way:
        found.setdefault(term.field, []).append(term)
    return found


def _is_so(several: list[Term], found: Any, viewer: Viewer, today: dt.date) -> bool:
    """All comparisons of one field. Of several values one must lie in the whole range."""
    ranges = [term for term in several if term.operator in RANGES]
    if ranges and found in (None, "", []):
        return False
    cells = found if isinstance(found, list) else [found]
    return any(all(_is_within(term, cell, today) for term in ranges) for cell in cells or [None]) and all(
        _is_one(term, found, cells, viewer) for term in several if term.operator not in RANGES
    )


def _is_within(term: Term, cell: Any, today: dt.date) -> bool:
    if term.operator == "within_days":
        return str(cell)[:10] <= (today + dt.timedelta(days=term.value)).isoformat()
    return bool(ORDERS[term.operator](cell, term.value))


def _is_one(term: Term, found: Any, cells: list[Any], viewer: Viewer) -> bool:
    if term.operator == "empty":
        return bool((found in (None, "", [])) == term.value)
    if found in (None, "", []):
        return False
    asked = term.value if term.operator == "in" else (term.value,)
    wanted = [one for value in asked for one in meant(value, viewer)]
    return any(one in wanted for one in cells) == (term.operator != "ne")


def meant(value: Any, viewer: Viewer) -> tuple[Any, ...]:
    """The values a comparison asks for, for who looks."""
    if value == ME:
        return (viewer.userid,)
    return viewer.departments if value == MY_DEPARTMENT else (value,)
