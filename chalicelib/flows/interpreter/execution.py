"""One execution of a state machine, driven by its host. Deterministic: ids, tokens and times are counted. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chalicelib.flows.interpreter.line import Line, TokenGoneError, Work
from chalicelib.flows.interpreter.machine import Machine
from chalicelib.flows.interpreter.states import finish_state
from chalicelib.flows.interpreter.values import StateFailedError


class Execution(Machine):
    """Walks `definition` as far as it can, then waits for the host.

    The host invokes `pending()` and answers with `succeed`, `fail` or `invoked`; a token is answered with
    `token_succeed` or `token_fail`; waits, time-outs and retries are taken by `advance`, due at `next_at`.
    """

    def start(self) -> None:
        """Begin. Raises ValueError the second time."""
        if self.status != "NEW":
            raise ValueError("this execution has begun")
        self.status = "RUNNING"
        self.count(1)
        self._set_deadline()
        self.enter(self._top, self.definition["StartAt"], self.payload)
        self._run()

    def pending(self) -> tuple[Work, ...]:
        """The tasks the host must invoke now, the oldest first."""
        return tuple(line.work for line in self._works.values() if line.work and not line.invoked)

    def waiting(self) -> tuple[Work, ...]:
        """The tasks that are invoked and wait on their token, the oldest first."""
        return tuple(line.work for line in self._tokens.values() if line.work and line.invoked)

    def succeed(self, work_id: str, payload: Any, now: dt.datetime) -> None:
        """What was invoked answered. Of work that is over nothing happens."""
        line = self._at_work(work_id, now)
        if line is None:
            return
        self.count(2)
        self._finish_work(line)
        finish_state(self, line, {"Payload": payload, "StatusCode": 200})
        self._run()

    def fail(self, work_id: str, error: str, cause: str, now: dt.datetime) -> None:
        """What was invoked failed, or could not be invoked. Of work that is over nothing happens."""
        line = self._at_work(work_id, now)
        if line is None:
            return
        self.count(2)
        self.failed(line, StateFailedError(error, cause))
        self._run()

    def invoked(self, work_id: str) -> None:
        """What was invoked answered, and the task now waits on its token (or is over already)."""
        line = self._at_work(work_id, self.now)
        if line is not None and not line.invoked:
            line.invoked = True
            self.count(2)

    def token_succeed(self, token: str, output: Any, now: dt.datetime) -> None:
        """The waiting task is done. Raises TokenGoneError."""
        line = self._at_token(token, now)
        self.count(1 if line.invoked else 3)
        self._finish_work(line)
        finish_state(self, line, output)
        self._run()

    def token_fail(self, token: str, error: str, cause: str, now: dt.datetime) -> None:
        """The waiting task fails with an error of this name. Raises TokenGoneError."""
        line = self._at_token(token, now)
        self.count(1 if line.invoked else 3)
        self.failed(line, StateFailedError(error, cause))
        self._run()

    def heartbeat(self, token: str, now: dt.datetime) -> None:
        """The waiting task is alive. Raises TokenGoneError."""
        line = self._at_token(token, now)
        self.set_alarm(line)

    def next_at(self) -> dt.datetime | None:
        """When `advance` next has something to do; None if never."""
        alarms = [line.alarm for line in self._top.walk() if line.alarm and not line.over]
        if self._deadline:
            alarms.append(self._deadline)
        return min(alarms) if self.status == "RUNNING" and alarms else None

    def advance(self, now: dt.datetime) -> None:
        """Everything that is due by then happens, each at its own time."""
        while (due := self.next_at()) is not None and due <= now:
            self.now = max(self.now, due)
            self._ring(due)
            self._run()
        self.now = max(self.now, now)

    def abort(self, now: dt.datetime) -> None:
        """Stop; what ran is cancelled. Nothing happens to an execution that is over."""
        self.now = max(self.now, now)
        if self.status == "RUNNING":
            self._end("ABORTED")

    def redrive(self, now: dt.datetime) -> None:
        """Run on from where it failed, was stopped or timed out. Raises ValueError when it did not."""
        if self.status not in {"FAILED", "ABORTED", "TIMED_OUT"}:
            raise ValueError(f"an execution that is {self.status} is not run on")
        self.now = max(self.now, now)
        self.status, self.error, self.cause = "RUNNING", "", ""
        self.count(1)
        self._set_deadline()
        self._resume(self._top)
        self._run()

    def _at_work(self, work_id: str, now: dt.datetime) -> Line | None:
        self.advance(now)
        return self._works.get(work_id)

    def _at_token(self, token: str, now: dt.datetime) -> Line:
        self.advance(now)
        if token not in self._tokens:
            raise TokenGoneError(token)
        return self._tokens[token]
