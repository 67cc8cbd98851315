"""What follows a change of a record a moment later: index items that lag, words, lookups of others and its own.

Called by the stream for each change, and by a sweep for what the stream did not do. Each step goes on until all is as
the record says now, and only then the change counts as followed: it may be repeated, done for several changes at once,
in any order, and be broken off anywhere.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from chalicelib.libraries import index_store, record_store, searching, service, serving_writes
from chalicelib.libraries.bringing import Bringing
from chalicelib.libraries.errors import LibraryNotFoundError, RecordGuardError, RecordInvalidError
from chalicelib.libraries.indexing import Index
from chalicelib.libraries.listing import FIRST, LAST
from chalicelib.libraries.model import Library
from chalicelib.libraries.record_store import ChangeRow
from chalicelib.libraries.records import Action, Record, Served, Write
from chalicelib.platform import clock
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.observability import logger
from chalicelib.platform.store import Operation

PAGE = 100
SOURCE = "lookup"
WORDS_AT_ONCE = 90
AGE_BEFORE_SWEEP = dt.timedelta(seconds=10)


def follow(reference: str) -> bool:
    """Everything that follows one change, by its reference in the store; whether there was one to follow.

    Raises BusyError: repeat.
    """
    change = record_store.read_change(reference)
    if change is None or change.library is None:
        return False
    with contextlib.suppress(LibraryNotFoundError):
        _follow(change, service.library(change.library))
    record_store.followed(change)
    return True


def catch_up(key: str, record_key: str) -> None:
    """Bring the index items and figures of a record that lags to what it says. Raises BusyError."""
    while service.transact_again(lambda: _nearer(key, record_key)):
        pass


def sweep(key: str, most: int = PAGE) -> int:
    """Do in a library what the stream did not: index items that lag, changes nothing followed; how many there were."""
    lagging = index_store.lagging(key, most)
    for record_key in lagging:
        catch_up(key, record_key)
    before = clock.to_text(clock.now() - AGE_BEFORE_SWEEP)
    changes = record_store.unfollowed(key, before, most)
    for change in changes:
        follow(change.pk)
    return len(lagging) + len(changes)


def follow_words(key: str, record_key: str) -> None:
    """Let a record be found by the words it has now. Raises BusyError."""
    while service.transact_again(lambda: _word_writes(key, record_key)):
        pass


def _follow(change: ChangeRow, library: Library) -> None:
    catch_up(library.key, change.record)
    follow_words(library.key, change.record)
    for other, index in _looking(library.key, set(change.fields)):
        _refresh(other, index, change.record)
    if library.append_only:
        return
    # What it looks up may have changed while it was written, before anybody could find it by its reference.
    for record in record_store.read_records(library.key, [change.record]).values():
        _look_again(library, record)


def _word_writes(key: str, record_key: str) -> list[Operation]:
    """What is new comes first: at no moment is the record found by less than it keeps. Whoever writes looks again."""
    before = index_store.read_words(key, record_key)
    record = record_store.read_records(key, [record_key], deleted=True).get(record_key)
    if record is None:
        return []
    wanted = frozenset() if record.deleted_at else searching.parts(service.library(key), record.values)
    there = frozenset(before.parts) if before else frozenset()
    after = there | set(sorted(wanted - there)[:WORDS_AT_ONCE])
    if after == there:
        after = there - set(sorted(there - wanted)[:WORDS_AT_ONCE])
    if after == there:
        return []
    return index_store.word_writes(key, record_key, before, after)


def _nearer(key: str, record_key: str) -> list[Operation]:
    """The writes that bring a record's index items to what it says; of a big one as many as a transaction takes."""
    record = record_store.read_records(key, [record_key], deleted=True).get(record_key)
    if record is None or record.served is None or record.is_ahead:
        return []
    goal = Served(record.key, record.values, record.deleted_at, record.definition)
    stand, made = serving_writes.towards(service.definitions(key), record, goal, lags=True)
    return [record_store.served_write(key, record, None if stand == goal else stand), *made]


def _looking(key: str, changed: set[str]) -> Iterator[tuple[Library, Index]]:
    """Libraries that look something up in this one which was changed, and the index of the reference they do it by.
    Entries that are only added keep what they saw.
    """
    for other in [one for one in service.known_libraries() if not one.append_only]:
        found = {}
        for path, field in other.walk():
            through, _, far = (field.lookup or "").partition(".")
            table = path.partition(".")[0] if "." in path else ""
            own = table and through in other.fields[table].columns
            reference = f"{table}.{through}" if own else through
            if far in changed and _refers(other, reference, key):
                found[Index(reference)] = other
        yield from ((one, index) for index, one in found.items())


def _refers(other: Library, path: str, key: str) -> bool:
    field = other.field_at(path)
    return field is not None and field.type is FieldType.LIBRARY_REF and field.library == key


def _refresh(other: Library, index: Index, key: str) -> None:
    """Let the records that name this one look it up again. Frozen ones keep what they have."""
    after: str | None = None
    while True:
        page = list(
            index_store.keys_between(other.key, index, key, after or FIRST, LAST, descending=False, most=PAGE)
        )
        for record in record_store.read_records(other.key, {one for _, one in page}).values():
            _look_again(other, record)
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _look_again(library: Library, record: Record) -> None:
    """Where a record has not what it looks up, write it; its own change is followed like any other."""
    bringing = Bringing(service.definitions(library.key))
    if all(record.values.get(name) == value for name, value in bringing.lookups(record.values).items()):
        return
    match = {name: record.values[name] for name in library.keys}
    write = Write(Action.UPDATE, f"{SOURCE}#{record.key}#{record.version}", match=match)
    try:
        service.transact_again(lambda: service.writes(library.key, [write], service.SYSTEM, SOURCE))
    except RecordGuardError:
        return
    except RecordInvalidError as error:
        # It does not fit its definition for other reasons, and can be mended by hand.
        logger.warning("lookup_left", extra={"library": library.key, "field": error.field})
