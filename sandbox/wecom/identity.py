"""Who signed in: one-time codes and what they are worth (path/96442, 96443)."""

import secrets
from typing import Any, Final

from sandbox.wecom import members
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store

CODE_SECONDS: Final = 300
TICKET_SECONDS: Final = 1800
PRIVATE: Final = "snsapi_privateinfo"


def issue_code(store: Store, userid: str, scope: str) -> str:
    """A code for one use within five minutes."""
    code = secrets.token_urlsafe(32)
    expires_at = store.now() + CODE_SECONDS
    store.run(
        "INSERT INTO codes (code, userid, scope, expires_at) VALUES (?, ?, ?, ?)",
        code,
        userid,
        scope,
        expires_at,
    )
    return code


def get_user_info(call: Call) -> dict[str, Any]:
    """Spends a code. Raises 40029 when it is unknown, used or older than five minutes."""
    store, code = call.store, call.query.get("code", "")
    with store.transaction():
        spent = store.run(
            "UPDATE codes SET used = 1 WHERE code = ? AND used = 0 AND expires_at > ?", code, store.now()
        )
        if not spent:
            raise WeComError(40029)
        row = store.row("SELECT userid, scope FROM codes WHERE code = ?", code)
        userid, scope = (row["userid"], row["scope"]) if row else ("", "")
        return {"userid": userid} | (_ticket(store, userid) if scope == PRIVATE else {})


def get_user_detail(call: Call) -> dict[str, Any]:
    """What the member agreed to show. Raises 84015 for a ticket that is unknown or older than half an hour."""
    row = call.store.row(
        "SELECT userid FROM tickets WHERE ticket = ? AND expires_at > ?",
        str(call.body.get("user_ticket", "")),
        call.store.now(),
    )
    person = members.find(call.store, row["userid"]) if row else None
    if person is None:
        raise WeComError(84015)
    return {
        "userid": person["userid"],
        "gender": str(person["gender"]),
        "avatar": "",
        "qr_code": "",
        "mobile": person["mobile"],
        "email": "",
        "biz_mail": f"{person['userid']}@metrology.example",
        "address": "",
    }


APIS: Final = (
    Api("GET", "auth/getuserinfo", get_user_info),
    Api("POST", "auth/getuserdetail", get_user_detail),
)


def _ticket(store: Store, userid: str) -> dict[str, Any]:
    ticket = secrets.token_urlsafe(64)
    expires_at = store.now() + TICKET_SECONDS
    store.run("INSERT INTO tickets (ticket, userid, expires_at) VALUES (?, ?, ?)", ticket, userid, expires_at)
    return {"user_ticket": ticket}
