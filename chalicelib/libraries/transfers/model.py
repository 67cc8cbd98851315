"""An import or export as it stands. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from chalicelib.platform.errors import FieldProblem

SHOWN_PROBLEMS = 200
"""Problems that are told with the job; all of them are in the annotated file."""


class Direction(StrEnum):
    IMPORT = "import"
    EXPORT = "export"


class Status(StrEnum):
    """`uploading`: the file is awaited. `running`: to be worked on, or worked on. The others are ends."""

    UPLOADING = "uploading"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Mode(StrEnum):
    """`check` writes nothing. `partial` writes the good rows. `whole` checks all rows first and writes none where one is
    bad; a row that somebody spoils between the check and its turn is told, the others stand.
    """

    CHECK = "check"
    PARTIAL = "partial"
    WHOLE = "whole"


class Existing(StrEnum):
    """What becomes of a row whose record is there: its filled cells are written, or the row is refused."""

    UPDATE = "update"
    REFUSE = "refuse"


class Step(StrEnum):
    READING = "reading"
    CHECKING = "checking"
    WRITING = "writing"
    PACKING = "packing"
    COLLECTING = "collecting"


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Progress:
    """Where the work stands: `done` of `total` in a step, what became of the rows, and where it goes on.

    `parts` are the chunks with something in the bucket, `writes` says whether records are written, `cursor` is an
    export's place in its list.
    """

    step: Step
    done: int = 0
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[int, ...] = ()
    writes: bool = False
    cursor: str | None = None

    def after(self, number: int, outcomes: Mapping[Outcome, int], rows: int, *, kept: bool) -> Progress:
        """The progress after chunk `number` of so many rows."""
        counts = {one.value: self.counts.get(one, 0) + outcomes.get(one, 0) for one in Outcome}
        parts = (*self.parts, number) if kept else self.parts
        return replace(self, done=self.done + rows, counts=counts, parts=parts)


@dataclass(frozen=True)
class Transfer:
    """One import or export of a person. `options` are what was asked, `columns` what the header means, `problems` the
    first of them; `result` is the key of the file that came of it, `error` the code of why it failed.
    """

    id: str
    library: str
    direction: Direction
    owner: str
    status: Status
    created_at: str
    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    progress: Progress = Progress(Step.READING)
    columns: tuple[Mapping[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    problems: tuple[FieldProblem, ...] = ()
    result: str = ""
    error: Mapping[str, Any] = field(default_factory=dict)
    worker: str = ""
    deaths: int = 0

    @property
    def is_over(self) -> bool:
        return self.status in {Status.DONE, Status.FAILED}

    @property
    def has_written(self) -> bool:
        """Whether records may have been written: then the same job is not started again."""
        progress = self.progress
        return progress.writes and any(progress.counts.get(one) for one in (Outcome.CREATED, Outcome.UPDATED))

    def with_problems(self, more: tuple[FieldProblem, ...]) -> Transfer:
        """With the first of more problems."""
        return replace(self, problems=(*self.problems, *more)[:SHOWN_PROBLEMS])
