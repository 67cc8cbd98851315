"""Broadcasts over HTTP: one's own; administrators see anybody's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.directory.api import PersonShort
from chalicelib.platform import clock
from chalicelib.platform.errors import CursorError, NotAdministratorError
from chalicelib.platform.web import Api, Call
from chalicelib.wecom.apps import asking
from chalicelib.wecom.apps.asking import Note
from chalicelib.wecom.apps.errors import LivingNotFoundError
from chalicelib.wecom.model import WecomUnavailableError

api = Api(__name__)
UNKNOWN = frozenset({40058, 60111})
"""WeCom does not know the broadcast, or the person: neither is a missing right."""


class LivingsQuery(BaseModel):
    """`userid`: whose; empty: mine."""

    model_config = ConfigDict(extra="forbid")

    userid: str = Field(default="", max_length=64)
    cursor: str | None = Field(default=None, max_length=500)


class LivingView(BaseModel):
    """`status`: 0 announced, 1 on, 2 over, 3 expired, 4 cancelled; `start_at` by the institute's wall clock."""

    id: str
    theme: str
    anchor: PersonShort
    start_at: str
    minutes: int
    status: int
    viewers: int


class LivingPage(BaseModel):
    """`note` says why WeCom tells nothing."""

    items: list[LivingView]
    next_cursor: str | None
    note: Note | None


class Watcher(BaseModel):
    userid: str
    name: str
    department_name: str
    minutes: int


class LivingStatistic(BaseModel):
    """Who watched how long, the longest first. `others` are people from outside; `whole` false: there are more."""

    living: LivingView | None
    people: list[Watcher]
    others: int
    minutes: int
    whole: bool
    note: Note | None


@api.on(
    "GET",
    "/livings",
    query=LivingsQuery,
    out=LivingPage,
    errors=(CursorError, NotAdministratorError, WecomUnavailableError),
)
def list_livings(call: Call) -> LivingPage:
    """Broadcasts of a person."""
    query: LivingsQuery = call.query
    whose = query.userid.lower() or call.userid
    if whose != call.userid:
        directory.require_admin(call.userid)
    told = asking.ask("livings", userid=whose, cursor=query.cursor or "")
    if told.errcode == 40058 and query.cursor:
        raise CursorError(field="cursor")
    if told.errcode:
        return LivingPage(items=[], next_cursor=None, note=asking.note(told.errcode, call.locale))
    items = [living_view(one) for one in told.answer["items"]]
    return LivingPage(items=items, next_cursor=told.answer["cursor"] or None, note=None)


@api.on(
    "GET",
    "/livings/{living}",
    out=LivingStatistic,
    errors=(LivingNotFoundError, WecomUnavailableError),
)
def get_living(call: Call, living: str) -> LivingStatistic:
    """Who watched a broadcast of mine."""
    info = asking.ask("living", livingid=living)
    if info.errcode in UNKNOWN:
        raise LivingNotFoundError
    if info.errcode:
        return _nothing(info.errcode, None, call.locale)
    if info.answer["anchor"] != call.userid and not _is_admin(call.userid):
        raise LivingNotFoundError
    shown = living_view(info.answer)
    told = asking.ask("watchers", livingid=living)
    if told.errcode:
        return _nothing(told.errcode, shown, call.locale)
    return LivingStatistic(
        living=shown,
        people=_watchers(told.answer["people"]),
        others=told.answer["others"],
        minutes=sum(told.answer["people"].values()) // 60,
        whole=told.answer["whole"],
        note=None,
    )


def living_view(one: dict[str, Any]) -> LivingView:
    anchor = directory.people([one["anchor"]]).get(one["anchor"])
    begins = clock.wall(dt.datetime.fromtimestamp(one["start"], dt.UTC))
    return LivingView(
        id=one["id"],
        theme=one["theme"],
        anchor=PersonShort(userid=one["anchor"], name=anchor.name if anchor else one["anchor"]),
        start_at=begins.strftime("%Y-%m-%dT%H:%M"),
        minutes=one["seconds"] // 60,
        status=one["status"],
        viewers=one["viewers"],
    )


def _watchers(seconds: dict[str, int]) -> list[Watcher]:
    people, departments = directory.people(seconds), directory.departments()
    found = []
    for userid in sorted(seconds, key=lambda one: (-seconds[one], one)):
        person = people.get(userid)
        department = departments.get(person.department) if person else None
        found.append(
            Watcher(
                userid=userid,
                name=person.name if person else userid,
                department_name=department.name if department else "",
                minutes=seconds[userid] // 60,
            )
        )
    return found


def _nothing(errcode: int, living: LivingView | None, locale: str) -> LivingStatistic:
    return LivingStatistic(
        living=living, people=[], others=0, minutes=0, whole=True, note=asking.note(errcode, locale)
    )


def _is_admin(userid: str) -> bool:
    try:
        directory.require_admin(userid)
    except NotAdministratorError:
        return False
    return True
