"""Rows of the flows table: the registry. Versions and acts never change; the head says what holds now.

| row | pk | sk |
|---|---|---|
| head | `FLOWS` | `<key>`: the version new requests start on (0: only proposed) |
| version | `FLOW#<key>` | `V#<number, 6 digits>` |
| act | `FLOW#<key>` | `A#<revision of the head, 6 digits>`: who did what |
| proposal | `FLOW#<key>` | `P#<number, 6 digits>`: a text that waits for a second administrator |
"""

from __future__ import annotations

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from chalicelib.platform.store import Operation, Put, Table

FLOWS = "FLOWS"


class FlowRow(Table):
    class Meta(Table.Meta):
        capability = "flows"

    kind = DiscriminatorAttribute()


class HeadRow(FlowRow, discriminator="head"):
    """`revision` counts the acts; `proposed` is the number of the proposal that waits, 0 for none."""

    key = UnicodeAttribute()
    name = UnicodeAttribute()
    section = UnicodeAttribute()
    version = NumberAttribute()
    published_at = UnicodeAttribute()
    published_by = UnicodeAttribute()
    revision = NumberAttribute(default=0)
    disabled = BooleanAttribute(default=False)
    proposed = NumberAttribute(default=0)


class VersionRow(FlowRow, discriminator="version"):
    """`warnings` are the problems of level warning that were shown; `approved_by` the second administrator."""

    key = UnicodeAttribute()
    version = NumberAttribute()
    source = UnicodeAttribute()
    definition = JSONAttribute()
    asl = JSONAttribute()
    hash = UnicodeAttribute()
    machine_arn = UnicodeAttribute()
    published_at = UnicodeAttribute()
    published_by = UnicodeAttribute()
    note = UnicodeAttribute(default="")
    cases = UnicodeAttribute(default="")
    warnings = JSONAttribute(default=list)
    approved_by = UnicodeAttribute(default="")


class ActRow(FlowRow, discriminator="act"):
    number = NumberAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    what = UnicodeAttribute()
    version = NumberAttribute()
    note = UnicodeAttribute(default="")


class ProposalRow(FlowRow, discriminator="proposal"):
    """`state`: waiting, approved, refused, or superseded by a later one."""

    key = UnicodeAttribute()
    number = NumberAttribute()
    source = UnicodeAttribute()
    cases = UnicodeAttribute()
    note = UnicodeAttribute(default="")
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    state = UnicodeAttribute()
    decided_by = UnicodeAttribute(default="")
    decided_at = UnicodeAttribute(default="")


def read_heads() -> list[HeadRow]:
    """All published flows, by key."""
    return [head for head in read_all_heads() if head.version]


def read_all_heads() -> list[HeadRow]:
    """All flows of the registry, those that are only proposed too, by key."""
    return list(HeadRow.query(FLOWS, consistent_read=True))


def read_head(key: str) -> HeadRow | None:
    try:
        return HeadRow.get(FLOWS, key, consistent_read=True)
    except HeadRow.DoesNotExist:
        return None


def read_version(key: str, version: int) -> VersionRow | None:
    try:
        return VersionRow.get(_flow(key), _sort("V", version), consistent_read=True)
    except VersionRow.DoesNotExist:
        return None


def read_versions(key: str) -> list[VersionRow]:
    """All versions of a flow, newest first."""
    found = VersionRow.query(
        _flow(key), VersionRow.sk.startswith("V#"), consistent_read=True, scan_index_forward=False
    )
    return list(found)


def read_acts(key: str) -> list[ActRow]:
    """Everything that was done to a flow, the latest first."""
    found = ActRow.query(
        _flow(key), ActRow.sk.startswith("A#"), consistent_read=True, scan_index_forward=False
    )
    return list(found)


def read_proposal(key: str, number: int) -> ProposalRow | None:
    try:
        return ProposalRow.get(_flow(key), _sort("P", number), consistent_read=True)
    except ProposalRow.DoesNotExist:
        return None


def head_write(head: HeadRow, act: ActRow) -> list[Operation]:
    """The changed head with its act; fails when somebody else changed the head since it was read."""
    before = int(head.revision)
    head.pk, head.sk, head.revision = FLOWS, head.key, before + 1
    act.pk, act.sk, act.number = _flow(head.key), _sort("A", before + 1), before + 1
    unchanged = HeadRow.revision == before if before else HeadRow.revision.does_not_exist()
    return [Put(head, unchanged), Put(act, ActRow.pk.does_not_exist())]


def publish_writes(row: VersionRow, head: HeadRow, said: str = "") -> list[Operation]:
    """The version, which must be new, the head that points to it, and the act of who put it there with what they said."""
    row.pk, row.sk = _flow(row.key), _sort("V", int(row.version))
    act = ActRow(
        at=row.published_at,
        by=row.approved_by or row.published_by,
        what="approve" if row.approved_by else "publish",
        version=int(row.version),
        note=said or row.note,
    )
    return [Put(row, VersionRow.pk.does_not_exist()), *head_write(head, act)]


def proposal_write(row: ProposalRow, *, new: bool = False) -> Operation:
    """A new proposal, or the decision on one that still waits."""
    row.pk, row.sk = _flow(row.key), _sort("P", int(row.number))
    return Put(row, ProposalRow.pk.does_not_exist() if new else ProposalRow.state == "waiting")


def _flow(key: str) -> str:
    return f"FLOW#{key}"


def _sort(letter: str, number: int) -> str:
    return f"{letter}#{number:06d}"
