"""Problems of a definition, found before it runs: a stable id, the place, a sentence, a hint. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
from chalicelib.flows.verify.work import work_problems
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
    "errors",
    "headroom",
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


def _once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
