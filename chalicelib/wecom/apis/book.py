"""通讯录同步: writing members, departments and tags, and reading what only the app sees. 200 calls a minute are safe.

Writing is for the secret of the contact-sync assistant; details of members and departments are for the app's (60011).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chalicelib.wecom.apis.base import Family, Json, at_most

MOST_TAGGED = 1000


class BookApi(Family):
    def member(self, userid: str) -> Json:
        """One member. https://developer.work.weixin.qq.com/document/path/90196."""
        return self.get("user/get", userid=userid)

    def members(self, department: int) -> Json:
        """The direct members of a department, in full. https://developer.work.weixin.qq.com/document/path/90201."""
        return self.get("user/list", department_id=department)

    def departments(self) -> Json:
        """Those that the app may see, with their names. https://developer.work.weixin.qq.com/document/path/90208."""
        return self.get("department/list")

    def create_member(self, userid: str, **fields: Any) -> Json:
        """https://developer.work.weixin.qq.com/document/path/90195."""
        return self.post("user/create", userid=userid, **fields)

    def update_member(self, userid: str, **fields: Any) -> Json:
        """`new_userid` renames. https://developer.work.weixin.qq.com/document/path/90197."""
        return self.post("user/update", userid=userid, **fields)

    def create_department(self, number: int, name: str, parent: int | None, order: int) -> Json:
        """https://developer.work.weixin.qq.com/document/path/90205."""
        return self.post("department/create", id=number, name=name, parentid=parent, order=order)

    def update_department(self, number: int, **fields: Any) -> Json:
        """https://developer.work.weixin.qq.com/document/path/90206."""
        return self.post("department/update", id=number, **fields)

    def delete_department(self, number: int) -> Json:
        """An empty one. https://developer.work.weixin.qq.com/document/path/90207."""
        return self.get("department/delete", id=number)

    def create_tag(self, number: int, name: str) -> Json:
        """https://developer.work.weixin.qq.com/document/path/90210."""
        return self.post("tag/create", tagid=number, tagname=name)

    def tagged(self, number: int) -> Json:
        """Members of a tag that the app may see. https://developer.work.weixin.qq.com/document/path/90213."""
        return self.get("tag/get", tagid=number)

    def tag(self, number: int, userids: Sequence[str]) -> Json:
        """https://developer.work.weixin.qq.com/document/path/90214."""
        at_most(MOST_TAGGED, "people", userids)
        return self.post("tag/addtagusers", tagid=number, userlist=list(userids))

    def untag(self, number: int, userids: Sequence[str]) -> Json:
        """https://developer.work.weixin.qq.com/document/path/90215."""
        at_most(MOST_TAGGED, "people", userids)
        return self.post("tag/deltagusers", tagid=number, userlist=list(userids))
