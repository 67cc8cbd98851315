"""The shapes of the demo institute."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

Scheme = Literal["fixed", "flexible"]
Gender = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class Department:
    """One unit. `order` is ascending; WeCom's own order is descending and is turned at its door."""

    id: int
    key: str
    name: str
    parent_id: int | None
    order: int
    head: str | None
    deputies: tuple[str, ...]
    division_leader: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """One member. `department_id` is the main unit and always one of `departments`."""

    userid: str
    name: str
    title: str
    department_id: int
    departments: tuple[int, ...]
    mobile: str
    gender: Gender
    hired_on: date
    scheme: Scheme
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institute:
    """Everybody and every unit: the root first, then its 13 departments; leaders first, then by cast."""

    name: str
    departments: tuple[Department, ...]
    people: tuple[Person, ...]

    def person(self, userid: str) -> Person:
        """Raises KeyError for somebody unknown."""
        return {person.userid: person for person in self.people}[userid]

    def department(self, key: str) -> Department:
        """Raises KeyError for a key that is not one of the 14 units."""
        return {unit.key: unit for unit in self.departments}[key]

    def holders(self, role: str) -> tuple[str, ...]:
        """The userids that hold a role, in the order of `people`."""
        return tuple(person.userid for person in self.people if role in person.roles)


def as_dict(institute: Institute) -> dict[str, Any]:
    """The institute as JSON can carry it: days as YYYY-MM-DD, tuples as lists."""
    people = [
        {
            **asdict(person),
            "departments": list(person.departments),
            "roles": list(person.roles),
            "hired_on": person.hired_on.isoformat(),
        }
        for person in institute.people
    ]
    units = [{**asdict(unit), "deputies": list(unit.deputies)} for unit in institute.departments]
    return {"name": institute.name, "departments": units, "people": people}
