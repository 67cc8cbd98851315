"""The circuit breaker: what would remove too much waits for a person. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.wecom.sync.model import Decisions, Held, Plan, Question, Step

LIMIT_PERCENT = 5
"""So much of one side may be removed in a day without anybody being asked; a single one always."""


@dataclass(frozen=True)
class Sizes:
    """How many there are on each side, and how many were removed there today already."""

    here: int
    there: int
    removed_here: int = 0
    removed_there: int = 0


def too_many(removals: int, size: int) -> bool:
    return removals > 1 and removals * 100 > size * LIMIT_PERCENT


def let_through(
    plan: Plan, removals: Iterable[Step], decisions: Decisions, size: int, already: int
) -> list[Step]:
    """Those of one kind that may be done; the others become questions, or stay what somebody refused."""
    asked = list(removals)
    fresh = [one for one in asked if not _said(one, decisions.approved) and not _said(one, decisions.refused)]
    plan.refused += [question(one) for one in asked if _said(one, decisions.refused)]
    through = [one for one in asked if _said(one, decisions.approved)]
    if too_many(len(fresh) + already, size):
        plan.questions += map(question, fresh)
        return through
    return through + fresh


def question(step: Step) -> Question:
    return Question(kind_of(step), step.id, step.name)


def kind_of(step: Step) -> Held:
    people: Held = "people_in" if step.toward == "platform" else "people_out"
    departments: Held = "departments_in" if step.toward == "platform" else "departments_out"
    return people if step.what == "person" else departments


def _said(step: Step, said: frozenset[tuple[str, str]]) -> bool:
    return (kind_of(step), step.id) in said
