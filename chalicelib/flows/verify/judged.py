"""Problems of expressions: not JSONata, unknown fields, words and functions, too much for a machine to carry."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.flows.form import FUNCTION_NAMES, routable
from chalicelib.flows.model import Flow, FormField
from chalicelib.flows.verify.problem import Problem
from chalicelib.flows.verify.texts import ANYTHING, WORDS, Flows, Text, texts
from chalicelib.flows.verify.typed import type_problems
from chalicelib.platform import expressions


def expression_problems(flow: Flow, flows: Flows) -> Iterator[Problem]:
    for text in texts(flow, flows):
        try:
            parsed = expressions.parse(text.text)
        except expressions.ExpressionError as error:
            yield Problem("F020", text.place, str(error))
            continue
        found = [*_names(text, parsed.names), *_functions(text, parsed.functions)]
        yield from found or type_problems(text)


def _names(text: Text, names: frozenset[str]) -> Iterator[Problem]:
    context, told = text.context, set()
    whole = {name.rpartition(".")[0] for name in names}
    for name in sorted(names - whole):
        top, _, part = name.partition(".")
        if top in context.fields:
            yield from _of_field(text, context.fields[top], name)
        elif top in context.knows:
            yield from _of_word(text, top, part)
        elif top not in told:
            told.add(top)
            yield _unknown(text, top)


def _of_field(text: Text, field: FormField, name: str) -> Iterator[Problem]:
    top, _, part = name.partition(".")
    column = part.partition(".")[0]
    if field.columns and column and column not in field.columns:
        yield Problem("F021", text.place, f"there is no column {column!r} in {top!r}", "name another column")
    if text.context.machine and not routable(field):
        yield Problem(
            "F028",
            text.place,
            f"{top!r} is too long for a machine to carry",
            "compute what decides in a field of its own and name that field",
        )


def _of_word(text: Text, word: str, part: str) -> Iterator[Problem]:
    parts = text.context.knows[word]
    first = part.partition(".")[0]
    if parts == ANYTHING or first in parts or (not first and word != "starter"):
        return
    if not first:
        if text.context.machine:
            yield _forms_only(text, word)
        return
    if text.context.types.get(word):
        yield Problem("F021", text.place, f"there is no {first!r} in {word!r}", "name a field that is there")
    else:
        yield _forms_only(text, f"{word}.{part}")


def _unknown(text: Text, top: str) -> Problem:
    if top in WORDS:
        return _forms_only(text, top)
    return Problem("F021", text.place, f"there is no field {top!r}", "fields are defined under form")


def _forms_only(text: Text, name: str) -> Problem:
    hint = "compute a field from it and name the field" if text.context.machine else _HINTS.get(name, "")
    return Problem("F023", text.place, f"{name!r} is not known here", hint)


_HINTS = {
    "row": "`row` is known beside `each`, which names a table",
    "answer": "`answer` is known in `result` only",
    "record": "`record` is known in `filter`, in `guard`, and in `map` unless it creates",
    "request": "a form is filled in before there is a request",
}


def _functions(text: Text, functions: frozenset[str]) -> Iterator[Problem]:
    if ours := functions & FUNCTION_NAMES - text.context.functions:
        yield Problem(
            "F022",
            text.place,
            f"${min(ours)}() is only for forms",
            "compute it in a field and name the field here: Step Functions does not know the calendar",
        )
