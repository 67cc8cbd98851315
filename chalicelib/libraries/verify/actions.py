"""Flows that are started from a record."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.derived import scope_of
from chalicelib.libraries.verify.problem import Form, Known, Problem
from chalicelib.libraries.words import Action
from chalicelib.platform import expressions, value_types


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in actions."""
    for number, action in enumerate(library.actions):
        yield from _action(library, known, f"actions.{number}", action)


def _action(library: Library, known: Known, place: str, action: Action) -> Iterator[Problem]:
    yield from conditions.problems(library.fields, action.filter, f"{place}.filter")
    form = (known.flows or {}).get(action.flow)
    if known.flows is not None and form is None:
        yield Problem("L070", f"{place}.flow", f"there is no flow {action.flow!r}", "publish it first")
    for key, text in action.map.items():
        yield from _mapped(library, f"{place}.map.{key}", key, text, form)


def _mapped(library: Library, place: str, key: str, text: str, form: Form | None) -> Iterator[Problem]:
    if form is not None and key not in form:
        yield Problem("L071", place, f"the flow's form has no field {key!r}", ", ".join(form))
        return
    scope = scope_of(library)
    try:
        names = {name.partition(".")[0] for name in expressions.parse(text).names}
    except expressions.ExpressionError as error:
        yield Problem("L011", place, str(error))
        return
    for name in sorted(names - set(scope.names)):
        yield Problem("L012", place, f"there is no field {name!r}", ", ".join(scope.names))
    wanted = value_types.of_field(form[key]) if form else value_types.ANY
    for finding in value_types.check(text, scope, wanted) if names <= set(scope.names) else ():
        yield Problem("L013", place, finding.message, finding.hint)
