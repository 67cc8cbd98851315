"""People, departments and roles, as everybody above sees them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from chalicelib.platform import clock
from chalicelib.platform.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError

ADMIN_ROLE = "admin"


@dataclass(frozen=True)
class Person:
    """A member. `userid` is WeCom's, lower case. A person with `active` false is out: no session, no task."""

    userid: str
    name: str
    title: str
    department: int
    roles: tuple[str, ...] = ()
    active: bool = True
    pinyin: str = ""


@dataclass(frozen=True)
class Department:
    """A department; `leader` is the division leader (分管院领导) it reports to."""

    id: int
    name: str
    parent: int | None = None
    order: int = 0
    head: str | None = None
    deputies: tuple[str, ...] = ()
    leader: str | None = None


@dataclass(frozen=True)
class Proxy:
    """A standing proxy: `proxy` gets the tasks of `person` from one instant until another (RFC 3339 UTC texts).

    `flows` empty: all flows; `condition`: JSONata over the form, empty: always. `removed_at` set: no longer.
    """

    id: str
    person: str
    proxy: str
    from_at: str
    until_at: str
    flows: tuple[str, ...] = ()
    condition: str = ""
    note: str = ""
    removed_at: str | None = None
    removed_by: str | None = None

    def holds_at(self, moment: dt.datetime) -> bool:
        now = clock.to_text(moment)
        return self.removed_at is None and self.from_at <= now < self.until_at


@dataclass(frozen=True)
class Directory:
    """What approver rules are resolved against: the departments, and the people they and a rule name."""

    departments: Mapping[int, Department]
    people: Mapping[str, Person]
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    TOP_ROLES: ClassVar[tuple[str, ...]] = ("president", "party-secretary")

    def person(self, userid: str | None) -> Person | None:
        """A person in service, or None."""
        found = self.people.get(userid or "")
        return found if found and found.active else None

    def in_role(self, role: str) -> tuple[Person, ...]:
        """Holders of a role in service, in the order of their userids."""
        return tuple(p for p in map(self.person, self.holders.get(role, ())) if p)

    def department_name(self, number: int) -> str:
        """Its name, or the number where the department is unknown."""
        found = self.departments.get(number)
        return found.name if found else str(number)

    def is_head(self, userid: str) -> bool:
        return any(department.head == userid for department in self.departments.values())


LONGEST_PROXY = dt.timedelta(days=366)


def check_proxy(wanted: Proxy, stand_in: Person | None, others: Iterable[Proxy]) -> None:
    """Whether a proxy may be set up beside the `others` of the same person.

    Raises ProxyPeriodError, ProxyPersonError, ProxyOverlapError.
    """
    begin, end = clock.from_text(wanted.from_at), clock.from_text(wanted.until_at)
    if not dt.timedelta() < end - begin <= LONGEST_PROXY:
        raise ProxyPeriodError(field="until_at")
    if stand_in is None or not stand_in.active or stand_in.userid == wanted.person:
        raise ProxyPersonError(field="proxy")
    for other in others:
        apart = other.until_at <= wanted.from_at or wanted.until_at <= other.from_at
        elsewhere = other.flows and wanted.flows and not set(other.flows) & set(wanted.flows)
        if other.removed_at is None and not apart and not elsewhere:
            raise ProxyOverlapError(field="from_at")


class ProxyPeriodError(InvalidError):
    """A proxy ends after it begins, and within a year."""

    code = "proxy_period"


class ProxyPersonError(InvalidError):
    """Somebody else in service stands in."""

    code = "proxy_person"


class ProxyOverlapError(ConflictError):
    """Somebody stands in already at that time, for one of these flows."""

    code = "proxy_overlap"


class ProxyNotFoundError(NotFoundError):
    code = "proxy_not_found"


class PersonNotFoundError(NotFoundError):
    code = "person_not_found"


class PersonDisabledError(ForbiddenError):
    """The person is in the directory, but no longer in service."""

    code = "person_disabled"
