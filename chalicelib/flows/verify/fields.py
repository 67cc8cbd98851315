"""Problems of a form: fields that contradict themselves, computed ones out of order, what no node opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from chalicelib.flows.form import Surroundings
from chalicelib.flows.form.judging import judge
from chalicelib.flows.model import CallNode, Flow, FormField, Starters, Subflow, Withdraw, WithdrawBefore
from chalicelib.flows.verify.access import access_problems, opened
from chalicelib.flows.verify.problem import Problem
from chalicelib.platform import expressions
from chalicelib.platform.calendar import Calendar
from chalicelib.platform.field_types import FieldType

NUMERIC = frozenset({FieldType.NUMBER, FieldType.MONEY})
DAYS = frozenset({FieldType.DATE, FieldType.DATETIME, FieldType.DATERANGE})
SEVERAL = frozenset({FieldType.FILE, FieldType.DEPARTMENT, FieldType.LIBRARY_REF})
Fields = Mapping[str, FormField]


def field_problems(flow: Flow) -> Iterator[Problem]:
    for number, check in enumerate(flow.checks):
        if check.field not in flow.form:
            yield Problem("F050", f"checks.{number}", f"there is no field {check.field!r}")
    yield from _fields(flow.form, "form")
    yield from _later(flow)
    yield from access_problems(flow)
    by_system = isinstance(flow.starters, Starters) and flow.starters.system
    if flow.withdraw is Withdraw.SYSTEM and not by_system:
        yield Problem("F105", "withdraw", "no system starts this flow", "say starters: {system: …}")
    if isinstance(flow.withdraw, WithdrawBefore):
        field = flow.form.get(flow.withdraw.before)
        if field is None or field.type not in DAYS:
            yield Problem(
                "F069",
                "withdraw.before",
                f"{flow.withdraw.before!r} is not a date field",
                "name a date field",
            )


def _fields(fields: Fields, place: str) -> Iterator[Problem]:
    yield from _order(fields, place)
    for key, field in fields.items():
        here = f"{place}.{key}"
        yield from _contradictions(here, field)
        yield from _meaningless(here, field)
        yield from _fields(field.columns, f"{here}.columns")
        if field.type is FieldType.TABLE and any(c.type is FieldType.TABLE for c in field.columns.values()):
            yield Problem("F097", here, "a table in a table", "make two tables")


def _contradictions(here: str, field: FormField) -> Iterator[Problem]:
    if field.computed and field.required is True:
        yield Problem("F051", here, "a computed field cannot be required", "drop required")
    if field.computed and (field.default is not None or field.later):
        yield Problem("F098", here, "a computed field has neither default nor later", "drop one of them")
    if (
        field.visible is False
        and field.required is not False
        and not field.computed
        and field.default is None
    ):
        yield Problem("F088", here, "required, but nobody ever sees it", "drop required, or show it")
    if field.min is not None and field.max is not None and field.min > field.max:
        yield Problem("F089", here, f"min {field.min:g} is above max {field.max:g}", "no value would fit")
    if field.default is not None and not field.computed and (code := _wrong_default(field)):
        yield Problem(
            "F091", f"{here}.default", f"the default does not fit the field ({code})", "another default"
        )


def _meaningless(here: str, field: FormField) -> Iterator[Problem]:
    meant = {
        "multiple": (field.multiple, SEVERAL),
        "min": (field.min is not None, NUMERIC),
        "max": (field.max is not None, NUMERIC),
        "step": (field.step is not None, NUMERIC),
        "max_length": (field.max_length is not None, frozenset({FieldType.TEXT, FieldType.LONGTEXT})),
        "library": (field.library is not None, frozenset({FieldType.LIBRARY_REF})),
        "filter": (field.filter is not None, frozenset({FieldType.LIBRARY_REF})),
        "flow": (field.flow is not None, frozenset({FieldType.LIBRARY_REF})),
        "locate": (field.locate, frozenset({FieldType.TEXT})),
    }
    for word, (said, types) in meant.items():
        if said and field.type not in types:
            yield Problem(
                "F090", f"{here}.{word}", f"{word} means nothing for a {field.type} field", "drop it"
            )
    if field.type is FieldType.LIBRARY_REF and (field.library is None) == (field.flow is None):
        yield Problem("F094", here, "a library_ref says library or flow", "say what it chooses from")


def _order(fields: Fields, place: str) -> Iterator[Problem]:
    """Computed fields are computed in the order of the form: each may read computed ones above it only."""
    above: set[str] = set()
    for key, field in fields.items():
        if field.computed:
            reads = {name.split(".")[0] for name in _names(field.computed)}
            late = sorted(
                name for name in reads - above if name in fields and (fields[name].computed or name == key)
            )
            for name in late:
                what = "itself" if name == key else f"{name!r}, which is computed after it"
                yield Problem("F092", f"{place}.{key}.computed", f"reads {what}", "move it above")
        above.add(key)


def _names(text: str) -> frozenset[str]:
    try:
        return expressions.parse(text).names
    except expressions.ExpressionError:
        return frozenset()


def _later(flow: Flow) -> Iterator[Problem]:
    """A `later` field that nobody opens and nothing fills stays empty for ever."""
    given = {key for node in flow.walk() for key in _results(node)}
    for key, field in flow.form.items():
        if field.later and key not in opened(flow) | given:
            yield Problem(
                "F086", f"form.{key}", "filled later, but no node opens it", "open it with `fields`"
            )


def _results(node: object) -> Iterator[str]:
    if isinstance(node, CallNode):
        yield from node.call.result
    elif isinstance(node, Subflow):
        yield from node.subflow.result


def _wrong_default(field: FormField) -> str:
    around = Surroundings(
        starter={},
        today=dt.date(2000, 1, 1),
        calendar=Calendar(frozenset(), frozenset(), frozenset()),
        balance=lambda _, __: 0,
        knows_user=lambda _: True,
        knows_department=lambda _: True,
        file_trouble=lambda _: "not_your_file",
        knows_record=lambda _, __: True,
        knows_request=lambda _, __: True,
    )
    return judge(field, field.default, around)[0]
