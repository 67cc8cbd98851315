"""Every expression of a flow: its place, what it may know, and what it should give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.flows.calendar_functions import CALENDAR_NAMES
from chalicelib.flows.form import FUNCTION_NAMES
from chalicelib.flows.model import (
    CallEffect,
    CallNode,
    CallOut,
    Cc,
    Effects,
    Flow,
    FormField,
    Node,
    Notify,
    Record,
    RecordEffect,
    Rule,
    Seal,
    SignNode,
    StartEffect,
    Subflow,
    SubflowStart,
    Wait,
)
from chalicelib.platform.field_types import FieldType

ANYTHING: frozenset[str] = frozenset({"*"})
STARTER = frozenset({"userid", "name", "department", "title", "roles", "is_dept_head"})
REQUEST = frozenset({"id", "serial", "title", "submitted_on"})
SUBMITTED_REQUEST = frozenset({"serial"})
"""What a form knows of its own request: nothing before it is submitted."""
TODAY: frozenset[str] = frozenset()
MOMENTS = ("today", "now", "last_comment")
"""Words without parts that a running request knows."""
WORDS = frozenset({"starter", "request", "row", "answer", "record", *MOMENTS})
"""What expressions know beside the fields, somewhere: no field may be called so."""
YES_NO = FormField(label="yes or no", type=FieldType.BOOLEAN)
NUMBER = FormField(label="a number", type=FieldType.NUMBER)
MOMENT = FormField(label="a date or time", type=FieldType.TEXT)
Fields = Mapping[str, FormField]
Flows = Mapping[str, Flow]


@dataclass(frozen=True)
class Context:
    """`knows`: the words beside the fields, each with its parts; `functions` of ours that are there; `machine`: it is evaluated by Step Functions over the routing values; `fields` are known by their bare
    names.
    """

    fields: Fields
    knows: Mapping[str, frozenset[str]]
    functions: frozenset[str] = frozenset()
    machine: bool = False
    types: Mapping[str, Fields] = field(default_factory=dict)

    def with_word(self, word: str, columns: Fields | None) -> Context:
        """The same, and a word whose parts are these fields (None: any)."""
        parts = ANYTHING if columns is None else frozenset(columns)
        return replace(self, knows={**self.knows, word: parts}, types={**self.types, word: columns or {}})


@dataclass(frozen=True)
class Text:
    """One expression; `wanted` is None where any value will do."""

    place: str
    text: str
    context: Context
    wanted: FormField | None = None


def texts(flow: Flow, flows: Flows) -> Iterator[Text]:
    """Every expression. `flows` are the known other flows, for the answers of sub-flows."""
    known = {"starter": STARTER, "request": SUBMITTED_REQUEST, "today": TODAY}
    form = Context(flow.form, known, functions=FUNCTION_NAMES)
    words = {"starter": STARTER, "request": REQUEST, **dict.fromkeys(MOMENTS, TODAY)}
    effect, rule_words = Context(flow.form, words, functions=CALENDAR_NAMES), Context(flow.form, words)
    machine = Context(flow.form, {"starter": frozenset({"is_dept_head"})}, machine=True)
    yield from _form(flow.form, "form", form)
    for number, check in enumerate(flow.checks):
        yield Text(f"checks.{number}.when", check.when, form, YES_NO)
    for node in flow.walk():
        place = f"nodes.{node.key}"
        yield from _conditions(node, place, machine)
        yield from _person(node, place, form)
        yield from _work(node, place, effect, flow, flows)
    for place, rule in flow.rules():
        yield from _rule(rule, place, rule_words)
    for moment in Effects.model_fields:
        for number, item in enumerate(getattr(flow.effects, moment)):
            yield from _effect(item, f"effects.{moment}.{number}", effect, flow, flows)


def _form(fields: Fields, place: str, context: Context) -> Iterator[Text]:
    for key, item in fields.items():
        here = f"{place}.{key}"
        for part, wanted in (("required", YES_NO), ("visible", YES_NO), ("computed", item)):
            if isinstance(text := getattr(item, part), str):
                yield Text(f"{here}.{part}", text, context, wanted)
        if item.filter:
            yield Text(f"{here}.filter", item.filter, context.with_word("record", None), YES_NO)
        if item.columns:
            inside = replace(context, fields={**context.fields, **item.columns})
            yield from _form(item.columns, f"{here}.columns", inside)


def _conditions(node: Node, place: str, machine: Context) -> Iterator[Text]:
    if node.when:
        yield Text(f"{place}.when", node.when, machine, YES_NO)
    for number, arm in enumerate(getattr(node, "ways", ())):
        if when := getattr(arm, "when", None):
            yield Text(f"{place}.{node.kind}.{number}.when", when, machine, YES_NO)


def _person(node: Node, place: str, form: Context) -> Iterator[Text]:
    for word in ("checks", "results"):
        for number, item in enumerate(getattr(node, word, ())):
            yield Text(f"{place}.{word}.{number}.when", item.when, form, YES_NO)


def _work(node: Node, place: str, context: Context, flow: Flow, flows: Flows) -> Iterator[Text]:
    if isinstance(node, Record):
        yield from _record(node.record, f"{place}.record", context, flow)
    elif isinstance(node, CallNode):
        yield from _call(node.call, f"{place}.call", context, flow)
    elif isinstance(node, Subflow):
        yield from _start(node.subflow, f"{place}.subflow", context, flow, flows)
    elif isinstance(node, Cc) and node.at:
        yield Text(f"{place}.at", node.at, context, MOMENT)
    elif isinstance(node, Wait) and node.wait.until:
        yield Text(f"{place}.wait.until", node.wait.until, context, MOMENT)
    elif isinstance(node, SignNode):
        yield from _values(node.sign.parties, f"{place}.sign.parties", context)
    elif isinstance(node, Seal):
        yield Text(f"{place}.seal.seal", node.seal.seal, context)
        yield Text(f"{place}.seal.uses", node.seal.uses, context, NUMBER)


def _effect(item: Any, place: str, context: Context, flow: Flow, flows: Flows) -> Iterator[Text]:
    if isinstance(item, RecordEffect):
        yield from _record(item, place, context, flow)
        return
    if item.when:
        yield Text(f"{place}.when", item.when, context, YES_NO)
    if isinstance(item, CallEffect):
        yield from _call(item.call, f"{place}.call", context, flow)
    elif isinstance(item, StartEffect):
        yield from _start(item.start, f"{place}.start", context, flow, flows)
    else:
        assert isinstance(item, Notify)  # noqa: S101 - the language has no other


def _record(effect: RecordEffect, place: str, context: Context, flow: Flow) -> Iterator[Text]:
    inside = _rows(effect.each, context, flow)
    wanted = {"when": YES_NO, "amount": NUMBER, "account": None, "times": NUMBER}
    for part, kind in wanted.items():
        if text := getattr(effect, part):
            yield Text(f"{place}.{part}", text, inside, kind)
    if effect.guard:
        yield Text(f"{place}.guard", effect.guard, inside.with_word("record", None), YES_NO)
    yield from _values(
        effect.map, f"{place}.map", inside.with_word("record", None) if effect.knows_record else inside
    )
    for part in ("match", "row"):
        yield from _values(getattr(effect, part), f"{place}.{part}", inside)
    yield from _values(effect.add, f"{place}.add", inside, dict.fromkeys(effect.add, NUMBER))


def _call(call: CallOut, place: str, context: Context, flow: Flow) -> Iterator[Text]:
    inside = _rows(call.each, context, flow)
    yield from _values(call.send, f"{place}.with", inside)
    if call.at:
        yield Text(f"{place}.at", call.at, inside, MOMENT)
    yield from _values(call.result, f"{place}.result", inside.with_word("answer", None), flow.form)


def _start(start: SubflowStart, place: str, context: Context, flow: Flow, flows: Flows) -> Iterator[Text]:
    inside, other = _rows(start.each, context, flow), flows.get(start.flow)
    yield from _values(start.map, f"{place}.map", inside, other.form if other else {})
    answering = inside.with_word("answer", other.form if other else None)
    yield from _values(start.result, f"{place}.result", answering, {} if start.each else flow.form)


def _values(
    values: Mapping[str, str], place: str, context: Context, wanted: Fields | None = None
) -> Iterator[Text]:
    for key, text in values.items():
        yield Text(f"{place}.{key}", text, context, (wanted or {}).get(key))


def _rows(each: str | None, context: Context, flow: Flow) -> Context:
    table = flow.form.get(each or "")
    return context.with_word("row", table.columns or None) if table else context


def _rule(rule: Rule, place: str, context: Context) -> Iterator[Text]:
    if rule.ladder:
        yield Text(f"{place}.ladder.by", rule.ladder.by, context, NUMBER)
    for number, entry in enumerate(rule.listed or ()):
        if entry.when:
            yield Text(f"{place}.listed.{number}.when", entry.when, context, YES_NO)
    if rule.matrix:
        yield Text(f"{place}.matrix.row", rule.matrix.row, context)
        yield Text(f"{place}.matrix.column", rule.matrix.column, context)
