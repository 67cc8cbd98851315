"""One step as WeCom's calls. Each may be made again: what is there already is changed, what is gone is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.wecom import client
from chalicelib.wecom.apis.base import Json
from chalicelib.wecom.apis.book import MOST_TAGGED
from chalicelib.wecom.model import WecomRefusedError
from chalicelib.wecom.sync.model import Step
from chalicelib.wecom.sync.treeing import order_there

CLOSED = frozenset({40001, 40013, 40014, 40091, 42001, 48002, 60020, 301002})
"""Not this step but all of them: the secret, the address or the permission is wrong."""
USER_THERE, DEPARTMENT_THERE = 60102, 60008
USER_GONE, DEPARTMENT_GONE = 60111, 60003
ENABLED, DISABLED = 1, 0


def write(step: Step, userid: str) -> Json:
    """Raises WecomRefusedError, WecomUnavailableError."""
    if step.what == "department":
        return _department(step)
    match step.verb:
        case "rename":
            to = str(step.values["userid"])
            return _contacts("update_member", userid, new_userid=to)
        case "remove":
            return _gone_is_well(USER_GONE, "update_member", userid, enable=DISABLED)
        case "create":
            return _create_member(step, userid)
        case _:
            return _change_member(step, userid)


def retag(tag: int, add: Sequence[str], remove: Sequence[str]) -> Json:
    """Who carries a tag and who no longer does."""
    for method, userids in (("tag", add), ("untag", remove)):
        for start in range(0, len(userids), MOST_TAGGED):
            _contacts(method, tag, userids[start : start + MOST_TAGGED])
    return {}


def _create_member(step: Step, userid: str) -> Json:
    try:
        return _contacts("create_member", userid, **_member_fields(step), **_mobile(step))
    except WecomRefusedError as error:
        if error.errcode != USER_THERE:
            raise
    return _change_member(step, userid)


def _change_member(step: Step, userid: str) -> Json:
    """The number by itself: where WeCom refuses it, the rest is changed all the same."""
    fields = _member_fields(step)
    answer = _contacts("update_member", userid, **fields) if fields else {}
    mobile = _mobile(step)
    return _contacts("update_member", userid, **mobile) if mobile else answer


def _member_fields(step: Step) -> dict[str, Any]:
    values = step.values
    found: dict[str, Any] = {}
    if values.get("name"):
        found["name"] = values["name"]
    if "title" in values:
        found["position"] = values["title"] or ""
    if values.get("departments"):
        found |= {"department": list(values["departments"]), "main_department": values["departments"][0]}
    if "active" in values:
        found["enable"] = ENABLED if values["active"] else DISABLED
    return found


def _mobile(step: Step) -> Mapping[str, Any]:
    """The plan knows a number by its digest alone: it is read when it is sent."""
    if not step.values.get("mobile"):
        return {}
    person = directory.people([step.id]).get(step.id)
    return {"mobile": person.mobile} if person and person.mobile else {}


def _department(step: Step) -> Json:
    number, values = int(step.id), step.values
    if step.verb == "remove":
        return _gone_is_well(DEPARTMENT_GONE, "delete_department", number)
    fields = _unit_fields(values)
    if step.verb == "create":
        try:
            return _contacts(
                "create_department", number, fields["name"], fields.get("parentid"), fields["order"]
            )
        except WecomRefusedError as error:
            if error.errcode != DEPARTMENT_THERE or not _is_there(number):
                raise
    return _contacts("update_department", number, **fields)


def _unit_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if values.get("name"):
        found["name"] = values["name"]
    if values.get("parent"):
        found["parentid"] = values["parent"]
    if values.get("order") is not None:
        found["order"] = order_there(int(values["order"]))
    return found


def _is_there(number: int) -> bool:
    rows = client.call_contacts(lambda book: book.contacts.simplelist())["department_id"]
    return any(int(row["id"]) == number for row in rows)


def _gone_is_well(errcode: int, method: str, *arguments: Any, **fields: Any) -> Json:
    try:
        return _contacts(method, *arguments, **fields)
    except WecomRefusedError as error:
        if error.errcode != errcode:
            raise
    return {}


def _contacts(method: str, *arguments: Any, **fields: Any) -> Json:
    answer: Json = client.call_contacts(lambda book: getattr(book.book, method)(*arguments, **fields))
    return answer
