"""The plan of a run: what both sides say, and what was agreed, to what has to be done on each. Pure.

The order is that in which each step can be done: renames, departments from above, people, departments that go from below.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from chalicelib.wecom.sync import units
from chalicelib.wecom.sync.breaker import Sizes, let_through
from chalicelib.wecom.sync.model import Decisions, Links, Plan, Problem, Side, Step
from chalicelib.wecom.sync.people import (
    Sides,
    ask_about_renames,
    chained,
    plan_people,
    removals,
    stay,
    with_renames,
)

NO_DECISIONS = Decisions()


def make(
    ours: Side,
    theirs: Side,
    links: Links,
    *,
    decisions: Decisions = NO_DECISIONS,
    renames: Mapping[str, str] | None = None,
    scope: Collection[str] | None = None,
    sizes: Sizes | None = None,
    problems: Collection[Problem] = (),
) -> Plan:
    """What there is to do.

    `scope`: the people to look at, where the sides hold these only; departments are always all. `sizes`: how many people
    there are, where the sides do not show it. `problems`: what the reading of WeCom found.
    """
    plan = Plan(problems=list(problems))
    approved = dict(one.split(">", 1) for kind, one in decisions.approved if kind == "rename")
    sides = with_renames(plan, Sides(ours, theirs, links), chained({**approved, **(renames or {})}))
    looked_at = None if scope is None else {*scope, *(str(one.values["userid"]) for one in plan.steps)}
    steps = plan_people(plan, sides, looked_at)
    if scope is None:
        steps = ask_about_renames(plan, steps, sides.theirs, decisions)
    steps = _people_through(plan, steps, sides, decisions, sizes or _sizes(sides))
    made = units.draft(plan, sides.ours, sides.theirs, links)
    units.mend(made, sides.ours, sides.theirs, _occupied(plan, sides) if made.gone else ())
    making, removing = units.steps(made, sides.ours, sides.theirs, links, plan)
    removing = _departments_through(plan, removing, sides, decisions)
    plan.steps += [*making, *steps, *removing]
    return plan


def _people_through(
    plan: Plan, steps: list[Step], sides: Sides, decisions: Decisions, sizes: Sizes
) -> list[Step]:
    inward, outward = removals(steps, "platform"), removals(steps, "wecom")
    through = [
        *let_through(plan, inward, decisions, sizes.here, sizes.removed_here),
        *let_through(plan, outward, decisions, sizes.there, sizes.removed_there),
    ]
    may = {one.key for one in through}
    stay(plan, [one for one in (*inward, *outward) if one.key not in may], sides)
    return [one for one in steps if one.verb != "remove" or one.key in may]


def _departments_through(plan: Plan, steps: list[Step], sides: Sides, decisions: Decisions) -> list[Step]:
    here, there = (
        sum(1 for one in side.departments.values() if one.active) for side in (sides.ours, sides.theirs)
    )
    return [
        *let_through(plan, removals(steps, "platform"), decisions, here, 0),
        *let_through(plan, removals(steps, "wecom"), decisions, there, 0),
    ]


def _occupied(plan: Plan, sides: Sides) -> set[int]:
    """Departments that somebody will be in, or that somebody waits in on either side."""
    found: set[int] = set()
    for userid, member in sides.ours.people.items():
        target = plan.targets.get(userid, member)
        if target.active:
            found.update(target.departments or ())
    for userid in plan.targets.keys() - sides.ours.people.keys():
        if plan.targets[userid].active:
            found.update(plan.targets[userid].departments or ())
    waiting = {part for one in plan.questions if one.kind == "rename" for part in one.id.split(">")}
    for userid in waiting:
        for side in (sides.ours, sides.theirs):
            if userid in side.people:
                found.update(side.people[userid].departments or ())
    return found


def _sizes(sides: Sides) -> Sizes:
    here, there = (
        sum(1 for one in side.people.values() if one.active) for side in (sides.ours, sides.theirs)
    )
    return Sizes(here, there)
