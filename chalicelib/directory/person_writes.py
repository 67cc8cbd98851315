"""What one change of a person writes: the person, what they are found by, counted in, called and hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.directory import store
from chalicelib.directory.finding_store import find_rows
from chalicelib.directory.model import Person
from chalicelib.directory.store import CountRow, DepartmentRow, DirectoryRow, MobileRow, PersonRow, Tenure
from chalicelib.platform.store import Check, Delete, Operation, Put, Update


def writes(before: Person | None, after: Person) -> list[Operation]:
    """Everything but the history; `before` None for somebody new. They fail where the person is another by now, where
    somebody else has the number, or a department is closed.
    """
    return [
        Put(store.person_row(after), unchanged(before)),
        *_rows(found_by(before), found_by(after)),
        *_counts(before, after),
        *_open_departments(before, after),
        *_roles(before, after),
        *_mobile(before, after),
    ]


def brought_in(person: Person) -> list[Operation]:
    """Somebody of an institute that is brought in, but what they are found by; departments and the names of roles are
    counted in by the caller.
    """
    roles = [Put(store.role_row(role, person.userid, person.since)) for role in person.roles]
    return [Put(store.person_row(person), unchanged(None)), *roles, *_mobile(None, person)]


def role_names(roles: Iterable[str]) -> Iterator[Operation]:
    yield from (Put(store.RoleNameRow(store.ROLES, role)) for role in sorted(roles))


def unchanged(before: Person | None) -> Condition:
    """The person is as they were read. A row from before there were versions has none."""
    if before is None:
        return PersonRow.pk.does_not_exist()
    same: Condition = PersonRow.version == before.version
    if before.version:
        return same
    from_before: Condition = PersonRow.pk.exists() & (PersonRow.version.does_not_exist() | same)
    return from_before


def found_by(person: Person | None) -> list[DirectoryRow]:
    """The rows by which lists and searches find somebody in service."""
    if person is None or not person.active:
        return []
    return [*find_rows(person), *(store.also_row(person, number) for number in person.also)]


def _rows(before: Iterable[DirectoryRow], after: Iterable[DirectoryRow]) -> Iterator[Operation]:
    old = {(row.pk, row.sk): row.serialize() for row in before}
    new = {(row.pk, row.sk): row for row in after}
    yield from (Put(row) for key, row in new.items() if row.serialize() != old.get(key))
    yield from (Delete(DirectoryRow(*key)) for key in old if key not in new)


def _counts(before: Person | None, after: Person) -> Iterator[Operation]:
    people, also = Counter[int](), Counter[int]()
    for person, step in ((before, -1), (after, 1)):
        if person and person.active:
            people[person.department] += step
            also.update(dict.fromkeys(person.also, step))
    yield from count_updates(people, also)


def count_updates(people: Counter[int], also: Counter[int]) -> Iterator[Operation]:
    """So many more, or fewer, in each department."""
    for number in sorted({*people, *also}):
        actions: list[Action] = [
            attribute.add(step)
            for attribute, step in ((CountRow.people, people[number]), (CountRow.also, also[number]))
            if step
        ]
        if actions:
            row = CountRow(store.COUNTS, f"{number:06d}")
            yield Update(row, [CountRow.kind.set(CountRow), *actions])


def _open_departments(before: Person | None, after: Person) -> Iterator[Operation]:
    """Whom a department takes in, it is open for, even if it is being closed at this moment."""
    inside = set(before.departments) if before and before.active else set()
    for number in sorted(set(after.departments) - inside) if after.active else ():
        is_open = DepartmentRow.pk.exists() & DepartmentRow.closed_on.does_not_exist()
        yield Check(DepartmentRow, store.DEPARTMENTS, f"{number:06d}", is_open)


def _roles(before: Person | None, after: Person) -> Iterator[Operation]:
    held, wanted = set(before.roles if before else ()), set(after.roles)
    yield from (Put(store.role_row(role, after.userid, after.since)) for role in sorted(wanted - held))
    yield from role_names(wanted - held)
    for role in sorted(held - wanted):
        yield from end_role(role, after.userid, after.since)


def end_role(role: str, userid: str, day: str) -> Iterator[Operation]:
    """Somebody holds a role no longer; that they did is kept."""
    tenure = store.read_tenure(role, userid) or Tenure(userid, "", None)
    yield Delete(store.role_row(role, userid))
    yield Put(store.tenure_row(role, Tenure(userid, tenure.from_on, day)))


def _mobile(before: Person | None, after: Person) -> Iterator[Operation]:
    """A number is one person's in service; that of a leaver is free for who gets it next."""
    old = before.mobile if before and before.active else ""
    new = after.mobile if after.active else ""
    if old and old != new:
        yield Delete(MobileRow(f"MOBILE#{old}", "MOBILE"))
    if new and old != new:
        free = MobileRow.pk.does_not_exist() | (MobileRow.userid == after.userid)
        yield Put(MobileRow(f"MOBILE#{new}", "MOBILE", userid=after.userid), free)


def renamed(before: Person, after: Person) -> list[Operation]:
    """Everything of a person under another userid; the former one is an alias from now on."""
    return [
        Put(store.alias_row(before.userid, after.userid), unchanged(before)),
        Put(store.person_row(after), PersonRow.pk.does_not_exist()),
        *_earlier_aliases(before, after),
        *_rows(found_by(before), found_by(after)),
        *(one for role in before.roles for one in end_role(role, before.userid, after.since)),
        *(Put(store.role_row(role, after.userid, after.since)) for role in after.roles),
        *_same_mobile(after),
    ]


def _earlier_aliases(before: Person, after: Person) -> Iterator[Operation]:
    """Userids from before an earlier rename lead straight to the person too."""
    yield from (Put(store.alias_row(userid, after.userid)) for userid in before.formerly)


def _same_mobile(person: Person) -> Iterator[Operation]:
    if person.mobile and person.active:
        yield Put(MobileRow(f"MOBILE#{person.mobile}", "MOBILE", userid=person.userid))
