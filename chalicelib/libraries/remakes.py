"""The job that brings stored records to a new definition: page by page, resumable, by anybody.

It goes over all records twice. The second round begins when no function can have the old definition any more, and
finds what such functions wrote meanwhile. Each record is written by itself under its version, and how far the job came
is a row: it may be broken off anywhere, and two may be at it.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

from chalicelib.libraries import following, record_store, remake_store, remaking, service
from chalicelib.libraries.errors import (
    RecordExistsError,
    RecordInvalidError,
    RecordOverlapError,
    RecordsTooManyError,
)
from chalicelib.libraries.remake_store import ROUNDS, RemakeRow
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError
from chalicelib.platform.store import Operation

PAGE = 50
SETTLED = dt.timedelta(minutes=2)
"""A definition is known everywhere a minute after it was published, and no call takes longer than another."""
MOST_MISFITS = 1000
MISFITS = (RecordInvalidError, RecordExistsError, RecordOverlapError, RecordsTooManyError)


@dataclass(frozen=True)
class Progress:
    """How far a job is. `is_waiting`: until the second round may begin."""

    target: int
    percent: int
    total: int
    changed: int
    is_waiting: bool
    is_done: bool


@dataclass(frozen=True)
class Misfit:
    """A record that does not fit the definition of version `target`; `problems` are field, code and parameters."""

    record: str
    target: int
    code: str
    problems: list[list[object]]


def run(key: str, seconds: float) -> Progress | None:
    """Go on with the job of a library for so long; None where it never had one. Raises BusyError: repeat."""
    end = time.monotonic() + seconds
    found = step(key)
    while found and not (found.is_done or found.is_waiting) and time.monotonic() < end:
        found = step(key)
    return found


def step(key: str) -> Progress | None:
    """One page of the job of a library. Raises BusyError: repeat."""
    row = remake_store.read(key)
    if row is None:
        return None
    found = progress(row)
    if found.is_done or found.is_waiting:
        return found
    definitions = service.definitions_now(key)
    keys, cursor = record_store.created(key, row.cursor, PAGE)
    changed = sum(_bring(definitions, record_key, row.by) for record_key in keys)
    remake_store.save(row, cursor, len(keys), changed, clock.to_text(clock.now()))
    after = remake_store.read(key)
    return progress(after) if after else None


def unfinished() -> list[str]:
    """The libraries whose job goes on."""
    keys = [one.key for one in service.all_libraries() if one.kind == "records"]
    return [remake_store.library_of(row) for row in remake_store.read_all(keys) if not row.done_at]


def progress_of(key: str) -> Progress | None:
    """How far the latest job of a library is; None where it never had one."""
    row = remake_store.read(key)
    return progress(row) if row else None


def misfits(key: str) -> list[Misfit]:
    """Records that do not fit the published definition, at most 1000: those that were mended are left out."""
    rows = remake_store.misfits(key, MOST_MISFITS)
    records = record_store.read_records(key, [row.record for row in rows])
    return [
        Misfit(row.record, int(row.target), row.code, [list(one) for one in row.problems])
        for row in rows
        if row.record in records and records[row.record].definition < row.target
    ]


def progress(row: RemakeRow) -> Progress:
    """What a row says."""
    waits = int(row.round) == ROUNDS and clock.now() < clock.from_text(row.started_at) + SETTLED
    percent = min(99, 100 * int(row.seen) // max(1, ROUNDS * int(row.total)))
    return Progress(
        target=int(row.target),
        percent=100 if row.done_at else percent,
        total=int(row.total),
        changed=int(row.changed),
        is_waiting=waits and not row.done_at,
        is_done=bool(row.done_at),
    )


def _bring(definitions: Definitions, record_key: str, by: str) -> bool:
    """Bring one record to the definition; whether there was anything to do."""
    key, is_new = definitions.current.key, False
    while service.transact_again(lambda: _writes(definitions, record_key, by)):
        is_new = True
    following.catch_up(key, record_key)
    following.follow_words(key, record_key)
    return is_new


def _writes(definitions: Definitions, record_key: str, by: str) -> list[Operation]:
    key = definitions.current.key
    record = record_store.read_records(key, [record_key], deleted=True).get(record_key)
    if record is None or remaking.is_made(definitions, record):
        return []
    try:
        return remaking.writes(definitions, record, by, clock.to_text(clock.now()))
    except MISFITS as error:
        return [*remaking.found_writes(definitions, record), _misfit(definitions, record_key, error)]


def _misfit(definitions: Definitions, record_key: str, error: DomainError) -> Operation:
    return remake_store.misfit_write(definitions.current.key, record_key, definitions.version, error)
