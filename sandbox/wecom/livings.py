"""Broadcasts (path/93637, 93640, 96834 to 96837): changed while only announced; a list ends when it says so."""

import secrets
from typing import Any, Final

from sandbox.wecom import members, things
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError

_ANNOUNCED, _LIVE, _ENDED, _CANCELLED = 0, 1, 2, 4
_WATCHED_SECONDS: Final = 600


def create(call: Call) -> dict[str, Any]:
    """A theme of 20 characters at most, a start to come, a kind from 0 to 4."""
    (anchor,) = things.people(call, [call.body.get("anchor_userid", "")], 1)
    livingid = f"lv{secrets.token_urlsafe(16)}"
    things.keep(call.store, "livingid", livingid, _read(call, {"anchor": anchor}))
    return {"livingid": livingid}


def modify(call: Call) -> dict[str, Any]:
    livingid = str(call.body.get("livingid", ""))
    things.keep(call.store, "livingid", livingid, _read(call, _announced(call)))
    return {}


def cancel(call: Call) -> dict[str, Any]:
    livingid = str(call.body.get("livingid", ""))
    things.keep(call.store, "livingid", livingid, _announced(call) | {"cancelled": True})
    return {}


def get_info(call: Call) -> dict[str, Any]:
    living = things.find(call, "livingid", call.query.get("livingid", ""))
    info = {
        "theme": living["theme"],
        "living_start": living["start"],
        "living_duration": living["seconds"],
        "status": _status(call, living),
        "anchor_userid": living["anchor"],
        "viewer_num": 2,
        "type": living["kind"],
    }
    return {"living_info": info}


def watch_stat(call: Call) -> dict[str, Any]:
    """Two who watched, then an empty page, then a last one: only `ending` tells the end."""
    things.find(call, "livingid", str(call.body.get("livingid", "")))
    pages: list[list[Any]] = [members.everybody(call.store)[:2], [], members.everybody(call.store)[2:3]]
    key = str(call.body.get("next_key", "0"))
    if not key.isdecimal() or int(key) >= len(pages):
        raise WeComError(40058, "next_key")
    place = int(key)
    users = [{"userid": one["userid"], "watch_time": _WATCHED_SECONDS} for one in pages[place]]
    last = place == len(pages) - 1
    return {
        "ending": int(last),
        "next_key": "" if last else str(place + 1),
        "stat_info": {"users": users, "external_users": []},
    }


def list_ids(call: Call) -> dict[str, Any]:
    (userid,) = things.people(call, [call.body.get("userid", "")], 1)
    names = [one["id"] for one in things.every(call.store, "livingid") if one["anchor"] == userid]
    found, following = things.page(call, names, 100)
    return {"livingid_list": found, "next_cursor": following}


APIS: Final = (
    Api("POST", "living/create", create),
    Api("POST", "living/modify", modify),
    Api("POST", "living/cancel", cancel),
    Api("GET", "living/get_living_info", get_info),
    Api("POST", "living/get_watch_stat", watch_stat),
    Api("POST", "living/get_user_all_livingid", list_ids),
)


def _read(call: Call, before: dict[str, Any]) -> dict[str, Any]:
    return before | {
        "theme": things.text(call.body, "theme", 20),
        "start": things.whole(call.body, "living_start", call.store.now() + 1, 2**40),
        "seconds": things.whole(call.body, "living_duration", 60, 86_400),
        "kind": things.whole(call.body, "type", 0, 4),
    }


def _announced(call: Call) -> dict[str, Any]:
    living = things.find(call, "livingid", str(call.body.get("livingid", "")))
    if _status(call, living) != _ANNOUNCED:
        raise WeComError(40058, "livingid")
    return living


def _status(call: Call, living: dict[str, Any]) -> int:
    if living.get("cancelled"):
        return _CANCELLED
    passed = call.store.now() - int(living["start"])
    if passed < 0:
        return _ANNOUNCED
    return _LIVE if passed < int(living["seconds"]) else _ENDED
