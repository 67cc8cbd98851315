"""What an expression may name: the fields of a form, what is known beside them, and the functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from chalicelib.platform.value_types.functions import BUILT_IN, OURS, Signature
from chalicelib.platform.value_types.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    Type,
    choice,
    list_of,
    many,
    record,
)

FILE = record({"id": TEXT, "name": TEXT, "size_bytes": NUMBER, "content_type": TEXT})
STARTER = record(
    {
        "userid": TEXT,
        "name": TEXT,
        "department": NUMBER,
        "title": TEXT,
        "is_dept_head": BOOLEAN,
        "roles": list_of(TEXT),
    }
)
REQUEST = record(dict.fromkeys(("id", "serial", "title", "submitted_on"), TEXT))
CONTEXT: Mapping[str, Type] = {"starter": STARTER, "today": DATE}


class Described(Protocol):
    """What is to be known of a field, of a form or of a library alike."""

    @property
    def type(self) -> str: ...
    @property
    def options(self) -> Mapping[str, str]: ...
    @property
    def multiple(self) -> bool: ...
    @property
    def columns(self) -> Mapping[str, Any]: ...


def words(known: Iterable[str], columns: Mapping[str, Mapping[str, Described]]) -> dict[str, Type]:
    """The types of words known beside the fields. `columns` are the parts of `row`, `answer` and the like."""
    fixed = {**CONTEXT, "request": REQUEST, "now": TEXT, "last_comment": TEXT}
    return {word: _parts(columns[word]) if columns.get(word) else fixed.get(word, ANY) for word in known}


def _parts(fields: Mapping[str, Described]) -> Type:
    return record({key: of_field(one) for key, one in fields.items()})


@dataclass(frozen=True)
class Scope:
    """Names and functions an expression may use. A name that is not here may be anything: who may use which name
    is the verifier's question.
    """

    names: Mapping[str, Type]
    functions: Mapping[str, Signature] = field(default_factory=lambda: {**BUILT_IN, **OURS})

    @classmethod
    def of_form(cls, form: Mapping[str, Described], context: Mapping[str, Type] = CONTEXT) -> Scope:
        """The fields of a form, and `starter` and `today` where a field has not taken the name."""
        return cls({**context, **{key: of_field(one) for key, one in form.items()}})

    def with_names(self, names: Mapping[str, Type]) -> Scope:
        """With more names, which hide those of the form: the cells of a row, `record`, `answer`, `request`."""
        return replace(self, names={**self.names, **names})

    def with_functions(self, functions: Mapping[str, Signature]) -> Scope:
        """With functions of an institute's own."""
        return replace(self, functions={**self.functions, **functions})

    def in_row(self, table: Described) -> Scope:
        """What an expression of a column sees: its row's cells, then the form."""
        return self.with_names({key: of_field(column) for key, column in table.columns.items()})


def of_field(one: Described) -> Type:
    """The type of a field's value."""
    found = _of_type(one)
    return many(found) if one.multiple and one.type in _MAY_BE_SEVERAL else found


def _of_type(one: Described) -> Type:
    if one.type == "enum":
        return choice(one.options)
    if one.type == "multi_enum":
        return list_of(choice(one.options))
    if one.type == "table":
        return list_of(_parts(one.columns))
    return _PLAIN.get(one.type, ANY)


_MAY_BE_SEVERAL = frozenset({"department", "library_ref", "file"})
"""Their value may be a list or the only one without it (form/judging.py)."""
_PLAIN: Mapping[str, Type] = {
    "text": TEXT,
    "longtext": TEXT,
    "number": NUMBER,
    "money": NUMBER,
    "date": DATE,
    "datetime": DATETIME,
    "daterange": list_of(DATE),
    "user": TEXT,
    "users": list_of(TEXT),
    "department": NUMBER,
    "library_ref": TEXT,
    "boolean": BOOLEAN,
    "file": FILE,
}
