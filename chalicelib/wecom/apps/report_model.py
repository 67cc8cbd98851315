"""Who was asked for a health report and has not answered, by department. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.directory.model import ADMIN_ROLE, Department, Person, tree

Departments = Mapping[int, Department]


@dataclass(frozen=True)
class Share:
    """Of a department with all below it (`own`: without): how many were asked, how many answered."""

    department: int
    asked: int
    answered: int
    own: bool = False


@dataclass(frozen=True)
class Asked:
    """Whom a questionnaire asks: these people and these departments with all below them; neither: everybody."""

    people: frozenset[str]
    departments: frozenset[int]

    def includes(self, person: Person, departments: Departments) -> bool:
        if not self.people and not self.departments:
            return True
        line = {one.id for number in person.departments for one in tree.line(number, departments)}
        return person.userid in self.people or bool(line & self.departments)


def may_look_at(viewer: Person, departments: Departments) -> tuple[int, ...]:
    """The highest departments somebody may look at, with all below them: of administrators those at the top, of
    others those they answer for.
    """
    ordered = tree.ordered(departments)
    if ADMIN_ROLE in viewer.roles:
        return tuple(one.id for one in ordered if one.parent is None)
    own = {one.id for one in ordered if viewer.userid in one.named}
    return tuple(
        number
        for number in (one.id for one in ordered)
        if number in own and not own & {above.id for above in tree.line(number, departments)[1:]}
    )


def is_below(number: int, tops: Iterable[int], departments: Departments) -> bool:
    """Whether a department is one of these or below one."""
    return number in departments and bool({one.id for one in tree.line(number, departments)} & set(tops))


def below(number: int, departments: Departments) -> list[int]:
    """A department and all below it, in their order."""
    return [one.id for one in tree.ordered(departments) if is_below(one.id, [number], departments)]


def shares(
    number: int, asked: Iterable[Person], answered: frozenset[str], departments: Departments
) -> list[Share]:
    """The departments right below one, and its own people where it has any, each with its share."""
    people = list(asked)
    children = [one.id for one in tree.ordered(departments) if one.parent == number]
    found = []
    for child in children:
        of = [one for one in people if is_below(one.department, [child], departments)]
        found.append(Share(child, len(of), sum(one.userid in answered for one in of)))
    own = [one for one in people if one.department == number]
    if own and children:
        found.append(Share(number, len(own), sum(one.userid in answered for one in own), own=True))
    return [one for one in found if one.asked]
