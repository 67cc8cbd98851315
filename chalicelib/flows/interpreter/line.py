"""A line of control, the machine itself or a branch of a Parallel, and the work it waits for. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


class TokenGoneError(Exception):
    """Nobody waits on this token any more: used, timed out, replaced by a retry or cancelled. Or nobody ever did."""


@dataclass(frozen=True)
class Work:
    """A task the host is to invoke. `entered` stays over the retries of one entry; `attempt` counts them from 0."""

    id: str
    state: str
    resource: str
    arguments: Any
    token: str
    entered: str
    attempt: int

    @property
    def waits(self) -> bool:
        """Whether the task is done by its token, not by the answer of what is invoked."""
        return self.resource.endswith(".waitForTaskToken")


@dataclass(eq=False)
class Line:
    """Where one line of control is. `number` is the order of its making; `alarm` is when it next acts by itself."""

    number: int
    definition: Mapping[str, Any]
    parent: Line | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    given: Any = None
    entered: str = ""
    retries: dict[int, int] = field(default_factory=dict)
    work: Work | None = None
    invoked: bool = False
    alarm: dt.datetime | None = None
    deadline: dt.datetime | None = None
    heartbeat_seconds: float | None = None
    branches: list[Line] = field(default_factory=list)
    over: bool = False
    output: Any = None

    @property
    def state(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.definition["States"][self.name]
        return found

    @property
    def attempt(self) -> int:
        return sum(self.retries.values())

    def enter(self, name: str, given: Any, entered: str) -> None:
        """A new entry of a state: no retries made, nothing waited for."""
        self.name, self.given, self.entered = name, given, entered
        self.retries, self.branches = {}, []
        self.rest()

    def rest(self) -> None:
        """Wait for nothing."""
        self.work, self.invoked, self.alarm, self.deadline = None, False, None, None
        self.heartbeat_seconds = None

    def walk(self) -> Iterator[Line]:
        """The line and those in it, outermost first."""
        yield self
        for branch in self.branches:
            yield from branch.walk()
