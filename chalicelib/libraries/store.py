"""Rows of the libraries table.

| row | pk | sk | gsi1 |
|---|---|---|---|
| definition | `LIBRARIES` | `<key>` | |
| its versions | `LIBRARY#<key>` | `<version>` | |
| account | `L#<library>#<owner>` | `ACCOUNT#<account>` | |
| entry | `L#<library>#<owner>` | `ENTRY#<source>#<account>#<kind>#<reference>` | `L#<library>` / `<at>#<entry_no>` |

An entry's key is its meaning, so the same movement cannot be written twice. `gsi2` lists one owner's by time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pynamodb.attributes import DiscriminatorAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.libraries.model import Account, Entry
from chalicelib.platform.store import Operation, Put, Table, decode_cursor, encode_cursor

LIBRARIES = "LIBRARIES"
PAGE = 30


class ByTime(GlobalSecondaryIndex["LibraryRow"]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class ByOwner(GlobalSecondaryIndex["LibraryRow"]):
    class Meta:
        index_name = "gsi2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class LibraryRow(Table):
    class Meta(Table.Meta):
        capability = "libraries"
        stream = True
        stream_prefix = "CHANGE"

    kind = DiscriminatorAttribute()

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    by_time = ByTime()
    by_owner = ByOwner()


class DefinitionRow(LibraryRow, discriminator="definition"):
    key = UnicodeAttribute()
    definition = JSONAttribute()
    source = UnicodeAttribute()
    published_at = UnicodeAttribute()
    published_by = UnicodeAttribute()
    version = NumberAttribute(default=1)
    """Counts the publications; every one stays readable at `LIBRARY#<key>`."""


class AccountRow(LibraryRow, discriminator="account"):
    owner = UnicodeAttribute()
    account = UnicodeAttribute()
    available = NumberAttribute(default=0)
    held = NumberAttribute(default=0)
    version = NumberAttribute(default=0)


class EntryRow(LibraryRow, discriminator="entry"):
    entry_no = UnicodeAttribute()
    owner = UnicodeAttribute()
    account = UnicodeAttribute()
    entry_kind = UnicodeAttribute()
    amount = NumberAttribute()
    at = UnicodeAttribute()
    source = UnicodeAttribute()
    reference = UnicodeAttribute()
    balance_after = NumberAttribute()
    remark = UnicodeAttribute(default="")
    expires_on = UnicodeAttribute(default="")


def read_definitions() -> list[DefinitionRow]:
    return list(DefinitionRow.query(LIBRARIES, consistent_read=True))


def read_definition(key: str) -> DefinitionRow | None:
    try:
        return DefinitionRow.get(LIBRARIES, key, consistent_read=True)
    except DoesNotExist:
        return None


def definition_writes(row: DefinitionRow, before: DefinitionRow | None) -> list[Operation]:
    """A definition and its version; they collide when another was published meanwhile."""
    kept = DefinitionRow(f"LIBRARY#{row.key}", f"{row.version:06d}")
    for name in ("key", "definition", "source", "published_at", "published_by", "version"):
        setattr(kept, name, getattr(row, name))
    unchanged = DefinitionRow.source == before.source if before else DefinitionRow.pk.does_not_exist()
    return [Put(row, unchanged), Put(kept)]


def read_version(key: str, version: int) -> DefinitionRow | None:
    try:
        return DefinitionRow.get(f"LIBRARY#{key}", f"{version:06d}")
    except DoesNotExist:
        return None


def list_versions(key: str) -> list[DefinitionRow]:
    """The published versions of a library, newest first."""
    return list(DefinitionRow.query(f"LIBRARY#{key}", scan_index_forward=False))


def read_account(library: str, owner: str, account: str) -> Account:
    """An account as it stands now; one that never had an entry is empty."""
    try:
        row = AccountRow.get(_owner_key(library, owner), f"ACCOUNT#{account}", consistent_read=True)
    except DoesNotExist:
        return Account(owner, account)
    return _account(row)


def read_accounts(library: str, owner: str) -> list[Account]:
    """All accounts of a person, by name."""
    rows = AccountRow.query(
        _owner_key(library, owner), AccountRow.sk.startswith("ACCOUNT#"), consistent_read=True
    )
    return [_account(row) for row in rows]


Place = tuple[str, str]
"""Owner and account."""


def read_several(library: str, places: set[Place]) -> dict[Place, Account]:
    """Accounts as they stand now; one that never had an entry is empty."""
    keys = [(_owner_key(library, owner), f"ACCOUNT#{account}") for owner, account in sorted(places)]
    rows = AccountRow.batch_get(keys, consistent_read=True) if keys else ()
    found = {(row.owner, row.account): _account(row) for row in rows}
    return {place: found.get(place, Account(*place)) for place in sorted(places)}


def identity(entry: Entry) -> tuple[str, str]:
    """What makes a movement that movement: owner, and the key of its meaning."""
    return entry.owner, _entry_key(entry)


def written(library: str, entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """Identities of those movements that are written already."""
    keys = [(_owner_key(library, owner), key) for owner, key in map(identity, entries)]
    rows = EntryRow.batch_get(keys, consistent_read=True) if keys else ()
    return {(row.owner, row.sk) for row in rows}


def account_write(library: str, before: Account, after: Account) -> Operation:
    """An account after its movements; collides when it changed since it was read."""
    row = AccountRow(
        _owner_key(library, after.owner),
        f"ACCOUNT#{after.account}",
        owner=after.owner,
        account=after.account,
        available=after.available,
        held=after.held,
        version=after.version,
    )
    unchanged = AccountRow.version == before.version if before.version else AccountRow.pk.does_not_exist()
    return Put(row, unchanged)


def entry_write(library: str, after: Account, entry: Entry, entry_no: str, at: str) -> Operation:
    """One movement; collides when it is written already."""
    owner_key = _owner_key(library, entry.owner)
    row = EntryRow(
        owner_key,
        _entry_key(entry),
        gsi1pk=f"L#{library}",
        gsi1sk=f"{at}#{entry_no}",
        gsi2pk=owner_key,
        gsi2sk=f"{at}#{entry_no}",
        entry_no=entry_no,
        owner=entry.owner,
        account=entry.account,
        entry_kind=entry.kind.value,
        amount=entry.amount,
        at=at,
        source=entry.source,
        reference=entry.reference,
        balance_after=after.balance,
        remark=entry.remark,
        expires_on=entry.expires_on,
    )
    return Put(row, EntryRow.pk.does_not_exist())


def list_entries(library: str, owner: str | None, cursor: str | None) -> tuple[list[EntryRow], str | None]:
    """A page of entries, newest first: one owner's, or everybody's."""
    scope = f"entries#{library}#{owner or ''}"
    index: Any = LibraryRow.by_owner if owner else LibraryRow.by_time
    partition = _owner_key(library, owner) if owner else f"L#{library}"
    page = index.query(
        partition,
        scan_index_forward=False,
        limit=PAGE,
        last_evaluated_key=decode_cursor(scope, cursor, index, partition),
    )
    rows = [row for row in page if isinstance(row, EntryRow)]
    return rows, encode_cursor(scope, page.last_evaluated_key)


def all_entries(library: str) -> Iterator[EntryRow]:
    """Every entry of a ledger, by time."""
    index: Any = LibraryRow.by_time
    return (row for row in index.query(f"L#{library}") if isinstance(row, EntryRow))


def entries_of(library: str, owner: str, source: str) -> list[EntryRow]:
    """What one source (a request, by its serial) moved of an owner's accounts, by the number of the entry."""
    rows = EntryRow.query(
        _owner_key(library, owner), EntryRow.sk.startswith(f"ENTRY#{source}#"), consistent_read=True
    )
    return sorted(rows, key=lambda row: str(row.entry_no))


def _owner_key(library: str, owner: str) -> str:
    return f"L#{library}#{owner}"


def _entry_key(entry: Entry) -> str:
    return f"ENTRY#{entry.source}#{entry.account}#{entry.kind.value}#{entry.reference}"


def _account(row: AccountRow) -> Account:
    return Account(row.owner, row.account, float(row.available), float(row.held), int(row.version))
