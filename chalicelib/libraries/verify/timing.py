"""Reminders, and what days do to records: are the dates there, may it be so, and does it come to an end?"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.fields import FINE, LibraryField, judge
from chalicelib.libraries.filters import ME, MY_DEPARTMENT, Filter, Term, alternatives, terms
from chalicelib.libraries.model import Library
from chalicelib.libraries.serving import is_equal
from chalicelib.libraries.timing import Deadline, Meant, Reminder, UnlessIn
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.derived import scope_of
from chalicelib.libraries.verify.problem import Known, Problem
from chalicelib.libraries.verify.rights import role
from chalicelib.platform import expressions, value_types
from chalicelib.platform.field_types import FieldType

DAYS = {"today": value_types.DATE, "on": value_types.DATE}
"""What an `if` may name beside the record."""


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in reminders and deadlines."""
    fields = dict(library.walk())
    for number, reminder in enumerate(library.reminders):
        yield from _reminder(library, known, f"reminders.{number}", reminder, fields)
    for number, deadline in enumerate(library.deadlines):
        yield from _deadline(library, known, f"deadlines.{number}", deadline)
    for word in ("reminders", "deadlines"):
        if library.kind != "records" and getattr(library, word):
            yield Problem("L003", word, f"a {library.kind} has no {word}", "they are for records")


def _reminder(
    library: Library, known: Known, place: str, reminder: Reminder, fields: conditions.Fields
) -> Iterator[Problem]:
    if reminder.date:
        yield from _date(fields, place, reminder.date, by_minutes=reminder.by_minutes)
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
    table = reminder.date.partition(".")[0] if reminder.date in fields and "." in reminder.date else ""
    yield from _meant(library, known, place, reminder, table)


def _deadline(library: Library, known: Known, place: str, deadline: Deadline) -> Iterator[Problem]:
    yield from _date(library.fields, place, deadline.date, by_minutes=deadline.after_minutes is not None)
    faults = list(_meant(library, known, place, deadline, ""))
    yield from faults
    for name, value in deadline.set.items():
        yield from _set(library, f"{place}.set.{name}", name, value)
    if not faults:
        yield from _moves(library, place, deadline)
        yield from _ends(place, deadline)


def _date(fields: conditions.Fields, place: str, name: str, *, by_minutes: bool) -> Iterator[Problem]:
    yield from conditions.unknown(fields, {f"{place}.date": name})
    field = fields.get(name)
    if field and field.type not in conditions.DATES:
        yield Problem("L060", f"{place}.date", f"{name} is a {field.type}, no date", "a date or datetime")
    elif field and by_minutes and field.type is not FieldType.DATETIME:
        yield Problem("L060", f"{place}.date", f"a {field.type} has no minutes", "a datetime, or days")


def _meant(library: Library, known: Known, place: str, meant: Meant, table: str) -> Iterator[Problem]:
    inner = library.fields[table].columns if table else {}
    yield from conditions.problems({**library.fields, **inner}, meant.filter, f"{place}.filter")
    for term in terms(meant.filter, f"{place}.filter"):
        asked = term.value if isinstance(term.value, tuple) else (term.value,)
        if {ME, MY_DEPARTMENT} & set(asked):
            yield Problem("L042", term.place, "nobody looks: it is the clock that asks", "the people of `to`")
    if meant.if_:
        scope = scope_of(library, f"{table}." if table else "")
        yield from _condition(scope.with_names(DAYS), f"{place}.if", meant.if_)
        if shadowed := sorted(DAYS.keys() & {**library.fields, **inner}.keys()):
            why = f"in a condition {shadowed[0]!r} is the day, not the field"
            yield Problem("L012", f"{place}.if", why, "call the field otherwise")
    if meant.unless_in:
        yield from _unless(library, known, f"{place}.unless_in", meant.unless_in)


def _condition(scope: value_types.Scope, place: str, text: str) -> Iterator[Problem]:
    try:
        names = {name.partition(".")[0] for name in expressions.parse(text).names}
    except expressions.ExpressionError as error:
        yield Problem("L011", place, str(error))
        return
    if missing := sorted(names - set(scope.names)):
        yield Problem("L012", place, f"there is no field {missing[0]!r}", ", ".join(scope.names))
        return
    for finding in value_types.check(text, scope, value_types.BOOLEAN):
        yield Problem("L013", place, finding.message, finding.hint)


def _unless(library: Library, known: Known, place: str, unless: UnlessIn) -> Iterator[Problem]:
    other = known.library(unless.library, library)
    if other is None:
        if known.libraries is not None:
            yield Problem(
                "L008", f"{place}.library", f"there is no library {unless.library!r}", "publish it first"
            )
        return
    by = other.field_at(unless.by)
    if by is None or by.type is not FieldType.LIBRARY_REF or by.library != library.key:
        references = ", ".join(path for path, field in other.walk() if field.library == library.key)
        yield Problem(
            "L047", f"{place}.by", f"{other.key}.{unless.by} names no record of this library", references
        )


def _set(library: Library, place: str, name: str, value: object) -> Iterator[Problem]:
    field = library.fields.get(name)
    if field is None:
        yield from conditions.unknown(library.fields, {place: name})
    elif field.is_derived or field.columns or name in library.keys or library.append_only:
        yield Problem(
            "L091", place, f"{name} is not written by anybody", "a field people or flows may change"
        )
    elif value is None and field.required:
        yield Problem("L091", place, f"{name} is never empty", "a value")
    elif value is not None and judge(field, value) != FINE:
        yield Problem("L091", place, f"{value!r} is no {field.type} of this field", ", ".join(field.options))


def _moves(library: Library, place: str, deadline: Deadline) -> Iterator[Problem]:
    """Out of every state its filter names there must be the move it makes."""
    for name, states in library.states.items():
        to = deadline.set.get(name)
        for source in _named(library.fields[name], deadline.filter, name) if name in deadline.set else ():
            moves = any(source in one.sources and to in one.targets for one in states.moves)
            if source in states.frozen or (states.moves and not moves and source != to):
                yield Problem(
                    "L092",
                    f"{place}.set.{name}",
                    f"no move leads from {source!r} to {to!r}",
                    f"states.{name}.moves",
                )
        if name not in deadline.set:
            frozen = [
                one for one in _named(library.fields[name], deadline.filter, name, ()) if one in states.frozen
            ]
            for source in frozen:
                yield Problem(
                    "L092", f"{place}.filter", f"nothing of a record changes in {source!r}", "another state"
                )


def _named(
    field: LibraryField, condition: Filter, name: str, otherwise: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """The options of a field a condition asks for; all, or `otherwise`, where it asks for none."""
    asked = [term for term in terms(condition) if term.field == name and term.operator in {"eq", "in"}]
    every = tuple(field.options) if otherwise is None else otherwise
    return tuple(dict.fromkeys(str(one) for term in asked for one in _values(term))) if asked else every


def _ends(place: str, deadline: Deadline) -> Iterator[Problem]:
    """The record must not be meant any more after it was changed; the index finds those that are."""
    ways = alternatives(deadline.filter)
    ended = [
        term for term in (ways[0] if len(ways) == 1 else ()) if is_equal(term) and term.field in deadline.set
    ]
    if not any(_is_over(term, deadline.set[term.field]) for term in ended):
        hint = "ask one of the fields it sets to be something else: {status: 有效} where it sets 暂停"
        yield Problem("L093", f"{place}.filter", "it would still hold of what was set", hint)


def _is_over(term: Term, value: object) -> bool:
    return value is not None if term.operator == "empty" else value not in _values(term)


def _values(term: Term) -> tuple[object, ...]:
    return term.value if isinstance(term.value, tuple) else (term.value,)
