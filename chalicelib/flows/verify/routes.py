"""Trying a flow's conditions: which nodes some form enters, and whether some form passes without a person.

For every field that conditions compare, values on both sides of each literal; where all conditions are plain
comparisons, trying all combinations is a proof, otherwise a search.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.flows import graph
from chalicelib.flows.form import conditions_of
from chalicelib.flows.model import Arm, Branch, Flow, FormField, Inclusive, Node, inner
from chalicelib.platform import expressions
from chalicelib.platform.field_types import FieldType

MOST = 3000
OTHER = "?"
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in"})
PLAIN = frozenset({"path", "name", "string", "number", "value", "block", "binary", "unary", "function"})
PLAIN_FUNCTIONS = frozenset({"not", "exists"})
ORDERED = frozenset({FieldType.NUMBER, FieldType.MONEY})
DAYS = frozenset({FieldType.DATE, FieldType.DATETIME})
Holds = Callable[[str], bool]


@dataclass(frozen=True)
class Findings:
    """`complete`: every form goes one of the ways tried. `entered` are the nodes some of them enters; `undecided` is
    the shortest way without a person, if some form goes one.
    """

    complete: bool
    entered: frozenset[str]
    undecided: graph.Way | None


@dataclass(frozen=True)
class _Values:
    tried: tuple[Any, ...]
    all: bool


def survey(flow: Flow) -> Findings:
    """Send every form that differs for the conditions through the flow; of too many an even selection."""
    texts = list(dict.fromkeys(text for node in flow.walk() for text in conditions_of(node)))
    literals = _Literals()
    plain = [literals.read(text) for text in texts]
    names = sorted({name for text in texts for name in expressions.parse(text).names})
    values = [_tried(flow, name, sorted(literals.of.get(name, ()), key=repr)) for name in names]
    answers = _Answers(names, [value.tried for value in values])
    entered: set[str] = set()
    undecided: list[graph.Way] = []
    everything = math.prod(len(value.tried) for value in values)
    for choice in _choices([len(value.tried) for value in values], everything):
        passed = list(passing(flow.nodes, functools.partial(answers.holds, choice)))
        entered.update(node.key for node in passed)
        if not any(map(graph.is_person, passed)):
            undecided.append((graph.BEGIN, *(node.key for node in passed)))
    complete = all(plain) and everything <= MOST and all(value.all for value in values)
    return Findings(complete, frozenset(entered), min(undecided, key=len, default=None))


def passing(nodes: Iterable[Node], holds: Holds) -> Iterator[Node]:
    """The nodes a request passes for these answers, branches and forks among them, in the order of the text."""
    for node in nodes:
        if node.when is None or holds(node.when):
            yield node
            for way in _taken(node, holds):
                yield from passing(way, holds)


def _taken(node: Node, holds: Holds) -> tuple[tuple[Node, ...], ...]:
    if not isinstance(node, Branch | Inclusive):
        return inner(node)
    open_ways = tuple(arm.nodes for arm in node.arms if holds(arm.when))
    return (open_ways[:1] if isinstance(node, Branch) else open_ways) or (node.otherwise or (),)


def _choices(sizes: list[int], everything: int) -> Iterator[tuple[int, ...]]:
    """Every combination of places, or MOST of them evenly spread."""
    if everything <= MOST:
        yield from itertools.product(*map(range, sizes))
        return
    for number in range(MOST):
        place, choice = number * everything // MOST + number % 7, []
        for size in sizes:
            place, own = divmod(place, size)
            choice.append(own)
        yield tuple(choice)


class _Answers:
    """What each condition says for each choice of values, asked once per choice of the fields it reads."""

    def __init__(self, names: list[str], values: list[tuple[Any, ...]]) -> None:
        self.names, self.values = names, values
        self.known: dict[tuple[str, tuple[int, ...]], bool] = {}
        self.reads: dict[str, list[int]] = {}

    def holds(self, choice: tuple[int, ...], text: str) -> bool:
        reads = self.reads.setdefault(
            text, [place for place, name in enumerate(self.names) if name in expressions.parse(text).names]
        )
        key = (text, tuple(choice[place] for place in reads))
        if key not in self.known:
            self.known[key] = expressions.holds(text, self._routing(choice, reads))
        return self.known[key]

    def _routing(self, choice: tuple[int, ...], reads: list[int]) -> dict[str, Any]:
        routing: dict[str, Any] = {}
        for place in reads:
            value = self.values[place][choice[place]]
            top, _, part = self.names[place].partition(".")
            if value is not None:
                routing[top] = {**routing.get(top, {}), part: value} if part else value
        return routing


class _Literals:
    """What each field is compared with."""

    def __init__(self) -> None:
        self.of: dict[str, set[Any]] = {}

    def read(self, text: str) -> bool:
        """Note the literals of a condition; whether it is plain: fields compared with literals, and, or, not."""
        return self._visit(expressions.tree(text))

    def _visit(self, node: Any) -> bool:
        if node.type == "binary" and node.value in COMPARISONS:
            return self._compared(node)
        if node.type == "function" and str(node.procedure.value) not in PLAIN_FUNCTIONS:
            return False
        parts = [*(node.expressions or ()), *(node.arguments or ())]
        parts += [side for side in (node.lhs, node.rhs) if hasattr(side, "type")]
        below = [self._visit(part) for part in parts]
        return node.type in PLAIN and all(below)

    def _compared(self, node: Any) -> bool:
        sides = [(_field(node.lhs), _literals(node.rhs)), (_field(node.rhs), _literals(node.lhs))]
        for name, found in sides:
            if name and found is not None:
                self.of.setdefault(name, set()).update(found)
                return True
        return False


def _field(node: Any) -> str | None:
    if node.type != "path" or any(step.type != "name" or step.predicate for step in node.steps):
        return None
    return ".".join(str(step.value) for step in node.steps)


def _literals(node: Any) -> list[Any] | None:
    if node.type in {"string", "number", "value"}:
        return [node.value]
    if node.type == "unary" and node.value == "[":
        found = [_literals(part) for part in node.expressions]
        return None if None in found else [value for part in found for value in part or ()]
    return None


def _tried(flow: Flow, name: str, literals: list[Any]) -> _Values:
    if name == "starter.is_dept_head":
        return _Values((False, True), all=True)
    field = flow.form.get(name)
    if field is None:
        return _Values((None, *literals), all=False)
    known = _of_type(field, literals)
    always = field.required is True and not field.later
    return _Values(known.tried if always else (*known.tried, None), known.all)


def _of_type(field: FormField, literals: list[Any]) -> _Values:
    if field.type is FieldType.BOOLEAN:
        return _Values((True, False), all=True)
    if field.type is FieldType.ENUM:
        return _Values(_options(field, literals), all=True)
    if field.type is FieldType.MULTI_ENUM:
        some = _options(field, literals)[:4]
        groups = [list(g) for size in range(len(some) + 1) for g in itertools.combinations(some, size)]
        return _Values(tuple(groups), all=len(some) == len(_options(field, literals)))
    if field.type in ORDERED:
        return _Values(_numbers(field, [n for n in literals if isinstance(n, int | float)]), all=True)
    if field.type in DAYS:
        days = sorted(str(day) for day in literals)
        return _Values(("0001-01-01", *(day + end for day in days for end in ("", "~"))), all=True)
    return _Values((*literals, OTHER), all=bool(literals))


def _options(field: FormField, literals: list[Any]) -> tuple[str, ...]:
    """The options that are named, and one that stands for all the others."""
    named = [key for key in field.options if key in literals]
    return (*named, *[key for key in field.options if key not in literals][:1])


def _numbers(field: FormField, literals: list[float]) -> tuple[float, ...]:
    marks = sorted({*literals, *(bound for bound in (field.min, field.max) if bound is not None), 0})
    between = [(low + high) / 2 for low, high in itertools.pairwise(marks)]
    points = sorted([marks[0] - 1, *marks, *between, marks[-1] + 1])
    return tuple(
        n for n in points if (field.min is None or n >= field.min) and (field.max is None or n <= field.max)
    )


def constant(text: str) -> bool | None:
    """What a condition that reads nothing says; None for one that reads something."""
    return None if expressions.parse(text).names else expressions.holds(text, {})


def arms_never_taken(branch: Branch) -> Mapping[int, str]:
    """Arms no form takes whatever the fields are: the number of each, and why."""
    seen: dict[str, int] = {}
    never: dict[int, str] = {}
    for number, arm in enumerate(branch.ways):
        if isinstance(arm, Arm):
            text = " ".join(arm.when.split())
            if text in seen:
                never[number] = f"way {seen[text]} has the same condition and comes first"
            seen.setdefault(text, number)
    return never
