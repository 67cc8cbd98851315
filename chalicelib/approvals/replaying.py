"""The log of a request replayed through a version of its flow, in memory: where it would come to rest. Pure.

The machine of the version runs as Step Functions would run it; every recorded visit answers as it did, and nothing is
asked or written. So whether a running request can go on in another version is known before it is moved.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals import entering
from chalicelib.approvals.model import arriving, outcomes
from chalicelib.approvals.model.arriving import Entry
from chalicelib.approvals.model.types import Request, State, Visit, after
from chalicelib.flows import compiler, form
from chalicelib.flows.interpreter import Execution, Work
from chalicelib.flows.model import Flow
from chalicelib.platform import expressions

STEP_LIMIT = 20_000
Stand = frozenset[tuple[str, str]]
"""Nodes with the round of the fork each stands in."""


@dataclass(frozen=True)
class Obstacle:
    """Why a request cannot be moved: `code` of messages `moves.<code>`, with its parameters."""

    code: str
    params: Mapping[str, str]


def obstacle(state: State, old: Flow, new: Flow, starter: Mapping[str, Any]) -> Obstacle | None:
    """What keeps a running request from going on in `new`; None where nothing does.

    It must come to rest where people are asked now: nobody is asked anew, and no question is left without a machine.
    """
    if changed := _field(state.request, old, new):
        return changed
    reached = rests(state, new, starter)
    stands = frozenset((visit.node, visit.scope) for visit in state.open_visits())
    if reached == stands and stands:
        return None
    if not stands:
        return Obstacle("in_transit", {})
    lost = sorted(node for node, _ in stands - reached)
    further = sorted(node for node, _ in reached - stands)
    params = {"lost": _named(old, lost), "further": _named(new, further)}
    return Obstacle("elsewhere" if further else "gone", params)


def rests(state: State, flow: Flow, starter: Mapping[str, Any]) -> Stand:
    """The nodes at which the log, replayed through this version, comes to rest; none where it ends or fails."""
    return rests_as_known(rerouted(state, flow, starter), flow)


def rests_as_known(state: State, flow: Flow) -> Stand:
    """The same through the version it is on, with what the log knows: nobody is looked up."""
    request = replace(state.request, run=state.request.run + 1)
    return _Replay(replace(state, request=request), compiler.compile_flow(flow)).run()


def rerouted(state: State, flow: Flow, starter: Mapping[str, Any]) -> State:
    """The state with what this version's conditions look at: what was known stays as it was, the rest as the form
    stands now.
    """
    now = form.routing_values(flow, state.request.form, starter)
    begun = {**state.request.beginning, "routing": _with(state.request.beginning["routing"], now)}
    request = replace(state.request, routing=_with(state.request.routing, now), begun=begun)
    return replace(state, request=request, visits=tuple(_rerouted(visit, now) for visit in state.visits))


def _rerouted(visit: Visit, now: Mapping[str, Any]) -> Visit:
    if visit.outcome is None:
        return visit
    return replace(visit, outcome=replace(visit.outcome, routing=_with(visit.outcome.routing, now)))


def _with(known: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in now.items() if name not in known}, **known}


def _field(request: Request, old: Flow, new: Flow) -> Obstacle | None:
    """A field that the new version asks for and the form has not, or has of another type."""
    for key, field in new.form.items():
        value = request.form.get(key)
        if value is None:
            required = field.required is True or (
                isinstance(field.required, str) and expressions.holds(field.required, request.form)
            )
            if required and not field.computed and not field.later:
                return Obstacle("field_missing", {"field": field.label})
        elif key in old.form and old.form[key].type is not field.type:
            return Obstacle("field_changed", {"field": field.label})
    return None


def _named(flow: Flow, keys: list[str]) -> str:
    nodes = (flow.node(key) for key in keys)
    return "、".join(node.name or node.key if node else key for node, key in zip(nodes, keys, strict=True))


class _Replay:
    """One machine over the recorded visits. A node nobody has been at is where it rests."""

    def __init__(self, state: State, machine: Mapping[str, Any]) -> None:
        self.state = state
        self.rest: set[tuple[str, str]] = set()
        self.stopped = False
        self.now = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        request = state.request
        payload = {"request": request.id, "run": request.run, **request.beginning}
        self.execution = Execution(machine, payload, request.id, self.now)

    def run(self) -> Stand:
        self.execution.start()
        for _ in range(STEP_LIMIT):
            work = next(iter(self.execution.pending()), None)
            if work is None or self.stopped:
                break
            self._serve(work)
        return frozenset(self.rest) if self.execution.status == "RUNNING" else frozenset()

    def _serve(self, work: Work) -> None:
        said = work.arguments["Payload"]
        if "node" not in said:
            self.execution.fail(work.id, "End", "", self.now)
            return
        entry = Entry(said["node"], said["run"], said["entered"], said.get("token", ""), said["scope"])
        visit, _ = arriving.locate(self.state, entry)
        if visit is not None:
            self.state = after(self.state, arriving.attach(self.state, visit, entry))
        if work.waits:
            self.execution.invoked(work.id)
            self._answer(work, entry, visit)
        elif visit is None:
            # An effect that has not happened: from here the request would do what it has not done yet.
            self.rest.add((entry.node, entry.scope))
            self.stopped = True
        else:
            self.execution.succeed(work.id, entering.answer(self.state, entry), self.now)

    def _answer(self, work: Work, entry: Entry, visit: Visit | None) -> None:
        if visit is None or visit.outcome is None:
            self.rest.add((entry.node, entry.scope))
            return
        output = {"routing": dict(visit.outcome.routing)}
        if visit.outcome.name == outcomes.APPROVED:
            self.execution.token_succeed(work.token, output, self.now)
        else:
            self.execution.token_fail(work.token, visit.outcome.name, json.dumps(output), self.now)


def changed_visits(before: State, now: State) -> tuple[Visit, ...]:
    """The visits whose routing a move completes."""
    known = {visit.id: visit for visit in before.visits}
    return tuple(visit for visit in now.visits if known[visit.id] != visit)
