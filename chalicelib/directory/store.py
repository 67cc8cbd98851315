"""Rows of the directory table.

| row | pk | sk | gsi1 | gsi2 |
|---|---|---|---|---|
| person | `PERSON#<userid>` | `PERSON` | `PEOPLE` or `LEFT` / `<pinyin>#<userid>` | `D#<department>` / the same, while in service |
| alias | `PERSON#<former userid>` | `PERSON` | `ALIASES` / `<former userid>` | |
| also | `PERSON#<userid>` | `ALSO#<department>` | | `D#<department>` / `<pinyin>#<userid>` |
| department | `DEPARTMENTS` | `<id, 6 digits>` | | |
| tree | `TREE` | `TREE` | | |
| count | `COUNTS` | `<id, 6 digits>` | | |
| role | `ROLE#<role>` | `<userid>` | | |
| role's name | `ROLES` | `<role>` | | |
| tenure | `TENURES#<role>` | `<userid>#<from_on>` | | |
| mobile | `MOBILE#<number>` | `MOBILE` | | |

Beside them stand those of `finding_store.py`, `change_store.py` and `proxy_store.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.directory.model import Department, Person
from chalicelib.directory.model.types import MobileFor, Scheme
from chalicelib.platform.store import Table

PEOPLE = "PEOPLE"
LEFT = "LEFT"
ALIASES = "ALIASES"
DEPARTMENTS = "DEPARTMENTS"
COUNTS = "COUNTS"
TREE = "TREE"
ROLES = "ROLES"
LONGEST_USERID = 64
"""WeCom's own limit (path/90195). Forms may name anything, and DynamoDB refuses keys that are too long."""


class ByName(GlobalSecondaryIndex["DirectoryRow"]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class ByDepartment(GlobalSecondaryIndex["DirectoryRow"]):
    class Meta:
        index_name = "gsi2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class DirectoryRow(Table):
    class Meta(Table.Meta):
        capability = "directory"
        stream = True
        stream_prefix = "CHANGE#"

    kind = DiscriminatorAttribute()

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    by_name = ByName()
    by_department = ByDepartment()


class PersonRow(DirectoryRow, discriminator="person"):
    userid = UnicodeAttribute()
    name = UnicodeAttribute()
    title = UnicodeAttribute(default="")
    department = NumberAttribute()
    roles = ListAttribute(of=UnicodeAttribute, default=list)
    active = BooleanAttribute(default=True)
    pinyin = UnicodeAttribute(default="")
    also = ListAttribute(of=UnicodeAttribute, default=list)
    post = UnicodeAttribute(default="")
    mobile = UnicodeAttribute(default="")
    mobile_for = UnicodeAttribute(default="everyone")
    employed_on = UnicodeAttribute(default="")
    left_on = UnicodeAttribute(default="")
    scheme = UnicodeAttribute(default="fixed")
    spelled = UnicodeAttribute(default="")
    formerly = ListAttribute(of=UnicodeAttribute, default=list)
    version = NumberAttribute(default=0)
    since = UnicodeAttribute(default="")


class AliasRow(DirectoryRow, discriminator="alias"):
    """Who had this userid has another now."""

    to = UnicodeAttribute()


class AlsoRow(DirectoryRow, discriminator="also"):
    """A further department of a person."""

    userid = UnicodeAttribute()


class DepartmentRow(DirectoryRow, discriminator="department"):
    number = NumberAttribute()
    name = UnicodeAttribute()
    parent = NumberAttribute(null=True)
    order = NumberAttribute(default=0)
    head = UnicodeAttribute(null=True)
    deputies = ListAttribute(of=UnicodeAttribute, default=list)
    leader = UnicodeAttribute(null=True)
    closed_on = UnicodeAttribute(null=True)
    version = NumberAttribute(default=0)
    since = UnicodeAttribute(default="")


class TreeRow(DirectoryRow, discriminator="tree"):
    """Counts the changes of departments: of two at once, one sees the other."""

    number = NumberAttribute()


class CountRow(DirectoryRow, discriminator="count"):
    """People in service whose main department it is, and those it is a further one of."""

    people = NumberAttribute(default=0)
    also = NumberAttribute(default=0)


class RoleRow(DirectoryRow, discriminator="role"):
    userid = UnicodeAttribute()
    from_on = UnicodeAttribute(default="")


class RoleNameRow(DirectoryRow, discriminator="role_name"):
    """There was a holder once: what a list of roles is made of."""


class TenureRow(DirectoryRow, discriminator="tenure"):
    """Somebody held a role from one day until another."""

    userid = UnicodeAttribute()
    from_on = UnicodeAttribute(default="")
    until_on = UnicodeAttribute()


class MobileRow(DirectoryRow, discriminator="mobile"):
    userid = UnicodeAttribute()


@dataclass(frozen=True)
class Tenure:
    """Who held a role from which day (empty: ever since) until which (None: still)."""

    userid: str
    from_on: str
    until_on: str | None


def place_of(person: Person) -> str:
    """A person's place in lists: by pinyin, where that is known."""
    return f"{person.pinyin or person.userid}#{person.userid}"


def person_row(person: Person) -> PersonRow:
    return PersonRow(
        f"PERSON#{person.userid}",
        "PERSON",
        gsi1pk=PEOPLE if person.active else LEFT,
        gsi1sk=place_of(person),
        gsi2pk=f"D#{person.department}" if person.active else None,
        gsi2sk=place_of(person) if person.active else None,
        userid=person.userid,
        name=person.name,
        title=person.title,
        department=person.department,
        roles=list(person.roles),
        active=person.active,
        pinyin=person.pinyin,
        also=[str(number) for number in person.also],
        post=person.post,
        mobile=person.mobile,
        mobile_for=person.mobile_for,
        employed_on=person.employed_on,
        left_on=person.left_on,
        scheme=person.scheme,
        spelled=person.spelled,
        formerly=list(person.formerly),
        version=person.version,
        since=person.since,
    )


def alias_row(former: str, to: str) -> AliasRow:
    return AliasRow(f"PERSON#{former}", "PERSON", gsi1pk=ALIASES, gsi1sk=former, to=to)


def also_row(person: Person, department: int) -> AlsoRow:
    return AlsoRow(
        f"PERSON#{person.userid}",
        f"ALSO#{department}",
        gsi2pk=f"D#{department}",
        gsi2sk=place_of(person),
        userid=person.userid,
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
        closed_on=department.closed_on or None,
        version=department.version,
        since=department.since,
    )


def role_row(role: str, userid: str, from_on: str = "") -> RoleRow:
    return RoleRow(f"ROLE#{role}", userid, userid=userid, from_on=from_on)


def tenure_row(role: str, tenure: Tenure) -> TenureRow:
    return TenureRow(
        f"TENURES#{role}",
        f"{tenure.userid}#{tenure.from_on}",
        userid=tenure.userid,
        from_on=tenure.from_on,
        until_on=tenure.until_on or "",
    )


def read_people(userids: Iterable[str]) -> dict[str, Person]:
    """The people of these userids, read consistently; unknown ones are missing from the answer.

    A userid from before a rename finds the person, who has another.
    """
    found = _read({userid for userid in userids if 0 < len(userid) <= LONGEST_USERID})
    people = {key: person_of(row) for key, row in found.items() if isinstance(row, PersonRow)}
    renamed = {key: row.to for key, row in found.items() if isinstance(row, AliasRow)}
    now = _read(set(renamed.values()) - set(people))
    people_now = people | {key: person_of(row) for key, row in now.items() if isinstance(row, PersonRow)}
    return people | {key: people_now[to] for key, to in renamed.items() if to in people_now}


def _read(userids: Iterable[str]) -> dict[str, DirectoryRow]:
    keys = [(f"PERSON#{userid}", "PERSON") for userid in sorted(userids)]
    rows = DirectoryRow.batch_get(keys, consistent_read=True) if keys else ()
    return {row.pk.removeprefix("PERSON#"): row for row in rows}


def read_aliases() -> dict[str, str]:
    """Former userid -> the present one, of everybody who was ever renamed. A moment old at the most."""
    rows = DirectoryRow.by_name.query(ALIASES)
    return {row.gsi1sk: row.to for row in rows if isinstance(row, AliasRow)}


def read_departments() -> dict[int, Department]:
    """All departments, closed ones too: one partition, one query."""
    rows = DepartmentRow.query(DEPARTMENTS, consistent_read=True)
    return {int(row.number): _department(row) for row in rows}


def read_counts() -> dict[int, int]:
    """People in service by main department."""
    return {int(row.sk): int(row.people) for row in CountRow.query(COUNTS)}


def read_tree() -> int:
    """How many changes of departments there were."""
    try:
        return int(TreeRow.get(TREE, TREE, consistent_read=True).number)
    except TreeRow.DoesNotExist:
        return 0


def read_holders(role: str) -> tuple[str, ...]:
    """Userids holding a role, in their order."""
    return tuple(row.userid for row in RoleRow.query(f"ROLE#{role}", consistent_read=True))


def read_roles() -> tuple[str, ...]:
    """Every role anybody ever held."""
    return tuple(row.sk for row in RoleNameRow.query(ROLES))


def read_tenures(role: str) -> list[Tenure]:
    """Everybody who ever held a role, and from when until when."""
    now = [
        Tenure(row.userid, row.from_on, None) for row in RoleRow.query(f"ROLE#{role}", consistent_read=True)
    ]
    over = TenureRow.query(f"TENURES#{role}", consistent_read=True)
    return [*now, *(Tenure(row.userid, row.from_on, row.until_on) for row in over)]


def read_tenure(role: str, userid: str) -> Tenure | None:
    """Since when somebody holds a role; None who does not."""
    try:
        row = RoleRow.get(f"ROLE#{role}", userid, consistent_read=True)
    except RoleRow.DoesNotExist:
        return None
    return Tenure(userid, row.from_on, None)


def read_mobile(number: str) -> str | None:
    """Whose number it is."""
    try:
        return str(MobileRow.get(f"MOBILE#{number}", "MOBILE", consistent_read=True).userid)
    except MobileRow.DoesNotExist:
        return None


def read_everybody() -> list[Person]:
    """All people, in service or not, in the order of pinyin; for jobs. A moment old at the most."""
    rows = (row for partition in (PEOPLE, LEFT) for row in DirectoryRow.by_name.query(partition))
    return [person_of(row) for row in rows if isinstance(row, PersonRow)]


def person_of(row: PersonRow) -> Person:
    return Person(
        userid=row.userid,
        name=row.name,
        title=row.title,
        department=int(row.department),
        roles=tuple(map(str, row.roles)),
        active=row.active,
        pinyin=row.pinyin,
        also=tuple(int(str(number)) for number in row.also),
        post=row.post,
        mobile=row.mobile,
        mobile_for=cast("MobileFor", row.mobile_for),
        employed_on=row.employed_on,
        left_on=row.left_on,
        scheme=cast("Scheme", row.scheme),
        spelled=row.spelled,
        formerly=tuple(map(str, row.formerly)),
        version=int(row.version),
        since=row.since,
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
        closed_on=row.closed_on or "",
        version=int(row.version),
        since=row.since,
    )
