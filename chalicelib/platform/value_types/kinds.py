"""Types of values: their kinds, how two become one, how they are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce


class Kind(StrEnum):
    """`many` is what JSONata makes of a path through a list: nothing, one value, or a list of them."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    LIST = "list"
    MANY = "many"
    RECORD = "record"
    FUNCTION = "function"
    NULL = "null"
    NOTHING = "nothing"
    ANY = "any"


@dataclass(frozen=True)
class Type:
    """`keys` are the only texts it can be (None: any text); `literal` when they were written in the expression.

    `of` is what a list holds; `fields` are the parts of a record (None: not known). `filtered` is said of `many`
    that a condition chose: its author may know that one is left.
    """

    kind: Kind
    keys: frozenset[str] | None = None
    literal: bool = False
    of: Type | None = None
    fields: tuple[tuple[str, Type], ...] | None = None
    filtered: bool = False

    @property
    def texts(self) -> bool:
        return self.kind in {Kind.TEXT, Kind.DATE, Kind.DATETIME}

    @property
    def several(self) -> bool:
        return self.kind in {Kind.LIST, Kind.MANY}

    @property
    def unknown(self) -> bool:
        return self.kind in {Kind.ANY, Kind.NOTHING}

    @property
    def item(self) -> Type:
        """What one of several is; the value itself where it is one."""
        return (self.of or ANY) if self.several else self


ANY, NOTHING, NULL = Type(Kind.ANY), Type(Kind.NOTHING), Type(Kind.NULL)
NUMBER, TEXT, BOOLEAN = Type(Kind.NUMBER), Type(Kind.TEXT), Type(Kind.BOOLEAN)
DATE, DATETIME, FUNCTION = Type(Kind.DATE), Type(Kind.DATETIME), Type(Kind.FUNCTION)
SOME_RECORD = Type(Kind.RECORD)
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?)?)?)?")
"""A date or time, or the beginning of one: texts compare from the left, so `< "2026"` is sound."""


def choice(keys: Iterable[str]) -> Type:
    """A text that is one of these."""
    return Type(Kind.TEXT, keys=frozenset(keys))


def written(text: str) -> Type:
    """A text that stands in the expression."""
    return Type(Kind.TEXT, keys=frozenset({text}), literal=True)


def list_of(item: Type) -> Type:
    return Type(Kind.LIST, of=item)


def many(item: Type, *, filtered: bool = False) -> Type:
    """What a path through a list gives; lists in lists become one."""
    return Type(Kind.MANY, of=item.item, filtered=filtered or item.filtered)


def record(fields: Mapping[str, Type]) -> Type:
    return Type(Kind.RECORD, fields=tuple(sorted(fields.items())))


def joined(types: Iterable[Type]) -> Type:
    """The type of a value that is one of these; `any` where they have nothing in common."""
    return reduce(_join, types, NOTHING)


def _join(one: Type, other: Type) -> Type:
    if one == other or other.kind is Kind.NOTHING:
        return one
    if one.kind is Kind.NOTHING:
        return other
    if one.several and other.several:
        return _join_lists(one, other)
    if one.texts and other.texts:
        return _join_texts(one, other)
    both_records = one.kind is Kind.RECORD and other.kind is Kind.RECORD
    return SOME_RECORD if both_records else ANY


def _join_lists(one: Type, other: Type) -> Type:
    item = _join(one.of or ANY, other.of or ANY)
    return list_of(item) if one.kind is other.kind is Kind.LIST else many(item, filtered=True)


def _join_texts(one: Type, other: Type) -> Type:
    if one.keys is None or other.keys is None:
        return TEXT
    return Type(Kind.TEXT, keys=one.keys | other.keys, literal=one.literal and other.literal)


def said(found: Type) -> str:
    """A type in a sentence."""
    if found.several:
        return "a list"
    if found.kind is Kind.TEXT and found.keys is not None and not found.literal:
        return "a choice (text)"
    return _WORDS.get(found.kind, f"a {found.kind}")


_WORDS = {
    Kind.BOOLEAN: "yes or no (boolean)",
    Kind.DATETIME: "a date with time",
    Kind.NULL: "null",
    Kind.NOTHING: "nothing",
    Kind.ANY: "anything",
}
