"""Form values as people read them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.flows.form import Grant, readable
from chalicelib.flows.model import Flow, FormField
from chalicelib.platform import messages
from chalicelib.platform.field_types import FieldType

MOST_LINES = 5
MASK = "****"
TAIL, SHORTEST_WITH_TAIL = 4, 8


@dataclasses.dataclass(frozen=True)
class Names:
    """What people are called by userid, departments by number."""

    people: Mapping[str, str] = dataclasses.field(default_factory=dict)
    departments: Mapping[int, str] = dataclasses.field(default_factory=dict)


def summary(
    flow: Flow,
    values: Mapping[str, Any],
    names: Mapping[str, str] | Names | None = None,
    access: Mapping[str, Grant] | None = None,
) -> tuple[tuple[str, str], ...]:
    """Label and text of the fields marked `summary`: what a list or a card shows, sensitive ones masked.

    With the `access` of the node whose people read it, nothing of what is hidden there.
    """
    seen = values if access is None else readable(flow, access, values)
    shown = [
        (field.label, _masked(field, text_of(field, seen[key], names or {})))
        for key, field in flow.form.items()
        if field.summary and key in seen
    ]
    return tuple(shown[:MOST_LINES])


def texts(
    flow: Flow, values: Mapping[str, Any], names: Mapping[str, str] | Names, *, masked: bool = False
) -> dict[str, str]:
    """Every value of a form as text; `masked` for a message, which does not stay where access is checked."""
    found = {key: text_of(flow.form[key], value, names) for key, value in values.items() if key in flow.form}
    return {key: _masked(flow.form[key], text) for key, text in found.items()} if masked else found


def text_of(field: FormField, value: Any, names: Mapping[str, str] | Names) -> str:
    """One value as text: options by their label, instants with a space, money in yuan."""
    known = names if isinstance(names, Names) else Names(people=names)
    told = _TELLERS.get(field.type)
    if told:
        return told(field, value, known)
    if isinstance(value, int | float):
        return f"{value:.15g}{' ' + field.unit if field.unit else ''}"
    return str(value)


def _masked(field: FormField, text: str) -> str:
    """A sensitive value: of a long number the last signs, so that its owner knows it again."""
    if not field.sensitive:
        return text
    longer = field.type in {FieldType.TEXT, FieldType.LONGTEXT} and len(text) >= SHORTEST_WITH_TAIL
    return MASK + text[-TAIL:] if longer else MASK


def _several(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _joined(values: Any, told: Callable[[Any], str]) -> str:
    return "、".join(told(value) for value in _several(values))


Teller = Callable[[FormField, Any, Names], str]
_TELLERS: dict[FieldType, Teller] = {
    FieldType.ENUM: lambda field, value, _: field.options.get(value, str(value)),
    FieldType.MULTI_ENUM: lambda field, value, _: _joined(value, lambda v: field.options.get(v, str(v))),
    FieldType.BOOLEAN: lambda _, value, __: messages.text("values.true" if value else "values.false"),
    FieldType.DATETIME: lambda _, value, __: str(value).replace("T", " "),
    FieldType.DATERANGE: lambda _, value, __: " — ".join(map(str, value)),
    FieldType.MONEY: lambda _, value, __: f"{value / 100:,.2f} 元",
    FieldType.USER: lambda _, value, names: names.people.get(value, str(value)),
    FieldType.USERS: lambda _, value, names: _joined(value, lambda v: names.people.get(v, str(v))),
    FieldType.DEPARTMENT: lambda _, value, names: _joined(value, lambda v: names.departments.get(v, str(v))),
    FieldType.LIBRARY_REF: lambda _, value, __: _joined(value, str),
    FieldType.FILE: lambda _, value, __: _joined(value, lambda file: str(file.get("name", ""))),
    FieldType.TABLE: lambda _, value, __: messages.text("values.rows", count=len(value)),
}
