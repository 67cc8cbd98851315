"""The demo institute's people and departments as the directory knows them."""

from chalicelib.directory.model import Department, Person
from sandbox import institute


def department_of(unit: institute.Department) -> Department:
    return Department(
        unit.id, unit.name, unit.parent_id, unit.order, unit.head, unit.deputies, unit.division_leader
    )


def person_of(person: institute.Person) -> Person:
    """Return the member as the directory knows it; the userid is the name in pinyin."""
    return Person(
        person.userid,
        person.name,
        person.title,
        person.department_id,
        person.roles,
        pinyin=person.userid,
        also=tuple(number for number in person.departments if number != person.department_id),
        mobile=person.mobile,
        employed_on=person.hired_on.isoformat(),
        scheme=person.scheme,
    )
