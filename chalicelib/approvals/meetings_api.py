"""Meetings of a request over HTTP: for everybody who may see the request."""

from __future__ import annotations

from chalicelib.approvals import meetings
from chalicelib.approvals.api import seen
from chalicelib.approvals.model.errors import RequestNotFoundError
from chalicelib.platform.errors import BusyError, IdempotencyKeyReusedError
from chalicelib.platform.web import Api, Call
from chalicelib.wecom.apps.errors import MeetingNotFoundError
from chalicelib.wecom.apps.meeting_views import MeetingBody, MeetingList, MeetingView, content_of, views
from chalicelib.wecom.apps.meetings_api import WRONG

api = Api(__name__)


@api.on("GET", "/requests/{request_id}/meetings", out=MeetingList, errors=(RequestNotFoundError,))
def list_request_meetings(call: Call, request_id: str) -> MeetingList:
    """The meetings called about a request."""
    found = meetings.of_request(seen(call, request_id).request.id)
    return MeetingList(items=views(found, call.userid, call.locale))


@api.on(
    "POST",
    "/requests/{request_id}/meetings",
    body=MeetingBody,
    out=MeetingView,
    status=201,
    creates=True,
    errors=(*WRONG, RequestNotFoundError, MeetingNotFoundError, IdempotencyKeyReusedError, BusyError),
)
def call_request_meeting(call: Call, request_id: str) -> MeetingView:
    """Call a meeting about a request; its link comes into the request's history."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    request = seen(call, request_id).request.id
    made = meetings.call_meeting(call.userid, request, content_of(call.body), call.attempt)
    if made is None:
        raise MeetingNotFoundError
    return views([made], call.userid, call.locale)[0]
