"""Use cases that change people. Each is one transaction with its history, whoever changes and by which way.

What is in effect from a later day is planned (`planning.py`) and goes the same way on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from chalicelib.directory import arranging, change_store, person_writes, renames, spelling, store
from chalicelib.directory.change_store import Handover
from chalicelib.directory.model import (
    Author,
    Change,
    MobileTakenError,
    Person,
    PersonDepartmentError,
    PersonExistsError,
    PersonNotFoundError,
)
from chalicelib.directory.model.history import difference, edited, values_of
from chalicelib.directory.model.people import check_person, tidied
from chalicelib.platform import clock, sessions
from chalicelib.platform.errors import BusyError, VersionStaleError
from chalicelib.platform.store import Check, CollisionError, Operation, Put, transact

TRIES = 8
EDITABLE = frozenset(
    {
        *("name", "title", "department", "also", "post", "roles", "active", "pinyin"),
        *("mobile", "mobile_for", "employed_on", "left_on", "scheme", "spelled"),
    }
)
"""What `change_person` changes; the userid has `rename_person`."""
Result = TypeVar("Result")
More = Iterable[Operation]


def create_person(wanted: Person, author: Author, more: More = ()) -> Person:
    """A new person. `more` is written with it.

    Raises PersonExistsError, PersonInvalidError, PersonDepartmentError, MobileTakenError, BusyError; CollisionError
    where `more` collides.
    """
    person = _written(replace(tidied(wanted), formerly=(), version=1, since=today()))
    check_person(person, store.read_departments())

    extra = list(more)

    def attempt() -> Person:
        if store.read_people([person.userid]):
            raise PersonExistsError(field="userid", userid=person.userid)
        _commit(None, person, "created", author, extra)
        return person

    return repeated(attempt, None, extra)


def change_person(
    userid: str, changes: Mapping[str, Any], author: Author, *, seen: int | None = None, more: More = ()
) -> Person:
    """Change fields of a person (`EDITABLE`), from now on. What is so already changes nothing and leaves no trace.

    With `seen` only where that is the version still. Whoever is disabled has left today, unless a day is said: their
    sessions end, and a handover of their tasks begins.
    Raises PersonNotFoundError, VersionStaleError, PersonInvalidError, PersonDepartmentError, MobileTakenError,
    BusyError; CollisionError where `more` collides.
    """
    if unknown := set(changes) - EDITABLE:
        raise LookupError(f"not a field that changes: {sorted(unknown)}")

    extra = list(more)

    def attempt() -> Person:
        before = _found(userid, seen)
        after = _after(before, changes)
        if after == before:
            if extra:
                transact(extra)
            return before
        check_person(after, store.read_departments())
        after = replace(after, version=before.version + 1, since=next_day(before))
        _commit(before, after, _action(before, after), author, extra)
        return after

    return repeated(attempt, seen, extra)


def rename_person(
    userid: str, to: str, author: Author, *, seen: int | None = None, more: More = ()
) -> Person:
    """Give a person another userid. The former one goes on finding them, and is nobody else's; departments, roles and
    the number go along, sessions end, and open tasks go over.

    Raises what `change_person` does, and PersonExistsError.
    """
    extra = list(more)

    def attempt() -> Person:
        before = _found(userid, seen)
        after = tidied(replace(before, userid=to, formerly=(*before.formerly, before.userid)))
        if after.userid == before.userid:
            if extra:
                transact(extra)
            return before
        if store.read_people([after.userid]):
            raise PersonExistsError(field="userid", userid=after.userid)
        check_person(after, store.read_departments())
        after = replace(after, version=before.version + 1, since=next_day(before))
        _commit(before, after, "renamed", author, extra)
        renames.forget()
        return after

    return repeated(attempt, seen, extra)


def set_role(userid: str, role: str, author: Author, *, held: bool) -> Person:
    """Give a person a role, or take it from them; again: nothing. Raises what `change_person` does."""
    for _ in range(TRIES):
        before = _found(userid, None)
        others = tuple(one for one in before.roles if one != role)
        wanted = (*others, role) if held else others
        if set(wanted) == set(before.roles):
            return before
        try:
            return change_person(userid, {"roles": wanted}, author, seen=before.version)
        except VersionStaleError:
            continue
    raise BusyError


def foresee(userid: str, changes: Mapping[str, Any]) -> Person:
    """How a person would be with these changes: what is planned is checked before it waits. Raises as `change_person`."""
    after = _after(_found(userid, None), changes)
    check_person(after, store.read_departments())
    return after


def today() -> str:
    return clock.wall(clock.now()).date().isoformat()


def next_day(before: Person) -> str:
    """The day from which a change holds: today, and never before the change that it follows."""
    return max(today(), before.since)


def repeated(attempt: Callable[[], Result], seen: int | None, extra: Sequence[Operation]) -> Result:
    """Until nobody was first; a writer who said what they saw is told that it is another now."""
    for _ in range(TRIES):
        try:
            return attempt()
        except CollisionError as error:
            _tell(error, seen, extra)
    raise BusyError


def _tell(error: CollisionError, seen: int | None, extra: Sequence[Operation]) -> None:
    """Raise what a collision means, where reading again would not help."""
    for operation in error.operations:
        if any(operation is one for one in extra):
            raise error
        if isinstance(operation, Check):
            raise PersonDepartmentError(field="department") from error
        if isinstance(operation.row, store.MobileRow):
            raise MobileTakenError(field="mobile") from error
    if seen is not None:
        raise VersionStaleError(field="If-Match") from error


def _found(userid: str, seen: int | None) -> Person:
    found = store.read_people([userid.lower()]).get(userid.lower())
    if found is None:
        raise PersonNotFoundError(userid=userid)
    if seen is not None and found.version != seen:
        raise VersionStaleError(field="If-Match")
    return found


def _after(before: Person, changes: Mapping[str, Any]) -> Person:
    after = tidied(edited(before, changes))
    if "name" in changes and after.name != before.name and "pinyin" not in changes:
        after = replace(after, pinyin="")
    if before.active != after.active and "left_on" not in changes:
        after = replace(after, left_on="" if after.active else today())
    return _written(after)


def _written(person: Person) -> Person:
    return person if person.pinyin else replace(person, pinyin=spelling.pinyin(person.name))


def _action(before: Person, after: Person) -> str:
    if before.active == after.active:
        return "changed"
    return "enabled" if after.active else "disabled"


def _commit(before: Person | None, after: Person, action: str, author: Author, more: More) -> None:
    change = Change(
        "person",
        after.userid,
        after.version,
        action,
        after.since,
        clock.to_text(clock.now()),
        author,
        difference(before, after),
        values_of(after),
    )
    transact([*_moved(before, after, change), *_followed(before, after, change.at), *more])


def _moved(before: Person | None, after: Person, change: Change) -> list[Operation]:
    """The writes of a person and of their history; under another userid, all that was under the former one."""
    history = Put(change_store.change_row(change))
    if before is None or before.userid == after.userid:
        return [*person_writes.writes(before, after), history]
    return [
        *person_writes.renamed(before, after),
        *arranging.renamed(before.userid, after.userid, change),
        history,
    ]


def _followed(before: Person | None, after: Person, at: str) -> list[Operation]:
    """What has to follow: who left, or is called otherwise, is signed out and their tasks go over."""
    if before is None:
        return []
    if before.userid != after.userid:
        handover = Handover(before.userid, after.userid, at)
        return [sessions.revoke_person(before.userid), change_store.begin_handover(handover)]
    if before.active and not after.active:
        handover = Handover(after.userid, "", at)
        return [sessions.revoke_person(after.userid), change_store.begin_handover(handover)]
    return [change_store.end_handover(after.userid)] if after.active and not before.active else []
