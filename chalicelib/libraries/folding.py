"""Figures out of counted groups: summed over what is not asked, set against each other, carried from month to month. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.counting import Rate, Statistic
from chalicelib.libraries.figures import MILLION

Key = tuple[Any, ...]
Names = Sequence[str | None]
"""The dimensions a key is made of; None for one that is not asked."""


@dataclass(frozen=True)
class Counted:
    """A group as it was counted: `total` in millionths."""

    values: Mapping[str, Any]
    number: int
    total: int


@dataclass(frozen=True)
class Stand:
    """A month of a balance."""

    opening: float
    came_in: float
    went_out: float

    @property
    def closing(self) -> float:
        return self.opening + self.came_in - self.went_out


def folded(groups: Iterable[Counted], names: Names) -> dict[Key, list[Counted]]:
    """The groups together that have the same values of these dimensions."""
    found: dict[Key, list[Counted]] = {}
    for group in groups:
        key = tuple(group.values.get(name) if name else None for name in names)
        found.setdefault(key, []).append(group)
    return found


def amount(statistic: Statistic, groups: Sequence[Counted]) -> float | None:
    """The figure of several groups; None for the average of nothing."""
    number = sum(group.number for group in groups)
    if statistic.count:
        return number
    if statistic.distinct:
        return len({group.values[statistic.distinct] for group in groups if group.number > 0})
    total = sum(group.total for group in groups) / MILLION
    if statistic.average:
        return total / number if number else None
    return total


def rate(said: Rate, of: float | None, over: float | None) -> float | None:
    """One figure over another in the unit that is said; over nothing it is none."""
    if of is None or (said.over is not None and not over):
        return None
    return of * said.times / ((over or 1) * said.per)


def largest(statistic: Statistic, groups: list[Counted], most: int) -> list[Counted]:
    """The groups of the so many values, time aside, that have the largest figures."""
    several = folded(groups, statistic.by)
    ranked = sorted(several, key=lambda key: (-(amount(statistic, several[key]) or 0), str(key)))
    return [group for key in ranked[:most] for group in several[key]]


def balances(
    came_in: Mapping[Key, float], went_out: Mapping[Key, float], until: str
) -> Iterator[tuple[Key, Stand]]:
    """What stood, came, went and stands, by a key that begins with a month; without a gap, until a month."""
    moved = {key for key in (*came_in, *went_out) if key[0]}
    if not moved:
        return
    first, last = min(key[0] for key in moved), max([until, *(key[0] for key in moved)])
    for rest in dict.fromkeys(key[1:] for key in moved):
        opening = 0.0
        for month in months(first, last):
            key = (month, *rest)
            stand = Stand(opening, came_in.get(key, 0), went_out.get(key, 0))
            yield key, stand
            opening = stand.closing


def months(first: str, last: str) -> Iterator[str]:
    """`2026-11` and so on to the last, both included."""
    year, month = map(int, first.split("-"))
    for number in itertools.count(year * 12 + month - 1):
        text = f"{number // 12:04}-{number % 12 + 1:02}"
        if text > last:
            return
        yield text
