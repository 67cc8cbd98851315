"""Matrices over HTTP, for administrators: who is named where, and changing it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.libraries import matrices, service
from chalicelib.libraries.errors import LibraryKindError, LibraryNotFoundError, RecordInvalidError
from chalicelib.platform.errors import BusyError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)


class CellView(BaseModel):
    row: str
    column: str
    userids: list[str]


class CellList(BaseModel):
    items: list[CellView]


class CellChange(BaseModel):
    """The people of a cell, in order."""

    model_config = ConfigDict(extra="forbid")

    userids: list[str] = Field(max_length=matrices.MOST_USERS)


@api.on(
    "GET",
    "/admin/libraries/{key}/cells",
    out=CellList,
    admin=True,
    errors=(LibraryNotFoundError, LibraryKindError),
)
def list_cells(_: Call, key: str) -> CellList:
    """Every cell of a matrix that was set."""
    return CellList(
        items=[
            CellView(row=cell.row, column=cell.column, userids=list(cell.userids))
            for cell in matrices.cells(key)
        ]
    )


@api.on(
    "PUT",
    "/admin/libraries/{key}/cells/{row}/{column}",
    body=CellChange,
    out=CellView,
    admin=True,
    errors=(LibraryNotFoundError, LibraryKindError, RecordInvalidError, BusyError),
)
def set_cell(call: Call, key: str, row: str, column: str) -> CellView:
    """Name the people of a cell; the change is kept."""
    matrices.set_cell(key, row, column, call.body.userids, call.userid)
    return CellView(row=row, column=column, userids=list(service.matrix_cell(key, row, column)))
