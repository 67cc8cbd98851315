"""Rows of what was changed, will be changed and has to follow, in the directory table.

| row | pk | sk | gsi1 | gsi2 |
|---|---|---|---|---|
| change | `CHANGES#<person or department>#<id>` | `CHANGE#<day>#<version, 8 digits>` | `CHANGES` / `<at>#<kind>#<id>` | `OUTWARD` until WeCom knows |
| planned | `PLANNED` | `<day>#<id>` | | |
| handover | `HANDOVERS` | `<userid>` | | |

The stream delivers the changes, and nothing else of this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.directory.model import Author, Change, Source
from chalicelib.directory.model.history import Kind
from chalicelib.directory.store import DirectoryRow
from chalicelib.platform.store import Delete, Put, Update, decode_cursor, encode_cursor

CHANGES = "CHANGES"
PLANNED = "PLANNED"
HANDOVERS = "HANDOVERS"
OUTWARD = "OUTWARD"
"""What did not come from WeCom is in its own transaction marked to be told there."""
PAGE = 50


class ChangeRow(DirectoryRow, discriminator="change"):
    of = UnicodeAttribute()
    subject = UnicodeAttribute()
    version = NumberAttribute()
    action = UnicodeAttribute()
    day = UnicodeAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    source = UnicodeAttribute()
    note = UnicodeAttribute(default="")
    fields = JSONAttribute()
    after = JSONAttribute()


class PlannedRow(DirectoryRow, discriminator="planned"):
    """`problem` is the code of the error for which it could not take effect, `params` what its sentence names."""

    id = UnicodeAttribute()
    of = UnicodeAttribute()
    subject = UnicodeAttribute()
    day = UnicodeAttribute()
    fields = JSONAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    source = UnicodeAttribute()
    note = UnicodeAttribute(default="")
    problem = UnicodeAttribute(default="")
    params = JSONAttribute(null=True)


class HandoverRow(DirectoryRow, discriminator="handover"):
    """Somebody left, or has another userid: `to`. Their open tasks are to go over."""

    userid = UnicodeAttribute()
    to = UnicodeAttribute(default="")
    at = UnicodeAttribute()


@dataclass(frozen=True)
class Planned:
    """A change that takes effect on a day to come. `problem`: the code for which it could not, on its day."""

    id: str
    kind: Kind
    subject: str
    day: str
    fields: Mapping[str, Any]
    at: str
    author: Author
    problem: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Handover:
    """Whose open tasks are to go over, since when; `to` where it is the same person under another userid."""

    userid: str
    to: str
    at: str


def change_row(change: Change) -> ChangeRow:
    place = f"{change.at}#{change.kind}#{change.subject}#{change.version}"
    outward = change.author.source != "wecom"
    return ChangeRow(
        f"CHANGES#{change.kind}#{change.subject}",
        f"CHANGE#{change.day}#{change.version:08d}",
        gsi1pk=CHANGES,
        gsi1sk=place,
        gsi2pk=OUTWARD if outward else None,
        gsi2sk=place if outward else None,
        of=change.kind,
        subject=change.subject,
        version=change.version,
        action=change.action,
        day=change.day,
        at=change.at,
        by=change.author.by,
        source=change.author.source,
        note=change.author.note,
        fields=dict(change.fields),
        after=dict(change.after),
    )


def change_of(row: ChangeRow) -> Change:
    return Change(
        kind=cast("Kind", row.of),
        subject=row.subject,
        version=int(row.version),
        action=row.action,
        day=row.day,
        at=row.at,
        author=_author(row),
        fields=row.fields,
        after=row.after,
    )


def _author(row: ChangeRow | PlannedRow) -> Author:
    return Author(row.by, cast("Source", row.source), row.note)


def newest(kind: str, subject: str, day: str) -> Change | None:
    """The latest change of something that held on a day."""
    rows = ChangeRow.query(
        f"CHANGES#{kind}#{subject}",
        ChangeRow.sk.between("CHANGE#", f"CHANGE#{day}#~"),
        scan_index_forward=False,
        limit=1,
        consistent_read=True,
    )
    return next(map(change_of, rows), None)


def earliest(kind: str, subject: str) -> Change | None:
    """The first change of something."""
    rows = ChangeRow.query(f"CHANGES#{kind}#{subject}", limit=1, consistent_read=True)
    return next(map(change_of, rows), None)


def of_subject(kind: str, subjects: Iterable[str]) -> Iterator[Change]:
    """The changes of something, the newest first; of several names of one person, in the order of the names."""
    for subject in subjects:
        rows = ChangeRow.query(f"CHANGES#{kind}#{subject}", scan_index_forward=False, limit=PAGE * 4)
        yield from map(change_of, rows)


def latest(cursor: str | None) -> tuple[list[Change], str | None]:
    """A page of all changes, the newest first."""
    key = decode_cursor("changes", cursor, DirectoryRow.by_name, CHANGES)
    page = DirectoryRow.by_name.query(CHANGES, limit=PAGE, scan_index_forward=False, last_evaluated_key=key)
    found = [change_of(row) for row in page if isinstance(row, ChangeRow)]
    return found, encode_cursor("changes", page.last_evaluated_key)


def outward(limit: int) -> list[Change]:
    """Changes that WeCom has not been told of, the oldest first. A moment old at the most."""
    page = DirectoryRow.by_department.query(OUTWARD, limit=limit)
    return [change_of(row) for row in page if isinstance(row, ChangeRow)]


def end_outward(change: Change) -> Update:
    """WeCom knows, or knows better."""
    key = ChangeRow(f"CHANGES#{change.kind}#{change.subject}", f"CHANGE#{change.day}#{change.version:08d}")
    return Update(key, [ChangeRow.gsi2pk.remove(), ChangeRow.gsi2sk.remove()], ChangeRow.pk.exists())


def planned_row(planned: Planned) -> PlannedRow:
    return PlannedRow(
        PLANNED,
        f"{planned.day}#{planned.id}",
        id=planned.id,
        of=planned.kind,
        subject=planned.subject,
        day=planned.day,
        fields=dict(planned.fields),
        at=planned.at,
        by=planned.author.by,
        source=planned.author.source,
        note=planned.author.note,
        problem=planned.problem,
    )


def read_planned(until: str = "9") -> list[Planned]:
    """What is planned for a day not after this one, the next first."""
    rows = PlannedRow.query(PLANNED, PlannedRow.sk < f"{until}~", consistent_read=True)
    return [
        Planned(
            row.id,
            cast("Kind", row.of),
            row.subject,
            row.day,
            row.fields,
            row.at,
            _author(row),
            row.problem,
            row.params or {},
        )
        for row in rows
    ]


def end_planned(planned: Planned) -> Delete:
    """It has taken effect, or was taken back: once."""
    return Delete(planned_row(planned), PlannedRow.pk.exists())


def note_problem(planned: Planned, code: str, params: Mapping[str, Any]) -> None:
    """Keep why it could not take effect; an administrator looks."""
    PlannedRow(PLANNED, f"{planned.day}#{planned.id}").update(
        actions=[PlannedRow.problem.set(code), PlannedRow.params.set(dict(params))],
        condition=PlannedRow.pk.exists(),
    )


def begin_handover(handover: Handover) -> Put:
    return Put(
        HandoverRow(HANDOVERS, handover.userid, userid=handover.userid, to=handover.to, at=handover.at)
    )


def read_handovers() -> list[Handover]:
    """Whose tasks have not gone over yet."""
    rows = HandoverRow.query(HANDOVERS, consistent_read=True)
    return [Handover(row.userid, row.to, row.at) for row in rows]


def end_handover(userid: str) -> Delete:
    return Delete(HandoverRow(HANDOVERS, userid))
