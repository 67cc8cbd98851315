"""What the type check finds: a stable code, a sentence, a hint; and how parts of an expression are named in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CODES = frozenset(
    {
        "argument_count",
        "argument_type",
        "arithmetic_on_boolean",
        "arithmetic_on_list",
        "arithmetic_on_other",
        "arithmetic_on_text",
        "list_compared",
        "mixed_comparison",
        "not_a_date",
        "not_an_option",
        "not_boolean",
        "null_compared",
        "order_of_texts",
        "result_type",
        "unknown_column",
        "unknown_function",
        "unknown_variable",
    }
)


@dataclass(frozen=True)
class Finding:
    """A sure mistake. `code` is one of CODES; `message` names the field by its key; `hint` says what to write."""

    code: str
    message: str
    hint: str = ""


def named(node: Any) -> str:
    """How a part of an expression is called in a sentence: `items.qty`, `$x`, `"annual"`, `$sum(…)`."""
    if node.type == "path":
        return ".".join(named(step) for step in node.steps)
    if node.type == "function":
        return f"{named(node.procedure)}(…)"
    return _named_leaf(node)


def _named_leaf(node: Any) -> str:
    if node.type == "name":
        return str(node.value)
    if node.type == "variable":
        return f"${node.value}"
    if node.type == "string":
        return f'"{node.value}"'
    if node.type == "value":
        return "null" if node.value is None else str(node.value).lower()
    if node.type == "number":
        return str(node.value)
    return _SHAPES.get((node.type, node.value), "(…)")


_SHAPES = {("unary", "["): "[…]", ("unary", "{"): "{…}", ("lambda", None): "function(…)"}
