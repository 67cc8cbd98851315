"""What a member's calendar shows: the meetings they called or are invited to."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.wecom import things
from sandbox.wecom.markup import Html, el
from sandbox.wecom.store import Store

_ZONE = ZoneInfo("Asia/Shanghai")


def meetings(store: Store, userid: str) -> list[dict[str, Any]]:
    """In the order of their beginnings."""
    name = userid.lower()
    found = [one for one in things.every(store, "meetingid") if name in (one["admin"], *one["invitees"])]
    return sorted(found, key=lambda one: int(one["start"]))


def panel(store: Store, userid: str) -> Html | None:
    """The calendar above the messages; nothing where it is empty."""
    found = meetings(store, userid)
    if not found:
        return None
    return el("div", el("h3", "会议"), el("ul", *(_line(one) for one in found)), class_="calendar")


def _line(meeting: dict[str, Any]) -> Html:
    begins = datetime.fromtimestamp(int(meeting["start"]), _ZONE)
    minutes = int(meeting["seconds"]) // 60
    state = "（已取消）" if meeting.get("cancelled") else ""
    said = f"{begins:%m月%d日 %H:%M}，{minutes} 分钟，{len(meeting['invitees'])} 人受邀"
    return el("li", el("strong", f"{meeting['title']}{state}"), el("small", said))
