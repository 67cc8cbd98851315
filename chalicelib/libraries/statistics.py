"""Statistics as a person may read them: the groups, what was counted in each, and by which figures.

Who may not read a part of a figure does not get the figure; of what each part shows a person, only groups are taken that
they see of every part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import (
    browsing,
    composing,
    drilling,
    entries,
    folding,
    index_store,
    renaming,
    service,
)
from chalicelib.libraries.composing import Frame, Source
from chalicelib.libraries.counting import Statistic
from chalicelib.libraries.drilling import Condition
from chalicelib.libraries.errors import (
    LibraryNotFoundError,
    StatisticDimensionError,
    StatisticNotFoundError,
)
from chalicelib.libraries.figures import Figure, group_text, group_values, name_of
from chalicelib.libraries.filters import Filter, Viewer, alternatives, holds, terms
from chalicelib.libraries.folding import Counted, Key, Names, Stand
from chalicelib.libraries.model import Library
from chalicelib.libraries.preparing import preparing
from chalicelib.libraries.rights import Rights

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """What one part adds to a group: its figure, and what the records behind it have in common (None: no condition can
    say it).
    """

    figure: float | None
    condition: Condition | None
    view: str | None


@dataclass(frozen=True)
class Group:
    """`values` by dimension (a time as 2026-11, None where nothing is filled in); `figure` as the statistic says, None
    where there is none; of a balance what stands at the end of the month, and `opening` what stood before.
    """

    values: Values
    number: int
    figure: float | None
    pieces: tuple[Piece, ...]
    opening: float | None = None


@dataclass(frozen=True)
class Told:
    """A statistic as somebody reads it: `groups` by `by`; `total` is all of it, where there is anything."""

    rights: Rights
    statistic: Statistic
    frame: Frame
    by: tuple[str, ...]
    groups: list[Group]
    total: Group | None


@dataclass(frozen=True)
class _Reading:
    """The groups of each part that somebody sees, and of a part that takes the largest which these are."""

    statistic: Statistic
    frame: Frame
    today: dt.date
    counted: tuple[list[Counted], ...]

    def names(self, by: Sequence[str]) -> list[Names]:
        """What dimensions of the whole are called in each part."""
        return [[one.get(name) for name in by] for one in self.frame.maps]


def tell(
    key: str,
    userid: str,
    statistic_key: str,
    by: Sequence[str] | None = None,
    where: Values | None = None,
) -> Told:
    """A statistic of a library by some of its dimensions (without `by` all), only groups that have the values of
    `where`.

    Raises LibraryNotFoundError, RecordForbiddenError, StatisticNotFoundError, StatisticDimensionError,
    ViewPreparingError.
    """
    mine = browsing.rights(key, userid)
    statistic = mine.library.statistic(statistic_key)
    frame = opened(mine, statistic) if statistic else None
    if statistic is None or frame is None:
        raise StatisticNotFoundError(name=statistic_key)
    wanted = _asked(frame, frame.dimensions if by is None else by, where or {})
    stored = _stored_once(mine, frame)
    counted = tuple(_seen_groups(mine, frame, at, groups, where or {}) for at, groups in enumerate(stored))
    reading = _Reading(statistic, frame, mine.today, counted)
    if statistic.balance:
        return Told(mine, statistic, frame, wanted, _balanced(reading, wanted), None)
    whole = None if frame.always else next(iter(_grouped(reading, ())), None)
    return Told(mine, statistic, frame, wanted, _grouped(reading, wanted), whole)


def opened(mine: Rights, statistic: Statistic) -> Frame | None:
    """What a statistic is made of, for who may read all of that: they see what is counted, and all records or whole
    groups of them.
    """
    frame = composing.frame_of(mine.library, statistic, _published)
    if isinstance(frame, str):
        return None
    several = [_rows(mine, source) for source in frame.sources]
    if not all(several):
        return None
    for number in range(1, len(frame.sources)):
        there = frame.across(0, number)
        if not (_told_by(several[0], there.keys()) and _told_by(several[number], there.values())):
            return None
    return frame


def _published(key: str) -> Library | None:
    try:
        return service.library(key)
    except LibraryNotFoundError:
        return None


def _rows(mine: Rights, source: Source) -> tuple[Filter | None, ...]:
    """What holds of the groups somebody sees of a part: one of these; None is all of them, nothing means no right."""
    rights = _rights(mine, source)
    said = (source.statistic.filter, source.part.where)
    named = [*source.statistic.named, *(term.field for one in said for term in terms(one))]
    return tuple(rows for rows in rights.rows_showing(*named) if _is_whole(source.statistic, rows))


def _rights(mine: Rights, source: Source) -> Rights:
    return Rights(source.library, mine.actor, mine.today)


def _is_whole(statistic: Statistic, rows: Filter | None) -> bool:
    """Whether rows are told by the groups: all of them, or those with a value of a dimension."""
    return rows is None or (
        len(alternatives(rows)) == 1 and all(term.field in statistic.by for term in terms(rows))
    )


def _told_by(rows: Iterable[Filter | None], names: Iterable[str]) -> bool:
    """Whether both parts can be held to what one of them shows."""
    known = set(names)
    return all(term.field in known for one in rows for term in terms(one))


def _asked(frame: Frame, by: Iterable[str], where: Values) -> tuple[str, ...]:
    """The dimensions that are asked for, in their order. Raises StatisticDimensionError."""
    known, wanted = (*frame.dimensions, *frame.extra), {*by, *frame.always}
    for name in (*by, *where):
        if name not in known:
            raise StatisticDimensionError(name=name)
    return tuple(name for name in known if name in wanted)


def _stored_once(mine: Rights, frame: Frame) -> list[list[Counted]]:
    """The groups of each part; of what is a part twice they are read once."""
    read: dict[Any, list[Counted]] = {}
    found = []
    for source in frame.sources:
        place = source.library.key, source.statistic.key, drilling.window(source, mine.today)
        if place not in read:
            read[place] = _stored(mine, source)
        found.append(read[place])
    return found


def _seen_groups(
    mine: Rights, frame: Frame, number: int, stored: Iterable[Counted], where: Values
) -> list[Counted]:
    """The groups of a part that count: those somebody sees of every part, as far as the part and the question say."""
    source = frame.sources[number]
    seen = _seer(mine, frame, number)
    asked = {frame.maps[number].get(name): value for name, value in where.items()}
    found = [
        group
        for group in stored
        if seen(group.values)
        and (source.part.where is None or holds(source.part.where, group.values, Viewer(""), dt.date.min))
        and all(group.values.get(name) == value for name, value in asked.items() if name)
    ]
    return folding.largest(source.statistic, found, source.part.top) if source.part.top else found


def _seer(mine: Rights, frame: Frame, number: int) -> Callable[[Values], bool]:
    """Whether the groups of a part are for the person's eyes."""
    viewer: Viewer = mine.actor.viewer
    several = [(frame.across(number, place), _rows(mine, other)) for place, other in enumerate(frame.sources)]

    def is_seen(values: Values) -> bool:
        return all(
            any(
                rows is None
                or holds(rows, {there: values.get(name) for name, there in names.items()}, viewer, mine.today)
                for rows in allowed
            )
            for names, allowed in several
        )

    return is_seen


def _stored(mine: Rights, source: Source) -> list[Counted]:
    """The groups of a statistic, those of one person under their present userid together. Raises ViewPreparingError."""
    library, statistic = source.library, source.statistic
    if going_on := preparing(library.key):
        going_on.require_statistic(statistic)
    low, high = drilling.window(source, mine.today)
    rows = (
        entries.counted(library, statistic, low, high)
        if library.kind == "ledger"
        else index_store.figures(library.key, name_of(statistic), low, high)
    )
    found: dict[str, Figure] = {}
    for stored, number, total in rows:
        text = _today(source, stored)
        found[text] = found.get(text, Figure()).plus(Figure(number, round(total)))
    return [
        Counted(dict(zip(statistic.counted_by, group_values(text), strict=True)), one.number, one.total)
        for text, one in sorted(found.items())
        if one.number
    ]


def _today(source: Source, text: str) -> str:
    """A group under the present userids of whom it names: those of one person come together."""
    names, present = source.statistic.counted_by, directory.renamed()
    if not present:
        return text
    fields = {name: field for name in names if (field := source.field(name))}
    values = dict(zip(names, group_values(text), strict=True))
    return group_text(renaming.called_today(fields, values, present).values())


def _grouped(reading: _Reading, by: Sequence[str]) -> list[Group]:
    """The figures by these dimensions; of what has no groups there are none."""
    names = reading.names(by)
    parts = [folding.folded(groups, one) for groups, one in zip(reading.counted, names, strict=True)]
    return [
        _group(
            reading, by, key, [part.get(_own(key, one), []) for part, one in zip(parts, names, strict=True)]
        )
        for key in _keys(parts, names)
    ]


def _keys(parts: Sequence[Mapping[Key, Any]], names: Sequence[Names]) -> list[Key]:
    """The keys there are: those of the first part, and of others that are told apart by all of it."""
    found = dict.fromkeys(parts[0])
    for part, own in zip(parts[1:], names[1:], strict=True):
        if all(own):
            found |= dict.fromkeys(part)
    return sorted(found, key=group_text)


def _own(key: Key, names: Names) -> Key:
    """A key in a part that is not told apart by all of it."""
    return tuple(value if name else None for value, name in zip(key, names, strict=True))


def _group(reading: _Reading, by: Sequence[str], key: Key, several: Sequence[list[Counted]]) -> Group:
    statistic, sources = reading.statistic, reading.frame.sources
    figures = [folding.amount(one.statistic, groups) for one, groups in zip(sources, several, strict=True)]
    figure = figures[0]
    if statistic.rate:
        figure = folding.rate(statistic.rate, figures[0], figures[1] if len(figures) > 1 else None)
    values = dict(zip(by, key, strict=True))
    pieces = tuple(_piece(reading, number, values, one) for number, one in enumerate(figures))
    return Group(values, sum(group.number for group in several[0]), figure, pieces)


def _piece(reading: _Reading, number: int, values: Values, figure: float | None) -> Piece:
    source, names = reading.frame.sources[number], reading.frame.maps[number]
    own = {names[name]: value for name, value in values.items() if name in names}
    asked = drilling.condition(source, own, reading.today, _largest(source, reading.counted[number]))
    view, condition = (None, None) if asked is None else drilling.place(source.library, asked)
    return Piece(figure, condition, view)


def _largest(source: Source, groups: Iterable[Counted]) -> dict[str, list[Any]]:
    """The values of the largest groups a part takes; of two dimensions together no list can say them."""
    if not source.part.top:
        return {}
    return {name: list(dict.fromkeys(group.values[name] for group in groups)) for name in source.statistic.by}


def _balanced(reading: _Reading, by: Sequence[str]) -> list[Group]:
    """Month by month what stood, came in, went out and stands; without the month of all time."""
    first, second = reading.names(by)
    came_in, went_out = _amounts(reading, 0, first), _amounts(reading, 1, second)
    if reading.frame.sources[0].statistic.time in by:
        stands = list(folding.balances(came_in, went_out, reading.today.isoformat()[:7]))
    else:
        keys = sorted({*came_in, *went_out}, key=group_text)
        stands = [(key, Stand(0, came_in.get(key, 0), went_out.get(key, 0))) for key in keys]
    return [_stand(reading, dict(zip(by, key, strict=True)), stand) for key, stand in stands]


def _amounts(reading: _Reading, number: int, names: Names) -> dict[Key, float]:
    statistic = reading.frame.sources[number].statistic
    several = folding.folded(reading.counted[number], names)
    return {key: folding.amount(statistic, groups) or 0 for key, groups in several.items()}


def _stand(reading: _Reading, values: Values, stand: Stand) -> Group:
    pieces = (_piece(reading, 0, values, stand.came_in), _piece(reading, 1, values, stand.went_out))
    return Group(values, 0, stand.closing, pieces, stand.opening)
