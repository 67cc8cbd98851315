"""The tree of departments: what is above and below, and what it may become. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from chalicelib.directory.model.errors import (
    DepartmentCycleError,
    DepartmentInvalidError,
    DepartmentNameError,
    DepartmentNotEmptyError,
    DepartmentParentError,
    DepartmentPeopleError,
)
from chalicelib.directory.model.types import Department

Departments = Mapping[int, Department]
LONGEST_NAME = 64
HIGHEST = 999_999


def line(number: int, departments: Departments) -> tuple[Department, ...]:
    """A department and all above it, itself first. A tree that was brought in with a cycle ends where it would repeat."""
    found: dict[int, Department] = {}
    while number in departments and number not in found:
        found[number] = departments[number]
        number = departments[number].parent or 0
    return tuple(found.values())


def below(number: int, departments: Departments) -> frozenset[int]:
    """Every department under this one, however deep, without itself."""
    return frozenset(
        one.id for one in departments.values() if one.id != number and number in _numbers(one.id, departments)
    )


def _numbers(number: int, departments: Departments) -> frozenset[int]:
    return frozenset(one.id for one in line(number, departments))


def ordered(departments: Departments) -> tuple[Department, ...]:
    """Open departments, each before those below it, brothers in their order."""
    children: dict[int | None, list[Department]] = {}
    for one in sorted(departments.values(), key=lambda d: (d.order, d.id)):
        if not one.closed_on:
            children.setdefault(one.parent if one.parent in departments else None, []).append(one)
    return tuple(_walk(None, children, frozenset()))


def _walk(
    number: int | None, children: Mapping[int | None, list[Department]], above: frozenset[int]
) -> Iterator[Department]:
    for one in children.get(number, ()):
        if one.id not in above:
            yield one
            yield from _walk(one.id, children, above | {one.id})


def totals(counts: Mapping[int, int], departments: Departments) -> dict[int, int]:
    """People of each department with all below it, of the people whose main department each is."""
    found = dict.fromkeys(departments, 0)
    for number, count in counts.items():
        for one in line(number, departments):
            found[one.id] += count
    return found


def check_department(wanted: Department, departments: Departments) -> None:
    """Whether a department may stand so among the others, itself as it was among them or not.

    Raises DepartmentInvalidError, DepartmentParentError, DepartmentCycleError, DepartmentNameError.
    """
    others = {number: one for number, one in departments.items() if number != wanted.id and not one.closed_on}
    if not 0 < wanted.id <= HIGHEST:
        raise DepartmentInvalidError(field="id")
    if not 0 < len(wanted.name.strip()) <= LONGEST_NAME:
        raise DepartmentInvalidError(field="name")
    if wanted.parent == wanted.id:
        raise DepartmentCycleError(field="parent")
    first = all(one.parent is not None for one in others.values())
    if wanted.parent not in others and not (wanted.parent is None and first):
        raise DepartmentParentError(field="parent")
    if wanted.id in _numbers(wanted.parent or 0, others | {wanted.id: wanted}):
        raise DepartmentCycleError(field="parent")
    if any((one.parent, one.name) == (wanted.parent, wanted.name) for one in others.values()):
        raise DepartmentNameError(field="name", name=wanted.name)


def check_named(wanted: Department, serving: Collection[str]) -> None:
    """Whether those who answer for a department are among the people in service. Raises DepartmentPeopleError."""
    named = {"head": (wanted.head,), "deputies": wanted.deputies, "leader": (wanted.leader,)}
    for field, userids in named.items():
        for userid in filter(None, userids):
            if userid not in serving:
                raise DepartmentPeopleError(field=field, userid=userid)
    if len(set(wanted.deputies)) != len(wanted.deputies):
        raise DepartmentInvalidError(field="deputies")


def check_closing(number: int, departments: Departments) -> None:
    """Whether no open department is below this one. Raises DepartmentNotEmptyError."""
    if any(not departments[one].closed_on for one in below(number, departments)):
        raise DepartmentNotEmptyError(field="closed_on")
