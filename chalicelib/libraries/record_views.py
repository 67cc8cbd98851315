"""One record over HTTP: its values, what may be done with it, its history, the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.directory import service as directory
from chalicelib.libraries import deadlines, record_store, renaming
from chalicelib.libraries.browsing import Line
from chalicelib.libraries.errors import RecordNotFoundError
from chalicelib.libraries.model import Library
from chalicelib.libraries.naming import Names, names_in, title_of
from chalicelib.libraries.presenting import NamesView, names_view
from chalicelib.libraries.record_store import ChangeRow
from chalicelib.libraries.relations import Relation
from chalicelib.libraries.rights import Rights, Seen
from chalicelib.libraries.words import Operation
from chalicelib.platform.errors import CursorError
from chalicelib.platform.store import decode_position, encode_position

ROWS, CHANGES = 50, 20


class RelationView(BaseModel):
    """The records of `library` whose `field` names this one."""

    library: str
    field: str
    name: str


class RecordActionView(BaseModel):
    """A flow that may be started from the record."""

    key: str
    name: str
    flow: str


class RecordMay(BaseModel):
    """What I may do with the record: the paths I may change, and for a field of states where it may go by my hand."""

    update: list[str]
    moves: dict[str, list[str]]
    delete: bool
    restore: bool


class RecordView(BaseModel):
    """A record as I see it. `masked`: paths whose values are shown in part. `deleted_at` is empty where it is there."""

    id: str
    title: str
    values: dict[str, Any]
    masked: list[str]
    version: int
    created_at: str
    changed_at: str
    deleted_at: str
    names: NamesView
    may: RecordMay
    related: list[RelationView]
    actions: list[RecordActionView]


class RecordChange(BaseModel):
    """A change: who (`system` or `flow` where nobody), when, for which request; `deadline`: which day did it, by name.
    `fields` is field -> [old, new].
    """

    version: int
    action: str
    at: str
    by: str
    source: str
    deadline: str
    fields: dict[str, list[Any]]


class RecordChangePage(BaseModel):
    items: list[RecordChange]
    names: NamesView
    next_cursor: str | None


class RecordRowPage(BaseModel):
    """Rows of a table, each with its place."""

    items: list[dict[str, Any]]
    first: int
    total: int
    names: NamesView
    next_cursor: str | None


def record_view(mine: Rights, line: Line, related: Iterable[Relation]) -> RecordView:
    """A record for one person."""
    record, library = line.record, mine.library
    is_there = not record.deleted_at
    paths = mine.writable(Operation.UPDATE, record.values) if is_there else frozenset()
    may_delete = bool(mine.applying(Operation.DELETE, record.values))
    return RecordView(
        id=record.key,
        title=title_of(library, line.seen.values),
        values=dict(line.seen.values),
        masked=sorted(line.seen.masked),
        version=record.version,
        created_at=record.created_at,
        changed_at=record.changed_at,
        deleted_at=record.deleted_at,
        names=names_view(names_in(library, [line.seen.values])),
        may=RecordMay(
            update=sorted(path for path in paths if path not in library.states),
            moves={name: _moves(mine, name, record.values) for name in library.states if name in paths},
            delete=may_delete and is_there,
            restore=may_delete and not is_there,
        ),
        related=[RelationView(library=one.library, field=one.field, name=one.name) for one in related],
        actions=[
            RecordActionView(key=one.key, name=one.name, flow=one.flow)
            for one in library.actions
            if is_there and mine.meets(one.filter, record.values)
        ],
    )


def change_page(mine: Rights, line: Line, cursor: str | None) -> RecordChangePage:
    """A page of a record's changes, newest first; of fields that are hidden or masked nothing is told.

    Raises CursorError.
    """
    scope = f"history#{mine.library.key}#{line.record.key}"
    before = decode_position(scope, cursor)
    if before is not None and not before.isdecimal():
        raise CursorError(field="cursor")
    rows = record_store.changes_before(
        mine.library.key, line.record.key, int(before) if before else None, CHANGES
    )
    told = [_change(mine.library, line.seen, row) for row in rows]
    return RecordChangePage(
        items=told,
        names=names_view(_names(mine, told)),
        next_cursor=encode_position(scope, str(told[-1].version) if len(rows) == CHANGES else None),
    )


def rows_of(mine: Rights, line: Line, table: str, cursor: str | None) -> RecordRowPage:
    """A page of the rows of a table. Raises RecordNotFoundError where there is no such table, CursorError."""
    field = mine.library.fields.get(table)
    if field is None or not field.columns or not mine.shows(table):
        raise RecordNotFoundError(library=mine.library.name, record=f"{line.record.key} {table}")
    scope = f"rows#{mine.library.key}#{line.record.key}#{table}"
    first = int(decode_position(scope, cursor) or 0)
    rows = line.seen.values.get(table) or []
    some = rows[first : first + ROWS]
    more = first + ROWS < len(rows)
    return RecordRowPage(
        items=some,
        first=first,
        total=len(rows),
        names=names_view(names_in(mine.library, [{table: some}])),
        next_cursor=encode_position(scope, str(first + ROWS) if more else None),
    )


def _moves(mine: Rights, name: str, values: Mapping[str, Any]) -> list[str]:
    return [
        option
        for option in mine.library.fields[name].options
        if mine.may_move(name, values.get(name), option)
    ]


def _change(library: Library, seen: Seen, row: ChangeRow) -> RecordChange:
    """A change as somebody sees it, by what they see of the record now. That somebody is called otherwise is none."""
    present = directory.renamed()
    sides = ({name: pair[side] for name, pair in row.fields.items()} for side in (0, 1))
    old, new = (renaming.called_today(library.fields, side, present) for side in sides)
    changed = [name for name in row.fields if old[name] != new[name] and name not in seen.hidden]
    old, new = seen.alike(old), seen.alike(new)
    fields = {name: [old.get(name), new.get(name)] for name in changed}
    deadline = deadlines.name_of(library, row.source)
    source = "" if deadline else row.source
    return RecordChange(
        version=int(row.version),
        action=row.action,
        at=row.at,
        by=row.by,
        source=source,
        deadline=deadline,
        fields=fields,
    )


def _names(mine: Rights, changes: list[RecordChange]) -> Names:
    several = [
        {name: pair[side] for name, pair in change.fields.items()} for change in changes for side in (0, 1)
    ]
    return names_in(mine.library, several, {change.by for change in changes})
