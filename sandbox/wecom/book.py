"""Writing the address book with the contact-sync secret (path/90195 to 90207).

Its own changes are told to other receivers, so to the app's callback too.
"""

from typing import Any, Final

from sandbox.wecom import changes, members
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store

_LONGEST_NAME: Final = 64
_COLUMNS: Final = {"name": "name", "position": "position", "mobile": "mobile", "enable": "enabled"}


def create_user(call: Call) -> dict[str, Any]:
    """path/90195: a name, and a department that is there."""
    body = call.body
    userid = _text(body, "userid")
    if members.find(call.store, userid):
        raise WeComError(60102)
    units = _units(call.store, body)
    _check_member(call.store, userid, body, named=True)
    with call.store.transaction():
        call.store.run(
            "INSERT INTO people (userid, name, position, mobile, gender, main_department, enabled) VALUES (?, ?, ?, ?, 1, ?, ?)",
            userid.lower(),
            _text(body, "name"),
            str(body.get("position", "")),
            str(body.get("mobile", "")),
            int(body.get("main_department") or units[0]),
            int(body.get("enable", 1)),
        )
        _place(call.store, userid.lower(), units)
    call.told.append(
        {"ChangeType": "create_user", "UserID": userid.lower(), "Department": ",".join(map(str, units))}
    )
    return {}


def update_user(call: Call) -> dict[str, Any]:
    """path/90197: what is not sent stays; `new_userid` renames."""
    store, body = call.store, call.body
    person = members.find(store, _text(body, "userid"))
    if person is None:
        raise WeComError(60111)
    userid = str(person["userid"])
    units = _units(store, body) if "department" in body else []
    _check_member(store, userid, body, named="name" in body)
    new = str(body.get("new_userid", "")).lower()
    if new and members.find(store, new):
        raise WeComError(60102)
    with store.transaction():
        for key, column in _COLUMNS.items():
            if key in body:
                store.run(f"UPDATE people SET {column} = ? WHERE userid = ?", body[key], userid)  # noqa: S608 - four fixed names
        if units:
            _place(store, userid, units)
            main = int(body.get("main_department") or units[0])
            store.run("UPDATE people SET main_department = ? WHERE userid = ?", main, userid)
        if new:
            changes.rename(store, userid, new)
    call.told.append({"ChangeType": "update_user", "UserID": userid, **({"NewUserID": new} if new else {})})
    return {}


def create_department(call: Call) -> dict[str, Any]:
    """path/90205: `id` may be chosen; no two of one name below the same one."""
    store, body = call.store, call.body
    number = int(body.get("id") or _next(store))
    parent, name = _parent(store, body), _text(body, "name")
    if store.row(
        "SELECT 1 FROM departments WHERE id = ? OR (parent_id = ? AND name = ?)", number, parent, name
    ):
        raise WeComError(60008)
    store.run(
        "INSERT INTO departments (id, name, parent_id, rank) VALUES (?, ?, ?, ?)",
        number,
        name,
        parent,
        int(body.get("order", 0)),
    )
    call.told.append({"ChangeType": "create_party", "Id": str(number), "ParentId": str(parent)})
    return {"id": number}


def update_department(call: Call) -> dict[str, Any]:
    """path/90206: what is not sent stays."""
    store, body = call.store, call.body
    number = int(body.get("id") or 0)
    row = store.row("SELECT * FROM departments WHERE id = ?", number)
    if row is None:
        raise WeComError(60003)
    parent = _parent(store, body) if "parentid" in body else int(row["parent_id"])
    name = str(body.get("name") or row["name"])
    _check_place(store, number, parent, name)
    store.run(
        "UPDATE departments SET name = ?, parent_id = ?, rank = ? WHERE id = ?",
        name,
        parent,
        int(body.get("order", row["rank"])),
        number,
    )
    if parent != row["parent_id"]:
        call.told.append({"ChangeType": "update_party", "Id": str(number), "ParentId": str(parent)})
    return {}


def delete_department(call: Call) -> dict[str, Any]:
    """path/90207: an empty one, and never the root."""
    store, number = call.store, int(call.query.get("id") or 0)
    if number == 1 or store.row("SELECT 1 FROM departments WHERE id = ?", number) is None:
        raise WeComError(60003)
    if store.row("SELECT 1 FROM memberships WHERE department = ?", number):
        raise WeComError(60005)
    if store.row("SELECT 1 FROM departments WHERE parent_id = ?", number):
        raise WeComError(60006)
    store.run("DELETE FROM departments WHERE id = ?", number)
    call.told.append({"ChangeType": "delete_party", "Id": str(number)})
    return {}


APIS: Final = (
    Api("POST", "user/create", create_user, families=("contacts",)),
    Api("POST", "user/update", update_user, families=("contacts",)),
    Api("POST", "department/create", create_department, families=("contacts",)),
    Api("POST", "department/update", update_department, families=("contacts",)),
    Api("GET", "department/delete", delete_department, families=("contacts",)),
)


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise WeComError(40058, key)
    return value


def _units(store: Store, body: dict[str, Any]) -> list[int]:
    found = body.get("department")
    if not isinstance(found, list) or not found:
        raise WeComError(40058, "department")
    for number in found:
        if store.row("SELECT 1 FROM departments WHERE id = ?", int(number)) is None:
            raise WeComError(60123)
    return [int(number) for number in found]


def _check_member(store: Store, userid: str, body: dict[str, Any], *, named: bool) -> None:
    if named:
        _text(body, "name")
    mobile = str(body.get("mobile", ""))
    if not mobile:
        return
    if not mobile.lstrip("+").isdecimal():
        raise WeComError(60103)
    if store.row("SELECT 1 FROM people WHERE mobile = ? AND userid <> ?", mobile, userid.lower()):
        raise WeComError(60104)


def _place(store: Store, userid: str, units: list[int]) -> None:
    store.run("DELETE FROM memberships WHERE userid = ?", userid)
    for number in units:
        store.run("INSERT INTO memberships (userid, department, leads) VALUES (?, ?, 0)", userid, number)


def _parent(store: Store, body: dict[str, Any]) -> int:
    parent = int(body.get("parentid") or 0)
    if store.row("SELECT 1 FROM departments WHERE id = ?", parent) is None:
        raise WeComError(60004)
    return parent


def _check_place(store: Store, number: int, parent: int, name: str) -> None:
    above = parent
    while above:
        if above == number:
            raise WeComError(60010)
        row = store.row("SELECT parent_id FROM departments WHERE id = ?", above)
        above = int(row["parent_id"]) if row else 0
    if store.row(
        "SELECT 1 FROM departments WHERE id <> ? AND parent_id = ? AND name = ?", number, parent, name
    ):
        raise WeComError(60008)


def _next(store: Store) -> int:
    row = store.row("SELECT max(id) AS id FROM departments")
    return int(row["id"] or 0) + 1 if row else 1
