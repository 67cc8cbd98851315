"""What is to be done for a meeting is done at WeCom: by the functions that talk to it, and once.

A creation is asked for after writing down that it is. Where no answer came, the meeting is looked for (same organiser,
start and title, and no other of ours) before it is asked for again, and not before WeCom had time to finish.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalicelib.platform import clock
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import vendor_errors
from chalicelib.wecom.apps import store
from chalicelib.wecom.apps.model import Content, LeftOut, Meeting, Outcome
from chalicelib.wecom.apps.store import Asked
from chalicelib.wecom.model import WecomRefusedError, WecomUnavailableError

if TYPE_CHECKING:
    from chalicelib.wecom.apis.meetings import Meeting as Wanted
    from chalicelib.wecom.client import Client

Ask = Callable[["Client", "Wanted"], dict[str, Any]]

UNSETTLED = dt.timedelta(seconds=20)
"""So long after a call without an answer the meeting may still appear at WeCom."""
UNKNOWN_PERSON = frozenset({60111, 60011, 40031})
"""Somebody invited is not in WeCom, or not within what our app may see."""
OVER = frozenset({3, 4, 5})
"""Of a meeting's status: ended, cancelled, expired."""
CANCELLED = 4


def settle(meeting: str) -> Meeting:
    """Carry out what is wished for a meeting; the meeting afterwards. Where somebody else is at it: as it is now.

    Raises MeetingNotFoundError, WecomUnavailableError (then it is still to be done).
    """
    present = store.read(meeting)
    if not present.wish or not store.take_work(meeting):
        return present
    present = store.read(meeting)
    try:
        outcome = _carried_out(present)
    except WecomUnavailableError:
        store.put_back(meeting)
        raise
    return store.settle(present, outcome)


def sweep() -> int:
    """Carry out what was left undone; how many WeCom did not answer for."""
    failed = 0
    for meeting in list(store.waiting()):
        try:
            settle(meeting)
        except WecomUnavailableError:
            logger.warning("meeting_waits", extra={"meeting": meeting})
            failed += 1
    return failed


def _carried_out(meeting: Meeting) -> Outcome:
    try:
        if meeting.wish == "create":
            return _created(meeting)
        if meeting.wish == "change":
            return _changed(meeting)
        return _cancelled(meeting) if meeting.wish == "cancel" else Outcome()
    except WecomRefusedError as error:
        found = vendor_errors.explain(error.errcode, "en")
        logger.warning(
            "meeting_refused",
            extra={
                "meeting": meeting.id,
                "wish": meeting.wish,
                "errcode": error.errcode,
                "meaning": found.meaning,
            },
        )
        return Outcome(errcode=error.errcode)


def _created(meeting: Meeting) -> Outcome:
    asked = store.read_asked(meeting.id)
    if asked:
        found = _lost(meeting, asked)
        if found and asked.content == meeting.content:
            return _told(found, meeting.content)
        if found:
            return replace(_changed(replace(meeting, meetingid=found)), meetingid=found)
        _wait_for_wecom(asked)
    store.note_asked(meeting)
    try:
        content, left_out, answer = _with_the_known(
            meeting, lambda app, wanted: app.meeting.create(wanted, int(settings().wecom_agent_id))
        )
    except WecomRefusedError:
        store.forget_asked(meeting.id)
        raise
    return replace(_told(str(answer["meetingid"]), content), left_out=left_out)


def _changed(meeting: Meeting) -> Outcome:
    content, left_out, _ = _with_the_known(
        meeting, lambda app, wanted: app.meeting.update(meeting.meetingid, wanted)
    )
    return Outcome(there=content, left_out=left_out)


def _cancelled(meeting: Meeting) -> Outcome:
    """A meeting that never came to be, or is over already, needs no call."""
    meetingid = meeting.meetingid
    asked = None if meetingid else store.read_asked(meeting.id)
    if asked:
        meetingid = _lost(meeting, asked)
        if not meetingid:
            _wait_for_wecom(asked)
    if not meetingid:
        return Outcome()
    try:
        _call(lambda app: app.meeting.cancel(meetingid))
    except WecomRefusedError:
        if _status(meetingid) != CANCELLED:
            raise
    return Outcome(meetingid=meetingid)


def _wait_for_wecom(asked: Asked) -> None:
    if clock.now() - clock.from_text(asked.at) < UNSETTLED:
        raise WecomUnavailableError


def _with_the_known(meeting: Meeting, ask: Ask) -> tuple[Content, tuple[LeftOut, ...], dict[str, Any]]:
    """Ask with all people; where WeCom does not know somebody, once more with those it knows."""
    content = meeting.content
    try:
        return content, (), _call(lambda app: ask(app, _wanted(meeting.organiser, content)))
    except WecomRefusedError as error:
        if error.errcode not in UNKNOWN_PERSON:
            raise
        known = set(_known(content.people))
        if len(known) == len(content.people):
            raise
    content = replace(content, people=tuple(one for one in content.people if one in known))
    left_out = tuple(LeftOut(one, "not_in_wecom") for one in meeting.content.people if one not in known)
    return content, left_out, _call(lambda app: ask(app, _wanted(meeting.organiser, content)))


def _known(people: Iterable[str]) -> Iterator[str]:
    return (userid for userid in people if _is_known(userid))


def _is_known(userid: str) -> bool:
    try:
        _call(lambda app: app.user.get(userid))
    except WecomRefusedError as error:
        if error.errcode not in UNKNOWN_PERSON:
            raise
        return False
    return True


def _lost(meeting: Meeting, asked: Asked) -> str:
    """WeCom's id of the meeting where its answer got lost; empty where it is not there."""
    cursor = ""
    while True:
        page = _page(meeting, asked, cursor)
        for meetingid in page.get("meetingid_list", ()):
            if _is_same(meeting, asked, str(meetingid)):
                return str(meetingid)
        cursor = str(page.get("next_cursor") or "")
        if not cursor:
            return ""


def _page(meeting: Meeting, asked: Asked, cursor: str) -> dict[str, Any]:
    """The organiser's meetings that begin when this one was to."""
    start = asked.content.start
    return _call(lambda app: app.meeting.list_ids(meeting.organiser, start, start, cursor))


def _is_same(meeting: Meeting, asked: Asked, meetingid: str) -> bool:
    if store.is_claimed_by_other(meetingid, meeting.id):
        return False
    there = _call(lambda app: app.meeting.get_info(meetingid))
    found = (str(there.get("admin_userid", "")).lower(), there.get("title"), there.get("meeting_start"))
    wanted = (meeting.organiser, asked.content.shown_title, asked.content.start)
    return found == wanted and there.get("status") not in OVER


def _told(meetingid: str, content: Content) -> Outcome:
    """The meeting as it stands now, with number and address to join where WeCom tells them."""
    try:
        info = _call(lambda app: app.meeting.get_info(meetingid))
    except (WecomRefusedError, WecomUnavailableError):
        info = {}
    return Outcome(
        there=content,
        meetingid=meetingid,
        code=str(info.get("meeting_code") or ""),
        link=_address(info.get("meeting_link")),
    )


def _address(given: Any) -> str:
    """A link is shown to be pressed: only one of the web is taken."""
    link = str(given or "")
    return link if link.startswith("https://") else ""


def _status(meetingid: str) -> int:
    return int(_call(lambda app: app.meeting.get_info(meetingid)).get("status", 0))


def _wanted(organiser: str, content: Content) -> Wanted:
    from chalicelib.wecom.apis.meetings import Meeting as Wanted

    return Wanted(
        admin=organiser,
        title=content.title,
        start=content.start,
        seconds=content.seconds,
        invitees=content.people,
        description=content.description,
        location=content.location,
    )


def _call(request: Callable[[Client], dict[str, Any]]) -> dict[str, Any]:
    from chalicelib.wecom import client

    return client.call(request)
