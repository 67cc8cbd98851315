"""The rows of a table as somebody changed them: what belongs together, what they may not change, what is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.flows.form.access import Grant
from chalicelib.flows.form.judging import bad_cell
from chalicelib.flows.form.surroundings import Surroundings
from chalicelib.flows.form.values import Functions, computed, empty, holds, plain, row_scope, same
from chalicelib.flows.model import Access, FormField

HIDDEN = Access.HIDDEN
NEVER = 10**9
AS_IT_WAS = object()
"""A closed cell that was not typed."""
Row = dict[str, Any]
Wrong = tuple[str, dict[str, Any]]
"""A code and what fills its sentence."""
Pair = tuple[Row | None, Row | None]
"""A row as it is typed and as it was; new where it was not, removed where it is not."""


@dataclass(frozen=True)
class Merged:
    """The rows that come out, each with what it was before (None: new), and what is wrong."""

    rows: tuple[tuple[Row, Row | None], ...]
    wrong: Wrong | None = None


def merged(
    table: FormField, grant: Grant, before: list[Row], typed: list[Row], around: Surroundings
) -> Merged:
    """The rows after a change under a grant. A row is said whole: an open cell that is left out becomes empty, in a
    new row it takes its default. Cells nobody opened keep what they hold.
    """
    pairs = _paired(table, grant, before, typed)
    rows: list[tuple[Row, Row | None]] = []
    number = 0
    for now, was in pairs:
        number += 1
        wrong = _row_wrong(table, grant, now, was, number) or _cells_wrong(table, now, was, number, around)
        if wrong:
            return Merged((), wrong)
        if now is None:
            number -= 1
            continue
        rows.append((_row(table, grant, now, was), was))
    return Merged(tuple(rows))


def settled(table: FormField, grant: Grant, row: Row, scope: Mapping[str, Any], functions: Functions) -> Row:
    """A row with its computed cells, without the open cells its conditions hide."""
    said = {key: cell for key, cell in row.items() if not table.columns[key].computed and not empty(cell)}
    while True:
        seen = row_scope(table, said, scope)
        full = dict(said)
        for key, column in table.columns.items():
            if column.computed and (value := computed(column, seen, functions)) is not None:
                full[key] = seen[key] = value
        unseen = next(
            (k for k in said if grant.opens(k) and not holds(table.columns[k].visible, seen, functions)), None
        )
        if unseen is None:
            return {key: full[key] for key in table.columns if key in full}
        del said[unseen]


def _row(table: FormField, grant: Grant, now: Row, was: Row | None) -> Row:
    row: Row = {}
    for key, column in table.columns.items():
        if grant.opens(key):
            cell = now.get(key, column.default) if was is None else now.get(key)
        else:
            cell = (was or {}).get(key)
        if not empty(cell):
            row[key] = cell
    return row


def _row_wrong(table: FormField, grant: Grant, now: Row | None, was: Row | None, number: int) -> Wrong | None:
    if (now is None and grant.rows != "free") or (was is None and grant.rows == "fixed"):
        return "not_your_row", {"row": number}
    for key, column in table.columns.items() if now is not None else ():
        if not column.computed and not grant.opens(key) and not _kept(grant, key, now or {}, was or {}):
            return "not_your_cell", {"row": number, "column": column.label}
    return None


def _kept(grant: Grant, key: str, now: Row, was: Row) -> bool:
    """Whether a cell that is not open is left alone; of a hidden one nothing may be said, not even what it holds."""
    if grant.columns[key] is HIDDEN:
        return key not in now
    return key not in now or same(now[key], was.get(key))


def _cells_wrong(
    table: FormField, now: Row | None, was: Row | None, number: int, around: Surroundings
) -> Wrong | None:
    """What stood there before is not judged again: a person named then may have left since."""
    for key, column in table.columns.items() if now is not None else ():
        cell = (now or {}).get(key)
        if not same(cell, (was or {}).get(key)) and bad_cell(column, cell, around):
            return "bad_cell", {"row": number, "column": column.label}
    return None


def _paired(table: FormField, grant: Grant, before: list[Row], typed: list[Row]) -> Iterator[Pair]:
    """Which typed row is which of before: by position, and where rows may go, by what makes the least change."""
    if grant.rows == "free":
        yield from _aligned(table, grant, before, typed)
        return
    for number in range(max(len(before), len(typed))):
        yield (
            typed[number] if number < len(typed) else None,
            before[number] if number < len(before) else None,
        )


def _aligned(table: FormField, grant: Grant, before: list[Row], typed: list[Row]) -> Iterator[Pair]:
    """The cheapest way from one list of rows to the other, in their order (edit distance)."""
    seen = [
        key for key in table.columns if not table.columns[key].computed and grant.columns[key] is not HIDDEN
    ]
    closed = [number for number, key in enumerate(seen) if not grant.opens(key)]
    olds = [[plain(row.get(key)) for key in seen] for row in before]
    news = [
        [plain(row.get(key)) if key in row or grant.opens(key) else AS_IT_WAS for key in seen]
        for row in typed
    ]
    gap = len(seen) + 1
    costs = [
        [(len(olds) - i + len(news) - j) * gap for j in range(len(news) + 1)] for i in range(len(olds) + 1)
    ]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            change = _change(olds[i], news[j], closed)
            costs[i][j] = min(change + costs[i + 1][j + 1], gap + costs[i + 1][j], gap + costs[i][j + 1])
    i = j = 0
    while i < len(olds) or j < len(news):
        if (
            i < len(olds)
            and j < len(news)
            and costs[i][j] == _change(olds[i], news[j], closed) + costs[i + 1][j + 1]
        ):
            yield typed[j], before[i]
            i, j = i + 1, j + 1
        elif i < len(olds) and costs[i][j] == gap + costs[i + 1][j]:
            yield None, before[i]
            i += 1
        else:
            yield typed[j], None
            j += 1


def _change(old: list[Any], new: list[Any], closed: list[int]) -> int:
    """How many cells differ; a row whose closed cells differ is another row."""
    if any(new[number] not in (AS_IT_WAS, old[number]) for number in closed):
        return NEVER
    return sum(one != other for one, other in zip(old, new, strict=True) if other is not AS_IT_WAS)
