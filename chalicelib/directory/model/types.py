"""People, departments and roles, as everybody above sees them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

ADMIN_ROLE = "admin"
Scheme = Literal["fixed", "flexible"]
MobileFor = Literal["everyone", "department", "leaders"]
SCHEMES: tuple[Scheme, ...] = ("fixed", "flexible")
MOBILE_FOR: tuple[MobileFor, ...] = ("everyone", "department", "leaders")


@dataclass(frozen=True)
class Person:
    """A member. `userid` is WeCom's, lower case; `spelled` as WeCom writes it where that differs.

    `department` is the main one, `also` the others. A person with `active` false is out: no session, no task.
    Days are texts (YYYY-MM-DD), empty where unknown. `formerly`: userids before renames. `version` counts changes,
    `since` is the day of the latest; neither is part of what a person is.
    """

    userid: str
    name: str
    title: str
    department: int
    roles: tuple[str, ...] = ()
    active: bool = True
    pinyin: str = ""
    also: tuple[int, ...] = ()
    post: str = ""
    mobile: str = ""
    mobile_for: MobileFor = "everyone"
    employed_on: str = ""
    left_on: str = ""
    scheme: Scheme = "fixed"
    spelled: str = ""
    formerly: tuple[str, ...] = ()
    version: int = field(default=0, compare=False)
    since: str = field(default="", compare=False)

    @property
    def departments(self) -> tuple[int, ...]:
        """All departments, the main one first."""
        return (self.department, *self.also)

    @property
    def first_userid(self) -> str:
        """The one they began with: it stays theirs, so what must not move with a rename stands under it."""
        return self.formerly[0] if self.formerly else self.userid


@dataclass(frozen=True)
class Department:
    """A department; `leader` is the division leader (分管院领导) it reports to. One with `closed_on` is over."""

    id: int
    name: str
    parent: int | None = None
    order: int = 0
    head: str | None = None
    deputies: tuple[str, ...] = ()
    leader: str | None = None
    closed_on: str = ""
    version: int = field(default=0, compare=False)
    since: str = field(default="", compare=False)

    @property
    def named(self) -> frozenset[str]:
        """Userids of everybody who answers for it."""
        return frozenset(one for one in (self.head, self.leader, *self.deputies) if one)


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

    def called(self, userid: str) -> str:
        """The userid somebody has today; unknown ones stay as they are."""
        found = self.people.get(userid)
        return found.userid if found else userid

    def in_role(self, role: str) -> tuple[Person, ...]:
        """Holders of a role in service, in the order of their userids."""
        return tuple(p for p in map(self.person, self.holders.get(role, ())) if p)

    def department_name(self, number: int) -> str:
        """Its name, or the number where the department is unknown."""
        found = self.departments.get(number)
        return found.name if found else str(number)

    def is_head(self, userid: str) -> bool:
        return any(department.head == userid for department in self.departments.values())
