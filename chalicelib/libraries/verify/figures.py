"""Reminders, and flows that are started from a record."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.derived import scope_of
from chalicelib.libraries.verify.problem import Form, Known, Problem
from chalicelib.libraries.verify.rights import role
from chalicelib.libraries.words import Action, Reminder
from chalicelib.platform import expressions, value_types


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in reminders and actions."""
    fields = dict(library.walk())
    for number, reminder in enumerate(library.reminders):
        yield from _reminder(library, known, f"reminders.{number}", reminder, fields)
    for number, action in enumerate(library.actions):
        yield from _action(library, known, f"actions.{number}", action)


def _reminder(
    library: Library, known: Known, place: str, reminder: Reminder, fields: conditions.Fields
) -> Iterator[Problem]:
    yield from conditions.unknown(fields, {f"{place}.date": reminder.date})
    date = fields.get(reminder.date)
    if date and date.type not in conditions.DATES:
        yield Problem(
            "L060", f"{place}.date", f"{reminder.date} is a {date.type}, no date", "a date or datetime"
        )
    inner = fields[reminder.date.partition(".")[0]].columns if date and "." in reminder.date else {}
    for number, days in enumerate((*reminder.before_days, *reminder.after_days)):
        if days < 0:
            yield Problem(
                "L060", place, f"{days} days are none", f"write {-days} at the other word ({number})"
            )
    for name in reminder.to.fields:
        field = library.fields.get(name)
        if field is None:
            yield from conditions.unknown(library.fields, {f"{place}.to.fields": name})
        elif field.type not in conditions.USERS:
            yield Problem(
                "L061", f"{place}.to.fields", f"{name} is a {field.type}: nobody is told", "a field of people"
            )
    for name in reminder.to.roles:
        yield from role(known, f"{place}.to.roles", name)
    yield from conditions.problems({**library.fields, **inner}, reminder.filter, f"{place}.filter")


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
