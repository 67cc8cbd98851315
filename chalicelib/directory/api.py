"""People and departments over HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service
from chalicelib.directory.model import Department, Person
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
    id: int
    name: str
    parent_id: int | None
    head: PersonShort | None


class DepartmentList(BaseModel):
    items: list[DepartmentView]


class PeopleQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    q: str = Field(default="", max_length=50, description="Part of a name, pinyin or userid")
    department: int | None = None
    cursor: str | None = Field(default=None, max_length=2000)


@api.on("GET", "/people", query=PeopleQuery, out=PersonPage, errors=(CursorError,))
def list_people(call: Call) -> PersonPage:
    """Find people in service."""
    query: PeopleQuery = call.query
    found, cursor = service.search(query.q, query.department, query.cursor)
    departments = service.departments()
    return PersonPage(items=[person_view(person, departments) for person in found], next_cursor=cursor)


@api.on("GET", "/departments", out=DepartmentList)
def list_departments(_: Call) -> DepartmentList:
    """All departments, in their order."""
    departments = service.departments()
    heads = service.people(d.head for d in departments.values() if d.head)
    ordered = sorted(departments.values(), key=lambda d: (d.order, d.id))
    return DepartmentList(items=[_department_view(department, heads) for department in ordered])


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


def _department_view(department: Department, heads: dict[str, Person]) -> DepartmentView:
    head = heads.get(department.head or "")
    return DepartmentView(
        id=department.id,
        name=department.name,
        parent_id=department.parent,
        head=PersonShort(userid=head.userid, name=head.name) if head else None,
    )
