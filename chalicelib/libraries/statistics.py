"""Statistics as a person may read them: the groups, and what was counted in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, index_store, renaming
from chalicelib.libraries.errors import StatisticNotFoundError
from chalicelib.libraries.figures import MILLION, Figure, dimensions, group_text, group_values, name_of
from chalicelib.libraries.filters import Filter, Viewer, alternatives, holds, terms
from chalicelib.libraries.preparing import preparing
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.words import Operation, Statistic


@dataclass(frozen=True)
class Group:
    """`values` by dimension (a month as 2026-11, None where nothing is filled in); `figure` is the count, sum or
    average.
    """

    values: Mapping[str, Any]
    number: int
    figure: float


def groups(key: str, userid: str, statistic_key: str) -> tuple[Rights, Statistic, list[Group]]:
    """A statistic of a library, by group; only the groups that are for the person's eyes.

    Raises LibraryNotFoundError, RecordForbiddenError, StatisticNotFoundError, ViewPreparingError.
    """
    mine = browsing.rights(key, userid)
    statistic = next((one for one in mine.library.statistics if one.key == statistic_key), None)
    if statistic is None or not is_open(mine, statistic):
        raise StatisticNotFoundError(name=statistic_key)
    if going_on := preparing(key):
        going_on.require_statistic(statistic)
    found: dict[str, Figure] = {}
    for stored, number, total in index_store.figures(key, name_of(statistic)):
        text = _today(mine, statistic, stored)
        found[text] = found.get(text, Figure()).plus(Figure(number, round(total)))
    told = [_group(statistic, text, figure) for text, figure in sorted(found.items()) if figure.number]
    return mine, statistic, [group for group in told if _is_seen(mine, statistic, group)]


def _today(mine: Rights, statistic: Statistic, text: str) -> str:
    """A group under the present userids of whom it names: those of one person come together."""
    names, present = dimensions(statistic), directory.renamed()
    if not present:
        return text
    fields = {name: field for name in names if (field := mine.library.field_at(name))}
    values = dict(zip(names, group_values(text), strict=True))
    return group_text(renaming.called_today(fields, values, present).values())


def is_open(mine: Rights, statistic: Statistic) -> bool:
    """Whether somebody may read a statistic: they see what is counted, and all records or whole groups of them."""
    named = (*dimensions(statistic), *filter(None, (statistic.sum, statistic.average)))
    if not mine.offers(statistic.filter, *named):
        return False
    return any(_is_whole(statistic, rows) for rows in mine.rows(Operation.READ))


def _is_whole(statistic: Statistic, rows: Filter | None) -> bool:
    """Whether rows are told by the groups: all of them, or those with a value of a dimension."""
    return rows is None or (
        len(alternatives(rows)) == 1 and all(term.field in statistic.by for term in terms(rows))
    )


def _is_seen(mine: Rights, statistic: Statistic, group: Group) -> bool:
    viewer: Viewer = mine.actor.viewer
    return any(
        rows is None or holds(rows, group.values, viewer, mine.today)
        for rows in mine.rows(Operation.READ)
        if _is_whole(statistic, rows)
    )


def _group(statistic: Statistic, text: str, figure: Figure) -> Group:
    values = dict(zip(dimensions(statistic), group_values(text), strict=True))
    if statistic.count:
        return Group(values, figure.number, figure.number)
    total = figure.total / MILLION
    return Group(values, figure.number, total / figure.number if statistic.average else total)
