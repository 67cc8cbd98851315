"""Administrators keep people: take in, change, rename, disable; what was changed, and how somebody was on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import changing, planning, service, standing
from chalicelib.directory.admin_views import (
    ChangeList,
    PersonDetail,
    PersonThen,
    PlannedList,
    change_list,
    person_detail,
    planned_list,
)
from chalicelib.directory.api import person_view
from chalicelib.directory.model import (
    Author,
    EffectiveDayError,
    MobileTakenError,
    Person,
    PersonDepartmentError,
    PersonExistsError,
    PersonInvalidError,
    PersonNotFoundError,
)
from chalicelib.directory.model.types import MobileFor, Scheme
from chalicelib.platform.errors import (
    BusyError,
    CursorError,
    IdempotencyKeyReusedError,
    VersionStaleError,
)
from chalicelib.platform.store import CollisionError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=service.require_admin)
WRITING = (PersonInvalidError, PersonDepartmentError, MobileTakenError, BusyError)
Text = Field(default="", max_length=64)
Note = Field(default="", max_length=200)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewPerson(Strict):
    userid: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=64)
    department: int = Field(ge=1)
    title: str = Text
    post: str = Text
    also: tuple[int, ...] = Field(default=(), max_length=20)
    roles: tuple[str, ...] = Field(default=(), max_length=20)
    mobile: str = Field(default="", max_length=30)
    mobile_for: MobileFor = "everyone"
    employed_on: str = Field(default="", max_length=10)
    scheme: Scheme = "fixed"
    note: str = Note


class ChangedPerson(Strict):
    """What is to change, and nothing else; `effective_on` a later day: it is planned."""

    name: str = Text
    title: str = Text
    post: str = Text
    department: int = Field(default=0, ge=1)
    also: tuple[int, ...] = Field(default=(), max_length=20)
    roles: tuple[str, ...] = Field(default=(), max_length=20)
    active: bool = True
    mobile: str = Field(default="", max_length=30)
    mobile_for: MobileFor = "everyone"
    employed_on: str = Field(default="", max_length=10)
    left_on: str = Field(default="", max_length=10)
    scheme: Scheme = "fixed"
    effective_on: dt.date | None = None
    note: str = Note


class NewUserid(Strict):
    userid: str = Field(min_length=1, max_length=64)
    note: str = Note


class PersonCreated(BaseModel):
    userid: str


class PeopleFilter(Strict):
    q: str = Field(default="", max_length=50)
    department: int | None = None
    left: bool = False
    cursor: str | None = Field(default=None, max_length=2000)


class ListedPerson(BaseModel):
    userid: str
    name: str
    title: str
    department_name: str
    mobile: str
    active: bool


class ListedPeople(BaseModel):
    items: list[ListedPerson]
    next_cursor: str | None


class Day(Strict):
    day: dt.date


@api.on("GET", "/admin/people", query=PeopleFilter, out=ListedPeople, admin=True, errors=(CursorError,))
def list_everybody(call: Call) -> ListedPeople:
    """Find people in service, or go through those who left."""
    query: PeopleFilter = call.query
    if query.left:
        found, cursor = service.leavers(query.cursor)
    else:
        found, cursor = service.search(query.q, query.department, query.cursor)
    departments = service.departments()
    views = ((person_view(one, departments), one) for one in found)
    items = [
        ListedPerson(
            userid=view.userid,
            name=view.name,
            title=view.title,
            department_name=view.department_name,
            mobile=person.mobile,
            active=view.active,
        )
        for view, person in views
    ]
    return ListedPeople(items=items, next_cursor=cursor)


@api.on(
    "POST",
    "/admin/people",
    body=NewPerson,
    out=PersonCreated,
    status=201,
    creates=True,
    admin=True,
    errors=(*WRITING, PersonExistsError, IdempotencyKeyReusedError),
)
def create_person(call: Call) -> PersonCreated:
    """Take somebody in."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    if created := call.attempt.created_before():
        return PersonCreated(userid=created)
    said = call.body.model_dump()
    author = Author(call.userid, "console", said.pop("note").strip())
    wanted = Person(**said)
    try:
        made = changing.create_person(wanted, author, [call.attempt.write(wanted.userid.strip().lower())])
    except (CollisionError, PersonExistsError) as error:
        # The same attempt, a moment earlier, may be what is in the way.
        if created := call.attempt.created_before():
            return PersonCreated(userid=created)
        if isinstance(error, PersonExistsError):
            raise
        raise BusyError from error
    return PersonCreated(userid=made.userid)


@api.on("GET", "/admin/people/{userid}", out=PersonDetail, admin=True, errors=(PersonNotFoundError,))
def get_anybody(call: Call, userid: str) -> PersonDetail:
    """Everything about a person, in service or not."""
    return person_detail(_anybody(userid), call.locale)


@api.on(
    "PATCH",
    "/admin/people/{userid}",
    body=ChangedPerson,
    out=PersonDetail,
    admin=True,
    guarded=True,
    errors=(*WRITING, PersonNotFoundError, VersionStaleError, EffectiveDayError),
)
def change_person(call: Call, userid: str) -> PersonDetail:
    """Change a person now, or have it take effect on a later day. If-Match is the `version` that was seen."""
    changes = call.body.model_dump(include=call.body.model_fields_set - {"effective_on", "note"})
    author = Author(call.userid, "console", call.body.note.strip())
    seen = seen_version(call)
    if call.body.effective_on is None:
        return person_detail(changing.change_person(userid, changes, author, seen=seen), call.locale)
    if _anybody(userid).version != seen:
        raise VersionStaleError(field="If-Match")
    planning.plan("person", userid, changes, call.body.effective_on, author)
    return person_detail(_anybody(userid), call.locale)


@api.on(
    "PUT",
    "/admin/people/{userid}/userid",
    body=NewUserid,
    out=PersonDetail,
    admin=True,
    guarded=True,
    errors=(*WRITING, PersonNotFoundError, PersonExistsError, VersionStaleError),
)
def rename_person(call: Call, userid: str) -> PersonDetail:
    """Give a person another userid; the former one goes on finding them."""
    author = Author(call.userid, "console", call.body.note.strip())
    renamed = changing.rename_person(userid, call.body.userid, author, seen=seen_version(call))
    return person_detail(renamed, call.locale)


@api.on("GET", "/admin/people/{userid}/history", out=ChangeList, admin=True, errors=(PersonNotFoundError,))
def list_person_changes(call: Call, userid: str) -> ChangeList:
    """What was changed of a person, the newest first."""
    return change_list(standing.changes_of(userid), call.locale)


@api.on("GET", "/admin/people/{userid}/planned", out=PlannedList, admin=True, errors=(PersonNotFoundError,))
def list_person_planned(call: Call, userid: str) -> PlannedList:
    """What is to change of a person, the next first."""
    return planned_list(planning.planned(("person", _anybody(userid).userid)), call.locale)


@api.on(
    "GET",
    "/admin/people/{userid}/as-of",
    query=Day,
    out=PersonThen,
    admin=True,
    errors=(PersonNotFoundError,),
)
def get_person_then(call: Call, userid: str) -> PersonThen:
    """How a person was on a day."""
    found = standing.person_on(userid, call.query.day)
    return PersonThen(person=person_detail(found, call.locale) if found else None)


def seen_version(call: Call) -> int:
    """The version somebody saw. Raises VersionStaleError for what is none."""
    if not call.if_match.isdecimal():
        raise VersionStaleError(field="If-Match")
    return int(call.if_match)


def _anybody(userid: str) -> Person:
    found: dict[str, Any] = service.people([userid.lower()])
    if userid.lower() not in found:
        raise PersonNotFoundError(userid=userid)
    person: Person = found[userid.lower()]
    return person
