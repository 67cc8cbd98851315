"""Use cases of the directory: who somebody is, who holds a role, bringing an institute in.

What changes people and departments stands in `changing.py`, `arranging.py` and `planning.py`; how things were on a
day in `standing.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from chalicelib.directory import (
    change_store,
    changing,
    finding_store,
    loading,
    proxy_store,
    renames,
    store,
)
from chalicelib.directory.change_store import Handover
from chalicelib.directory.model import (
    ADMIN_ROLE,
    Author,
    Change,
    Department,
    Directory,
    Person,
    PersonDisabledError,
    PersonNotFoundError,
    Proxy,
    ProxyNotFoundError,
    check_proxy,
)
from chalicelib.directory.model import tree as rules
from chalicelib.platform import clock
from chalicelib.platform.errors import NotAdministratorError
from chalicelib.platform.store import CollisionError, Operation, Put, transact

SYSTEM = Author("system", "system")


def person(userid: str) -> Person:
    """A person in service. Raises PersonNotFoundError or PersonDisabledError."""
    found = store.read_people([userid]).get(userid)
    if found is None:
        raise PersonNotFoundError(userid=userid)
    if not found.active:
        raise PersonDisabledError(userid=userid)
    return found


def people(userids: Iterable[str]) -> dict[str, Person]:
    """People by userid, in service or not: for showing names."""
    return store.read_people(userids)


def renamed() -> Mapping[str, str]:
    """Former userid -> the present one, some seconds old at the most: for what goes on naming people by former ones."""
    return renames.present()


def userids_of(userid: str) -> tuple[str, ...]:
    """A present userid, and those the person had before, in no order; as old as `renamed`."""
    return userid, *(former for former, to in renamed().items() if to == userid)


def first_userids(userids: Iterable[str]) -> dict[str, str]:
    """The userid each of these began with, whichever of theirs it is; read only where anybody was ever renamed."""
    wanted = set(userids)
    found = store.read_people(wanted) if renamed() else {}
    return {userid: found[userid].first_userid if userid in found else userid for userid in wanted}


def departments() -> dict[int, Department]:
    return store.read_departments()


def search(words: str, department: int | None, cursor: str | None) -> finding_store.Found:
    """A page of people in service, of a department or of all, whom the words begin to name: by name, given name,
    pinyin, initials or userid.

    Raises CursorError.
    """
    if department is not None:
        return finding_store.of_department(department, words, cursor)
    if words.strip():
        return finding_store.called(words, cursor)
    return finding_store.everybody(cursor)


def leavers(cursor: str | None) -> finding_store.Found:
    """A page of the people who are out. Raises CursorError."""
    return finding_store.everybody(cursor, left=True)


def counts() -> dict[int, int]:
    """People in service of each department with all below it, each counted once, in their main department."""
    return rules.totals(store.read_counts(), store.read_departments())


def roles() -> dict[str, tuple[str, ...]]:
    """Every role anybody ever held, with its holders of today."""
    return {role: store.read_holders(role) for role in store.read_roles()}


def everybody() -> list[Person]:
    """All people, in service or not: for jobs that meet many of them."""
    return store.read_everybody()


def require_admin(userid: str) -> None:
    """Raises NotAdministratorError unless the person holds the `admin` role today."""
    found = store.read_people([userid]).get(userid)
    if found is None or not found.active or ADMIN_ROLE not in found.roles:
        raise NotAdministratorError


def snapshot(roles: Iterable[str], userids: Iterable[str]) -> Directory:
    """What approver rules need: all departments, the holders of these roles, and all people named anywhere.

    The president and the party secretary are always there: they are the last step upwards.
    """
    found = store.read_departments()
    wanted = {*roles, *Directory.TOP_ROLES, ADMIN_ROLE}
    holders = {role: store.read_holders(role) for role in sorted(wanted)}
    named = {userid for held in holders.values() for userid in held} | set(userids)
    for department in found.values():
        named |= {department.head or "", department.leader or "", *department.deputies}
    return Directory(found, store.read_people(named), holders)


def whole() -> Directory:
    """All departments and all people, in service or not, under every userid they had: for what meets many of them.

    A moment old at the most.
    """
    members = {one.userid: one for one in store.read_everybody()}
    holding: dict[str, list[str]] = {}
    for userid in sorted(members):
        for role in members[userid].roles:
            holding.setdefault(role, []).append(userid)
    holders = {role: tuple(userids) for role, userids in holding.items()}
    formerly = {former: members[to] for former, to in store.read_aliases().items() if to in members}
    return Directory(store.read_departments(), formerly | members, holders)


def load(departments: Iterable[Department], people: Iterable[Person]) -> None:
    """Bring in a whole institute, see `loading.load`."""
    loading.load(departments, people)


def set_active(userid: str, *, active: bool, author: Author = SYSTEM) -> Person:
    """Disable or enable a person. Disabling ends their sessions at the next request, in one transaction.

    Raises PersonNotFoundError, and enabling what `changing.change_person` does.
    """
    return changing.change_person(userid, {"active": active}, author)


def handovers() -> list[Handover]:
    """People who left, or have another userid, and whose open tasks have not gone over yet."""
    return change_store.read_handovers()


def end_handover(userid: str) -> None:
    """Nothing of theirs is open any more. Again: nothing."""
    transact([change_store.end_handover(userid)])


def outward(limit: int) -> list[Change]:
    """Changes that WeCom has not been told of, the oldest first."""
    return change_store.outward(limit)


def end_outward(change: Change) -> None:
    """WeCom was told of a change. Again: nothing."""
    transact([change_store.end_outward(change)])


def serving() -> int:
    """How many people are in service."""
    return sum(store.read_counts().values())


def proxies_of(userids: Iterable[str], now: dt.datetime) -> tuple[Proxy, ...]:
    """The standing proxies of these people that hold now, the newest first."""
    wanted = set(userids)
    found = [p for p in _not_over(now) if p.person in wanted and p.holds_at(now)]
    return tuple(sorted(found, key=lambda p: p.id, reverse=True))


def proxies_for(userid: str) -> tuple[list[Proxy], list[Proxy]]:
    """A person's own proxies, the latest first, and those by which they stand in for others from now on."""
    others = [p for p in _not_over(clock.now()) if p.proxy == userid and p.removed_at is None]
    own = (_called_today(p) for name in userids_of(userid) for p in proxy_store.proxies_of(name))
    return sorted(own, key=lambda p: (p.from_at, p.id), reverse=True), others


def add_proxy(wanted: Proxy, more: Iterable[Operation] = ()) -> None:
    """Somebody stands in for a person from now on. `more` is written with it.

    Raises ProxyPeriodError, ProxyPersonError, ProxyOverlapError; CollisionError when another was set up at the same
    moment, or `more` collides: look again and repeat.
    """
    turn = proxy_store.read_proxy_turn(wanted.person)
    stand_in = store.read_people([wanted.proxy]).get(wanted.proxy)
    check_proxy(wanted, stand_in, _current(wanted.person))
    made = Put(proxy_store.proxy_row(wanted), proxy_store.ProxyRow.pk.does_not_exist())
    transact([made, proxy_store.next_proxy_turn(wanted.person, turn), *more])


def remove_proxy(person: str, proxy: str, by: str) -> None:
    """A proxy holds no longer; it stays in the list, with who ended it. Again: nothing.

    Raises ProxyNotFoundError, for one that is over too.
    """
    found = next((one for one in _current(person) if one.id == proxy), None)
    if found is None:
        raise ProxyNotFoundError
    if found.removed_at is None:
        ended = replace(found, removed_at=clock.to_text(clock.now()), removed_by=by)
        try:
            transact([Put(proxy_store.proxy_row(ended), proxy_store.ProxyRow.removed_at.does_not_exist())])
        except CollisionError:
            return


def _current(person: str) -> list[Proxy]:
    """A person's proxies whose time is not over, read from the table itself: decisions are not made on an index."""
    return [one for one in _not_over(clock.now()) if one.person == person]


def _not_over(now: dt.datetime) -> list[Proxy]:
    return [_called_today(one) for one in proxy_store.read_proxies(clock.to_text(now))]


def _called_today(proxy: Proxy) -> Proxy:
    """A proxy of, or by, somebody who was renamed since, under the userid they have."""
    present = renamed()
    return replace(
        proxy,
        person=present.get(proxy.person, proxy.person),
        proxy=present.get(proxy.proxy, proxy.proxy),
    )


def starter_facts(starter: Person, directory: Directory) -> Mapping[str, object]:
    """What a flow's expressions may know about the starter."""
    return {
        "userid": starter.userid,
        "name": starter.name,
        "title": starter.title,
        "department": starter.department,
        "roles": list(starter.roles),
        "is_dept_head": directory.is_head(starter.userid),
    }
