"""What an administrator changes in the address book, and the events that tell of it (path/90970, 96301 to 96304).

Events hold ids only. A deletion is told as a change first; a new userid is told under the old one.
"""

from collections.abc import Callable
from typing import Any, Final

from sandbox.wecom import members
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store

Fields = dict[str, str]
_RANK: Final = 1


class ChangeError(Exception):
    """The change makes no sense; the text says why."""


def make(store: Store, change: str, asked: dict[str, Any]) -> list[Fields]:
    """Change the address book; the fields of the events that follow, in their order. Raises ChangeError."""
    if change not in CHANGES:
        raise ChangeError(f"change is one of {', '.join(CHANGES)}")
    with store.transaction():
        return CHANGES[change](store, asked)


def contact_event(credentials: Credentials, created: int, fields: Fields) -> str:
    """The text of an event that says something of the address book."""
    return event(credentials, created, {"Event": "change_contact", **fields}, sender="sys")


def event(credentials: Credentials, created: int, fields: Fields, sender: str) -> str:
    """The text of any event."""
    told = {
        "ToUserName": credentials.corp_id,
        "FromUserName": sender,
        "CreateTime": str(created),
        "MsgType": "event",
        **fields,
    }
    return (
        "<xml>"
        + "".join(f"<{name}><![CDATA[{_plain(value)}]]></{name}>" for name, value in told.items())
        + "</xml>"
    )


def _create_user(store: Store, asked: dict[str, Any]) -> list[Fields]:
    userid, department = str(asked.get("userid", "")).lower(), _department(store, asked)
    if not userid or members.find(store, userid):
        raise ChangeError("userid is new and not empty")
    store.run(
        "INSERT INTO people (userid, name, position, mobile, gender, main_department) VALUES (?, ?, '', '', 1, ?)",
        userid,
        str(asked.get("name") or userid),
        department,
    )
    store.run("INSERT INTO memberships (userid, department, leads) VALUES (?, ?, 0)", userid, department)
    return [{"ChangeType": "create_user", "UserID": userid, "Department": str(department)}]


def _move_user(store: Store, asked: dict[str, Any]) -> list[Fields]:
    userid, department = _userid(store, asked), _department(store, asked)
    store.run("DELETE FROM memberships WHERE userid = ?", userid)
    store.run("INSERT INTO memberships (userid, department, leads) VALUES (?, ?, 0)", userid, department)
    store.run("UPDATE people SET main_department = ? WHERE userid = ?", department, userid)
    return [{"ChangeType": "update_user", "UserID": userid, "Department": str(department)}]


def _edit_user(store: Store, asked: dict[str, Any]) -> list[Fields]:
    """Name and position, which no event tells."""
    userid = _userid(store, asked)
    for column in ("name", "position"):
        if str(asked.get(column, "")):
            store.run(f"UPDATE people SET {column} = ? WHERE userid = ?", str(asked[column]), userid)  # noqa: S608 - two fixed names
    return [{"ChangeType": "update_user", "UserID": userid}]


def _rename_user(store: Store, asked: dict[str, Any]) -> list[Fields]:
    userid, new = _userid(store, asked), str(asked.get("new_userid", "")).lower()
    if not new or members.find(store, new):
        raise ChangeError("new_userid is new and not empty")
    rename(store, userid, new)
    return [{"ChangeType": "update_user", "UserID": userid, "NewUserID": new}]


def rename(store: Store, userid: str, new: str) -> None:
    """Everything of a member under another userid."""
    for table in ("people", "memberships", "deliveries", "tagged"):
        store.run(f"UPDATE {table} SET userid = ? WHERE userid = ?", new, userid)  # noqa: S608 - four fixed names
    store.run("UPDATE departments SET leader = ? WHERE leader = ?", new, userid)


def _delete_user(store: Store, asked: dict[str, Any]) -> list[Fields]:
    userid = _userid(store, asked)
    for table in ("people", "memberships", "tagged"):
        store.run(f"DELETE FROM {table} WHERE userid = ?", userid)  # noqa: S608 - three fixed names
    store.run("UPDATE departments SET leader = NULL WHERE leader = ?", userid)
    return [{"ChangeType": kind, "UserID": userid} for kind in ("update_user", "delete_user")]


def _create_party(store: Store, asked: dict[str, Any]) -> list[Fields]:
    parent = _department(store, asked)
    row = store.row("SELECT max(id) AS id FROM departments")
    number = int(row["id"]) + 1 if row else 1
    store.run(
        "INSERT INTO departments (id, name, parent_id, rank) VALUES (?, ?, ?, ?)",
        number,
        str(asked.get("name") or f"部门{number}"),
        parent,
        _RANK,
    )
    return [{"ChangeType": "create_party", "Id": str(number), "ParentId": str(parent)}]


def _update_party(store: Store, asked: dict[str, Any]) -> list[Fields]:
    """A name is told to nobody; only another parent is."""
    department = _department(store, asked)
    if str(asked.get("name", "")):
        store.run("UPDATE departments SET name = ? WHERE id = ?", str(asked["name"]), department)
    if not str(asked.get("parent", "")):
        return []
    parent = _department(store, {"department": asked["parent"]})
    store.run("UPDATE departments SET parent_id = ? WHERE id = ?", parent, department)
    return [{"ChangeType": "update_party", "Id": str(department), "ParentId": str(parent)}]


def _delete_party(store: Store, asked: dict[str, Any]) -> list[Fields]:
    department = _department(store, asked)
    if members.below(store, department) or store.row(
        "SELECT 1 FROM departments WHERE parent_id = ?", department
    ):
        raise ChangeError("the department is empty")
    store.run("DELETE FROM departments WHERE id = ?", department)
    return [{"ChangeType": "delete_party", "Id": str(department)}]


CHANGES: Final[dict[str, Callable[[Store, dict[str, Any]], list[Fields]]]] = {
    "create_user": _create_user,
    "move_user": _move_user,
    "edit_user": _edit_user,
    "rename_user": _rename_user,
    "delete_user": _delete_user,
    "create_party": _create_party,
    "update_party": _update_party,
    "delete_party": _delete_party,
}


def _userid(store: Store, asked: dict[str, Any]) -> str:
    person = members.find(store, str(asked.get("userid", "")))
    if person is None:
        raise ChangeError("there is no such member")
    return str(person["userid"])


def _department(store: Store, asked: dict[str, Any]) -> int:
    text = str(asked.get("department", ""))
    if not text.isdecimal() or store.row("SELECT 1 FROM departments WHERE id = ?", int(text)) is None:
        raise ChangeError("there is no such department")
    return int(text)


def _plain(value: str) -> str:
    """Nothing inside can end a CDATA section."""
    return value.replace("]]>", "")
