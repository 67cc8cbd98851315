"""Rows of the job that brings stored records to a new definition, in the libraries table.

| row | pk | sk |
|---|---|---|
| remake | `J#<library>` | `REMAKE` |
| misfit | `J#<library>` | `MISFIT#<record>` |
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.libraries.store import LibraryRow
from chalicelib.platform.errors import DomainError
from chalicelib.platform.store import CollisionError, Operation, Put, transact

ROUNDS = 2


class RemakeRow(LibraryRow, discriminator="remake"):
    """`target` is the version records are brought to, `base` the one by which all of them are found. A page begins at
    `cursor`; `seen` and `changed` count over all rounds. `revision` counts the steps.
    """

    target = NumberAttribute()
    base = NumberAttribute()
    by = UnicodeAttribute()
    started_at = UnicodeAttribute()
    done_at = UnicodeAttribute(default="")
    cursor = JSONAttribute(null=True)
    round = NumberAttribute(default=1)
    total = NumberAttribute(default=0)
    seen = NumberAttribute(default=0)
    changed = NumberAttribute(default=0)
    revision = NumberAttribute(default=1)


class MisfitRow(LibraryRow, discriminator="misfit"):
    """A record that does not fit the version `target`, and why: `code` of the error, its problems by field."""

    record = UnicodeAttribute()
    target = NumberAttribute()
    code = UnicodeAttribute()
    problems = JSONAttribute()


def read(library: str) -> RemakeRow | None:
    """The latest job of a library, done or not."""
    return next(iter(RemakeRow.batch_get([(f"J#{library}", "REMAKE")], consistent_read=True)), None)


def read_all(libraries: Iterable[str]) -> list[RemakeRow]:
    """The latest jobs of these libraries."""
    places = [(f"J#{library}", "REMAKE") for library in libraries]
    return list(RemakeRow.batch_get(places, consistent_read=True)) if places else []


def library_of(row: RemakeRow) -> str:
    return str(row.pk).partition("#")[2]


def begin_write(
    library: str, before: RemakeRow | None, *, target: int, base: int, total: int, by: str, at: str
) -> Operation:
    """A job from its beginning, instead of the one before; collides when that went on meanwhile."""
    revision = int(before.revision) + 1 if before else 1
    row = RemakeRow(f"J#{library}", "REMAKE", target=target, base=base, by=by, started_at=at)
    row.total, row.revision = total, revision
    unchanged = RemakeRow.revision == before.revision if before else RemakeRow.pk.does_not_exist()
    return Put(row, unchanged)


def save(row: RemakeRow, cursor: dict[str, Any] | None, seen: int, changed: int, at: str) -> bool:
    """Keep how far a job came: the next page, the next round, or done. False when another was faster: read again."""
    is_over = cursor is None and int(row.round) >= ROUNDS
    after = RemakeRow(row.pk, row.sk, target=row.target, base=row.base, by=row.by, started_at=row.started_at)
    after.cursor = cursor
    after.round = int(row.round) + (cursor is None and not is_over)
    after.total, after.revision = row.total, int(row.revision) + 1
    after.seen, after.changed = int(row.seen) + seen, int(row.changed) + changed
    after.done_at = at if is_over else ""
    try:
        transact([Put(after, RemakeRow.revision == row.revision)])
    except CollisionError:
        return False
    return True


def misfit_write(library: str, record: str, target: int, error: DomainError) -> Operation:
    """Why a record does not fit; what stood there before is replaced."""
    problems = [[one.field, one.code, dict(one.params)] for one in error.problems]
    row = MisfitRow(f"J#{library}", f"MISFIT#{record}", record=record, target=target)
    row.code, row.problems = error.code, problems or [[error.field or "", error.code, dict(error.params)]]
    return Put(row)


def misfits(library: str, most: int) -> list[MisfitRow]:
    """Records that did not fit when they were looked at, by key."""
    rows = MisfitRow.query(
        f"J#{library}", MisfitRow.sk.startswith("MISFIT#"), limit=most, consistent_read=True
    )
    return list(rows)
