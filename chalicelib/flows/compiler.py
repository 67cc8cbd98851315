"""From a flow to its state machine: tree to Amazon States Language (JSONata). Pure, deterministic, readable.

State names are node keys, so the graph in the AWS console is the office's chart. Approval is the happy path;
every other end of a node is a named error with an edge (docs/architecture.md, "How one approval runs").

A fork `both` is three states: `both` counts its round, `both_ways` runs the ways side by side, `both_join` takes up
what was filled in meanwhile. A way begins in `both_1_begin` with variables of its own; when it is left (a return out
of it) it ends in `both_1_leave`, and the fork with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.flows import asl
from chalicelib.flows.asl import CLOSE, ROUTE, Variables
from chalicelib.flows.model import (
    REVISE,
    Approve,
    Arm,
    Branch,
    CallNode,
    Cc,
    Flow,
    Fork,
    Handle,
    Inclusive,
    Node,
    Otherwise,
    Parallel,
    Record,
    ReturnTo,
    Seal,
    SignNode,
    Subflow,
    SubflowEnd,
    Wait,
    inner,
)

RESERVED = frozenset({asl.BEGIN, CLOSE, REVISE, ROUTE})
SUFFIXES = ("_if", "_ways", "_join", "_route", "_leave", "_begin", "_end")
"""Endings of the states that the compiler adds beside a node's own."""
States = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a sequence stands: the round of the fork around it, its route, its variables, and whether it is a way."""

    scope: str
    route: str
    own: Variables
    inside: bool


TOP = Place("", ROUTE, asl.TOP, inside=False)


def compile_flow(flow: Flow) -> dict[str, Any]:
    """The state machine of a flow, with `${Partition}` and `${OpenNode}`, `${RunEffect}`, `${CloseRequest}`; the one
    it brings itself, where it does.
    """
    if flow.asl is not None:
        return flow.asl
    states, first = _sequence(flow.nodes, CLOSE, TOP)
    revise = asl.waiting(REVISE, "", first, _catch(TOP), TOP.own)
    return {
        "Comment": f"{flow.name} ({flow.key})",
        "QueryLanguage": "JSONata",
        "StartAt": asl.BEGIN,
        "States": {
            asl.BEGIN: asl.begin(first),
            **states,
            REVISE: revise,
            ROUTE: asl.routes(_reachable(flow.nodes), CLOSE, TOP.own),
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
    return {question: asl.choice([(node.when, node.key)], after, place.own), **written}, question


def _written(node: Node, after: str, place: Place) -> States:
    if isinstance(node, Branch):
        return _branch(node, after, place)
    if isinstance(node, Parallel | Inclusive):
        return _fork(node, after, place)
    if isinstance(node, Record | Cc):
        return {node.key: asl.effect(node.key, place.scope, after, place.own)}
    return {node.key: asl.waiting(node.key, place.scope, after, _catch(place, node), place.own)}


def _branch(node: Branch, after: str, place: Place) -> States:
    choices: list[tuple[str, str]] = []
    default = after
    below: States = {}
    for way in node.ways:
        states, entry = _sequence(way.nodes if isinstance(way, Arm) else way.otherwise, after, place)
        below |= states
        if isinstance(way, Arm):
            choices.append((way.when, entry))
        else:
            default = entry
    return {node.key: asl.choice(choices, default, place.own), **below}


def _fork(node: Fork, after: str, place: Place) -> States:
    """Counting the round, the ways, and the join; states inside a way know the round by a variable."""
    key, variable = node.key, f"scope_{node.key}"
    others = [way.when for way in node.ways if isinstance(way, Arm)] if isinstance(node, Inclusive) else []
    branches = []
    for number, nodes in enumerate(inner(node), 1):
        way = node.ways[number - 1] if isinstance(node, Inclusive) else None
        name = f"{key}_{number}"
        inside = Place(f"{{% ${variable} %}}", f"{name}_route", Variables.of(name), inside=True)
        branches.append(_way(name, nodes, _asked(way, others), inside, place.own))
    scope = "{% $states.result.Payload.scope %}"
    return {
        key: asl.effect(key, place.scope, f"{key}_ways", place.own, {variable: scope}),
        f"{key}_ways": asl.side_by_side(branches, f"{key}_join", _catch(place, node)),
        f"{key}_join": asl.effect(f"{key}_join", place.scope, after, place.own),
    }


def _asked(way: Arm | Otherwise | None, others: list[str]) -> str | None:
    """The condition of a way of an inclusive fork: its own, or that none of the others holds."""
    if way is None:
        return None
    if isinstance(way, Arm):
        return way.when
    return " and ".join(f"$not(({text}) = true)" for text in others)


def _way(
    name: str, nodes: tuple[Node, ...], when: str | None, place: Place, around: Variables
) -> dict[str, Any]:
    """One branch of a Parallel; its states end in `<name>_end`, or in `<name>_leave` when the fork is left."""
    end, leave = f"{name}_end", f"{name}_leave"
    states, first = _sequence(nodes, end, place)
    if when:
        states = {f"{name}_if": asl.choice([(when, first)], end, place.own), **states}
        first = f"{name}_if"
    inside = {
        place.route: asl.routes(_reachable(nodes), leave, place.own),
        leave: asl.leave(place.own),
    }
    catches = any("Catch" in state for state in states.values())
    begin = f"{name}_begin"
    return {
        "StartAt": begin,
        "States": {
            begin: asl.begin_way(first, place.own, around),
            **states,
            **(inside if catches else {}),
            end: asl.end_of_way(),
        },
    }


def _catch(place: Place, node: Node | None = None) -> list[dict[str, Any]]:
    """Where a node's other ends lead. Inside a way the route decides whether the way is left."""
    if place.inside:
        return [asl.caught(["States.ALL"], place.route, place.own)]
    own = place.own
    returned = (
        [asl.caught([f"ReturnedTo.{REVISE}"], REVISE, own)] if node is not None and may_return(node) else []
    )
    return [*returned, asl.caught(list(asl.ENDS), CLOSE, own), asl.caught(["States.ALL"], ROUTE, own)]


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


def _names_starter(to: ReturnTo | tuple[str, ...]) -> bool:
    return isinstance(to, ReturnTo) or REVISE in to


def may_return(node: Node) -> bool:
    """Whether a request can be sent back to its starter from a node, or from one inside it."""
    if isinstance(node, Approve | Handle | CallNode):
        by_hand = not isinstance(node, CallNode) and "return" in node.may and _names_starter(node.return_to)
        return by_hand or any(result.return_to == REVISE for result in node.results)
    if isinstance(node, Wait):
        return node.wait.then == "return"
    if isinstance(node, Subflow):
        return node.subflow.wait and node.subflow.rejected is SubflowEnd.RETURN
    if isinstance(node, SignNode | Seal):
        return True
    return any(may_return(one) for sequence in inner(node) for one in sequence)
