"""通讯录: ids of members and departments. Names come from wechatpy's own `user` and `department`."""

from __future__ import annotations

from chalicelib.wecom.apis.base import Family, Json

LARGEST_PAGE = 10_000


class ContactsApi(Family):
    def list_id(self, cursor: str = "", limit: int = LARGEST_PAGE) -> Json:
        """A page of `dept_user`, one row for each department of a member, and `next_cursor`, empty on the last.

        Only the secret of the contact-sync assistant may ask (48002). https://developer.work.weixin.qq.com/document/path/96067
        """
        return self.post("user/list_id", cursor=cursor or None, limit=limit)

    def simplelist(self, department: int | None = None) -> Json:
        """Ids, parents and order of all departments, or of one and those below it.

        https://developer.work.weixin.qq.com/document/path/95350
        """
        query = {} if department is None else {"id": department}
        return self.get("department/simplelist", **query)
