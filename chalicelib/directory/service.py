"""Use cases of the directory: who somebody is, who holds a role, bringing an institute in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from chalicelib.directory import store
from chalicelib.directory.model import (
    ADMIN_ROLE,
    Department,
    Directory,
    Person,
    PersonDisabledError,
    PersonNotFoundError,
    Proxy,
    ProxyNotFoundError,
    check_proxy,
)
from chalicelib.platform import clock, sessions
from chalicelib.platform.errors import NotAdministratorError
from chalicelib.platform.store import CollisionError, Operation, Put, transact

WRITES_AT_ONCE = 90


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


def departments() -> dict[int, Department]:
    return store.read_departments()


def search(words: str, department: int | None, cursor: str | None) -> tuple[list[Person], str | None]:
    """A page of people in service; see `store.search`."""
    return store.search(words.strip(), department, cursor)


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


def load(departments: Iterable[Department], people: Iterable[Person]) -> None:
    """Bring in a whole institute; repeating it changes nothing. Roles follow from the people's."""
    rows = [store.department_row(department) for department in departments]
    for member in people:
        rows.append(store.person_row(member))  # type: ignore[arg-type]
        rows += [store.role_row(role, member.userid) for role in member.roles]  # type: ignore[misc]
    for start in range(0, len(rows), WRITES_AT_ONCE):
        transact(Put(row) for row in rows[start : start + WRITES_AT_ONCE])


def set_active(userid: str, *, active: bool) -> Person:
    """Disable or enable a person. Disabling ends their sessions at the next request, in one transaction.

    Raises PersonNotFoundError.
    """
    found = store.read_people([userid]).get(userid)
    if found is None:
        raise PersonNotFoundError(userid=userid)
    changed = replace(found, active=active)
    writes = [Put(store.person_row(changed))]
    if not active:
        transact([*writes, sessions.revoke_person(userid)])
    else:
        transact(writes)
    return changed


def proxies_of(userids: Iterable[str], now: dt.datetime) -> tuple[Proxy, ...]:
    """The standing proxies of these people that hold now, the newest first."""
    wanted = set(userids)
    found = [p for p in store.read_proxies(clock.to_text(now)) if p.person in wanted and p.holds_at(now)]
    return tuple(sorted(found, key=lambda p: p.id, reverse=True))


def proxies_for(userid: str) -> tuple[list[Proxy], list[Proxy]]:
    """A person's own proxies, the latest first, and those by which they stand in for others from now on."""
    others = [p for p in store.read_proxies(clock.to_text(clock.now())) if p.proxy == userid]
    return store.proxies_of(userid), [p for p in others if p.removed_at is None]


def add_proxy(wanted: Proxy, more: Iterable[Operation] = ()) -> None:
    """Somebody stands in for a person from now on. `more` is written with it.

    Raises ProxyPeriodError, ProxyPersonError, ProxyOverlapError; CollisionError when another was set up at the same
    moment, or `more` collides: look again and repeat.
    """
    turn = store.read_proxy_turn(wanted.person)
    stand_in = store.read_people([wanted.proxy]).get(wanted.proxy)
    check_proxy(wanted, stand_in, _current(wanted.person))
    made = Put(store.proxy_row(wanted), store.ProxyRow.pk.does_not_exist())
    transact([made, store.next_proxy_turn(wanted.person, turn), *more])


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
            transact([Put(store.proxy_row(ended), store.ProxyRow.removed_at.does_not_exist())])
        except CollisionError:
            return


def _current(person: str) -> list[Proxy]:
    """A person's proxies whose time is not over, read from the table itself: decisions are not made on an index."""
    return [one for one in store.read_proxies(clock.to_text(clock.now())) if one.person == person]


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
