"""A meeting as pages get it, and as they say what they want."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.directory.api import PersonShort
from chalicelib.platform import clock, messages
from chalicelib.wecom.apps import asking
from chalicelib.wecom.apps.asking import Note
from chalicelib.wecom.apps.errors import MeetingTimeError
from chalicelib.wecom.apps.model import Content, Meeting, State

WALL = "%Y-%m-%dT%H:%M"
LONGEST_LIST = 500


class MeetingBody(BaseModel):
    """`start_at` and `end_at` by the institute's wall clock, to the minute; `people` without who calls the meeting."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(max_length=100)
    start_at: str = Field(max_length=16)
    end_at: str = Field(max_length=16)
    people: list[Annotated[str, Field(max_length=64)]] = Field(max_length=LONGEST_LIST)
    description: str = Field(default="", max_length=500)
    location: str = Field(default="", max_length=100)


class LeftOutView(BaseModel):
    """Somebody who was wanted and cannot be invited; `why` is a sentence."""

    userid: str
    name: str
    why: str


class MeetingView(BaseModel):
    """`shown_title` is what WeCom shows of the title. `link` and `code` are how to join, where WeCom tells them.

    `waiting`: WeCom has not heard of the latest wish. `note` says why it refused one, `failed` which. `mine`: I may
    change and cancel it, while `open`. `version` is for If-Match.
    """

    id: str
    title: str
    shown_title: str
    start_at: str
    end_at: str
    description: str
    location: str
    organiser: PersonShort
    people: list[PersonShort]
    left_out: list[LeftOutView]
    state: Literal["planned", "standing", "refused", "cancelled"]
    waiting: bool
    meetingid: str
    code: str
    link: str
    failed: str
    note: Note | None
    request: str
    mine: bool
    open: bool
    version: str


class MeetingList(BaseModel):
    items: list[MeetingView]


class MeetingPage(BaseModel):
    items: list[MeetingView]
    next_cursor: str | None


def content_of(body: MeetingBody) -> Content:
    """What a page wants. Raises MeetingTimeError for what is no time."""
    start, end = _instant(body.start_at, "start_at"), _instant(body.end_at, "end_at")
    return Content(
        title=body.title,
        start=start,
        seconds=end - start,
        people=tuple(body.people),
        description=body.description,
        location=body.location,
    )


def views(meetings: Iterable[Meeting], userid: str, locale: str) -> list[MeetingView]:
    """Meetings as somebody sees them."""
    shown = list(meetings)
    named = {name for one in shown for name in (one.organiser, *one.content.people)}
    named |= {out.userid for one in shown for out in one.left_out}
    names = {name: person.name for name, person in directory.people(named).items()}
    return [_view(one, userid, names, locale) for one in shown]


def _view(meeting: Meeting, userid: str, names: dict[str, str], locale: str) -> MeetingView:
    content = meeting.content
    mine = meeting.organiser == userid
    begins = dt.datetime.fromtimestamp(content.start, dt.UTC)
    over = meeting.state is State.CANCELLED or (meeting.state is State.STANDING and begins <= clock.now())
    return MeetingView(
        id=meeting.id,
        title=content.title,
        shown_title=content.shown_title,
        start_at=_wall(content.start),
        end_at=_wall(content.start + content.seconds),
        description=content.description,
        location=content.location,
        organiser=_person(meeting.organiser, names),
        people=[_person(one, names) for one in content.people],
        left_out=[
            LeftOutView(
                userid=one.userid,
                name=names.get(one.userid, one.userid),
                why=messages.text(f"meetings.{one.reason}", locale),
            )
            for one in meeting.left_out
        ],
        state=meeting.state.value,
        waiting=bool(meeting.wish),
        meetingid=meeting.meetingid,
        code=meeting.code,
        link=meeting.link,
        failed=meeting.failed,
        note=asking.note(meeting.errcode, locale),
        request=meeting.request,
        mine=mine,
        open=mine and not over and meeting.wish != "cancel",
        version=str(meeting.version),
    )


def _person(userid: str, names: dict[str, str]) -> PersonShort:
    return PersonShort(userid=userid, name=names.get(userid, userid))


def _instant(text: str, field: str) -> int:
    try:
        return int(clock.from_wall(dt.datetime.strptime(text, WALL)).timestamp())  # noqa: DTZ007 - a wall clock's
    except (ValueError, OverflowError):
        raise MeetingTimeError(field=field) from None


def _wall(moment: int) -> str:
    return clock.wall(dt.datetime.fromtimestamp(moment, dt.UTC)).strftime(WALL)
