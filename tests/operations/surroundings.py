"""The surroundings an operation is tried in: a request of each stands at its node `panel` when the operation comes.

`first` and `draft` have approved before it, `check` and `last` come after it. In a fork, `beside` is asked in another
way; a sub-request of `draft`, `panel` and `check` is waited for by its parent; a clock has sent its first reminder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.approvals import acting, answering
from chalicelib.approvals.answering import Child
from chalicelib.approvals.model.types import Status
from chalicelib.flows.cases import Step
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError
from tests.support.flowing import flow
from tests.support.offices import Office, node, world

COLUMNS = {
    "single": "one person",
    "any": "any of three",
    "all": "all three",
    "in_order": "three in order",
    "ratio": "two of three (60 %)",
    "parallel": "all three, inside `parallel`",
    "inclusive": "all three, inside `inclusive`",
    "subflow": "all three, inside a sub-flow",
    "timer": "all three, clock running",
}
PEOPLE = ("first", "draft", "p1", "p2", "p3", "check", "last", "beside", "other", "second")
SIGNS: Mapping[str, Any] = {"single": "any", "any": "any", "in_order": "in_order", "ratio": {"ratio": 0.6}}
DUE = {"hours": 8, "remind_before_hours": 1, "then": {"escalate": {"head_of": "assignee.department"}}}
FIRST_REMINDER_HOURS = 8.05
FORM = {"until": {"label": "日期", "type": "date"}}
Nodes = list[dict[str, Any]]


@dataclass
class Desk:
    """A request in one of the surroundings, and the one that waits for it where it is a sub-request."""

    office: Office
    parent: Office | None = None
    told: list[str] = field(default_factory=list)

    def do(self, *steps: Step) -> None:
        """What people do, one after the other. A refusal changes nothing."""
        for step in steps:
            before, said = self.office.state, len(self.office.messages)
            try:
                acting.act(self.office, step)
            except DomainError:
                assert self.office.state == before
                raise
            self.tell_parent()
            self.told = sorted(person for one in self.office.messages[said:] for person in one["to"])

    def tell_parent(self) -> None:
        """The outbox tells who waits for a sub-request that it has ended."""
        status = self.office.state.request.status
        waiting = self.parent is not None and self.parent.visit("sub").open
        if self.parent and waiting and status is not Status.RUNNING:
            child = Child(1, "sub-1", status.value, self.office.state.request.form)
            self.parent.answer(
                "sub", lambda state, visit, facts: answering.returned(state, visit, child, facts)
            )

    def seen(self) -> str:
        """Who has an open task and when the clock looks again; or how the request has ended."""
        found = _seen(self.office)
        return f"{found}; parent {_seen(self.parent)}" if self.parent else found


def desk(column: str, *, bare: bool = False, withdraw: Any = "any_time", **panel: Any) -> Desk:
    """A request at its panel. `bare`: the panel is its first node; `panel` says more of it."""
    people = ("p1",) if column == "single" else ("p1", "p2", "p3")
    asked = node("panel", *people, sign=SIGNS.get(column, "all"), **panel)
    if column == "timer":
        asked["due"] = DUE
    inside = [asked, node("check")] if bare else [node("draft"), asked, node("check")]
    before = [] if bare or column == "subflow" else [node("first")]
    nodes = [*before, *_around(column, inside), *([] if column == "subflow" else [node("last")])]
    office = Office(flow(FORM, nodes=nodes, withdraw=withdraw), world(*PEOPLE))
    found = Desk(office, _parent() if column == "subflow" else None)
    office.submit({"until": "2026-11-24"})
    for key in () if bare else ("first", "draft"):
        if key in office.open():
            office.approve(key, key)
    if column == "timer":
        office.wait(FIRST_REMINDER_HOURS)
    return found


def _around(column: str, inside: Nodes) -> Nodes:
    beside = [node("beside")]
    if column == "parallel":
        return [{"parallel": [inside, beside], "key": "both"}]
    if column == "inclusive":
        arms = [{"when": "true", "nodes": inside}, {"when": "true", "nodes": beside}]
        never = {"when": "false", "nodes": [node("never")]}
        return [{"inclusive": [*arms, never, {"otherwise": []}], "key": "both"}]
    return inside


def _parent() -> Office:
    """A request whose sub-request this is."""
    nodes = [node("first"), {"subflow": {"flow": "trial"}, "key": "sub"}, node("last")]
    office = Office(flow(FORM, nodes=nodes), world(*PEOPLE)).submit({})
    return office.approve("first", "first")


def _seen(office: Office) -> str:
    status = office.state.request.status
    if status is not Status.RUNNING:
        return status.value
    parts = []
    order = [one.key for one in office.flow.walk()]
    opened = office.state.open_visits()
    for visit in sorted(opened, key=lambda v: order.index(v.node) if v.node in order else -1):
        people = ", ".join(office.asked(visit))
        look = clock.wall(clock.from_text(visit.next_at)).strftime(" ⏱ %m-%d %H:%M") if visit.next_at else ""
        parts.append(f"{visit.node}: {people}{look}" if people else f"{visit.node} waits")
    return " · ".join(parts)
