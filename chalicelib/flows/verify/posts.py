"""A flow's rules held against the directory of today: for every department of those who may start, whom each finds.

A table, for whoever publishes and for the console; `post_problems` is what of it is to be told. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from chalicelib.directory.model import ADMIN_ROLE, Directory, Person
from chalicelib.flows.approvers import Asking, Case, cases_of, named, people_of, settled
from chalicelib.flows.model import Approve, Effects, Flow, Handle, Notify, PersonNode, Rule, rules_of
from chalicelib.flows.starting import may_start
from chalicelib.flows.verify.problem import Problem, warning

Outcome = Literal["resolves", "depends", "falls_back", "fails"]
WORST: tuple[Outcome, ...] = ("resolves", "depends", "falls_back", "fails")
"""From the best to the worst."""
EMPTY = frozenset({"upwards", "administrator", "stand_ins", "nobody_needed"})
INSTEAD = EMPTY | {"left", "above_starter"}
"""Reasons for people other than those the rule names."""
ANY_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Only proxies ask for the time, and none are looked at."""
WORKING = (".handler", ".escalate", ".hand_to")
"""Rules beside a node's own whose people have something to do."""
Matrix = Callable[[str, str, str], tuple[str, ...]]


@dataclass(frozen=True)
class Way:
    """What a rule comes to for some starters of a department, in one `case` a form may make (`amount < 5000`).

    `how` is a reason as of `messages: approvers`, `nobody_told` for a copy nobody gets, or empty where only the form
    tells. `starters` are those it is so for.
    """

    case: str
    outcome: Outcome
    people: tuple[str, ...]
    how: str
    starters: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One rule for the starters of one department; `ways` the worst first."""

    place: str
    department: int
    ways: tuple[Way, ...]

    @property
    def outcome(self) -> Outcome:
        return self.ways[0].outcome


@dataclass(frozen=True)
class Row:
    """Departments for which a rule comes to the same, in one case; `people` are all that any of them finds."""

    place: str
    case: str
    outcome: Outcome
    how: str
    departments: tuple[int, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Around:
    """What rules are held against. Where no matrix is known, a cell holds what only later is told."""

    flow: Flow
    directory: Directory
    matrix: Matrix | None

    def asking(self, starter: Person, case: Case) -> Asking:
        """`assignee`: a rule for who is late is asked as if it were somebody of the same department."""
        plain = Asking(self.flow.key, starter, case.values, self.directory, ANY_TIME, assignee=starter)
        return replace(plain, matrix=self.matrix) if self.matrix else plain

    def cases(self, rule: Rule) -> tuple[Case, ...]:
        found = cases_of(rule, self.flow, self.directory.departments)
        if self.matrix:
            return found
        return tuple(
            replace(case, open=True) if any(r.matrix for r in case.rules) else case for case in found
        )


def table(flow: Flow, directory: Directory, matrix: Matrix | None = None) -> tuple[Cell, ...]:
    """Every rule of a flow for every department of those who may start it, each with every case a form may make.

    `matrix(library, row, column)` gives the cells of matrix libraries; without it they are left to the form.
    """
    starters = _starters(flow, directory)
    around = Around(flow, directory, matrix)
    return tuple(
        Cell(place, number, _ways(place, rule, node, people, around))
        for place, node, rule in _rules(flow)
        for number, people in starters.items()
    )


def by_rule(cells: tuple[Cell, ...]) -> tuple[Row, ...]:
    """The table as it is read: one row for all departments that fare alike, a rule's worst first."""
    found: dict[tuple[str, str, Outcome, str], tuple[dict[int, None], dict[str, None]]] = {}
    for cell in cells:
        for way in cell.ways:
            departments, people = found.setdefault((cell.place, way.case, way.outcome, way.how), ({}, {}))
            departments[cell.department] = None
            people.update(dict.fromkeys(way.people))
    places = list(dict.fromkeys(cell.place for cell in cells))
    rows = [Row(*key, tuple(departments), tuple(people)) for key, (departments, people) in found.items()]
    return tuple(sorted(rows, key=lambda row: (places.index(row.place), -WORST.index(row.outcome))))


def post_problems(cells: tuple[Cell, ...], directory: Directory) -> Iterator[Problem]:
    """The rules that find nobody for some departments: F080 where nobody stands in either, else F081."""
    for row in by_rule(cells):
        if row.outcome != "fails" and row.how not in EMPTY:
            continue
        names = ", ".join(directory.department_name(number) for number in row.departments)
        where = f"{names}{f' ({row.case})' if row.case else ''}"
        if row.outcome == "fails":
            yield Problem("F080", row.place, f"finds nobody for {where}", "fill the post, or say `empty`")
        else:
            yield warning(
                "F081", row.place, f"finds nobody for {where}: {row.how}", "mean it, or fill the post"
            )


def _starters(flow: Flow, directory: Directory) -> Mapping[int, list[Person]]:
    """Those who may start, by department. What only a system starts, it starts for anybody."""
    serving = [person for person in directory.people.values() if person.active]
    allowed = [person for person in serving if may_start(flow, person, directory.departments)]
    found: dict[int, list[Person]] = {}
    for person in allowed or serving:
        found.setdefault(person.department, []).append(person)
    return dict(sorted(found.items()))


def _rules(flow: Flow) -> Iterator[tuple[str, PersonNode | None, Rule]]:
    """Every whole rule, with the node whose policies go with it. The stand-ins of `empty` belong to their node's."""
    for node in flow.walk():
        for word, rule in rules_of(node):
            person = node if isinstance(node, Approve | Handle) and word == "approvers" else None
            if word != "empty":
                yield f"nodes.{node.key}.{word}", person, rule
    for moment in Effects.model_fields:
        for number, effect in enumerate(getattr(flow.effects, moment)):
            if isinstance(effect, Notify):
                yield f"effects.{moment}.{number}.notify", None, effect.notify


def _ways(
    place: str, rule: Rule, node: PersonNode | None, starters: list[Person], around: Around
) -> tuple[Way, ...]:
    found: dict[tuple[str, Outcome, tuple[str, ...], str], list[str]] = {}
    for case in around.cases(rule):
        for starter in starters:
            key = (case.label, *_told(place, case, node, around.asking(starter, case)))
            found.setdefault(key, []).append(starter.userid)
    ways = [Way(*key, tuple(userids)) for key, userids in found.items()]
    return tuple(sorted(ways, key=lambda way: -WORST.index(way.outcome)))


def _told(
    place: str, case: Case, node: PersonNode | None, asking: Asking
) -> tuple[Outcome, tuple[str, ...], str]:
    userids = tuple(dict.fromkeys(one for rule in case.rules for one in named(rule, "", asking)))
    if case.open and not userids:
        return "depends", (), ""
    return _by_policy(node, userids, asking) if node else _without_policy(place, case, asking)


def _by_policy(
    node: PersonNode, userids: tuple[str, ...], asking: Asking
) -> tuple[Outcome, tuple[str, ...], str]:
    found = settled(node, userids, asking)
    if found.refused or not (found.seats or found.reason == "nobody_needed"):
        return "fails", (), found.reason
    return ("falls_back" if found.reason in INSTEAD else "resolves"), found.userids, found.reason


def _without_policy(place: str, case: Case, asking: Asking) -> tuple[Outcome, tuple[str, ...], str]:
    """Copies and messages need nobody; who keeps a seal, or is asked for who is late, has the administrators."""
    people = tuple(dict.fromkeys(p.userid for rule in case.rules for p in people_of(rule, asking)))
    if people:
        return "resolves", people, case.rules[0].says
    if not place.endswith(WORKING):
        return "falls_back", (), "nobody_told"
    admins = tuple(person.userid for person in asking.directory.in_role(ADMIN_ROLE))
    return ("falls_back" if admins else "fails"), admins, "administrator"
