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
from chalicelib.platform.errors import BusyError
from chalicelib.platform.serials import next_serials
from chalicelib.platform.store import CollisionError, Operation, transact

TRIES = 5
AT_ONCE = 40


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
    """The writes of several movements of a ledger, for the caller's transaction.

    A movement that is written already is left out, so repeating is safe. Movements of one account add up in
    their order. Raises BalanceError where an account would go below zero. The writes collide when an account
    changed in between: read again and repeat.
    """
    definition = library(key)
    entries = list({store.identity(entry): entry for entry in wanted}.values())
    written = store.written(key, entries)
    entries = [entry for entry in entries if store.identity(entry) not in written]
    before = store.read_several(key, {(entry.owner, entry.account) for entry in entries})
    moment = clock.now()
    at, today = clock.to_text(moment), clock.wall(moment).date()
    numbers = next_serials(f"library#{key}", definition.serial, today, len(entries))
    after = dict(before)
    operations: list[Operation] = []
    for entry, number in zip(entries, numbers, strict=True):
        account = (entry.owner, entry.account)
        after[account] = apply(after[account], entry)
        operations.append(store.entry_write(key, after[account], entry, number, at))
    operations += [store.account_write(key, before[account], after[account]) for account in before]
    return operations


def move(key: str, entry: Entry) -> None:
    """Make one movement by itself. Raises BalanceError, BusyError."""
    move_all(key, [entry])


def move_all(key: str, entries: Iterable[Entry]) -> None:
    """Make many movements, 40 to a transaction; repeating after an interruption makes the rest.

    Raises BalanceError, BusyError.
    """
    pending = list(entries)
    for start in range(0, len(pending), AT_ONCE):
        _move_some(key, pending[start : start + AT_ONCE])


def _move_some(key: str, entries: list[Entry]) -> None:
    for _ in range(TRIES):
        writes = movements(key, entries)
        if not writes:
            return
        try:
            transact(writes)
        except CollisionError:
            continue
        return
    raise BusyError
