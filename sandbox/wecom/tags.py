"""Tags of members: written with the contact-sync secret, read by the app (path/90210 to 90215)."""

from typing import Any, Final

from sandbox.wecom import members
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError

_MOST: Final = 1000


def create(call: Call) -> dict[str, Any]:
    """path/90210: the number may be chosen."""
    name, row = str(call.body.get("tagname", "")), call.store.row("SELECT max(id) AS id FROM tags")
    number = int(call.body.get("tagid") or (row["id"] or 0 if row else 0) + 1)
    if not 0 < len(name) <= 32:
        raise WeComError(40058, "tagname")
    if call.store.row("SELECT 1 FROM tags WHERE id = ? OR name = ?", number, name):
        raise WeComError(40071)
    call.store.run("INSERT INTO tags (id, name) VALUES (?, ?)", number, name)
    return {"tagid": number}


def show(call: Call) -> dict[str, Any]:
    """path/90213."""
    number = _tag(call, int(call.query.get("tagid") or 0))
    row = call.store.row("SELECT name FROM tags WHERE id = ?", number)
    rows = call.store.rows(
        "SELECT p.userid, p.name FROM tagged t JOIN people p ON p.userid = t.userid WHERE t.tag = ? ORDER BY p.userid",
        number,
    )
    return {"tagname": row["name"] if row else "", "userlist": [dict(one) for one in rows], "partylist": []}


def add(call: Call) -> dict[str, Any]:
    """path/90214: whom WeCom does not know is told, and no error."""
    number, known, unknown = _asked(call)
    for userid in known:
        call.store.run("INSERT OR IGNORE INTO tagged (tag, userid) VALUES (?, ?)", number, userid)
    _tell(call, number, "AddUserItems", known)
    return {"invalidlist": "|".join(unknown)}


def remove(call: Call) -> dict[str, Any]:
    """path/90215."""
    number, known, unknown = _asked(call)
    for userid in known:
        call.store.run("DELETE FROM tagged WHERE tag = ? AND userid = ?", number, userid)
    _tell(call, number, "DelUserItems", known)
    return {"invalidlist": "|".join(unknown)}


APIS: Final = (
    Api("POST", "tag/create", create, families=("contacts",)),
    Api("GET", "tag/get", show),
    Api("POST", "tag/addtagusers", add, families=("contacts",)),
    Api("POST", "tag/deltagusers", remove, families=("contacts",)),
)


def _asked(call: Call) -> tuple[int, list[str], list[str]]:
    userids = [str(one).lower() for one in call.body.get("userlist", ())]
    if not 0 < len(userids) <= _MOST:
        raise WeComError(40058, "userlist")
    number = _tag(call, int(call.body.get("tagid") or 0))
    known = [one for one in userids if members.find(call.store, one)]
    return number, known, [one for one in userids if one not in known]


def _tag(call: Call, number: int) -> int:
    if call.store.row("SELECT 1 FROM tags WHERE id = ?", number) is None:
        raise WeComError(40068)
    return number


def _tell(call: Call, number: int, name: str, userids: list[str]) -> None:
    if userids:
        call.told.append({"ChangeType": "update_tag", "TagId": str(number), name: ",".join(userids)})
