"""Step Functions' limits, for the worst request: events of a history, what is passed on, size of a definition."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.flows import compiler, graph
from chalicelib.flows.form import ROUTING_BYTES, routing_limit
from chalicelib.flows.model import MOST_VISITS, Branch, Cc, Flow, Inclusive, Node, Parallel, Record, inner
from chalicelib.flows.scopes import scopes
from chalicelib.flows.verify.problem import Problem, warning

MOST_EVENTS = 25_000
MOST_DEFINITION_BYTES = 1_000_000
MOST_PAYLOAD_BYTES = 262_144
MOST_CAUSE_BYTES = 32_768
"""A return tells its routing in the cause of SendTaskFailure, which is the narrowest place of all
(https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html).
"""
CALLBACK, LAMBDA, CHOICE, PASS, FORK, RUN = 6, 5, 2, 2, 4, 2
"""Events of a state, from entered to exited (a callback: scheduled, started, submitted, succeeded between); of a
Parallel itself; of an execution's own start and end. Attempts that failed are not among them: a machine that comes to
its last event because of them is replaced, and its request goes on by replay.
"""
LEFT = 2 * CHOICE
"""A way that is left: its route, its Fail, and the failure of the Parallel around it."""
FIXED_BYTES = 2048
"""Ids, the token, the instant of entry, a Lambda's envelope: what a state carries beside the routing values."""


@dataclass(frozen=True)
class Use:
    """What the worst request uses of one limit."""

    used: int
    limit: int

    @property
    def free_percent(self) -> int:
        return math.floor(100 * (self.limit - self.used) / self.limit)


@dataclass(frozen=True)
class Headroom:
    """What the worst request of a flow uses of Step Functions' limits.

    `events` go with the longest way through without a return, `events_returned` with as many returns as the engine
    allows; `routing_bytes` are the values conditions name, held against what a return can tell, `payload_bytes` the
    most a state is given or gives; `definition_bytes` the machine itself.
    """

    events: Use
    events_returned: Use
    routing_bytes: Use
    payload_bytes: Use
    definition_bytes: Use


def headroom(flow: Flow) -> Headroom:
    """The numbers of a flow without errors. Pure."""
    routing = routing_limit(flow)
    return Headroom(
        Use(straight_events(flow), MOST_EVENTS),
        Use(most_events(flow), MOST_EVENTS),
        Use(routing, MOST_CAUSE_BYTES),
        Use(routing + FIXED_BYTES, MOST_PAYLOAD_BYTES),
        Use(_definition_bytes(flow), MOST_DEFINITION_BYTES),
    )


def limit_problems(flow: Flow) -> Iterator[Problem]:
    straight = straight_events(flow)
    if straight > MOST_EVENTS:
        yield Problem("F101", "nodes", _too_many(straight), "move parts to a sub-flow")
    elif (events := most_events(flow)) > MOST_EVENTS:
        yield warning("F101", "nodes", f"returned again and again: {_too_many(events)}", "make forks smaller")
    size = routing_limit(flow)
    if size > MOST_CAUSE_BYTES:
        yield Problem(
            "F102",
            "nodes",
            f"conditions carry up to {size} bytes, of {MOST_CAUSE_BYTES}",
            "compute shorter fields",
        )
    elif size > ROUTING_BYTES:
        yield warning(
            "F103",
            "nodes",
            f"conditions carry up to {size} bytes, more than {ROUTING_BYTES}",
            "compute shorter fields",
        )


def definition_problems(flow: Flow) -> Iterator[Problem]:
    """The compiled size; only of a flow without other errors."""
    size = _definition_bytes(flow)
    if size > MOST_DEFINITION_BYTES:
        yield Problem(
            "F104", "nodes", f"compiled {size} bytes, of {MOST_DEFINITION_BYTES}", "move parts to a sub-flow"
        )


def straight_events(flow: Flow) -> int:
    """Events of the longest way through, when nobody returns anything."""
    return RUN + CHOICE + graph.heaviest(flow.nodes, _events) + LAMBDA


def most_events(flow: Flow) -> int:
    """Events of the longest history: the way through, and as many rounds as the engine's bound on visits allows.

    A round has a person who returns, out of as many forks as there are around them, and passes some forks; the most
    events for each visit are made by those with many ways.
    """
    forks = sorted((_events(node) for node in flow.forks()), reverse=True)
    deepest = max(map(len, scopes(flow).values()))
    person = CALLBACK + 2 * CHOICE + LEFT * deepest
    densest = max((person + sum(forks[:count])) / (count + 1) for count in range(len(forks) + 1))
    return straight_events(flow) + math.ceil(MOST_VISITS * densest)


def _definition_bytes(flow: Flow) -> int:
    return len(json.dumps(compiler.compile_flow(flow), ensure_ascii=False).encode())


def _too_many(events: int) -> str:
    return f"one request may make {events} events, of {MOST_EVENTS}"


def _events(node: Node) -> int:
    own = CHOICE if node.when else 0
    if isinstance(node, Branch):
        return own + CHOICE
    if isinstance(node, Parallel | Inclusive):
        way = 2 * PASS + (CHOICE if isinstance(node, Inclusive) else 0)
        return own + 2 * LAMBDA + FORK + len(inner(node)) * way
    return own + (LAMBDA if isinstance(node, Record | Cc) else CALLBACK)
