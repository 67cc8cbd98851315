"""The people a rule names, before any policy: userids in the rule's order, each once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chalicelib.directory.model import Department, Directory
from chalicelib.flows.approvers.asking import Asking
from chalicelib.flows.model import Ladder, Rule
from chalicelib.platform import expressions


def named(rule: Rule, node: str, asking: Asking) -> tuple[str, ...]:
    """The userids a rule of this node names, whether they are in service or not. Whoever was renamed since somebody
    wrote them down has their present one.
    """
    written = (userid for userid in _NAMING[rule.says](rule, node, asking) if userid)
    return tuple(dict.fromkeys(map(asking.directory.called, written)))


def leader_of(department: Department | None, directory: Directory) -> str | None:
    """The division leader of a department, or of the nearest one above that has one."""
    return next((one.leader for one in upwards(department, directory) if one.leader), None)


def upwards(department: Department | None, directory: Directory) -> Iterator[Department]:
    """A department and those above it, up to the root; a circle ends where it closes."""
    seen: set[int] = set()
    while department is not None and department.id not in seen:
        yield department
        seen.add(department.id)
        department = directory.departments.get(department.parent or -1)


def values_at(path: str, asking: Asking) -> list[Any]:
    """What the form holds in a field, one or several, or in a column over the rows of a table."""
    field, _, column = path.partition(".")
    value = asking.values.get(field)
    found = value if isinstance(value, list) else [] if value is None else [value]
    if not column:
        return found
    cells = [row.get(column) for row in found if isinstance(row, dict)]
    return [one for cell in cells for one in (cell if isinstance(cell, list) else [cell]) if one is not None]


def departments_at(place: str, asking: Asking) -> list[Department]:
    """The departments a place of a rule means; none where the form names none."""
    if place == "starter.department":
        numbers: list[Any] = [asking.starter.department]
    elif place == "assignee.department":
        numbers = [asking.assignee.department] if asking.assignee else []
    else:
        numbers = values_at(place, asking)
    found = (asking.directory.departments.get(n) for n in numbers if isinstance(n, int))
    return [department for department in found if department]


def _person(rule: Rule, _: str, __: Asking) -> Iterable[str | None]:
    return [rule.person]


def _role(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    holders = asking.directory.in_role(rule.role or "")
    if rule.of is None:
        return [person.userid for person in holders]
    wanted = {department.id for department in departments_at(rule.of, asking)}
    return [person.userid for person in holders if person.department in wanted]


def _head_of(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    for department in departments_at(rule.head_of or "", asking):
        line = list(upwards(department, asking.directory))
        yield line[min(rule.up, len(line) - 1)].head


def _deputy_of(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    return [userid for one in departments_at(rule.deputy_of or "", asking) for userid in one.deputies]


def _division_leader_of(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    return [leader_of(one, asking.directory) for one in departments_at(rule.division_leader_of or "", asking)]


def _line_of(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    """Lowest first; the starter's own place and those below it are left out."""
    for department in departments_at(rule.line_of or "", asking):
        line = [department.head]
        if rule.to != "head":
            line.append(leader_of(department, asking.directory))
        if rule.to == "president":
            line += [person.userid for person in asking.directory.in_role("president")]
        own = [place for place, userid in enumerate(line) if userid == asking.starter.userid]
        rest = line[max(own) + 1 :] if own else line
        yield from rest or line[-1:]


def _field(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    return [value for value in values_at(rule.field or "", asking) if isinstance(value, str)]


def _record(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    assert rule.record is not None  # noqa: S101 - by what the rule says
    library = asking.libraries.get(rule.record.field, "")
    for key in values_at(rule.record.field, asking):
        found = asking.record(library, str(key)) or {}
        users = found.get(rule.record.user)
        for userid in users if isinstance(users, list) else [users]:
            yield _head_of_person(userid, asking) if rule.record.head else userid


def _head_of_person(userid: Any, asking: Asking) -> str | None:
    person = asking.directory.people.get(str(userid))
    department = asking.directory.departments.get(person.department) if person else None
    return department.head if department else None


def counting(rule: Rule, asking: Asking) -> Iterator[Rule]:
    """The rules it is made of that count for this form, one level down."""
    if rule.ladder:
        yield from _rungs(rule.ladder, asking)
    if rule.choices:
        chosen = set(map(str, values_at(rule.choices.field, asking)))
        yield from (part for option, part in rule.choices.map.items() if option in chosen)
    for entry in rule.listed or ():
        if entry.when is None or expressions.holds(entry.when, asking.scope()):
            yield entry.approvers
    yield from rule.any_of or ()


def _rungs(ladder: Ladder, asking: Asking) -> list[Rule]:
    """The rung the amount falls on, with those under it where they count too."""
    amount = expressions.evaluate(ladder.by, asking.scope())
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return []
    for place, rung in enumerate(ladder.rungs):
        if rung.below is None or amount < rung.below:
            first = 0 if ladder.cumulative else place
            return [one.approvers for one in ladder.rungs[first : place + 1]]
    return []


def _composed(rule: Rule, node: str, asking: Asking) -> Iterable[str | None]:
    return [userid for part in counting(rule, asking) for userid in named(part, node, asking)]


def _matrix(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    assert rule.matrix is not None  # noqa: S101
    scope = asking.scope()
    row, column = (expressions.evaluate(text, scope) for text in (rule.matrix.row, rule.matrix.column))
    return [] if row is None or column is None else asking.matrix(rule.matrix.library, str(row), str(column))


def _starter(_: Rule, __: str, asking: Asking) -> Iterable[str | None]:
    return [asking.starter.userid]


def _picked(rule: Rule, node: str, asking: Asking) -> Iterable[str | None]:
    """Whom somebody chose for this node, among those they could choose from."""
    pick = rule.starter_picks or rule.previous_picks
    chosen = asking.picks.get(node, ())
    if pick is None or pick.among is None:
        return chosen[: pick.most if pick else None]
    among = set(named(pick.among, node, asking))
    return [userid for userid in chosen if userid in among][: pick.most]


def _decided(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    return asking.decided.get(rule.decided or "", ())


def _starter_of(rule: Rule, _: str, asking: Asking) -> Iterable[str | None]:
    path = rule.starter_of or ""
    return [asking.starter_of(path, str(name)) for name in values_at(path, asking)]


_NAMING: dict[str, Callable[[Rule, str, Asking], Iterable[str | None]]] = {
    "person": _person,
    "role": _role,
    "head_of": _head_of,
    "deputy_of": _deputy_of,
    "division_leader_of": _division_leader_of,
    "line_of": _line_of,
    "field": _field,
    "record": _record,
    "ladder": _composed,
    "choices": _composed,
    "listed": _composed,
    "matrix": _matrix,
    "starter": _starter,
    "starter_picks": _picked,
    "previous_picks": _picked,
    "decided": _decided,
    "starter_of": _starter_of,
    "any_of": _composed,
}
