"""Rows of the directory table.

| row | pk | sk | gsi1 |
|---|---|---|---|
| person | `PERSON#<userid>` | `PERSON` | `PEOPLE` / `<pinyin>#<userid>`: lists and search |
| department | `DEPARTMENTS` | `<id, 6 digits>` | |
| role | `ROLE#<role>` | `<userid>` | |
| proxy turn | `PROXY_TURN#<person>` | `PROXY_TURN` | |
| proxy | `PROXIES` | `<until_at>#<id>` | `PROXY#<person>` / `<from_at>#<id>`: one's own |
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.directory.model import Department, Person, Proxy
from chalicelib.platform.store import Put, Table, decode_cursor, encode_cursor

PEOPLE = "PEOPLE"
DEPARTMENTS = "DEPARTMENTS"
PROXIES = "PROXIES"
PROXIES_SHOWN = 200
PAGE = 50
LONGEST_USERID = 64
"""WeCom's own limit (path/90195). Forms may name anything, and DynamoDB refuses keys that are too long."""


class ByName(GlobalSecondaryIndex["DirectoryRow"]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class DirectoryRow(Table):
    class Meta(Table.Meta):
        capability = "directory"

    kind = DiscriminatorAttribute()

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    by_name = ByName()


class ProxyRow(DirectoryRow, discriminator="proxy"):
    id = UnicodeAttribute()
    person = UnicodeAttribute()
    proxy = UnicodeAttribute()
    from_at = UnicodeAttribute()
    until_at = UnicodeAttribute()
    flows = ListAttribute(of=UnicodeAttribute, default=list)
    condition = UnicodeAttribute(default="")
    note = UnicodeAttribute(default="")
    removed_at = UnicodeAttribute(null=True)
    removed_by = UnicodeAttribute(null=True)


class ProxyTurnRow(DirectoryRow, discriminator="proxy_turn"):
    """Counts the proxies a person ever had: of two set up at once, one sees the other."""

    number = NumberAttribute()


class PersonRow(DirectoryRow, discriminator="person"):
    userid = UnicodeAttribute()
    name = UnicodeAttribute()
    title = UnicodeAttribute(default="")
    department = NumberAttribute()
    roles = ListAttribute(of=UnicodeAttribute, default=list)
    active = BooleanAttribute(default=True)
    pinyin = UnicodeAttribute(default="")


class DepartmentRow(DirectoryRow, discriminator="department"):
    number = NumberAttribute()
    name = UnicodeAttribute()
    parent = NumberAttribute(null=True)
    order = NumberAttribute(default=0)
    head = UnicodeAttribute(null=True)
    deputies = ListAttribute(of=UnicodeAttribute, default=list)
    leader = UnicodeAttribute(null=True)


class RoleRow(DirectoryRow, discriminator="role"):
    userid = UnicodeAttribute()


def person_row(person: Person) -> PersonRow:
    return PersonRow(
        f"PERSON#{person.userid}",
        "PERSON",
        gsi1pk=PEOPLE,
        gsi1sk=f"{person.pinyin or person.userid}#{person.userid}",
        userid=person.userid,
        name=person.name,
        title=person.title,
        department=person.department,
        roles=list(person.roles),
        active=person.active,
        pinyin=person.pinyin,
    )


def department_row(department: Department) -> DepartmentRow:
    return DepartmentRow(
        DEPARTMENTS,
        f"{department.id:06d}",
        number=department.id,
        name=department.name,
        parent=department.parent,
        order=department.order,
        head=department.head,
        deputies=list(department.deputies),
        leader=department.leader,
    )


def role_row(role: str, userid: str) -> RoleRow:
    return RoleRow(f"ROLE#{role}", userid, userid=userid)


def read_people(userids: Iterable[str]) -> dict[str, Person]:
    """The people of these userids, read consistently; unknown ones are missing from the answer."""
    possible = {userid for userid in userids if 0 < len(userid) <= LONGEST_USERID}
    keys = [(f"PERSON#{userid}", "PERSON") for userid in sorted(possible)]
    rows = PersonRow.batch_get(keys, consistent_read=True) if keys else ()
    return {row.userid: _person(row) for row in rows}


def read_departments() -> dict[int, Department]:
    """All departments: one partition, one query."""
    rows = DepartmentRow.query(DEPARTMENTS, consistent_read=True)
    return {int(row.number): _department(row) for row in rows}


def read_holders(role: str) -> tuple[str, ...]:
    """Userids holding a role, in their order."""
    return tuple(row.userid for row in RoleRow.query(f"ROLE#{role}", consistent_read=True))


def proxies_of(person: str) -> list[Proxy]:
    """Every proxy of a person, the latest first; those that are over or removed too."""
    rows = DirectoryRow.by_name.query(f"PROXY#{person}", scan_index_forward=False, limit=PROXIES_SHOWN)
    return [_proxy(row) for row in rows if isinstance(row, ProxyRow)]


def proxy_row(proxy: Proxy) -> ProxyRow:
    return ProxyRow(
        PROXIES,
        f"{proxy.until_at}#{proxy.id}",
        gsi1pk=f"PROXY#{proxy.person}",
        gsi1sk=f"{proxy.from_at}#{proxy.id}",
        id=proxy.id,
        person=proxy.person,
        proxy=proxy.proxy,
        from_at=proxy.from_at,
        until_at=proxy.until_at,
        flows=list(proxy.flows),
        condition=proxy.condition,
        note=proxy.note,
        removed_at=proxy.removed_at,
        removed_by=proxy.removed_by,
    )


def read_proxy_turn(person: str) -> int:
    """How many proxies a person has had."""
    try:
        return int(ProxyTurnRow.get(*_proxy_turn(person), consistent_read=True).number)
    except ProxyTurnRow.DoesNotExist:
        return 0


def next_proxy_turn(person: str, turn: int) -> Put:
    """One more, unless there was another since `turn` was read."""
    unseen = ProxyTurnRow.number == turn if turn else ProxyTurnRow.pk.does_not_exist()
    return Put(ProxyTurnRow(*_proxy_turn(person), number=turn + 1), unseen)


def _proxy_turn(person: str) -> tuple[str, str]:
    return f"PROXY_TURN#{person}", "PROXY_TURN"


def read_proxies(now: str) -> list[Proxy]:
    """Every proxy whose time is not over, whoever's: one query of some dozens of rows."""
    rows = ProxyRow.query(PROXIES, ProxyRow.sk > now, consistent_read=True)
    return [_proxy(row) for row in rows]


def search(words: str, department: int | None, cursor: str | None) -> tuple[list[Person], str | None]:
    """People in service by name, pinyin or userid, in the order of pinyin.

    Reads the one partition of people (some KB per hundred); directory search by initials comes with sync.
    """
    condition = PersonRow.active == True  # noqa: E712 - a PynamoDB condition
    if words:
        condition &= (
            PersonRow.name.contains(words)
            | PersonRow.userid.contains(words.lower())
            | PersonRow.pinyin.contains(words.lower())
        )
    if department is not None:
        condition &= PersonRow.department == department
    found: list[Person] = []
    key: dict[str, Any] | None = decode_cursor("people", cursor, DirectoryRow.by_name, PEOPLE)
    page = DirectoryRow.by_name.query(PEOPLE, filter_condition=condition, limit=PAGE, last_evaluated_key=key)
    found = [_person(row) for row in page if isinstance(row, PersonRow)]
    return found, encode_cursor("people", page.last_evaluated_key)


def read_everybody() -> list[Person]:
    """All people, in service or not, in the order of pinyin; for jobs. A moment old at the most."""
    rows = DirectoryRow.by_name.query(PEOPLE)
    return [_person(row) for row in rows if isinstance(row, PersonRow)]


def _person(row: PersonRow) -> Person:
    return Person(
        userid=row.userid,
        name=row.name,
        title=row.title,
        department=int(row.department),
        roles=tuple(map(str, row.roles)),
        active=row.active,
        pinyin=row.pinyin,
    )


def _proxy(row: ProxyRow) -> Proxy:
    return Proxy(
        id=row.id,
        person=row.person,
        proxy=row.proxy,
        from_at=row.from_at,
        until_at=row.until_at,
        flows=tuple(map(str, row.flows)),
        condition=row.condition,
        note=row.note,
        removed_at=row.removed_at,
        removed_by=row.removed_by,
    )


def _department(row: DepartmentRow) -> Department:
    return Department(
        id=int(row.number),
        name=row.name,
        parent=None if row.parent is None else int(row.parent),
        order=int(row.order),
        head=row.head,
        deputies=tuple(map(str, row.deputies)),
        leader=row.leader,
    )
