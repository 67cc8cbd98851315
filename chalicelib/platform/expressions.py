"""Conditions and computed values: JSONata, the language Step Functions evaluates itself.

Pure. Here they are parsed, asked for the fields they name, and evaluated for previews and forms; in a compiled
flow the same text runs inside Step Functions (docs/decisions.md: jsonata-python against the reference).
"""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonata.jexception import JException
from jsonata.jsonata import Jsonata

FORBIDDEN_FUNCTIONS = frozenset({"eval", "now", "millis", "random", "uuid"})
"""Not the same twice, or not checkable: a condition must give the same answer on replay."""
PARSER_LOST = (LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What jsonata-python 0.7.1 raises, instead of its own error, for texts such as `!`."""

EVALUATION_LOST = (JException, ArithmeticError, *PARSER_LOST)
"""The same of evaluating: `1/0` divides, and some of its functions stumble over an undefined value."""


Values = Mapping[str, Any]


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
    names, functions = _Survey().of(_compiled(text).ast)
    if banned := functions & FORBIDDEN_FUNCTIONS:
        raise ExpressionError(f"${min(banned)}() is not allowed: the answer must be the same on replay")
    return Expression(text, names, functions)


def tree(text: str) -> Any:
    """The syntax tree of an expression that is allowed, as jsonata-python has it. Raises ExpressionError."""
    parse(text)
    return _compiled(text).ast


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
        result = expression.evaluate(_own(text, values), frame)
    except EVALUATION_LOST as error:
        raise ExpressionError(str(error)) from error
    return _plain(result)


def holds(
    text: str, values: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None = None
) -> bool:
    """Whether a condition holds. Undefined and anything but true is false, as in the compiled flow."""
    try:
        return evaluate(text, values, functions) is True
    except ExpressionError:
        return False


def answer(template: str, variables: Mapping[str, Any]) -> Any:
    """The value of a compiled `{% … %}` with its variables (`routing` for `$routing`), as Step Functions sees it:
    with its `$parse`, which reads JSON.

    Raises ExpressionError.
    """
    expression = _compiled(template.removeprefix("{%").removesuffix("%}").strip())
    try:
        frame = expression.create_frame()
        frame.bind("parse", Jsonata.JLambda(_read_json))
        for name, value in variables.items():
            frame.bind(name, value)
        return _plain(expression.evaluate(None, frame))
    except EVALUATION_LOST as error:
        raise ExpressionError(str(error)) from error


def _read_json(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _own(text: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values an evaluation may have: grouping (`items{...}`) an empty list, jsonata-python 0.7.1 writes into it."""
    return copy.deepcopy(dict(values)) if "{" in text else dict(values)


@functools.lru_cache(maxsize=2048)
def _compiled(text: str) -> Any:
    try:
        return Jsonata(text)
    except (JException, *PARSER_LOST) as error:
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
        self.mentioned: set[str] = set()
        self.bound: set[str] = set()

    def of(self, tree: Any) -> tuple[frozenset[str], frozenset[str]]:
        """Names and functions. A function counts wherever it is mentioned: `$map(items, $f)` calls it too."""
        self._visit(tree, "")
        functions = (self.mentioned - self.bound) | (self.mentioned & FORBIDDEN_FUNCTIONS)
        return frozenset(self.names), frozenset(functions)

    def _visit(self, node: Any, prefix: str) -> None:
        if node.type == "path":
            self._visit_path(node, prefix)
            return
        if node.type == "name":
            self.names.add(prefix + str(node.value))
        if node.type == "variable" and node.value not in {"", "$"}:
            self.mentioned.add(str(node.value))
        if node.type == "bind":
            self.bound.add(str(node.lhs.value))
        if node.type == "lambda":
            self.bound |= {str(argument.value) for argument in node.arguments}
        for child in _children(node):
            self._visit(child, prefix)

    def _visit_path(self, node: Any, prefix: str) -> None:
        """Names after a variable or a bracket are of what that is, not of the form; after `$` and `$$` they are."""
        of_form = True
        for step in node.steps:
            if step.type == "name":
                prefix = f"{prefix}{step.value}." if of_form else prefix
                self.names |= {prefix[:-1]} if of_form else set()
                for child in _children(step):
                    self._visit(child, prefix)
            else:
                self._visit(step, prefix)
                of_form = of_form and (step.type == "sort" or step.value in {"", "$"})
                prefix = "" if step.value == "$" else prefix
        if node.group is not None:
            self._visit(node.group, prefix)


def _children(node: Any) -> list[Any]:
    """The syntax nodes a node is made of, whatever the parser calls them: an overlooked one could hide a call."""
    return [
        part for name, value in vars(node).items() if name not in _NO_CHILDREN for part in _nodes_in(value)
    ]


_NO_CHILDREN = frozenset({"_outer_instance", "ancestor", "seeking_parent"})


def _nodes_in(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return [node for part in value for node in _nodes_in(part)]
    return [value] if hasattr(value, "type") and hasattr(value, "steps") else []
