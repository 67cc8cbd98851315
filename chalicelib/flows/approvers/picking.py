"""The choices that rules leave to somebody: to the starter, or to who works before a node. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from chalicelib.directory.model import Person
from chalicelib.flows.approvers.asking import Asking
from chalicelib.flows.approvers.naming import counting
from chalicelib.flows.approvers.resolving import barred, people_of
from chalicelib.flows.model import Approve, EmptyWord, Flow, Handle, Node, PersonNode, Pick, Rule
from chalicelib.flows.scopes import Scope

By = Literal["starter_picks", "previous_picks"]
Way = Iterable[tuple[Node, bool, Scope]]
"""Nodes as `flows.path` tells them: in their order, whether they are entered, and the ways they stand in."""


@dataclass(frozen=True)
class Choice:
    """Whom somebody chooses for a node: at most `most`, `among` some people or (None) anybody in service.

    `required`: without a choice somebody else is asked by the node's `empty`; otherwise nobody need be.
    """

    node: PersonNode
    most: int
    required: bool
    among: tuple[Person, ...] | None
    chosen: tuple[str, ...]


def of_starter(way: Way, asking: Asking) -> Iterator[Choice]:
    """What the starter chooses on the way of their form."""
    for node, entered, _ in way:
        if entered and isinstance(node, Approve | Handle):
            yield from _choice(node, "starter_picks", asking)


def of_previous(way: Way, at: str, asking: Asking) -> Iterator[Choice]:
    """What who works at node `at` chooses for the nodes that come directly after it."""
    told = list(way)
    for place, (node, entered, _) in enumerate(told):
        if entered and isinstance(node, Approve | Handle) and at in before(told, place):
            yield from _choice(node, "previous_picks", asking)


def left_to_starter(flow: Flow) -> set[str]:
    """The nodes for which the starter chooses, whatever the form says."""
    return {
        node.key
        for node in flow.walk()
        if isinstance(node, Approve | Handle) and _leaves(node.approvers, "starter_picks")
    }


def unpicked(node: PersonNode, asking: Asking) -> bool:
    """Whether the people of a node are all to be chosen, and nobody has chosen yet."""
    return node.approvers.says in {"starter_picks", "previous_picks"} and not asking.picks.get(node.key)


def before(way: list[tuple[Node, bool, Scope]], place: int) -> set[str]:
    """The nodes where people work directly before the node at a place: of a fork that ends there the last of each way."""
    here = way[place][2]
    found: dict[Scope, str] = {}
    for node, entered, scope in reversed(way[:place]):
        if not entered or not isinstance(node, Approve | Handle) or _beside(scope, here):
            continue
        if scope == here[: len(scope)]:
            return set(found.values()) or {node.key}
        found.setdefault(scope, node.key)
    return set(found.values())


def _beside(one: Scope, other: Scope) -> bool:
    """Whether two nodes stand in different ways of the same fork."""
    fork = next(((a, b) for a, b in zip(one, other, strict=False) if a != b), None)
    return fork is not None and fork[0][0] == fork[1][0]


def _choice(node: PersonNode, by: By, asking: Asking) -> Iterator[Choice]:
    pick = _pick(node.approvers, by, asking)
    if pick is None:
        return
    among = None
    if pick.among is not None:
        out = barred(node, asking)
        among = tuple(one for one in people_of(pick.among, asking, node.key) if one.userid not in out)
    required = node.empty is not EmptyWord.PASS
    yield Choice(node, pick.most, required, among, tuple(asking.picks.get(node.key, ())))


def _leaves(rule: Rule, by: By) -> bool:
    return getattr(rule, by) is not None or any(_leaves(part, by) for part in rule.parts())


def _pick(rule: Rule, by: By, asking: Asking) -> Pick | None:
    """The choice a rule leaves to somebody, of its parts that count for this form."""
    found: Pick | None = getattr(rule, by)
    parts = counting(rule, asking)
    return found or next((pick for part in parts if (pick := _pick(part, by, asking))), None)
