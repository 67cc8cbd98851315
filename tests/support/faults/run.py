"""Many requests at once, and people who do what their plan says until they are told that it is done.

An answer that is lost is asked for again, as a page does; what was said "yes" to must stand at the end.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

from chalicelib.approvals import events, service, submitting
from chalicelib.approvals.events import Happened
from chalicelib.approvals.model.types import TaskState
from chalicelib.platform.errors import UnavailableError
from chalicelib.platform.idempotency import Attempt
from tests.support.fake_aws.errors import ProcessDeath
from tests.support.faults import rates
from tests.support.faults.plans import MIX, STARTERS, Happens, Plan, Step
from tests.support.faults.platform import Platform

TICK_SECONDS = 20
AT_ONCE = 40
LONGEST = dt.timedelta(days=10)
REST = dt.timedelta(hours=8)
KILLED_PER_TICK = 0.5
BLACKOUTS = 2
NO_ANSWER = (ProcessDeath, UnavailableError, ClientError, BotoCoreError, PynamoDBException)
"""What a page sees as "no answer": it asks again."""


@dataclass
class Case:
    """One request on its way: its plan, how far it is, and whether the present step has been tried."""

    number: int
    plan: Plan
    starter: str
    request: str = ""
    at: int = 0
    told: list[tuple[str, str, str]] = field(default_factory=list)
    trying: tuple[str, Callable[[], object]] | None = None

    @property
    def attempt(self) -> Attempt:
        return Attempt(self.starter, f"case-{self.number}", dict(self.plan.form))


@dataclass(frozen=True)
class Report:
    """What a run met and came to: faults by kind, and the cases with the platform they ended on."""

    seed: int
    cases: tuple[Case, ...]
    faults: Counter[tuple[str, str, str]]
    calls: Counter[tuple[str, str]]
    unanswered: int
    restarts: int
    passed: dt.timedelta

    def by_kind(self) -> Counter[str]:
        """How often each kind of fault happened, whatever it happened to; on the way to a function, to which."""
        found: Counter[str] = Counter()
        for (source, _, kind), count in self.faults.items():
            found[f"{source} {kind}" if source in {"stream", "schedule", "events"} else kind] += count
        return found

    def line(self) -> str:
        """One line of figures."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.by_kind().items()))
        return (
            f"{len(self.cases)} requests, {self.calls.total()} calls, {self.faults.total()} faults ({kinds}), "
            f"{self.unanswered} answers asked for again, {self.restarts} machines replayed, "
            f"{self.passed.total_seconds() / 3600:.0f} h of virtual time, seed {self.seed}"
        )


def run(platform: Platform, requests: int, seed: int, *, faults: rates.Rates = rates.EVERYTHING) -> Report:
    """So many requests under faults, then without until everything has come to rest."""
    host = _Host(platform, requests, faults)
    began = platform.aws.clock.now
    while host.is_busy() and platform.aws.clock.now - began < LONGEST:
        host.tick()
    platform.plan.rest()
    host.faults = False
    rested = platform.aws.clock.now
    while not host.is_at_rest() and platform.aws.clock.now - rested < REST:
        host.tick()
    platform.aws.lambdas.run("reconcile", {"everything": True})
    platform.aws.pump()
    return Report(
        seed,
        tuple(host.cases),
        Counter(platform.plan.fired) + host.done_to,
        Counter(platform.aws.wire.calls),
        host.unanswered,
        sum(row["action"] == "restarted" for row in platform.rows("event")),
        platform.aws.clock.now - began,
    )


class _Host:
    """The people, and an operator who stops machines by mistake."""

    def __init__(self, platform: Platform, requests: int, faults: rates.Rates) -> None:
        self.platform = platform
        self.cases = [_case(number) for number in range(requests)]
        self.open = list(reversed(self.cases))
        self.walking: list[Case] = []
        self.faults = bool(faults)
        self.done_to: Counter[tuple[str, str, str]] = Counter()
        self.children: dict[tuple[str, int], str] = {}
        self.unanswered = 0
        self.blackouts = [requests * (n + 1) // (BLACKOUTS + 1) for n in range(BLACKOUTS if faults else 0)]
        platform.plan.rates = dict(faults)

    def is_busy(self) -> bool:
        return bool(self.open or self.walking)

    def is_at_rest(self) -> bool:
        """Nobody has anything to do, no effect is pending, no machine runs."""
        if self.is_busy() or any(self.platform.aws.states.executions.living()):
            return False
        return all(row.get("sent_at") for row in self.platform.rows("outgoing"))

    def tick(self) -> None:
        """Everybody takes a step who can; then some time passes."""
        busy = sum(bool(case.trying or not case.request or self._next(case)) for case in self.walking)
        for _ in range(min(len(self.open), max(0, AT_ONCE - busy))):
            self.walking.append(self.open.pop())
        self.walk()
        if self.blackouts and len(self.cases) - len(self.open) - len(self.walking) >= self.blackouts[0]:
            self._black_out()
        if self.faults and self.platform.plan.random.random() < KILLED_PER_TICK:
            self._stop_one()
        self.platform.aws.pass_time(TICK_SECONDS if self._has_work() else 600)

    def walk(self) -> None:
        for case in list(self.walking):
            self._step(case)
        self.walking = [case for case in self.walking if not self._is_over(case)]

    def _has_work(self) -> bool:
        """Whether somebody can act; else only the clock goes on."""
        return bool(self.open) or any(case.trying or self._next(case) for case in self.walking)

    def _step(self, case: Case) -> None:
        if not case.request:
            self._ask(lambda: self._submit(case))
            return
        found = case.trying or self._next(case)
        if found is None:
            return
        what, act = case.trying = found
        if self._ask(act):
            case.told.append((what, case.plan.name, self.platform.aws.clock.now.isoformat()))
            case.at, case.trying = case.at + 1, None
            if self.faults and self.platform.plan.random.random() < rates.DOUBLE_CLICKS:
                self.done_to["people", "", "double_click"] += 1
                self._ask(act)

    def _submit(self, case: Case) -> None:
        case.request = submitting.submit(case.starter, case.plan.flow, dict(case.plan.form), case.attempt)

    def _next(self, case: Case) -> tuple[str, Callable[[], object]] | None:
        """The next thing the plan asks for, once it can be done."""
        if not case.request or case.at >= len(case.plan.steps):
            return None
        step = case.plan.steps[case.at]
        if isinstance(step, Step):
            return self._decision(case, step)
        if not self._is_open(case.request, step.node):
            return None
        if isinstance(step, Happens):
            happened = Happened(step.event, case.request, "", {"number": case.number})
            return "event", lambda: events.arrived("bank", f"{step.event}-{case.number}", happened)
        etag = self._etag(case.request)
        return "withdraw", lambda: service.withdraw(case.starter, case.request, "", etag)

    def _decision(self, case: Case, step: Step) -> tuple[str, Callable[[], object]] | None:
        request = self._child(case.request, step.child) if step.child else case.request
        by = step.by or case.starter
        task = self._open_task(request, step.node, by)
        if not task:
            return None
        etag = self._etag(request)
        return task, lambda: service.decide(by, task, step.said, etag)

    def _ask(self, act: Callable[[], object]) -> bool:
        """Whether there was an answer. What is refused is raised: people do nothing they may not."""
        try:
            act()
        except NO_ANSWER:
            self.unanswered += 1
            return False
        return True

    def _is_open(self, request: str, node: str) -> bool:
        visits = self.platform.rows("visit", request)
        return any(row["node"] == node and not row.get("outcome") for row in visits)

    def _open_task(self, request: str, node: str, by: str) -> str:
        for row in self.platform.rows("task", request) if request else ():
            if row["state"] == TaskState.OPEN.value and row["node"] == node and row["userid"] == by:
                return f"{request}.{node}.{row['visit']}.{row['number']}"
        return ""

    def _etag(self, request: str) -> str:
        (row,) = self.platform.rows("request", request)
        return f"f{row['form_revision']}"

    def _child(self, request: str, number: int) -> str:
        """The sub-request of this number, once it is there."""
        if (request, number) not in self.children:
            for row in self.platform.children(request):
                self.children[request, json.loads(row["parent"])["number"]] = row["request"]
        return self.children.get((request, number), "")

    def _is_over(self, case: Case) -> bool:
        if not case.request or case.at < len(case.plan.steps):
            return False
        (row,) = self.platform.rows("request", case.request)
        return row["status"] != "running"

    def _stop_one(self) -> None:
        living = list(self.platform.aws.states.executions.living())
        if living:
            self.platform.aws.abort(self.platform.plan.random.choice(living))
            self.done_to["operator", "", "machine_stopped"] += 1

    def _black_out(self) -> None:
        """All machines are lost and nobody is told, as when an emulator or a region is; then the platform looks
        after everything.
        """
        self.blackouts.pop(0)
        for living in list(self.platform.aws.states.executions.living()):
            self.platform.aws.abort(living, quietly=True)
            self.done_to["operator", "", "machine_lost"] += 1
        self.platform.aws.later.add("reconcile", {"everything": True}, self.platform.aws.clock.now)


def _case(number: int) -> Case:
    """Plans in turn, and starters in turn over the plans."""
    return Case(number, MIX[number % len(MIX)], STARTERS[number // len(MIX) % len(STARTERS)])
