"""Where each node stands: in which way of which fork. Pure.

A fork is a node whose ways run side by side. Step Functions cannot enter a way in its middle, nor leave it but by
its end or an error: so a node reaches the nodes of its own way and of the scopes around it, and forks as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.flows.model import Flow, Inclusive, Node, Parallel, inner

Scope = tuple[tuple[str, int], ...]
"""Fork and way (from 1), the outermost first; the empty one is the flow itself."""
TOP: Scope = ()


def scopes(flow: Flow) -> dict[str, Scope]:
    """The scope each node stands in."""
    return dict(_placed(flow.nodes, TOP))


def ways(node: Node, scope: Scope) -> Iterator[tuple[Scope, tuple[Node, ...]]]:
    """The sequences inside a node, each with the scope it stands in: a branch opens none."""
    forks = isinstance(node, Parallel | Inclusive)
    for number, sequence in enumerate(inner(node), 1):
        yield ((*scope, (node.key, number)) if forks else scope), sequence


def reachable_from(flow: Flow, key: str) -> set[str]:
    """The nodes a request at `key` may be sent to, its own among them: those of its scope and of every one around."""
    placed = scopes(flow)
    own = placed[key]
    around = {own[:depth] for depth in range(len(own) + 1)}
    return {node for node, scope in placed.items() if scope in around}


def _placed(nodes: tuple[Node, ...], scope: Scope) -> Iterator[tuple[str, Scope]]:
    for node in nodes:
        yield node.key, scope
        for inside, sequence in ways(node, scope):
            yield from _placed(sequence, inside)
