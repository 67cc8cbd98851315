"""Requests, visits, tasks and events as rows, and back. The table is described in `rows`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.approvals.model.types import Outcome, Request, Resume, Role, Status, Task, TaskState, Visit
from chalicelib.approvals.rows import (
    DUE,
    OUTBOX,
    REQUESTS,
    ApprovalRow,
    EventRow,
    OutgoingRow,
    RepairRow,
    RequestRow,
    RulesRow,
    SerialRow,
    TaskRow,
    TokenRow,
    VisitRow,
)

LONGEST_NAME = 100
STARTER = "STARTER"

__all__ = [
    "DUE",
    "OUTBOX",
    "REQUESTS",
    "SHELVES",
    "ApprovalRow",
    "EventRow",
    "OutgoingRow",
    "RepairRow",
    "RequestRow",
    "RulesRow",
    "TaskRow",
    "TokenRow",
    "VisitRow",
    "event_json",
    "keep_rules",
    "named_request",
    "note_failed_repair",
    "note_repair",
    "numbered_request",
    "read_repair",
    "read_rules",
    "read_tokens",
    "request_key",
    "request_of",
    "request_row",
    "serial_row",
    "starter_of",
    "task_of",
    "task_row",
    "token_row",
    "visit_of",
    "visit_row",
]


def request_key(request: str) -> str:
    return f"R#{request}"


def request_row(request: Request, current: list[dict[str, Any]]) -> RequestRow:
    """`current` is for lists: where the request stands, with whom, and until when."""
    return RequestRow(
        request_key(request.id),
        "1#REQUEST",
        gsi1pk=f"{STARTER}#{request.starter}",
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
        reminded_by=request.reminded_by,
        restarted_at=request.restarted_at,
        due_at=request.due_at,
        resumes={node: asdict(resume) for node, resume in request.resumes.items()},
        picks={node: list(people) for node, people in request.picks.items()},
        supervisors=list(request.supervisors),
        parent=dict(request.parent),
        source=request.source,
        incomplete=request.incomplete,
        begun=dict(request.begun),
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
        reminded_by=row.reminded_by,
        restarted_at=row.restarted_at,
        due_at=row.due_at,
        resumes={node: _resume_of(said) for node, said in row.resumes.items()},
        picks={node: tuple(people) for node, people in row.picks.items()},
        supervisors=tuple(map(str, row.supervisors)),
        parent=row.parent,
        source=row.source,
        incomplete=bool(row.incomplete),
        begun=row.begun,
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
        scope=visit.scope,
        ratio=visit.ratio,
        min_votes=visit.min_votes,
        actions=list(visit.actions),
        opened_at=visit.opened_at,
        entries=list(visit.entries),
        due_at=visit.due_at,
        then=visit.then,
        remind_minutes=visit.remind_minutes,
        reason=visit.reason,
        outcome=outcome
        and {"name": outcome.name, "by": outcome.by, "at": outcome.at, "routing": dict(outcome.routing)},
        left=visit.left,
        resume=asdict(visit.resume) if visit.resume else None,
        detail=dict(visit.detail),
    )


def serial_row(request: Request) -> SerialRow:
    """Written with the request: outside, people and systems name it by its serial number."""
    return SerialRow(_serial_key(request.flow, request.serial), "SERIAL", request=request.id)


def named_request(flow: str, name: str) -> str | None:
    """The id of the request of a flow that is named by its id or its serial number; None where there is none."""
    if not 0 < len(name) <= LONGEST_NAME:
        return None
    try:
        return str(SerialRow.get(_serial_key(flow, name), "SERIAL", consistent_read=True).request)
    except SerialRow.DoesNotExist:
        pass
    try:
        row = RequestRow.get(request_key(name), "1#REQUEST", consistent_read=True)
    except RequestRow.DoesNotExist:
        return None
    return name if row.flow == flow else None


def numbered_request(serial: str, flows: Iterable[str]) -> str | None:
    """The id of the request with a serial number, of whichever of these flows; None where there is none."""
    keys = [(_serial_key(flow, serial), "SERIAL") for flow in flows]
    found = next(iter(SerialRow.batch_get(keys, consistent_read=True)), None) if keys else None
    return str(found.request) if found else None


def starter_of(request: str) -> str | None:
    """Who started a request; None where there is none."""
    try:
        return str(RequestRow.get(request_key(request), "1#REQUEST", consistent_read=True).starter)
    except RequestRow.DoesNotExist:
        return None


def _serial_key(flow: str, serial: str) -> str:
    return f"SERIAL#{flow}#{serial}"


def token_row(request: Request, visit: Visit, at: str) -> TokenRow:
    """A new token of a visit, which belongs to the present run."""
    digest = hashlib.sha256(visit.token.encode()).hexdigest()[:16]
    return TokenRow(
        request_key(request.id),
        f"{_tokens(request, visit.node, visit.number)}{digest}",
        request=request.id,
        token=visit.token,
        at=at,
    )


def read_tokens(request: Request, node: str, visit: int) -> list[str]:
    """The tokens of a visit in the present run, the newest first; empty when no machine has come there."""
    rows = TokenRow.query(
        request_key(request.id),
        TokenRow.sk.startswith(_tokens(request, node, visit)),
        consistent_read=True,
    )
    return [str(row.token) for row in sorted(rows, key=lambda row: row.at, reverse=True)]


def note_repair(at: str, result: str, *, dead: int, restarted: int, orphans: int | None = None) -> None:
    """Keep what a reconciliation found, and count the machines it replaced. `orphans`: None where it did not look."""
    actions = [*_run(at, result), RepairRow.dead.set(dead), RepairRow.replaced.add(restarted)]
    if orphans is not None:
        actions.append(RepairRow.orphans.set(orphans))
    RepairRow("REPAIR", "LATEST").update(actions=actions)


def note_failed_repair(at: str) -> None:
    """Keep that a reconciliation came to nothing; what the one before found stands."""
    RepairRow("REPAIR", "LATEST").update(actions=_run(at, "failed"))


def _run(at: str, result: str) -> list[Action]:
    return [
        RepairRow.kind.set(RepairRow),
        RepairRow.request.set("-"),
        RepairRow.at.set(at),
        RepairRow.result.set(result),
    ]


def read_repair() -> RepairRow | None:
    try:
        return RepairRow.get("REPAIR", "LATEST", consistent_read=True)
    except RepairRow.DoesNotExist:
        return None


def keep_rules(at: str, items: list[dict[str, str]], total: int) -> None:
    """Keep which approver rules found nobody."""
    RulesRow("RULES", "LATEST", request="-", at=at, items=items, total=total).save()


def read_rules() -> RulesRow | None:
    try:
        return RulesRow.get("RULES", "LATEST", consistent_read=True)
    except RulesRow.DoesNotExist:
        return None


def _tokens(request: Request, node: str, visit: int) -> str:
    return f"4#{node}#{visit:04d}#{request.run}#"


def visit_of(row: VisitRow) -> Visit:
    outcome = row.outcome
    return Visit(
        node=row.node,
        number=int(row.number),
        kind=row.node_kind,
        name=row.name,
        sign=row.sign,
        scope=row.scope,
        ratio=float(row.ratio),
        min_votes=int(row.min_votes),
        actions=tuple(map(str, row.actions)),
        opened_at=row.opened_at,
        entries=tuple(map(str, row.entries)),
        due_at=row.due_at,
        next_at=row.gsi2sk,
        then=row.then,
        remind_minutes=int(row.remind_minutes),
        reason=row.reason,
        outcome=outcome and Outcome(**outcome),
        left=row.left,
        resume=_resume_of(row.resume) if row.resume else None,
        detail=row.detail,
    )


def _resume_of(said: dict[str, Any]) -> Resume:
    back = said.get("back")
    return Resume(**{**said, "again": tuple(said["again"]), "back": _resume_of(back) if back else None})


def task_row(request: str, task: Task) -> TaskRow:
    shelf = _SHELF.get(task.state)
    since = task.opened_at if task.in_hand else task.decided_at
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
        role=task.role.value,
        parent=task.parent,
        on_behalf_of=task.on_behalf_of,
        opened_at=task.opened_at,
        due_at=task.due_at,
        decided_at=task.decided_at,
        comment=task.comment,
        card=dict(task.card),
    )


# On which of a person's lists a task stands; a cancelled or expired one on none.
_SHELF = {
    TaskState.OPEN: "OPEN",
    TaskState.WAITING: "WAITING",
    TaskState.APPROVED: "DONE",
    TaskState.REJECTED: "DONE",
    TaskState.RETURNED: "DONE",
    TaskState.RESUBMITTED: "DONE",
    TaskState.ANSWERED: "DONE",
    TaskState.TRANSFERRED: "DONE",
    TaskState.COPIED: "CC",
}
SHELVES = (STARTER, *sorted(set(_SHELF.values())))
"""Every list of a person."""


def task_of(row: TaskRow) -> Task:
    return Task(
        node=row.node,
        visit=int(row.visit),
        number=int(row.number),
        userid=row.userid,
        opened_at=row.opened_at,
        state=TaskState(row.state),
        role=Role(row.role),
        parent=int(row.parent),
        on_behalf_of=row.on_behalf_of,
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
