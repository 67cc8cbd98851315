"""How a state machine moves: the lines of control, their states, attempts, errors and the end. Pure."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Mapping
from typing import Any, Literal

from chalicelib.flows.interpreter import policy
from chalicelib.flows.interpreter.line import Line, Work
from chalicelib.flows.interpreter.states import begin_state, finish_state
from chalicelib.flows.interpreter.values import RUNTIME, TIMEOUT, StateFailedError, bounded, filled, seconds
from chalicelib.platform.clock import to_text

MAX_EVENTS = 25_000
Status = Literal["NEW", "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]


class Machine:
    """The moving parts; what a host does with them is in execution.py."""

    def __init__(self, definition: Mapping[str, Any], payload: Any, name: str, now: dt.datetime) -> None:
        self.definition = definition
        self.payload = payload
        self.name = name
        self.status: Status = "NEW"
        self.output: Any = None
        self.error = ""
        self.cause = ""
        self.edges: set[tuple[str, str]] = set()
        self.entered: list[str] = []
        self.events = 0
        self.max_events = MAX_EVENTS
        self.now = now
        self.started_at = now
        self._last_entry: dt.datetime | None = None
        self._counted = 0
        self._lines = 0
        self._ready: deque[Line] = deque()
        self._works: dict[str, Line] = {}
        self._tokens: dict[str, Line] = {}
        self._top = self._line(definition, None)
        self._deadline: dt.datetime | None = None

    def count(self, events: int) -> None:
        self.events += events

    def fork(self, line: Line) -> None:
        """The branches of a Parallel begin, each with its own copy of the variables: an outer state cannot
        change them meanwhile.
        """
        given = line.given
        if "Arguments" in line.state:
            given = bounded(filled(line.state["Arguments"], self.variables(line)))
        line.branches = [self._line(branch, line) for branch in line.state["Branches"]]
        for branch in line.branches:
            self.enter(branch, branch.definition["StartAt"], given)

    def attempt(self, line: Line) -> None:
        """One attempt of a Task: new work under a new token."""
        self._counted += 1
        state, number = line.state, self._counted
        waits = str(state["Resource"]).endswith(".waitForTaskToken")
        token = f"{self.name}.token.{number}" if waits else ""
        variables = self.variables(line, token=token)
        arguments = bounded(filled(state.get("Arguments", line.given), variables))
        work_id = f"{self.name}.work.{number}"
        line.work = Work(work_id, line.name, state["Resource"], arguments, token, line.entered, line.attempt)
        line.invoked = False
        if "TimeoutSeconds" in state:
            line.deadline = self.now + dt.timedelta(seconds=seconds(state["TimeoutSeconds"], variables))
        if "HeartbeatSeconds" in state:
            line.heartbeat_seconds = seconds(state["HeartbeatSeconds"], variables)
        self.count(1)
        self.set_alarm(line)
        self._works[work_id] = line
        if token:
            self._tokens[token] = line

    def set_alarm(self, line: Line) -> None:
        """The nearer of the attempt's time-out and its next heartbeat."""
        alarms = [line.deadline] if line.deadline else []
        if line.heartbeat_seconds is not None:
            alarms.append(self.now + dt.timedelta(seconds=line.heartbeat_seconds))
        line.alarm = min(alarms, default=None)

    def variables(self, line: Line, *, token: str = "", **more: Any) -> dict[str, Any]:
        """What expressions of the state see; `more` is `result` or `errorOutput`."""
        state = {"Name": line.name, "EnteredTime": line.entered, "RetryCount": line.attempt}
        execution = {"Name": self.name, "Input": self.payload, "StartTime": to_text(self.started_at)}
        context: dict[str, Any] = {"Execution": execution, "State": state}
        if token:
            context["Task"] = {"Token": token}
        return {**line.variables, "states": {"input": line.given, "context": context, **more}}

    def enter(self, line: Line, name: str, given: Any) -> None:
        """On to a state. Entries are a millisecond apart at least, so that `EnteredTime` tells them apart."""
        entry = self.now
        if self._last_entry is not None and entry <= self._last_entry:
            entry = self._last_entry + dt.timedelta(milliseconds=1)
        self._last_entry = entry
        line.enter(name, given, to_text(entry))
        self.entered.append(name)
        self._ready.append(line)

    def leave(self, line: Line, to: str | None, output: Any) -> None:
        """The state is left: for the next one, or the line is over."""
        if to:
            self.edges.add((line.name, to))
            self.enter(line, to, output)
            return
        line.over, line.output = True, output
        line.rest()
        parent = line.parent
        if parent is None:
            self.output = output
            self._end("SUCCEEDED")
        elif all(branch.over for branch in parent.branches):
            outputs = [branch.output for branch in parent.branches]
            parent.branches = []
            self.count(1)
            finish_state(self, parent, outputs)

    def failed(self, line: Line, failure: StateFailedError) -> None:
        """The state failed: it is retried, the error is caught, or the line breaks."""
        self._finish_work(line)
        if self._retried(line, failure):
            return
        rule = policy.catcher(line.state, failure.error)
        if rule is None:
            self._break(line, failure)
            return
        told = {"Error": failure.error, "Cause": failure.cause}
        try:
            finish_state(self, line, told, rule)
        except StateFailedError as worse:
            self._break(line, worse)

    def _retried(self, line: Line, failure: StateFailedError) -> bool:
        """Whether another attempt is on its way, after its delay."""
        found = policy.retrier(line.state, failure.error)
        if found is None:
            return False
        place, rule = found
        made = line.retries.get(place, 0)
        if not policy.may_retry(rule, made):
            return False
        line.retries[place] = made + 1
        line.alarm = self.now + dt.timedelta(seconds=policy.delay_seconds(rule, made))
        return True

    def _line(self, definition: Mapping[str, Any], parent: Line | None) -> Line:
        self._lines += 1
        return Line(self._lines, definition, parent, dict(parent.variables) if parent else {})

    def _run(self) -> None:
        """Begin the states that are entered until nothing is left but waiting."""
        while self._ready and self.status == "RUNNING":
            line = self._ready.popleft()
            if self.events >= self.max_events:
                cause = f"The execution reached the maximum number of history events ({self.max_events})."
                self._end("FAILED", StateFailedError(RUNTIME, cause))
            elif self._lives(line):
                self._begin(line)

    def _begin(self, line: Line) -> None:
        try:
            begin_state(self, line)
        except StateFailedError as failure:
            self.failed(line, failure)

    def _lives(self, line: Line) -> bool:
        """Whether the line still belongs to the execution: a failed Parallel lets its branches go."""
        around = line.parent
        if line.over or around is None:
            return not line.over
        return any(branch is line for branch in around.branches) and self._lives(around)

    def _ring(self, due: dt.datetime) -> None:
        if self._deadline and due >= self._deadline:
            self._end("TIMED_OUT", StateFailedError(TIMEOUT))
            return
        line = next(line for line in self._top.walk() if line.alarm == due and not line.over)
        line.alarm = None
        if line.work is not None:
            self.count(1)
            self.failed(line, StateFailedError(TIMEOUT))
        else:
            self._again(line)

    def _again(self, line: Line) -> None:
        """A Wait is over, or a retry is due."""
        try:
            if line.state["Type"] == "Wait":
                finish_state(self, line, None)
            elif line.state["Type"] == "Parallel":
                self.fork(line)
            else:
                self.attempt(line)
        except StateFailedError as failure:
            self.failed(line, failure)

    def _finish_work(self, line: Line) -> None:
        """The line and those in it wait for nothing any more; their tokens are gone."""
        for one in line.walk():
            if one.work is not None:
                self._works.pop(one.work.id, None)
                self._tokens.pop(one.work.token, None)
            one.rest()

    def _break(self, line: Line, failure: StateFailedError) -> None:
        """A line ends in an error: its siblings are cancelled and the Parallel around it takes the error over."""
        parent = line.parent
        if parent is None:
            self._end("FAILED", failure)
            return
        self._finish_work(parent)
        if policy.retrier(parent.state, failure.error) or policy.catcher(parent.state, failure.error):
            parent.branches = []
        self.count(1)
        self.failed(parent, failure)

    def _end(self, status: Status, failure: StateFailedError | None = None) -> None:
        self.status = status
        self.count(1)
        self._ready.clear()
        self._finish_work(self._top)
        self._deadline = None
        if failure is not None:
            self.error, self.cause = failure.error, failure.cause

    def _set_deadline(self) -> None:
        limit = self.definition.get("TimeoutSeconds")
        self._deadline = self.now + dt.timedelta(seconds=limit) if limit else None

    def _resume(self, line: Line) -> None:
        unfinished = [branch for branch in line.branches if not branch.over]
        if unfinished:
            for branch in unfinished:
                self._resume(branch)
        else:
            self.enter(line, line.name, line.given)
