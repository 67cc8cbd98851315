"""The way a form takes through a flow: what Step Functions will do, told before it does it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.flows import expressions
from chalicelib.flows.model import Arm, Branch, Flow, Node


def path(flow: Flow, routing: Mapping[str, Any]) -> Iterator[tuple[Node, bool]]:
    """Nodes in the order they come, with whether each is entered; a skipped one is told too.

    `routing` as `form.routing_values` gives it. Branches themselves are not told, only what stands on the
    way taken.
    """
    yield from _walk(flow.nodes, routing)


def _walk(nodes: tuple[Node, ...], routing: Mapping[str, Any]) -> Iterator[tuple[Node, bool]]:
    for node in nodes:
        if isinstance(node, Branch):
            yield from _walk(_taken(node, routing), routing)
        else:
            yield node, node.when is None or expressions.holds(node.when, routing)


def _taken(branch: Branch, routing: Mapping[str, Any]) -> tuple[Node, ...]:
    for arm in branch.branch:
        if isinstance(arm, Arm):
            if expressions.holds(arm.when, routing):
                return arm.nodes
        else:
            return arm.otherwise
    return ()
