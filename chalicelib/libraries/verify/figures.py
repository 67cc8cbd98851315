"""Statistics, and flows that are started from a record."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.fields import NUMBERS
from chalicelib.libraries.filters import ME, MY_DEPARTMENT, terms
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.derived import scope_of
from chalicelib.libraries.verify.problem import Form, Known, Problem
from chalicelib.libraries.words import Action, Statistic
from chalicelib.platform import expressions, value_types


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in statistics and actions."""
    fields = dict(library.walk())
    for number, statistic in enumerate(library.statistics):
        yield from _statistic(f"statistics.{number}", statistic, fields)
    for number, action in enumerate(library.actions):
        yield from _action(library, known, f"actions.{number}", action)


def _statistic(place: str, statistic: Statistic, fields: conditions.Fields) -> Iterator[Problem]:
    for word in ("sum", "average"):
        name = getattr(statistic, word)
        if name is None:
            continue
        yield from conditions.unknown(fields, {f"{place}.{word}": name})
        field = fields.get(name)
        if field and field.type not in NUMBERS:
            yield Problem(
                "L062", f"{place}.{word}", f"{name} is a {field.type}: it has no {word}", "a number or money"
            )
    for number, name in enumerate(statistic.by):
        yield from conditions.unknown(fields, {f"{place}.by.{number}": name})
        field = fields.get(name)
        if field and field.type not in conditions.SORTED - conditions.ORDERED:
            hint = "an enum, a department, a person, a reference, a boolean; dates by `month`"
            yield Problem("L063", f"{place}.by.{number}", f"nothing is counted by a {field.type}", hint)
    yield from _month(place, statistic, fields)
    yield from conditions.problems(fields, statistic.filter, f"{place}.filter")
    yield from _counted_once(place, statistic)
    yield from _one_table(place, statistic)


def _counted_once(place: str, statistic: Statistic) -> Iterator[Problem]:
    """A record counts when it is written, the same for everybody and every day."""
    for term in terms(statistic.filter, f"{place}.filter"):
        values = term.value if isinstance(term.value, tuple) else (term.value,)
        if term.operator == "within_days" or {ME, MY_DEPARTMENT} & set(values):
            hint = "group by the field, or by the month of the date, and read the groups that are meant"
            yield Problem("L065", term.place, "what is counted depends on who looks, or on the day", hint)


def _one_table(place: str, statistic: Statistic) -> Iterator[Problem]:
    named = (*statistic.by, statistic.month, statistic.sum, statistic.average)
    asked = (term.field for term in terms(statistic.filter))
    tables = dict.fromkeys(name.partition(".")[0] for name in (*named, *asked) if name and "." in name)
    if len(tables) > 1:
        hint = "a statistic of each, or a rollup of one of them in the record"
        yield Problem("L066", place, f"rows of {' and '.join(tables)} belong to no common row", hint)


def _month(place: str, statistic: Statistic, fields: conditions.Fields) -> Iterator[Problem]:
    if statistic.month is None:
        return
    yield from conditions.unknown(fields, {f"{place}.month": statistic.month})
    field = fields.get(statistic.month)
    if field and field.type not in conditions.DATES:
        yield Problem(
            "L064", f"{place}.month", f"{statistic.month} is a {field.type}: it is in no month", "a date"
        )


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
