"""Use cases of imports and exports: beginning and starting them, looking at them, the template."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.libraries import browsing
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.sheets import matching, template
from chalicelib.libraries.sheets.errors import SheetSizeError
from chalicelib.libraries.sheets.reading import MOST_BYTES
from chalicelib.libraries.transfers import exporting, files, importing, store, working
from chalicelib.libraries.transfers.errors import (
    TransferNotFoundError,
    TransferOverError,
    TransferRunningError,
)
from chalicelib.libraries.transfers.files import Upload
from chalicelib.libraries.transfers.model import (
    Direction,
    Existing,
    Mode,
    Progress,
    Status,
    Step,
    Transfer,
)
from chalicelib.platform import clock
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import CollisionError, transact

LONGEST_NAME = 100


def begin_import(
    library: str, userid: str, name: str, size_bytes: int, attempt: Attempt
) -> tuple[str, Upload]:
    """Await a file; the import, and where the file goes. The same attempt is the same import.

    Raises RecordForbiddenError, LibraryKindError, SheetSizeError.
    """
    importing.require_rights(library, userid)
    if size_bytes > MOST_BYTES:
        raise SheetSizeError(field="size_bytes", limit_mb=MOST_BYTES // 1024 // 1024)
    made = _begin(library, userid, Direction.IMPORT, name, {}, attempt)
    return made, files.upload_to(made, size_bytes)


def start_import(
    library: str,
    userid: str,
    transfer: str,
    mode: Mode,
    existing: Existing,
    mapping: Mapping[str, str | None],
    locale: str,
) -> Transfer:
    """Let the file be read. One that has written nothing may be started again, with another mapping or mode.

    Raises TransferNotFoundError, TransferRunningError, TransferOverError, TransferFileError, RecordForbiddenError.
    """
    before = of_person(library, userid, transfer, Direction.IMPORT)
    if before.status is Status.RUNNING:
        raise TransferRunningError
    if before.has_written:
        raise TransferOverError
    importing.require_rights(library, userid)
    options = {
        "mark": files.arrived(transfer),
        "mode": mode.value,
        "existing": existing.value,
        "mapping": dict(mapping),
        "locale": locale,
    }
    made = replace(
        before,
        status=Status.RUNNING,
        options=options,
        progress=Progress(Step.READING),
        columns=(),
        missing=(),
        problems=(),
        result="",
        error={},
    )
    try:
        store.start(before, made)
    except CollisionError as error:
        raise TransferRunningError from error
    working.hurry(transfer)
    return made


def begin_export(
    library: str,
    userid: str,
    ask: Ask,
    kind: str,
    attempt: Attempt,
) -> str:
    """Export a list as `xlsx` or `csv`. The same attempt is the same export.

    Raises RecordForbiddenError, LibraryKindError, and what listing raises: the list is looked at once before.
    """
    mine = exporting.require_rights(library, userid)
    options = {
        "view": ask.view,
        "filter": ask.filter.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if ask.filter
        else None,
        "words": ask.words,
        "sort": ask.sort,
        "format": kind,
    }
    browsing.page_for(mine, replace(exporting.asked(mine, options), limit=1))
    name = f"{mine.library.name} {clock.wall(clock.now()):%Y-%m-%d %H%M}.{kind}"
    made = _begin(library, userid, Direction.EXPORT, name, options, attempt)
    working.hurry(made)
    return made


def of_person(library: str, userid: str, transfer: str, direction: Direction) -> Transfer:
    """One of somebody's own. Raises TransferNotFoundError."""
    found = store.read(transfer)
    if (found.library, found.owner, found.direction) != (library, userid, direction):
        raise TransferNotFoundError
    return found


def recent(userid: str) -> list[Transfer]:
    """Somebody's latest imports and exports, the newest first."""
    return store.recent(userid)


def address(transfer: Transfer) -> str | None:
    """Where its result is fetched from; None without one."""
    if not transfer.result:
        return None
    stem = transfer.name.rpartition(".")[0] or transfer.name
    called = f"{stem} - {matching.ERRORS}.xlsx" if transfer.direction is Direction.IMPORT else transfer.name
    return files.address(transfer.id, transfer.result, called)


def template_of(library: str, userid: str, locale: str) -> tuple[str, bytes]:
    """The name and content of the workbook somebody fills in. Raises RecordForbiddenError, LibraryKindError."""
    mine = importing.require_rights(library, userid)
    open_paths, fields = importing.fillable(mine), {}
    for key, field in mine.library.fields.items():
        columns = {name: one for name, one in field.columns.items() if f"{key}.{name}" in open_paths}
        if key in open_paths and (columns or not field.columns):
            fields[key] = field.model_copy(update={"columns": columns})
    target = io.BytesIO()
    template.template(target, mine.library, fields, locale)
    return f"{mine.library.name}.xlsx", target.getvalue()


def _begin(
    library: str,
    userid: str,
    direction: Direction,
    name: str,
    options: Mapping[str, Any],
    attempt: Attempt,
) -> str:
    made = attempt.created_before() or new_id()
    begun = Transfer(
        id=made,
        library=library,
        direction=direction,
        owner=userid,
        status=Status.UPLOADING if direction is Direction.IMPORT else Status.RUNNING,
        created_at=clock.to_text(clock.now()),
        name=name[:LONGEST_NAME],
        options=options,
        progress=Progress(Step.READING if direction is Direction.IMPORT else Step.COLLECTING),
    )
    try:
        transact([store.new_write(begun), attempt.write(made)])
    except CollisionError:
        made = attempt.created_before() or made
    return made
