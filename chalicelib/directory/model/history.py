"""What changes of people and departments are, and how things stood on a day. Pure.

A change keeps field by field what was and what is, and the whole of what it led to: one row answers a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeVar

from chalicelib.directory.model.types import Department, Person

Source = Literal["console", "wecom", "import", "system"]
Kind = Literal["person", "department"]
Thing = TypeVar("Thing", Person, Department)
NO_FIELDS = frozenset({"version", "since"})
"""What counts changes is not changed by them."""


@dataclass(frozen=True)
class Author:
    """Who changes something, by which way, and what they say to it."""

    by: str
    source: Source
    note: str = ""


@dataclass(frozen=True)
class Change:
    """One change as history keeps it. `fields` is field -> [old, new]; `day` from when it holds."""

    kind: Kind
    subject: str
    version: int
    action: str
    day: str
    at: str
    author: Author
    fields: Mapping[str, Any]
    after: Mapping[str, Any]


def values_of(thing: Person | Department) -> dict[str, Any]:
    """A person or department as plain values, tuples as lists."""
    found = {one.name: getattr(thing, one.name) for one in fields(thing) if one.name not in NO_FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def person_from(values: Mapping[str, Any]) -> Person:
    """The reverse of `values_of`; fields of later times have their defaults."""
    return Person(**_tuples(values))


def department_from(values: Mapping[str, Any]) -> Department:
    return Department(**_tuples(values))


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def difference(before: Person | Department | None, after: Person | Department) -> dict[str, list[Any]]:
    """Field -> [old, new] of what differs; of something new, everything it has."""
    new = values_of(after)
    old = values_of(before) if before else {}
    return {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}


def edited(thing: Thing, changes: Mapping[str, Any]) -> Thing:
    """With these fields changed."""
    return replace(thing, **_tuples(changes))


def standing(
    newest: Change | None, earliest: Change | None, current: Thing | None
) -> Mapping[str, Any] | None:
    """How something stood on a day: `newest` is its latest change not after the day, `earliest` its first of all.

    Without any change it has always been as it is; before its first change it was what that change found.
    """
    if newest:
        return newest.after
    if earliest is None:
        return values_of(current) if current else None
    if earliest.action == "created":
        return None
    return {**earliest.after, **{name: old for name, (old, _) in earliest.fields.items()}}
