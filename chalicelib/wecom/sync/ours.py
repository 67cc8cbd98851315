"""The directory as a side of the sync: read through its service, changed through its use cases, with their history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from chalicelib.directory import arranging, changing
from chalicelib.directory import service as directory
from chalicelib.directory.model import Author, Department, Person
from chalicelib.platform.errors import DomainError
from chalicelib.wecom.sync.model import Member, Side, Step, Unit, departments_of, digest
from chalicelib.wecom.sync.ports import StepRefusedError

AUTHOR = Author("wecom", "wecom")


class DirectoryOurs:
    """Implements `ports.Ours`. `spelled`: how WeCom writes a userid, where that is known."""

    def __init__(self, spelled: Callable[[str], str] = str) -> None:
        self._spelled = spelled
        self._people: dict[str, int] = {}
        self._departments: dict[int, int] = {}

    def whole(self) -> Side:
        return self._side(directory.everybody())

    def some(self, userids: Collection[str]) -> Side:
        return self._side(directory.people(userids).values())

    def count(self) -> int:
        return directory.serving()

    def do(self, step: Step, agreement: Sequence[Any]) -> None:
        """Only where it is still as it was read: whoever changed it meanwhile is met by the next run."""
        try:
            if step.what == "department":
                self._department(step, agreement)
            else:
                self._person(step, agreement)
        except DomainError as error:
            raise StepRefusedError(error.code, str(error.field or "")) from error

    def roles(self) -> Mapping[str, frozenset[str]]:
        held = directory.roles()
        people = directory.people({userid for userids in held.values() for userid in userids})
        serving = {userid for userid, one in people.items() if one.active}
        return {role: frozenset(userids) & serving for role, userids in held.items()}

    def _side(self, people: Iterable[Person]) -> Side:
        found = Side()
        for one in people:
            found.people[one.userid] = member_of(one)
            found.aliases.update(dict.fromkeys(one.formerly, one.userid))
            self._people[one.userid] = one.version
        for department in directory.departments().values():
            found.departments[department.id] = unit_of(department)
            self._departments[department.id] = department.version
        return found

    def _person(self, step: Step, agreement: Sequence[Any]) -> None:
        if step.verb == "rename":
            to = self._spelled(str(step.values["userid"]))
            after = changing.rename_person(
                step.id, to, AUTHOR, seen=self._people.get(step.id), more=agreement
            )
        elif step.verb == "create":
            values = step.values
            main, *also = values["departments"]
            after = changing.create_person(
                Person(self._spelled(step.id), values["name"], values["title"], main, also=tuple(also)),
                AUTHOR,
                more=agreement,
            )
        else:
            after = changing.change_person(
                step.id, _person_fields(step.values), AUTHOR, seen=self._people.get(step.id), more=agreement
            )
        self._people[after.userid] = after.version

    def _department(self, step: Step, agreement: Sequence[Any]) -> None:
        number, values = int(step.id), step.values
        if step.verb == "create":
            made = Department(number, values["name"], values["parent"], values["order"])
            arranging.create_department(made, AUTHOR, more=agreement)
            self._departments[number] = 1
        else:
            changed = arranging.change_department(
                number, _unit_fields(values), AUTHOR, seen=self._departments.get(number), more=agreement
            )
            self._departments[number] = changed.version


def member_of(person: Person) -> Member:
    return Member(
        person.name,
        person.title,
        departments_of(person.departments, person.department),
        person.active,
        digest(person.mobile) if person.mobile else "",
    )


def unit_of(department: Department) -> Unit:
    return Unit(department.name, department.parent, department.order, not department.closed_on)


def _person_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in values.items() if key in {"name", "title", "active"}}
    if "departments" in values:
        main, *also = values["departments"]
        found |= {"department": main, "also": tuple(also)}
    return found


def _unit_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in values.items() if key in {"name", "parent", "order"}}
    if "active" in values:
        found["closed_on"] = "" if values["active"] else changing.today()
    return found
