"""What a statistic is told by, and how the figures it is made of fit together. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.libraries.counting import Balance, Part, Rate, Statistic
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.platform.field_types import FieldType

Dimensions = Mapping[str, str]
"""A dimension of a whole -> that of a part which is the same; a part is not told apart by those that are missing."""
MONEY, NUMBER, PERCENT = "money", "number", "percent"


@dataclass(frozen=True)
class Source:
    """A statistic that counts, as a part of a figure, or as the figure itself."""

    library: Library
    statistic: Statistic
    part: Part

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it is told by; the day of a window is not."""
        if self.part.has_window:
            return self.statistic.by
        return self.statistic.dimensions

    def field(self, path: str) -> LibraryField | None:
        return self.library.field_at(path)


@dataclass(frozen=True)
class Frame:
    """A statistic with what it is made of. `maps` as long as `sources`; `extra`: a dimension one may ask for beside;
    `always`: what it is told apart by whatever is asked, because the whole is not.
    """

    sources: tuple[Source, ...]
    dimensions: tuple[str, ...]
    maps: tuple[Dimensions, ...]
    extra: tuple[str, ...] = ()
    always: tuple[str, ...] = ()

    def across(self, number: int, other: int) -> Dimensions:
        """The dimensions of one part that another has too, whether the whole is told apart by them or not."""
        if number == other:
            return {name: name for name in self.sources[number].statistic.counted_by}
        first, second = sorted((number, other))
        found = shared(self.sources[first], self.sources[second])
        return found if number < other else {there: name for name, there in found.items()}


def frame_of(library: Library, statistic: Statistic, named: Callable[[str], Library | None]) -> Frame | str:
    """How a statistic is made; where it cannot be, the one that is missing. `named` gives another library."""
    if not statistic.is_made:
        source = Source(library, statistic, Part(statistic=statistic.key))
        own = {name: name for name in statistic.counted_by}
        extra = tuple(filter(None, [statistic.distinct]))
        return Frame((source,), _days_last(statistic, statistic.dimensions), (own,), extra)
    sources = []
    for part in statistic.parts:
        other = named(part.library) if part.library else library
        counted = other.statistic(part.key) if other else None
        if other is None or counted is None or counted.is_made or counted.average:
            return part.statistic
        sources.append(Source(other, counted, part))
    return _frame(statistic, tuple(sources))


def shared(one: Source, other: Source) -> dict[str, str]:
    """The dimensions of a part that another has too, with what they are called there."""
    found = ((name, _counterpart(one, name, other)) for name in one.dimensions)
    return {name: there for name, there in found if there}


def measure(frame: Frame, statistic: Statistic) -> tuple[str, str]:
    """What a figure is: money, number or percent; and its unit."""
    kinds = [measure_of(source) for source in frame.sources]
    rate = statistic.rate
    if rate is None or rate.over is None:
        kind, unit = kinds[0]
        return (NUMBER, rate.unit) if rate and rate.unit else (kind, unit)
    if rate.unit:
        return NUMBER, rate.unit
    over_money = kinds[0][0] == MONEY and kinds[1][0] != MONEY
    return (MONEY, "") if over_money else (PERCENT, "")


def measure_of(source: Source) -> tuple[str, str]:
    """The same of a part."""
    field = source.field(source.statistic.amount) if source.statistic.amount else None
    if field is None:
        return NUMBER, ""
    return (MONEY if field.type is FieldType.MONEY else NUMBER), field.unit


def _frame(statistic: Statistic, sources: tuple[Source, ...]) -> Frame:
    first, *others = sources
    common = {name: name for name in first.dimensions}
    maps: list[Dimensions] = [common, *(shared(first, other) for other in others)]
    together = [name for name in first.dimensions if all(name in one for one in maps)]
    said: Rate | Balance = statistic.rate or statistic.balance  # type: ignore[assignment]
    each = statistic.rate.each if statistic.rate else ()
    by = said.by if said.by is not None else _by_itself(sources, together)
    months = (first.statistic.time,) if statistic.balance else ()
    wanted = tuple(name for name in dict.fromkeys((*months, *each, *by)) if name in first.dimensions)
    natural = _days_last(first.statistic, [name for name in first.dimensions if name in wanted])
    dimensions = natural if said.by is None else wanted
    without = [{name: there for name, there in one.items() if name not in each} for one in maps[1:]]
    return Frame(sources, dimensions, (common, *without), always=tuple(n for n in each if n in dimensions))


def _days_last(statistic: Statistic, dimensions: Sequence[str]) -> tuple[str, ...]:
    """What a figure is read by first: single days say the least."""
    return tuple(sorted(dimensions, key=lambda name: name == statistic.day))


def _by_itself(sources: Sequence[Source], together: list[str]) -> tuple[str, ...]:
    """What the parts share; a share of the largest is one figure."""
    return () if any(source.part.top for source in sources) else tuple(together)


def _counterpart(one: Source, name: str, other: Source) -> str | None:
    """What a dimension is called in another statistic: the same time, the same field, or the record it refers to."""
    if name == one.statistic.time:
        is_same = one.statistic.grain == other.statistic.grain and other.statistic.time in other.dimensions
        return other.statistic.time if is_same else None
    field = one.field(name)
    return next((there for there in other.statistic.by if _is_same(one, name, field, other, there)), None)


def _is_same(one: Source, name: str, field: LibraryField | None, other: Source, there: str) -> bool:
    found = other.field(there)
    if field is None or found is None:
        return False
    if _refers(field, other.library, there) or _refers(found, one.library, name):
        return True
    alike = (field.type, field.library) == (found.type, found.library)
    options = field.options.keys(), found.options.keys()
    return name == there and alike and (options[0] <= options[1] or options[1] <= options[0])


def _refers(field: LibraryField, library: Library, name: str) -> bool:
    """Whether a field names records of a library, by the field that is their key."""
    return field.library == library.key and library.keys == (name,)
