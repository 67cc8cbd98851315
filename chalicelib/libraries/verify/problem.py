"""What the verifier of libraries says, and what it may hold a definition against."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from chalicelib.libraries.model import Library
from chalicelib.platform.value_types.scope import Described

Form = Mapping[str, Described]


@dataclass(frozen=True)
class Problem:
    """`id` is stable (docs/library-problems.md lists them); `place` is a path in the file."""

    id: str
    place: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Known:
    """What there is beside the library. What is None is not asked: no library, flow or role is then unknown.

    `flows` are the forms of flows by key.
    """

    libraries: Mapping[str, Library] | None = None
    flows: Mapping[str, Form] | None = None
    roles: AbstractSet[str] | None = None

    def library(self, key: str | None, itself: Library) -> Library | None:
        """The library a reference names; None where it is not there or nobody knows."""
        return itself if key == itself.key else (self.libraries or {}).get(key or "")


def line(problem: Problem) -> str:
    """A problem as one line for a terminal."""
    return f"{problem.id} {problem.place}: {problem.message}{f' ({problem.hint})' if problem.hint else ''}"
