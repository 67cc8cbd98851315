"""Lists over the indexes: to-dos, requests. Never decided from, never an offset."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from chalicelib.approvals import context, display, store
from chalicelib.approvals.model.types import TaskState
from chalicelib.approvals.way import Who
from chalicelib.directory import service as directory
from chalicelib.flows.views import section_name
from chalicelib.platform import clock
from chalicelib.platform.store import decode_cursor, encode_cursor

PAGE = 20


class SummaryLine(BaseModel):
    label: str
    value: str


class CurrentNode(BaseModel):
    node_name: str
    people: list[str]


class RequestSummary(BaseModel):
    id: str
    serial: str
    title: str
    flow: str
    flow_name: str
    section: str
    section_name: str
    status: str
    starter: Who
    submitted_at: str
    closed_at: str | None
    current: list[CurrentNode]
    summary: list[SummaryLine]


class RequestPage(BaseModel):
    items: list[RequestSummary]
    next_cursor: str | None


class TaskItem(BaseModel):
    """A task on a list. `etag` is of its request as the task was opened; `role` why one is asked (opinion, delegate …)."""

    id: str
    etag: str = ""
    role: str
    request_id: str
    serial: str
    title: str
    flow: str
    flow_name: str
    section: str
    node: str
    node_name: str
    starter: Who
    summary: list[SummaryLine]
    opened_at: str
    due_at: str | None
    overdue: bool
    decided_at: str | None
    action: str | None


class TaskPage(BaseModel):
    items: list[TaskItem]
    next_cursor: str | None


def tasks(userid: str, *, opened: bool, cursor: str | None) -> TaskPage:
    """A page of a person's open tasks (oldest first) or of those they decided (newest first): one query."""
    shelf = f"{'OPEN' if opened else 'DONE'}#{userid}"
    page = store.ApprovalRow.by_person.query(
        shelf,
        scan_index_forward=opened,
        limit=PAGE,
        last_evaluated_key=decode_cursor(shelf, cursor, store.ApprovalRow.by_person, shelf),
    )
    now = clock.to_text(clock.now())
    items = [_task_item(row, now) for row in page if isinstance(row, store.TaskRow)]
    return TaskPage(items=items, next_cursor=encode_cursor(shelf, page.last_evaluated_key))


def requests(userid: str, view: str, status: str | None, flow: str | None, cursor: str | None) -> RequestPage:
    """A page of requests, newest first: `mine`, `handled`, `cc`, or `all` (for administrators)."""
    scope = f"{view}#{userid}#{status or ''}#{flow or ''}"
    if view in {"handled", "cc"}:
        return _by_task(userid, "DONE" if view == "handled" else "CC", scope, cursor)
    condition = None
    if flow:
        condition = store.RequestRow.flow == flow
    if status and view == "mine":
        condition = (
            (store.RequestRow.status == status) & condition
            if condition
            else store.RequestRow.status == status
        )
    index, key = _index_of(userid, view, status)
    page = index.query(
        key,
        filter_condition=condition,
        scan_index_forward=False,
        limit=PAGE,
        last_evaluated_key=decode_cursor(scope, cursor, index, key),
    )
    rows = [row for row in page if isinstance(row, store.RequestRow)]
    return RequestPage(items=_summaries(rows), next_cursor=encode_cursor(scope, page.last_evaluated_key))


def _index_of(userid: str, view: str, status: str | None) -> tuple[Any, str]:
    if view == "mine":
        return store.ApprovalRow.by_person, f"STARTER#{userid}"
    if status:
        return store.ApprovalRow.by_status, f"STATUS#{status}"
    return store.ApprovalRow.by_queue, store.REQUESTS


def _by_task(userid: str, shelf: str, scope: str, cursor: str | None) -> RequestPage:
    key = f"{shelf}#{userid}"
    page = store.ApprovalRow.by_person.query(
        key,
        scan_index_forward=False,
        limit=PAGE,
        last_evaluated_key=decode_cursor(scope, cursor, store.ApprovalRow.by_person, key),
    )
    found = list(dict.fromkeys(row.request for row in page))
    return RequestPage(
        items=_summaries(_rows_of(found)), next_cursor=encode_cursor(scope, page.last_evaluated_key)
    )


def _rows_of(ids: list[str]) -> list[store.RequestRow]:
    """The request rows of these ids, in their order: one batch."""
    keys = [(store.request_key(request), "1#REQUEST") for request in ids]
    rows = {row.request: row for row in store.RequestRow.batch_get(keys)} if keys else {}
    return [rows[request] for request in ids if request in rows]


def _summaries(rows: list[store.RequestRow]) -> list[RequestSummary]:
    """Summaries with names: one batch of people for the page."""
    userids: set[str] = set()
    for row in rows:
        flow = context.flow_of(row.flow, int(row.flow_version))
        userids |= {row.starter, *(u for node in row.current for u in node["people"])}
        userids |= context.users_in(flow, row.form)
    names = {person.userid: person.name for person in directory.people(userids).values()}
    return [_summary(row, names) for row in rows]


def _summary(row: store.RequestRow, names: dict[str, str]) -> RequestSummary:
    flow = context.flow_of(row.flow, int(row.flow_version))
    return RequestSummary(
        id=row.request,
        serial=row.serial,
        title=row.title,
        flow=flow.key,
        flow_name=flow.name,
        section=flow.section,
        section_name=section_name(flow.section),
        status=row.status,
        starter=Who(userid=row.starter, name=names.get(row.starter, row.starter)),
        submitted_at=row.submitted_at,
        closed_at=row.closed_at,
        current=[
            CurrentNode(node_name=node["node_name"], people=[names.get(u, u) for u in node["people"]])
            for node in row.current
        ],
        summary=[
            SummaryLine(label=label, value=value) for label, value in display.summary(flow, row.form, names)
        ],
    )


def _task_item(row: store.TaskRow, now: str) -> TaskItem:
    """A task as its card shows it; the request itself is not read."""
    task = store.task_of(row)
    opened = task.state is TaskState.OPEN
    return TaskItem(
        id=task.id_in(row.request),
        request_id=row.request,
        node=task.node,
        role=task.role.value,
        opened_at=task.opened_at,
        due_at=task.due_at,
        overdue=bool(opened and task.due_at and task.due_at < now),
        decided_at=task.decided_at,
        action=None if opened else task.state.value,
        **task.card,
    )
