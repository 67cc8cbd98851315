"""Use cases of meetings, for the API and for requests: what is wanted is stored, then WeCom is told.

Where WeCom does not answer, what is wanted stands, and `sweep_meetings` goes on with it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.platform import clock
from chalicelib.platform.errors import VersionStaleError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from chalicelib.platform.settings import settings
from chalicelib.platform.store import CollisionError, Operation, transact
from chalicelib.wecom.apps import asking, store
from chalicelib.wecom.apps.errors import MeetingNotFoundError
from chalicelib.wecom.apps.model import (
    Content,
    LeftOut,
    Meeting,
    cancelled,
    changed,
    checked,
    invitable,
    require_own,
)
from chalicelib.wecom.model import WecomUnavailableError

LOOKS, LOOK_SECONDS = 12, 0.5
"""So often, and so far apart, a page's call looks whether somebody else has come to an end with the meeting."""


def call_meeting(userid: str, wanted: Content, attempt: Attempt) -> Meeting:
    """Somebody calls a meeting. The same attempt again is the same meeting.

    Raises MeetingTitleError, MeetingTimeError, MeetingCrowdError, MeetingNobodyError, IdempotencyKeyReusedError.
    """
    before = attempt.created_before()
    if before is None:
        meeting = planned(userid, wanted)
        try:
            transact([*store.planned(meeting), attempt.write(meeting.id)])
            before = meeting.id
        except CollisionError:
            before = attempt.created_before()
    if before is None:
        raise MeetingNotFoundError
    return told(before)


def planned(userid: str, wanted: Content, request: str = "") -> Meeting:
    """A meeting as it can be called, with whom is left out; its rows are `store.planned`.

    Raises MeetingTitleError, MeetingTimeError, MeetingCrowdError, MeetingNobodyError.
    """
    content, left_out = _possible(userid, wanted)
    made_at = clock.to_text(clock.now())
    return Meeting(new_id(), userid, content, made_at, left_out=left_out, request=request)


def rows_of(meeting: Meeting) -> list[Operation]:
    """The writes of a planned meeting, for the transaction of what it is called from."""
    return store.planned(meeting)


def told(meeting: str) -> Meeting:
    """The meeting after WeCom was told what is to be told; where it does not answer, as it stands."""
    present = store.read(meeting)
    if not present.wish:
        return present
    try:
        asking.invoke(settings().meeting_function, {"id": meeting})
    except WecomUnavailableError:
        return present
    found = store.read(meeting)
    for _ in range(LOOKS):
        if not found.wish:
            break
        # The outbox was first, and is asking WeCom at this moment.
        time.sleep(LOOK_SECONDS)
        found = store.read(meeting)
    return found


def change(userid: str, meeting: str, wanted: Content, seen: int) -> Meeting:
    """The organiser wants a meeting otherwise, or one that WeCom refused once more.

    Raises MeetingNotFoundError, MeetingOthersError, MeetingUnsettledError, MeetingOverError, VersionStaleError, and
    what `call_meeting` does.
    """
    before = of(userid, meeting)
    require_own(before, userid, clock.now())
    if before.version != seen:
        raise VersionStaleError(field="If-Match")
    content, left_out = _possible(userid, wanted)
    after = changed(before, userid, content, left_out, clock.now())
    try:
        store.put_changed(before, after)
    except CollisionError as collision:
        raise VersionStaleError(field="If-Match") from collision
    return told(meeting)


def cancel(userid: str, meeting: str) -> Meeting:
    """The organiser cancels a meeting. Again: nothing. Raises MeetingNotFoundError, MeetingOthersError, MeetingOverError."""
    while True:
        before = of(userid, meeting)
        after = cancelled(before, userid, clock.now())
        if after is before:
            return told(meeting)
        try:
            store.put_changed(before, after)
        except CollisionError:
            continue
        return told(meeting)


def of(userid: str, meeting: str) -> Meeting:
    """A meeting of somebody's, called or invited to. Raises MeetingNotFoundError."""
    found = store.read(meeting)
    if not found.is_seen_by(userid):
        raise MeetingNotFoundError
    return found


def of_person(userid: str, cursor: str | None) -> tuple[list[Meeting], str | None]:
    """A page of somebody's meetings, the newest first; those they are no longer invited to are not among them.

    Raises CursorError.
    """
    found, following = store.of_person(userid, cursor)
    return [one for one in found if one.is_seen_by(userid)], following


def of_request(request: str) -> list[Meeting]:
    """The meetings called from a request, the oldest first."""
    return store.of_request(request)


def by_request(meeting: Meeting, key: str) -> dict[str, Any]:
    """A flow calls a meeting: `key` makes it once. What the function says (`jobs.wecom_meeting`).

    Raises WecomUnavailableError.
    """
    name = hashlib.sha256(key.encode()).hexdigest()[:26]
    return asking.invoke(settings().meeting_function, {"plan": store.as_json(replace(meeting, id=name))})


def settle(meeting: str) -> dict[str, Any]:
    """What became of a meeting, after telling WeCom what is to be told: `jobs.wecom_meeting`.

    Raises WecomUnavailableError.
    """
    return asking.invoke(settings().meeting_function, {"id": meeting})


def _possible(userid: str, wanted: Content) -> tuple[Content, tuple[LeftOut, ...]]:
    content = checked(wanted, clock.now())
    people, left_out = invitable(content.people, userid, _in_service(content.people))
    return replace(content, people=people), left_out


def _in_service(people: Iterable[str]) -> dict[str, bool]:
    """By each userid that was wanted: a person who was renamed is found, and called, by the former name too."""
    wanted = [one.strip().lower() for one in people]
    return {name: person.active for name, person in directory.people(wanted).items()}
