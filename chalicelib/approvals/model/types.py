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
    ENDED = "ended"


class Action(StrEnum):
    """What a person may decide on a task."""

    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"
    RESUBMIT = "resubmit"
    ANSWER = "answer"


class TaskState(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    """Somebody else comes first: an earlier one in order, an asked opinion, a delegate, an added approver."""
    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ANSWERED = "answered"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MERGED = "merged"
    """Approved already by the same person at another node: counts as approved."""
    COPIED = "copied"


IN_HAND = frozenset({TaskState.OPEN, TaskState.WAITING})
IN_FAVOUR = frozenset({TaskState.APPROVED, TaskState.MERGED, TaskState.RESUBMITTED})


class Role(StrEnum):
    """Why a task is there."""

    VOTE = "vote"
    BEFORE = "before"
    """Added before its parent, who waits for it."""
    AFTER = "after"
    """Added after its parent, whose approval counts when it has approved too."""
    WITH = "with"
    """Added beside its parent, whose approval counts when it has approved too."""
    OPINION = "opinion"
    DELEGATE = "delegate"
    """Works on its parent's behalf and hands it back."""
    STAND_IN = "stand_in"
    """Asked beside its parent who is late: whoever is first decides."""
    COPY = "copy"


BLOCKING = frozenset({Role.BEFORE, Role.OPINION, Role.DELEGATE})
"""A task waits while one of these below it is in hand."""
ANSWERING = frozenset({Role.OPINION, Role.DELEGATE})
"""These answer; they do not decide."""


@dataclass(frozen=True)
class Outcome:
    """The end of a visit, decided once. `routing` goes back to the machine, so a replay takes the same way."""

    name: str
    by: str
    at: str
    routing: Mapping[str, Any]


@dataclass(frozen=True)
class Resume:
    """How the next opening of a node takes up what was there before.

    `visit`: the former visit whose approvals stand (0: none). `scope`: for a fork, its former round, in which
    approved nodes are not asked again, but `again_node`, is. `again`: people whose own approval does not stand.
    `back_to`: once approved, the request goes straight on to this node, which is opened as `back` says. `within`: the
    round it is meant for; a way that is left before it gets there does not hand it on to the next round.
    """

    visit: int = 0
    scope: str = ""
    again_node: str = ""
    again: tuple[str, ...] = ()
    back_to: str = ""
    back: Resume | None = None
    within: str = ""


@dataclass(frozen=True)
class Task:
    """One person's work item at a visit. `card` is what a list shows of it, as it was when it opened.

    `parent` is the number of the task it belongs to (0: none), `on_behalf_of` who a standing proxy acts for.
    """

    node: str
    visit: int
    number: int
    userid: str
    opened_at: str
    state: TaskState = TaskState.OPEN
    role: Role = Role.VOTE
    parent: int = 0
    on_behalf_of: str = ""
    due_at: str | None = None
    decided_at: str | None = None
    comment: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)

    def id_in(self, request: str) -> str:
        return f"{request}.{self.node}.{self.visit}.{self.number}"

    @property
    def in_hand(self) -> bool:
        return self.state in IN_HAND

    @property
    def acts_for(self) -> str:
        """Whom a proxy stands in for; empty once the principal has done it themselves."""
        return "" if self.on_behalf_of == self.userid else self.on_behalf_of

    def belongs_to(self, userid: str) -> bool:
        """A proxy acts for the principal, who keeps the right to."""
        return userid in {self.userid, self.on_behalf_of}


@dataclass(frozen=True)
class Visit:
    """The n-th time a request is at a node.

    `scope` is the round of the fork it stands in (`both.2`; empty at the top). `entries` are `run/entered` of
    every time a machine came here for this visit: a retry of a step, a replay. `token` is a new one to keep; it is
    stored apart, never read with the visit, and never leaves the server. `next_at` is when the timers look again.
    `left` of a fork: the outcome that ended its ways before their end. `detail` is what a wait, a call or a
    sub-request needs to know.
    """

    node: str
    number: int
    kind: str
    name: str
    opened_at: str
    sign: str = ""
    actions: tuple[str, ...] = ()
    scope: str = ""
    ratio: float = 0
    min_votes: int = 0
    entries: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    due_at: str | None = None
    next_at: str | None = None
    then: str = ""
    remind_minutes: int = 0
    outcome: Outcome | None = None
    left: str = ""
    reason: str = ""
    resume: Resume | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        return self.outcome is None

    @property
    def barred(self) -> frozenset[str]:
        """Those who decided where whoever works here must not have: nobody hands them a task of this visit."""
        return frozenset(self.detail.get("barred", ()))

    @property
    def id(self) -> str:
        """`both.2`: what the scope of the nodes inside a fork is called."""
        return f"{self.node}.{self.number}"


@dataclass(frozen=True)
class Request:
    """One submission of a flow. `revision` counts its writes, `form_revision` the versions of its form.

    `resumes`: by node, how its next opening takes up what was there. `picks`: by node, whom somebody chose.
    `source`: the other system that started it, if one did. `incomplete`: started by another flow or system with fields still to fill, so its starter comes first. `begun` is what the
    first run began with: a replay begins with the same, whatever was corrected since, and so takes the same way.
    """

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
    reminded_by: str = ""
    restarted_at: str | None = None
    due_at: str | None = None
    resumes: Mapping[str, Resume] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    supervisors: tuple[str, ...] = ()
    parent: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    incomplete: bool = False
    begun: Mapping[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        return self.status is Status.RUNNING

    @property
    def etag(self) -> str:
        """What a person saw: changes with the form, not with every vote."""
        return f"f{self.form_revision}"

    @property
    def version(self) -> str:
        """What an administrator saw: changes with everything that happens to the request."""
        return f"r{self.revision}"

    @property
    def beginning(self) -> Mapping[str, Any]:
        """What a machine of this request is started with, whichever run."""
        return self.begun or {"routing": dict(self.routing), "incomplete": self.incomplete}


@dataclass(frozen=True)
class State:
    """Everything an operation looks at: one request with its visits and tasks."""

    request: Request
    visits: tuple[Visit, ...] = ()
    tasks: tuple[Task, ...] = ()

    def visit(self, node: str, number: int) -> Visit | None:
        return next((v for v in self.visits if v.node == node and v.number == number), None)

    def visits_of(self, node: str, scope: str | None = None) -> tuple[Visit, ...]:
        """The visits to a node, first to last; in one round of a fork, where a scope is given."""
        found = (v for v in self.visits if v.node == node and scope in {None, v.scope})
        return tuple(sorted(found, key=lambda v: v.number))

    def tasks_of(self, visit: Visit) -> tuple[Task, ...]:
        found = (t for t in self.tasks if t.node == visit.node and t.visit == visit.number)
        return tuple(sorted(found, key=lambda t: t.number))

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
    """One effect that leaves the database: `start` or `resume` a machine, a `message` to people, a `call`, a `submit`
    of another flow, the answer to a `parent`, what `cards` show, a `meeting` that WeCom is told of.
    """

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


def after(state: State, change: Change) -> State:
    """The state once a change has taken hold."""
    visits = {(v.node, v.number): v for v in (*state.visits, *change.visits)}
    tasks = {(t.node, t.visit, t.number): t for t in (*state.tasks, *change.tasks)}
    return State(change.request, tuple(visits.values()), tuple(tasks.values()))
