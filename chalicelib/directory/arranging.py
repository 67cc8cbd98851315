"""Use cases that change departments: each one transaction with its history, and one after the other.

All departments are one tree, so a change of any of them is made on the tree as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.directory import change_store, store
from chalicelib.directory.model import (
    Author,
    Change,
    Department,
    DepartmentExistsError,
    DepartmentNotEmptyError,
    DepartmentNotFoundError,
)
from chalicelib.directory.model import tree as rules
from chalicelib.directory.model.history import difference, edited, values_of
from chalicelib.directory.store import CountRow, TreeRow
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError, VersionStaleError
from chalicelib.platform.store import Check, CollisionError, Operation, Put, transact

TRIES = 8
EDITABLE = frozenset({"name", "parent", "order", "head", "deputies", "leader", "closed_on"})
Departments = Mapping[int, Department]


def create_department(wanted: Department, author: Author, more: Iterable[Operation] = ()) -> Department:
    """A new department; one without number (0) gets the next. `more` is written with it.

    Raises DepartmentExistsError, DepartmentInvalidError, DepartmentParentError, DepartmentCycleError,
    DepartmentNameError, DepartmentPeopleError, BusyError; CollisionError where `more` collides.
    """
    extra = list(more)
    for _ in range(TRIES):
        turn, there = store.read_tree(), store.read_departments()
        made = replace(_tidied(wanted), id=wanted.id or max(there, default=0) + 1, version=1, since=_today())
        if made.id in there:
            raise DepartmentExistsError(field="id", id=made.id)
        _check(None, made, there)
        try:
            _commit(None, made, turn, author, extra)
        except CollisionError as error:
            _tell(error, extra)
        else:
            return made
    raise BusyError


def next_number() -> int:
    """The number a department would get that brings none."""
    return max(store.read_departments(), default=0) + 1


def change_department(
    number: int,
    changes: Mapping[str, Any],
    author: Author,
    *,
    seen: int | None = None,
    more: Iterable[Operation] = (),
) -> Department:
    """Change fields of a department (`EDITABLE`), from now on. What is so already changes nothing and leaves no trace.

    One is closed with `closed_on`, when it is empty. Raises DepartmentNotFoundError, VersionStaleError,
    DepartmentNotEmptyError and what `create_department` does.
    """
    if unknown := set(changes) - EDITABLE:
        raise LookupError(f"not a field that changes: {sorted(unknown)}")
    extra = list(more)
    for _ in range(TRIES):
        turn, there = store.read_tree(), store.read_departments()
        before = _found(number, there, seen)
        after = _tidied(edited(before, changes))
        if after == before:
            if extra:
                transact(extra)
            return before
        _check(before, after, there)
        after = replace(after, version=before.version + 1, since=max(_today(), before.since))
        try:
            _commit(before, after, turn, author, extra)
        except CollisionError as error:
            _tell(error, extra)
        else:
            return after
    raise BusyError


def foresee(number: int, changes: Mapping[str, Any]) -> Department:
    """How a department would be with these changes. Raises as `change_department`."""
    there = store.read_departments()
    before = _found(number, there, None)
    after = _tidied(edited(before, changes))
    _check(before, after, there)
    return after


def renamed(userid: str, to: str, change: Change) -> Iterator[Operation]:
    """The departments somebody answers for, under their other userid: part of the transaction that renames them."""
    turn, there = store.read_tree(), store.read_departments()
    of_them = [one for one in there.values() if userid in one.named]
    for before in of_them:
        after = replace(
            before,
            head=to if before.head == userid else before.head,
            leader=to if before.leader == userid else before.leader,
            deputies=tuple(to if one == userid else one for one in before.deputies),
            version=before.version + 1,
            since=max(change.day, before.since),
        )
        yield from _writes(before, after, change.author, change.at)
    if of_them:
        yield _next_turn(turn)


def _today() -> str:
    return clock.wall(clock.now()).date().isoformat()


def _tidied(department: Department) -> Department:
    return replace(
        department,
        name=department.name.strip(),
        head=(department.head or "").lower() or None,
        leader=(department.leader or "").lower() or None,
        deputies=tuple(one.lower() for one in department.deputies),
    )


def _found(number: int, there: Departments, seen: int | None) -> Department:
    found = there.get(number)
    if found is None:
        raise DepartmentNotFoundError(id=number)
    if seen is not None and found.version != seen:
        raise VersionStaleError(field="If-Match")
    return found


def _check(before: Department | None, after: Department, there: Departments) -> None:
    if after.closed_on:
        rules.check_closing(after.id, there)
        return
    rules.check_department(after, there)
    known = before.named if before else frozenset()
    found = store.read_people(after.named)
    # Whoever left while they were head is told about elsewhere; no other change waits for a new one.
    serving = {userid for userid, person in found.items() if person.active and person.userid == userid}
    rules.check_named(after, serving | known)


def _commit(
    before: Department | None, after: Department, turn: int, author: Author, more: Iterable[Operation]
) -> None:
    at = clock.to_text(clock.now())
    transact([*_writes(before, after, author, at), _next_turn(turn), *_empty(before, after), *more])


def _writes(before: Department | None, after: Department, author: Author, at: str) -> Iterator[Operation]:
    change = Change(
        "department",
        str(after.id),
        after.version,
        _action(before, after),
        after.since,
        at,
        author,
        difference(before, after),
        values_of(after),
    )
    yield Put(store.department_row(after))
    yield Put(change_store.change_row(change))


def _action(before: Department | None, after: Department) -> str:
    if before is None:
        return "created"
    if bool(before.closed_on) == bool(after.closed_on):
        return "changed"
    return "closed" if after.closed_on else "opened"


def _next_turn(turn: int) -> Operation:
    unseen = TreeRow.number == turn if turn else TreeRow.pk.does_not_exist()
    return Put(TreeRow(store.TREE, store.TREE, number=turn + 1), unseen)


def _empty(before: Department | None, after: Department) -> Iterator[Operation]:
    """A department that is closed has nobody in it, not even somebody who comes at this moment."""
    if before and after.closed_on and not before.closed_on:
        nobody = CountRow.pk.does_not_exist() | (_none(CountRow.people) & _none(CountRow.also))
        yield Check(CountRow, store.COUNTS, f"{after.id:06d}", nobody)


def _none(attribute: Any) -> Any:
    return attribute.does_not_exist() | (attribute == 0)


def _tell(error: CollisionError, extra: Sequence[Operation]) -> None:
    """Raise what a collision means, where reading again would not help."""
    for operation in error.operations:
        if any(operation is one for one in extra):
            raise error
        if isinstance(operation, Check):
            raise DepartmentNotEmptyError(field="closed_on") from error
