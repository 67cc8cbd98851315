"""A meeting: as it is wanted, as it stands at WeCom, and what is still to be done there. Pure.

WeCom's calls have no key that makes them once. So the wish is stored first; whoever carries it out writes down that it
asks, and after an answer that got lost looks for the meeting before it asks again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from chalicelib.wecom.apps.errors import (
    MeetingCrowdError,
    MeetingNobodyError,
    MeetingOthersError,
    MeetingOverError,
    MeetingTimeError,
    MeetingTitleError,
    MeetingUnsettledError,
)
from chalicelib.wecom.model import shortened

LONGEST_TITLE_BYTES = 40
MOST_INVITEES = 100
SHORTEST_SECONDS, LONGEST_SECONDS = 300, 86_399
FURTHEST_SECONDS = 366 * 86_400
Wish = Literal["create", "change", "cancel", ""]
Reason = Literal["unknown", "left", "not_in_wecom"]


class State(StrEnum):
    PLANNED = "planned"
    """WeCom has not said yet that it is there."""
    STANDING = "standing"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Content:
    """`start` in unix seconds; `people` are userids without the organiser, who is always there."""

    title: str
    start: int
    seconds: int
    people: tuple[str, ...]
    description: str = ""
    location: str = ""

    @property
    def shown_title(self) -> str:
        """What WeCom takes of the title: 40 bytes, some 13 Chinese characters."""
        return shortened(self.title, LONGEST_TITLE_BYTES)


@dataclass(frozen=True)
class LeftOut:
    """Somebody who was wanted and cannot be invited, and why."""

    userid: str
    reason: Reason


@dataclass(frozen=True)
class Meeting:
    """`content` is what is wanted, `there` what WeCom has (None: nothing yet). `wish` is what is still to be done.

    `errcode` is WeCom's number for the wish it refused last, `failed` which wish that was. `request` is the request
    it was called from. `version` counts the changes.
    """

    id: str
    organiser: str
    content: Content
    created_at: str
    wish: Wish = "create"
    state: State = State.PLANNED
    there: Content | None = None
    left_out: tuple[LeftOut, ...] = ()
    meetingid: str = ""
    code: str = ""
    link: str = ""
    errcode: int = 0
    failed: Wish = ""
    request: str = ""
    version: int = 1

    def is_seen_by(self, userid: str) -> bool:
        return userid in {self.organiser, *self.content.people}


@dataclass(frozen=True)
class Outcome:
    """What came of a wish at WeCom: the meeting as it is there now, or the number of a refusal."""

    there: Content | None = None
    meetingid: str = ""
    code: str = ""
    link: str = ""
    left_out: tuple[LeftOut, ...] = ()
    errcode: int = 0


def checked(content: Content, now: dt.datetime) -> Content:
    """The content, tidied. Raises MeetingTitleError, MeetingTimeError."""
    title = " ".join(content.title.split())
    if not title:
        raise MeetingTitleError(field="title")
    if not 0 < content.start - now.timestamp() <= FURTHEST_SECONDS:
        raise MeetingTimeError(field="start_at")
    if not SHORTEST_SECONDS <= content.seconds <= LONGEST_SECONDS:
        raise MeetingTimeError(field="end_at")
    return replace(
        content, title=title, description=content.description.strip(), location=content.location.strip()
    )


def invitable(
    wanted: Iterable[str], organiser: str, in_service: Mapping[str, bool]
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """Whom of the people wanted one can invite, and who is left out. `in_service` says of those the directory knows
    whether they are.

    One userid that WeCom does not know makes it refuse the whole meeting. Raises MeetingCrowdError, MeetingNobodyError.
    """
    names = [name for name in dict.fromkeys(one.strip().lower() for one in wanted) if name]
    others = [name for name in names if name != organiser]
    people = tuple(name for name in others if in_service.get(name))
    left_out = tuple(
        LeftOut(name, "left" if name in in_service else "unknown")
        for name in others
        if not in_service.get(name)
    )
    if len(people) > MOST_INVITEES:
        raise MeetingCrowdError(field="people", most=MOST_INVITEES, wanted=len(people))
    if not people:
        raise MeetingNobodyError(field="people")
    return people, left_out


def changed(
    meeting: Meeting, userid: str, content: Content, left_out: tuple[LeftOut, ...], now: dt.datetime
) -> Meeting:
    """The organiser wants it otherwise; one that WeCom refused is tried again so.

    Raises MeetingOthersError, MeetingUnsettledError, MeetingOverError.
    """
    require_own(meeting, userid, now)
    if meeting.state is State.PLANNED or meeting.wish == "cancel":
        raise MeetingUnsettledError
    anew = meeting.state is State.REFUSED
    return replace(
        meeting,
        content=content,
        left_out=left_out,
        wish="create" if anew else "change",
        state=State.PLANNED if anew else meeting.state,
        errcode=0,
        failed="",
        version=meeting.version + 1,
    )


def cancelled(meeting: Meeting, userid: str, now: dt.datetime) -> Meeting:
    """The organiser wants it no more. Again: nothing. Raises MeetingOthersError, MeetingOverError."""
    if meeting.organiser == userid and (meeting.state is State.CANCELLED or meeting.wish == "cancel"):
        return meeting
    require_own(meeting, userid, now)
    refused = meeting.state is State.REFUSED
    return replace(
        meeting,
        wish="" if refused else "cancel",
        state=State.CANCELLED if refused else meeting.state,
        errcode=0,
        failed="",
        version=meeting.version + 1,
    )


def tried_again(meeting: Meeting) -> Meeting:
    """One that WeCom refused is wanted again as it is."""
    return replace(
        meeting, wish="create", state=State.PLANNED, errcode=0, failed="", version=meeting.version + 1
    )


def settled(present: Meeting, seen: Meeting, outcome: Outcome) -> Meeting:
    """What came of the wish `seen`, written into the meeting as it is now; a newer wish is still to be done."""
    known = replace(
        present,
        meetingid=outcome.meetingid or present.meetingid,
        code=outcome.code or present.code,
        link=outcome.link or present.link,
        there=outcome.there or present.there,
        left_out=tuple({one.userid: one for one in (*present.left_out, *outcome.left_out)}.values()),
        version=present.version + 1,
    )
    if outcome.there is not None and seen.wish == "create":
        known = replace(known, state=State.STANDING)
    if present.version != seen.version:
        return known
    if outcome.errcode:
        return _refused(known, seen.wish, outcome.errcode)
    if seen.wish == "cancel":
        return replace(known, wish="", state=State.CANCELLED)
    return replace(known, wish="", content=outcome.there or known.content)


def _refused(meeting: Meeting, wish: Wish, errcode: int) -> Meeting:
    """What WeCom refused to change stays as it is there."""
    state = State.REFUSED if wish == "create" else meeting.state
    content = meeting.there or meeting.content
    return replace(meeting, wish="", state=state, content=content, errcode=errcode, failed=wish)


def require_own(meeting: Meeting, userid: str, now: dt.datetime) -> None:
    """Raises MeetingOthersError unless the person called it, MeetingOverError when it has begun or is cancelled."""
    if meeting.organiser != userid:
        raise MeetingOthersError
    standing = meeting.there or meeting.content
    begun = meeting.state is State.STANDING and standing.start <= now.timestamp()
    if meeting.state is State.CANCELLED or begun:
        raise MeetingOverError


def content_of(said: Mapping[str, Any]) -> Content:
    """The reverse of `dataclasses.asdict`."""
    return Content(**{**said, "people": tuple(said["people"])})


def answer_of(meeting: Meeting, public_url: str) -> dict[str, Any]:
    """What requests and flows are told of a meeting; `link` is ours, which shows WeCom's too, where WeCom tells none."""
    ours = f"{public_url}/#/meetings/{meeting.id}"
    return {
        "id": meeting.id,
        "state": meeting.state.value,
        "title": meeting.content.shown_title,
        "meetingid": meeting.meetingid,
        "code": meeting.code,
        "link": meeting.link or (ours if meeting.state is State.STANDING else ""),
        "left_out": [one.userid for one in meeting.left_out],
        "errcode": meeting.errcode,
    }
