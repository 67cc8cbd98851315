"""Values of a form: what counts as empty, when two are the same, and what their conditions see."""

from __future__ import annotations

import decimal
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.flows.model import FormField
from chalicelib.platform import expressions
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.field_types import FieldType

Functions = Mapping[str, Callable[..., Any]]
Said = bool | str
"""Yes, no or a condition."""
WHOLE = re.compile(
    r"""\$(?![A-Za-z_])                                              # the context itself: $, $$
    | % | (?:^|[(\[{,.:;?=+\-*/&<>~|]|\b(?:and|or|in)\b)\s*\*        # a parent, a wildcard
    | \$\w+\(\s*\) | \$(?:lookup|each|sift|spread|keys)\b            # functions that take the context by default
    """,
    re.VERBOSE,
)
"""What may read a field without naming it."""


@dataclass(frozen=True)
class Shown:
    """How a field stands: shown, asked, changeable. Of a table also its columns, what may be done with its `rows`
    (fixed, add, free) and, where columns have conditions, every row's `cells`.
    """

    visible: bool
    required: bool
    editable: bool = True
    columns: Mapping[str, Shown] = field(default_factory=dict)
    rows: str = "fixed"
    cells: tuple[Mapping[str, Shown], ...] = ()


@dataclass(frozen=True)
class Filled:
    """A filled form: values with the computed ones, what is shown and asked, and every problem."""

    values: dict[str, Any]
    fields: dict[str, Shown]
    problems: tuple[FieldProblem, ...]


def empty(value: Any) -> bool:
    """Nothing was filled in; zero and no are answers."""
    return value is None or value in ("", [])


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: nothing is nothing however it is written, and no is not zero."""
    return bool(plain(one) == plain(other))


def plain(value: Any) -> Any:
    """A value in the one form in which it can be compared."""
    if empty(value):
        return None
    if isinstance(value, bool):
        return ("yes or no", value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if not empty(item)}
    return value


def value_of(text: str, scope: Mapping[str, Any], functions: Functions) -> Any:
    """The value of an expression; None where what it needs is missing or wrong (and is reported there).

    It is given the fields it names only: an evaluation goes over all it is given, a row's over the whole table.
    """
    try:
        given = scope if _whole(text) else {name: scope[name] for name in tops(text) if name in scope}
        return expressions.evaluate(text, given, functions)
    except (expressions.ExpressionError, ArithmeticError, ValueError, TypeError):
        return None


def holds(condition: Said, scope: Mapping[str, Any], functions: Functions) -> bool:
    """Whether a condition holds; one that cannot be judged does not."""
    if isinstance(condition, bool):
        return condition
    return value_of(condition, scope, functions) is True


def computed(field: FormField, scope: Mapping[str, Any], functions: Functions) -> Any:
    """The value of a computed field; money is rounded to whole fen, halves up."""
    value = value_of(field.computed or "", scope, functions)
    if field.type is FieldType.MONEY and isinstance(value, float):
        return int(decimal.Decimal(str(value)).quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))
    return value


def reads(text: Said | None, names: set[str]) -> bool:
    """Whether an expression reads one of these fields."""
    if not isinstance(text, str) or not names:
        return False
    return _whole(text) or not names.isdisjoint(tops(text))


@functools.lru_cache(maxsize=2048)
def tops(text: str) -> frozenset[str]:
    """The fields an expression names, without what it reads inside them."""
    return frozenset(name.split(".")[0] for name in expressions.parse(text).names)


@functools.lru_cache(maxsize=2048)
def _whole(text: str) -> bool:
    return WHOLE.search(text) is not None


def row_scope(table: FormField, row: Mapping[str, Any], scope: Mapping[str, Any]) -> dict[str, Any]:
    """What an expression of a column sees: the row's cells first, then the form. An empty cell hides the form's."""
    return {key: value for key, value in scope.items() if key not in table.columns} | dict(row)
