"""What becomes of the rows of an import: created, changed, unchanged or refused; only looked at where nothing is written.

A row is told apart by the library's key, else by a value that does not repeat. Its reference is the import and its
number, so a row that was written before a worker died counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.libraries import editing, record_store, recording, renaming, service
from chalicelib.libraries.errors import RecordExistsError, RecordsTooManyError
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import BETWEEN, LONGEST_KEY, Action, Record, Write
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.sheets.matching import Matching
from chalicelib.libraries.sheets.rows import Parsed, problem_of
from chalicelib.libraries.transfers.model import Existing, Outcome
from chalicelib.platform.errors import BusyError, DomainError, FieldProblem

AT_ONCE = 8
UNNUMBERED = "~"
"""Stands for the number of a record that is only looked at: numbers are not used up."""
_OUTCOMES = {Action.CREATE.value: Outcome.CREATED}


@dataclass(frozen=True)
class Told:
    """What became of a row, and why it was refused."""

    row: int
    outcome: Outcome
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class Work:
    """How rows are dealt with: by whose rights, what is done with records that are there, and whether they are written."""

    transfer: str
    mine: Rights
    matching: Matching
    existing: Existing
    writes: bool

    @property
    def library(self) -> Library:
        return self.mine.library

    def reference(self, row: int) -> str:
        return f"import#{self.transfer}#{row}"


Planned = tuple[Parsed, Write]


@dataclass
class _Chunk:
    """Rows on their way: `found` is what became of them, `wanted` what is still to be written."""

    found: dict[int, Told] = field(default_factory=dict)
    wanted: list[Planned] = field(default_factory=list)


def deal(work: Work, parsed: Sequence[Parsed]) -> list[Told]:
    """What becomes of each row. Raises BusyError, after which the same rows may be dealt with once more."""
    chunk = _Chunk()
    before = record_store.actions(work.library.key, [work.reference(one.row) for one in parsed])
    records = _records(work.library, [one.values for one in parsed])
    for one in parsed:
        if action := before.get(work.reference(one.row)):
            chunk.found[one.row] = Told(one.row, _OUTCOMES.get(action, Outcome.UPDATED))
        else:
            _plan(work, one, records.get(_identity(work.library, one.values)), chunk)
    most = AT_ONCE
    while chunk.wanted:
        some, chunk.wanted = chunk.wanted[:most], chunk.wanted[most:]
        most = _write(work, some, chunk)
    return [chunk.found[one.row] for one in parsed]


def _plan(work: Work, one: Parsed, record: Record | None, chunk: _Chunk) -> None:
    """Decide about a row by itself: refused, unchanged, or to be written."""
    problems = one.problems if record else (*one.problems, *_missing(work, one))
    if problems:
        chunk.found[one.row] = Told(one.row, Outcome.REFUSED, problems)
        return
    try:
        write = _write_of(work, one, record)
    except DomainError as error:
        chunk.found[one.row] = _refused(work, one, error)
        return
    if record and not write.values:
        chunk.found[one.row] = Told(one.row, Outcome.UNCHANGED)
    else:
        chunk.wanted.append((one, write))


def _write_of(work: Work, one: Parsed, record: Record | None) -> Write:
    reference = work.reference(one.row)
    if record is None:
        return editing.creation(work.mine, {**one.values, **one.children}, reference, looked_up=True)
    if work.existing is Existing.REFUSE:
        raise RecordExistsError(library=work.library.name, record=record.key)
    tables = {
        name: _merged(work.library.fields[name], record.values.get(name) or [], rows)
        for name, rows in one.children.items()
    }
    return editing.alteration(work.mine, record, {**one.values, **tables}, reference, looked_up=True)


def _merged(
    table: LibraryField, old: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The rows of a table as a sheet says them. An empty cell leaves what the row had: the one with the same `row_key`,
    else the one at the same place.
    """
    if not table.row_key:
        return [{**(old[at] if at < len(old) else {}), **row} for at, row in enumerate(rows)]
    told_apart = {_cells(table, row): row for row in old}
    return [{**told_apart.get(_cells(table, row), {}), **row} for row in rows]


def _cells(table: LibraryField, row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(name)) for name in table.row_key)


def _write(work: Work, several: list[Planned], chunk: _Chunk) -> int:
    """Write some rows in one transaction: half of them where they are too many, each by itself where one is refused. How
    many to take next.
    """
    try:
        _commit(work, [write for _, write in several])
    except RecordsTooManyError as error:
        if len(several) == 1:
            chunk.found[several[0][0].row] = _refused(work, several[0][0], error)
            return 1
        chunk.wanted = [*several, *chunk.wanted]
        return len(several) // 2
    except BusyError:
        raise
    except DomainError as error:
        if len(several) == 1:
            chunk.found[several[0][0].row] = _refused(work, several[0][0], error)
        else:
            for one in several:
                _write(work, [one], chunk)
        return len(several)
    for row, write in several:
        chunk.found[row.row] = Told(row.row, _OUTCOMES.get(write.action.value, Outcome.UPDATED))
    return len(several)


def _commit(work: Work, writes: list[Write]) -> None:
    by, alone = work.mine.actor.userid, len(writes) == 1
    if work.writes:
        service.transact_again(lambda: service.writes(work.library.key, writes, by, may_lag=alone))
    else:
        service.writes(work.library.key, [_unnumbered(work.library, one) for one in writes], by)


def _unnumbered(library: Library, write: Write) -> Write:
    first = library.keys[0]
    if write.action is not Action.CREATE or not library.pattern or write.values.get(first):
        return write
    return replace(write, values={**write.values, first: f"{UNNUMBERED}{write.reference[-40:]}"})


def _refused(work: Work, one: Parsed, error: DomainError) -> Told:
    """A row with what was said against its record, by the columns of the sheet."""
    fields, matching = work.library.fields, work.matching
    problems = tuple(
        problem_of(fields, one.row, each.field, matching.letter_of(each.field), each.code, each.params)
        for each in error.problems
    )
    if not problems:
        name = error.field if error.field in fields else work.library.keys[0]
        problems = (problem_of(fields, one.row, name, matching.letter_of(name), error.code, error.params),)
    return Told(one.row, Outcome.REFUSED, problems)


def _missing(work: Work, one: Parsed) -> tuple[FieldProblem, ...]:
    """What a new record lacks: told together with what is wrong with its cells, and before a number is taken for it."""
    fields = work.library.fields
    wrong = {problem.field.rpartition(".")[2] for problem in one.problems}
    numbered = work.library.keys if work.library.pattern else ()
    return tuple(
        problem_of(fields, one.row, name, work.matching.letter_of(name), "missing", {})
        for name, wanted in fields.items()
        if wanted.required
        and wanted.default is None
        and not wanted.is_derived
        and name not in {*wrong, *numbered}
        and name not in one.values
        and name not in one.children
    )


Identity = tuple[str, str]
"""`""` and a key, or a field without repeats and its value."""


def _identity(library: Library, values: Mapping[str, Any]) -> Identity | None:
    parts = [values.get(name) for name in library.keys]
    if all(part not in (None, "") for part in parts):
        return "", BETWEEN.join(map(str, parts))
    alone = recording.unique_values(library, Record("", values))
    return alone[0] if alone else None


def _records(library: Library, several: Iterable[Mapping[str, Any]]) -> dict[Identity | None, Record]:
    """The records that rows are about, deleted ones left out."""
    rows = list(several)
    first = recording.began_as(library, rows)
    begun = {
        _identity(library, one): _identity(library, renaming.as_begun(library, one, first)) for one in rows
    }
    wanted = {said: one for said, one in begun.items() if one}
    owners = record_store.read_owners(library.key, [one for one in wanted.values() if one[0]])
    keys = {said: owners.get(one, "") if one[0] else one[1] for said, one in wanted.items()}
    records = service.full_records(library.key, {key for key in keys.values() if 0 < len(key) <= LONGEST_KEY})
    return {one: records[key] for one, key in keys.items() if key in records}
