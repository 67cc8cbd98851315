"""What a person may be, and who sees their number. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from chalicelib.directory.model import tree
from chalicelib.directory.model.errors import PersonDepartmentError, PersonInvalidError
from chalicelib.directory.model.types import ADMIN_ROLE, MOBILE_FOR, SCHEMES, Person

LONGEST_NAME = 64
USERID = re.compile(r"[a-z0-9][a-z0-9_.@-]{0,63}")
"""WeCom's rule (path/90195), in lower case."""
MOBILE = re.compile(r"\+?\d{5,20}")
ROLE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
MOST_ROLES = 20
MOST_DEPARTMENTS = 20
HOME = "+86"


def tidied(person: Person) -> Person:
    """The person with userid in lower case, texts without blanks around them, a number as people dial it here.

    A userid with capital letters is kept as it was spelled.
    """
    userid = person.userid.strip()
    mobile = re.sub(r"[\s-]", "", person.mobile).removeprefix(HOME)
    return replace(
        person,
        userid=userid.lower(),
        spelled=userid if userid != userid.lower() else person.spelled,
        name=person.name.strip(),
        title=person.title.strip(),
        post=person.post.strip(),
        mobile=mobile,
        roles=tuple(dict.fromkeys(person.roles)),
    )


def check_person(person: Person, departments: tree.Departments) -> None:
    """Whether a person may be so. Raises PersonInvalidError and PersonDepartmentError, with the field."""
    for field, right in _rules(person):
        if not right:
            raise PersonInvalidError(field=field)
    if person.active:
        _check_departments(person, departments)


def _rules(person: Person) -> tuple[tuple[str, bool], ...]:
    return (
        ("userid", USERID.fullmatch(person.userid) is not None),
        ("name", 0 < len(person.name) <= LONGEST_NAME and "#" not in person.name),
        ("title", len(person.title) <= LONGEST_NAME),
        ("post", len(person.post) <= LONGEST_NAME),
        ("mobile", not person.mobile or MOBILE.fullmatch(person.mobile) is not None),
        ("mobile_for", person.mobile_for in MOBILE_FOR),
        ("scheme", person.scheme in SCHEMES),
        ("roles", len(person.roles) <= MOST_ROLES and all(map(ROLE.fullmatch, person.roles))),
        ("employed_on", _is_day(person.employed_on)),
        ("left_on", _is_day(person.left_on) and (not person.left_on or person.left_on >= person.employed_on)),
    )


def _check_departments(person: Person, departments: tree.Departments) -> None:
    wanted = person.departments
    if len(set(wanted)) != len(wanted) or len(wanted) > MOST_DEPARTMENTS:
        raise PersonDepartmentError(field="also")
    for number in wanted:
        if number not in departments or departments[number].closed_on:
            raise PersonDepartmentError(field="department" if number == person.department else "also")


def _is_day(text: str) -> bool:
    if not text:
        return True
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def sees_mobile(viewer: Person, person: Person, departments: tree.Departments) -> bool:
    """Whether one person may see another's number: themselves, administrators and those who answer for one of the
    person's departments, or one above it, always; others as the person's `mobile_for` says.
    """
    if viewer.userid == person.userid or ADMIN_ROLE in viewer.roles or person.mobile_for == "everyone":
        return True
    if person.mobile_for == "department" and set(viewer.departments) & set(person.departments):
        return True
    above = (one for number in person.departments for one in tree.line(number, departments))
    return any(viewer.userid in one.named for one in above)
