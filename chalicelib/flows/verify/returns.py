"""Problems of going back: to nodes that are not there, not earlier, or inside a fork; and of never coming out again."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.flows import graph, scopes
from chalicelib.flows.model import REVISE, CallNode, EmptyWord, Flow, Overdue, PersonNode
from chalicelib.flows.verify.problem import Problem, warning


def return_problems(flow: Flow) -> Iterator[Problem]:
    placed = graph.stands(flow)
    for node in flow.person_nodes():
        if isinstance(node.return_to, tuple):
            place = f"nodes.{node.key}.return_to"
            if "return" not in node.may:
                yield warning("F066", place, "nobody may return here", "add return to `may`")
            for number, target in enumerate(node.return_to):
                yield from _target(flow, placed, node, f"{place}.{number}", target)
    for sender in flow.with_results():
        for number, result in enumerate(sender.results):
            if result.return_to:
                place = f"nodes.{sender.key}.results.{number}.return_to"
                found = list(_target(flow, placed, sender, place, result.return_to))
                yield from found or _turning(placed, sender, place, result.return_to)


def _target(
    flow: Flow, placed: dict[str, graph.Stand], node: PersonNode | CallNode, place: str, target: str
) -> Iterator[Problem]:
    here = placed[node.key]
    if target == REVISE:
        return
    if target not in placed:
        yield Problem("F070", place, f"there is no node {target!r}", "name an earlier node, or revise")
    elif target not in here.before and target != node.key:
        yield Problem(
            "F070", place, f"{target!r} does not come before", "name an earlier node", path=here.way
        )
    elif target not in scopes.reachable_from(flow, node.key):
        yield Problem(
            "F070",
            place,
            f"{target!r} stands inside a fork that {node.key} is not in",
            "name the fork",
            path=here.way,
        )
    elif target not in graph.surely_before(placed, node.key) and target != node.key:
        yield warning(
            "F071", place, f"some requests come here without {target!r}", "they cannot go there", here.way
        )


def _turning(
    placed: dict[str, graph.Stand], node: PersonNode | CallNode, place: str, target: str
) -> Iterator[Problem]:
    """A way back that comes round again without anybody having worked would turn for ever."""
    if target == REVISE or not _passes_alone(node):
        return
    before = placed[node.key].before
    start = before.index(target) if target in before else len(before)
    between = [placed[key].node for key in before[start:]]
    if not any(isinstance(n, PersonNode) and not n.when and not _passes_alone(n) for n in between):
        yield Problem(
            "F072",
            place,
            "comes round again without anybody having worked",
            "let somebody decide on the way round: no auto_pass, no empty: pass",
            path=(*placed[node.key].way, target),
        )


def _passes_alone(node: PersonNode | CallNode) -> bool:
    """Whether a node may be passed by an answer, by the clock, or because it finds nobody."""
    if isinstance(node, CallNode):
        return True
    return node.empty is EmptyWord.PASS or (node.due is not None and node.due.then is Overdue.AUTO_PASS)
