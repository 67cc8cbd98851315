"""What a node does, in one sentence for the chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.flows.model import (
    Approve,
    CallNode,
    Cc,
    Flow,
    Handle,
    Inclusive,
    Node,
    Parallel,
    Ratio,
    Record,
    Rule,
    Seal,
    SignNode,
    Span,
    Subflow,
    Wait,
)
from chalicelib.platform import messages


@dataclass(frozen=True)
class Teller:
    """Tells in one language; with a flow it calls fields and nodes by what people call them."""

    flow: Flow | None = None
    locale: str = messages.DEFAULT_LOCALE

    def node(self, node: Node) -> str:
        """The sentence of a node; empty for a branch, whose ways say it all."""
        told = _TOLD.get(type(node))
        return told(self, node) if told else ""

    def rule(self, rule: Rule) -> str:
        """Who a rule names."""
        value = getattr(rule, rule.says)
        if parts := rule.parts():
            word = f"{rule.says}_among" if rule.says.endswith("_picks") else rule.says
            return self.text(word, people=self.text("and").join(self.rule(part) for part in parts))
        told = _RULES.get(rule.says, {})
        return self.text(_variant(rule), **{name: tell(self, rule, value) for name, tell in told.items()})

    def span(self, span: Span | None) -> str:
        if span is None:
            return ""
        word = "hours" if span.hours else "workdays"
        return self.text(word, count=f"{span.hours or span.workdays:g}")

    def field(self, path: str) -> str:
        """A field, or a column of a table, by its label."""
        key, _, column = path.partition(".")
        field = self.flow.form.get(key) if self.flow else None
        if field is None:
            return path
        return field.columns[column].label if column in field.columns else field.label

    def department(self, place: str) -> str:
        if place in {"starter.department", "assignee.department"}:
            return self.text(place.split(".", maxsplit=1)[0] + "_department")
        return self.field(place)

    def text(self, word: str, **params: Any) -> str:
        return messages.text(f"chart.{word}", self.locale, **params)


def _variant(rule: Rule) -> str:
    """A rule that is narrowed has a sentence of its own."""
    if rule.says == "role" and rule.of:
        return "role_of"
    if rule.says == "record":
        return "record_user"
    return "head_of_up" if rule.says == "head_of" and rule.up else rule.says


def _person(teller: Teller, node: Approve | Handle) -> str:
    people = teller.rule(node.approvers)
    if isinstance(node.sign, Ratio):
        return teller.text("sign_ratio", people=people, percent=f"{node.sign.ratio * 100:g}")
    return people if node.sign == "any" else teller.text(f"sign_{node.sign.value}", people=people)


def _subflow(teller: Teller, node: Subflow) -> str:
    start = node.subflow
    word = "subflow_each" if start.each else "subflow"
    told = teller.text(word, flow=start.flow, field=teller.field(start.each or ""))
    return teller.text("and_waits", what=told) if start.wait else told


def _wait(teller: Teller, node: Wait) -> str:
    wait = node.wait
    if wait.until is not None:
        return teller.text("wait_until", value=teller.field(wait.until))
    if wait.event is None:
        return teller.text("wait_for", span=teller.span(wait.for_))
    if wait.at_most is None:
        return teller.text("wait_event", event=wait.event)
    return teller.text("wait_event_at_most", event=wait.event, span=teller.span(wait.at_most))


def _record(teller: Teller, node: Record) -> str:
    action = teller.text(f"record_{node.record.action.value}")
    return teller.text("record", library=node.record.library, action=action)


_TOLD: Mapping[type, Callable[[Teller, Any], str]] = {
    Approve: _person,
    Handle: _person,
    Cc: lambda teller, node: teller.text("cc", people=teller.rule(node.cc)),
    Inclusive: lambda teller, node: teller.text("inclusive", count=len(node.ways)),
    Parallel: lambda teller, node: teller.text("parallel", count=len(node.parallel)),
    Subflow: _subflow,
    Record: _record,
    Wait: _wait,
    CallNode: lambda teller, node: teller.text(
        "call", system=node.call.system, operation=node.call.operation
    ),
    SignNode: lambda teller, node: teller.text(
        "sign",
        file=teller.field(node.sign.file),
        people=teller.rule(node.sign.handler),
        span=teller.span(node.sign.at_most),
    ),
    Seal: lambda teller, node: teller.text(
        "seal",
        file=teller.field(node.seal.file),
        people=teller.rule(node.seal.handler),
        span=teller.span(node.seal.at_most),
    ),
}

_Tell = Callable[[Teller, Rule, Any], str]
_DEPARTMENT: Mapping[str, _Tell] = {"department": lambda teller, _, value: teller.department(value)}


def _role(teller: Teller, _: Rule, value: Any) -> str:
    return messages.name_of("roles", str(value), teller.locale)


def _node_name(teller: Teller, _: Rule, value: Any) -> str:
    node = teller.flow.node(value) if teller.flow else None
    return (node.name if node else "") or str(value)


_RULES: Mapping[str, Mapping[str, _Tell]] = {
    "person": {"person": lambda _, __, value: str(value)},
    "role": {"role": _role, "department": lambda teller, rule, _: teller.department(rule.of or "")},
    "head_of": {**_DEPARTMENT, "up": lambda _, rule, __: str(rule.up)},
    "deputy_of": _DEPARTMENT,
    "division_leader_of": _DEPARTMENT,
    "line_of": {**_DEPARTMENT, "last": lambda teller, rule, _: teller.text(f"line_{rule.to}")},
    "field": {"field": lambda teller, _, value: teller.field(value)},
    "record": {
        "field": lambda teller, _, value: teller.field(value.field),
        "user": lambda _, __, value: str(value.user),
    },
    "matrix": {"library": lambda _, __, value: str(value.library)},
    "decided": {"node": _node_name},
    "starter_of": {"field": lambda teller, _, value: teller.field(value)},
}
