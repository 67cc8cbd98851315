"""Tickets with which pages may use the JS-SDK. 400 calls an hour for a corporation, 100 for an app: they are kept."""

from __future__ import annotations

from chalicelib.wecom.apis.base import Family, Json


class TicketApi(Family):
    def get_jsapi_ticket(self) -> Json:
        """`ticket` of the corporation, for `config`. https://developer.work.weixin.qq.com/document/path/96909."""
        return self.get("get_jsapi_ticket")

    def get_agent_ticket(self) -> Json:
        """`ticket` of our app, for `agentConfig`. https://developer.work.weixin.qq.com/document/path/96909."""
        return self.get("ticket/get", type="agent_config")
