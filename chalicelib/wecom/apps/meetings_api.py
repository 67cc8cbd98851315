"""Meetings over HTTP: those somebody calls or is invited to. Meetings of a request stand below the request."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.platform.errors import CursorError, IdempotencyKeyReusedError, VersionStaleError
from chalicelib.platform.web import Api, Call
from chalicelib.wecom.apps import meetings
from chalicelib.wecom.apps.errors import (
    MeetingCrowdError,
    MeetingNobodyError,
    MeetingNotFoundError,
    MeetingOthersError,
    MeetingOverError,
    MeetingTimeError,
    MeetingTitleError,
    MeetingUnsettledError,
)
from chalicelib.wecom.apps.meeting_views import MeetingBody, MeetingPage, MeetingView, content_of, views
from chalicelib.wecom.apps.model import Meeting

api = Api(__name__)
WRONG = (MeetingTitleError, MeetingTimeError, MeetingCrowdError, MeetingNobodyError)
"""What may be wrong with a meeting as it is wanted."""


class MeetingsQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(default=None, max_length=2000)


@api.on("GET", "/meetings", query=MeetingsQuery, out=MeetingPage, errors=(CursorError,))
def list_meetings(call: Call) -> MeetingPage:
    """My meetings, called or invited to, the newest first."""
    found, cursor = meetings.of_person(call.userid, call.query.cursor)
    return MeetingPage(items=views(found, call.userid, call.locale), next_cursor=cursor)


@api.on(
    "POST",
    "/meetings",
    body=MeetingBody,
    out=MeetingView,
    status=201,
    creates=True,
    errors=(*WRONG, MeetingNotFoundError, IdempotencyKeyReusedError),
)
def create_meeting(call: Call) -> MeetingView:
    """Call a meeting. Where WeCom does not answer, it is `planned` and follows."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    return _shown(meetings.call_meeting(call.userid, content_of(call.body), call.attempt), call)


@api.on("GET", "/meetings/{meeting}", out=MeetingView, errors=(MeetingNotFoundError,))
def get_meeting(call: Call, meeting: str) -> MeetingView:
    """A meeting of mine."""
    return _shown(meetings.of(call.userid, meeting), call)


@api.on(
    "PUT",
    "/meetings/{meeting}",
    body=MeetingBody,
    out=MeetingView,
    guarded=True,
    errors=(
        *WRONG,
        MeetingNotFoundError,
        MeetingOthersError,
        MeetingUnsettledError,
        MeetingOverError,
        VersionStaleError,
    ),
)
def put_meeting(call: Call, meeting: str) -> MeetingView:
    """Change a meeting I called; one that WeCom refused is asked for once more."""
    return _shown(meetings.change(call.userid, meeting, content_of(call.body), call.version), call)


@api.on(
    "DELETE",
    "/meetings/{meeting}",
    out=MeetingView,
    errors=(MeetingNotFoundError, MeetingOthersError, MeetingOverError),
)
def cancel_meeting(call: Call, meeting: str) -> MeetingView:
    """Cancel a meeting I called. Again: nothing."""
    return _shown(meetings.cancel(call.userid, meeting), call)


def _shown(meeting: Meeting, call: Call) -> MeetingView:
    return views([meeting], call.userid, call.locale)[0]
