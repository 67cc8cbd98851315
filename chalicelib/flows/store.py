"""Rows of the flows table: the registry of published versions, which never change.

| row | pk | sk |
|---|---|---|
| head | `FLOWS` | `<key>`: the version new requests start on |
| version | `FLOW#<key>` | `V#<number, 6 digits>` |
"""

from __future__ import annotations

from pynamodb.attributes import DiscriminatorAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.platform.store import Operation, Put, Table

FLOWS = "FLOWS"


class FlowRow(Table):
    class Meta(Table.Meta):
        capability = "flows"

    kind = DiscriminatorAttribute()


class HeadRow(FlowRow, discriminator="head"):
    key = UnicodeAttribute()
    name = UnicodeAttribute()
    section = UnicodeAttribute()
    version = NumberAttribute()
    published_at = UnicodeAttribute()
    published_by = UnicodeAttribute()


class VersionRow(FlowRow, discriminator="version"):
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


def read_heads() -> list[HeadRow]:
    """All published flows, by key."""
    return list(HeadRow.query(FLOWS, consistent_read=True))


def read_head(key: str) -> HeadRow | None:
    try:
        return HeadRow.get(FLOWS, key, consistent_read=True)
    except HeadRow.DoesNotExist:
        return None


def read_version(key: str, version: int) -> VersionRow | None:
    try:
        return VersionRow.get(f"FLOW#{key}", _version_key(version), consistent_read=True)
    except VersionRow.DoesNotExist:
        return None


def read_versions(key: str) -> list[VersionRow]:
    """All versions of a flow, newest first."""
    return list(VersionRow.query(f"FLOW#{key}", consistent_read=True, scan_index_forward=False))


def publish_writes(row: VersionRow, head: HeadRow) -> list[Operation]:
    """The version, which must be new, and the head that points to it."""
    row.pk, row.sk = f"FLOW#{row.key}", _version_key(int(row.version))
    head.pk, head.sk = FLOWS, row.key
    return [Put(row, VersionRow.pk.does_not_exist()), Put(head)]


def _version_key(version: int) -> str:
    return f"V#{version:06d}"
