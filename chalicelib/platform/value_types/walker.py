"""Walks a syntax tree and gives every part its type, collecting what is wrong on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.platform.value_types import calls, paths
from chalicelib.platform.value_types.comparing import ORDERS, compared
from chalicelib.platform.value_types.findings import Finding, named
from chalicelib.platform.value_types.kinds import (
    ANY,
    BOOLEAN,
    FUNCTION,
    NOTHING,
    NULL,
    NUMBER,
    SOME_RECORD,
    TEXT,
    Kind,
    Type,
    joined,
    list_of,
    record,
    said,
    written,
)
from chalicelib.platform.value_types.scope import Scope

ARITHMETIC = frozenset({"+", "-", "*", "/", "%"})


@dataclass(frozen=True)
class Place:
    """Where a part stands: what names and `$` mean there, and the variables. A block adds to its own variables."""

    context: Type
    variables: dict[str, Type]

    def at(self, context: Type) -> Place:
        return Place(context, self.variables)

    def inside(self, variables: Mapping[str, Type] | None = None) -> Place:
        return Place(self.context, {**self.variables, **(variables or {})})


class Walker:
    """`findings` are in the order of the text, each once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.root = Type(Kind.RECORD)
        self.findings: dict[Finding, None] = {}

    def whole(self, tree: Any) -> Type:
        """The type of an expression over the form."""
        return self.visit(tree, Place(self.root, {}))

    def found(self, findings: Iterable[Finding]) -> None:
        self.findings.update(dict.fromkeys(findings))

    def visit(self, node: Any, place: Place) -> Type:
        """The type of one part: itself, then the brackets and braces behind it."""
        found = self._plain(node, place)
        if node.type != "path":
            found = paths.filtered(self, found, node.predicate, place)
            found = paths.grouped(self, found, node.group, place)
        return found

    def _plain(self, node: Any, place: Place) -> Type:
        method = _BY_TYPE.get(node.type)
        return method(self, node, place) if method else _leaf(node)

    def path(self, node: Any, place: Place) -> Type:
        return paths.path(self, node, place)

    def call(self, node: Any, place: Place) -> Type:
        return calls.call(self, node, place)

    def apply(self, node: Any, place: Place) -> Type:
        return calls.applied(self, node, place)

    def variable(self, node: Any, place: Place) -> Type:
        name = str(node.value)
        if name in {"", "$"}:
            return place.context if name == "" else self.root
        if name in place.variables:
            return place.variables[name]
        if name in self.scope.functions:
            return FUNCTION
        self.found(
            [Finding("unknown_variable", f"there is no ${name}", "a field has no $; $x := … defines one")]
        )
        return ANY

    def block(self, node: Any, place: Place) -> Type:
        inner, found = place.inside(), NOTHING
        for part in node.expressions:
            found = self.visit(part, inner)
        return found

    def bind(self, node: Any, place: Place) -> Type:
        """A function may call itself by its name, so that is known before its body is read."""
        name = str(node.lhs.value)
        if node.rhs.type == "lambda":
            place.variables[name] = FUNCTION
        place.variables[name] = self.visit(node.rhs, place)
        return place.variables[name]

    def condition(self, node: Any, place: Place) -> Type:
        self.visit(node.condition, place)
        ways = [part for part in (node.then, node._else) if part is not None]  # noqa: SLF001 - the parser's name
        return joined([self.visit(way, place) for way in ways])

    def lambda_(self, node: Any, place: Place) -> Type:
        """A function nobody is known to call: its parameters may be anything."""
        self.body(node, place, [])
        return FUNCTION

    def body(self, node: Any, place: Place, given: list[Type]) -> Type:
        """The value of a function called with these; the parser wraps a call at its end once more."""
        names = [str(argument.value) for argument in node.arguments]
        types = [*given, *([ANY] * len(names))]
        inner = node.body
        while inner.type == "lambda" and inner.thunk:
            inner = inner.body
        return self.visit(inner, place.inside(dict(zip(names, types, strict=False))))

    def unary(self, node: Any, place: Place) -> Type:
        if node.value == "[":
            return list_of(joined([self._element(part, place) for part in node.expressions]))
        if node.value == "{":
            return self._record(node.lhs_object, place)
        found = self.visit(node.expression, place)
        self._arithmetic("-", node.expression, found)
        return NUMBER

    def _element(self, node: Any, place: Place) -> Type:
        """What a part of `[…]` adds: a list in brackets stays one, any other list is poured in."""
        found = self.visit(node, place)
        return found if node.type == "unary" and node.value == "[" else found.item

    def _record(self, pairs: Any, place: Place) -> Type:
        types = {}
        for key, value in pairs:
            named_by = self.visit(key, place)
            if not named_by.unknown and not named_by.texts:
                self.found([Finding("argument_type", f"{named(key)} is {said(named_by)}; a key is a text")])
            types[str(key.value) if key.type == "string" else ""] = self.visit(value, place)
        return SOME_RECORD if "" in types else record(types)

    def binary(self, node: Any, place: Place) -> Type:
        left, right = self.visit(node.lhs, place), self.visit(node.rhs, place)
        if node.value in ARITHMETIC or node.value == "..":
            self._arithmetic(node.value, node.lhs, left)
            self._arithmetic(node.value, node.rhs, right)
            return list_of(NUMBER) if node.value == ".." else NUMBER
        if node.value in {"and", "or"}:
            self._written_condition(node)
            return BOOLEAN
        if node.value in ORDERS | {"=", "!=", "in"}:
            self.found(compared(node.value, (named(node.lhs), left), (named(node.rhs), right)))
            return BOOLEAN
        return TEXT if node.value == "&" else ANY

    def _written_condition(self, node: Any) -> None:
        """`kind = "a" or "b"`: a written value is no condition."""
        for part in (node.lhs, node.rhs):
            if part.type in {"string", "number"}:
                message = f"{named(part)} is no condition beside {node.value}"
                self.found([Finding("not_boolean", message, 'write x in ["a", "b"] for one of several')])

    def _arithmetic(self, operator: str, node: Any, found: Type) -> None:
        if found.unknown or found.kind is Kind.NUMBER:
            return
        message = f"{named(node)} is {said(found)}; {operator} wants numbers"
        self.found([Finding(_arithmetic_code(found), message, _HINTS.get(_arithmetic_code(found), ""))])


def _leaf(node: Any) -> Type:
    """A value that is written; or a pattern, a transformation, a function with some of its arguments."""
    if node.type == "string":
        return written(str(node.value))
    if node.type == "value":
        return NULL if node.value is None else BOOLEAN
    if node.type in {"regex", "transform", "partial"}:
        return FUNCTION
    return NUMBER if node.type == "number" else ANY


def _arithmetic_code(found: Type) -> str:
    if found.several:
        return "arithmetic_on_list"
    if found.texts:
        return "arithmetic_on_text"
    return "arithmetic_on_boolean" if found.kind is Kind.BOOLEAN else "arithmetic_on_other"


_HINTS = {
    "arithmetic_on_text": "texts are joined with &; days between dates are $calendar_days(a, b)",
    "arithmetic_on_list": "$sum(…) for all of them, or one: list[0]",
    "arithmetic_on_boolean": "write x ? 1 : 0",
}
_BY_TYPE = {
    "path": Walker.path,
    "variable": Walker.variable,
    "block": Walker.block,
    "bind": Walker.bind,
    "condition": Walker.condition,
    "lambda": Walker.lambda_,
    "unary": Walker.unary,
    "binary": Walker.binary,
    "function": Walker.call,
    "apply": Walker.apply,
}
