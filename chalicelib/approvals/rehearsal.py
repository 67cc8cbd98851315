"""A flow rehearsed without a cloud: its compiled machine walked with the real engine and a clock of our own.

The machine is the one that is published, the operations are those of people's clicks; only the tables, Step
Functions and the ledgers are stood in for, in memory. Milliseconds per case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals import effects, openings, timers
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.engine import Entry
from chalicelib.approvals.model.types import Action, Change, OutcomeName, Request, State
from chalicelib.approvals.openings import Facts
from chalicelib.directory.model import Directory, Person
from chalicelib.flows import compiler, expressions, form
from chalicelib.flows.model import Cc, Effect, Flow, Record, RecordEffect
from chalicelib.libraries.model import Account, apply
from chalicelib.libraries.model import Entry as Movement
from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar

STEP_LIMIT = 10_000
A_MOMENT = dt.timedelta(seconds=1)
"""Two decisions never fall on the same instant: which was the later one must be told."""
Edge = tuple[str, str]


class RefusedError(Exception):
    """The submission was refused: `problems` by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in problems.items()))
        self.problems = dict(problems)


@dataclass
class Rehearsal:
    """One request of one flow, from its submission on. What happened collects in the public lists."""

    flow: Flow
    directory: Directory
    starter: Person
    moment: dt.datetime
    balances: Mapping[str, float]
    nodes: list[str] = field(default_factory=list)
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    movements: list[tuple[str, Movement]] = field(default_factory=list)
    messages: list[Mapping[str, Any]] = field(default_factory=list)
    edges: set[Edge] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.states: dict[str, Any] = compiler.compile_flow(self.flow)["States"]
        self.accounts: dict[tuple[str, str], Account] = {}
        self.entered = 0
        self.waiting_in = ""

    def submit(self, typed: Mapping[str, Any]) -> None:
        """Fill the form and start the machine. Raises RefusedError."""
        filled = form.fill(self.flow, typed, self._around())
        if filled.problems:
            raise RefusedError({problem.field: problem.code for problem in filled.problems})
        request = Request(
            id="rehearsal",
            serial="rehearsal",
            title=self.flow.name,
            flow=self.flow.key,
            flow_version=0,
            starter=self.starter.userid,
            submitted_at=clock.to_text(self.moment),
            form=filled.values,
            routing=form.routing_values(self.flow, filled.values, self._around().starter),
        )
        self.state = State(request)
        self._move(self.flow.effects.submitted)
        self._go("begin", {"routing": request.routing, "outcome": "approved"})

    def decide(
        self, node: str, by: str, action: Action, comment: str, typed: Mapping[str, Any] | None
    ) -> None:
        """A person decides the task they have at a node. Raises the engine's errors, RefusedError, LookupError."""
        visits = [visit for visit in self.state.visits_of(node) if visit.open]
        task = next((t for v in visits for t in self.state.tasks_of(v) if t.userid == by), None)
        if task is None:
            raise LookupError(f"{by} has no open task at {node}; open: {self._open()}")
        self.moment += A_MOMENT
        state = self.state
        if action is Action.RESUBMIT:
            state = replace(state, request=self._corrected(typed))
        now = clock.to_text(self.moment)
        self._apply(engine.decide(state, node, task.visit, task.number, action, by, comment, now))
        self._resume()

    def withdraw(self, comment: str) -> None:
        """The starter takes the request back. Raises the engine's errors."""
        self.moment += A_MOMENT
        now = clock.to_text(self.moment)
        self._apply(engine.withdraw(self.state, self.flow.withdraw, self.starter.userid, comment, now))
        self._resume()

    def wait(self, hours: float) -> None:
        """Time passes, and the timers act as often as they would have."""
        until = self.moment + dt.timedelta(hours=hours)
        for _ in range(STEP_LIMIT):
            due = [v for v in self.state.open_visits() if v.next_at and v.next_at <= clock.to_text(until)]
            if not due:
                break
            visit = min(due, key=lambda v: v.next_at or "")
            self.moment = max(self.moment, clock.from_text(visit.next_at or ""))
            change = timers.look(self.state, visit.node, visit.number, self.moment, institute_calendar())
            if change:
                self._apply(change)
            self._resume()
        self.moment = until

    def _go(self, name: str, variables: dict[str, Any]) -> None:
        """Walk the machine from a state until it waits for a person or ends."""
        self.variables = variables
        for _ in range(STEP_LIMIT):
            state = self.states[name]
            if state["Type"] == "Choice":
                following = self._choice(state)
            elif state["Type"] == "Pass":
                following = state["Next"]
            elif not self._task(name):
                self.waiting_in = name
                return
            elif state.get("End"):
                self.waiting_in = ""
                return
            else:
                following = self._after(name)
            self.edges.add((name, following))
            name = following
        raise RuntimeError("the machine does not come to rest")

    def _choice(self, state: Mapping[str, Any]) -> str:
        for choice in state["Choices"]:
            if expressions.answer(choice["Condition"], self.variables) is True:
                return str(choice["Next"])
        return str(state["Default"])

    def _task(self, name: str) -> bool:
        """Do a state's work; False when it waits for a person."""
        if name == compiler.CLOSE:
            self._close(OutcomeName(self.variables["outcome"]))
            return True
        self.entered += 1
        self.nodes.append(name)
        entry = Entry(name, 1, str(self.entered))
        _, number = engine.locate(self.state, entry)
        facts = self._facts()
        node = self.flow.node(name)
        now = clock.to_text(self.moment)
        if isinstance(node, Record):
            self._apply(engine.effect_done(self.state, entry, number, node.kind, node.name, now))
            self._move([node.record])
            return True
        if isinstance(node, Cc):
            people = openings.copied(self.state, node, facts)
            self._apply(engine.effect_done(self.state, entry, number, node.kind, node.name, now, people))
            self.people[name] = people
            self.messages += [dict(out.body) for out in openings.copies(self.state, node, people, facts)]
            return True
        opening = openings.opening(self.state, name, facts)
        self.people[name] = opening.people
        self._apply(
            engine.open_visit(self.state, replace(entry, token=str(self.entered)), number, opening, now)
        )
        return not self.state.visits_of(name)[-1].open

    def _after(self, name: str) -> str:
        """Where the machine goes from a task that is done: on, or along the edge that catches its outcome."""
        state = self.states[name]
        visits = self.state.visits_of(name)
        outcome = visits[-1].outcome if visits else None
        if outcome is None or outcome.name is OutcomeName.APPROVED:
            if outcome and "Assign" in state:
                self.variables["routing"] = dict(outcome.routing)
            return str(state["Next"])
        for catch in state["Catch"]:
            if outcome.name.value in catch["ErrorEquals"] or "States.ALL" in catch["ErrorEquals"]:
                if "Assign" in catch:
                    self.variables["outcome"] = outcome.name.value
                return str(catch["Next"])
        raise LookupError(f"{name} catches nothing like {outcome.name.value}")

    def _resume(self) -> None:
        """The outcome of the waiting node is there: the machine goes on."""
        name = self.waiting_in
        if name and self.state.visits_of(name) and not self.state.visits_of(name)[-1].open:
            following = self._after(name)
            self.edges.add((name, following))
            self._go(following, self.variables)

    def _close(self, outcome: OutcomeName) -> None:
        wanted = {
            OutcomeName.REJECTED: self.flow.effects.rejected,
            OutcomeName.WITHDRAWN: self.flow.effects.withdrawn,
        }.get(outcome, ())
        self._apply(engine.close(self.state, outcome, clock.to_text(self.moment)))
        self._move(wanted)

    def _corrected(self, typed: Mapping[str, Any] | None) -> Request:
        before = self.state.request
        filled = form.fill(self.flow, typed or _typed(self.flow, before.form), self._around(holding=before))
        if filled.problems:
            raise RefusedError({problem.field: problem.code for problem in filled.problems})
        routing = form.routing_values(self.flow, filled.values, self._around().starter)
        after = engine.resubmit_form(before, filled.values, routing)
        for library, movement in effects.exchanges(before, after, self.flow.effects.submitted):
            self._book(library, movement)
        return after

    def _apply(self, change: Change) -> None:
        """The change takes hold, as the journal would write it; messages are collected."""
        visits = {(v.node, v.number): v for v in self.state.visits} | {
            (v.node, v.number): v for v in change.visits
        }
        tasks = {(t.node, t.visit, t.number): t for t in self.state.tasks}
        tasks |= {(t.node, t.visit, t.number): t for t in change.tasks}
        self.state = State(change.request, tuple(visits.values()), tuple(tasks.values()))
        self.messages += [dict(out.body) for out in change.outgoing if out.kind == "message"]

    def _move(self, wanted: Any) -> None:
        several: list[Effect] = list(wanted)
        for effect in several:
            movement = effects.entry_of(self.state.request, effect)
            if movement and isinstance(effect, RecordEffect):
                self._book(effect.library, movement)

    def _book(self, library: str, movement: Movement) -> None:
        place = (library, movement.account)
        self.accounts[place] = apply(self._account(*place), movement)
        self.movements.append((library, movement))

    def _account(self, library: str, name: str) -> Account:
        opening = Account(self.starter.userid, name, available=self.balances.get(name, 0))
        return self.accounts.get((library, name), opening)

    def _around(self, holding: Request | None = None) -> form.Surroundings:
        held = effects.held_by(holding, self.flow.effects.submitted) if holding else {}
        return form.Surroundings(
            starter={
                "userid": self.starter.userid,
                "name": self.starter.name,
                "department": self.starter.department,
                "is_dept_head": self.directory.is_head(self.starter.userid),
            },
            today=clock.wall(self.moment).date(),
            calendar=institute_calendar(),
            balance=lambda library, name: self._account(library, name).available + held.get(name, 0),
            knows_user=lambda userid: self.directory.person(userid) is not None,
            knows_department=lambda number: number in self.directory.departments,
            owns_file=lambda _: True,
        )

    def _facts(self) -> Facts:
        return Facts(self.flow, self.starter, self.directory, institute_calendar(), self.moment)

    def _open(self) -> str:
        found = [f"{t.userid} at {v.node}" for v in self.state.open_visits() for t in self.state.tasks_of(v)]
        return ", ".join(found) or "nothing"


def _typed(flow: Flow, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed of a form: all but the computed values."""
    return {key: value for key, value in values.items() if not flow.form[key].computed}
