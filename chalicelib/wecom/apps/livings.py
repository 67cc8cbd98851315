"""Broadcasts at WeCom, for `wecom_ask`: what somebody has broadcast, and who watched."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.wecom.client import Client

PAGE = 10
"""Each of them is a call of its own."""
MOST_PAGES = 60
"""So many pages of who watched are read; that is some seconds."""


def listed(userid: str, cursor: str = "") -> dict[str, Any]:
    """A page of somebody's broadcasts, and the cursor of the next."""
    page = _call(lambda app: app.living.list_ids(userid, cursor, PAGE))
    return {
        "items": [one(str(name)) for name in page.get("livingid_list", ())],
        "cursor": str(page.get("next_cursor") or ""),
    }


def one(livingid: str) -> dict[str, Any]:
    """One broadcast: what WeCom calls `living_info`, with its id."""
    info = _call(lambda app: app.living.get_living_info(livingid))["living_info"]
    return {
        "id": livingid,
        "theme": str(info.get("theme", "")),
        "anchor": str(info.get("anchor_userid", "")).lower(),
        "start": int(info.get("reserve_start") or info.get("living_start") or 0),
        "seconds": int(info.get("reserve_living_duration") or info.get("living_duration") or 0),
        "status": int(info.get("status", 0)),
        "viewers": int(info.get("viewer_num") or 0),
    }


def watchers(livingid: str) -> dict[str, Any]:
    """Who watched how long: read until WeCom says it has ended, for an empty page is not the end."""
    pages = _call(lambda app: list(itertools.islice(app.living.watch_stat(livingid), MOST_PAGES)))
    seconds, others = Counter[str](), 0
    for page in pages:
        stat = page.get("stat_info") or {}
        for viewer in stat.get("users") or ():
            seconds[str(viewer.get("userid", "")).lower()] += int(viewer.get("watch_time") or 0)
        others += len(stat.get("external_users") or ())
    return {
        "people": dict(seconds),
        "others": others,
        "whole": bool(pages) and pages[-1].get("ending") == 1,
    }


def _call(request: Callable[[Client], Any]) -> Any:
    from chalicelib.wecom import client

    return client.call(request)


TOPICS: Mapping[str, Callable[..., Any]] = {"livings": listed, "living": one, "watchers": watchers}
