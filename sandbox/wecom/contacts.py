"""Reading the address book.

The contact-sync secret reads ids only; names come from the self-built app (path/90196 to 90208, 96067).
"""

import base64
import binascii
from typing import Any, Final

from sandbox.wecom import members
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError

_LARGEST_PAGE: Final = 10_000
_ENABLED, _DISABLED = 1, 2


def get_user(call: Call) -> dict[str, Any]:
    """One member (path/90196). Mobile, mail and avatar are not given to apps made since 2022-06-20."""
    person = members.find(call.store, call.query.get("userid", ""))
    if person is None:
        raise WeComError(60111)
    return _shown(call, person)


def list_members(call: Call) -> dict[str, Any]:
    """The direct members of one department, in full (path/90201)."""
    department = _department(call, "department_id")
    rows = call.store.rows(
        "SELECT p.* FROM memberships m JOIN people p ON p.userid = m.userid WHERE m.department = ? ORDER BY p.rowid",
        department,
    )
    return {"userlist": [_shown(call, person) for person in rows]}


def _shown(call: Call, person: Any) -> dict[str, Any]:
    units = call.store.rows(
        "SELECT department, leads FROM memberships WHERE userid = ? ORDER BY rowid", person["userid"]
    )
    return {
        "userid": person["userid"],
        "name": person["name"],
        "department": [unit["department"] for unit in units],
        "order": [0 for _ in units],
        "position": person["position"],
        "is_leader_in_dept": [unit["leads"] for unit in units],
        "direct_leader": [],
        "main_department": person["main_department"],
        "status": _ENABLED if person["enabled"] else _DISABLED,
        "enable": person["enabled"],
        "isleader": int(any(unit["leads"] for unit in units)),
        "extattr": {"attrs": []},
        "telephone": "",
    }


def list_users(call: Call) -> dict[str, Any]:
    """The direct members of one department (path/90200); `fetch_child` is no longer honoured."""
    department = _department(call, "department_id")
    rows = call.store.rows(
        """
        SELECT p.userid, p.name FROM memberships m JOIN people p ON p.userid = m.userid
        WHERE m.department = ? ORDER BY p.rowid
        """,
        department,
    )
    units: dict[str, list[int]] = {}
    for row in call.store.rows(
        """
        SELECT userid, department FROM memberships
        WHERE userid IN (SELECT userid FROM memberships WHERE department = ?) ORDER BY rowid
        """,
        department,
    ):
        units.setdefault(row["userid"], []).append(row["department"])
    return {
        "userlist": [
            {"userid": row["userid"], "name": row["name"], "department": units[row["userid"]]} for row in rows
        ],
    }


def list_departments(call: Call) -> dict[str, Any]:
    """Departments with names and heads (path/90208); with `id` that one and all below it."""
    return {
        "department": [
            {
                "id": unit["id"],
                "name": unit["name"],
                "name_en": "",
                "department_leader": [unit["leader"]] if unit["leader"] else [],
                "parentid": unit["parent_id"],
                "order": unit["rank"],
            }
            for unit in _tree(call)
        ],
    }


def list_department_ids(call: Call) -> dict[str, Any]:
    """Departments as ids, parents and order only (path/95350)."""
    return {
        "department_id": [
            {"id": unit["id"], "parentid": unit["parent_id"], "order": unit["rank"]} for unit in _tree(call)
        ],
    }


def list_user_ids(call: Call) -> dict[str, Any]:
    """One row per department, so a member of two appears twice (path/96067). `limit` is at most 10,000."""
    limit = call.body.get("limit") or _LARGEST_PAGE
    if not isinstance(limit, int) or not 1 <= limit <= _LARGEST_PAGE:
        raise WeComError(40058, "limit")
    after = _decoded(call.body.get("cursor") or "")
    rows = call.store.rows(
        """
        SELECT userid, department FROM memberships WHERE (userid, department) > (?, ?)
        ORDER BY userid, department LIMIT ?
        """,
        *after,
        limit + 1,
    )
    page = [{"userid": row["userid"], "department": row["department"]} for row in rows[:limit]]
    more = len(rows) > limit
    return {"next_cursor": _encoded(page[-1]) if more else "", "dept_user": page}


APIS: Final = (
    Api("GET", "user/get", get_user, refusal=60011),
    Api("GET", "user/list", list_members, refusal=60011),
    Api("GET", "user/simplelist", list_users, refusal=60011),
    Api("GET", "department/list", list_departments, refusal=60011),
    Api("GET", "department/simplelist", list_department_ids, families=("app", "contacts")),
    Api("POST", "user/list_id", list_user_ids, families=("contacts",)),
)


def _department(call: Call, key: str) -> int:
    text = call.query.get(key, "")
    if not text.isdecimal():
        raise WeComError(40058, key)
    if call.store.row("SELECT 1 FROM departments WHERE id = ?", int(text)) is None:
        raise WeComError(60003)
    return int(text)


def _tree(call: Call) -> list[Any]:
    if not call.query.get("id"):
        return call.store.rows("SELECT * FROM departments ORDER BY rank DESC")
    return call.store.rows(
        """
        WITH RECURSIVE tree (id) AS (
            SELECT id FROM departments WHERE id = ?
            UNION SELECT d.id FROM departments d JOIN tree ON d.parent_id = tree.id)
        SELECT d.* FROM departments d JOIN tree USING (id) ORDER BY d.rank DESC
        """,
        _department(call, "id"),
    )


def _encoded(row: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(f"{row['userid']}|{row['department']}".encode()).decode()


def _decoded(cursor: str) -> tuple[str, int]:
    if not cursor:
        return "", 0
    try:
        userid, _, department = base64.urlsafe_b64decode(cursor).decode().partition("|")
        return userid, int(department)
    except (binascii.Error, ValueError):
        raise WeComError(40058, "cursor") from None
