"""Conditions: are the fields there, and can each be so?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.libraries.fields import CHOICES, NUMBERS, LibraryField
from chalicelib.libraries.filters import ME, MY_DEPARTMENT, Filter, Term, terms
from chalicelib.libraries.verify.problem import Problem
from chalicelib.platform.field_types import FieldType

Fields = Mapping[str, LibraryField]
DATES = frozenset({FieldType.DATE, FieldType.DATETIME})
USERS = frozenset({FieldType.USER, FieldType.USERS})
TEXTS = frozenset({FieldType.TEXT, FieldType.DATE, FieldType.DATETIME, FieldType.LIBRARY_REF, *USERS})
NOT_ASKED = frozenset({FieldType.TABLE, FieldType.FILE, FieldType.LONGTEXT, FieldType.DATERANGE})
ORDERED = NUMBERS | DATES
SORTED = ORDERED | {
    FieldType.TEXT,
    FieldType.ENUM,
    FieldType.BOOLEAN,
    FieldType.USER,
    FieldType.DEPARTMENT,
    FieldType.LIBRARY_REF,
}
"""What stands in an order: one short value."""


def problems(fields: Fields, condition: Filter | None, place: str) -> Iterator[Problem]:
    """Fields there are not, and comparisons that can never be."""
    for term in terms(condition, place):
        field = fields.get(term.field)
        if field is None:
            yield Problem("L040", term.place, f"there is no field {term.field!r}", ", ".join(fields))
        elif wrong := _wrong(field, term):
            yield Problem("L042", term.place, *wrong)


def unknown(fields: Fields, names: Mapping[str, str]) -> Iterator[Problem]:
    """Fields there are not, by place."""
    for place, name in names.items():
        if name not in fields:
            yield Problem("L040", place, f"there is no field {name!r}", ", ".join(fields))


def _wrong(field: LibraryField, term: Term) -> tuple[str, str] | None:
    if term.operator == "empty":
        return None
    if field.type in NOT_ASKED:
        return f"nothing is compared with a {field.type}", "`empty`, or another field"
    if term.operator == "within_days":
        return None if field.type in DATES else (f"{term.field} is a {field.type}, no date", "a date field")
    if term.operator in {"lt", "lte", "gt", "gte"} and field.type not in ORDERED:
        return f"a {field.type} is neither more nor less than anything", "a number or a date"
    values = term.value if term.operator == "in" else (term.value,)
    bad = next((value for value in values if not _may_be(field, value)), None)
    return None if bad is None else (f"{term.field} is never {bad!r}", _may_be_what(field))


def _may_be(field: LibraryField, value: Any) -> bool:
    if value == ME:
        return field.type in USERS
    if value == MY_DEPARTMENT:
        return field.type is FieldType.DEPARTMENT
    if field.type in CHOICES:
        return value in field.options
    if field.type is FieldType.BOOLEAN:
        return isinstance(value, bool)
    if field.type in TEXTS:
        return isinstance(value, str)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _may_be_what(field: LibraryField) -> str:
    if field.type in CHOICES:
        return ", ".join(field.options)
    return {
        FieldType.BOOLEAN: "true or false",
        FieldType.DEPARTMENT: "the number of a department, or $me.department",
        FieldType.USER: "a userid, or $me",
        FieldType.USERS: "a userid, or $me",
    }.get(field.type, "a number" if field.type in NUMBERS else "a text")
