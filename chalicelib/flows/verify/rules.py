"""Problems of approver rules, read without any directory."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from chalicelib.flows import graph
from chalicelib.flows.model import Choices, EmptyWord, Flow, Ladder, PersonNode, Ratio, Rule
from chalicelib.flows.verify.problem import Problem, warning
from chalicelib.platform.field_types import FieldType

STARTER_DEPARTMENT, ASSIGNEE_DEPARTMENT = "starter.department", "assignee.department"
USERS = frozenset({FieldType.USER, FieldType.USERS})
CHOSEN = frozenset({FieldType.ENUM, FieldType.MULTI_ENUM})


def rule_problems(flow: Flow) -> Iterator[Problem]:
    placed = graph.stands(flow)
    for place, rule in flow.rules():
        yield from _fields(flow, place, rule)
        if rule.ladder:
            yield from _ladder(f"{place}.ladder", rule.ladder)
        if rule.choices:
            yield from _choices(flow, f"{place}.choices", rule.choices)
        yield from _earlier(flow, placed, place, rule)
    for node in flow.person_nodes():
        yield from _people(flow, node, placed[node.key])


def _fields(flow: Flow, place: str, rule: Rule) -> Iterator[Problem]:
    if rule.field is not None and _type(flow, rule.field) not in USERS:
        yield Problem(
            "F040", place, f"{rule.field!r} is not a user field", "name a field of type user or users"
        )
    if rule.record is not None and _type(flow, rule.record.field) is not FieldType.LIBRARY_REF:
        yield Problem("F043", place, f"{rule.record.field!r} is not a library_ref field", "name one")
    if rule.starter_of is not None:
        named = flow.field_at(rule.starter_of)
        if named is None or not named.flows:
            yield Problem("F043", place, f"{rule.starter_of!r} names no request", "a library_ref with `flow`")
    known = {STARTER_DEPARTMENT} | ({ASSIGNEE_DEPARTMENT} if ".due.then." in place else set())
    places = (rule.of, rule.head_of, rule.deputy_of, rule.division_leader_of, rule.line_of)
    for department in places:
        if department and department not in known and _type(flow, department) is not FieldType.DEPARTMENT:
            yield Problem(
                "F041",
                place,
                f"{department!r} is not a department",
                "starter.department or a department field",
            )


def _ladder(place: str, ladder: Ladder) -> Iterator[Problem]:
    bounds = [rung.below for rung in ladder.rungs]
    inner = [bound for bound in bounds if bound is not None]
    if bounds[-1] is not None:
        yield Problem(
            "F042",
            f"{place}.rungs",
            f"an amount of {bounds[-1]:g} or more finds nobody",
            "the last rung has no below",
        )
    if None in bounds[:-1] or any(low >= high for low, high in itertools.pairwise(inner)):
        yield Problem(
            "F044", f"{place}.rungs", "the rungs do not ascend", "lowest first, each `below` higher"
        )


def _choices(flow: Flow, place: str, choices: Choices) -> Iterator[Problem]:
    field = flow.form.get(choices.field)
    if field is None or field.type not in CHOSEN:
        yield Problem("F045", place, f"{choices.field!r} is not an enum field", "name an enum or multi_enum")
        return
    for option in choices.map:
        if option not in field.options:
            yield Problem(
                "F026",
                f"{place}.map.{option}",
                f"{option!r} is not an option of {choices.field!r}",
                "correct it",
            )
    if missing := [option for option in field.options if option not in choices.map]:
        yield warning(
            "F046", f"{place}.map", f"nobody for {', '.join(missing)}: `empty` decides then", "add them"
        )


def _earlier(flow: Flow, placed: dict[str, graph.Stand], place: str, rule: Rule) -> Iterator[Problem]:
    """Rules that need somebody to have worked before."""
    word, key = place.split(".")[:2]
    stand = placed.get(key) if word == "nodes" else None
    persons = {node.key for node in flow.person_nodes()}
    if rule.decided and rule.decided not in persons:
        yield Problem("F049", place, f"{rule.decided!r} is no node people decide at", "name an earlier one")
    elif rule.decided and stand and rule.decided not in stand.before:
        yield Problem(
            "F049", place, f"{rule.decided!r} does not come before", "name an earlier node", path=stand.way
        )
    elif rule.decided and stand and rule.decided not in graph.surely_before(placed, key):
        way = _way_without(placed, key, rule.decided)
        yield warning(
            "F049", place, f"some requests come here without {rule.decided!r}", "`empty` decides then", way
        )
    if rule.previous_picks:
        before = set(stand.before) & persons if stand else set()
        if stand is None or not before:
            yield Problem("F048", place, "nobody works before who could choose", "use starter_picks")
        elif stand and not graph.surely_before(placed, key) & persons:
            yield warning(
                "F048",
                place,
                "some requests come here before anybody chose",
                "`empty` decides then",
                stand.way,
            )


def _way_without(placed: dict[str, graph.Stand], key: str, other: str) -> graph.Way:
    way = placed[key].way
    return way if other not in way else ()


def _people(flow: Flow, node: PersonNode, stand: graph.Stand) -> Iterator[Problem]:
    place = f"nodes.{node.key}"
    persons = {one.key for one in flow.person_nodes()}
    for key in node.not_by:
        if key not in persons or key not in stand.before:
            yield Problem(
                "F049", f"{place}.not_by", f"{key!r} is no earlier node people decide at", "name one"
            )
    most = most_people(flow, node.approvers)
    if isinstance(node.sign, Ratio) and node.sign.min_votes > most:
        yield warning(
            "F047",
            f"{place}.sign",
            f"{node.sign.min_votes} votes, but at most {most:g} people",
            "fewer votes",
            stand.way,
        )
    later = {key for key, field in flow.form.items() if field.later}
    if node.empty is EmptyWord.REFUSE and (late := sorted(_reads(node.approvers) & later)):
        yield warning(
            "F064",
            f"{place}.empty",
            f"{late[0]!r} is filled after submission: then there is nothing to refuse",
            "say upwards or administrator",
        )


def _reads(rule: Rule) -> set[str]:
    said = [rule.field, rule.of, rule.head_of, rule.deputy_of, rule.division_leader_of, rule.line_of]
    said += [rule.record.field] if rule.record else []
    said += [rule.choices.field] if rule.choices else []
    own = {text.split(".")[0] for text in said if text}
    return own.union(*map(_reads, rule.parts())) if rule.parts() else own


def most_people(flow: Flow, rule: Rule) -> float:
    """The most people a rule may find; infinite where only the directory knows."""
    parts = [most_people(flow, part) for part in rule.parts()]
    if rule.any_of or rule.listed:
        return sum(parts)
    if rule.choices:
        several = _type(flow, rule.choices.field) is FieldType.MULTI_ENUM
        return sum(parts) if several else max(parts)
    if rule.ladder:
        return sum(parts) if rule.ladder.cumulative else max(parts)
    if pick := rule.starter_picks or rule.previous_picks:
        return min([float(pick.most), *parts])
    if rule.line_of:
        return {"head": 1, "division_leader": 2, "president": 3}[rule.to]
    if rule.field:
        return 1 if "." not in rule.field and _type(flow, rule.field) is FieldType.USER else math.inf
    one = rule.person or rule.head_of or rule.division_leader_of or rule.record or rule.starter
    return 1 if one else math.inf


def _type(flow: Flow, path: str) -> FieldType | None:
    field = flow.field_at(path)
    return field.type if field else None
