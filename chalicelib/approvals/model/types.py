"""What runs: a request, its visits to nodes, and people's tasks. Frozen; a change is a new value.

Instants are RFC 3339 UTC texts (`clock.to_text`), which compare as the instants do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SYSTEM = "system"
"""The actor of what nobody did: a time-out, a merge, a replay."""


class Status(StrEnum):
    RUNNING = "running"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What a person may do with a task."""

    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"
    RESUBMIT = "resubmit"


class TaskState(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    COPIED = "copied"


class OutcomeName(StrEnum):
    """How a visit ends. All but `approved` are the errors the compiled machine catches."""

    APPROVED = "approved"
    REJECTED = "Rejected"
    WITHDRAWN = "Withdrawn"
    RETURNED = "ReturnedTo.revise"


@dataclass(frozen=True)
class Outcome:
    """The end of a visit, decided once. `routing` goes back to the machine, so a replay takes the same way."""

    name: OutcomeName
    by: str
    at: str
    routing: Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """One person's work item at a visit. `card` is what a list shows of it, as it was when it opened."""

    node: str
    visit: int
    number: int
    userid: str
    opened_at: str
    state: TaskState = TaskState.OPEN
    due_at: str | None = None
    decided_at: str | None = None
    comment: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)

    def id_in(self, request: str) -> str:
        return f"{request}.{self.node}.{self.visit}.{self.number}"


@dataclass(frozen=True)
class Visit:
    """The n-th time a request is at a node.

    `entries` are `run/entered` of every time a machine came here for this visit: a retry of a step, a time-out
    of the wait, a replay. `token` is a new one to keep; it is stored apart, never read with the visit, and never leaves the server. `next_at` is when the timers
    look again.
    """

    node: str
    number: int
    kind: str
    name: str
    sign: str
    actions: tuple[str, ...]
    opened_at: str
    entries: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    due_at: str | None = None
    next_at: str | None = None
    then: str = ""
    remind_minutes: int = 0
    outcome: Outcome | None = None
    reason: str = ""

    @property
    def open(self) -> bool:
        return self.outcome is None


@dataclass(frozen=True)
class Request:
    """One submission of a flow. `revision` counts its writes, `form_revision` the versions of its form."""

    id: str
    serial: str
    title: str
    flow: str
    flow_version: int
    starter: str
    submitted_at: str
    form: Mapping[str, Any]
    routing: Mapping[str, Any]
    status: Status = Status.RUNNING
    closed_at: str | None = None
    run: int = 1
    revision: int = 0
    form_revision: int = 1
    events: int = 0
    head_hash: str = ""
    preview: tuple[Mapping[str, Any], ...] = ()
    reminded_at: str | None = None
    restarted_at: str | None = None

    @property
    def running(self) -> bool:
        return self.status is Status.RUNNING


@dataclass(frozen=True)
class State:
    """Everything an operation looks at: one request with its visits and tasks."""

    request: Request
    visits: tuple[Visit, ...] = ()
    tasks: tuple[Task, ...] = ()

    def visit(self, node: str, number: int) -> Visit | None:
        return next((v for v in self.visits if v.node == node and v.number == number), None)

    def visits_of(self, node: str) -> tuple[Visit, ...]:
        return tuple(sorted((v for v in self.visits if v.node == node), key=lambda v: v.number))

    def tasks_of(self, visit: Visit) -> tuple[Task, ...]:
        return tuple(t for t in self.tasks if t.node == visit.node and t.visit == visit.number)

    def open_visits(self) -> tuple[Visit, ...]:
        return tuple(v for v in self.visits if v.open)

    def last_decided(self) -> Visit | None:
        """The visit whose outcome is the newest."""
        decided = [v for v in self.visits if v.outcome and v.kind in {"approve", "handle"}]
        return max(decided, key=lambda v: v.outcome.at if v.outcome else "", default=None)


@dataclass(frozen=True)
class Event:
    """One line of the audit chain, before it is numbered and hashed."""

    action: str
    actor: str
    node: str = ""
    visit: int = 0
    comment: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outgoing:
    """One effect that leaves the database: `start` or `resume` a machine, or a `message` to people."""

    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """What an operation does: the new request and only the visits and tasks that differ."""

    request: Request
    visits: tuple[Visit, ...] = ()
    tasks: tuple[Task, ...] = ()
    events: tuple[Event, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()
