"""What is to be done about each department, so that the tree stays a tree on both sides. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.wecom.sync.merging import Merged, merged
from chalicelib.wecom.sync.model import ROOT, Link, Links, Plan, Problem, Side, Step, Toward, Unit

NOTHING = Link()


@dataclass
class Draft:
    """Departments as both sides are to be, and what leads there. `gone`: removed, and by following which side."""

    units: dict[int, Unit] = field(default_factory=dict)
    found: dict[int, Merged] = field(default_factory=dict)
    gone: dict[int, Toward] = field(default_factory=dict)


def draft(plan: Plan, ours: Side, theirs: Side, links: Links) -> Draft:
    """Each department by itself."""
    made = Draft()
    for number in ours.departments.keys() | theirs.departments.keys():
        o, t = ours.departments.get(number), theirs.departments.get(number)
        link = links.departments.get(number, NOTHING)
        if o is None and t is not None:
            _new_here(plan, made, number, t)
        elif o is not None:
            _known_here(made, number, o, t, link)
        if number in made.found and made.units[number].active:
            plan.conflicts += made.found[number].conflicts
    return made


def mend(made: Draft, ours: Side, theirs: Side, occupied: Iterable[int]) -> None:
    """What each side did by itself may not go together: a department that anybody or another one is in stays, and
    two moves that would make a cycle are undone on WeCom's side.
    """
    _keep_occupied(made, ours, theirs, set(occupied))
    _cut_cycles(made, ours)


def steps(made: Draft, ours: Side, theirs: Side, links: Links, plan: Plan) -> tuple[list[Step], list[Step]]:
    """What to do: first what is above, then what is below it; and removals, from below."""
    making: list[Step] = []
    removing: list[Step] = []
    for number in sorted(made.units, key=lambda one: (_depth(one, made.units), one)):
        o, t, unit = ours.departments.get(number), theirs.departments.get(number), made.units[number]
        plan.units[number] = unit
        if number in made.gone:
            removing.append(_removal(number, made.gone[number], o or t))
        elif unit.active:
            making += _both(number, o, t, unit, made.found.get(number))
        _agreed(plan, number, o, t, unit, links.departments.get(number, NOTHING), made)
    return making, sorted(removing, key=lambda one: -_height(int(one.id), ours, theirs))


def _new_here(plan: Plan, made: Draft, number: int, t: Unit) -> None:
    if t.name is None or (t.parent is None and number != ROOT):
        code = "not_visible" if t.name is None else "department_parent"
        if not any(one.id == str(number) and one.what == "department" for one in plan.problems):
            plan.problems.append(Problem("department", str(number), code))
        return
    made.units[number] = t._replace(order=t.order or 0)


def _known_here(made: Draft, number: int, o: Unit, t: Unit | None, link: Link) -> None:
    if t is None:
        was_there = link.agreed is not None and link.agreed.active
        if o.active and was_there and number != ROOT:
            made.units[number] = o._replace(active=False)
            made.gone[number] = "platform"
        else:
            made.units[number] = o
        return
    found = merged("department", str(number), o, t, link)
    made.found[number] = found
    made.units[number] = found.target
    if o.active != t.active and not found.target.active and number != ROOT:
        made.gone[number] = "platform" if o.active else "wecom"
        made.units[number] = o._replace(active=False)
    elif not o.active and t.active:
        # It is open there (again), and so it is as they have it.
        told = {key: value for key, value in t._asdict().items() if value is not None}
        made.units[number] = o._replace(**told)


def _keep_occupied(made: Draft, ours: Side, theirs: Side, occupied: set[int]) -> None:
    again = True
    while again:
        again = False
        parents = {unit.parent for unit in made.units.values() if unit.active}
        for number in [one for one in made.gone if one in occupied or one in parents]:
            del made.gone[number]
            o, t = ours.departments.get(number), theirs.departments.get(number)
            present = o if o is not None and o.active else t
            assert present is not None  # noqa: S101 - it is on the side that has not removed it
            told = {key: value for key, value in present._asdict().items() if value is not None}
            made.units[number] = (o or present)._replace(**told)
            made.found.pop(number, None)
            again = True


def _cut_cycles(made: Draft, ours: Side) -> None:
    """Our tree is one, so as many of our parents as are in the cycle end it."""
    for number in list(made.units):
        circle = _circle(number, made.units)
        for one in circle:
            found, o = made.found.get(one), ours.departments.get(one)
            if o is not None and made.units[one].parent != o.parent:
                made.units[one] = made.units[one]._replace(parent=o.parent)
                if found is not None and "parent" in found.inward:
                    del found.inward["parent"]
                    found.outward["parent"] = o.parent


def _circle(number: int, units: Mapping[int, Unit]) -> list[int]:
    """The departments of the cycle that one is in; none where it is in none."""
    line = [number]
    parent = units[number].parent
    while parent is not None and parent in units and parent not in line:
        line.append(parent)
        parent = units[parent].parent
    return line if parent == number else []


def _both(number: int, o: Unit | None, t: Unit | None, unit: Unit, found: Merged | None) -> list[Step]:
    name = unit.name or ""
    values: dict[str, Any] = dict(unit._asdict())
    if o is None:
        return [Step("platform", "create", "department", str(number), values, name=name)]
    if t is None:
        made: list[Step] = [] if o.active else [_restored(number, o, values, name)]
        return [*made, Step("wecom", "create", "department", str(number), values, name=name)]
    if not o.active:
        return [_restored(number, o, values, name)]
    return [
        Step(
            toward, "change", "department", str(number), said, {key: getattr(side, key) for key in said}, name
        )
        for toward, said, side in _differing(o, t, found)
    ]


def _differing(o: Unit, t: Unit, found: Merged | None) -> list[tuple[Toward, dict[str, Any], Unit]]:
    if found is None:
        return []
    both: list[tuple[Toward, dict[str, Any], Unit]] = [
        ("platform", found.inward, o),
        ("wecom", found.outward, t),
    ]
    return [one for one in both if one[1]]


def _restored(number: int, o: Unit, values: dict[str, Any], name: str) -> Step:
    before = {key: getattr(o, key) for key in values}
    return Step("platform", "restore", "department", str(number), values, before, name)


def _removal(number: int, toward: Toward, present: Unit | None) -> Step:
    name = (present.name if present else "") or ""
    return Step(toward, "remove", "department", str(number), {"active": False}, {"active": True}, name)


def _agreed(
    plan: Plan, number: int, o: Unit | None, t: Unit | None, unit: Unit, link: Link, made: Draft
) -> None:
    """What is the same on both sides already, and was not known to be."""
    gone = o is not None and not o.active and (t is None or not t.active)
    found = made.found.get(number)
    same = (
        found is not None
        and not found.inward
        and not found.outward
        and o is not None
        and o.active
        and unit.active
    )
    if (gone or same) and number not in made.gone and (link.agreed != unit or link.sent):
        plan.agreed_departments[number] = unit


def _depth(number: int, units: Mapping[int, Unit]) -> int:
    seen: set[int] = set()
    while number in units and number not in seen:
        seen.add(number)
        number = units[number].parent or 0
    return len(seen)


def _height(number: int, ours: Side, theirs: Side) -> int:
    return max(_depth(number, ours.departments), _depth(number, theirs.departments))
