"""WeCom's address book as a side of the sync. Only the functions that talk to WeCom import it.

Who is there and how departments stand is asked with the secret of the contact-sync assistant, which knows all of it; names,
titles and who is disabled with the app's, within what it may see. What the app does not see is not told, so no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from chalicelib.wecom import client
from chalicelib.wecom.model import SecretMissingError, WecomRefusedError, WecomUnavailableError
from chalicelib.wecom.sync import writing
from chalicelib.wecom.sync.model import Member, Problem, Side, Step, Unit, departments_of
from chalicelib.wecom.sync.ports import Reading, SideClosedError, StepRefusedError
from chalicelib.wecom.sync.treeing import units_of

UNKNOWN_USER = 60111
UNKNOWN_TAG = 40068
OUT = frozenset({2, 5})
"""`status`: disabled, left (path/90196)."""
PAGES = 1000
NOT_SEEN = Member(None, None, None, active=True)


class WecomBook:
    """Implements `ports.Theirs`."""

    def __init__(self) -> None:
        self._spelled: dict[str, str] = {}

    def spelled(self, userid: str) -> str:
        """A userid as WeCom writes it."""
        return self._spelled.get(userid, userid)

    def whole(self) -> Reading:
        listed = self._listed()
        units, problems, seen = self._departments()
        told: dict[str, dict[str, Any]] = {}
        for department in seen:
            told |= self._members(department)
        people = {userid: _listed_member(places) for userid, places in listed.items()}
        people |= {userid: _member(one) for userid, one in told.items()}
        return Reading(Side(people, units), (*problems, *_nowhere(told), *_twice(told)))

    def some(self, userids: Collection[str]) -> Reading:
        units, problems, _ = self._departments()
        people: dict[str, Member] = {}
        told: dict[str, dict[str, Any]] = {}
        for userid in sorted(userids):
            try:
                one = self._one(userid)
            except StepRefusedError as error:
                if error.code != str(UNKNOWN_USER):
                    # They may be there: nothing is known of them, and nothing follows.
                    people[userid] = NOT_SEEN
                    problems.append(Problem("person", userid, error.code))
                continue
            key = self._key(_part(one, "userid"))
            told[key] = one
            people[key] = _member(one)
        return Reading(Side(people, units), (*problems, *_nowhere(told)))

    def is_gone(self, userid: str) -> bool:
        try:
            self._one(userid)
        except StepRefusedError as error:
            return error.code == str(UNKNOWN_USER)
        return False

    def _one(self, userid: str) -> dict[str, Any]:
        found: dict[str, Any] = _asked(lambda: client.call(lambda app: app.book.member(userid)))
        return found

    def do(self, step: Step) -> None:
        _asked(lambda: writing.write(step, self.spelled(step.id)))

    def tag_members(self, tag: int) -> frozenset[str] | None:
        try:
            told = _asked(lambda: client.call(lambda app: app.book.tagged(tag)))
        except StepRefusedError as error:
            if error.code == str(UNKNOWN_TAG):
                return None
            raise
        return frozenset(str(one["userid"]).lower() for one in told.get("userlist", ()))

    def make_tag(self, tag: int, name: str) -> None:
        _asked(lambda: client.call_contacts(lambda book: book.book.create_tag(tag, name)))

    def set_tag(self, tag: int, add: Collection[str], remove: Collection[str]) -> None:
        _asked(lambda: writing.retag(tag, list(map(self.spelled, add)), list(map(self.spelled, remove))))

    def _listed(self) -> dict[str, set[int]]:
        """Every userid with its departments: one row for each of them, in pages."""
        found: dict[str, set[int]] = {}
        cursor = ""
        for _ in range(PAGES):
            page = _page(cursor)
            for row in _part(page, "dept_user"):
                found.setdefault(self._key(row["userid"]), set()).add(int(row["department"]))
            cursor = str(page.get("next_cursor", ""))
            if not cursor:
                return found
        raise SideClosedError("unavailable")

    def _departments(self) -> tuple[dict[int, Unit], list[Problem], list[int]]:
        """All departments, what is wrong with them, and those the app sees."""
        rows = _part(
            _asked(lambda: client.call_contacts(lambda book: book.contacts.simplelist())), "department_id"
        )
        seen = _part(_asked(lambda: client.call(lambda app: app.book.departments())), "department")
        names = {int(one["id"]): str(one["name"]) for one in seen}
        units, problems = units_of(rows, names)
        return units, problems, [number for number in units if number in names]

    def _members(self, department: int) -> dict[str, dict[str, Any]]:
        """Of a department that was taken away meanwhile nobody is told: the next run sees it as it is then."""
        try:
            told = _asked(lambda: client.call(lambda app: app.book.members(department)))
        except StepRefusedError:
            return {}
        return {self._key(one["userid"]): one for one in _part(told, "userlist")}

    def _key(self, userid: Any) -> str:
        """A userid in small letters; how WeCom writes it is remembered."""
        text = str(userid)
        if text != text.lower():
            self._spelled[text.lower()] = text
        return text.lower()


def _page(cursor: str) -> dict[str, Any]:
    found: dict[str, Any] = _asked(lambda: client.call_contacts(lambda book: book.contacts.list_id(cursor)))
    return found


def _asked(ask: Callable[[], Any]) -> Any:
    """What WeCom answers, and what it refuses in the words of the ports."""
    try:
        return ask()
    except WecomUnavailableError as error:
        raise SideClosedError("unavailable") from error
    except SecretMissingError as error:
        raise SideClosedError("secret_missing") from error
    except WecomRefusedError as error:
        if error.errcode in writing.CLOSED:
            raise SideClosedError(str(error.errcode)) from error
        raise StepRefusedError(str(error.errcode)) from error


def _part(answer: Any, name: str) -> Any:
    """An answer without what was asked for is none: half an address book would look like an empty one."""
    if name not in answer:
        raise SideClosedError("unavailable")
    return answer[name]


def _listed_member(places: set[int]) -> Member:
    """Of somebody the app does not see it is known that they are there; the main department only where it is the one."""
    return Member(None, None, departments_of(places) if len(places) == 1 else None, active=True)


def _member(one: dict[str, Any]) -> Member:
    main = int(one.get("main_department") or 0) or None
    places = departments_of(one.get("department") or (), main)
    active = int(one.get("enable", 1)) != 0 and int(one.get("status", 1)) not in OUT
    return Member(str(one["name"]), str(one.get("position", "")), places or None, active)


def _nowhere(told: dict[str, dict[str, Any]]) -> list[Problem]:
    return [
        Problem("person", userid, "no_department")
        for userid, one in told.items()
        if not one.get("department")
    ]


def _twice(told: dict[str, dict[str, Any]]) -> list[Problem]:
    """Two with one number, where WeCom shows numbers at all: neither is taken."""
    having: dict[str, list[str]] = {}
    for userid, one in told.items():
        if number := str(one.get("mobile") or ""):
            having.setdefault(number, []).append(userid)
    return [
        Problem("person", userid, "mobile_twice", ", ".join(other for other in userids if other != userid))
        for userids in having.values()
        if len(userids) > 1
        for userid in userids
    ]
