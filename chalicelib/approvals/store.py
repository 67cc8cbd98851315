"""Rows of the approvals table: all of one request under one key, so one query reads it whole.

| row | pk | sk | gsi1 (a person's) | gsi2 (queues) | gsi3 (by status) |
|---|---|---|---|---|---|
| request | `R#<id>` | `1#REQUEST` | `STARTER#<userid>` / time | `REQUESTS` / time | `STATUS#<status>` / time |
| visit | `R#<id>` | `2#<node>#<number>` | | `DUE` / next look | |
| task | `R#<id>` | `3#<node>#<visit>#<number>` | `OPEN#`, `DONE#` or `CC#<userid>` / time | | |
| token | `R#<id>` | `4#<node>#<visit>` | | | |
| event | `R#<id>` | `5#<seq, 6 digits>` | | | |
| outgoing | `R#<id>` | `7#<ulid>` | | `OUTBOX` / time, while pending | |

Indexes feed lists only; decisions read the base table consistently.
"""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import (
    DiscriminatorAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.approvals.model.types import (
    Outcome,
    OutcomeName,
    Request,
    Status,
    Task,
    TaskState,
    Visit,
)
from chalicelib.platform.store import Table

OUTBOX, DUE, REQUESTS = "OUTBOX", "DUE", "REQUESTS"


class ByPerson(GlobalSecondaryIndex["ApprovalRow"]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class ByQueue(GlobalSecondaryIndex["ApprovalRow"]):
    class Meta:
        index_name = "gsi2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class ByStatus(GlobalSecondaryIndex["ApprovalRow"]):
    class Meta:
        index_name = "gsi3"
        projection = AllProjection()

    gsi3pk = UnicodeAttribute(hash_key=True)
    gsi3sk = UnicodeAttribute(range_key=True)


class ApprovalRow(Table):
    class Meta(Table.Meta):
        capability = "approvals"
        stream = True
        stream_prefix = "7#"

    kind = DiscriminatorAttribute()

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    by_person = ByPerson()
    by_queue = ByQueue()
    by_status = ByStatus()
    request = UnicodeAttribute()


class RequestRow(ApprovalRow, discriminator="request"):
    serial = UnicodeAttribute()
    title = UnicodeAttribute()
    flow = UnicodeAttribute()
    flow_version = NumberAttribute()
    starter = UnicodeAttribute()
    submitted_at = UnicodeAttribute()
    closed_at = UnicodeAttribute(null=True)
    status = UnicodeAttribute()
    form = JSONAttribute()
    routing = JSONAttribute()
    preview = JSONAttribute()
    current = JSONAttribute(default=list)
    run = NumberAttribute()
    revision = NumberAttribute()
    form_revision = NumberAttribute()
    events = NumberAttribute()
    head_hash = UnicodeAttribute()
    reminded_at = UnicodeAttribute(null=True)
    restarted_at = UnicodeAttribute(null=True)


class VisitRow(ApprovalRow, discriminator="visit"):
    node = UnicodeAttribute()
    number = NumberAttribute()
    node_kind = UnicodeAttribute()
    name = UnicodeAttribute()
    sign = UnicodeAttribute(default="")
    actions = ListAttribute(of=UnicodeAttribute, default=list)
    opened_at = UnicodeAttribute()
    entries = ListAttribute(of=UnicodeAttribute, default=list)
    due_at = UnicodeAttribute(null=True)
    then = UnicodeAttribute(default="")
    remind_minutes = NumberAttribute(default=0)
    reason = UnicodeAttribute(default="")
    outcome = JSONAttribute(null=True)


class TokenRow(ApprovalRow, discriminator="token"):
    """The token a machine waits under: a row of its own, on no index, read by the outbox sender alone."""

    token = UnicodeAttribute()


class TaskRow(ApprovalRow, discriminator="task"):
    node = UnicodeAttribute()
    visit = NumberAttribute()
    number = NumberAttribute()
    userid = UnicodeAttribute()
    state = UnicodeAttribute()
    opened_at = UnicodeAttribute()
    due_at = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)
    comment = UnicodeAttribute(default="")
    card = JSONAttribute(default=dict)


class EventRow(ApprovalRow, discriminator="event"):
    seq = NumberAttribute()
    at = UnicodeAttribute()
    action = UnicodeAttribute()
    actor = UnicodeAttribute()
    node = UnicodeAttribute(default="")
    visit = NumberAttribute(default=0)
    comment = UnicodeAttribute(default="")
    detail = JSONAttribute()
    prev_hash = UnicodeAttribute()
    hash = UnicodeAttribute()


class OutgoingRow(ApprovalRow, discriminator="outgoing"):
    outgoing_kind = UnicodeAttribute()
    body = JSONAttribute()
    created_at = UnicodeAttribute()
    sent_at = UnicodeAttribute(null=True)
    attempts = NumberAttribute(default=0)


def request_key(request: str) -> str:
    return f"R#{request}"


def request_row(request: Request, current: list[dict[str, Any]]) -> RequestRow:
    """`current` is for lists: where the request stands, with whom, and until when."""
    return RequestRow(
        request_key(request.id),
        "1#REQUEST",
        gsi1pk=f"STARTER#{request.starter}",
        gsi1sk=f"{request.submitted_at}#{request.id}",
        gsi2pk=REQUESTS,
        gsi2sk=f"{request.submitted_at}#{request.id}",
        gsi3pk=f"STATUS#{request.status.value}",
        gsi3sk=f"{request.submitted_at}#{request.id}",
        request=request.id,
        serial=request.serial,
        title=request.title,
        flow=request.flow,
        flow_version=request.flow_version,
        starter=request.starter,
        submitted_at=request.submitted_at,
        closed_at=request.closed_at,
        status=request.status.value,
        form=dict(request.form),
        routing=dict(request.routing),
        preview=[dict(node) for node in request.preview],
        current=current,
        run=request.run,
        revision=request.revision,
        form_revision=request.form_revision,
        events=request.events,
        head_hash=request.head_hash,
        reminded_at=request.reminded_at,
        restarted_at=request.restarted_at,
    )


def request_of(row: RequestRow) -> Request:
    return Request(
        id=row.request,
        serial=row.serial,
        title=row.title,
        flow=row.flow,
        flow_version=int(row.flow_version),
        starter=row.starter,
        submitted_at=row.submitted_at,
        form=row.form,
        routing=row.routing,
        status=Status(row.status),
        closed_at=row.closed_at,
        run=int(row.run),
        revision=int(row.revision),
        form_revision=int(row.form_revision),
        events=int(row.events),
        head_hash=row.head_hash,
        preview=tuple(row.preview),
        reminded_at=row.reminded_at,
        restarted_at=row.restarted_at,
    )


def visit_row(request: str, visit: Visit) -> VisitRow:
    outcome = visit.outcome
    return VisitRow(
        request_key(request),
        f"2#{visit.node}#{visit.number:04d}",
        gsi2pk=DUE if visit.next_at else None,
        gsi2sk=visit.next_at,
        request=request,
        node=visit.node,
        number=visit.number,
        node_kind=visit.kind,
        name=visit.name,
        sign=visit.sign,
        actions=list(visit.actions),
        opened_at=visit.opened_at,
        entries=list(visit.entries),
        due_at=visit.due_at,
        then=visit.then,
        remind_minutes=visit.remind_minutes,
        reason=visit.reason,
        outcome=outcome
        and {
            "name": outcome.name.value,
            "by": outcome.by,
            "at": outcome.at,
            "routing": dict(outcome.routing),
        },
    )


def token_row(request: str, visit: Visit) -> TokenRow:
    return TokenRow(
        request_key(request), _token_key(visit.node, visit.number), request=request, token=visit.token
    )


def read_token(request: str, node: str, visit: int) -> str:
    """The newest token of a visit; empty when no machine waits there."""
    try:
        row = TokenRow.get(request_key(request), _token_key(node, visit), consistent_read=True)
    except TokenRow.DoesNotExist:
        return ""
    return str(row.token)


def _token_key(node: str, visit: int) -> str:
    return f"4#{node}#{visit:04d}"


def visit_of(row: VisitRow) -> Visit:
    outcome = row.outcome
    return Visit(
        node=row.node,
        number=int(row.number),
        kind=row.node_kind,
        name=row.name,
        sign=row.sign,
        actions=tuple(map(str, row.actions)),
        opened_at=row.opened_at,
        entries=tuple(map(str, row.entries)),
        due_at=row.due_at,
        next_at=row.gsi2sk,
        then=row.then,
        remind_minutes=int(row.remind_minutes),
        reason=row.reason,
        outcome=outcome
        and Outcome(OutcomeName(outcome["name"]), outcome["by"], outcome["at"], outcome["routing"]),
    )


def task_row(request: str, task: Task) -> TaskRow:
    shelf = _SHELF.get(task.state)
    since = task.opened_at if task.state is TaskState.OPEN else task.decided_at
    return TaskRow(
        request_key(request),
        f"3#{task.node}#{task.visit:04d}#{task.number:04d}",
        gsi1pk=f"{shelf}#{task.userid}" if shelf else None,
        gsi1sk=f"{since}#{request}" if shelf else None,
        request=request,
        node=task.node,
        visit=task.visit,
        number=task.number,
        userid=task.userid,
        state=task.state.value,
        opened_at=task.opened_at,
        due_at=task.due_at,
        decided_at=task.decided_at,
        comment=task.comment,
        card=dict(task.card),
    )


# On which of a person's lists a task stands; a cancelled or expired one on none.
_SHELF = {
    TaskState.OPEN: "OPEN",
    TaskState.APPROVED: "DONE",
    TaskState.REJECTED: "DONE",
    TaskState.RETURNED: "DONE",
    TaskState.RESUBMITTED: "DONE",
    TaskState.COPIED: "CC",
}


def task_of(row: TaskRow) -> Task:
    return Task(
        node=row.node,
        visit=int(row.visit),
        number=int(row.number),
        userid=row.userid,
        opened_at=row.opened_at,
        state=TaskState(row.state),
        due_at=row.due_at,
        decided_at=row.decided_at,
        comment=row.comment,
        card=row.card,
    )


def event_json(row: EventRow) -> dict[str, object]:
    """An event as the audit chain hashes and exports it."""
    return {
        "request": row.request,
        "seq": int(row.seq),
        "at": row.at,
        "action": row.action,
        "actor": row.actor,
        "node": row.node,
        "visit": int(row.visit),
        "comment": row.comment,
        "detail": row.detail,
        "prev_hash": row.prev_hash,
        "hash": row.hash,
    }
