"""直播. A broadcast can be changed while it is only announced, by the app that made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.wecom.apis.base import Family, Json

LONGEST_THEME = 20
LARGEST_PAGE = 100
MOST_PAGES = 1000
"""A list that never says it has ended is not followed for ever."""


@dataclass(frozen=True)
class Living:
    """`start` in unix seconds. `kind`: 0 general, 1 small class, 2 large class, 3 training, 4 event."""

    anchor: str
    theme: str
    start: int
    seconds: int
    kind: int = 3
    description: str = ""


class LivingApi(Family):
    def create(self, living: Living, agent_id: int) -> Json:
        """`livingid`. https://developer.work.weixin.qq.com/document/path/93637."""
        return self.post("living/create", anchor_userid=living.anchor, agentid=agent_id, **_content(living))

    def modify(self, livingid: str, living: Living) -> Json:
        """https://developer.work.weixin.qq.com/document/path/93640."""
        return self.post("living/modify", livingid=livingid, **_content(living))

    def cancel(self, livingid: str) -> Json:
        """https://developer.work.weixin.qq.com/document/path/93640."""
        return self.post("living/cancel", livingid=livingid)

    def get_living_info(self, livingid: str) -> Json:
        """`living_info` with `status` 0 to 4: the vendor's sample writes the name with a blank behind it, so both are read.

        https://developer.work.weixin.qq.com/document/path/96834
        """
        answer = self.get("living/get_living_info", livingid=livingid)
        info = {name.strip(): value for name, value in answer.get("living_info", {}).items()}
        return {**answer, "living_info": info}

    def watch_stat(self, livingid: str) -> Iterator[Json]:
        """Who watched, page by page until WeCom says it has ended: an empty page is not the end.

        https://developer.work.weixin.qq.com/document/path/96835
        """
        following = "0"
        for _ in range(MOST_PAGES):
            page = self.post("living/get_watch_stat", livingid=livingid, next_key=following)
            yield page
            if page.get("ending") == 1:
                return
            following = str(page.get("next_key", ""))

    def list_ids(self, userid: str, cursor: str = "", limit: int = LARGEST_PAGE) -> Json:
        """A page of `livingid_list` of one person. https://developer.work.weixin.qq.com/document/path/96837."""
        return self.post("living/get_user_all_livingid", userid=userid, cursor=cursor or None, limit=limit)


def _content(living: Living) -> Json:
    return {
        "theme": living.theme[:LONGEST_THEME],
        "living_start": living.start,
        "living_duration": living.seconds,
        "type": living.kind,
        "description": living.description or None,
    }
