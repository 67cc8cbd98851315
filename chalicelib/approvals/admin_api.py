"""Administrators' view of the running side: the audit chain of a request, and the health of the engine."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from chalicelib.approvals import audit, health, journal, standing_rules
from chalicelib.approvals.model.errors import RequestNotFoundError
from chalicelib.directory import service as directory
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)


class AuditEvent(BaseModel):
    seq: int
    at: str
    actor: str
    action: str
    node: str
    visit: int
    comment: str
    detail: dict[str, Any]
    prev_hash: str
    hash: str


class AuditChain(BaseModel):
    items: list[AuditEvent]
    valid: bool


class DeadLetters(BaseModel):
    """What was given up and waits for a person: messages to people, stream records, job calls. None: not known."""

    messages: int | None
    outbox: int | None
    jobs: int | None


class RepairRun(BaseModel):
    """The latest reconciliation: `result` is nothing (found), found (and left for later), replaced, failed or never."""

    at: str | None
    age_seconds: int | None
    result: str


class FailingRule(BaseModel):
    """A rule of a published flow that finds nobody; `problem` as in docs/problems.md."""

    flow: str
    flow_name: str
    problem: str
    place: str
    message: str
    hint: str


class FailingRules(BaseModel):
    """As they were looked at last; `at` is empty before the first time. `count` may be more than are listed."""

    at: str
    count: int
    items: list[FailingRule]


class LibraryLag(BaseModel):
    """A library that is behind: `records` not in their lists yet, since when; `changes` whose words and lookups are
    still to come, the oldest since so many seconds.
    """

    library: str
    records: int
    since: str | None
    changes: int
    words_seconds: int


class Health(BaseModel):
    """Counts an administrator acts on. `oldest_pending_seconds`: age of the oldest undelivered effect.

    `orphan_executions`: running without an open request, as the repair counted them last. `handovers`: people who left
    and whose tasks may not all have gone over. `rules_failing`: approver rules that find nobody, see `/admin/rules`.
    """

    outbox_pending: int
    oldest_pending_seconds: int
    running: int
    waiting: int
    in_transit: int
    overdue: int
    machines_dead: int
    machines_replaced: int
    orphan_executions: int
    handovers: int
    rules_failing: int
    repair: RepairRun
    dead_letters: DeadLetters
    libraries: list[LibraryLag]


@api.on(
    "GET", "/admin/requests/{request_id}/audit", out=AuditChain, admin=True, errors=(RequestNotFoundError,)
)
def get_audit(_: Call, request_id: str) -> AuditChain:
    """The audit chain of a request, checked."""
    valid = audit.is_whole(request_id)
    events = journal.events(request_id)
    return AuditChain(
        items=[AuditEvent(**{k: v for k, v in event.items() if k != "request"}) for event in events],
        valid=valid,
    )


@api.on("GET", "/admin/health", out=Health, admin=True)
def get_health(_: Call) -> Health:
    """How the engine is."""
    return Health(**health.measure())


@api.on("GET", "/admin/rules", out=FailingRules, admin=True)
def list_failing_rules(_: Call) -> FailingRules:
    """Approver rules of published flows that find nobody any more."""
    found = standing_rules.latest()
    return FailingRules(
        at=found.at, count=found.count, items=[FailingRule(**asdict(one)) for one in found.items]
    )
