"""Administrators keep departments and roles, and look through what was changed and what is planned."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from chalicelib.directory import arranging, changing, planning, service, standing
from chalicelib.directory.admin_api import WRITING, Day, Note, Strict, seen_version
from chalicelib.directory.admin_views import (
    ChangeList,
    ChangePage,
    DepartmentDetail,
    DepartmentDetails,
    DepartmentThen,
    PlannedList,
    RoleList,
    change_list,
    department_detail,
    names_of,
    planned_list,
    role_view,
)
from chalicelib.directory.model import (
    Author,
    Department,
    DepartmentCycleError,
    DepartmentExistsError,
    DepartmentInvalidError,
    DepartmentNameError,
    DepartmentNotEmptyError,
    DepartmentNotFoundError,
    DepartmentParentError,
    DepartmentPeopleError,
    EffectiveDayError,
    PersonNotFoundError,
    PlannedNotFoundError,
    tree,
)
from chalicelib.platform.errors import (
    BusyError,
    CursorError,
    IdempotencyKeyReusedError,
    VersionStaleError,
)
from chalicelib.platform.store import CollisionError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=service.require_admin)
ARRANGING = (
    DepartmentInvalidError,
    DepartmentParentError,
    DepartmentCycleError,
    DepartmentNameError,
    DepartmentPeopleError,
    BusyError,
)
Userid = Field(default=None, max_length=64)


class NewDepartment(Strict):
    """Without `id` it gets the next number."""

    id: int = Field(default=0, ge=0, le=999_999)
    name: str = Field(min_length=1, max_length=64)
    parent: int = Field(ge=1)
    order: int = Field(default=0, ge=0, le=1_000_000)
    head: str | None = Userid
    deputies: tuple[str, ...] = Field(default=(), max_length=20)
    leader: str | None = Userid
    note: str = Note


class ChangedDepartment(Strict):
    """What is to change, and nothing else; `closed` closes it today; `effective_on` a later day: it is planned."""

    name: str = Field(default="", max_length=64)
    parent: int | None = None
    order: int = Field(default=0, ge=0, le=1_000_000)
    head: str | None = Userid
    deputies: tuple[str, ...] = Field(default=(), max_length=20)
    leader: str | None = Userid
    closed: bool = False
    effective_on: dt.date | None = None
    note: str = Note


class DepartmentCreated(Strict):
    id: int


class Page(Strict):
    cursor: str | None = Field(default=None, max_length=2000)


class OptionalDay(Strict):
    day: dt.date | None = None


@api.on("GET", "/admin/departments", out=DepartmentDetails, admin=True)
def list_all_departments(_: Call) -> DepartmentDetails:
    """Open departments, each before those below it, with everything about them."""
    people = service.counts()
    found = tree.ordered(service.departments())
    return DepartmentDetails(
        items=[department_detail(one, people.get(one.id, 0)) for one in found],
        names=names_of({userid for one in found for userid in one.named}),
    )


@api.on(
    "POST",
    "/admin/departments",
    body=NewDepartment,
    out=DepartmentCreated,
    status=201,
    creates=True,
    admin=True,
    errors=(*ARRANGING, DepartmentExistsError, IdempotencyKeyReusedError),
)
def create_department(call: Call) -> DepartmentCreated:
    """Open a department."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    if created := call.attempt.created_before():
        return DepartmentCreated(id=int(created))
    said = call.body.model_dump()
    author = Author(call.userid, "console", said.pop("note").strip())
    said["id"] = said["id"] or arranging.next_number()
    try:
        made = arranging.create_department(Department(**said), author, [call.attempt.write(str(said["id"]))])
    except (CollisionError, DepartmentExistsError) as error:
        # The same attempt, a moment earlier, may be what is in the way.
        if created := call.attempt.created_before():
            return DepartmentCreated(id=int(created))
        if isinstance(error, DepartmentExistsError):
            raise
        raise BusyError from error
    return DepartmentCreated(id=made.id)


@api.on(
    "PATCH",
    "/admin/departments/{number}",
    body=ChangedDepartment,
    out=DepartmentDetail,
    admin=True,
    guarded=True,
    errors=(
        *ARRANGING,
        DepartmentNotFoundError,
        DepartmentNotEmptyError,
        VersionStaleError,
        EffectiveDayError,
    ),
)
def change_department(call: Call, number: str) -> DepartmentDetail:
    """Change, move or close a department. If-Match is the `version` that was seen."""
    body: ChangedDepartment = call.body
    changes = body.model_dump(include=body.model_fields_set - {"effective_on", "note", "closed"})
    if "closed" in body.model_fields_set:
        day = body.effective_on.isoformat() if body.effective_on else changing.today()
        changes["closed_on"] = day if body.closed else ""
    author, seen = Author(call.userid, "console", body.note.strip()), seen_version(call)
    before = _department(number)
    if body.effective_on is None:
        return department_detail(arranging.change_department(before.id, changes, author, seen=seen))
    if before.version != seen:
        raise VersionStaleError(field="If-Match")
    planning.plan("department", str(before.id), changes, body.effective_on, author)
    return department_detail(before)


@api.on(
    "GET",
    "/admin/departments/{number}/history",
    out=ChangeList,
    admin=True,
    errors=(DepartmentNotFoundError,),
)
def list_department_changes(call: Call, number: str) -> ChangeList:
    """What was changed of a department, the newest first."""
    return change_list(standing.changes_of_department(_department(number).id), call.locale)


@api.on(
    "GET",
    "/admin/departments/{number}/as-of",
    query=Day,
    out=DepartmentThen,
    admin=True,
    errors=(DepartmentNotFoundError,),
)
def get_department_then(call: Call, number: str) -> DepartmentThen:
    """How a department was on a day, and who answered for it."""
    found = standing.department_on(_department(number).id, call.query.day)
    return DepartmentThen(
        department=department_detail(found) if found else None, names=names_of(found.named if found else ())
    )


@api.on("GET", "/admin/roles", query=OptionalDay, out=RoleList, admin=True)
def list_roles(call: Call) -> RoleList:
    """Every role anybody held, with who holds it today, or did on a day."""
    day = call.query.day
    held = service.roles()
    if day:
        held = {role: standing.holders_on(role, day) for role in held}
    return RoleList(items=[role_view(role, holders, call.locale) for role, holders in held.items()])


@api.on(
    "PUT",
    "/admin/roles/{role}/holders/{userid}",
    status=204,
    admin=True,
    errors=(*WRITING, PersonNotFoundError),
)
def give_role(call: Call, role: str, userid: str) -> None:
    """Give somebody a role. Again: nothing."""
    changing.set_role(userid, role, Author(call.userid, "console"), held=True)


@api.on(
    "DELETE",
    "/admin/roles/{role}/holders/{userid}",
    status=204,
    admin=True,
    errors=(*WRITING, PersonNotFoundError),
)
def take_role(call: Call, role: str, userid: str) -> None:
    """Take a role from somebody. Again: nothing."""
    changing.set_role(userid, role, Author(call.userid, "console"), held=False)


@api.on("GET", "/admin/directory/changes", query=Page, out=ChangePage, admin=True, errors=(CursorError,))
def list_directory_changes(call: Call) -> ChangePage:
    """What was changed of people and departments, the newest first."""
    found, cursor = standing.latest_changes(call.query.cursor)
    return ChangePage(**dict(change_list(found, call.locale)), next_cursor=cursor)


@api.on("GET", "/admin/directory/planned", out=PlannedList, admin=True)
def list_planned(call: Call) -> PlannedList:
    """What is to change, the next first; what could not on its day is among it."""
    return planned_list(planning.planned(), call.locale)


@api.on(
    "DELETE", "/admin/directory/planned/{planned_id}", status=204, admin=True, errors=(PlannedNotFoundError,)
)
def take_back_planned(_: Call, planned_id: str) -> None:
    """A planned change does not take effect."""
    planning.take_back(planned_id)


def _department(number: str) -> Department:
    found = service.departments().get(int(number)) if number.isascii() and number.isdecimal() else None
    if found is None:
        raise DepartmentNotFoundError(id=number)
    return found
