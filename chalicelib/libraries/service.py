"""Use cases of libraries: publishing definitions, reading what one may see, moving ledger accounts, writing records.

What writes gives Operations for the caller's own transaction, `move`, `move_all` and `write_all` excepted. Cells
are changed in `matrices`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import publishing, record_store, recording, renaming, serving_writes, store
from chalicelib.libraries.difference import Change, difference
from chalicelib.libraries.errors import (
    DefinitionOutdatedError,
    LibraryKindError,
    RecordsTooManyError,
)
from chalicelib.libraries.model import Account, Entry, Library, LibraryNotFoundError, apply, read
from chalicelib.libraries.publishing import Published
from chalicelib.libraries.records import Action, Guard, Record, Write
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError
from chalicelib.platform.serials import next_serials
from chalicelib.platform.store import CollisionError, Operation, give_way, transact

SYSTEM = "system"
TRIES, PAUSE_SECONDS = 7, 0.005
AT_ONCE = 40


def publish(source: str, by: str) -> tuple[Library, bool]:
    """Register one definition: see `publish_all`. The definition, and whether it differs from what stood there."""
    (found,) = publish_all([source], by)
    return found.library, found.changed


def publish_all(sources: Sequence[str], by: str) -> list[Published]:
    """Register definitions that may name each other: see `publishing.publish_all`. Raises LibraryInvalidError, BusyError."""
    found = publishing.publish_all(sources, by)
    _cached.cache_clear()
    _known.cache_clear()
    return found


def compare(source: str, locale: str) -> list[Change]:
    """What publishing a text would change, in words. Raises LibraryInvalidError, LibraryNotFoundError."""
    new = read(source)
    row = store.read_definition(new.key)
    if row is None:
        raise LibraryNotFoundError(library=new.key)
    return difference(Library.model_validate(row.definition), new, locale)


def library(key: str) -> Library:
    """A published definition. Raises LibraryNotFoundError."""
    return definitions(key).current


def definitions(key: str) -> Definitions:
    """A published definition with its version, and the way to others. Raises LibraryNotFoundError."""
    return _cached(key, int(clock.now().timestamp() // 60))


def definitions_now(key: str) -> Definitions:
    """Like `definitions`, as they stand at this moment."""
    _cached.cache_clear()
    return definitions(key)


@functools.lru_cache(maxsize=64)
def _cached(key: str, _minute: int) -> Definitions:
    row = store.read_definition(key)
    if row is None:
        raise LibraryNotFoundError(library=key)
    current = Library.model_validate(row.definition)
    return Definitions(current, int(row.version), functools.partial(version, key), definitions)


@functools.lru_cache(maxsize=64)
def version(key: str, number: int) -> Library:
    """A version of a definition. Raises LibraryNotFoundError."""
    row = store.read_version(key, number)
    if row is None:
        raise LibraryNotFoundError(library=key)
    return Library.model_validate(row.definition)


def known_libraries() -> tuple[Library, ...]:
    """All published definitions, a minute old at the most."""
    return _known(int(clock.now().timestamp() // 60))


@functools.lru_cache(maxsize=2)
def _known(_minute: int) -> tuple[Library, ...]:
    return tuple(all_libraries())


def all_libraries() -> list[Library]:
    """All published definitions as they stand now."""
    return [Library.model_validate(row.definition) for row in store.read_definitions()]


def available(key: str, owner: str, account: str) -> float:
    """What a person may still use of an account, in the ledger's unit."""
    return store.read_account(key, _first(owner), account).available


def accounts(key: str, owner: str) -> list[Account]:
    return store.read_accounts(library(key).key, _first(owner))


def _first(owner: str) -> str:
    """Accounts stand under the userid somebody began with, and so do not move when they are renamed."""
    return directory.first_userids([owner])[owner]


def entries(
    key: str, userid: str, roles: tuple[str, ...], cursor: str | None
) -> tuple[list[store.EntryRow], str | None]:
    """A page of a ledger's entries, newest first: all of them for those who may, one's own otherwise."""
    definition = library(key)
    return store.list_entries(key, None if definition.reads_all(roles) else _first(userid), cursor)


def movements(key: str, wanted: Iterable[Entry]) -> list[Operation]:
    """The writes of several movements of a ledger, for the caller's transaction.

    A movement that is written already is left out, so repeating is safe. Movements of one account add up in
    their order. Raises BalanceError where an account would go below zero. The writes collide when an account
    changed in between: read again and repeat.
    """
    definition = library(key)
    moved = list(wanted)
    first = directory.first_userids(entry.owner for entry in moved)
    moved = [replace(entry, owner=first[entry.owner]) for entry in moved]
    entries = list({store.identity(entry): entry for entry in moved}.values())
    written = store.written(key, entries)
    entries = [entry for entry in entries if store.identity(entry) not in written]
    before = store.read_several(key, {(entry.owner, entry.account) for entry in entries})
    moment = clock.now()
    at, today = clock.to_text(moment), clock.wall(moment).date()
    numbers = next_serials(f"library#{key}", definition.pattern, today, len(entries))
    after = dict(before)
    operations: list[Operation] = []
    for entry, number in zip(entries, numbers, strict=True):
        account = (entry.owner, entry.account)
        after[account] = apply(after[account], entry)
        operations.append(store.entry_write(key, after[account], entry, number, at))
    operations += [store.account_write(key, before[account], after[account]) for account in before]
    return operations


def record(key: str, record_key: str) -> dict[str, Any] | None:
    """The values of a record as they stand now, by the value of its key; None where there is none."""
    return records(key, [record_key]).get(record_key)


def records(key: str, record_keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The values of several records, by key; those there are not are left out. Raises LibraryKindError."""
    return {found: dict(row.values) for found, row in full_records(key, record_keys).items()}


def full_records(key: str, record_keys: Iterable[str], *, deleted: bool = False) -> dict[str, Record]:
    """Like `records`, with version and time of creation; everybody is named by their present userid."""
    library, present = of_kind(key, "records"), directory.renamed()
    found = record_store.read_records(library.key, filter(None, record_keys), deleted=deleted)
    return {one: renaming.record_today(library, record, present) for one, record in found.items()}


def changes(key: str, record_key: str) -> list[record_store.ChangeRow]:
    """The latest changes of a record, newest first: who, when, from which request, field by field old and new."""
    return record_store.list_changes(of_kind(key, "records").key, record_key)


def writes(
    key: str, wanted: Iterable[Write], by: str, source: str = "", *, may_lag: bool = True
) -> list[Operation]:
    """The writes of several changes of records, for the caller's transaction: see `recording.operations`.

    `by` and `source` (the request) go into each record's history.
    """
    of_kind(key, "records")
    several = list(wanted)
    try:
        return recording.operations(definitions(key), several, by, source, may_lag=may_lag)
    except DefinitionOutdatedError:
        return recording.operations(definitions_now(key), several, by, source, may_lag=may_lag)


def create(
    key: str, values: Mapping[str, Any], reference: str, by: str = SYSTEM, source: str = ""
) -> list[Operation]:
    """A new record, once per reference. Raises RecordExistsError, RecordInvalidError."""
    return writes(key, [Write(Action.CREATE, reference, values)], by, source)


def update(
    key: str,
    match: Mapping[str, Any],
    values: Mapping[str, Any],
    add: Mapping[str, float],
    guard: Guard | None,
    reference: str,
    by: str = SYSTEM,
    source: str = "",
) -> list[Operation]:
    """Values of a record written and added to, once per reference.

    Raises RecordNotFoundError, RecordGuardError, RecordInvalidError.
    """
    return writes(key, [Write(Action.UPDATE, reference, values, match, add, guard=guard)], by, source)


def upsert(
    key: str,
    match: Mapping[str, Any],
    values: Mapping[str, Any],
    add: Mapping[str, float],
    guard: Guard | None,
    reference: str,
    by: str = SYSTEM,
    source: str = "",
) -> list[Operation]:
    """`update` where the record is there, `create` where it is not. Raises RecordGuardError, RecordInvalidError."""
    return writes(key, [Write(Action.UPSERT, reference, values, match, add, guard=guard)], by, source)


def append(
    key: str,
    match: Mapping[str, Any],
    child: str,
    row: Mapping[str, Any],
    reference: str,
    by: str = SYSTEM,
    source: str = "",
) -> list[Operation]:
    """A row more in a record's child table, once per reference. Raises RecordNotFoundError, RecordInvalidError."""
    return writes(key, [Write(Action.APPEND, reference, row, match, child=child)], by, source)


def write_all(key: str, wanted: Iterable[Write], by: str, source: str = "") -> None:
    """Make many changes, some to a transaction; repeating after an interruption makes the rest.

    Raises what `writes` raises, BusyError.
    """
    several, at_once = list(wanted), serving_writes.at_once(of_kind(key, "records"))
    pending = [several[start : start + at_once] for start in range(0, len(several), at_once)]
    while pending:
        some = pending.pop(0)
        try:
            transact_again(functools.partial(writes, key, some, by, source, may_lag=len(some) == 1))
        except RecordsTooManyError:
            if len(some) == 1:
                raise
            pending = [some[: len(some) // 2], some[len(some) // 2 :], *pending]


def transact_again(make: Callable[[], list[Operation]]) -> bool:
    """Make writes and write them; again from reading while another writer is first. Whether there were any.

    Raises BusyError.
    """
    for number in range(TRIES):
        made = make()
        if not made:
            return False
        try:
            transact(made)
        except CollisionError:
            give_way(PAUSE_SECONDS * 2**number)
            continue
        return True
    raise BusyError


def of_kind(key: str, kind: str) -> Library:
    """A published definition. Raises LibraryNotFoundError, LibraryKindError where it is of another kind."""
    found = library(key)
    if found.kind != kind:
        raise LibraryKindError(library=key, kind=found.kind, wanted=kind)
    return found


def matrix_cell(key: str, row: str, column: str) -> tuple[str, ...]:
    """The userids of a cell of a matrix as it stands now; none where nothing was set. Raises LibraryKindError."""
    found = record_store.read_cell(of_kind(key, "matrix").key, row, column)
    return tuple(found.userids) if found else ()


def move(key: str, entry: Entry) -> None:
    """Make one movement by itself. Raises BalanceError, BusyError."""
    move_all(key, [entry])


def move_all(key: str, entries: Iterable[Entry]) -> None:
    """Make many movements, 40 to a transaction; repeating after an interruption makes the rest.

    Raises BalanceError, BusyError.
    """
    pending = list(entries)
    for start in range(0, len(pending), AT_ONCE):
        some = pending[start : start + AT_ONCE]
        transact_again(functools.partial(movements, key, some))
