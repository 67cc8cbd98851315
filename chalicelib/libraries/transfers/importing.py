"""The work of an import: read the file, check or write its rows chunk by chunk, give back the rows that were refused."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

from chalicelib.libraries import browsing, service
from chalicelib.libraries.errors import RecordForbiddenError
from chalicelib.libraries.model import Library
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.sheets import annotating, matching, reading, rows
from chalicelib.libraries.sheets.matching import Matching, sheets_of
from chalicelib.libraries.sheets.reading import Sheet, Upload
from chalicelib.libraries.sheets.rows import Parsed
from chalicelib.libraries.transfers import files, knowing
from chalicelib.libraries.transfers.errors import TransferHeaderError
from chalicelib.libraries.transfers.model import Existing, Mode, Outcome, Progress, Status, Step, Transfer
from chalicelib.libraries.transfers.rows import Told, Work, deal
from chalicelib.libraries.words import Operation
from chalicelib.platform.errors import FieldProblem

CHUNK = 200
TITLES, RESULT = "titles.json", "errors.xlsx"
Keep = Callable[[Transfer], bool]
"""Writes a checkpoint; whether there is time to go on."""


def work(transfer: Transfer, keep: Keep) -> Transfer:
    """Go on with an import until it has ended or there is no more time.

    Raises what reading a file and rights raise, TransferHeaderError, TransferFileError, BusyError, CollisionError.
    """
    mine = require_rights(transfer.library, transfer.owner)
    file = _File(transfer, mine)
    if transfer.progress.step is Step.READING:
        transfer = file.begun(transfer)
        if not keep(transfer):
            return transfer
    parsed = file.parsed()
    while transfer.progress.step in {Step.CHECKING, Step.WRITING}:
        transfer = _next_step(_chunk(transfer, file, parsed))
        if not keep(transfer):
            return transfer
    return replace(_packed(transfer, file, parsed), status=Status.DONE)


def require_rights(library: str, userid: str) -> Rights:
    """The rights of somebody who may import at all. Raises RecordForbiddenError, LibraryKindError."""
    mine = browsing.rights(service.of_kind(library, "records").key, userid)
    if not (mine.allows(Operation.CREATE) or mine.allows(Operation.UPDATE)):
        raise RecordForbiddenError(library=mine.library.name)
    return mine


def fillable(mine: Rights) -> frozenset[str]:
    """The paths somebody may fill in by an import, keys among them: they say which record is meant."""
    return mine.could_write(Operation.CREATE) | mine.could_write(Operation.UPDATE) | set(mine.library.keys)


class _File:
    """An upload as the library reads it. Reading it again gives the same."""

    def __init__(self, transfer: Transfer, mine: Rights) -> None:
        self.mine, self.lost = mine, tuple[FieldProblem, ...]()
        self._transfer = transfer
        self._names = sheets_of(self.library)
        content = files.uploaded(transfer.id, str(transfer.options["mark"]))
        tables = [name for key, name in self._names.items() if key]
        self.upload: Upload = reading.read(content, self._names[""], tables)
        barred = set(self.library.fields) - fillable(mine)
        self.matching: Matching = matching.match(
            self.library.fields, self.upload.main.header, transfer.options.get("mapping"), barred
        )

    @property
    def library(self) -> Library:
        return self.mine.library

    @property
    def tables(self) -> dict[str, Sheet]:
        """The sheets of child tables, by the table's key."""
        there = self.upload.children
        return {key: there[name] for key, name in self._names.items() if name in there}

    def begun(self, transfer: Transfer) -> Transfer:
        """The import with its columns, and what its cells name looked up and kept."""
        if not self.matching.fields:
            raise TransferHeaderError
        titles = knowing.titles_of_words(self.library, self._words(), transfer.owner)
        files.keep(transfer.id, TITLES, titles)
        mode = Mode(transfer.options["mode"])
        writes = mode is Mode.PARTIAL
        step = Step.WRITING if writes else Step.CHECKING
        return replace(
            transfer,
            progress=Progress(step, total=len(self.upload.main.rows), writes=writes),
            columns=tuple(asdict(column) for column in self.matching.columns),
            missing=self.matching.missing,
        )

    def parsed(self) -> list[Parsed]:
        """Every row, and those of the tables that belong to none as rows that are refused."""
        known = knowing.known(self.library, files.kept(self._transfer.id, TITLES))
        found = rows.parse(self.library, self.upload.main, self.matching, known)
        lost: list[FieldProblem] = []
        for table, sheet in self.tables.items():
            found, more = rows.with_table(self.library, found, table, sheet, known)
            lost += more
        self.lost = tuple(lost)
        return found

    def _words(self) -> dict[str, set[str]]:
        found = rows.wanted_records(self.library.fields, self.matching, self.upload.main)
        for table, sheet in self.tables.items():
            fields = matching.table_fields(self.library, table)
            more = rows.wanted_records(fields, matching.match(fields, sheet.header), sheet, table)
            found = {path: found.get(path, set()) | more.get(path, set()) for path in {*found, *more}}
        return found


def _chunk(transfer: Transfer, file: _File, parsed: list[Parsed]) -> Transfer:
    """The import after its next rows; with the first ones, those of tables that belong to no row are told."""
    progress = transfer.progress
    some = parsed[progress.done : progress.done + CHUNK]
    existing = Existing(transfer.options["existing"])
    told = deal(Work(transfer.id, file.mine, file.matching, existing, progress.writes), some)
    refused = [one for one in told if one.outcome is Outcome.REFUSED]
    if file.lost and not progress.done:
        refused.append(Told(0, Outcome.REFUSED, file.lost))
    number = progress.done // CHUNK
    if refused:
        files.keep(transfer.id, _part(number), [asdict(one) for one in refused])
    outcomes = Counter(one.outcome for one in told)
    transfer = replace(transfer, progress=progress.after(number, outcomes, len(some), kept=bool(refused)))
    return transfer.with_problems(tuple(problem for one in refused for problem in one.problems))


def _next_step(transfer: Transfer) -> Transfer:
    """The import in its next step, where this one is over: whole imports without a problem are written."""
    progress = transfer.progress
    if progress.done < progress.total:
        return transfer
    if transfer.options["mode"] == Mode.WHOLE and not progress.writes and not transfer.problems:
        return replace(transfer, progress=Progress(Step.WRITING, total=progress.total, writes=True))
    return replace(transfer, progress=replace(progress, step=Step.PACKING))


def _packed(transfer: Transfer, file: _File, parsed: list[Parsed]) -> Transfer:
    """The import with the file of what was refused. Where nothing was written the good rows are in it too: all of it
    is uploaded again.
    """
    if not transfer.progress.parts:
        return transfer
    problems: dict[tuple[str, int], list[FieldProblem]] = {}
    rows_kept = set() if transfer.progress.writes else {one.row for one in parsed}
    for number in transfer.progress.parts:
        for one in files.kept(transfer.id, _part(number)):
            rows_kept.add(one["row"])
            for problem in one["problems"]:
                told = FieldProblem(**problem)
                place = (str(told.params.get("sheet", "")), int(told.params["line"]))
                problems.setdefault(place, []).append(told)
    with tempfile.TemporaryFile() as target:
        annotating.annotated(target, _refused(file, parsed, rows_kept, problems), transfer.options["locale"])
        target.seek(0)
        files.put(transfer.id, RESULT, target, files.XLSX)
    return replace(transfer, result=RESULT)


def _refused(
    file: _File, parsed: list[Parsed], kept: set[int], problems: dict[tuple[str, int], list[FieldProblem]]
) -> Iterator[tuple[Sheet, annotating.Refused]]:
    """Every sheet with the rows that go into the file of what was refused, and their problems."""
    main = file.upload.main
    yield main, {row.number: problems.get(("", row.number), []) for row in main.rows if row.number in kept}
    for table, sheet in file.tables.items():
        lines = {line for one in parsed if one.row in kept for line in one.lines.get(table, ())}
        lines |= {line for name, line in problems if name == sheet.name}
        if lines:
            yield sheet, {line: problems.get((sheet.name, line), []) for line in sorted(lines)}


def _part(number: int) -> str:
    return f"refused-{number}.json"
