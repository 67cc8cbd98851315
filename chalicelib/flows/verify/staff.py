"""Problems of a flow against the directory of today: people who left, roles nobody holds, rules that find nobody."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.directory.model import Directory
from chalicelib.flows.model import Flow, Starters
from chalicelib.flows.verify.posts import Cell, post_problems, table
from chalicelib.flows.verify.problem import Problem, warning


def verify_directory(
    flow: Flow, directory: Directory, cells: tuple[Cell, ...] | None = None
) -> list[Problem]:
    """What a definition says of people, held against the directory; it changes when the directory does.

    `cells` is the flow's table where the caller has it already.
    """
    cells = table(flow, directory) if cells is None else cells
    return list(dict.fromkeys([*_named(flow, directory), *post_problems(cells, directory)]))


def _named(flow: Flow, directory: Directory) -> Iterator[Problem]:
    for place, rule in flow.rules():
        if rule.role and not directory.in_role(rule.role):
            yield _nobody(place, rule.role)
        if rule.person and directory.person(rule.person) is None:
            known = rule.person.lower() in directory.people
            what = "has left" if known else "is nobody's userid"
            yield Problem("F083", place, f"{rule.person!r} {what}", "name a role instead")
    roles = flow.starters.roles if isinstance(flow.starters, Starters) else ()
    for number, role in enumerate(roles):
        if not directory.in_role(role):
            yield _nobody(f"starters.roles.{number}", role)


def _nobody(place: str, role: str) -> Problem:
    return warning(
        "F082", place, f"nobody holds the role {role!r}", "give it to somebody, or correct the name"
    )
