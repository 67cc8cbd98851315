"""Whether a whole institute may be brought in as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.directory.model.errors import (
    DepartmentExistsError,
    MobileTakenError,
    PersonDepartmentError,
    PersonExistsError,
    PersonInvalidError,
)
from chalicelib.directory.model.people import check_person
from chalicelib.directory.model.tree import check_department
from chalicelib.directory.model.types import Department, Person


@dataclass(frozen=True)
class Institute:
    """Departments by number and people by userid."""

    departments: Mapping[int, Department]
    people: Mapping[str, Person]


def check_institute(departments: Iterable[Department], people: Iterable[Person], there: Institute) -> None:
    """Whether these departments and tidied people are right together: the tree, a department for everybody, nobody's
    userid or number twice. What is `there` already stays as it is and is not looked at; who answers for a department
    may come later.

    Raises what changing a department or a person would; an error of a person names their `userid`.
    """
    new = _each_once(one for one in departments if one.id not in there.departments)
    tree = {**there.departments, **new}
    for one in new.values():
        check_department(one, tree)
    _check_people([person for person in people if person.userid not in there.people], tree)


def _check_people(people: Iterable[Person], departments: Mapping[int, Department]) -> None:
    userids: set[str] = set()
    numbers: set[str] = set()
    for person in people:
        _check(person, departments)
        if person.userid in userids:
            raise PersonExistsError(field="userid", userid=person.userid)
        number = person.mobile if person.active else ""
        if number in numbers:
            raise MobileTakenError(field="mobile", userid=person.userid)
        userids.add(person.userid)
        numbers |= {number} - {""}


def _each_once(departments: Iterable[Department]) -> dict[int, Department]:
    found: dict[int, Department] = {}
    for one in departments:
        if found.setdefault(one.id, one) != one:
            raise DepartmentExistsError(field="id", id=one.id)
    return found


def _check(person: Person, departments: Mapping[int, Department]) -> None:
    try:
        check_person(person, departments)
    except (PersonInvalidError, PersonDepartmentError) as error:
        raise type(error)(field=error.field, userid=person.userid) from error
