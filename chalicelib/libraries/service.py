"""Use cases of libraries: publishing definitions, reading what one may see, moving ledger accounts."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from chalicelib.libraries import store
from chalicelib.libraries.model import (
    Account,
    Entry,
    Library,
    LibraryNotFoundError,
    apply,
    read,
)
from chalicelib.platform import clock
from chalicelib.platform.serials import next_serial
from chalicelib.platform.store import CollisionError, Operation, transact

TRIES = 5


def publish(source: str, by: str) -> tuple[Library, bool]:
    """Register a definition; whether it differs from what stood there. Raises LibraryInvalidError."""
    library = read(source)
    before = store.read_definition(library.key)
    if before is not None and before.source == source:
        return library, False
    store.DefinitionRow(
        store.LIBRARIES,
        library.key,
        key=library.key,
        definition=library.model_dump(mode="json", exclude_defaults=True),
        source=source,
        published_at=clock.to_text(clock.now()),
        published_by=by,
    ).save()
    _cached.cache_clear()
    return library, True


def library(key: str) -> Library:
    """A published definition. Raises LibraryNotFoundError."""
    return _cached(key, int(clock.now().timestamp() // 60))


@functools.lru_cache(maxsize=64)
def _cached(key: str, _minute: int) -> Library:
    row = store.read_definition(key)
    if row is None:
        raise LibraryNotFoundError(library=key)
    return Library.model_validate(row.definition)


def all_libraries() -> list[Library]:
    return [Library.model_validate(row.definition) for row in store.read_definitions()]


def available(key: str, owner: str, account: str) -> float:
    """What a person may still use of an account, in the ledger's unit."""
    return store.read_account(key, owner, account).available


def accounts(key: str, owner: str) -> list[Account]:
    return store.read_accounts(library(key).key, owner)


def entries(
    key: str, userid: str, roles: tuple[str, ...], cursor: str | None
) -> tuple[list[store.EntryRow], str | None]:
    """A page of a ledger's entries, newest first: all of them for those who may, one's own otherwise."""
    definition = library(key)
    return store.list_entries(key, None if definition.reads_all(roles) else userid, cursor)


def movements(key: str, wanted: Iterable[Entry]) -> list[Operation]:
    """The writes of several movements of one owner's accounts, for the caller's transaction.

    A movement that is written already is left out, so repeating is safe. Two movements of one account add up
    in their order. Raises BalanceError where an account would go below zero. The writes collide when an
    account changed in between: read again and repeat.
    """
    definition = library(key)
    moment = clock.now()
    at, today = clock.to_text(moment), clock.wall(moment).date()
    operations: dict[tuple[str, str], list[Operation]] = {}
    firsts: dict[str, Account] = {}
    current: dict[str, Account] = {}
    for entry in wanted:
        if store.has_entry(key, entry):
            continue
        before = current.get(entry.account) or store.read_account(key, entry.owner, entry.account)
        firsts.setdefault(entry.account, before)
        after = apply(before, entry)
        current[entry.account] = after
        number = next_serial(f"library#{key}", definition.serial, today)
        account_write, entry_write = store.entry_writes(key, firsts[entry.account], after, entry, number, at)
        operations["account", entry.account] = [account_write]
        operations["entry", number] = [entry_write]
    return [operation for group in operations.values() for operation in group]


def move(key: str, entry: Entry) -> None:
    """Make one movement by itself. Raises BalanceError."""
    for _ in range(TRIES):
        writes = movements(key, [entry])
        if not writes:
            return
        try:
            transact(writes)
        except CollisionError:
            continue
        return
    transact(movements(key, [entry]))
