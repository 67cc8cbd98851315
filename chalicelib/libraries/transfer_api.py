"""Spreadsheets over HTTP: the template, imports and exports of one's own, and how far they are."""

from __future__ import annotations

import base64
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.libraries.asking import NO_LIBRARY, NO_LIST, ListAsked
from chalicelib.libraries.sheets.errors import SheetSizeError
from chalicelib.libraries.sheets.rows import sentence
from chalicelib.libraries.transfers import files, service
from chalicelib.libraries.transfers.errors import (
    TransferFileError,
    TransferNotFoundError,
    TransferOverError,
    TransferRunningError,
)
from chalicelib.libraries.transfers.model import Direction, Existing, Mode, Outcome, Transfer
from chalicelib.platform import messages
from chalicelib.platform.errors import FieldProblem, IdempotencyKeyReusedError
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class TemplateView(BaseModel):
    """A workbook to fill in, base64."""

    name: str
    content_type: str
    content: str


class ImportBody(BaseModel):
    """The file that is going to be uploaded."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    size_bytes: int = Field(ge=1)


class SheetUpload(BaseModel):
    """Where the file is posted, and the fields of the form beside it."""

    url: str
    fields: dict[str, str]


class ImportBegun(BaseModel):
    """Post the file, then start the import."""

    id: str
    upload: SheetUpload


class ImportStart(BaseModel):
    """`check` writes nothing, `partial` the good rows, `whole` all rows or none. `existing`: what becomes of rows whose
    record is there. `mapping`: field by the letter of its column, null for none; columns it does not name are matched
    by label or key.
    """

    model_config = ConfigDict(extra="forbid")

    mode: Mode
    existing: Existing = Existing.UPDATE
    mapping: dict[str, str | None] = Field(default={}, max_length=200)


class ColumnView(BaseModel):
    """A column of the sheet: the field it fills, or why it fills none."""

    letter: str
    header: str
    field: str
    why: str


class RowProblemView(BaseModel):
    """A mistake: `row` as the spreadsheet shows it (of `sheet`, where it is a table's), column and field."""

    sheet: str
    row: int
    column: str
    field: str
    label: str
    code: str
    message: str


class CountsView(BaseModel):
    """Rows by what became of them; of a check, what would."""

    created: int
    updated: int
    unchanged: int
    refused: int


class TransferView(BaseModel):
    """An import or export. `done` of `total` rows in this step; `address` of the result is good for five minutes: an
    export, or the rows that were refused. `message` says why it failed.
    """

    id: str
    direction: Direction
    library: str
    name: str
    status: str
    step: str
    done: int
    total: int
    created_at: str
    address: str | None
    code: str | None
    message: str | None


class ImportView(TransferView):
    """`problems` are the first 200; all of them are in the file at `address`. `missing`: required fields without a
    column. `wrote`: whether records were written.
    """

    mode: str | None
    wrote: bool
    counts: CountsView
    columns: list[ColumnView]
    missing: list[str]
    problems: list[RowProblemView]


class ExportBody(ListAsked):
    """A list as it is shown: see `GET /libraries/{key}/records`."""

    format: Literal["xlsx", "csv"]


class ExportBegun(BaseModel):
    id: str


class TransferList(BaseModel):
    items: list[TransferView]


@api.on("GET", "/libraries/{key}/template", out=TemplateView, errors=NO_LIBRARY)
def get_template(call: Call, key: str) -> TemplateView:
    """A workbook with the columns I may fill in, choices to pick from and an explanation."""
    name, content = service.template_of(key, call.userid, call.locale)
    return TemplateView(name=name, content_type=files.XLSX, content=base64.b64encode(content).decode("ascii"))


@api.on(
    "POST",
    "/libraries/{key}/imports",
    body=ImportBody,
    out=ImportBegun,
    status=201,
    creates=True,
    errors=(*NO_LIBRARY, SheetSizeError, IdempotencyKeyReusedError),
)
def begin_import(call: Call, key: str) -> ImportBegun:
    """Allow the upload of a spreadsheet, within ten minutes."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    body: ImportBody = call.body
    made, upload = service.begin_import(key, call.userid, body.name, body.size_bytes, call.attempt)
    return ImportBegun(id=made, upload=SheetUpload(url=upload.url, fields=upload.fields))


@api.on(
    "POST",
    "/libraries/{key}/imports/{transfer}/start",
    body=ImportStart,
    out=ImportView,
    errors=(*NO_LIBRARY, TransferNotFoundError, TransferRunningError, TransferOverError, TransferFileError),
)
def start_import(call: Call, key: str, transfer: str) -> ImportView:
    """Check or import the uploaded file. What has written nothing may be started again, otherwise."""
    body: ImportStart = call.body
    started = service.start_import(
        key, call.userid, transfer, body.mode, body.existing, body.mapping, call.locale
    )
    return _import_view(started, call.locale)


@api.on(
    "GET", "/libraries/{key}/imports/{transfer}", out=ImportView, errors=(*NO_LIBRARY, TransferNotFoundError)
)
def get_import(call: Call, key: str, transfer: str) -> ImportView:
    """How far an import of mine is, and what was wrong."""
    found = service.of_person(key, call.userid, transfer, Direction.IMPORT)
    return _import_view(found, call.locale)


@api.on(
    "POST",
    "/libraries/{key}/exports",
    body=ExportBody,
    out=ExportBegun,
    status=201,
    creates=True,
    errors=(*NO_LIBRARY, *NO_LIST, IdempotencyKeyReusedError),
)
def begin_export(call: Call, key: str) -> ExportBegun:
    """Export what I may of a list."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    body: ExportBody = call.body
    return ExportBegun(id=service.begin_export(key, call.userid, body.ask(), body.format, call.attempt))


@api.on(
    "GET",
    "/libraries/{key}/exports/{transfer}",
    out=TransferView,
    errors=(*NO_LIBRARY, TransferNotFoundError),
)
def get_export(call: Call, key: str, transfer: str) -> TransferView:
    """How far an export of mine is, and where its file is fetched from."""
    found = service.of_person(key, call.userid, transfer, Direction.EXPORT)
    return TransferView(**_common(found, call.locale))


@api.on("GET", "/transfers", out=TransferList)
def list_transfers(call: Call) -> TransferList:
    """My latest imports and exports, the newest first."""
    return TransferList(
        items=[TransferView(**_common(one, call.locale)) for one in service.recent(call.userid)]
    )


def _import_view(transfer: Transfer, locale: str) -> ImportView:
    counts = {one.value: transfer.progress.counts.get(one, 0) for one in Outcome}
    return ImportView(
        **_common(transfer, locale),
        mode=transfer.options.get("mode"),
        wrote=transfer.has_written,
        counts=CountsView(**counts),
        columns=[_column_view(dict(one), locale) for one in transfer.columns],
        missing=list(transfer.missing),
        problems=[_problem_view(one, locale) for one in transfer.problems],
    )


def _common(transfer: Transfer, locale: str) -> dict[str, object]:
    error, progress = transfer.error, transfer.progress
    return {
        "id": transfer.id,
        "direction": transfer.direction,
        "library": transfer.library,
        "name": transfer.name,
        "status": transfer.status.value,
        "step": progress.step.value,
        "done": progress.done,
        "total": progress.total,
        "created_at": transfer.created_at,
        "address": service.address(transfer),
        "code": error.get("code"),
        "message": messages.problem(error["code"], locale, **error["params"]) if error else None,
    }


def _column_view(column: dict[str, str], locale: str) -> ColumnView:
    why = messages.text(f"columns.{column['why']}", locale) if column["why"] else ""
    return ColumnView(letter=column["letter"], header=column["header"], field=column["field"], why=why)


def _problem_view(problem: FieldProblem, locale: str) -> RowProblemView:
    told = problem.params
    return RowProblemView(
        sheet=str(told.get("sheet", "")),
        row=int(told["line"]),
        column=str(told["letter"]),
        field=problem.field,
        label=str(told["name"]),
        code=problem.code,
        message=sentence(problem, locale),
    )
