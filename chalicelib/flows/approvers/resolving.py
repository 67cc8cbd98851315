"""Who a node asks: its rule, then its policies, then standing proxies. Pure.

A request never stands without anybody: where nothing else helps, the administrators are asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.directory.model import ADMIN_ROLE, Directory, Person, Proxy
from chalicelib.flows.approvers.asking import Asking, Found, Seat
from chalicelib.flows.approvers.naming import leader_of, named
from chalicelib.flows.model import EmptyWord, Left, OwnRequest, PersonNode, Rule
from chalicelib.platform import expressions

UserIds = tuple[str, ...]


def resolve(node: PersonNode, asking: Asking) -> Found:
    """The people of a node for this starter and form, with the reason.

    Starters do not decide on their own request unless the node says so: the others a rule finds do, and where there
    are none it goes one level up (the president's is the party secretary's). Who has left is replaced by the head of
    their department. A rule that finds nobody follows the node's `empty` policy.
    """
    found = settled(node, named(node.approvers, node.key, asking), asking)
    seats = _with_proxies(found.seats, barred(node, asking), asking)
    return Found(seats, found.reason, found.params, found.refused)


def barred(node: PersonNode, asking: Asking) -> frozenset[str]:
    """Those who decided at a node that this one must not be done by."""
    return frozenset(userid for key in node.not_by for userid in asking.decided.get(key, ()))


def people_of(rule: Rule, asking: Asking, node: str = "") -> tuple[Person, ...]:
    """The people in service a rule names, without any policy: for copies, where nobody is an answer too."""
    return _in_service(named(rule, node, asking), asking.directory)


def settled(node: PersonNode, all_named: UserIds, asking: Asking) -> Found:
    """What a node's policies make of the people its rule named; standing proxies are another step."""
    rule = node.approvers
    before = barred(node, asking)
    present = tuple(u for u in _without_left(node.left, all_named, asking.directory) if u not in before)
    others, own = _without_starter(node, before, present, asking)
    if others:
        left = not own and not set(others) & set(all_named)
        reason, params = (own, {}) if own else ("left", {}) if left else _reason(rule)
        return Found(_seats(others), reason, params)
    if own == "skipped" or (node.empty is EmptyWord.PASS and not present):
        return Found((), "nobody_needed", {})
    return _for_nobody(node, before, asking)


def _for_nobody(node: PersonNode, before: frozenset[str], asking: Asking) -> Found:
    empty, not_asked = node.empty, before | {asking.starter.userid}
    if isinstance(empty, Rule):
        stand_ins = [p.userid for p in people_of(empty, asking, node.key) if p.userid not in not_asked]
        if stand_ins:
            return Found(_seats(stand_ins), "stand_ins", {})
    if empty is EmptyWord.UPWARDS and (above := _above(node.approvers, before, asking)):
        return Found(_seats(above), "upwards", {})
    admins = [person.userid for person in asking.directory.in_role(ADMIN_ROLE)]
    others = [userid for userid in admins if userid not in before]
    return Found(_seats(others or admins), "administrator", {}, refused=empty is EmptyWord.REFUSE)


def _without_left(policy: Left, userids: UserIds, directory: Directory) -> UserIds:
    """Who is in service, with those who have left replaced as the policy says."""
    found: list[str] = []
    for userid in userids:
        if directory.person(userid):
            found.append(userid)
        else:
            found += _in_place_of(policy, directory.people.get(userid), directory)
    return tuple(dict.fromkeys(found))


def _in_place_of(policy: Left, left: Person | None, directory: Directory) -> list[str]:
    if policy is Left.ADMINISTRATOR:
        return [person.userid for person in directory.in_role(ADMIN_ROLE)]
    department = directory.departments.get(left.department) if left and policy is Left.HEAD else None
    head = directory.person(department.head) if department else None
    return [head.userid] if head else []


def _without_starter(
    node: PersonNode, before: frozenset[str], userids: UserIds, asking: Asking
) -> tuple[UserIds, str]:
    """Who decides instead of the starter, and why: nothing where the rule is about them anyway."""
    policy, rule, own = node.own_request, node.approvers, asking.starter.userid
    if own not in userids or policy is OwnRequest.KEEP or _names_starter(rule):
        return userids, ""
    others = tuple(userid for userid in userids if userid != own)
    if others or policy is OwnRequest.SKIP:
        return others, "" if others else "skipped"
    return _above(rule, before, asking), "above_starter"


def _names_starter(rule: Rule) -> bool:
    """Whether the flow asks the starter on purpose."""
    return bool(rule.starter or rule.decided) or any(_names_starter(part) for part in rule.parts())


def _above(rule: Rule, before: frozenset[str], asking: Asking) -> UserIds:
    """The next leader above the starter and above whom the rule names: head, division leader, president, party
    secretary; nobody of `before`. Where a division leader is missing the head, who is asked anyway, does not stand in.
    """
    line = _line_above(asking.starter, asking.directory)
    own = [place for place, (_, person) in enumerate(line) if person.userid == asking.starter.userid]
    post_named = rule.role if rule.says == "role" else rule.says
    at = _POSTS.index(post_named) if post_named in _POSTS else -1
    above = [person.userid for post, person in line[max([-1, *own]) + 1 :] if _POSTS.index(post) > at]
    return tuple(userid for userid in above if userid not in before)[:1]


def superior_of(person: Person, directory: Directory) -> Person | None:
    """The next leader above a person: head, division leader, president, party secretary; None above the last."""
    line = [holder for _, holder in _line_above(person, directory)]
    own = [place for place, holder in enumerate(line) if holder.userid == person.userid]
    return next((holder for holder in line[max([-1, *own]) + 1 :] if holder.userid != person.userid), None)


def _line_above(starter: Person, directory: Directory) -> list[tuple[str, Person]]:
    """Post and holder, lowest first; posts nobody in service holds are left out."""
    department = directory.departments.get(starter.department)
    line: list[tuple[str, Person | None]] = []
    if department:
        line.append(("head_of", directory.person(department.head)))
        line.append(("division_leader_of", directory.person(leader_of(department, directory))))
    line += [(role, person) for role in directory.TOP_ROLES for person in directory.in_role(role)]
    return [(post, person) for post, person in line if person]


_POSTS = ("head_of", "division_leader_of", *Directory.TOP_ROLES)


def _with_proxies(seats: tuple[Seat, ...], before: frozenset[str], asking: Asking) -> tuple[Seat, ...]:
    """Each seat with the person who stands in for its holder now; a proxy's proxy is not followed."""
    taken: dict[str, Seat] = {}
    for seat in seats:
        proxy = _proxy_for(seat.userid, before, asking)
        standing = Seat(proxy.proxy, seat.userid) if proxy else seat
        taken.setdefault(standing.userid, standing)
    return tuple(taken.values())


def _proxy_for(userid: str, before: frozenset[str], asking: Asking) -> Proxy | None:
    for proxy in asking.proxies:
        if proxy.person != userid or proxy.proxy in before | {asking.starter.userid}:
            continue
        if not proxy.holds_at(asking.now) or (proxy.flows and asking.flow not in proxy.flows):
            continue
        if proxy.condition and not expressions.holds(proxy.condition, asking.scope()):
            continue
        if asking.directory.person(proxy.proxy):
            return proxy
    return None


def _reason(rule: Rule) -> tuple[str, dict[str, Any]]:
    said = rule.says
    return said, {"rule": getattr(rule, said)} if said in {"role", "field", "person"} else {}


def _seats(userids: Iterable[str]) -> tuple[Seat, ...]:
    return tuple(Seat(userid) for userid in dict.fromkeys(userids))


def _in_service(userids: UserIds, directory: Directory) -> tuple[Person, ...]:
    return tuple(person for userid in userids if (person := directory.person(userid)))
