"""Coming in: who I am, what I may do, how much waits for me."""

from __future__ import annotations

from pydantic import BaseModel

from chalicelib.approvals import service as approvals
from chalicelib.directory import service as directory
from chalicelib.directory.api import PersonView, person_view
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class Counts(BaseModel):
    todo: int
    running: int


class Me(BaseModel):
    """`leads`: answers for a department, as head, deputy or division leader."""

    person: PersonView
    roles: list[str]
    is_admin: bool
    leads: bool
    csrf_token: str
    counts: Counts


@api.on("GET", "/me", out=Me)
def get_me(call: Call) -> Me:
    """Who I am, what I may do, how much waits for me."""
    person, departments = directory.person(call.userid), directory.departments()
    return Me(
        person=person_view(person, departments),
        roles=list(person.roles),
        is_admin=ADMIN_ROLE in person.roles,
        leads=any(call.userid in one.named and not one.closed_on for one in departments.values()),
        csrf_token=call.session.csrf if call.session else "",
        counts=Counts(
            todo=approvals.open_tasks(call.userid), running=approvals.running_requests(call.userid)
        ),
    )
