"""Lists over the indexes: to-dos, requests. Never decided from, never an offset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from chalicelib.approvals import context, display, journal, store
from chalicelib.approvals.model.types import Request, State, TaskState
from chalicelib.approvals.views import Who
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
    id: str
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
    """A page of a person's open tasks (oldest first) or of those they decided (newest first)."""
    shelf = f"{'OPEN' if opened else 'DONE'}#{userid}"
    page = store.ApprovalRow.by_person.query(
        shelf,
        scan_index_forward=opened,
        limit=PAGE,
        last_evaluated_key=decode_cursor(shelf, cursor),
    )
    rows = [row for row in page if isinstance(row, store.TaskRow)]
    states = {request: journal.read(request) for request in dict.fromkeys(row.request for row in rows)}
    names = _names(states.values())
    now = clock.to_text(clock.now())
    items = [_task_item(row, states[row.request], names, now) for row in rows]
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
        last_evaluated_key=decode_cursor(scope, cursor),
    )
    found = [row.request for row in page]
    return RequestPage(items=_summaries(found), next_cursor=encode_cursor(scope, page.last_evaluated_key))


def _index_of(userid: str, view: str, status: str | None) -> tuple[Any, str]:
    if view == "mine":
        return store.ApprovalRow.by_person, f"STARTER#{userid}"
    if status:
        return store.ApprovalRow.by_status, f"STATUS#{status}"
    return store.ApprovalRow.by_queue, store.REQUESTS


def _by_task(userid: str, shelf: str, scope: str, cursor: str | None) -> RequestPage:
    page = store.ApprovalRow.by_person.query(
        f"{shelf}#{userid}",
        scan_index_forward=False,
        limit=PAGE,
        last_evaluated_key=decode_cursor(scope, cursor),
    )
    found = list(dict.fromkeys(row.request for row in page))
    return RequestPage(items=_summaries(found), next_cursor=encode_cursor(scope, page.last_evaluated_key))


def _summaries(ids: Iterable[str]) -> list[RequestSummary]:
    states = [journal.read(request) for request in ids]
    names = _names(states)
    return [_summary(state, names) for state in states]


def _names(states: Iterable[State]) -> dict[str, str]:
    userids: set[str] = set()
    for state in states:
        flow = context.flow_of(state.request.flow, state.request.flow_version)
        userids |= {state.request.starter, *(t.userid for t in state.tasks if t.state is TaskState.OPEN)}
        userids |= context.users_in(flow, state.request.form)
    return {person.userid: person.name for person in directory.people(userids).values()}


def _summary(state: State, names: dict[str, str]) -> RequestSummary:
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    return RequestSummary(
        id=request.id,
        serial=request.serial,
        title=request.title,
        flow=flow.key,
        flow_name=flow.name,
        section=flow.section,
        section_name=section_name(flow.section),
        status=request.status.value,
        starter=_who(request, names),
        submitted_at=request.submitted_at,
        closed_at=request.closed_at,
        current=[
            CurrentNode(
                node_name=visit.name,
                people=[
                    names.get(task.userid, task.userid)
                    for task in state.tasks_of(visit)
                    if task.state is TaskState.OPEN
                ],
            )
            for visit in state.open_visits()
            if request.running
        ],
        summary=_lines(request, names),
    )


def _task_item(row: store.TaskRow, state: State, names: dict[str, str], now: str) -> TaskItem:
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    task = store.task_of(row)
    visit = state.visit(task.node, task.visit)
    opened = task.state is TaskState.OPEN
    return TaskItem(
        id=task.id_in(request.id),
        request_id=request.id,
        serial=request.serial,
        title=request.title,
        flow=flow.key,
        flow_name=flow.name,
        section=flow.section,
        node=task.node,
        node_name=visit.name if visit else task.node,
        starter=_who(request, names),
        summary=_lines(request, names),
        opened_at=task.opened_at,
        due_at=task.due_at,
        overdue=bool(opened and task.due_at and task.due_at < now),
        decided_at=task.decided_at,
        action=None if opened else task.state.value,
    )


def _who(request: Request, names: dict[str, str]) -> Who:
    return Who(userid=request.starter, name=names.get(request.starter, request.starter))


def _lines(request: Request, names: dict[str, str]) -> list[SummaryLine]:
    flow = context.flow_of(request.flow, request.flow_version)
    return [
        SummaryLine(label=label, value=value) for label, value in display.summary(flow, request.form, names)
    ]
