"""Problems of types: what an expression gives, against what its place can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chalicelib.flows.verify.problem import Problem
from chalicelib.flows.verify.texts import ANYTHING, MOMENTS, Context, Text
from chalicelib.platform import value_types
from chalicelib.platform.value_types import Scope, Type

IDS = {
    "not_boolean": "F024",
    "not_an_option": "F026",
    "unknown_function": "F027",
    "unknown_variable": "F027",
    "argument_count": "F027",
    "argument_type": "F027",
    "unknown_column": "F021",
}
OTHERS = "F025"


def type_problems(text: Text) -> Iterator[Problem]:
    """Every sure mistake of types in an expression that parses and names only what there is."""
    wanted = value_types.of_field(text.wanted) if text.wanted else value_types.ANY
    for finding in value_types.check(text.text, _scope(text.context), wanted):
        yield Problem(IDS.get(finding.code, OTHERS), text.place, finding.message, finding.hint)


def _scope(context: Context) -> Scope:
    words = {
        word: _word(context, word, parts) for word, parts in context.knows.items() if word not in MOMENTS
    }
    return Scope.of_form(context.fields).with_names(
        {word: found for word, found in words.items() if word not in context.fields}
    )


def _word(context: Context, word: str, parts: frozenset[str]) -> Type:
    if word == "starter":
        return value_types.STARTER
    if columns := context.types.get(word):
        return value_types.record({key: value_types.of_field(field) for key, field in columns.items()})
    if parts == ANYTHING:
        return value_types.ANY
    texts: Mapping[str, Type] = dict.fromkeys(parts, value_types.TEXT)
    return value_types.record(texts)
