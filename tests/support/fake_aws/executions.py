"""The executions of Step Functions: each an interpreter in memory, with the calls it waits for and its clock."""

import datetime as dt
import heapq
import itertools
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from chalicelib.flows.interpreter import Execution, Work
from tests.support.fake_aws.clock import VirtualClock

ENDED_BADLY = frozenset({"FAILED", "TIMED_OUT", "ABORTED"})


@dataclass(eq=False)
class Run:
    """One execution. `asked` are the works that were handed out, `news` the status that was told last."""

    arn: str
    machine_arn: str
    name: str
    text: str
    execution: Execution
    started_at: dt.datetime
    asked: set[str] = field(default_factory=set)
    news: str = "RUNNING"
    stopped_at: dt.datetime | None = None
    error: str = ""
    cause: str = ""
    redriven: int = 0


@dataclass(frozen=True)
class Call:
    """A function that an execution wants called."""

    run: Run
    work: Work


class Executions:
    """Advances runs, collects what they want called and the news of their ends."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.runs: dict[str, Run] = {}
        self.calls: deque[Call] = deque()
        self.news: deque[Run] = deque()
        self.tokens: dict[str, Run] = {}
        self._alarms: list[tuple[dt.datetime, int, Run]] = []
        self._numbers = itertools.count()

    def start(self, arn: str, machine_arn: str, text: str, payload: str) -> Run:
        now = self.clock.now
        name = arn.rpartition(":")[2]
        execution = Execution(json.loads(text), json.loads(payload), name, now)
        run = self.runs[arn] = Run(arn, machine_arn, name, text, execution, now)
        self.change(run, execution.start)
        return run

    def change(self, run: Run, act: Callable[[], None]) -> None:
        """Do something to a run and look at what it wants now."""
        try:
            act()
        finally:
            self._look_at(run)

    def next_at(self) -> dt.datetime | None:
        return self._alarms[0][0] if self._alarms else None

    def advance(self) -> None:
        """What is due by now happens."""
        while self._alarms and self._alarms[0][0] <= self.clock.now:
            _, _, run = heapq.heappop(self._alarms)
            self.change(run, lambda run=run: run.execution.advance(self.clock.now))  # type: ignore[misc]

    def living(self) -> Iterator[Run]:
        return (run for run in self.runs.values() if run.execution.status == "RUNNING")

    def _look_at(self, run: Run) -> None:
        for work in run.execution.pending():
            if work.id not in run.asked:
                run.asked.add(work.id)
                self.calls.append(Call(run, work))
                if work.token:
                    self.tokens[work.token] = run
        due = run.execution.next_at()
        if due is not None:
            heapq.heappush(self._alarms, (due, next(self._numbers), run))
        if run.execution.status != run.news:
            run.news = run.execution.status
            run.stopped_at = self.clock.now if run.news != "RUNNING" else None
            if run.news in ENDED_BADLY:
                self.news.append(run)


def described(run: Run) -> dict[str, Any]:
    """As DescribeExecution tells it."""
    execution = run.execution
    told: dict[str, Any] = {
        "executionArn": run.arn,
        "stateMachineArn": ":".join(run.machine_arn.split(":")[:7]),
        "name": run.name,
        "status": execution.status,
        "startDate": run.started_at.timestamp(),
        "input": json.dumps(execution.payload, ensure_ascii=False),
        "redriveCount": run.redriven,
    }
    if run.stopped_at:
        told["stopDate"] = run.stopped_at.timestamp()
    if execution.status == "SUCCEEDED":
        told["output"] = json.dumps(execution.output, ensure_ascii=False)
    if execution.status in ENDED_BADLY:
        told |= {"error": execution.error or run.error, "cause": execution.cause or run.cause}
    return told
