"""The few values of a form that the state machine carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.flows.form.values import tops
from chalicelib.flows.model import Flow, FormField, Node
from chalicelib.platform.field_types import FieldType

ROUTING_BYTES = 2048
"""The most the machine carries: an execution's history keeps it once for every state."""
ROUTABLE_TYPES = frozenset(
    {
        FieldType.NUMBER,
        FieldType.MONEY,
        FieldType.DATE,
        FieldType.DATETIME,
        FieldType.DATERANGE,
        FieldType.ENUM,
        FieldType.MULTI_ENUM,
        FieldType.USER,
        FieldType.DEPARTMENT,
        FieldType.BOOLEAN,
    }
)
"""What a condition of a node or a way may name; of anything longer a computed field of one of these types."""
_BYTES = {
    FieldType.NUMBER: 24,
    FieldType.MONEY: 24,
    FieldType.DATE: 12,
    FieldType.DATETIME: 18,
    FieldType.DATERANGE: 28,
    FieldType.USER: 66,
    FieldType.DEPARTMENT: 20,
    FieldType.BOOLEAN: 5,
}
_STARTER_BYTES = len('"starter":{"is_dept_head":false},')


def routing_values(flow: Flow, values: Mapping[str, Any], starter: Mapping[str, Any]) -> dict[str, Any]:
    """The few values the state machine carries: fields named in conditions, nothing personal beyond them.

    A value that is longer than its type allows (only a computed one can be) is left out: conditions do not see it.
    """
    wanted = routing_names(flow)
    routing: dict[str, Any] = {
        name: values[name]
        for name in sorted(wanted & set(flow.form))
        if name in values and _fits(flow.form[name], values[name])
    }
    if "starter" in wanted:
        routing["starter"] = {"is_dept_head": bool(starter.get("is_dept_head"))}
    return routing


def routing_names(flow: Flow) -> frozenset[str]:
    """The fields (and `starter`) that conditions of nodes and ways name."""
    return frozenset(
        name for node in flow.walk() for condition in conditions_of(node) for name in tops(condition)
    )


def routing_limit(flow: Flow) -> int:
    """The most bytes a form of this flow can put into its routing; a flow beyond ROUTING_BYTES is not to be published."""
    wanted = routing_names(flow)
    fields = {name: flow.form[name] for name in wanted & set(flow.form)}
    known = sum(len(name) + 4 + _most(field) for name, field in fields.items() if routable(field))
    return 2 + known + (_STARTER_BYTES if "starter" in wanted else 0)


def routable(field: FormField) -> bool:
    """Whether a condition of a node or a way may name this field."""
    return field.type in ROUTABLE_TYPES and not field.multiple


def conditions_of(node: Node) -> list[str]:
    """The conditions that decide whether or where a node leads: its `when`, and those of its ways."""
    found = [node.when] if node.when else []
    return found + [arm.when for arm in getattr(node, "arms", ())]


def _fits(field: FormField, value: Any) -> bool:
    return routable(field) and _bytes(value) <= _most(field)


def _most(field: FormField) -> int:
    if field.type is FieldType.ENUM:
        return max(_bytes(option) for option in field.options)
    if field.type is FieldType.MULTI_ENUM:
        return 2 + sum(_bytes(option) + 1 for option in field.options)
    return _BYTES[field.type]


def _bytes(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
