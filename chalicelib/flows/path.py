"""The way a form takes through a flow: what Step Functions will do, told before it does it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.flows.model import Arm, Branch, Flow, Inclusive, Node, Parallel
from chalicelib.flows.scopes import TOP, Scope
from chalicelib.platform import expressions


def path(flow: Flow, routing: Mapping[str, Any]) -> Iterator[tuple[Node, bool, Scope]]:
    """Nodes in the order they come, with whether each is entered and the ways of forks it stands in; a skipped one is
    told too, a way not taken is not.

    `routing` as `form.routing_values` gives it. Branches themselves are not told, only what stands on the
    way taken.
    """
    yield from _walk(flow.nodes, routing, TOP)


def _walk(
    nodes: tuple[Node, ...], routing: Mapping[str, Any], scope: Scope
) -> Iterator[tuple[Node, bool, Scope]]:
    for node in nodes:
        entered = node.when is None or expressions.holds(node.when, routing)
        if not isinstance(node, Branch):
            yield node, entered, scope
        if entered:
            for way, sequence in taken(node, routing):
                yield from _walk(sequence, routing, (*scope, (node.key, way)) if way else scope)


def taken(node: Node, routing: Mapping[str, Any]) -> list[tuple[int, tuple[Node, ...]]]:
    """The sequences inside a node that are gone, with the number of the way of a fork (0: of a branch)."""
    if isinstance(node, Parallel):
        return list(enumerate(node.parallel, 1))
    if not isinstance(node, Branch | Inclusive):
        return []
    fork = isinstance(node, Inclusive)
    held = [
        (number if fork else 0, arm.nodes)
        for number, arm in enumerate(node.ways, 1)
        if isinstance(arm, Arm) and expressions.holds(arm.when, routing)
    ]
    if held:
        return held if fork else held[:1]
    return [(len(node.ways) if fork else 0, node.otherwise or ())]
