"""People and departments over HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service
from chalicelib.directory.model import Department, Person, PersonDisabledError, PersonNotFoundError, tree
from chalicelib.directory.model.people import sees_mobile
from chalicelib.platform.errors import CursorError
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class PersonView(BaseModel):
    """A person as others see them."""

    userid: str
    name: str
    title: str
    department: int
    department_name: str
    active: bool


class PersonPage(BaseModel):
    items: list[PersonView]
    next_cursor: str | None


class PersonShort(BaseModel):
    userid: str
    name: str


class DepartmentView(BaseModel):
    """An open department; `people` are those in service in it and in all below it."""

    id: int
    name: str
    parent_id: int | None
    head: PersonShort | None
    deputies: list[PersonShort]
    leader: PersonShort | None
    people: int


class DepartmentList(BaseModel):
    items: list[DepartmentView]


class Placed(BaseModel):
    """A department of somebody; `line` are the names from the top down to it."""

    id: int
    name: str
    line: list[str]


class PersonCard(BaseModel):
    """A person as one looks them up; `mobile` is empty for who may not see it."""

    userid: str
    name: str
    title: str
    post: str
    departments: list[Placed]
    mobile: str
    hides_mobile: bool


class PeopleQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    q: str = Field(
        default="", max_length=50, description="Beginning of a name, given name, pinyin, initials or userid"
    )
    department: int | None = None
    cursor: str | None = Field(default=None, max_length=2000)


@api.on("GET", "/people", query=PeopleQuery, out=PersonPage, errors=(CursorError,))
def list_people(call: Call) -> PersonPage:
    """Find people in service."""
    query: PeopleQuery = call.query
    found, cursor = service.search(query.q, query.department, query.cursor)
    departments = service.departments()
    return PersonPage(items=[person_view(person, departments) for person in found], next_cursor=cursor)


@api.on("GET", "/people/{userid}", out=PersonCard, errors=(PersonNotFoundError, PersonDisabledError))
def get_person(call: Call, userid: str) -> PersonCard:
    """Somebody's card."""
    person, viewer = service.person(userid), service.person(call.userid)
    departments = service.departments()
    shown = sees_mobile(viewer, person, departments)
    return PersonCard(
        userid=person.userid,
        name=person.name,
        title=person.title,
        post=person.post,
        departments=[
            Placed(
                id=number,
                name=departments[number].name,
                line=[one.name for one in reversed(tree.line(number, departments))],
            )
            for number in person.departments
            if number in departments
        ],
        mobile=person.mobile if shown else "",
        hides_mobile=bool(person.mobile) and not shown,
    )


@api.on("GET", "/departments", out=DepartmentList)
def list_departments(_: Call) -> DepartmentList:
    """All open departments, each before those below it, in their order."""
    departments = service.departments()
    people = service.counts()
    ordered = tree.ordered(departments)
    named = service.people(userid for one in ordered for userid in one.named)
    return DepartmentList(items=[_department_view(one, named, people) for one in ordered])


def person_view(person: Person, departments: dict[int, Department]) -> PersonView:
    department = departments.get(person.department)
    return PersonView(
        userid=person.userid,
        name=person.name,
        title=person.title,
        department=person.department,
        department_name=department.name if department else "",
        active=person.active,
    )


def _department_view(
    department: Department, named: dict[str, Person], people: dict[int, int]
) -> DepartmentView:
    return DepartmentView(
        id=department.id,
        name=department.name,
        parent_id=department.parent,
        head=short(department.head, named),
        deputies=[one for userid in department.deputies if (one := short(userid, named))],
        leader=short(department.leader, named),
        people=people.get(department.id, 0),
    )


def short(userid: str | None, named: dict[str, Person]) -> PersonShort | None:
    """Somebody by name, where the directory knows them."""
    found = named.get(userid or "")
    return PersonShort(userid=found.userid, name=found.name) if found else None
