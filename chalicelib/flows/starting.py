"""Who may start a flow. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.directory.model import Department, Person
from chalicelib.flows.model import Flow, Starters

Departments = Mapping[int, Department]


def may_start(flow: Flow, person: Person, departments: Departments) -> bool:
    """Whether a person may: everyone; or by a role, a department (or one below it), or as head of one.

    A flow that only another system starts is nobody's.
    """
    starters = flow.starters
    if not isinstance(starters, Starters):
        return True
    by_role = bool(set(starters.roles) & set(person.roles))
    by_post = starters.heads and any(one.head == person.userid for one in departments.values())
    return by_role or by_post or bool(set(starters.departments) & _around(person.department, departments))


def _around(department: int, departments: Departments) -> set[int]:
    """A department and those it lies in."""
    found: set[int] = set()
    number: int | None = department
    while number is not None and number not in found:
        found.add(number)
        here = departments.get(number)
        number = here.parent if here else None
    return found
