"""Cells of matrix libraries, changed and listed; flows read one with `service.matrix_cell`."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from chalicelib.directory import service as directory
from chalicelib.libraries import record_store as store
from chalicelib.libraries import service
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import invalid
from chalicelib.platform import clock
from chalicelib.platform.store import Operation

MOST_USERS = 50
LONGEST_ROW = 100
AT_ONCE = 20
Place = tuple[str, str]
"""Row and column."""


def cells(library: str) -> list[store.CellRow]:
    """Every cell that was set, by row and column."""
    return store.read_cells(service.of_kind(library, "matrix").key)


def changes(library: str, row: str, column: str) -> list[store.ChangeRow]:
    """The latest changes of a cell, newest first."""
    return store.list_cell_changes(service.of_kind(library, "matrix").key, row, column)


def set_cell(library: str, row: str, column: str, userids: Iterable[str], by: str) -> None:
    """Name the people of a cell, with the change kept. Again: nothing.

    Raises LibraryKindError, BusyError, RecordInvalidError for a row, column or person there is not.
    """
    set_cells(library, {(row, column): tuple(userids)}, by)


def set_cells(library: str, wanted: Mapping[Place, Iterable[str]], by: str) -> None:
    """Name the people of many cells, some to a transaction; see `set_cell`. Checked before the first is written."""
    cells = {place: tuple(dict.fromkeys(userids)) for place, userids in wanted.items()}
    _check(service.of_kind(library, "matrix"), cells)
    pending = list(cells.items())
    for start in range(0, len(pending), AT_ONCE):
        service.transact_again(functools.partial(_writes, library, pending[start : start + AT_ONCE], by))


def _writes(library: str, wanted: Iterable[tuple[Place, tuple[str, ...]]], by: str) -> list[Operation]:
    author = store.Author(by, clock.to_text(clock.now()))
    made: list[Operation] = []
    for (row, column), people in wanted:
        before = store.read_cell(library, row, column)
        if tuple(before.userids if before else ()) != people:
            made += store.cell_writes(library, before, row, column, people, author)
    return made


def _check(definition: Library, wanted: Mapping[Place, tuple[str, ...]]) -> None:
    matrix = definition.matrix
    if matrix is None or any(column not in matrix.columns for _, column in wanted):
        raise invalid("column", "not_a_choice")
    rows = {row for row, _ in wanted}
    if matrix.rows.type == "department" and not rows <= set(map(str, directory.departments())):
        raise invalid("row", "no_such_department")
    if any(not 0 < len(row) <= LONGEST_ROW for row in rows):
        raise invalid("row", "too_long", {"max": LONGEST_ROW})
    named = {userid for people in wanted.values() for userid in people}
    known = {person.userid for person in directory.people(named).values() if person.active}
    if not named <= known or any(len(people) > MOST_USERS for people in wanted.values()):
        raise invalid("userids", "no_such_person")
