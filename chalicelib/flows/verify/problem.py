"""What the verifier says: a problem with its stable id, its place, and the way through the flow that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """`id` is stable (docs/problems.md lists them); `place` is a path in the file; an error keeps a flow from being
    published, a warning does not. `path` are the nodes of the shortest way from `begin` that shows it, if there is
    one.
    """

    id: str
    place: str
    message: str
    hint: str = ""
    level: Level = "error"
    path: tuple[str, ...] = ()


class SourceError(Exception):
    """The text is not a flow: `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in problems))
        self.problems = problems


def warning(problem_id: str, place: str, message: str, hint: str = "", path: tuple[str, ...] = ()) -> Problem:
    """A problem that does not keep the flow from being published."""
    return Problem(problem_id, place, message, hint, "warning", path)


def errors(problems: list[Problem]) -> list[Problem]:
    """Those that keep a flow from being published."""
    return [problem for problem in problems if problem.level == "error"]


def line(problem: Problem) -> str:
    """A problem as one line for a terminal."""
    level = " warning:" if problem.level == "warning" else ""
    hint = f" ({problem.hint})" if problem.hint else ""
    way = f" [{' > '.join(problem.path)}]" if problem.path else ""
    return f"{problem.id} {problem.place}:{level} {problem.message}{hint}{way}"
