"""The work of an export: collect what the person may see page by page, then write it as one file.

Only rows they may export are in it, with the fields they see there, masked as lists mask them.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any

from chalicelib.libraries import browsing, service
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import ListingViewError, RecordForbiddenError
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.model import Library
from chalicelib.libraries.rights import Rights, veiled
from chalicelib.libraries.sheets import writing
from chalicelib.libraries.sheets.naming import Known
from chalicelib.libraries.transfers import files, knowing
from chalicelib.libraries.transfers.errors import TransferLongError
from chalicelib.libraries.transfers.model import Progress, Status, Step, Transfer
from chalicelib.libraries.words import Operation

PAGES, MOST_RECORDS = 10, 100_000
Keep = Callable[[Transfer], bool]
Values = dict[str, Any]


def work(transfer: Transfer, keep: Keep) -> Transfer:
    """Go on with an export until it has ended or there is no more time.

    Raises what listing raises, RecordForbiddenError, TransferLongError, CollisionError.
    """
    mine = require_rights(transfer.library, transfer.owner)
    while transfer.progress.step is not Step.PACKING:
        transfer = _collected(transfer, mine)
        if not keep(transfer):
            return transfer
    return replace(_packed(transfer, mine), status=Status.DONE)


def require_rights(library: str, userid: str) -> Rights:
    """The rights of somebody who may export at all. Raises RecordForbiddenError, LibraryKindError."""
    mine = browsing.rights(service.of_kind(library, "records").key, userid)
    if not mine.allows(Operation.EXPORT):
        raise RecordForbiddenError(library=mine.library.name)
    return mine


def asked(mine: Rights, options: Any, cursor: str | None = None) -> Ask:
    """The list that is exported. Raises ListingViewError for one of the rows of a table: they come with their records."""
    view = next((one for one in mine.library.views if one.key == options["view"]), None)
    if view and view.child:
        raise ListingViewError(field="view", name=view.key)
    said = options["filter"]
    return Ask(
        view=options["view"],
        filter=Filter.model_validate(said) if said else None,
        words=options["words"],
        sort=options["sort"],
        cursor=cursor,
        limit=browsing.MOST_PAGE,
    )


def exportable(mine: Rights) -> dict[str, LibraryField]:
    """The fields that are in an export of somebody, tables with the columns they may see."""
    found = {}
    for key, field in mine.library.fields.items():
        columns = {name: one for name, one in field.columns.items() if mine.shows(f"{key}.{name}")}
        if mine.shows(key) and (columns or not field.columns):
            found[key] = field.model_copy(update={"columns": columns})
    return found


def _collected(transfer: Transfer, mine: Rights) -> Transfer:
    """The export after some more pages; the last of them leads to the packing."""
    progress, values = transfer.progress, list[Values]()
    cursor = progress.cursor
    for _ in range(PAGES):
        page = browsing.page_for(mine, asked(mine, transfer.options, cursor))
        for line in page.lines:
            seen = mine.seen(line.record.values, Operation.EXPORT)
            if seen:
                values.append(dict(veiled(mine.library, seen).values))
        cursor = page.next_cursor
        if cursor is None:
            break
    number = len(progress.parts)
    files.keep(transfer.id, _part(number), values)
    done = progress.done + len(values)
    if done > MOST_RECORDS:
        raise TransferLongError(most=MOST_RECORDS)
    step = Step.COLLECTING if cursor else Step.PACKING
    return replace(
        transfer, progress=Progress(step, done, done, parts=(*progress.parts, number), cursor=cursor)
    )


def _packed(transfer: Transfer, mine: Rights) -> Transfer:
    kind, fields = str(transfer.options["format"]), exportable(mine)
    titles = knowing.titles_of_values(mine.library, _records(transfer))
    known = knowing.known(mine.library, titles)
    with tempfile.TemporaryFile() as target:
        _write(kind, target, mine.library, fields, _records(transfer), known)
        target.seek(0)
        files.put(transfer.id, f"export.{kind}", target, files.TYPES[kind])
    return replace(transfer, result=f"export.{kind}")


def _write(
    kind: str,
    target: IO[bytes],
    library: Library,
    fields: dict[str, LibraryField],
    records: Iterator[Values],
    known: Known,
) -> None:
    if kind == "xlsx":
        writing.xlsx(target, library, fields, records, known)
        return
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writing.text(text, fields, records, known)
    text.flush()
    text.detach()


def _records(transfer: Transfer) -> Iterator[Values]:
    for number in transfer.progress.parts:
        yield from files.kept(transfer.id, _part(number))


def _part(number: int) -> str:
    return f"part-{number}.json"
