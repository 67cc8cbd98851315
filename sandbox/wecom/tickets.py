"""Tickets of the JS-SDK (path/96909): one for the corporation, one for the app, 7200 seconds each."""

import secrets
from typing import Any, Final

from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError

LIFE_SECONDS: Final = 7200


def of_corporation(call: Call) -> dict[str, Any]:
    return _ticket(call, "corporation")


def of_app(call: Call) -> dict[str, Any]:
    if call.query.get("type") != "agent_config":
        raise WeComError(40058, "type")
    return _ticket(call, "app")


APIS: Final = (
    Api("GET", "get_jsapi_ticket", of_corporation),
    Api("GET", "ticket/get", of_app),
)


def _ticket(call: Call, kind: str) -> dict[str, Any]:
    """The same one while it is good."""
    store = call.store
    with store.transaction():
        row = store.row("SELECT ticket, expires_at FROM jsapi_tickets WHERE kind = ?", kind)
        if row is None or row["expires_at"] <= store.now():
            store.run(
                "INSERT OR REPLACE INTO jsapi_tickets (kind, ticket, expires_at) VALUES (?, ?, ?)",
                kind,
                secrets.token_urlsafe(64),
                store.now() + LIFE_SECONDS,
            )
        row = store.row("SELECT ticket, expires_at FROM jsapi_tickets WHERE kind = ?", kind)
    ticket, expires_at = (row["ticket"], row["expires_at"]) if row else ("", 0)
    return {"ticket": ticket, "expires_in": expires_at - store.now()}
