"""Problems of time: waits without an end, times that contradict each other, what the clock may not do."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.flows import graph
from chalicelib.flows.model import Due, Flow, FormField, Overdue, PersonNode, Wait, WaitUntil
from chalicelib.flows.verify.access import asks
from chalicelib.flows.verify.problem import Problem, warning
from chalicelib.platform import expressions
from chalicelib.platform.field_types import FieldType


def time_problems(flow: Flow) -> Iterator[Problem]:
    placed = graph.stands(flow)
    for node in flow.walk():
        way = placed[node.key].way
        if isinstance(node, Wait):
            yield from _wait(flow, f"nodes.{node.key}.wait", node.wait, way)
        if isinstance(node, PersonNode) and node.due:
            yield from _due(flow, f"nodes.{node.key}.due", node.due)
            yield from _by_itself(node, f"nodes.{node.key}.due.then", node.due, way)


def _wait(flow: Flow, place: str, wait: WaitUntil, way: graph.Way) -> Iterator[Problem]:
    if wait.event and wait.at_most is None:
        yield Problem(
            "F073", place, "an event that never comes is waited for without an end", "add at_most", path=way
        )
    if not wait.event and wait.at_most is not None:
        yield warning(
            "F076", f"{place}.at_most", "at_most goes with event; this wait has its end", "drop it", way
        )
    for name in sorted(_tops(wait.until or "")):
        field = flow.form.get(name)
        if field and not _always_there(field):
            yield Problem(
                "F074",
                f"{place}.until",
                f"{name!r} may be empty: then nothing says until when",
                "require it",
                path=way,
            )


def _always_there(field: FormField) -> bool:
    return field.required is True or field.computed is not None or field.default is not None


def _tops(text: str) -> set[str]:
    try:
        return {name.split(".")[0] for name in expressions.parse(text).names} if text else set()
    except expressions.ExpressionError:
        return set()


def _due(flow: Flow, place: str, due: Due) -> Iterator[Problem]:
    if due.remind_before_hours * 60 >= due.working_minutes:
        told = "remind_before_hours" in due.model_fields_set
        if told:
            yield warning(
                "F068",
                f"{place}.remind_before_hours",
                "the reminder comes with the task",
                "fewer hours than due",
            )
    if due.by is None:
        return
    field = flow.form.get(due.by.field)
    if field is None or field.type is not FieldType.ENUM:
        yield Problem("F067", f"{place}.by", f"{due.by.field!r} is not an enum field", "name an enum field")
        return
    for option, hours in due.by.hours.items():
        here = f"{place}.by.hours.{option}"
        if option not in field.options:
            yield Problem("F026", here, f"{option!r} is not an option of {due.by.field!r}", "correct it")
        if not 0 < hours <= 2000:
            yield Problem("F067", here, f"{hours:g} hours is no time to work in", "between 0 and 2000")


def _by_itself(node: PersonNode, place: str, due: Due, way: graph.Way) -> Iterator[Problem]:
    if due.then is Overdue.AUTO_PASS and any(map(asks, node.fields.values())):
        yield Problem(
            "F065",
            place,
            "passed by the clock, the required fields stay empty",
            "escalate, or require nothing",
            path=way,
        )
    if due.then is Overdue.AUTO_REJECT and "reject" not in node.may:
        yield Problem(
            "F065", place, "rejected by the clock where nobody may reject", "auto_pass or remind", path=way
        )
