"""Form values as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.flows.model import FieldType, Flow, FormField
from chalicelib.platform import messages

MOST_LINES = 5


def summary(
    flow: Flow, values: Mapping[str, Any], names: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Label and text of the fields marked `summary`: what a list or a card shows."""
    shown = [
        (field.label, text_of(field, values[key], names or {}))
        for key, field in flow.form.items()
        if field.summary and key in values
    ]
    return tuple(shown[:MOST_LINES])


def texts(flow: Flow, values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Every value of a form as text; `names` gives people's names by userid."""
    return {key: text_of(flow.form[key], value, names) for key, value in values.items() if key in flow.form}


def text_of(field: FormField, value: Any, names: Mapping[str, str]) -> str:
    """One value as text: options by their label, instants with a space, money in yuan."""
    told = _TELLERS.get(field.type)
    if told:
        return told(field, value, names)
    if isinstance(value, int | float):
        return f"{value:.15g}{' ' + field.unit if field.unit else ''}"
    return str(value)


def _several(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


Teller = Callable[[FormField, Any, Mapping[str, str]], str]
_TELLERS: dict[FieldType, Teller] = {
    FieldType.ENUM: lambda field, value, _: field.options.get(value, str(value)),
    FieldType.MULTI_ENUM: lambda field, value, _: "、".join(field.options.get(v, str(v)) for v in value),
    FieldType.BOOLEAN: lambda _, value, __: messages.text("values.true" if value else "values.false"),
    FieldType.DATETIME: lambda _, value, __: str(value).replace("T", " "),
    FieldType.DATERANGE: lambda _, value, __: " — ".join(map(str, value)),
    FieldType.MONEY: lambda _, value, __: f"{value / 100:,.2f} 元",
    FieldType.USER: lambda _, value, names: names.get(value, str(value)),
    FieldType.USERS: lambda _, value, names: "、".join(names.get(v, str(v)) for v in value),
    FieldType.FILE: lambda _, value, __: "、".join(str(file.get("name", "")) for file in _several(value)),
    FieldType.TABLE: lambda _, value, __: messages.text("values.rows", count=len(value)),
}
