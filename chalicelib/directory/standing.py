"""What was changed, and how things stood on a day: answered from history alone.

Of a day to come it is told how things stand now; what is planned for it has not happened.
"""

from __future__ import annotations

import datetime as dt

from chalicelib.directory import change_store, store
from chalicelib.directory.model import (
    Change,
    Department,
    DepartmentNotFoundError,
    Person,
    PersonNotFoundError,
)
from chalicelib.directory.model.history import department_from, person_from, standing


def person_on(userid: str, day: dt.date) -> Person | None:
    """How a person was on a day, at its end; None before they were there. Any userid they ever had finds them.

    Raises PersonNotFoundError.
    """
    current = _person(userid)
    newest = next((found for name in _names(current) if (found := _newest("person", name, day))), None)
    first = next(
        (found for name in reversed(_names(current)) if (found := change_store.earliest("person", name))),
        None,
    )
    values = standing(newest, first, current)
    return person_from(values) if values else None


def department_on(number: int, day: dt.date) -> Department | None:
    """How a department was on a day, at its end; None before it was there. Raises DepartmentNotFoundError."""
    current = store.read_departments().get(number)
    if current is None:
        raise DepartmentNotFoundError(id=number)
    newest = _newest("department", str(number), day)
    values = standing(newest, change_store.earliest("department", str(number)), current)
    return department_from(values) if values else None


def head_on(number: int, day: dt.date) -> str | None:
    """Who was head of a department on a day. Raises DepartmentNotFoundError."""
    found = department_on(number, day)
    return found.head if found else None


def departments_on(userid: str, day: dt.date) -> tuple[int, ...]:
    """The departments a person was in on a day, the main one first. Raises PersonNotFoundError."""
    found = person_on(userid, day)
    return found.departments if found and found.active else ()


def holders_on(role: str, day: dt.date) -> tuple[str, ...]:
    """Who held a role on a day, by userid."""
    text = day.isoformat()
    held = (
        one.userid
        for one in store.read_tenures(role)
        if one.from_on <= text and (one.until_on is None or text < one.until_on)
    )
    return tuple(sorted(set(held)))


def changes_of(userid: str) -> list[Change]:
    """A person's changes, the newest first, under every userid they had. Raises PersonNotFoundError."""
    return list(change_store.of_subject("person", _names(_person(userid))))


def changes_of_department(number: int) -> list[Change]:
    """A department's changes, the newest first."""
    return list(change_store.of_subject("department", [str(number)]))


def latest_changes(cursor: str | None) -> tuple[list[Change], str | None]:
    """A page of everybody's and every department's changes, the newest first."""
    return change_store.latest(cursor)


def _person(userid: str) -> Person:
    found = store.read_people([userid.lower()]).get(userid.lower())
    if found is None:
        raise PersonNotFoundError(userid=userid)
    return found


def _names(person: Person) -> tuple[str, ...]:
    """The userids somebody had, the present one first."""
    return (person.userid, *reversed(person.formerly))


def _newest(kind: str, subject: str, day: dt.date) -> Change | None:
    return change_store.newest(kind, subject, day.isoformat())
