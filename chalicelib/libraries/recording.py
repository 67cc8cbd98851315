"""From wanted changes of records to the writes of a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import bookings, records, renaming, serving_writes
from chalicelib.libraries import record_store as store
from chalicelib.libraries.bookings import Booking
from chalicelib.libraries.bringing import Bringing
from chalicelib.libraries.derivation import with_defaults
from chalicelib.libraries.drafting import Draft, Sheet
from chalicelib.libraries.errors import RecordExistsError, RecordsTooManyError
from chalicelib.libraries.model import Library
from chalicelib.libraries.numbering import pattern_of
from chalicelib.libraries.record_store import Author, Value
from chalicelib.libraries.records import Record, Write
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.libraries.words import UniqueKey
from chalicelib.platform import clock
from chalicelib.platform.serials import next_serials
from chalicelib.platform.store import Operation

MOST = 80
"""DynamoDB takes 100 writes in a transaction; the caller's own need room."""


def operations(
    definitions: Definitions, wanted: Iterable[Write], by: str, source: str, *, may_lag: bool = True
) -> list[Operation]:
    """The writes of several changes, those left out whose reference is written already.

    Several of one record add up in their order. They collide when a record changed in between: read again and
    repeat. Where they would be too many, and `may_lag`, index items and figures follow by the stream. Raises
    RecordNotFoundError, RecordExistsError, RecordGuardError, RecordInvalidError, RecordOverlapError, VersionStaleError,
    RecordsTooManyError; DefinitionOutdatedError where a record was written by a later definition.
    """
    library = definitions.current
    several = {write.reference: write for write in _today(library, list(wanted))}
    known = store.written(library.key, several)
    fresh = [write for reference, write in several.items() if reference not in known]
    if not fresh:
        return []
    draft, bringing = Draft(Sheet(definitions)), Bringing(definitions)
    draft.apply(_keyed(library, fresh), bringing)
    author = Author(by, clock.to_text(clock.now()), source)
    return written(draft.sheets, author, bringing.checks(library.key, draft.main.after), may_lag=may_lag)


def began_as(library: Library, several: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """The userids with which those began who tell records apart; nobody where nobody was ever renamed."""
    return directory.first_userids(renaming.named(library, several)) if directory.renamed() else {}


def _today(library: Library, wanted: list[Write]) -> list[Write]:
    """The writes as they name people today, or as they began where that tells records apart."""
    present = directory.renamed()
    if not present:
        return wanted
    first = began_as(library, (said for write in wanted for said in (write.match, write.values)))
    return [renaming.write_today(library, write, present, first) for write in wanted]


def written(
    sheets: Sequence[Sheet], author: Author, checks: list[Operation], *, may_lag: bool
) -> list[Operation]:
    """The writes of the records of some sheets, with all that goes into the same transaction. Raises RecordExistsError,
    RecordOverlapError, RecordsTooManyError.
    """
    rest = [*checks, *(write for sheet in sheets for write in _beside(sheet, author))]
    made = [*rest, *(write for sheet in sheets for write in _served(sheet, author))]
    if len(made) > MOST and may_lag:
        made = [*rest, *(write for sheet in sheets for write in _lagging(sheet, author))]
    if len(made) > MOST:
        raise RecordsTooManyError(library=sheets[0].library.key, most=MOST)
    return made


def _beside(sheet: Sheet, author: Author) -> list[Operation]:
    return [*_changes(sheet, author), *_owners(sheet), *_lanes(sheet)]


def _served(sheet: Sheet, author: Author) -> list[Operation]:
    """The records with their index items and figures."""
    served = serving_writes.served(sheet.definitions, sheet.before, sheet.after)
    return [*_records(sheet, sheet.after, author), *served]


def _lagging(sheet: Sheet, author: Author) -> list[Operation]:
    """The records, marked as those whose index items and figures are still to come."""
    after = serving_writes.lagging(sheet.before, sheet.after)
    return [*_records(sheet, after, author), *serving_writes.lag_marks(sheet.library.key, after)]


def _keyed(library: Library, wanted: list[Write]) -> list[tuple[str, Write]]:
    """Every write with the key of its record; new records without one are numbered."""
    keys = [records.wanted_key(library, write) for write in wanted]
    patterns = [
        None if key is not None else pattern_of(library, with_defaults(library, write.values))
        for key, write in zip(keys, wanted, strict=True)
    ]
    today = clock.wall(clock.now()).date()
    numbers = {
        pattern: iter(next_serials(f"library#{library.key}", pattern, today, patterns.count(pattern)))
        for pattern in dict.fromkeys(filter(None, patterns))
    }
    return [
        (key, write) if pattern is None else _numbered(library, write, next(numbers[pattern]))
        for key, write, pattern in zip(map(str, keys), wanted, patterns, strict=True)
    ]


def _numbered(library: Library, write: Write, number: str) -> tuple[str, Write]:
    return number, replace(write, values={**write.values, library.keys[0]: number})


def _records(sheet: Sheet, after: Mapping[str, Record], author: Author) -> list[Operation]:
    return [
        store.record_write(sheet.library.key, sheet.before.get(key), record, author)
        for key, record in after.items()
    ]


def _changes(sheet: Sheet, author: Author) -> list[Operation]:
    return [
        store.change_write(sheet.library.key, made, write.reference, write.action, fields, author)
        for made, write, fields in sheet.changes
    ]


def _owners(sheet: Sheet) -> list[Operation]:
    """Who has the values of fields without repeats, where that changes. Raises RecordExistsError."""
    had = {value: key for key in sheet.after for value in unique_values(*sheet.stood(key))}
    has: dict[Value, str] = {}
    for key, record in sheet.after.items():
        for value in unique_values(sheet.library, record):
            if has.setdefault(value, key) != key:
                raise _taken(sheet, value)
    owners = store.read_owners(sheet.library.key, [value for value in has if value not in had]) | had
    for value, key in has.items():
        if value not in had and owners.get(value, key) != key:
            raise _taken(sheet, value)
    return [
        store.owner_write(sheet.library.key, value, owners.get(value), has.get(value))
        for value in {**had, **has}
        if owners.get(value) != has.get(value)
    ]


def _lanes(sheet: Sheet) -> list[Operation]:
    """Where records may not overlap: the lanes they leave and come to. Raises RecordOverlapError."""
    leaves, comes = {}, {}
    for key, record in sheet.after.items():
        if left := bookings.lane_of(*sheet.stood(key)):
            leaves[key] = left
        if lane := bookings.lane_of(sheet.library, record):
            comes[key] = (lane, bookings.booking_of(sheet.library, record))
    names = {*leaves.values(), *(lane for lane, _ in comes.values())}
    rows, today = store.read_lanes(sheet.library.key, names), clock.wall(clock.now()).date()
    made = []
    for name in sorted(names):
        row = rows.get(name)
        there = [Booking(*one) for one in row.bookings] if row else []
        more = [booking for lane, booking in comes.values() if lane == name]
        after = bookings.booked(sheet.library, there, sheet.after, more, today)
        if list(after) != there:
            made.append(store.lane_write(sheet.library.key, name, row, after))
    return made


def _taken(sheet: Sheet, value: Value) -> RecordExistsError:
    return RecordExistsError(field=value[0], library=sheet.library.key, record=value[1])


def unique_values(library: Library, record: Record | None) -> list[Value]:
    """The values of a record that no other may have; the key itself is told apart by its row."""
    if record is None or record.deleted_at:
        return []
    names = [name for name, wanted in library.fields.items() if wanted.unique and library.keys != (name,)]
    single = [(name, str(record.values[name])) for name in names if record.values.get(name) not in (None, "")]
    return single + [value for key in library.unique_keys if (value := _together(key, record)) is not None]


def _together(key: UniqueKey, record: Record) -> Value | None:
    """The values of several fields as one; None of a record that is exempt."""
    found = ["" if record.values.get(name) is None else str(record.values[name]) for name in key.fields]
    if not any(found) or (key.exempt and not all(found)):
        return None
    return "+".join(key.fields), json.dumps(found, ensure_ascii=False)
