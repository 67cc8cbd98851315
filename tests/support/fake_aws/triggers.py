"""What starts functions beside Step Functions: the stream of a table, schedules, news of machines."""

import datetime as dt
import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.fake_aws import faults
from tests.support.fake_aws.clock import VirtualClock
from tests.support.fake_aws.faults import FaultPlan
from tests.support.fake_aws.lambdas import FunctionFailedError, Lambdas
from tests.support.fake_aws.tables import StreamRecord, Table

ASYNC_RETRIES = 1
RETRY_AFTER = dt.timedelta(minutes=1)
LATEST_SECONDS = 45


@dataclass(frozen=True)
class Mapping:
    """An event source mapping as the template makes it: new rows with this start of their sort key."""

    table: Table
    function: str
    prefix: str
    batch: int
    retries: int


@dataclass(frozen=True)
class Schedule:
    function: str
    every: dt.timedelta


class Later:
    """Asynchronous calls, each at its time; what fails is tried once more and then left to the dead letters."""

    def __init__(self, clock: VirtualClock, plan: FaultPlan, lambdas: Lambdas) -> None:
        self.clock = clock
        self.plan = plan
        self.lambdas = lambdas
        self.dead_letters: list[tuple[str, Any]] = []
        self._calls: list[tuple[dt.datetime, int, str, Any, int]] = []
        self._numbers = itertools.count()

    def add(self, function: str, event: Any, at: dt.datetime, tries: int = 0) -> None:
        heapq.heappush(self._calls, (at, next(self._numbers), function, event, tries))

    def deliver(self, source: str, function: str, event: Any, at: dt.datetime) -> None:
        """At least once, as the plan says: in time, later, twice; or, against all promises, never."""
        fault = self.plan.pick(source, function)
        if fault == faults.DROP:
            return
        self.add(function, event, self.some_time_after(at) if fault == faults.DELAY else at)
        if fault == faults.DUPLICATE:
            self.add(function, event, self.some_time_after(at))

    def some_time_after(self, at: dt.datetime) -> dt.datetime:
        return at + dt.timedelta(seconds=self.plan.random.uniform(0.5, LATEST_SECONDS))

    def next_at(self) -> dt.datetime | None:
        return self._calls[0][0] if self._calls else None

    def run_due(self) -> bool:
        """Make one call that is due; whether there was one."""
        if not self._calls or self._calls[0][0] > self.clock.now:
            return False
        _, _, function, event, tries = heapq.heappop(self._calls)
        try:
            self.lambdas.invoke(function, event)
        except FunctionFailedError:
            if tries < ASYNC_RETRIES:
                self.add(function, event, self.clock.now + RETRY_AFTER, tries + 1)
            else:
                self.dead_letters.append((function, event))
        return True


class Streams:
    """Reads tables for the functions mapped to them; a batch that fails is halved and tried again, then given up."""

    def __init__(self, clock: VirtualClock, plan: FaultPlan, lambdas: Lambdas) -> None:
        self.clock = clock
        self.plan = plan
        self.lambdas = lambdas
        self.mappings: list[Mapping] = []
        self.dead_letters: list[StreamRecord] = []
        self._delayed: list[tuple[dt.datetime, int, Mapping, StreamRecord]] = []

    def next_at(self) -> dt.datetime | None:
        return self._delayed[0][0] if self._delayed else None

    def run_one(self) -> bool:
        """Deliver one batch; whether there was one."""
        for mapping in self.mappings:
            records = list(self._taken(mapping))
            if records:
                self._deliver(mapping, records, mapping.retries)
                return True
        return False

    def _taken(self, mapping: Mapping) -> Iterator[StreamRecord]:
        wanted = []
        while self._delayed and self._delayed[0][0] <= self.clock.now:
            wanted.append(heapq.heappop(self._delayed)[3])
        stream = mapping.table.stream
        while stream and len(wanted) < mapping.batch:
            record = stream.popleft()
            if record.name != "INSERT" or not record.keys["sk"]["S"].startswith(mapping.prefix):
                continue
            fault = self.plan.pick("stream", mapping.function)
            if fault == faults.DELAY:
                seconds = self.plan.random.uniform(0.5, LATEST_SECONDS)
                due = self.clock.now + dt.timedelta(seconds=seconds)
                heapq.heappush(self._delayed, (due, record.number, mapping, record))
            elif fault != faults.DROP:
                wanted += [record] * (2 if fault == faults.DUPLICATE else 1)
            if fault == faults.REORDER:
                wanted.reverse()
        yield from wanted

    def _deliver(self, mapping: Mapping, records: list[StreamRecord], retries: int) -> None:
        event = {"Records": [_told(record) for record in records]}
        try:
            self.lambdas.invoke(mapping.function, event)
        except FunctionFailedError:
            if not retries:
                self.dead_letters += records
                return
            half = (len(records) + 1) // 2
            for part in (records[:half], records[half:]):
                if part:
                    self._deliver(mapping, part, retries - 1)


def _told(record: StreamRecord) -> dict[str, Any]:
    change = {"Keys": record.keys, "NewImage": record.new, "SequenceNumber": str(record.number)}
    return {"eventName": record.name, "eventSource": "aws:dynamodb", "dynamodb": change}
