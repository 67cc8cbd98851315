"""What the larger interfaces keep: meetings, broadcasts, punches, as JSON by kind and id."""

import json
from typing import Any

from sandbox.wecom import members
from sandbox.wecom.api import Call
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store

Thing = dict[str, Any]


def keep(store: Store, kind: str, name: str, content: Thing) -> None:
    store.run(
        "INSERT OR REPLACE INTO things (kind, id, content) VALUES (?, ?, ?)",
        kind,
        name,
        json.dumps(content, ensure_ascii=False),
    )


def find(call: Call, kind: str, name: str) -> Thing:
    """Raises 40058 for one that is unknown: the vendor's number is not published."""
    row = call.store.row("SELECT content FROM things WHERE kind = ? AND id = ?", kind, name)
    if row is None:
        raise WeComError(40058, kind)
    return dict(json.loads(row["content"]))


def every(store: Store, kind: str) -> list[Thing]:
    """In the order in which they were made."""
    rows = store.rows("SELECT id, content FROM things WHERE kind = ? ORDER BY rowid", kind)
    return [{"id": row["id"], **json.loads(row["content"])} for row in rows]


def text(body: Thing, key: str, longest: int) -> str:
    """A part that must be there. Raises 40058."""
    value = body.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise WeComError(40058, key)
    return value


def whole(body: Thing, key: str, least: int, most: int) -> int:
    """A whole number that must be there. Raises 40058."""
    value = body.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise WeComError(40058, key)
    return value


def people(call: Call, given: Any, most: int) -> list[str]:
    """Userids in small letters, all of them known. Raises 40058 for too many, 60111 for a stranger."""
    if not isinstance(given, list) or len(given) > most:
        raise WeComError(40058, f"at most {most} userids")
    if any(members.find(call.store, str(userid)) is None for userid in given):
        raise WeComError(60111)
    return [str(userid).lower() for userid in given]


def page(call: Call, names: list[str], most: int) -> tuple[list[str], str]:
    """So many names from the cursor on, and the next cursor. Raises 40058."""
    cursor = str(call.body.get("cursor") or "0")
    if not cursor.isdecimal():
        raise WeComError(40058, "cursor")
    start, limit = int(cursor), whole({"limit": call.body.get("limit", most)}, "limit", 1, most)
    following = str(start + limit) if start + limit < len(names) else ""
    return names[start : start + limit], following
