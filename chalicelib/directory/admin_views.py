"""People, departments and their history as administrators see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.directory import service
from chalicelib.directory.api import PersonShort
from chalicelib.directory.change_store import Planned
from chalicelib.directory.model import Author, Change, Department, Person
from chalicelib.platform import messages


class FieldChange(BaseModel):
    """What one field was and is; the value as it is stored."""

    field: str
    old: Any
    new: Any


class ChangeView(BaseModel):
    """A change of a person or department; it holds from `day` on."""

    kind: str
    subject: str
    subject_name: str
    version: int
    action: str
    day: str
    at: str
    by: PersonShort
    source: str
    note: str
    fields: list[FieldChange]


class Names(BaseModel):
    """What the values of changes are called: people by userid, departments by number, roles by key."""

    people: dict[str, str]
    departments: dict[str, str]
    roles: dict[str, str]


class ChangeList(BaseModel):
    items: list[ChangeView]
    names: Names


class ChangePage(ChangeList):
    next_cursor: str | None


class PlannedView(BaseModel):
    """A change that takes effect on `day`; `problem` is the code for which it could not, `problem_text` its sentence."""

    id: str
    kind: str
    subject: str
    subject_name: str
    day: str
    fields: list[FieldChange]
    by: PersonShort
    note: str
    problem: str
    problem_text: str


class PlannedList(BaseModel):
    items: list[PlannedView]
    names: Names


class PersonDetail(BaseModel):
    """Everything about a person; `version` goes into If-Match."""

    userid: str
    spelled: str
    formerly: list[str]
    name: str
    pinyin: str
    title: str
    post: str
    department: int
    also: list[int]
    roles: list[str]
    role_names: list[str]
    active: bool
    mobile: str
    mobile_for: str
    employed_on: str
    left_on: str
    scheme: str
    version: int


class PersonThen(BaseModel):
    """How somebody was on a day; None before they were there."""

    person: PersonDetail | None


class DepartmentDetail(BaseModel):
    """Everything about a department; `version` goes into If-Match."""

    id: int
    name: str
    parent: int | None
    order: int
    head: str | None
    deputies: list[str]
    leader: str | None
    closed_on: str
    people: int
    version: int


class DepartmentDetails(BaseModel):
    """`names` has everybody who answers for one of them."""

    items: list[DepartmentDetail]
    names: list[PersonShort]


class DepartmentThen(BaseModel):
    """How a department was on a day; None before it was there."""

    department: DepartmentDetail | None
    names: list[PersonShort]


class Holder(PersonShort):
    """Somebody with a role; who is out keeps it, and is asked nothing."""

    active: bool


class RoleView(BaseModel):
    role: str
    name: str
    holders: list[Holder]


class RoleList(BaseModel):
    items: list[RoleView]


def person_detail(person: Person, locale: str) -> PersonDetail:
    return PersonDetail(
        userid=person.userid,
        spelled=person.spelled,
        formerly=list(person.formerly),
        name=person.name,
        pinyin=person.pinyin,
        title=person.title,
        post=person.post,
        department=person.department,
        also=list(person.also),
        roles=list(person.roles),
        role_names=[messages.name_of("roles", role, locale) for role in person.roles],
        active=person.active,
        mobile=person.mobile,
        mobile_for=person.mobile_for,
        employed_on=person.employed_on,
        left_on=person.left_on,
        scheme=person.scheme,
        version=person.version,
    )


def department_detail(department: Department, people: int = 0) -> DepartmentDetail:
    return DepartmentDetail(
        id=department.id,
        name=department.name,
        parent=department.parent,
        order=department.order,
        head=department.head,
        deputies=list(department.deputies),
        leader=department.leader,
        closed_on=department.closed_on,
        people=people,
        version=department.version,
    )


def names_of(userids: Iterable[str]) -> list[PersonShort]:
    """Everybody of these the directory knows, by name."""
    found = service.people(userids)
    return [PersonShort(userid=userid, name=person.name) for userid, person in sorted(found.items())]


def role_view(role: str, holders: Iterable[str], locale: str) -> RoleView:
    found = service.people(holders)
    return RoleView(
        role=role,
        name=messages.name_of("roles", role, locale),
        holders=[
            Holder(userid=userid, name=one.name, active=one.active) for userid, one in sorted(found.items())
        ],
    )


def change_list(changes: Iterable[Change], locale: str) -> ChangeList:
    several = list(changes)
    names = _names_in([one.fields for one in several], {one.author.by for one in several}, locale)
    return ChangeList(items=[_change_view(one, names) for one in several], names=names)


def _change_view(one: Change, names: Names) -> ChangeView:
    return ChangeView(
        kind=one.kind,
        subject=one.subject,
        subject_name=str(one.after.get("name", one.subject)),
        version=one.version,
        action=one.action,
        day=one.day,
        at=one.at,
        by=_who(one.author, names),
        source=one.author.source,
        note=one.author.note,
        fields=[FieldChange(field=name, old=old, new=new) for name, (old, new) in one.fields.items()],
    )


def planned_list(planned: Iterable[Planned], locale: str) -> PlannedList:
    several = list(planned)
    subjects = {one.subject for one in several if one.kind == "person"}
    names = _names_in([one.fields for one in several], subjects | {one.author.by for one in several}, locale)
    return PlannedList(items=[_planned_view(one, names, locale) for one in several], names=names)


def _planned_view(one: Planned, names: Names, locale: str) -> PlannedView:
    called = names.people if one.kind == "person" else names.departments
    return PlannedView(
        id=one.id,
        kind=one.kind,
        subject=one.subject,
        subject_name=called.get(one.subject, one.subject),
        day=one.day,
        fields=[FieldChange(field=name, old=None, new=value) for name, value in one.fields.items()],
        by=_who(one.author, names),
        note=one.author.note,
        problem=one.problem,
        problem_text=messages.problem(one.problem, locale, **one.params) if one.problem else "",
    )


def _names_in(changed: Iterable[Mapping[str, Any]], userids: set[str], locale: str) -> Names:
    """The names of everybody and everything that fields name, and of these people."""
    found: dict[str, set[str]] = {"people": set(userids), "roles": set()}
    for fields in changed:
        for name, value in fields.items():
            if group := _NAMING.get(name):
                found[group] |= set(_texts(value))
    people = service.people(found["people"])
    return Names(
        people={userid: person.name for userid, person in people.items()},
        departments={str(number): one.name for number, one in service.departments().items()},
        roles={role: messages.name_of("roles", role, locale) for role in sorted(found["roles"])},
    )


_NAMING = {"head": "people", "leader": "people", "deputies": "people", "roles": "roles"}
"""Fields that name people and roles by key."""


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, however it is nested: old and new, one or several."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _who(author: Author, names: Names) -> PersonShort:
    return PersonShort(userid=author.by, name=names.people.get(author.by, author.by))
