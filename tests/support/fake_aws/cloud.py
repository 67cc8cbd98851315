"""The whole of it: the wire, the services, the functions, and time that passes only when it is told to."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from tests.support.fake_aws.clock import VirtualClock
from tests.support.fake_aws.dynamodb import DynamoDb
from tests.support.fake_aws.executions import Call, Run
from tests.support.fake_aws.faults import FaultPlan
from tests.support.fake_aws.lambdas import FunctionFailedError, Handler, Lambdas
from tests.support.fake_aws.machines import Machines
from tests.support.fake_aws.sqs import Sqs
from tests.support.fake_aws.stepfunctions import StepFunctions
from tests.support.fake_aws.tables import Table
from tests.support.fake_aws.transactions import Transactions
from tests.support.fake_aws.triggers import Later, Schedule, Streams
from tests.support.fake_aws.triggers import Mapping as StreamMapping
from tests.support.fake_aws.wire import FUNCTIONS, Wire

ACCOUNT, REGION = "000000000000", "us-east-1"
DEEPEST = 2
"""Work that overtakes a call may be overtaken itself, and no further."""


class FakeAws:
    """`handlers` are the functions by name. Nothing happens but in `pump`, `pass_time` and between two calls."""

    def __init__(self, handlers: Mapping[str, Handler], plan: FaultPlan | None = None) -> None:
        self.plan = plan or FaultPlan()
        self.clock = VirtualClock()
        self.wire = Wire(self.plan, self.clock, self._meanwhile)
        self.dynamodb = DynamoDb(Transactions(self.clock))
        self.states = StepFunctions(self.clock, REGION, ACCOUNT)
        self.sqs = Sqs()
        self.wire.services |= {
            "dynamodb": self.dynamodb,
            "stepfunctions": self.states,
            "sqs": self.sqs,
        }
        self.lambdas = Lambdas(self.plan, handlers)
        self.wire.services[FUNCTIONS] = self.lambdas
        self.wire.caller = lambda: self.lambdas.running[-1] if self.lambdas.running else ""
        self.later = Later(self.clock, self.plan, self.lambdas)
        self.streams = Streams(self.clock, self.plan, self.lambdas)
        self.schedules: list[tuple[Schedule, dt.datetime]] = []
        self.on_bad_end = ""
        self._depth = 0

    @contextmanager
    def installed(self) -> Iterator["FakeAws"]:
        """Within the block every client of botocore speaks to this cloud, on its clock."""
        with ExitStack() as stack:
            stack.enter_context(self.wire.installed())
            stack.enter_context(self.clock.installed())
            yield self

    def map_stream(self, table: str, function: str, prefix: str, batch: int, retries: int) -> None:
        """New rows of a table whose sort key begins so are told to a function."""
        found = self.dynamodb.table(table)
        self.streams.mappings.append(StreamMapping(found, function, prefix, batch, retries))

    def schedule(self, function: str, every: dt.timedelta) -> None:
        self.schedules.append((Schedule(function, every), self.clock.now + every))

    def content(self) -> tuple[dict[str, Table], Machines]:
        """What stands in tables and machines, to begin another cloud with."""
        return self.dynamodb.tables, self.states.machines

    def restore(self, content: tuple[dict[str, Table], Machines]) -> None:
        self.dynamodb.tables, self.states.machines = content

    def pump(self) -> None:
        """Everything that is ready now happens, and what follows from it."""
        while self.step():
            pass

    def pass_time(self, seconds: float) -> None:
        """So much time passes; what falls due on the way happens at its time."""
        target = self.clock.now + dt.timedelta(seconds=seconds)
        self.pump()
        while (due := self._next_at()) is not None and due <= target:
            self.clock.reach(due)
            self._ring()
            self.pump()
        self.clock.reach(target)
        self.pump()

    def step(self) -> bool:
        """One piece of work that is ready; whether there was one."""
        self.states.executions.advance()
        self._tell_news()
        if self.states.executions.calls:
            self._call(self.states.executions.calls.popleft())
            return True
        return self.streams.run_one() or self.later.run_due()

    def events(self, execution: str) -> int:
        """How many events the history of an execution has."""
        return self.states.executions.runs[execution].execution.events

    def abort(self, run: Run, *, quietly: bool = False) -> None:
        """An operator stops an execution; `quietly`: it is lost, and no news is told of it."""
        self.states.executions.change(run, lambda: run.execution.abort(self.clock.now))
        if quietly:
            self.states.executions.news.remove(run)

    def runs(self, name: str) -> list[Run]:
        """The executions whose names begin so, the first first."""
        return [run for run in self.states.executions.runs.values() if run.name.startswith(name)]

    def _meanwhile(self) -> None:
        if self._depth < DEEPEST:
            self._depth += 1
            try:
                self.step()
            finally:
                self._depth -= 1

    def _next_at(self) -> dt.datetime | None:
        ticks = [at for _, at in self.schedules]
        sources = (self.states.executions, self.later, self.streams)
        return min(filter(None, [*ticks, *(source.next_at() for source in sources)]), default=None)

    def _ring(self) -> None:
        for place, (schedule, at) in enumerate(self.schedules):
            if at <= self.clock.now:
                missed = (self.clock.now - at) // schedule.every
                self.schedules[place] = schedule, at + (missed + 1) * schedule.every
                self.later.deliver("schedule", schedule.function, {}, self.clock.now)

    def _tell_news(self) -> None:
        """EventBridge tells of executions that came to a bad end."""
        news = self.states.executions.news
        while news:
            run = news.popleft()
            if self.on_bad_end:
                detail = {"executionArn": run.arn, "name": run.name, "status": run.news}
                self.later.deliver("events", self.on_bad_end, {"detail": detail}, self.clock.now)

    def _call(self, call: Call) -> None:
        """A task is invoked; the execution goes on, waits for the token, or learns that it failed."""
        run, work = call.run, call.work
        name = str(work.arguments["FunctionName"]).rpartition(":")[2]
        execution, executions = run.execution, self.states.executions
        payload: Any = work.arguments["Payload"]
        try:
            answer = self.lambdas.invoke(name, payload)
        except FunctionFailedError as failure:
            error, cause = failure.error, failure.cause
            if failure.happens_later:
                self.later.add(name, payload, self.later.some_time_after(self.clock.now))
            executions.change(run, lambda: execution.fail(work.id, error, cause, self.clock.now))
            return
        if work.waits:
            executions.change(run, lambda: execution.invoked(work.id))
        else:
            executions.change(run, lambda: execution.succeed(work.id, answer, self.clock.now))
