"""Cells of a table that somebody does not see stay as they are when they write the table. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.libraries.model import Library
from chalicelib.libraries.records import invalid
from chalicelib.libraries.rights import Seen

Values = Mapping[str, Any]


def with_unseen(library: Library, seen: Seen, before: Values, values: Values) -> dict[str, Any]:
    """What somebody wrote, with the cells they do not see as they were; a new row has none.

    Raises RecordInvalidError where there are fewer rows than before: whose the unseen cells are could not be told.
    """
    found = dict(values)
    for name, rows in values.items():
        columns = _unseen(library, seen, name)
        if columns and isinstance(rows, list):
            found[name] = _whole(name, columns, before.get(name) or [], rows)
    return found


def _unseen(library: Library, seen: Seen, table: str) -> tuple[str, ...]:
    field = library.fields.get(table)
    paths = seen.hidden | seen.masked
    return tuple(column for column in (field.columns if field else ()) if f"{table}.{column}" in paths)


def _whole(name: str, columns: tuple[str, ...], before: list[Values], rows: list[Any]) -> list[Any]:
    if len(rows) < len(before):
        raise invalid(name, "not_your_row", {"row": len(rows) + 1})
    return [
        _row(columns, before[number] if number < len(before) else {}, row) for number, row in enumerate(rows)
    ]


def _row(columns: tuple[str, ...], before: Values, row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    seen = {column: cell for column, cell in row.items() if column not in columns}
    return {**seen, **{column: before[column] for column in columns if column in before}}
