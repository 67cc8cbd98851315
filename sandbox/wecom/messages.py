"""App messages: send, change a card once, recall (path/90236, 94888, 94867)."""

import hashlib
import json
import secrets
from typing import Any, Final

from sandbox.wecom import cards, contents, members, receivers
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store

RESPONSE_CODE_SECONDS: Final = 72 * 3600
RECALL_SECONDS: Final = 24 * 3600
_REPEAT_SECONDS, _LONGEST_REPEAT_SECONDS = 1800, 4 * 3600


def send(call: Call) -> dict[str, Any]:
    """The vendor's answer with msgid, invalid receivers and, for cards that answer, a response_code.

    A task_id used before is 42014 even when the rest is the same; a repeat within the window of
    `enable_duplicate_check` is answered like the first and shown to nobody again.
    """
    store, body = call.store, call.body
    _check_agent(call)
    msgtype, content = contents.normalised(body)
    with store.transaction():
        to = receivers.resolve(store, body)
        task_id = content.get("task_id") if msgtype == "template_card" else None
        if task_id and store.row("SELECT 1 FROM messages WHERE task_id = ?", task_id):
            raise WeComError(42014)
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        repeated = _repeated(store, body, digest)
        if repeated:
            return to.invalid() | {"msgid": repeated}
        msgid = secrets.token_urlsafe(48)
        store.run(
            "INSERT INTO messages (msgid, msgtype, content, task_id, digest, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
            msgid,
            msgtype,
            json.dumps(content, ensure_ascii=False),
            task_id,
            digest,
            store.now(),
        )
        _deliver(store, msgid, to.userids)
        answer = to.invalid() | {"msgid": msgid}
        if msgtype == "template_card" and cards.answers(content):
            answer["response_code"] = issue_response_code(store, msgid)
        return answer


def update_card(call: Call) -> dict[str, Any]:
    """Spends a response_code: members see `button.replace_name` or the new `template_card`.

    Raises 40058 for a code that is unknown, used or older than 72 hours (the vendor's number is not published).
    """
    store, body = call.store, call.body
    _check_agent(call)
    changed = _change(body)
    with store.transaction():
        code = str(body.get("response_code", ""))
        row = store.row(
            "SELECT msgid FROM response_codes WHERE response_code = ? AND used = 0 AND expires_at > ?",
            code,
            store.now(),
        )
        if row is None:
            raise WeComError(40058, "response_code")
        wanted = _wanted(store, row["msgid"], body)
        touched = {
            userid
            for userid in wanted
            if store.run(
                "UPDATE deliveries SET changed = ? WHERE msgid = ? AND userid = ?",
                json.dumps(changed, ensure_ascii=False),
                row["msgid"],
                userid,
            )
        }
        if not touched:
            raise WeComError(81013)
        store.run("UPDATE response_codes SET used = 1 WHERE response_code = ?", code)
    return {"invaliduser": sorted(wanted - touched)}


def recall(call: Call) -> dict[str, Any]:
    """Takes a message of the last 24 hours back. Raises 40058 for one that is unknown or older."""
    store = call.store
    done = store.run(
        "UPDATE messages SET recalled_at = coalesce(recalled_at, ?1) WHERE msgid = ?2 AND sent_at > ?1 - ?3",
        store.now(),
        str(call.body.get("msgid", "")),
        RECALL_SECONDS,
    )
    if not done:
        raise WeComError(40058, "msgid")
    return {}


def issue_response_code(store: Store, msgid: str) -> str:
    """A code for one change of the card within 72 hours; a press on the card brings a new one."""
    code = secrets.token_urlsafe(48)
    store.run(
        "INSERT INTO response_codes (response_code, msgid, expires_at) VALUES (?, ?, ?)",
        code,
        msgid,
        store.now() + RESPONSE_CODE_SECONDS,
    )
    return code


APIS: Final = (
    Api("POST", "message/send", send),
    Api("POST", "message/update_template_card", update_card),
    Api("POST", "message/recall", recall),
)


def _check_agent(call: Call) -> None:
    agent_id = call.body.get("agentid")
    if agent_id is None:
        raise WeComError(41011)
    if agent_id != call.credentials.agent_id or isinstance(agent_id, bool):
        raise WeComError(40056)


def _repeated(store: Store, body: dict[str, Any], digest: str) -> str | None:
    if body.get("enable_duplicate_check") != 1:
        return None
    seconds = body.get("duplicate_check_interval", _REPEAT_SECONDS)
    if not isinstance(seconds, int):
        raise WeComError(40058, "duplicate_check_interval")
    row = store.row(
        "SELECT msgid FROM messages WHERE digest = ? AND sent_at > ? ORDER BY sent_at LIMIT 1",
        digest,
        store.now() - min(seconds, _LONGEST_REPEAT_SECONDS),
    )
    return str(row["msgid"]) if row else None


def _deliver(store: Store, msgid: str, userids: tuple[str, ...]) -> None:
    rows = [(msgid, userid, store.now(), int(receivers.is_flooded(store, userid))) for userid in userids]
    store.many("INSERT INTO deliveries (msgid, userid, sent_at, dropped) VALUES (?, ?, ?, ?)", rows)


def _change(body: dict[str, Any]) -> dict[str, Any]:
    card, button = body.get("template_card"), body.get("button")
    if isinstance(card, dict):
        cards.check(card)
        return {"template_card": card}
    if isinstance(button, dict) and button.get("replace_name"):
        return {"button": {"replace_name": str(button["replace_name"])}}
    raise WeComError(40058, "button.replace_name or template_card")


def _wanted(store: Store, msgid: str, body: dict[str, Any]) -> set[str]:
    if body.get("atall") == 1:
        return {row["userid"] for row in store.rows("SELECT userid FROM deliveries WHERE msgid = ?", msgid)}
    users, parties = body.get("userids") or [], body.get("partyids") or []
    if not isinstance(users, list) or not isinstance(parties, list):
        raise WeComError(40058, "userids and partyids are lists")
    if len(users) > 1000 or len(parties) > 100:
        raise WeComError(40058, "too many receivers")
    inside = {userid for party in parties if isinstance(party, int) for userid in members.below(store, party)}
    wanted = {str(user).lower() for user in users} | inside
    if not wanted:
        raise WeComError(82001)
    return wanted
