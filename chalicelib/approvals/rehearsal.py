"""A flow rehearsed without a cloud: its compiled machine run in memory with the real engine and a clock of our own.

The machine is the one that is published, the operations are those of people's clicks; only the tables, Step
Functions, the libraries and the other systems are stood in for. Milliseconds per case.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals import closing, decisions, effects, entering, errands, timers
from chalicelib.approvals.decisions import Place, Said
from chalicelib.approvals.foresight import foresee
from chalicelib.approvals.happened import Happened, sent, written
from chalicelib.approvals.model import engine, outcomes
from chalicelib.approvals.model.engine import Entry
from chalicelib.approvals.model.errors import FormInvalidError
from chalicelib.approvals.model.types import (
    Action,
    Change,
    Request,
    State,
    Task,
    TaskState,
    Visit,
    after,
)
from chalicelib.approvals.openings import Facts
from chalicelib.approvals.shelf import Shelf
from chalicelib.approvals.world import World
from chalicelib.flows import compiler, form
from chalicelib.flows.interpreter import Execution, TokenGoneError, Work
from chalicelib.flows.model import REVISE, Effect, Flow
from chalicelib.platform import clock

STEP_LIMIT = 10_000
A_MOMENT = dt.timedelta(seconds=1)
"""Two decisions never fall on the same instant: which was the later one must be told."""
Edge = tuple[str, str]
Picks = Mapping[str, tuple[str, ...]]


class RefusedError(Exception):
    """The submission was refused: `problems` by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in problems.items()))
        self.problems = dict(problems)


@dataclass
class Rehearsal:
    """One request of one flow, from its submission on. What happened collects in the public lists.

    `world` is everything outside the request: people, libraries, calendar, and the time.
    """

    flow: Flow
    world: World
    nodes: list[str] = field(default_factory=list)
    messages: list[Mapping[str, Any]] = field(default_factory=list)
    calls: list[Mapping[str, Any]] = field(default_factory=list)
    started: list[Mapping[str, Any]] = field(default_factory=list)
    results: set[Edge] = field(default_factory=set)

    @property
    def edges(self) -> set[Edge]:
        """The edges of the chart that were gone over, those of results included."""
        return (self.execution.edges if self.begun else set()) | self.results

    @property
    def begun(self) -> bool:
        return hasattr(self, "execution")

    @property
    def shelf(self) -> Shelf:
        return self.world.shelf

    def submit(
        self, typed: Mapping[str, Any], picks: Picks | None = None, *, incomplete: bool = False
    ) -> None:
        """Fill the form and start the machine. Raises RefusedError.

        `incomplete`: another flow starts it, so what is missing is asked of the starter before the first node.
        """
        around = self.world.surroundings()
        filled = form.fill(self.flow, typed, around)
        incomplete = incomplete and bool(filled.problems)
        if filled.problems and not incomplete:
            raise RefusedError({problem.field: problem.code for problem in filled.problems})
        request = Request(
            id="rehearsal",
            serial="rehearsal",
            title=self.flow.name,
            flow=self.flow.key,
            flow_version=0,
            starter=self.world.starter.userid,
            submitted_at=clock.to_text(self.world.now),
            form=filled.values,
            routing=form.routing_values(self.flow, filled.values, around.starter),
            picks=dict(picks or {}),
            incomplete=incomplete,
        )
        self.state = State(request)
        facts = self.facts(self.state)
        self.state = State(replace(request, preview=foresee(self.flow, filled.values, facts.asking)))
        if not incomplete:
            self._submitted(facts)
        payload = {"request": "rehearsal", "run": 1, "routing": request.routing, "incomplete": incomplete}
        machine = compiler.compile_flow(self.flow)
        self._resumes: deque[tuple[str, int]] = deque()
        self.execution = Execution(machine, payload, "rehearsal", self.world.now)
        self.execution.start()
        self.settle()

    def facts(self, state: State) -> Facts:
        """What this request's nodes are opened on, in this world."""
        return self.world.facts(self.flow, state)

    def decide(self, node: str, by: str, said: Said) -> None:
        """A person decides the task they have at a node. Raises the engine's errors, RefusedError, LookupError."""
        self.world.pass_time(A_MOMENT)
        place = self.place(node, by)
        visit, _ = engine.my_task(self.state, *place, by)
        try:
            worked, result = self._worked(visit, said)
        except FormInvalidError as error:
            raise RefusedError({p.field: p.code for p in error.problems}) from error
        change = decisions.decided(self.state, self.flow, place, by, said, worked, result, self.now)
        if result and any(event.detail.get("result") for event in change.events):
            self.results.add((node, f"result {result}"))
        complete = self.state.request.incomplete and not worked.incomplete
        self.apply(change)
        if complete:
            self._told(self.flow.effects.submitted, self.facts(self.state))
        self.settle()

    def operate(self, operation: Callable[[State, str], Change]) -> None:
        """Somebody does something else with the request: `operation` of the state and the instant.

        Raises the engine's errors.
        """
        self.world.pass_time(A_MOMENT)
        self.apply(operation(self.state, self.now))
        self.settle()

    def end(self, operation: Callable[[State, Facts], effects.Wanted]) -> None:
        """Somebody ends it, with what its flow does then. Raises the engine's errors."""
        self.world.pass_time(A_MOMENT)
        self._written(operation(self.state, self.facts(self.state)))
        self.settle()

    def answer(self, node: str, operation: Callable[[State, Visit, Facts], Change | None]) -> None:
        """What a node waits for comes back. Raises LookupError where nothing (of it) is waited for."""
        self.world.pass_time(A_MOMENT)
        visit = next((v for v in self.state.visits_of(node) if v.open), None)
        change = operation(self.state, visit, self.facts(self.state)) if visit else None
        if change is None:
            raise LookupError(f"{node} waits for nothing of the kind; open: {self.open_tasks()}")
        told = (event.detail.get("result") for event in change.events)
        self.results |= {(node, f"result {result}") for result in told if result}
        self.apply(change)
        self.settle()

    def wait(self, hours: float) -> None:
        """Time passes, and the timers act as often as they would have."""
        until = self.world.now + dt.timedelta(hours=hours)
        for _ in range(STEP_LIMIT):
            due = [
                (v.next_at, v)
                for v in self.state.open_visits()
                if v.next_at and v.next_at <= clock.to_text(until)
            ]
            alarm = self.execution.next_at()
            if not due and (alarm is None or alarm > until):
                break
            at, visit = min(due, key=lambda one: one[0]) if due else ("", None)
            if visit is None or (alarm and clock.to_text(alarm) < at):
                self.world.reach(alarm or until)
            else:
                self.world.reach(clock.from_text(at))
                change = timers.look(self.state, visit, self.facts(self.state))
                if change:
                    self.apply(change)
            self.execution.advance(self.world.now)
            self.settle()
        self.world.reach(until)

    def place(self, node: str, by: str) -> Place:
        """Where the task of a person at a node stands: one in hand, or the last they had. Raises LookupError."""
        mine = [t for t in self.state.tasks if t.node == node and t.belongs_to(by)]
        mine = [t for t in mine if t.in_hand] or [t for t in mine if t.state is not TaskState.CANCELLED]
        if not mine:
            raise LookupError(f"{by} has no open task at {node}; open: {self.open_tasks()}")
        task: Task = max(mine, key=lambda t: (t.visit, t.number))
        return task.node, task.visit, task.number

    def open_tasks(self) -> str:
        found = [
            f"{t.userid} at {v.node}"
            for v in self.state.open_visits()
            for t in self.state.tasks_of(v)
            if t.state is TaskState.OPEN
        ]
        return ", ".join(found) or "nothing"

    def happened(self) -> Happened:
        """What came of it, as cases look at it."""
        return Happened(
            state=self.state,
            nodes=tuple(self.nodes),
            records=tuple(map(written, self.shelf.written)),
            messages=tuple(map(sent, self.messages)),
            calls=tuple(map(sent, self.calls)),
            starts=tuple(map(sent, self.started)),
            record=self.shelf.record,
        )

    @property
    def now(self) -> str:
        return clock.to_text(self.world.now)

    def apply(self, change: Change) -> None:
        """The change takes hold as the journal would write it; what leaves the database is collected."""
        self.state = after(self.state, change)
        self.world.pass_time(dt.timedelta(milliseconds=1))
        for out in change.outgoing:
            if out.kind == "resume":
                self._resumes.append((out.body["node"], out.body["visit"]))
            elif out.kind == "message":
                self.messages.append(dict(out.body))
            elif out.kind == "call":
                self.calls.append(dict(out.body))
            elif out.kind == "submit":
                self.started.append(dict(out.body))

    def settle(self) -> None:
        """Let the machine and the outbox run until both wait."""
        for _ in range(STEP_LIMIT):
            work = next(iter(self.execution.pending()), None)
            if work is not None:
                self._serve(work)
            elif self._resumes:
                self._resume(*self._resumes.popleft())
            else:
                return
        raise RuntimeError("the machine does not come to rest")

    def _serve(self, work: Work) -> None:
        """Do what the machine invokes, as the step functions do."""
        function, payload = work.arguments["FunctionName"], work.arguments["Payload"]
        if function == "${CloseRequest}":
            wanted = entering.ended(self.state, payload["outcome"], self.facts)
            self._written(wanted)
            self.execution.succeed(work.id, {}, self.world.now)
            return
        node = payload["node"]
        entry = Entry(node, payload["run"], payload["entered"], payload.get("token", ""), payload["scope"])
        if self.flow.node(node) or node == REVISE:
            self.nodes.append(node)
        if function == "${OpenNode}":
            self.apply(entering.opened(self.state, entry, self.facts))
            self.execution.invoked(work.id)
        else:
            self._written(entering.done(self.state, entry, self.facts))
            self.execution.succeed(work.id, entering.answer(self.state, entry), self.world.now)

    def _resume(self, node: str, number: int) -> None:
        visit = self.state.visit(node, number)
        if visit is None or visit.outcome is None:
            return
        output = {"routing": dict(visit.outcome.routing)}
        try:
            if visit.outcome.name == outcomes.APPROVED:
                self.execution.token_succeed(visit.token, output, self.world.now)
            else:
                cause = json.dumps(output, ensure_ascii=False)
                self.execution.token_fail(visit.token, visit.outcome.name, cause, self.world.now)
        except TokenGoneError:
            return

    def _submitted(self, facts: Facts) -> None:
        """What happens with the submission."""
        wanted = self.flow.effects.submitted
        self._write(wanted, effects.SUBMITTED, self.state.request.form_revision, facts)
        self._told(wanted, facts)

    def _told(self, wanted: tuple[Effect, ...], facts: Facts) -> None:
        """What effects send out of the database."""
        self.apply(Change(self.state.request, outgoing=closing.outgoing(self.state, wanted, facts)))

    def _written(self, wanted: effects.Wanted | None) -> None:
        if wanted is not None:
            if wanted.effects:
                self._write(wanted.effects, wanted.at, wanted.number, self.facts(self.state))
            self.apply(wanted.change)

    def _write(self, wanted: tuple[Effect, ...], at: str, number: int, facts: Facts) -> None:
        scope = errands.scope_of(self.state, facts.starter, facts.directory, facts.now)
        self.shelf.write(effects.planned(self.state.request, wanted, scope, at, number))

    def _worked(self, visit: Visit, said: Said) -> tuple[Request, str]:
        request = self.state.request
        if said.action is Action.RESUBMIT:
            return self._corrected(said), ""
        node = decisions.fills(self.flow, visit, said)
        if node is None:
            return request, ""
        around = self.world.surroundings(self.state.request.serial)
        return decisions.filled_further(request, self.flow, node, said.form or {}, around)

    def _corrected(self, said: Said) -> Request:
        before = self.state.request
        facts = self.facts(self.state)
        scope = errands.scope_of(self.state, facts.starter, facts.directory, facts.now)
        submitted = self.flow.effects.submitted
        held = {} if before.incomplete else effects.held_by(before, submitted, scope)
        around = self.world.surroundings(self.state.request.serial)
        around = decisions.with_own_holds(around, held)
        typed = decisions.typed_of(self.flow, before) if said.form is None else said.form
        worked = decisions.corrected(before, self.flow, typed, around)
        if before.incomplete:
            seen = {**scope, **worked.form}
            self.shelf.write(
                effects.planned(worked, submitted, seen, effects.SUBMITTED, worked.form_revision)
            )
        else:
            self.shelf.write(effects.replanned(before, worked, self.flow.effects, scope))
        return worked
