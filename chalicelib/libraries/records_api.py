"""Records over HTTP: lists, one record with what belongs to it, and changing them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.libraries import browsing, editing, relations, service
from chalicelib.libraries.asking import NO_LIBRARY, NO_LIST, NO_RECORD, ListAsked
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import (
    RecordExistsError,
    RecordGuardError,
    RecordInvalidError,
    RecordOverlapError,
    RecordReferredError,
    ViewPreparingError,
)
from chalicelib.libraries.naming import names_in
from chalicelib.libraries.presenting import RecordLine, RecordPage, entry_line, line_view, names_view
from chalicelib.libraries.record_views import (
    RecordChangePage,
    RecordRowPage,
    RecordView,
    change_page,
    record_view,
    rows_of,
)
from chalicelib.platform import messages
from chalicelib.platform.answers import Answer, sentence_of
from chalicelib.platform.errors import (
    BusyError,
    CursorError,
    DomainError,
    IdempotencyKeyReusedError,
    VersionStaleError,
)
from chalicelib.platform.web import Api, Call

api = Api(__name__)
CHANGING = (
    *NO_RECORD,
    RecordInvalidError,
    RecordExistsError,
    RecordGuardError,
    RecordOverlapError,
    BusyError,
)
GUARDED = (*CHANGING, VersionStaleError)


class ListQuery(ListAsked):
    """A list, a page of it; `deleted`: the bin."""

    deleted: bool = False
    cursor: str | None = Field(default=None, max_length=4000)
    limit: int = Field(default=browsing.PAGE, ge=1, le=browsing.MOST_PAGE)

    def ask(self) -> Ask:
        """What is asked for. Raises ListingFilterError."""
        return replace(super().ask(), deleted=self.deleted, cursor=self.cursor, limit=self.limit)


class CursorQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(default=None, max_length=2000)


class ValuesBody(BaseModel):
    """Values by field; null takes one away."""

    model_config = ConfigDict(extra="forbid")

    values: dict[str, Any] = Field(max_length=200)


class RecordCreated(BaseModel):
    id: str


class BulkRecord(BaseModel):
    """A record, and the version of it that was seen."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=200)
    version: int = Field(ge=1)


class BulkBody(BaseModel):
    """The same change of several records."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["update", "delete", "restore"]
    records: list[BulkRecord] = Field(min_length=1, max_length=editing.MOST_BULK)
    values: dict[str, Any] = Field(default={}, max_length=200)


class BulkResult(BaseModel):
    """`code` and `message` are there where the record was not changed."""

    id: str
    done: bool
    code: str | None
    message: str | None


class BulkResults(BaseModel):
    items: list[BulkResult]
    done: int


@api.on(
    "GET",
    "/libraries/{key}/records",
    query=ListQuery,
    out=RecordPage,
    errors=(
        *NO_LIBRARY,
        *NO_LIST,
        ViewPreparingError,
        CursorError,
    ),
)
def list_records(call: Call, key: str) -> RecordPage:
    """The records (of a ledger: the entries, newest first) I may see."""
    query: ListQuery = call.query
    if service.library(key).kind == "ledger":
        return _entries(call, key)
    mine = browsing.rights(service.of_kind(key, "records").key, call.userid)
    page = browsing.page_for(mine, query.ask())
    return RecordPage(
        items=[line_view(mine.library, line, query.view) for line in page.lines],
        names=names_view(names_in(mine.library, [line.seen.values for line in page.lines])),
        next_cursor=page.next_cursor,
        searched=page.searched,
    )


@api.on(
    "POST",
    "/libraries/{key}/records",
    body=ValuesBody,
    out=RecordCreated,
    status=201,
    creates=True,
    errors=(*CHANGING, IdempotencyKeyReusedError),
)
def create_record(call: Call, key: str) -> RecordCreated:
    """A new record; numbered by the library where it numbers."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    return RecordCreated(id=editing.create(key, call.userid, call.body.values, call.attempt))


@api.on("GET", "/libraries/{key}/records/{record_id}", out=RecordView, errors=NO_RECORD)
def get_record(call: Call, key: str, record_id: str) -> Answer:
    """A record, what I may do with it, and where else it is named."""
    return _shown(call, key, record_id)


@api.on(
    "PATCH",
    "/libraries/{key}/records/{record_id}",
    body=ValuesBody,
    out=RecordView,
    guarded=True,
    errors=GUARDED,
)
def patch_record(call: Call, key: str, record_id: str) -> Answer:
    """Change some values. If-Match is the record's version."""
    editing.patch(key, call.userid, record_id, call.body.values, call.version)
    return _shown(call, key, record_id)


@api.on(
    "DELETE",
    "/libraries/{key}/records/{record_id}",
    status=204,
    guarded=True,
    errors=(*GUARDED, RecordReferredError, ViewPreparingError),
)
def delete_record(call: Call, key: str, record_id: str) -> Answer:
    """Into the bin, from where it can be restored."""
    editing.delete(key, call.userid, record_id, call.version)
    return Answer(status=204)


@api.on("POST", "/libraries/{key}/records/{record_id}/restore", out=RecordView, guarded=True, errors=GUARDED)
def restore_record(call: Call, key: str, record_id: str) -> Answer:
    """Out of the bin."""
    editing.restore(key, call.userid, record_id, call.version)
    return _shown(call, key, record_id)


@api.on(
    "GET",
    "/libraries/{key}/records/{record_id}/history",
    query=CursorQuery,
    out=RecordChangePage,
    errors=(*NO_RECORD, CursorError),
)
def list_changes(call: Call, key: str, record_id: str) -> RecordChangePage:
    """Who changed what, when, from which request; newest first, only fields I may see."""
    mine, line = browsing.record(key, call.userid, record_id)
    return change_page(mine, line, call.query.cursor)


@api.on(
    "GET",
    "/libraries/{key}/records/{record_id}/children/{table}",
    query=CursorQuery,
    out=RecordRowPage,
    errors=(*NO_RECORD, CursorError),
)
def list_children(call: Call, key: str, record_id: str, table: str) -> RecordRowPage:
    """The rows of a child table, in their order."""
    mine, line = browsing.record(key, call.userid, record_id)
    return rows_of(mine, line, table, call.query.cursor)


@api.on(
    "POST",
    "/libraries/{key}/records/bulk",
    body=BulkBody,
    out=BulkResults,
    errors=(*NO_RECORD, RecordInvalidError),
)
def change_records(call: Call, key: str) -> BulkResults:
    """The same change of several records, each by itself; repeating it changes nothing more."""
    body: BulkBody = call.body
    service.of_kind(key, "records")
    versions = {one.id: one.version for one in body.records}
    results = editing.bulk(key, call.userid, body.action, versions, body.values)
    items = [
        BulkResult(
            id=one.key,
            done=one.error is None,
            code=one.error.code if one.error else None,
            message=_sentence(one.error, call.locale) if one.error else None,
        )
        for one in results
    ]
    return BulkResults(items=items, done=sum(one.done for one in items))


def _entries(call: Call, key: str) -> RecordPage:
    """A page of entries; with a condition those of some pages that fit."""
    mine = browsing.rights(key, call.userid)
    ask = call.query.ask()
    browsing.check_filter(mine, ask.filter)
    lines, cursor, read = list[RecordLine](), call.query.cursor, 0
    while True:
        rows, cursor = service.entries(key, call.userid, mine.actor.roles, cursor)
        read += len(rows)
        found = [entry_line(mine.library, row) for row in rows]
        lines += [line for line in found if mine.meets(ask.filter, line.values)]
        if cursor is None or len(lines) >= browsing.PAGE or read >= browsing.MOST_READ:
            break
    return RecordPage(
        items=lines,
        names=names_view(names_in(mine.library, [line.values for line in lines])),
        next_cursor=cursor,
        searched=read,
    )


def _shown(call: Call, key: str, record_id: str) -> Answer:
    mine, line = browsing.record(key, call.userid, record_id)
    return Answer(
        record_view(mine, line, relations.related(mine)), headers={"ETag": f'"{line.record.version}"'}
    )


def _sentence(error: DomainError, locale: str) -> str:
    """Of the first field that is wrong, else of the whole."""
    if error.problems:
        return sentence_of(error.problems[0], locale)
    return messages.problem(error.code, locale, **error.params)
