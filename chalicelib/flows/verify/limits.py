"""Step Functions' limits, for the worst request: events of a history, size of a definition, what a machine carries."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from chalicelib.flows import compiler, graph
from chalicelib.flows.form import ROUTING_BYTES, routing_limit
from chalicelib.flows.model import Branch, Cc, Flow, Inclusive, Node, Parallel, Record, inner
from chalicelib.flows.verify.problem import Problem, warning

MOST_EVENTS = 25_000
MOST_DEFINITION_BYTES = 1_000_000
MOST_PAYLOAD_BYTES = 262_144
MOST_VISITS = 1000
"""The engine ends a request that has come to so many nodes."""
CALLBACK, LAMBDA, CHOICE, PASS, WAY = 6, 5, 2, 2, 4
"""Events of a state: entered, scheduled, started, submitted, succeeded, exited; of a way: its choice and its end."""


def limit_problems(flow: Flow) -> Iterator[Problem]:
    straight = graph.heaviest(flow.nodes, _events) + PASS + LAMBDA
    if straight > MOST_EVENTS:
        yield Problem("F101", "nodes", _too_many(straight), "move parts to a sub-flow")
    elif (events := most_events(flow)) > MOST_EVENTS:
        yield warning("F101", "nodes", f"returned again and again: {_too_many(events)}", "make forks smaller")
    size = routing_limit(flow)
    if size > MOST_PAYLOAD_BYTES:
        yield Problem(
            "F102",
            "nodes",
            f"conditions carry up to {size} bytes, of {MOST_PAYLOAD_BYTES}",
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
    size = len(json.dumps(compiler.compile_flow(flow), ensure_ascii=False).encode())
    if size > MOST_DEFINITION_BYTES:
        yield Problem(
            "F104", "nodes", f"compiled {size} bytes, of {MOST_DEFINITION_BYTES}", "move parts to a sub-flow"
        )


def most_events(flow: Flow) -> int:
    """Events of the longest history: the way through, and as many rounds as the engine's bound on visits allows.

    A round has a person who returns and passes some forks; the most events for each visit are made by those with
    many ways.
    """
    forks = sorted((_events(node) for node in flow.forks()), reverse=True)
    person = CALLBACK + 2 * CHOICE
    densest = max((person + sum(forks[:count])) / (count + 1) for count in range(len(forks) + 1))
    return PASS + LAMBDA + graph.heaviest(flow.nodes, _events) + math.ceil(MOST_VISITS * densest)


def _too_many(events: int) -> str:
    return f"one request may make {events} events, of {MOST_EVENTS}"


def _events(node: Node) -> int:
    own = CHOICE if node.when else 0
    if isinstance(node, Branch):
        return own + CHOICE
    if isinstance(node, Parallel | Inclusive):
        ways = len(inner(node))
        return own + 2 * LAMBDA + 2 + ways * (WAY if isinstance(node, Inclusive) else 2)
    return own + (LAMBDA if isinstance(node, Record | Cc) else CALLBACK)
