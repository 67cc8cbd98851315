"""One stored record brought to a new definition: its values, its index items and figures, as writes of a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.libraries import migrating, record_store, recording, records, serving_writes
from chalicelib.libraries.bringing import Bringing
from chalicelib.libraries.derivation import with_defaults, with_derived
from chalicelib.libraries.drafting import Sheet, stood_now
from chalicelib.libraries.model import Library
from chalicelib.libraries.record_store import Author
from chalicelib.libraries.records import Action, Record, Served, Write
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform.store import Operation


def is_made(definitions: Definitions, record: Record) -> bool:
    """Whether a record is as the definition wants it, or found by it at least. Deleted ones are when given back."""
    if record.deleted_at or record.definition == definitions.version:
        return True
    return record.served == _found_by(definitions, record)


def remade(definitions: Definitions, record: Record) -> Record:
    """A record as the definition wants it. Raises RecordInvalidError where it does not fit."""
    values = worked_out(definitions, record)
    records.check(definitions.current, values)
    changed = values != record.values
    version = record.version + 1 if changed else record.version
    return replace(record, values=values, version=version, definition=definitions.version, served=None)


def worked_out(definitions: Definitions, record: Record) -> dict[str, Any]:
    """The values of a record by the definition. Where nothing may change any more, only what is new is worked out."""
    library, values = definitions.current, migrating.migrated(definitions, record)
    brought = {**values, **Bringing(definitions).lookups(values)}
    found = {name: value for name, value in brought.items() if value is not None}
    found = with_defaults(library, found, stored=True)
    # What is new in the definition was so before, as far as anybody knows.
    before = replace(record, values={**with_derived(library, found), **values})
    found = with_derived(library, found, stood_now(before) if library.keeps_time else None)
    return {**found, **_kept(record, values)} if _is_frozen(library, values) else found


def writes(definitions: Definitions, record: Record, by: str, at: str) -> list[Operation]:
    """The writes that remake a record, with a line in its history where its values change.

    They collide when it changed since it was read. Raises RecordInvalidError, RecordExistsError, RecordOverlapError,
    RecordsTooManyError where it does not fit.
    """
    made = remade(definitions, record)
    sheet = Sheet(definitions, {record.key: record}, {record.key: made})
    diff = records.diff(record.values, made.values)
    if diff:
        reference = f"migrate#{definitions.version}#{record.key}#{record.version}"
        sheet.changes.append((made, Write(Action.MIGRATE, reference), diff))
    return recording.written((sheet,), Author(by, at, "migrate"), [], may_lag=True)


def found_writes(definitions: Definitions, record: Record) -> list[Operation]:
    """For a record that does not fit: let it be found by the definition with what of it fits; itself it stays. Of a big
    one as much as a transaction takes.
    """
    stand, moved = serving_writes.towards(definitions, record, _found_by(definitions, record), lags=False)
    return [record_store.served_write(definitions.current.key, record, stand), *moved]


def _found_by(definitions: Definitions, record: Record) -> Served:
    values = migrating.fitting(definitions.current, migrating.migrated(definitions, record))
    return Served(record.key, values, "", definitions.version)


def _is_frozen(library: Library, values: Mapping[str, Any]) -> bool:
    return library.append_only or records.is_frozen(library, values)


def _kept(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """What of a frozen record no plan changed."""
    return {name: value for name, value in record.values.items() if values.get(name) == value}
