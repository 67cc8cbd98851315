"""会议. A meeting can be changed by the app that made it only; 10,000 a day. No call has an id of its own.

After a call without an answer look with `list_ids` for the same start before creating again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.wecom.apis.base import Family, Json, TooMuchError, at_most
from chalicelib.wecom.model import shortened

LONGEST_TITLE_BYTES = 40
MOST_INVITEES = 100
SHORTEST_SECONDS, LONGEST_SECONDS = 300, 86_399
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Meeting:
    """`start` in unix seconds and to come. One invitee WeCom does not know makes it refuse the whole meeting."""

    admin: str
    title: str
    start: int
    seconds: int
    invitees: tuple[str, ...]
    description: str = ""
    location: str = ""


class MeetingApi(Family):
    def create(self, meeting: Meeting, agent_id: int, settings: Mapping[str, Any] | None = None) -> Json:
        """`meetingid`. https://developer.work.weixin.qq.com/document/path/97454."""
        return self.post(
            "meeting/create",
            admin_userid=meeting.admin,
            agentid=agent_id,
            settings=settings,
            **_content(meeting),
        )

    def update(self, meetingid: str, meeting: Meeting, settings: Mapping[str, Any] | None = None) -> Json:
        """The list of invitees is replaced as a whole. https://developer.work.weixin.qq.com/document/path/98148."""
        return self.post("meeting/update", meetingid=meetingid, settings=settings, **_content(meeting))

    def cancel(self, meetingid: str) -> Json:
        """https://developer.work.weixin.qq.com/document/path/98148."""
        return self.post("meeting/cancel", meetingid=meetingid)

    def get_info(self, meetingid: str) -> Json:
        """`status`, and of every attendee when they came and went. https://developer.work.weixin.qq.com/document/path/98149."""
        return self.post("meeting/get_info", meetingid=meetingid)

    def list_ids(self, userid: str, begin: int, end: int, cursor: str = "") -> Json:
        """A page of `meetingid_list` of one person. https://developer.work.weixin.qq.com/document/path/93707."""
        return self.post(
            "meeting/get_user_meetingid",
            userid=userid,
            begin_time=begin,
            end_time=end,
            cursor=cursor or None,
            limit=LARGEST_PAGE,
        )


def _content(meeting: Meeting) -> Json:
    at_most(MOST_INVITEES, "invitees", meeting.invitees)
    if not SHORTEST_SECONDS <= meeting.seconds <= LONGEST_SECONDS:
        raise TooMuchError(f"a meeting takes {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds")
    return {
        "title": shortened(meeting.title, LONGEST_TITLE_BYTES),
        "meeting_start": meeting.start,
        "meeting_duration": meeting.seconds,
        "description": meeting.description or None,
        "location": meeting.location or None,
        "invitees": {"userid": list(meeting.invitees)},
    }
