"""Problems of what nodes and effects do: files to sign, tables to go through, sub-flows and what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chalicelib.flows.model import (
    CallEffect,
    CallNode,
    CallOut,
    Effects,
    Flow,
    Record,
    RecordEffect,
    Seal,
    SignNode,
    StartEffect,
    Subflow,
    SubflowStart,
)
from chalicelib.flows.verify.problem import Problem, warning
from chalicelib.platform.field_types import FieldType

Flows = Mapping[str, Flow]


MEETING_PARTS = frozenset({"title", "people", "start_at", "end_at"})
MORE_PARTS = frozenset({"description", "location"})


def work_problems(flow: Flow, flows: Flows) -> Iterator[Problem]:
    for place, table in _eaches(flow):
        field = flow.form.get(table)
        if field is None or field.type is not FieldType.TABLE:
            yield Problem("F079", f"{place}.each", f"{table!r} is not a table", "name a table field")
    for node in flow.walk():
        work = node.sign if isinstance(node, SignNode) else node.seal if isinstance(node, Seal) else None
        if work is not None:
            field = flow.form.get(work.file)
            if field is None or field.type is not FieldType.FILE:
                place = f"nodes.{node.key}.{node.kind}.file"
                yield Problem("F096", place, f"{work.file!r} is not a file field", "name a file field")
    for place, result, each in _results(flow):
        yield from _taken_back(flow, place, result, each)
    yield from _meetings(flow)
    for place, start in starts(flow):
        yield from _start(flow, flows, place, start)
    yield from _cycle(flow, flows)


def starts(flow: Flow) -> Iterator[tuple[str, SubflowStart]]:
    """Every start of another flow, with its place."""
    for node in flow.walk():
        if isinstance(node, Subflow):
            yield f"nodes.{node.key}.subflow", node.subflow
    for place, effect in _effects(flow):
        if isinstance(effect, StartEffect):
            yield f"{place}.start", effect.start


def _calls(flow: Flow) -> Iterator[tuple[str, CallOut]]:
    for node in flow.walk():
        if isinstance(node, CallNode):
            yield f"nodes.{node.key}.call", node.call
    for place, effect in _effects(flow):
        if isinstance(effect, CallEffect):
            yield f"{place}.call", effect.call


def _meetings(flow: Flow) -> Iterator[Problem]:
    """WeCom is no joined system: what a flow can have of it is a meeting."""
    for place, call in _calls(flow):
        if call.system == "wecom":
            yield from _meeting(place, call)


def _meeting(place: str, call: CallOut) -> Iterator[Problem]:
    given = set(call.send)
    if call.operation != "meeting":
        yield Problem("F106", f"{place}.operation", "wecom does not know it", "say operation: meeting")
    for part in sorted(MEETING_PARTS - given):
        yield Problem("F106", f"{place}.with", f"a meeting needs {part!r}", f"give {part} in `with`")
    for part in sorted(given - MEETING_PARTS - MORE_PARTS):
        yield Problem("F106", f"{place}.with.{part}", f"a meeting has no {part!r}", "drop it")


def _effects(flow: Flow) -> Iterator[tuple[str, object]]:
    for moment in Effects.model_fields:
        for number, effect in enumerate(getattr(flow.effects, moment)):
            yield f"effects.{moment}.{number}", effect


def _eaches(flow: Flow) -> Iterator[tuple[str, str]]:
    works: list[tuple[str, str | None]] = []
    for node in flow.walk():
        if isinstance(node, Record):
            works.append((f"nodes.{node.key}.record", node.record.each))
        elif isinstance(node, CallNode):
            works.append((f"nodes.{node.key}.call", node.call.each))
    for place, effect in _effects(flow):
        if isinstance(effect, RecordEffect):
            works.append((place, effect.each))
        elif isinstance(effect, CallEffect):
            works.append((f"{place}.call", effect.call.each))
    works += [(place, start.each) for place, start in starts(flow)]
    yield from ((place, each) for place, each in works if each)


def _results(flow: Flow) -> Iterator[tuple[str, Mapping[str, str], str | None]]:
    for node in flow.walk():
        if isinstance(node, CallNode):
            yield f"nodes.{node.key}.call.result", node.call.result, node.call.each
    for place, start in starts(flow):
        yield f"{place}.result", start.result, start.each
        if start.result and not start.wait:
            yield f"{place}.result.wait", {}, None


def _taken_back(flow: Flow, place: str, result: Mapping[str, str], each: str | None) -> Iterator[Problem]:
    if place.endswith(".result.wait"):
        yield Problem(
            "F078", place.removesuffix(".wait"), "nobody waits for what comes back", "say wait: true"
        )
    table = flow.form.get(each or "")
    for key in result:
        field = table.columns.get(key) if table else None
        field = field or flow.form.get(key)
        if field is None:
            yield Problem(
                "F078", f"{place}.{key}", f"there is no field {key!r} to take it", "define one as `later`"
            )
        elif not field.later:
            yield Problem("F078", f"{place}.{key}", f"{key!r} is filled in by the starter", "mark it `later`")


def _start(flow: Flow, flows: Flows, place: str, start: SubflowStart) -> Iterator[Problem]:
    other = flow if start.flow == flow.key else flows.get(start.flow)
    if other is None:
        if flows:
            yield Problem("F075", f"{place}.flow", f"there is no flow {start.flow!r}", "publish it first")
        return
    for key in start.map:
        field = other.form.get(key)
        if field is None or field.computed:
            what = "computes" if field else "has no field"
            yield Problem(
                "F077", f"{place}.map.{key}", f"{start.flow} {what} {key!r}", "map what its form asks"
            )
    asked = [
        key
        for key, field in other.form.items()
        if field.required is True and not field.later and field.default is None and key not in start.map
    ]
    if asked:
        yield warning(
            "F095",
            f"{place}.map",
            f"the starter is asked for {', '.join(asked)}",
            "map them, or let them be asked",
        )


def _cycle(flow: Flow, flows: Flows) -> Iterator[Problem]:
    """A flow that starts itself, straight or by way of others, would never end."""
    way = _way_back(flow, {**flows, flow.key: flow}, (flow.key,))
    if way:
        place = next(place for place, start in starts(flow) if start.flow == way[1])
        yield Problem("F075", f"{place}.flow", f"starts itself: {' > '.join(way)}", "break the circle")


def _way_back(first: Flow, flows: Flows, way: tuple[str, ...]) -> tuple[str, ...]:
    for _, start in starts(flows[way[-1]]):
        if start.flow == first.key:
            return (*way, first.key)
        known = start.flow in flows and start.flow not in way
        if known and (found := _way_back(first, flows, (*way, start.flow))):
            return found
    return ()
