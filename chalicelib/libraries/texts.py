"""Values of records as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.naming import Names
from chalicelib.platform import messages
from chalicelib.platform.field_types import FieldType


def text_of(field: LibraryField, value: Any, names: Names) -> str:
    """One value as text: options by their label, money in yuan, people and records by their names; empty where none is.

    A masked value is text already.
    """
    if value in (None, "", []):
        return ""
    told = _TELLERS.get(field.type)
    if told and (field.type is FieldType.DATETIME or not isinstance(value, str)):
        return told(field, value, names)
    named = _named(field, names)
    if named is not None:
        return _joined(value, lambda one: named.get(str(one), str(one)))
    if isinstance(value, int | float):
        return f"{value:.15g}{' ' + field.unit if field.unit else ''}"
    return str(value)


def _named(field: LibraryField, names: Names) -> Mapping[str, str] | None:
    if field.type is FieldType.LIBRARY_REF:
        return names.records.get(field.library or "", {})
    return {
        FieldType.ENUM: field.options,
        FieldType.MULTI_ENUM: field.options,
        FieldType.USER: names.people,
        FieldType.USERS: names.people,
        FieldType.DEPARTMENT: names.departments,
    }.get(field.type)


def _joined(value: Any, told: Callable[[Any], str]) -> str:
    return "、".join(told(one) for one in (value if isinstance(value, list) else [value]))


_TELLERS: dict[FieldType, Callable[[LibraryField, Any, Names], str]] = {
    FieldType.DATETIME: lambda _, value, __: str(value).replace("T", " "),
    FieldType.BOOLEAN: lambda _, value, __: messages.text("values.true" if value else "values.false"),
    FieldType.DATERANGE: lambda _, value, __: " — ".join(map(str, value)),
    FieldType.MONEY: lambda _, value, __: f"{value / 100:,.2f} 元",
    FieldType.FILE: lambda _, value, __: _joined(value, lambda file: str(file.get("name", ""))),
    FieldType.TABLE: lambda _, value, __: messages.text("values.rows", count=len(value)),
}
