"""Cells of matrix libraries, changed and listed; flows read one with `service.matrix_cell`."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from chalicelib.directory import service as directory
from chalicelib.libraries import record_store as store
from chalicelib.libraries import service
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import invalid
from chalicelib.platform import clock
from chalicelib.platform.store import Operation

MOST_USERS = 50
LONGEST_ROW = 100


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
    definition, people = service.of_kind(library, "matrix"), tuple(dict.fromkeys(userids))
    _check(definition, row, column, people)
    service.transact_again(functools.partial(_writes, library, row, column, people, by))


def _writes(library: str, row: str, column: str, people: tuple[str, ...], by: str) -> list[Operation]:
    before = store.read_cell(library, row, column)
    if tuple(before.userids if before else ()) == people:
        return []
    author = store.Author(by, clock.to_text(clock.now()))
    return store.cell_writes(library, before, row, column, people, author)


def _check(definition: Library, row: str, column: str, people: tuple[str, ...]) -> None:
    matrix = definition.matrix
    if matrix is None or column not in matrix.columns:
        raise invalid("column", "not_a_choice")
    if matrix.rows.type == "department":
        if row not in map(str, directory.departments()):
            raise invalid("row", "no_such_department")
    elif not 0 < len(row) <= LONGEST_ROW:
        raise invalid("row", "too_long", {"max": LONGEST_ROW})
    found = directory.people(people)
    if len(people) > MOST_USERS or any(u not in found or not found[u].active for u in people):
        raise invalid("userids", "no_such_person")
