"""People, departments and their history as administrators see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from chalicelib.directory import service
from chalicelib.directory.api import PersonShort
from chalicelib.directory.change_store import Planned
from chalicelib.directory.model import Author, Change, Department, Person


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


class ChangeList(BaseModel):
    items: list[ChangeView]


class ChangePage(ChangeList):
    next_cursor: str | None


class PlannedView(BaseModel):
    """A change that takes effect on `day`; `problem` is the code for which it could not."""

    id: str
    kind: str
    subject: str
    day: str
    fields: list[FieldChange]
    by: PersonShort
    note: str
    problem: str


class PlannedList(BaseModel):
    items: list[PlannedView]


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


class RoleView(BaseModel):
    role: str
    name: str
    holders: list[PersonShort]


class RoleList(BaseModel):
    items: list[RoleView]


def person_detail(person: Person) -> PersonDetail:
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


def change_views(changes: Iterable[Change]) -> list[ChangeView]:
    several = list(changes)
    names = _names(one.author for one in several)
    return [
        ChangeView(
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
        for one in several
    ]


def planned_views(planned: Iterable[Planned]) -> list[PlannedView]:
    several = list(planned)
    names = _names(one.author for one in several)
    return [
        PlannedView(
            id=one.id,
            kind=one.kind,
            subject=one.subject,
            day=one.day,
            fields=[FieldChange(field=name, old=None, new=value) for name, value in one.fields.items()],
            by=_who(one.author, names),
            note=one.author.note,
            problem=one.problem,
        )
        for one in several
    ]


def _names(authors: Iterable[Author]) -> dict[str, Person]:
    return service.people({one.by for one in authors})


def _who(author: Author, names: dict[str, Person]) -> PersonShort:
    found = names.get(author.by)
    return PersonShort(userid=author.by, name=found.name if found else author.by)
