"""From a flow to its state machine: tree to Amazon States Language (JSONata). Pure, deterministic, readable.

State names are node keys, so the graph in the AWS console is the office's chart. Approval is the happy path;
every other end of a node is a named error with an edge (docs/architecture.md, "How one approval runs").

A fork `both` is three states: `both` counts its round, `both_ways` runs the ways side by side, `both_join` takes up
what was filled in meanwhile. A way that is left (a return out of it) ends in `both_1_leave`, and the fork with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.flows import asl
from chalicelib.flows.asl import CLOSE, ROUTE
from chalicelib.flows.model import (
    REVISE,
    Approve,
    Arm,
    Branch,
    Cc,
    Flow,
    Fork,
    Handle,
    Inclusive,
    Node,
    Otherwise,
    Parallel,
    Record,
    inner,
)

RESERVED = frozenset({asl.BEGIN, CLOSE, REVISE, ROUTE})
SUFFIXES = ("_if", "_ways", "_join", "_route", "_leave", "_end")
"""Endings of the states that the compiler adds beside a node's own."""
States = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a sequence stands: the variable of its round, its route, and whether a way of a fork is around it."""

    scope: str
    route: str
    inside: bool


TOP = Place("", ROUTE, inside=False)


def compile_flow(flow: Flow) -> dict[str, Any]:
    """The state machine of a flow, with `${Partition}` and `${OpenNode}`, `${RunEffect}`, `${CloseRequest}`; the one
    it brings itself, where it does.
    """
    if flow.asl is not None:
        return flow.asl
    states, first = _sequence(flow.nodes, CLOSE, TOP)
    revise = asl.waiting(REVISE, "", first, _catch(TOP))
    return {
        "Comment": f"{flow.name} ({flow.key})",
        "QueryLanguage": "JSONata",
        "StartAt": asl.BEGIN,
        "States": {
            asl.BEGIN: asl.begin(first),
            **states,
            REVISE: revise,
            ROUTE: asl.routes(_reachable(flow.nodes), CLOSE),
            CLOSE: asl.close(),
        },
    }


def render(definition: Mapping[str, Any], substitutions: Mapping[str, str]) -> str:
    """The definition as text with every `${name}` replaced. Raises ValueError when one is left."""
    text = json.dumps(definition, ensure_ascii=False)
    for name, value in substitutions.items():
        text = text.replace("${" + name + "}", value)
    if "${" in text:
        raise ValueError(f"no value for {text[text.index('${') : text.index('${') + 40]}")
    return text


def _sequence(nodes: tuple[Node, ...], after: str, place: Place) -> tuple[States, str]:
    """The states of a sequence, and the one to enter first (`after` if there is none)."""
    states: States = {}
    following = after
    for node in reversed(nodes):
        written, following = _node(node, following, place)
        states = {**written, **states}
    return states, following


def _node(node: Node, after: str, place: Place) -> tuple[States, str]:
    written = _written(node, after, place)
    if not node.when:
        return written, node.key
    question = f"{node.key}_if"
    return {question: asl.choice([(node.when, node.key)], after), **written}, question


def _written(node: Node, after: str, place: Place) -> States:
    if isinstance(node, Branch):
        return _branch(node, after, place)
    if isinstance(node, Parallel | Inclusive):
        return _fork(node, after, place)
    if isinstance(node, Record | Cc):
        return {node.key: asl.effect(node.key, place.scope, after)}
    return {node.key: asl.waiting(node.key, place.scope, after, _catch(place, node))}


def _branch(node: Branch, after: str, place: Place) -> States:
    choices: list[tuple[str, str]] = []
    default, below = after, {}
    for way in node.ways:
        states, entry = _sequence(way.nodes if isinstance(way, Arm) else way.otherwise, after, place)
        below |= states
        if isinstance(way, Arm):
            choices.append((way.when, entry))
        else:
            default = entry
    return {node.key: asl.choice(choices, default), **below}


def _fork(node: Fork, after: str, place: Place) -> States:
    """Counting the round, the ways, and the join; states inside a way know the round by a variable."""
    key, variable = node.key, f"scope_{node.key}"
    others = [way.when for way in node.ways if isinstance(way, Arm)] if isinstance(node, Inclusive) else []
    branches = []
    for number, nodes in enumerate(inner(node), 1):
        way = node.ways[number - 1] if isinstance(node, Inclusive) else None
        branches.append(_way(f"{key}_{number}", nodes, _asked(way, others), f"{{% ${variable} %}}"))
    scope = "{% $states.result.Payload.scope %}"
    routing = "{% $states.result.Payload.routing %}"
    return {
        key: asl.effect(key, place.scope, f"{key}_ways", {variable: scope}),
        f"{key}_ways": asl.side_by_side(branches, f"{key}_join", _catch(place)),
        f"{key}_join": asl.effect(f"{key}_join", place.scope, after, {"routing": routing}),
    }


def _asked(way: Arm | Otherwise | None, others: list[str]) -> str | None:
    """The condition of a way of an inclusive fork: its own, or that none of the others holds."""
    if way is None:
        return None
    if isinstance(way, Arm):
        return way.when
    return " and ".join(f"$not(({text}) = true)" for text in others)


def _way(name: str, nodes: tuple[Node, ...], when: str | None, scope: str) -> dict[str, Any]:
    """One branch of a Parallel; its states end in `<name>_end`, or in `<name>_leave` when the fork is left."""
    end, route, leave = f"{name}_end", f"{name}_route", f"{name}_leave"
    states, first = _sequence(nodes, end, Place(scope, route, inside=True))
    if when:
        states = {f"{name}_if": asl.choice([(when, first)], end), **states}
        first = f"{name}_if"
    inside = {
        route: asl.routes(_reachable(nodes), leave),
        leave: asl.leave(),
    }
    catches = any("Catch" in state for state in states.values())
    return {
        "StartAt": first,
        "States": {**states, **(inside if catches else {}), end: asl.pass_through("")},
    }


def _catch(place: Place, node: Node | None = None) -> list[dict[str, Any]]:
    """Where a node's other ends lead. Inside a way the route decides whether the way is left."""
    if place.inside:
        return [asl.caught(["States.ALL"], place.route)]
    may_return = node is None or "return" in getattr(node, "may", ("return",))
    returned = [asl.caught([f"ReturnedTo.{REVISE}"], REVISE)] if may_return else []
    return [*returned, asl.caught(list(asl.ENDS), CLOSE), asl.caught(["States.ALL"], ROUTE)]


def _reachable(nodes: tuple[Node, ...]) -> list[str]:
    """The states of a sequence that a request can be sent to: its nodes, those of its branches, forks as a whole."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Branch):
            for sequence in inner(node):
                found += _reachable(sequence)
        else:
            found.append(node.key)
    return found


def asks_people(node: Node) -> bool:
    return isinstance(node, Approve | Handle)
