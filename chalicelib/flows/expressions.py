"""Conditions and computed values: JSONata, the language Step Functions evaluates itself.

Pure. Here they are parsed, asked for the fields they name, and evaluated for previews and forms; in a compiled
flow the same text runs inside Step Functions (docs/decisions.md: jsonata-python against the reference).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonata.jexception import JException
from jsonata.jsonata import Jsonata

FORBIDDEN_FUNCTIONS = frozenset({"eval", "now", "millis", "random", "uuid"})
"""Not the same twice, or not checkable: a condition must give the same answer on replay."""


class ExpressionError(Exception):
    """The text is not JSONata we allow. `args[0]` says what is wrong, in English."""


@dataclass(frozen=True)
class Expression:
    """A parsed expression: its text, the fields it reads (`days`, `starter.is_dept_head`), the functions it calls."""

    text: str
    names: frozenset[str]
    functions: frozenset[str]


@functools.lru_cache(maxsize=2048)
def parse(text: str) -> Expression:
    """Parse once. Raises ExpressionError with the place and the reason."""
    try:
        tree = Jsonata(text).ast
    except JException as error:
        raise ExpressionError(f"not JSONata: {error}") from error
    names, functions = _Survey().of(tree)
    if banned := functions & FORBIDDEN_FUNCTIONS:
        raise ExpressionError(f"${min(banned)}() is not allowed: the answer must be the same on replay")
    return Expression(text, names, functions)


def evaluate(
    text: str, values: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None = None
) -> Any:
    """The value of an expression over form values; None where JSONata says undefined.

    Raises ExpressionError when the values do not fit (a text where a number is compared, say).
    """
    expression = _compiled(text)
    try:
        frame = expression.create_frame()
        for name, function in (functions or {}).items():
            frame.bind(name, Jsonata.JLambda(function))
        result = expression.evaluate(dict(values), frame)
    except JException as error:
        raise ExpressionError(str(error)) from error
    return _plain(result)


def holds(text: str, values: Mapping[str, Any]) -> bool:
    """Whether a condition holds. Undefined and anything but true is false, as in the compiled flow."""
    try:
        return evaluate(text, values) is True
    except ExpressionError:
        return False


@functools.lru_cache(maxsize=2048)
def _compiled(text: str) -> Any:
    try:
        return Jsonata(text)
    except JException as error:
        raise ExpressionError(f"not JSONata: {error}") from error


def _plain(value: Any) -> Any:
    """JSONata's own list type and integral floats, as plain JSON."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


class _Survey:
    """Walks a syntax tree for the fields read and the functions called.

    A name after a dot, or inside a filter, belongs to what stands before it: `items[qty > 1].price` reads
    `items`, `items.qty` and `items.price`.
    """

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.functions: set[str] = set()

    def of(self, tree: Any) -> tuple[frozenset[str], frozenset[str]]:
        self._visit(tree, "")
        return frozenset(self.names), frozenset(self.functions)

    def _visit(self, node: Any, prefix: str) -> None:
        if node is None:
            return
        if node.type == "path":
            self._visit_path(node, prefix)
            return
        if node.type == "name":
            self.names.add(prefix + str(node.value))
        if node.type == "function" and node.procedure.type == "variable":
            self.functions.add(str(node.procedure.value))
        for child in _children(node):
            self._visit(child, prefix)

    def _visit_path(self, node: Any, prefix: str) -> None:
        for step in node.steps or []:
            if step.type == "name":
                path = prefix + str(step.value)
                self.names.add(path)
                prefix = f"{path}."
                for stage in (step.stages or []) + (step.predicate or []):
                    self._visit(stage.expr, prefix)
            else:
                self._visit(step, prefix)


def _children(node: Any) -> list[Any]:
    """What a syntax node is made of; `_else` is the parser's public name for a word Python keeps."""
    single = (
        node.lhs,
        node.rhs,
        node.expression,
        node.condition,
        node.then,
        node._else,  # noqa: SLF001
        node.body,
        node.expr,
    )
    several = (node.arguments, node.expressions, node.lhs_object, node.stages, node.predicate)
    found = [child for child in single if hasattr(child, "type")]
    for group in several:
        for child in group or []:
            found += [
                part
                for part in (child if isinstance(child, list | tuple) else [child])
                if hasattr(part, "type")
            ]
    return found
