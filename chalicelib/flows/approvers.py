"""Who approves: rules resolved against the directory, with the reason for every answer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.directory.model import ADMIN_ROLE, Department, Directory, Person
from chalicelib.flows.model import EmptyWord, PersonNode, Rule


@dataclass(frozen=True)
class Found:
    """The people of a node and why they: a key of `messages: approvers.<reason>` with its parameters.

    Nobody and `reason` `nobody_needed`: the node passes by itself.
    """

    people: tuple[Person, ...]
    reason: str
    params: Mapping[str, Any]


def resolve(node: PersonNode, starter: Person, values: Mapping[str, Any], directory: Directory) -> Found:
    """The people of a node for this starter and form.

    Starters do not decide on their own request: the others a rule finds do, and where there are none it goes one
    level up (the president's is the party secretary's). A rule that finds nobody follows the node's `empty`
    policy; administrators are the last resort, so that no request ever stands without anybody.
    """
    named = people_of(node.approvers, starter, values, directory)
    found = tuple(p for p in named if p.userid != starter.userid or _names_starter(node.approvers))
    reason, params = _reason(node.approvers)
    if named and not found:
        found, reason, params = _above(node.approvers, starter, directory), "above_starter", {}
    if found:
        return Found(found, reason, params)
    if node.empty is EmptyWord.PASS and not named:
        return Found((), "nobody_needed", {})
    if node.empty is EmptyWord.UPWARDS and (above := _above(node.approvers, starter, directory)):
        return Found(above, "upwards", {})
    return Found(directory.in_role(ADMIN_ROLE), "administrator", {})


def people_of(
    rule: Rule, starter: Person, values: Mapping[str, Any], directory: Directory
) -> tuple[Person, ...]:
    """The people a rule names, without any policy: for copies, where nobody is an answer too."""
    return _unique(_people(rule, starter, values, directory))


def _names_starter(rule: Rule) -> bool:
    """Whether the flow asks the starter on purpose."""
    return bool(rule.starter) or any(_names_starter(part) for part in rule.any_of or ())


def _people(
    rule: Rule, starter: Person, values: Mapping[str, Any], directory: Directory
) -> list[Person | None]:
    if rule.any_of is not None:
        return [person for part in rule.any_of for person in _people(part, starter, values, directory)]
    if rule.starter:
        return [starter]
    if rule.person:
        return [directory.person(rule.person)]
    if rule.role:
        department = _department_id(rule.of, starter, values)
        return [p for p in directory.in_role(rule.role) if rule.of is None or p.department == department]
    if rule.field:
        chosen = values.get(rule.field)
        return [
            directory.person(userid) for userid in ([chosen] if isinstance(chosen, str) else chosen or [])
        ]
    return _of_department(rule, starter, values, directory)


def _of_department(
    rule: Rule, starter: Person, values: Mapping[str, Any], directory: Directory
) -> list[Person | None]:
    place = rule.head_of or rule.deputy_of or rule.division_leader_of or ""
    department = directory.departments.get(_department_id(place, starter, values))
    if department is None:
        return []
    if rule.head_of:
        return [directory.person(department.head)]
    if rule.deputy_of:
        return [directory.person(userid) for userid in department.deputies]
    return [directory.person(_leader(department, directory))]


def _department_id(place: str | None, starter: Person, values: Mapping[str, Any]) -> int:
    """The department a rule speaks of; -1, which no department has, where the form names none."""
    return starter.department if place == "starter.department" else int(values.get(place or "", -1))


def _leader(department: Department, directory: Directory) -> str | None:
    """The division leader of a department, or of the nearest one above that has one."""
    seen: set[int] = set()
    current: Department | None = department
    while current is not None and current.id not in seen:
        if current.leader:
            return current.leader
        seen.add(current.id)
        current = directory.departments.get(current.parent or -1)
    return None


def _above(rule: Rule, starter: Person, directory: Directory) -> tuple[Person, ...]:
    """The next leader above the starter and above whom the rule names: head, division leader, president, party
    secretary. Where a division leader is missing the head, who is asked anyway, does not stand in.
    """
    line = _line_above(starter, directory)
    own = [place for place, (_, person) in enumerate(line) if person.userid == starter.userid]
    post_named = rule.role if rule.says == "role" else rule.says
    named = _POSTS.index(post_named) if post_named in _POSTS else -1
    above = [person for post, person in line[max([-1, *own]) + 1 :] if _POSTS.index(post) > named]
    return (above[0],) if above else ()


def _line_above(starter: Person, directory: Directory) -> list[tuple[str, Person]]:
    """Post and holder, lowest first; posts nobody in service holds are left out."""
    department = directory.departments.get(starter.department)
    line: list[tuple[str, Person | None]] = []
    if department:
        line.append(("head_of", directory.person(department.head)))
        line.append(("division_leader_of", directory.person(_leader(department, directory))))
    line += [(role, person) for role in directory.TOP_ROLES for person in directory.in_role(role)]
    return [(post, person) for post, person in line if person]


_POSTS = ("head_of", "division_leader_of", *Directory.TOP_ROLES)


def _reason(rule: Rule) -> tuple[str, dict[str, Any]]:
    said = rule.says
    return said, {"rule": getattr(rule, said)} if said in {"role", "field", "person"} else {}


def _unique(people: list[Person | None]) -> tuple[Person, ...]:
    return tuple({person.userid: person for person in people if person}.values())
