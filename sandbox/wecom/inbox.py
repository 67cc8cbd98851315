"""What lies on a member's phone."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from sandbox.wecom.store import Store


def messages(store: Store, userid: str | None, limit: int) -> list[dict[str, Any]]:
    """Delivered messages, newest first; of everybody without a userid. Dropped ones are not among them.

    Each is {msgid, userid, msgtype, content, task_id, response_code, changed, recalled, sent_at}:
    `response_code` the newest, spent or not; `changed` what an update put over the card, or null.
    """
    rows = store.rows(
        """
        SELECT d.msgid, d.userid, d.changed, m.msgtype, m.content, m.task_id, m.recalled_at, m.sent_at,
               (SELECT response_code FROM response_codes r WHERE r.msgid = m.msgid
                ORDER BY r.rowid DESC LIMIT 1) AS response_code
        FROM deliveries d JOIN messages m ON m.msgid = d.msgid
        WHERE d.dropped = 0 AND (?1 IS NULL OR d.userid = ?1) ORDER BY m.rowid DESC LIMIT ?2
        """,
        userid.lower() if userid else None,
        limit,
    )
    return [_shown(row) for row in rows]


def dropped(store: Store, userid: str | None) -> int:
    """How many messages the limit per member has swallowed."""
    row = store.row(
        "SELECT count(*) AS n FROM deliveries WHERE dropped = 1 AND (?1 IS NULL OR userid = ?1)",
        userid.lower() if userid else None,
    )
    return row["n"] if row else 0


def _shown(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "msgid": row["msgid"],
        "userid": row["userid"],
        "msgtype": row["msgtype"],
        "content": json.loads(row["content"]),
        "task_id": row["task_id"],
        "response_code": row["response_code"],
        "changed": json.loads(row["changed"]) if row["changed"] else None,
        "recalled": row["recalled_at"] is not None,
        "sent_at": datetime.fromtimestamp(row["sent_at"], UTC).isoformat().replace("+00:00", "Z"),
    }
