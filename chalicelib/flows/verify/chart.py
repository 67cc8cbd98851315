"""Problems of the chart: dead ends, ways nobody takes, ways on which nobody decides, forks and depth."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.flows import graph
from chalicelib.flows.model import Branch, Flow, Inclusive, Node, Otherwise, Parallel, inner
from chalicelib.flows.verify import routes
from chalicelib.flows.verify.problem import Problem, warning

DEEPEST = 5


def chart_problems(flow: Flow) -> Iterator[Problem]:
    placed = graph.stands(flow)
    for node in flow.walk():
        way = placed[node.key].way
        if isinstance(node, Branch | Inclusive):
            yield from _ways(node, way)
        if isinstance(node, Parallel | Inclusive):
            yield from _empty_ways(node, way)
        if inner(node) and placed[node.key].depth == DEEPEST:
            yield Problem(
                "F015",
                f"nodes.{node.key}",
                f"more than {DEEPEST} nodes inside each other",
                "make a sub-flow",
                path=way,
            )
    if not any(map(graph.is_person, flow.walk())):
        way = (graph.BEGIN, *(graph.shortest(flow.nodes, lambda _: False) or ()))
        yield Problem("F012", "nodes", "nobody ever decides", "add an approve node", path=way)


def _ways(node: Branch | Inclusive, way: graph.Way) -> Iterator[Problem]:
    place = f"nodes.{node.key}"
    if node.otherwise is None:
        yield Problem("F030", place, "no otherwise: a form may fit no way", "add it as the last", path=way)
    elif not node.arms:
        yield Problem("F031", place, "a branch needs a way with `when`", path=way)
    if sum(isinstance(arm, Otherwise) for arm in node.ways) > 1:
        yield Problem("F032", place, "two otherwise", "keep the last", path=way)


def _empty_ways(node: Parallel | Inclusive, way: graph.Way) -> Iterator[Problem]:
    for number, sequence in enumerate(inner(node)):
        otherwise = isinstance(node, Inclusive) and isinstance(node.ways[number], Otherwise)
        if not sequence and not otherwise:
            yield warning("F016", f"nodes.{node.key}.{node.kind}.{number}", "an empty way", "drop it", way)


def way_problems(flow: Flow) -> Iterator[Problem]:
    """What trying the conditions shows; only of a flow whose conditions can be tried."""
    placed = graph.stands(flow)
    never = dict(_never_taken(flow))
    for place, why in never.items():
        yield warning("F033", place, f"no form ever comes here: {why}", "drop it, or correct the condition")
    found = routes.survey(flow)
    if found.complete:
        yield from _not_entered(flow, placed, found.entered, never)
    if found.undecided and any(map(graph.is_person, flow.walk())):
        yield warning(
            "F012",
            "nodes",
            "a form may pass without anybody deciding",
            "add an approve node",
            found.undecided,
        )


def _never_taken(flow: Flow) -> Iterator[tuple[str, str]]:
    for node in flow.walk():
        if node.when and routes.constant(node.when) is False:
            yield f"nodes.{node.key}.when", "the condition never holds"
        for number, arm in enumerate(getattr(node, "arms", ())):
            if routes.constant(arm.when) is False:
                yield f"nodes.{node.key}.{node.kind}.{number}.when", "the condition never holds"
        if isinstance(node, Branch):
            for number, why in routes.arms_never_taken(node).items():
                yield f"nodes.{node.key}.branch.{number}.when", why


def _not_entered(
    flow: Flow, placed: dict[str, graph.Stand], entered: frozenset[str], never: dict[str, str]
) -> Iterator[Problem]:
    """The nodes no form enters, without those inside or behind something that was told already."""
    told: set[str] = {
        node.key for node in flow.walk() for word in never if word.startswith(f"nodes.{node.key}.")
    }
    for node in flow.walk():
        around = _around(flow.nodes, node)
        if node.key not in entered and not told & {node.key, *around}:
            told.add(node.key)
            yield warning(
                "F033",
                f"nodes.{node.key}",
                "no form ever comes here",
                "drop it, or correct the conditions",
                placed[node.key].way,
            )


def _around(nodes: tuple[Node, ...], wanted: Node) -> list[str]:
    """The keys of the nodes a node stands in."""
    for node in nodes:
        for sequence in inner(node):
            if wanted in sequence:
                return [node.key]
            if found := _around(sequence, wanted):
                return [node.key, *found]
    return []
