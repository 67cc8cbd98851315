"""The edges of a flow's chart that its cases must go over. Pure.

Every way from state to state of its machine, but those that are the machine's own: a wait begun anew, a failure nobody
decided, and the routes by which a return or an administrator's jump finds its node. Sent back by a node's result
counts as an edge of its own, `result <target>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.flows import asl, compiler
from chalicelib.flows.model import REVISE, Flow

Edge = tuple[str, str]
OWN = ("_route", "_leave")


def edges(flow: Flow) -> set[Edge]:
    """The edges, as the machine's state names."""
    found = set(_edges(flow, compiler.compile_flow(flow)))
    if not any(end == REVISE for start, end in found if start != asl.BEGIN):
        found = {edge for edge in found if REVISE not in edge}
    found.discard((asl.BEGIN, REVISE))
    return found | set(_results(flow))


def _edges(flow: Flow, machine: Mapping[str, Any]) -> Iterator[Edge]:
    for name, state in machine["States"].items():
        if not _own(name):
            yield from ((name, end) for end in _ends(flow, name, state) if end != name and not _own(end))
        for branch in state.get("Branches", ()):
            yield from _edges(flow, branch)


def _own(name: str) -> bool:
    return name == asl.ROUTE or name.endswith(OWN)


def _ends(flow: Flow, name: str, state: Mapping[str, Any]) -> Iterator[str]:
    yield from (state[word] for word in ("Next", "Default") if word in state)
    yield from (choice["Next"] for choice in state.get("Choices", ()))
    node = flow.node(name)
    for catch in state.get("Catch", ()):
        if catch["Next"] != REVISE or node is None or compiler.may_return(node):
            yield catch["Next"]


def _results(flow: Flow) -> Iterator[Edge]:
    for node in flow.with_results():
        yield from ((node.key, f"result {r.return_to or 'reject'}") for r in node.results)
