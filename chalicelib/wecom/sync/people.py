"""What is to be done about each person. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.wecom.sync.breaker import question
from chalicelib.wecom.sync.merging import merged
from chalicelib.wecom.sync.model import (
    Decisions,
    Link,
    Links,
    Member,
    Plan,
    Problem,
    Question,
    Side,
    Step,
    Toward,
)

NOBODY = Link()


@dataclass(frozen=True)
class Sides:
    ours: Side
    theirs: Side
    links: Links


def with_renames(plan: Plan, sides: Sides, renames: Mapping[str, str]) -> Sides:
    """Renames first: the sides as they will be after them, with a step for each.

    `renames`: old -> new as WeCom tells it. Ours are known by their former userids.
    """
    inward = {old: new for old, new in renames.items() if _can_follow(old, new, sides)}
    outward = {old: new for old, new in sides.ours.aliases.items() if _must_tell(old, new, sides)}
    told = [(old, new) for old, new in sides.ours.aliases.items() if _was_told(old, new, sides)]
    if not inward and not outward and not told:
        return sides
    ours, theirs, links = dict(sides.ours.people), dict(sides.theirs.people), dict(sides.links.people)
    for old, new in inward.items():
        plan.steps.append(
            Step("platform", "rename", "person", old, {"userid": new}, name=ours[old].name or "")
        )
        ours[new] = ours.pop(old)
        _move(links, old, new)
    for old, new in outward.items():
        plan.steps.append(Step("wecom", "rename", "person", old, {"userid": new}, name=ours[new].name or ""))
        theirs[new] = theirs.pop(old)
        _move(links, old, new)
    for old, new in told:
        # WeCom has renamed them, and its answer was lost: what was agreed goes along.
        plan.agreed_people |= {new: links[old].agreed, old: None}
        _move(links, old, new)
    return Sides(
        replace(sides.ours, people=ours),
        replace(sides.theirs, people=theirs),
        replace(sides.links, people=links),
    )


def chained(renames: Mapping[str, str]) -> dict[str, str]:
    """Each old userid with the last it leads to: A to B and B to C are A to C."""
    found = {}
    for old in renames:
        new, seen = renames[old], {old}
        while new in renames and new not in seen:
            seen.add(new)
            new = renames[new]
        if new != old:
            found[old] = new
    return found


def plan_people(plan: Plan, sides: Sides, scope: Iterable[str] | None) -> list[Step]:
    """Targets, agreements and the steps of everybody in `scope`, or of all."""
    ours, theirs, links = sides.ours.people, sides.theirs.people, sides.links.people
    steps: list[Step] = []
    for userid in scope if scope is not None else ours.keys() | theirs.keys() | links.keys():
        o, t, link = ours.get(userid), theirs.get(userid), links.get(userid, NOBODY)
        if o is not None and t is not None and link.agreed == o and o[:4] == t[:4]:
            continue
        steps += _person(plan, userid, o, t, link, sides.ours.aliases)
    return steps


def ask_about_renames(plan: Plan, steps: list[Step], theirs: Side, decisions: Decisions) -> list[Step]:
    """Somebody is gone and somebody new has the same name and place: perhaps one person whose rename was not told.

    Nobody gets another's tasks and rights by a guess, so both wait.
    """
    gone = _by_likeness(
        one
        for one in steps
        if one.verb == "remove" and one.toward == "platform" and one.id not in theirs.people
    )
    new = _by_likeness(one for one in steps if one.verb == "create" and one.toward == "platform")
    held: set[tuple[str, str, str, str]] = set()
    for likeness in gone.keys() & new.keys():
        if len(gone[likeness]) == len(new[likeness]) == 1:
            left, came = gone[likeness][0], new[likeness][0]
            asked = Question("rename", f"{left.id}>{came.id}", left.name)
            if ("rename", asked.id) not in decisions.refused:
                plan.questions.append(asked)
                held |= {left.key, came.key}
    return [one for one in steps if one.key not in held]


def removals(steps: Iterable[Step], toward: Toward) -> list[Step]:
    return [one for one in steps if one.verb == "remove" and one.toward == toward]


def stay(plan: Plan, held: Iterable[Step], sides: Sides) -> None:
    """Whoever is not removed after all stays where each side has them."""
    asked = {question(one).id for one in held}
    for userid in asked:
        present = sides.ours.people.get(userid) or sides.theirs.people.get(userid)
        if present:
            plan.targets[userid] = present


def _person(
    plan: Plan, userid: str, o: Member | None, t: Member | None, link: Link, aliases: Mapping[str, str]
) -> list[Step]:
    if o is None:
        return _unknown_here(plan, userid, t, link, aliases)
    if t is None:
        return _unknown_there(plan, userid, o, link)
    if not o.active and not t.active:
        return _agreed(plan, userid, _kept(o, link), link)
    found = merged("person", userid, o, t, link)
    if o.active and t.active:
        plan.targets[userid] = found.target
        plan.conflicts += found.conflicts
        if not found.inward and not found.outward:
            return _agreed(plan, userid, found.target, link)
        return _changes(userid, o, t, found.inward, found.outward)
    return _in_or_out(plan, userid, o, t, link, "platform" if "active" in found.inward else "wecom")


def _unknown_here(
    plan: Plan, userid: str, t: Member | None, link: Link, aliases: Mapping[str, str]
) -> list[Step]:
    if t is None:
        if link is not NOBODY:
            plan.agreed_people[userid] = None
        return []
    if not t.active:
        return []
    if userid in aliases:
        plan.problems.append(Problem("person", userid, "userid_was_renamed", aliases[userid]))
    elif t.name is None:
        plan.problems.append(Problem("person", userid, "not_visible"))
    elif t.departments:
        plan.targets[userid] = target = t._replace(title=t.title or "", mobile="")
        return [Step("platform", "create", "person", userid, _said(target), name=t.name)]
    return []


def _unknown_there(plan: Plan, userid: str, o: Member, link: Link) -> list[Step]:
    if not o.active:
        return _agreed(plan, userid, _kept(o, link), link)
    if link.agreed is not None and link.agreed.active:
        plan.targets[userid] = _kept(o, link)._replace(active=False)
        return [
            Step(
                "platform",
                "remove",
                "person",
                userid,
                {"active": False},
                {"active": True, "departments": o.departments},
                o.name or "",
            )
        ]
    plan.targets[userid] = o
    return [Step("wecom", "create", "person", userid, _said(o), name=o.name or "")]


def _in_or_out(plan: Plan, userid: str, o: Member, t: Member, link: Link, toward: Toward) -> list[Step]:
    """Active on one side only, and the other one follows."""
    source, present = (t, o) if toward == "platform" else (o, t)
    name = o.name or ""
    if not source.active:
        plan.targets[userid] = _kept(o, link)._replace(active=False)
        return [Step(toward, "remove", "person", userid, {"active": False}, {"active": True}, name)]
    told = {key: value for key, value in _said(source).items() if value or key == "active"}
    before = {key: getattr(present, key) for key in told}
    plan.targets[userid] = o._replace(**told)
    steps = [Step(toward, "restore", "person", userid, told, before, name)]
    if source is t and o.mobile and _kept(o, link).mobile != o.mobile:
        steps.append(Step("wecom", "change", "person", userid, {"mobile": o.mobile}, {}, name))
    return steps


def _kept(o: Member, link: Link) -> Member:
    """A number that was changed here and not sent is still to be sent, once they are back."""
    return o if link.agreed is None else o._replace(mobile=link.agreed.mobile)


def _changes(
    userid: str, o: Member, t: Member, inward: Mapping[str, object], outward: Mapping[str, object]
) -> list[Step]:
    name = o.name or ""
    found = []
    if inward:
        before = {key: getattr(o, key) for key in inward}
        found.append(Step("platform", "change", "person", userid, inward, before, name))
    if outward:
        before = {key: getattr(t, key) for key in outward}
        found.append(Step("wecom", "change", "person", userid, outward, before, name))
    return found


def _agreed(plan: Plan, userid: str, target: Member, link: Link) -> list[Step]:
    if link.agreed != target or link.sent:
        plan.agreed_people[userid] = target
    return []


def _said(member: Member) -> dict[str, Any]:
    return dict(member._asdict())


def _by_likeness(steps: Iterable[Step]) -> dict[tuple[object, ...], list[Step]]:
    found: dict[tuple[object, ...], list[Step]] = {}
    for one in steps:
        values = one.values if one.verb == "create" else one.before
        found.setdefault((one.name, values.get("departments")), []).append(one)
    return found


def _can_follow(old: str, new: str, sides: Sides) -> bool:
    """WeCom has the new one and no longer the old one, and here it is the other way round."""
    ours, theirs = sides.ours, sides.theirs
    return (
        old in ours.people
        and new not in ours.people
        and new not in ours.aliases
        and new in theirs.people
        and old not in theirs.people
    )


def _must_tell(old: str, new: str, sides: Sides) -> bool:
    ours, theirs = sides.ours, sides.theirs
    return old in theirs.people and new not in theirs.people and new in ours.people


def _was_told(old: str, new: str, sides: Sides) -> bool:
    links, theirs = sides.links.people, sides.theirs.people
    return (
        old in links
        and links[old].agreed is not None
        and new not in links
        and new in theirs
        and old not in theirs
    )


def _move(links: dict[str, Link], old: str, new: str) -> None:
    if old in links:
        links[new] = links.pop(old)
