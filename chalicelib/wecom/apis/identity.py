"""身份验证: who signed in."""

from __future__ import annotations

from chalicelib.wecom.apis.base import Family, Json


class IdentityApi(Family):
    def getuserinfo(self, code: str) -> Json:
        """Who signed in: `userid`, or `openid` of an outsider; with private scope `user_ticket`, good for half an hour.

        https://developer.work.weixin.qq.com/document/path/96442
        """
        return self.get("auth/getuserinfo", code=code)

    def getuserdetail(self, user_ticket: str) -> Json:
        """What the member agreed to show: `gender`, `avatar`, `mobile`, `email`… Fields may be missing.

        https://developer.work.weixin.qq.com/document/path/96443
        """
        return self.post("auth/getuserdetail", user_ticket=user_ticket)
