"""应用消息: template cards."""

from __future__ import annotations

from chalicelib.wecom.apis.base import Family, Json, at_most, joined
from chalicelib.wecom.model import MOST_RECEIVERS


class CardApi(Family):
    def send_card(self, to: list[str], agent_id: int, card: Json) -> Json:
        """Send a template card; `invaliduser` of the answer names whom WeCom does not know.

        Interactive kinds bring `response_code`, good for one change within 72 hours. A `task_id` that was sent before
        is refused (42014). https://developer.work.weixin.qq.com/document/path/90236
        """
        at_most(MOST_RECEIVERS, "receivers", to)
        return self.post(
            "message/send", touser=joined(to), msgtype="template_card", agentid=agent_id, template_card=card
        )

    def replace_button(self, to: list[str], agent_id: int, response_code: str, text: str) -> Json:
        """Spend a response code: the buttons of these people's card become one text.

        https://developer.work.weixin.qq.com/document/path/94888
        """
        return self._update(to, agent_id, response_code, {"button": {"replace_name": text}})

    def replace_card(self, to: list[str], agent_id: int, response_code: str, card: Json) -> Json:
        """Spend a response code: these people see another card.

        https://developer.work.weixin.qq.com/document/path/94888
        """
        return self._update(to, agent_id, response_code, {"template_card": card})

    def recall(self, msgid: str) -> Json:
        """Take a message of the last 24 hours back. https://developer.work.weixin.qq.com/document/path/94867."""
        return self.post("message/recall", msgid=msgid)

    def _update(self, to: list[str], agent_id: int, response_code: str, change: Json) -> Json:
        at_most(MOST_RECEIVERS, "receivers", to)
        return self.post(
            "message/update_template_card",
            userids=to,
            agentid=agent_id,
            response_code=response_code,
            **change,
        )
