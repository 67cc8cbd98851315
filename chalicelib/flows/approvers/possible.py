"""What a rule may come to before there is a form: one case for each rung, option, entry and department. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.flows.model import Flow, Ladder, Listed, Matrix, Rule
from chalicelib.platform import expressions
from chalicelib.platform.field_types import FieldType

PLACES = frozenset({"starter.department", "assignee.department"})
"""Departments a rule may speak of that no form names."""
DEPARTMENT_WORDS = ("of", "head_of", "deputy_of", "division_leader_of", "line_of")
ONLY_LATER = frozenset({"field", "record", "decided", "starter_of"})
"""Rules whose people only a form, a record or a decision tells."""


@dataclass(frozen=True)
class Case:
    """One thing a form may make of a rule: the rules that then count, with the `values` they look at.

    `open`: more people may come, which only the form, a record or somebody's choice tells. `label` says which case,
    as the flow writes it (`< 5000`, an option, a department's number).
    """

    label: str = ""
    rules: tuple[Rule, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    open: bool = False


OPEN = (Case(open=True),)


def cases_of(rule: Rule, flow: Flow, departments: Iterable[int]) -> tuple[Case, ...]:
    """Every case of a rule. Where fields of the form name a department, it may be any of these."""
    numbers = tuple(departments)
    return tuple(_cases(rule, flow, numbers))


def _cases(rule: Rule, flow: Flow, numbers: tuple[int, ...]) -> Iterable[Case]:
    if rule.any_of is not None:
        return _together(rule.any_of, flow, numbers)
    if rule.ladder is not None:
        return _rungs(rule.ladder, flow, numbers)
    if rule.choices is not None:
        return [
            _labelled(f"{rule.choices.field} = {option}", case)
            for option, part in rule.choices.map.items()
            for case in _cases(part, flow, numbers)
        ]
    if rule.listed is not None:
        return _entries(rule.listed, flow, numbers)
    if rule.matrix is not None:
        return _cells(rule, rule.matrix, flow)
    if pick := rule.starter_picks or rule.previous_picks:
        return OPEN if pick.among is None else _cases(pick.among, flow, numbers)
    return OPEN if rule.says in ONLY_LATER else _of_department(rule, numbers)


def _together(rules: Iterable[Rule], flow: Flow, numbers: tuple[int, ...]) -> Iterable[Case]:
    """Several rules at once: each case of one with each of the others that one form may bring."""
    found = [Case()]
    for rule in rules:
        parts = list(_cases(rule, flow, numbers))
        found = [_both(one, other) for one in found for other in parts if _agree(one, other)]
    return found


def _agree(one: Case, other: Case) -> bool:
    return all(other.values.get(key, value) == value for key, value in one.values.items())


def _both(one: Case, other: Case) -> Case:
    label = " + ".join(dict.fromkeys(filter(None, (one.label, other.label))))
    return Case(label, one.rules + other.rules, {**one.values, **other.values}, one.open or other.open)


def _rungs(ladder: Ladder, flow: Flow, numbers: tuple[int, ...]) -> Iterable[Case]:
    for place, rung in enumerate(ladder.rungs):
        first = 0 if ladder.cumulative else place
        below = [one.approvers for one in ladder.rungs[first : place + 1]]
        label = f"{ladder.by} < {rung.below:g}" if rung.below is not None else f"{ladder.by} ..."
        yield from (_labelled(label, case) for case in _together(below, flow, numbers))


def _entries(entries: tuple[Listed, ...], flow: Flow, numbers: tuple[int, ...]) -> Iterable[Case]:
    """The entries without a condition alone, or each conditional one beside them: the fewest people there may be."""
    always = [entry.approvers for entry in entries if entry.when is None]
    if always:
        yield from _together(always, flow, numbers)
        return
    for entry in entries:
        yield from (_labelled(entry.when or "", case) for case in _cases(entry.approvers, flow, numbers))


def _cells(rule: Rule, matrix: Matrix, flow: Flow) -> Iterable[Case]:
    """The cells of the starter's row: of a fixed column, or one for each option of the enum that names it."""
    if _fields(matrix.row):
        return OPEN
    names = _fields(matrix.column)
    if not names:
        return [Case(rules=(rule,))]
    key = matrix.column.strip()
    named = flow.form.get(key)
    if named is None or named.type is not FieldType.ENUM:
        return OPEN
    return [Case(f"{key} = {option}", (rule,), {key: option}) for option in named.options]


def _fields(text: str) -> frozenset[str]:
    """The fields an expression reads; what cannot be read is told by the verifier elsewhere."""
    try:
        names = expressions.parse(text).names
    except expressions.ExpressionError:
        return frozenset({text})
    return frozenset(name.split(".")[0] for name in names) - {"starter"}


def _of_department(rule: Rule, numbers: tuple[int, ...]) -> Iterable[Case]:
    place = next((said for word in DEPARTMENT_WORDS if (said := getattr(rule, word)) is not None), None)
    if place is None or place in PLACES:
        return [Case(rules=(rule,))]
    key, _, column = place.partition(".")
    return [
        Case(f"{place} = {number}", (rule,), {key: [{column: number}] if column else number})
        for number in numbers
    ]


def _labelled(label: str, case: Case) -> Case:
    return Case(": ".join(filter(None, (label, case.label))), case.rules, case.values, case.open)
