"""One request in memory: the engine's changes applied as the journal applies them, with the audit chain."""

from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals import journal, store
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.engine import Asked, Decision, Entry, Opening, Target
from chalicelib.approvals.model.types import Action, Change, Outgoing, Request, State, Task, Visit, after
from chalicelib.flows.model import REVISE

NOW = "2026-11-23T01:00:00.000Z"
ACTIONS = (
    "approve",
    "reject",
    "return",
    "transfer",
    "delegate",
    "ask_opinion",
    "add_approver",
    "remove_approver",
)
TO_STARTER = (Target(REVISE, 0),)


def request(**more: Any) -> Request:
    return Request(
        **{
            "id": "r1",
            "serial": "QJ-1",
            "title": "请假",
            "flow": "leave-request",
            "flow_version": 1,
            "starter": "liming",
            "submitted_at": NOW,
            "form": {"days": 2},
            "routing": {"days": 2},
        }
        | more
    )


def opening(*people: str, **more: Any) -> Opening:
    return Opening(
        **{
            "kind": "approve",
            "name": "审批",
            "sign": "any",
            "actions": ACTIONS,
            "people": tuple(Asked(userid) for userid in people),
        }
        | more
    )


@dataclass
class Running:
    """The rows of one request. Times are counted, so every write is later than the one before."""

    state: State = field(default_factory=lambda: State(request()))
    events: list[dict[str, Any]] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)
    writes: int = 0

    @property
    def now(self) -> str:
        return f"2026-11-23T01:{self.writes // 60 % 60:02d}:{self.writes % 60:02d}.000Z"

    def apply(self, change: Change) -> Change:
        """Write a change as `journal.commit` does, without the database."""
        changed, rows = journal._chained(change.request, change.events, self.now)
        self.state = after(self.state, replace(change, request=changed))
        self.events += [store.event_json(row) for row in rows]
        self.outgoing += change.outgoing
        self.writes += 1
        return change

    def arrive(self, node: str, run: int, entered: str, opened: Opening, token: str = "") -> Change:
        """A machine comes to a node, as `entering.opened` handles it."""
        entry = Entry(node, run, entered, token or f"token {run}/{entered}")
        visit, number = engine.locate(self.state, entry)
        if visit is not None:
            return self.apply(engine.attach(self.state, visit, entry))
        return self.apply(engine.open_visit(self.state, entry, number, opened, self.now))

    def decide(self, node: str, actor: str, action: Action, comment: str = "", visit: int = 0) -> Change:
        """The person's task at the latest visit (or one given) is decided."""
        number = visit or self.state.visits_of(node)[-1].number
        found = self.state.visit(node, number)
        task = self.task(found, actor) if found else None
        decision = Decision(action, actor, comment)
        return self.apply(
            engine.decide(
                self.state, node, number, task.number if task else 99, decision, TO_STARTER, self.now
            )
        )

    def place(self, node: str, actor: str) -> tuple[str, int, int]:
        """Where the person's newest task at a node stands."""
        visit = self.state.visits_of(node)[-1]
        mine = [task for task in self.state.tasks_of(visit) if task.userid == actor]
        return node, visit.number, (mine[-1].number if mine else 99)

    def task(self, visit: Visit, userid: str) -> Task | None:
        return next((task for task in self.state.tasks_of(visit) if task.userid == userid), None)
