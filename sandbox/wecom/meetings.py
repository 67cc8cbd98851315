"""Meetings (path/97454, 98148, 98149, 93707): all invitees are known, or there is no meeting."""

import secrets
import zlib
from typing import Any, Final

from sandbox.wecom import things
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError

_MOST_INVITEES: Final = 100
_LONGEST_TITLE_BYTES: Final = 40
_WAITING, _RUNNING, _ENDED, _CANCELLED = 1, 2, 3, 4


def create(call: Call) -> dict[str, Any]:
    """Needs a start to come, 300 to 86399 seconds, and a title of 40 bytes at most."""
    (admin,) = things.people(call, [call.body.get("admin_userid", "")], 1)
    meetingid = f"hy{secrets.token_urlsafe(16)}"
    things.keep(call.store, "meetingid", meetingid, _read(call, {"admin": admin}))
    return {"meetingid": meetingid, "excess_users": []}


def update(call: Call) -> dict[str, Any]:
    """What is given replaces what was there; the invitees as a whole."""
    meetingid = str(call.body.get("meetingid", ""))
    things.keep(call.store, "meetingid", meetingid, _read(call, _waiting(call)))
    return {"excess_users": []}


def cancel(call: Call) -> dict[str, Any]:
    meetingid = str(call.body.get("meetingid", ""))
    things.keep(call.store, "meetingid", meetingid, _waiting(call) | {"cancelled": True})
    return {}


def get_info(call: Call) -> dict[str, Any]:
    """Nobody here has a camera: those invited are told as not come."""
    meetingid = str(call.body.get("meetingid", ""))
    meeting = things.find(call, "meetingid", meetingid)
    invited = [{"userid": userid, "status": 2, "total_join_count": 0} for userid in meeting["invitees"]]
    return {
        "admin_userid": meeting["admin"],
        "title": meeting["title"],
        "meeting_start": meeting["start"],
        "meeting_duration": meeting["seconds"],
        "status": _status(call, meeting),
        "meeting_code": _code(meetingid),
        "meeting_link": f"https://meeting.example.com/dm/{_code(meetingid)}",
        "attendees": {"member": invited, "tmp_external_user": []},
    }


def list_ids(call: Call) -> dict[str, Any]:
    """The meetings of one person that begin within a span."""
    (userid,) = things.people(call, [call.body.get("userid", "")], 1)
    begin = things.whole(call.body, "begin_time", 0, 2**40)
    end = things.whole(call.body, "end_time", begin, 2**40)
    names = [
        one["id"]
        for one in things.every(call.store, "meetingid")
        if begin <= one["start"] <= end and userid in (one["admin"], *one["invitees"])
    ]
    found, following = things.page(call, names, 100)
    return {"meetingid_list": found, "next_cursor": following}


APIS: Final = (
    Api("POST", "meeting/create", create),
    Api("POST", "meeting/update", update),
    Api("POST", "meeting/cancel", cancel),
    Api("POST", "meeting/get_info", get_info),
    Api("POST", "meeting/get_user_meetingid", list_ids),
)


def _code(meetingid: str) -> str:
    """Nine digits, as people type them to come in."""
    return f"{zlib.crc32(meetingid.encode()) % 1_000_000_000:09d}"


def _read(call: Call, before: dict[str, Any]) -> dict[str, Any]:
    title = things.text(call.body, "title", 255)
    if len(title.encode()) > _LONGEST_TITLE_BYTES:
        raise WeComError(40058, "title")
    invitees = call.body.get("invitees") or {}
    return before | {
        "title": title,
        "start": things.whole(call.body, "meeting_start", call.store.now() + 1, 2**40),
        "seconds": things.whole(call.body, "meeting_duration", 300, 86_399),
        "invitees": things.people(call, invitees.get("userid", []), _MOST_INVITEES),
    }


def _waiting(call: Call) -> dict[str, Any]:
    """Raises 40058 for a meeting that has begun, ended or been cancelled."""
    meeting = things.find(call, "meetingid", str(call.body.get("meetingid", "")))
    if _status(call, meeting) != _WAITING:
        raise WeComError(40058, "meetingid")
    return meeting


def _status(call: Call, meeting: dict[str, Any]) -> int:
    if meeting.get("cancelled"):
        return _CANCELLED
    passed = call.store.now() - int(meeting["start"])
    if passed < 0:
        return _WAITING
    return _RUNNING if passed < int(meeting["seconds"]) else _ENDED
