"""What both sides can say of people and departments, and what a run finds to do. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Toward = Literal["platform", "wecom"]
What = Literal["person", "department"]
Verb = Literal["create", "change", "remove", "restore", "rename"]
ROOT = 1
"""WeCom's root department, which is never removed."""


class Member(NamedTuple):
    """A person. `departments`: the main one first, the others ascending. What a side does not tell is None.

    `mobile` is never told by WeCom; in what was agreed it is a digest.
    """

    name: str | None
    title: str | None
    departments: tuple[int, ...] | None
    active: bool
    mobile: str | None = None


class Unit(NamedTuple):
    """A department. `order` is ours, ascending. What a side does not tell is None."""

    name: str | None
    parent: int | None
    order: int | None
    active: bool


Thing = Member | Unit
Sent = Mapping[str, str]
"""Field -> digest of the value that we were about to send, or have sent."""


@dataclass(frozen=True)
class Link:
    """What was agreed about somebody or something when both sides were last the same, and what we are sending."""

    agreed: Any = None
    sent: Sent = field(default_factory=dict)


@dataclass
class Side:
    """What one side says. `aliases` (ours): former userid -> userid."""

    people: dict[str, Member] = field(default_factory=dict)
    departments: dict[int, Unit] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass
class Links:
    people: dict[str, Link] = field(default_factory=dict)
    departments: dict[int, Link] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One thing to do on one side. `values` are the new ones by field, `before` those they replace."""

    toward: Toward
    verb: Verb
    what: What
    id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.toward, self.verb, self.what, self.id)


Held = Literal["people_in", "people_out", "departments_in", "departments_out", "rename"]


@dataclass(frozen=True)
class Question:
    """What waits for a person: one removal of too many, or two userids that may be one person (`old>new`)."""

    kind: Held
    id: str
    name: str = ""


@dataclass(frozen=True)
class Problem:
    """What cannot be made the same; everything else goes on. `code` has a sentence in `sync_problems`."""

    what: What
    id: str
    code: str
    detail: str = ""


@dataclass(frozen=True)
class Conflict:
    """Both sides changed a field since they were the same; `winner` owns it."""

    what: What
    id: str
    field: str
    ours: Any
    theirs: Any
    winner: Toward


@dataclass(frozen=True)
class Decisions:
    """What people said to questions, by (kind, id)."""

    approved: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[tuple[str, str]] = frozenset()


@dataclass
class Plan:
    """Everything a run finds. `agreed_*`: what is the same on both sides and was not known to be; None: forget it."""

    steps: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Question] = field(default_factory=list)
    agreed_people: dict[str, Member | None] = field(default_factory=dict)
    agreed_departments: dict[int, Unit | None] = field(default_factory=dict)
    targets: dict[str, Member] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)

    @property
    def differences(self) -> int:
        """What is not the same on both sides, whatever becomes of it."""
        return len(self.steps) + len(self.questions) + len(self.problems) + len(self.refused)


def digest(value: Any) -> str:
    """A short hash of a field's value: enough to know our own writes by."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def departments_of(numbers: Any, main: int | None = None) -> tuple[int, ...]:
    """The departments in the order that both sides agree on: the main one, then the others ascending."""
    found = sorted({int(number) for number in numbers})
    first = main if main in found else (found[0] if found else None)
    return () if first is None else (first, *(number for number in found if number != first))
