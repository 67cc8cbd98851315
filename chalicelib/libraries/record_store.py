"""Rows of records and matrices, in the libraries table.

| row | pk | sk | index |
|---|---|---|---|
| record | `R#<library>#<key>` | `RECORD` | gsi1 `R#<library>` / `<created_at>#<key>` |
| change | `C#<library>#<reference>` | `CHANGE` | gsi2 the pk of its record, or of its cell / `<version>`; of a record, gsi1 `F#<library>` / `<at>` until it was followed |
| unique | `U#<library>#<field>#<value>` | `UNIQUE` | |
| lane | `L#<library>#<lane>` | `LANE` | |
| cell | `M#<library>` | `<row>#<column>` | |

A change's key is its reference, so the same one cannot be written twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pynamodb.attributes import JSONAttribute, ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition

from chalicelib.libraries.bookings import Booking
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Diff, Record, Served
from chalicelib.libraries.store import LibraryRow
from chalicelib.platform.store import Check, Delete, Operation, Put, Update

HISTORY = 100


class RecordRow(LibraryRow, discriminator="record"):
    """`definition` is the version of the definition it was last written by. `served` are the values, and the version
    of the definition, its index items and figures stand for while they lag behind; else those of the record.
    """

    record = UnicodeAttribute()
    content = JSONAttribute()
    version = NumberAttribute()
    created_at = UnicodeAttribute()
    changed_at = UnicodeAttribute()
    deleted_at = UnicodeAttribute(default="")
    definition = NumberAttribute(default=0)
    served = JSONAttribute(null=True)


class ChangeRow(LibraryRow, discriminator="change"):
    """Who changed what, when, from which request; `fields` is field -> [old, new]."""

    record = UnicodeAttribute()
    version = NumberAttribute()
    reference = UnicodeAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    source = UnicodeAttribute(default="")
    action = UnicodeAttribute()
    fields = JSONAttribute()

    @property
    def library(self) -> str | None:
        """The library whose record was changed; None where it was a cell of a matrix."""
        kind, _, rest = str(self.gsi2pk).partition("#")
        return rest.partition("#")[0] if kind == "R" else None


class UniqueRow(LibraryRow, discriminator="unique"):
    record = UnicodeAttribute()


class LaneRow(LibraryRow, discriminator="lane"):
    """The bookings of one thing: record, start, end of each."""

    bookings = JSONAttribute()
    version = NumberAttribute()


class CellRow(LibraryRow, discriminator="cell"):
    row = UnicodeAttribute()
    column = UnicodeAttribute()
    userids: ListAttribute[Any] = ListAttribute()
    version = NumberAttribute()


@dataclass(frozen=True)
class Author:
    """Who writes, when, and for which request."""

    by: str
    at: str
    source: str = ""


Value = tuple[str, str]
"""A field without repeats, and a value of it."""


def read_records(library: str, keys: Iterable[str], *, deleted: bool = False) -> dict[str, Record]:
    """Records by key as they stand now; those there are not, and without `deleted` those that were deleted, are left
    out.
    """
    places = [(_record_key(library, key), "RECORD") for key in sorted(set(keys))]
    rows = RecordRow.batch_get(places, consistent_read=True) if places else ()
    return {row.record: as_record(row) for row in rows if deleted or not row.deleted_at}


def created(
    library: str, cursor: dict[str, Any] | None, limit: int
) -> tuple[list[str], dict[str, Any] | None]:
    """Keys of records in the order they were created, deleted ones too; for jobs that go through all of them."""
    page = LibraryRow.by_time.query(f"R#{library}", limit=limit, last_evaluated_key=cursor)
    keys = [row.record for row in page if isinstance(row, RecordRow)]
    return keys, page.last_evaluated_key


def count(library: str) -> int:
    """How many records there are, deleted ones too; by the index, a moment old."""
    return int(LibraryRow.by_time.count(f"R#{library}"))


def as_record(row: RecordRow) -> Record:
    """A row as the record it holds."""
    return Record(
        key=row.record,
        values=dict(row.content),
        version=int(row.version),
        created_at=row.created_at,
        changed_at=row.changed_at,
        deleted_at=row.deleted_at,
        definition=int(row.definition),
        served=Served(**row.served) if row.served else None,
    )


def is_empty(library: Library) -> bool:
    """Whether nothing is stored by this definition. Records and entries are looked for in their index, a moment old at
    the most: who publishes an incompatible change while the very first record is written may miss it.
    """
    if library.kind == "matrix":
        return next(iter(CellRow.query(f"M#{library.key}", limit=1, consistent_read=True)), None) is None
    partition = f"L#{library.key}" if library.kind == "ledger" else f"R#{library.key}"
    return next(iter(LibraryRow.by_time.query(partition, limit=1)), None) is None


def written(library: str, references: Iterable[str]) -> set[str]:
    """Which of these references are written already."""
    return set(actions(library, references))


def actions(library: str, references: Iterable[str]) -> dict[str, str]:
    """What was done by those of these references that are written already: an action of `records`."""
    places = [(_change_key(library, reference), "CHANGE") for reference in sorted(set(references))]
    rows = ChangeRow.batch_get(places, consistent_read=True) if places else ()
    return {row.reference: row.action for row in rows}


def read_owners(library: str, values: Iterable[Value]) -> dict[Value, str]:
    """The record that has each of these values; values nobody has are left out."""
    places = {_unique_key(library, value): value for value in values}
    keys = [(place, "UNIQUE") for place in sorted(places)]
    rows = UniqueRow.batch_get(keys, consistent_read=True) if keys else ()
    return {places[row.pk]: row.record for row in rows}


def record_write(library: str, before: Record | None, after: Record, author: Author) -> Operation:
    """A record after its changes; collides when it changed since it was read. One whose version stays has none."""
    is_changed = before is None or after.version != before.version
    created_at = before.created_at if before else author.at
    row = RecordRow(
        _record_key(library, after.key),
        "RECORD",
        gsi1pk=f"R#{library}",
        gsi1sk=f"{created_at}#{after.key}",
        record=after.key,
        content=dict(after.values),
        version=after.version,
        created_at=created_at,
        changed_at=author.at if is_changed else after.changed_at,
        deleted_at=author.at if after.deleted_at else "",
        definition=after.definition,
        served=asdict(after.served) if after.served else None,
    )
    return Put(row, _unchanged(before) if before else RecordRow.pk.does_not_exist())


def _unchanged(before: Record) -> Condition:
    """As it was read: what it says, and what its index items stand for. The one may change without the other."""
    served = RecordRow.served == asdict(before.served) if before.served else RecordRow.served.does_not_exist()
    definition = RecordRow.definition == before.definition
    found: Condition = (RecordRow.version == before.version) & definition & served
    return found


def record_check(library: str, key: str) -> Operation:
    """Lets a transaction fail unless there is such a record, not deleted."""
    is_there = RecordRow.pk.exists() & (RecordRow.deleted_at.does_not_exist() | (RecordRow.deleted_at == ""))
    return Check(RecordRow, _record_key(library, key), "RECORD", is_there)


def change_write(
    library: str, after: Record, reference: str, action: str, fields: Diff, author: Author
) -> Operation:
    """One change of a record; collides when its reference is written already."""
    place = _record_key(library, after.key)
    return _change(library, place, after.key, after.version, reference, action, fields, author)


def owner_write(library: str, value: Value, before: str | None, after: str | None) -> Operation:
    """Give a value to a record, or to none; collides when somebody else has it meanwhile."""
    row = UniqueRow(_unique_key(library, value), "UNIQUE", record=after or "")
    unchanged = UniqueRow.record == before if before else UniqueRow.pk.does_not_exist()
    return Put(row, unchanged) if after else Delete(row, unchanged)


def read_lanes(library: str, lanes: Iterable[str]) -> dict[str, LaneRow]:
    """The lanes there are, by name."""
    places = {_lane_key(library, lane): lane for lane in lanes}
    rows = (
        LaneRow.batch_get([(place, "LANE") for place in sorted(places)], consistent_read=True)
        if places
        else ()
    )
    return {places[row.pk]: row for row in rows}


def lane_write(library: str, lane: str, before: LaneRow | None, bookings: Iterable[Booking]) -> Operation:
    """A lane after its changes; collides when it changed since it was read."""
    told = [[one.record, one.start, one.end] for one in bookings]
    row = LaneRow(
        _lane_key(library, lane), "LANE", bookings=told, version=int(before.version) + 1 if before else 1
    )
    return Put(row, LaneRow.version == before.version if before else LaneRow.pk.does_not_exist())


def read_cell(library: str, row: str, column: str) -> CellRow | None:
    try:
        return CellRow.get(f"M#{library}", _cell(row, column), consistent_read=True)
    except DoesNotExist:
        return None


def read_cells(library: str) -> list[CellRow]:
    return list(CellRow.query(f"M#{library}", consistent_read=True))


def cell_writes(
    library: str, before: CellRow | None, row: str, column: str, userids: tuple[str, ...], author: Author
) -> list[Operation]:
    """A cell and its change; they collide when the cell changed since it was read."""
    version = int(before.version) + 1 if before else 1
    place = _cell(row, column)
    cell = CellRow(f"M#{library}", place, row=row, column=column, userids=list(userids), version=version)
    unchanged = CellRow.version == before.version if before else CellRow.pk.does_not_exist()
    old = list(before.userids) if before else []
    change = _change(
        library,
        f"M#{library}#{place}",
        place,
        version,
        f"cell#{place}#{version}",
        "set",
        {column: [old, list(userids)]},
        author,
    )
    return [Put(cell, unchanged), change]


def served_write(library: str, record: Record, served: Served | None) -> Operation:
    """The record with what its index items stand for now; None: for what it says. Collides when either changed."""
    row = RecordRow(_record_key(library, record.key), "RECORD")
    stands = RecordRow.served.set(asdict(served)) if served else RecordRow.served.remove()
    return Update(row, [stands], _unchanged(record))


def followed(change: ChangeRow) -> None:
    """Mark a change: everything that follows it was done."""
    change.update(actions=[ChangeRow.gsi1pk.remove(), ChangeRow.gsi1sk.remove()])


def unfollowed(library: str, before: str, most: int) -> list[ChangeRow]:
    """Changes of records, made before an instant, that something has still to follow; the oldest first."""
    rows = LibraryRow.by_time.query(f"F#{library}", LibraryRow.gsi1sk < before, limit=most)
    return [row for row in rows if isinstance(row, ChangeRow)]


def read_change(place: str) -> ChangeRow | None:
    """A change by the key of its row, of a record or of a cell."""
    try:
        return ChangeRow.get(place, "CHANGE", consistent_read=True)
    except DoesNotExist:
        return None


def list_changes(library: str, key: str) -> list[ChangeRow]:
    """The latest changes of a record, newest first."""
    return _changes(_record_key(library, key))


def changes_before(library: str, key: str, version: int | None, most: int) -> list[ChangeRow]:
    """A page of a record's changes, newest first, those before a version."""
    older = None if version is None else LibraryRow.gsi2sk < f"{version:08d}"
    found = LibraryRow.by_owner.query(_record_key(library, key), older, scan_index_forward=False, limit=most)
    return [row for row in found if isinstance(row, ChangeRow)]


def list_cell_changes(library: str, row: str, column: str) -> list[ChangeRow]:
    """The latest changes of a cell, newest first."""
    return _changes(f"M#{library}#{_cell(row, column)}")


def _changes(place: str) -> list[ChangeRow]:
    found = LibraryRow.by_owner.query(place, scan_index_forward=False, limit=HISTORY)
    return [row for row in found if isinstance(row, ChangeRow)]


def _change(
    library: str,
    place: str,
    record: str,
    version: int,
    reference: str,
    action: str,
    fields: Diff,
    author: Author,
) -> Operation:
    is_followed = place.startswith("R#")
    row = ChangeRow(
        _change_key(library, reference),
        "CHANGE",
        gsi1pk=f"F#{library}" if is_followed else None,
        gsi1sk=author.at if is_followed else None,
        gsi2pk=place,
        gsi2sk=f"{version:08d}",
        record=record,
        version=version,
        reference=reference,
        at=author.at,
        by=author.by,
        source=author.source,
        action=action,
        fields=fields,
    )
    return Put(row, ChangeRow.pk.does_not_exist())


def _record_key(library: str, key: str) -> str:
    return f"R#{library}#{key}"


def _change_key(library: str, reference: str) -> str:
    return f"C#{library}#{reference}"


def _unique_key(library: str, value: Value) -> str:
    return f"U#{library}#{value[0]}#{value[1]}"


def _lane_key(library: str, lane: str) -> str:
    return f"L#{library}#{lane}"


def _cell(row: str, column: str) -> str:
    return f"{row}#{column}"
