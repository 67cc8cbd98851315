"""What follows a change of a record a moment later: index items that lag, words, lookups of others.

Called by the stream for each change, and by a sweep for those that still lag. Each step ends at what the record says
now, so it may be repeated, and done for several changes at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from chalicelib.libraries import index_store, record_store, searching, service, serving_writes
from chalicelib.libraries.bringing import Bringing
from chalicelib.libraries.errors import LibraryNotFoundError, RecordGuardError
from chalicelib.libraries.fields import FieldType
from chalicelib.libraries.indexing import Index
from chalicelib.libraries.listing import FIRST, LAST
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Action, Record, Write
from chalicelib.platform.store import Operation

PAGE = 100
SOURCE = "lookup"


def follow(reference: str) -> bool:
    """Everything that follows one change, by its reference in the store; whether there was one to follow.

    Raises BusyError: repeat.
    """
    change = record_store.read_change(reference)
    if change is None or change.library is None:
        return False
    try:
        if service.library(change.library).kind != "records":
            return False
    except LibraryNotFoundError:
        return False
    catch_up(change.library, change.record)
    follow_words(change.library, change.record)
    for other, field in _looking(change.library, set(change.fields)):
        _refresh(other, field, change.library, change.record)
    return True


def catch_up(key: str, record_key: str) -> None:
    """Bring the index items and figures of a record that lags to what it says. Raises BusyError."""
    service.transact_again(lambda: _caught_up(key, record_key))


def sweep(key: str, most: int = PAGE) -> int:
    """Catch up what still lags in a library; how many there were."""
    lagging = index_store.lagging(key, most)
    for record_key in lagging:
        catch_up(key, record_key)
    return len(lagging)


def follow_words(key: str, record_key: str) -> None:
    """Let a record be found by the words it has now. Raises BusyError."""
    record = record_store.read_records(key, [record_key]).get(record_key)
    wanted = searching.parts(service.library(key), record.values) if record else frozenset()
    # What is new comes first: at no moment is the record found by less than it keeps.
    service.transact_again(lambda: index_store.word_writes(key, record_key, more=wanted))
    service.transact_again(lambda: index_store.word_writes(key, record_key, only=wanted))


def _caught_up(key: str, record_key: str) -> list[Operation]:
    record = record_store.read_records(key, [record_key], deleted=True).get(record_key)
    if record is None or record.served is None:
        return []
    definitions = service.definitions(key)
    if record.definition != definitions.version:
        definitions = replace(
            definitions, current=definitions.at(record.definition), version=record.definition
        )
    caught = replace(record, served=None)
    items = serving_writes.served(definitions, {record_key: record}, {record_key: caught})
    return [record_store.caught_up_write(key, record), *items]


def _looking(key: str, changed: set[str]) -> Iterator[tuple[Library, str]]:
    """Libraries that look something up in this one which was changed, and through which reference. Entries that are
    only added keep what they saw.
    """
    for other in [one for one in service.known_libraries() if not one.append_only]:
        for name, field in other.fields.items():
            if field.type is FieldType.LIBRARY_REF and field.library == key:
                looked = {
                    one.lookup.partition(".")[2]
                    for _, one in other.walk()
                    if one.lookup and one.lookup.partition(".")[0] == name
                }
                if looked & changed:
                    yield other, name


def _refresh(other: Library, field: str, key: str, record_key: str) -> None:
    """Let the records that name this one look it up again. Frozen ones keep what they have."""
    after: str | None = None
    while True:
        page = list(
            index_store.keys_between(
                other.key, Index(field), record_key, after or FIRST, LAST, descending=False, most=PAGE
            )
        )
        for record in record_store.read_records(other.key, [one for _, one in page]).values():
            _look_again(other, record, f"{SOURCE}#{key}#{record_key}")
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _look_again(other: Library, record: Record, source: str) -> None:
    bringing = Bringing(service.definitions(other.key))
    if all(record.values.get(name) == value for name, value in bringing.lookups(record.values).items()):
        return
    match = {name: record.values[name] for name in other.keys}
    write = Write(Action.UPDATE, f"{source}#{record.key}#{record.version}", match=match)
    with contextlib.suppress(RecordGuardError):
        service.transact_again(lambda: service.writes(other.key, [write], service.SYSTEM, SOURCE))
