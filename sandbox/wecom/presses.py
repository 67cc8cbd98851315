"""A member presses a button of a card (path/90240): the event, with a fresh response_code."""

import json
from typing import Any

from sandbox.wecom import changes, messages
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store


class PressError(Exception):
    """There is no such button on that phone; the text says why."""


def press(store: Store, credentials: Credentials, userid: str, msgid: str, key: str) -> str:
    """The text of the event. Raises PressError."""
    row = store.row(
        """
        SELECT m.content, d.changed FROM deliveries d JOIN messages m ON m.msgid = d.msgid
        WHERE d.userid = ? AND d.msgid = ? AND d.dropped = 0 AND m.recalled_at IS NULL
        """,
        userid.lower(),
        msgid,
    )
    if row is None:
        raise PressError("there is no such card on this phone")
    changed: dict[str, Any] = json.loads(row["changed"] or "{}")
    card: dict[str, Any] = changed.get("template_card") or json.loads(row["content"])
    keys = [button.get("key") for button in card.get("button_list") or []]
    if key not in keys or "button" in changed:
        raise PressError("the card has no such button, or no longer")
    fields = {
        "Event": "template_card_event",
        "EventKey": key,
        "TaskId": str(card["task_id"]),
        "CardType": str(card["card_type"]),
        "ResponseCode": messages.issue_response_code(store, msgid),
        "AgentID": str(credentials.agent_id),
    }
    return changes.event(credentials, store.now(), fields, sender=userid.lower())
