"""Problems of a definition, found before it runs: a stable id, the place, a sentence, a hint. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from chalicelib.flows import library_checks
from chalicelib.flows.model import Flow
from chalicelib.flows.verify.chart import chart_problems, way_problems
from chalicelib.flows.verify.fields import field_problems
from chalicelib.flows.verify.judged import expression_problems
from chalicelib.flows.verify.limits import Headroom, Use, definition_problems, headroom, limit_problems
from chalicelib.flows.verify.names import PLACEHOLDER, name_problems
from chalicelib.flows.verify.posts import Cell, Matrix, Row, Way, by_rule, table
from chalicelib.flows.verify.problem import Level, Problem, SourceError, errors, line, warning
from chalicelib.flows.verify.reading import read, shape_problems
from chalicelib.flows.verify.returns import return_problems
from chalicelib.flows.verify.rules import rule_problems
from chalicelib.flows.verify.staff import verify_directory
from chalicelib.flows.verify.times import time_problems
from chalicelib.flows.verify.work import starts, work_problems
from chalicelib.libraries.model import Library

__all__ = [
    "PLACEHOLDER",
    "Cell",
    "Headroom",
    "Level",
    "Matrix",
    "Problem",
    "Row",
    "SourceError",
    "Use",
    "Way",
    "by_rule",
    "caller_problems",
    "errors",
    "headroom",
    "in_order",
    "line",
    "read",
    "shape_problems",
    "table",
    "verify",
    "verify_directory",
    "warning",
]


def verify(
    flow: Flow, flows: Mapping[str, Flow] | None = None, libraries: Mapping[str, Library] | None = None
) -> list[Problem]:
    """Every problem of a definition that has the right shape; without an error among them it may be published.

    `flows` are all known flows by key, `libraries` all libraries: what is written, started and chosen there is looked
    into where they are given.
    """
    known = flows or {}
    expressions = list(expression_problems(flow, known))
    found = [
        *name_problems(flow),
        *expressions,
        *chart_problems(flow),
        *([] if errors(expressions) else way_problems(flow)),
        *return_problems(flow),
        *rule_problems(flow),
        *time_problems(flow),
        *work_problems(flow, known),
        *field_problems(flow),
        *([] if libraries is None else library_checks.effect_problems(flow, libraries)),
    ]
    if not errors(found):
        found += [*limit_problems(flow), *definition_problems(flow)]
    return _once(found)


def caller_problems(
    flow: Flow, flows: Mapping[str, Flow], libraries: Mapping[str, Library] | None = None
) -> list[Problem]:
    """What would break in the flows that start this one, were it published: errors they do not have yet."""
    found = []
    for key, other in flows.items():
        if key != flow.key and any(start.flow == flow.key for _, start in starts(other)):
            before = verify(other, flows, libraries)
            after = verify(other, {**flows, flow.key: flow}, libraries)
            found += [_broken(other, problem) for problem in errors(after) if problem not in before]
    return found


def in_order(flows: Iterable[Flow]) -> list[Flow]:
    """Flows that are started by others before those; a circle stays as it is given, publishing tells it."""
    given = {flow.key: flow for flow in flows}
    needs = {key: [s.flow for _, s in starts(flow) if s.flow in given] for key, flow in given.items()}
    try:
        return [given[key] for key in TopologicalSorter(needs).static_order()]
    except CycleError:
        return list(given.values())


def _broken(other: Flow, problem: Problem) -> Problem:
    return Problem(
        "F087",
        f"flows.{other.key}",
        f"{other.name} starts this flow and would break at {problem.place}: {problem.message}",
        "change that flow first, or keep what it uses",
    )


def _once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
