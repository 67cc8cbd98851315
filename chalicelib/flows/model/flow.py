"""A flow: its form and its nodes. A definition never changes; a new text is a new version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from chalicelib.flows.model.base import FLOW_KEY, Condition, Frozen, Key
from chalicelib.flows.model.form import Check, FormField
from chalicelib.flows.model.nodes import (
    NODE_KINDS,
    Approve,
    CallNode,
    Cc,
    Fork,
    Handle,
    Inclusive,
    Node,
    Parallel,
    PersonNode,
    inner,
    kind_of,
)
from chalicelib.flows.model.rules import Rule
from chalicelib.flows.model.time import Span
from chalicelib.flows.model.work import CallOut, RecordEffect, SubflowStart


class Starters(Frozen):
    """Who may start: who holds one of the roles, belongs to one of the departments (or one below), heads one
    (`heads`); or nobody but another system (`system`).
    """

    roles: tuple[str, ...] = ()
    departments: tuple[int, ...] = ()
    heads: bool = False
    system: Key | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Starters:
        if not (self.roles or self.departments or self.heads or self.system):
            raise ValueError("say roles, departments, heads or system; or starters: everyone")
        return self


class Notify(Frozen):
    """A message to a rule's people, with `{placeholders}`."""

    notify: Rule
    message: str = Field(min_length=1, max_length=500)
    when: Condition | None = None


class CallEffect(Frozen):
    """A call nobody waits for."""

    call: CallOut
    when: Condition | None = None


class StartEffect(Frozen):
    """A request of another flow nobody waits for."""

    start: SubflowStart
    when: Condition | None = None


Effect = RecordEffect | Notify | CallEffect | StartEffect


class Effects(Frozen):
    """What else happens: with the submission, in its transaction; and when the request has ended so."""

    submitted: tuple[Effect, ...] = ()
    approved: tuple[Effect, ...] = ()
    rejected: tuple[Effect, ...] = ()
    withdrawn: tuple[Effect, ...] = ()


class Withdraw(StrEnum):
    """Until when the starter may take a request back; `system`: only the system that started it may, at any time."""

    NEVER = "never"
    SYSTEM = "system"
    BEFORE_FIRST_DECISION = "before_first_decision"
    ANY_TIME = "any_time"


class WithdrawBefore(Frozen):
    """Until the day or moment a date field names, even after approval."""

    before: Key


class Flow(Frozen):
    """One flow: its form and its nodes. `due` is the time the whole request should take.

    `asl` is a state machine written by hand that runs in place of the compiled one; `nodes` then lists what it opens.
    """

    key: str = Field(pattern=FLOW_KEY)
    name: str = Field(min_length=1, max_length=40)
    section: str
    description: str = ""
    serial: str
    title: str = "{flow.name}-{starter.name}-{submitted_on}"
    starters: Literal["everyone"] | Starters = "everyone"
    withdraw: Withdraw | WithdrawBefore = Withdraw.BEFORE_FIRST_DECISION
    due: Span | None = None
    form: dict[Key, FormField] = Field(min_length=1)
    checks: tuple[Check, ...] = ()
    nodes: tuple[Node, ...] = Field(min_length=1)
    effects: Effects = Effects()
    asl: dict[str, Any] | None = None

    @model_validator(mode="before")
    @classmethod
    def _every_node_has_a_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("nodes"), list | tuple):
            return {**data, "nodes": _keyed(data["nodes"], Counter())}
        return data

    def field_at(self, path: str) -> FormField | None:
        """The field, or column of a table, of a path like `items.owner`."""
        top, _, column = path.partition(".")
        field = self.form.get(top)
        return field.columns.get(column) if field and column else field

    def walk(self) -> Iterator[Node]:
        """Every node, outer before inner, in the order of the text."""
        return walk(self.nodes)

    def node(self, key: str) -> Node | None:
        """The node of a key, wherever it stands."""
        return next((node for node in self.walk() if node.key == key), None)

    def person_nodes(self) -> Iterator[PersonNode]:
        return (node for node in self.walk() if isinstance(node, Approve | Handle))

    def with_results(self) -> Iterator[PersonNode | CallNode]:
        """The nodes whose results may send a request elsewhere."""
        return (
            node for node in self.walk() if isinstance(node, Approve | Handle | CallNode) and node.results
        )

    def forks(self) -> Iterator[Fork]:
        """The nodes whose ways run side by side."""
        return (node for node in self.walk() if isinstance(node, Parallel | Inclusive))

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every approver rule with its place, the parts of joined ones too."""
        for node in self.walk():
            for place, rule in rules_of(node):
                yield from _rules(f"nodes.{node.key}.{place}", rule)
        for moment in Effects.model_fields:
            for number, effect in enumerate(getattr(self.effects, moment)):
                if isinstance(effect, Notify):
                    yield from _rules(f"effects.{moment}.{number}.notify", effect.notify)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node of a sequence, outer before inner."""
    for node in nodes:
        yield node
        for sequence in inner(node):
            yield from walk(sequence)


def rules_of(node: Node) -> Iterator[tuple[str, Rule]]:
    """The approver rules a node names, with the word each stands under."""
    if isinstance(node, Approve | Handle):
        yield "approvers", node.approvers
        if isinstance(node.empty, Rule):
            yield "empty", node.empty
        then = node.due.then if node.due else None
        for word in ("escalate", "hand_to"):
            if (rule := getattr(then, word, None)) is not None:
                yield f"due.then.{word}", rule
    elif isinstance(node, Cc):
        yield "cc", node.cc
    else:
        handler = getattr(getattr(node, node.kind, None), "handler", None)
        if handler is not None:
            yield "handler", handler


def _rules(place: str, rule: Rule) -> Iterator[tuple[str, Rule]]:
    yield place, rule
    for part in rule.parts():
        yield from _rules(place, part)


def _keyed(nodes: Any, counts: Counter[str]) -> Any:
    """The same nodes as written, each with a key; numbers count in the order of the text."""
    return [_with_key(node, counts) for node in nodes] if isinstance(nodes, list | tuple) else nodes


def _with_key(node: Any, counts: Counter[str]) -> Any:
    kind = kind_of(node)
    if not isinstance(node, dict) or kind not in NODE_KINDS or kind in {"approve", "handle"}:
        return node
    counts[kind] += 1
    named = node if node.get("key") else {**node, "key": f"{kind}_{counts[kind]}"}
    ways = named[kind]
    if kind == "parallel" and isinstance(ways, list | tuple):
        return {**named, kind: [_keyed(way, counts) for way in ways]}
    if kind in {"branch", "inclusive"} and isinstance(ways, list | tuple):
        return {**named, kind: [_keyed_way(way, counts) for way in ways]}
    return named


def _keyed_way(way: Any, counts: Counter[str]) -> Any:
    word = "otherwise" if isinstance(way, dict) and "otherwise" in way else "nodes"
    if not isinstance(way, dict) or word not in way:
        return way
    return {**way, word: _keyed(way[word], counts)}
