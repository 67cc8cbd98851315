"""One request of a flow, hosted in memory under everything that can go wrong between its parts.

A rehearsal lets its machine and its outbox run to rest after each operation. Here the host may hold them, deliver in
another order and twice, lose answers, and lose the machine itself; the audit chain is written as the journal does.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals import journal, store
from chalicelib.approvals.decisions import Place, Said
from chalicelib.approvals.model.types import SYSTEM, Action, Change, Event, Task, TaskState, Visit
from chalicelib.approvals.rehearsal import Picks, Rehearsal
from chalicelib.approvals.shelf import Shelf
from chalicelib.approvals.world import World
from chalicelib.directory.model import Department, Directory, Person, Proxy
from chalicelib.flows import compiler
from chalicelib.flows.interpreter import Execution, Work
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError
from tests.support.flowing import approve, flow

MONDAY = clock.from_text("2026-11-23T01:00:00.000Z")
"""Nine in the morning at the institute, of a week without a holiday."""
LONG_AGO, FAR_AWAY = "2026-01-01T00:00:00.000Z", "2036-01-01T00:00:00.000Z"
LAMBDA_FAILED = "Lambda.ServiceException"
FORM = {"days": {"label": "天数", "type": "number"}}
SPARE = ("other", "second", "backup")
LONGEST_RETRY = dt.timedelta(seconds=60)
DEPARTMENT = 11


def world(
    *people: str,
    starter: str = "starter",
    head: str = "boss",
    admin: str = "admin",
    proxies: Mapping[str, str] | None = None,
) -> World:
    """A department of these people, its head and an administrator; each is called by what they are there for.

    `proxies`: who stands in for whom, by the principal.
    """
    roles = {admin: ("admin",)}
    standing = proxies or {}
    everybody = dict.fromkeys([starter, head, admin, *people, *standing.values()])
    known = {one: Person(one, one, "工程师", DEPARTMENT, roles.get(one, ())) for one in everybody}
    departments = {DEPARTMENT: Department(DEPARTMENT, "热工计量所", None, 0, head)}
    directory = Directory(departments, known, {"admin": (admin,)})
    acting = tuple(
        Proxy(principal, principal, proxy, LONG_AGO, FAR_AWAY) for principal, proxy in standing.items()
    )
    return World(directory, known[starter], MONDAY, Shelf(starter), acting)


@dataclass
class Office(Rehearsal):
    """`held`: nothing is delivered until `step` or `release` says so. `repeated`: every step function is called twice."""

    events: list[dict[str, Any]] = field(default_factory=list)
    run: int = 1
    held: bool = False
    repeated: bool = False
    _at: Place | None = None

    def submit(
        self, typed: dict[str, Any], picks: Picks | None = None, *, incomplete: bool = False
    ) -> "Office":
        super().submit(typed, picks, incomplete=incomplete)
        begun = {"routing": dict(self.state.request.routing), "incomplete": self.state.request.incomplete}
        self.state = replace(self.state, request=replace(self.state.request, begun=begun))
        return self

    def apply(self, change: Change) -> None:
        """The change with its events numbered and hashed, as `journal.commit` writes it."""
        request, rows = journal._chained(change.request, change.events, self.now)
        self.events += [store.event_json(row) for row in rows]
        super().apply(replace(change, request=request))

    def decide_at(self, place: Place, by: str, said: Said) -> None:
        """A person decides just this task, of several they may have at the node."""
        self._at = place
        try:
            self.decide(place[0], by, said)
        finally:
            self._at = None

    def place(self, node: str, by: str) -> Place:
        return self._at or super().place(node, by)

    def settle(self) -> None:
        if self.held:
            return
        super().settle()
        if self.dead:
            self.lose_machine()

    @property
    def dead(self) -> bool:
        """Whether the machine has failed although the request runs; the repair job will find it."""
        return self.state.request.running and self.execution.status != "RUNNING"

    def release(self) -> None:
        """Everything is delivered, what failed is tried again."""
        self.held = False
        self.settle()
        while self.trying_again:
            self.wait(LONGEST_RETRY.total_seconds() / 3600)

    @property
    def under_way(self) -> int:
        """How many things wait to be delivered: steps to invoke, outcomes to bring to the machine."""
        return len(self.execution.pending()) + len(self._resumes)

    def step(self, place: int) -> None:
        """One of the things that wait is delivered, whichever."""
        works = self.execution.pending()
        if place < len(works):
            self._serve(works[place])
        else:
            self._resumes.rotate(-(place - len(works)))
            self._resume(*self._resumes.popleft())

    @property
    def trying_again(self) -> bool:
        """Whether a step failed, and its next attempt is a moment away."""
        alarm = self.execution.next_at()
        return alarm is not None and alarm - self.world.now <= LONGEST_RETRY

    def lose_answer(self, place: int, *, done: bool) -> None:
        """A step function's answer is lost, after its work or before; Step Functions tries again."""
        work = self.execution.pending()[place]
        if done:
            self._serve_without_answer(work)
        self.execution.fail(work.id, LAMBDA_FAILED, "", self.world.now)
        self.settle()

    def deliver_again(self) -> None:
        """The sweeper repeats the outcome of every visit: whose answer it lost, it cannot know."""
        self._resumes.extend((v.node, v.number) for v in self.state.visits if v.outcome and v.token)
        self.settle()

    def lose_machine(self) -> None:
        """The execution is gone, its outcomes with it; another run replays the log, as `repair.restart` begins it."""
        self.execution.abort(self.world.now)
        self.run += 1
        request = replace(self.state.request, run=self.run, restarted_at=self.now)
        self.apply(Change(request, events=(Event("restarted", SYSTEM, detail={"run": self.run}),)))
        payload = {"request": request.id, "run": self.run, **request.beginning}
        machine = compiler.compile_flow(self.flow)
        self.execution = Execution(machine, payload, f"rehearsal-{self.run}", self.world.now)
        self.execution.start()
        self.settle()

    def open(self) -> dict[str, tuple[str, ...]]:
        """Who has an open task, by node, in the order of the tasks."""
        found = {v.node: self.asked(v) for v in self.state.open_visits()}
        return {node: people for node, people in found.items() if people}

    def asked(self, visit: Visit) -> tuple[str, ...]:
        return tuple(t.userid for t in self.state.tasks_of(visit) if t.state is TaskState.OPEN)

    def visit(self, node: str) -> Visit:
        """The latest visit to a node."""
        return self.state.visits_of(node)[-1]

    def task(self, node: str, userid: str) -> Task:
        place = self.place(node, userid)
        return next(t for t in self.state.tasks if (t.node, t.visit, t.number) == place)

    def task_states(self, node: str) -> dict[str, TaskState]:
        """How the tasks of the latest visit stand, by person."""
        return {t.userid: t.state for t in self.state.tasks_of(self.visit(node))}

    def approve(self, node: str, *people: str) -> "Office":
        for userid in people:
            self.decide(node, userid, Said(Action.APPROVE))
        return self

    def refused(self, operation: Callable[[], object]) -> str:
        """The code of the refusal; a refusal changes nothing."""
        before, written = self.state, len(self.events)
        try:
            operation()
        except DomainError as error:
            assert self.state == before
            assert len(self.events) == written
            return error.code
        raise AssertionError("was not refused")

    def _serve(self, work: Work) -> None:
        if self.repeated:
            self._serve_without_answer(work)
        super()._serve(work)

    def _serve_without_answer(self, work: Work) -> None:
        """The step function does its work; nobody hears of it."""
        heard, self.execution = self.execution, _Deaf()
        try:
            super()._serve(work)
        finally:
            self.execution = heard

    def _resume(self, node: str, number: int) -> None:
        """As the outbox does: a token of a former run is nobody's."""
        visit = self.state.visit(node, number)
        if visit and any(mark.startswith(f"{self.run}/") for mark in visit.entries):
            super()._resume(node, number)


class _Deaf:
    """An execution that hears no answer."""

    def succeed(self, *_: object) -> None:
        """Lost."""

    def invoked(self, *_: object) -> None:
        """Lost."""


def node(key: str, *people: str, **more: Any) -> dict[str, Any]:
    """A node that asks these people, or the one it is called after; each time anew, where nothing else is said."""
    rules = [{"person": userid} for userid in people or (key,)]
    return approve(key, approvers={"any_of": rules}, **{"duplicate": "never", **more})


def office(*nodes: dict[str, Any], typed: dict[str, Any] | None = None, **more: Any) -> Office:
    """A request of these nodes, submitted. Whoever they name is there."""
    made = flow(nodes=list(nodes), **{"form": FORM, **more})
    named = {rule.person for _, rule in made.rules() if rule.person}
    return Office(made, world(*sorted(named), *SPARE)).submit({"days": 1} if typed is None else typed)
