"""The chart of a flow: what comes before what, and the shortest ways through it. Pure.

Read off the tree, as the compiler does: a sequence is gone through in its order, of a branch one way, of a fork
its ways side by side. A way is told as node keys from `begin`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.flows.model import Approve, Arm, Branch, Flow, Handle, Inclusive, Node, Parallel, inner

BEGIN = "begin"
Way = tuple[str, ...]
Avoid = Callable[[Node], bool]
Premise = tuple[str, ...]
"""What must hold for a node to be entered: a condition, or the n-th arm of a branch."""


@dataclass(frozen=True)
class Stand:
    """Where a node stands. `before` may have come earlier on some path, `under` must hold for it to be entered,
    `way` is the shortest way to it and ends with it; `depth` counts the nodes around it.
    """

    node: Node
    before: Way
    under: frozenset[Premise]
    way: Way
    depth: int


def stands(flow: Flow) -> dict[str, Stand]:
    """Every node by its key; of two with one key the last."""
    start = Stand(flow.nodes[0], (), frozenset(), (BEGIN,), 0)
    return {stand.node.key: stand for stand in _stands(flow.nodes, start)}


def surely_before(placed: dict[str, Stand], key: str) -> set[str]:
    """The nodes that every request at `key` has passed: what they stand under holds wherever `key` is entered."""
    here = placed[key]
    return {other for other in here.before if other in placed and placed[other].under <= here.under}


def shortest(nodes: tuple[Node, ...], avoid: Avoid) -> Way | None:
    """The shortest way through a sequence without the nodes to avoid, conditions taken as either; None if none."""
    found: Way = ()
    for node in nodes:
        part = _past(node, avoid)
        if part is None:
            return None
        found += part
    return found


def heaviest(nodes: tuple[Node, ...], weight: Callable[[Node], int]) -> int:
    """The weight of the heaviest way: of a branch the heaviest arm, of a fork all its ways."""
    total = 0
    for node in nodes:
        ways = [heaviest(way, weight) for way in inner(node)]
        total += weight(node) + (max(ways, default=0) if isinstance(node, Branch) else sum(ways))
    return total


def is_person(node: Node) -> bool:
    return isinstance(node, Approve | Handle)


def premises(node: Node) -> Iterator[tuple[frozenset[Premise], tuple[Node, ...]]]:
    """The sequences inside a node, each with what must hold for it to be entered."""
    for number, sequence in enumerate(inner(node)):
        if isinstance(node, Parallel):
            yield frozenset(), sequence
        else:
            arm = node.ways[number] if isinstance(node, Branch | Inclusive) else None
            plain = isinstance(arm, Arm) and (number == 0 or isinstance(node, Inclusive))
            text = arm.when.strip() if isinstance(arm, Arm) else ""
            yield frozenset([("when", text) if plain else ("arm", node.key, str(number))]), sequence


def _stands(nodes: tuple[Node, ...], start: Stand) -> Iterator[Stand]:
    before, way = start.before, start.way
    for node in nodes:
        under = start.under | ({("when", node.when.strip())} if node.when else set())
        here = Stand(node, before, under, (*way, node.key), start.depth)
        yield here
        passed: list[str] = [node.key]
        for premise, sequence in premises(node):
            inside = Stand(node, (*before, node.key), under | premise, here.way, start.depth + 1)
            for stand in _stands(sequence, inside):
                passed.append(stand.node.key)
                yield stand
        before = (*before, *passed)
        way += _past(node, _nothing) or ()


def _past(node: Node, avoid: Avoid) -> Way | None:
    if node.when:
        return ()
    if avoid(node):
        return None
    ways = [shortest(sequence, avoid) for sequence in inner(node)]
    if not ways:
        return (node.key,)
    if isinstance(node, Parallel):
        whole = [way for way in ways if way is not None]
        return (node.key, *(key for way in whole for key in way)) if len(whole) == len(ways) else None
    open_ways = [way for way in ways if way is not None]
    return (node.key, *min(open_ways, key=len)) if open_ways else None


def _nothing(_: Node) -> bool:
    return False
