"""Assignees and ladders of the catalogue, as approver rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.flows.catalogue.conditions import Words

STARTERS = "starter.department"
OF_DEPARTMENTS = frozenset({"dept-head", "dept-deputy", "dept-asset-liaison", "dept-attendance-liaison"})
"""Roles every department has its own holders of."""
HEADS_OF = {"assets.asset": "owner_depts", "instrument": "instrument_dept"}
"""Computed fields with the department of what a library_ref names."""
Rule = dict[str, Any]


def rule_of(said: Mapping[str, Any], words: Words, ladders: Mapping[str, Any]) -> Rule:
    """The approver rule of an assignee."""
    kind = said["kind"]
    if kind in SIMPLE:
        return dict(SIMPLE[kind])
    if kind == "role":
        return joined([role(one) for one in said["roles"]])
    if kind == "multi":
        return joined([rule_of(one, words, ladders) for one in said["of"]])
    if kind in OF_FIELDS:
        return {OF_FIELDS[kind]: said["field"]}
    if kind in {"role_list_by_field", "role_by_enum"}:
        return {
            "choices": {"field": said["field"], "map": {key: role(one) for key, one in said["map"].items()}}
        }
    return OTHERS[kind](said, words, ladders)


def role(key: str) -> Rule:
    """A role; one that every department has, of the starter's."""
    return {"role": key, "of": STARTERS} if key in OF_DEPARTMENTS else {"role": key}


def joined(rules: list[Rule]) -> Rule:
    return rules[0] if len(rules) == 1 else {"any_of": rules}


def line_of(said: Mapping[str, Any]) -> Rule:
    return {"line_of": STARTERS, "to": said["upto"]}


def stopping(said: Mapping[str, Any], stop: Mapping[str, Any], words: Words) -> Rule:
    """The line, up to a lower level while a condition holds."""
    when = words.condition(stop["when"])
    return {
        "listed": [
            {"approvers": {"line_of": STARTERS, "to": stop["level"]}, "when": when},
            {"approvers": line_of(said), "when": f"$not({when})"},
        ]
    }


def starting_from_leader(_: Mapping[str, Any]) -> Rule:
    """The line without the department's head."""
    return {"any_of": [{"division_leader_of": STARTERS}, {"role": "president"}]}


def free_below(said: Mapping[str, Any], ladders: Mapping[str, Any]) -> int:
    """The amount in fen under which a ladder asks nobody."""
    tiers = ladders[said["ladder"]]["tiers"]
    return next(int(tier["from"]) * 100 for tier in tiers if tier["approvers"])


def people_told(to: list[str], words: Words) -> Rule:
    """The rule for a list of whom to tell."""
    return joined([_told(one, words) for one in to])


def _told(one: str, words: Words) -> Rule:
    kind, _, rest = one.partition(":")
    name = (rest or one).removeprefix("$form.").removeprefix("form.")
    if kind == "role":
        return role(rest)
    if kind == "starter_of":
        return {"starter_of": name}
    if kind in {"dept_head", "dept_heads"}:
        return {"head_of": name}
    if kind == "library":
        field, _, user = rest.rpartition(".")
        return {"record": {"field": field, "user": user}}
    if one in TOLD:
        return dict(TOLD[one])
    if one.startswith("$form.") or kind == "persons":
        return {"field": name}
    raise KeyError(one)


def _ladder(said: Mapping[str, Any], _: Words, ladders: Mapping[str, Any]) -> Rule:
    ladder = ladders[said["ladder"]]
    rungs = [
        {
            **({} if tier["to"] is None else {"below": tier["to"] * 100}),
            "approvers": joined([_rung(one) for one in tier["approvers"]]),
        }
        for tier in ladder["tiers"]
        if tier["approvers"]
    ]
    by = said["amount"].removeprefix("form.")
    return {"ladder": {"by": by, "rungs": rungs, "cumulative": ladder["cumulative"]}}


def _rung(one: Mapping[str, Any]) -> Rule:
    return role(one["role"]) if "role" in one else dict(SIMPLE[one["kind"]])


def _listed(said: Mapping[str, Any], words: Words, _: Mapping[str, Any]) -> Rule:
    entries = []
    for one in said["list"]:
        when = {"when": words.condition(one["when"])} if "when" in one else {}
        entries.append({"approvers": role(one["role"]), **when})
    return {"listed": entries}


def _library_user(said: Mapping[str, Any], _: Words, __: Mapping[str, Any]) -> Rule:
    if said["attr"] == "dept_head":
        return {"head_of": HEADS_OF[said["field"]]}
    return {"record": {"field": said["field"], "user": said["attr"]}}


SIMPLE: Mapping[str, Rule] = {
    "starter": {"starter": True},
    "starter_dept_head": {"head_of": STARTERS},
    "starter_dept_head_or_deputy": {"any_of": [{"head_of": STARTERS}, {"deputy_of": STARTERS}]},
    "starter_division_leader": {"division_leader_of": STARTERS},
}
OF_FIELDS = {
    "field_user": "field",
    "field_dept_head": "head_of",
    "field_dept_division_leader": "division_leader_of",
}
OTHERS = {
    "management_line": lambda said, *_: line_of(said),
    "role_by_amount": _ladder,
    "role_list_by_condition": _listed,
    "library_field_user": _library_user,
    "field_dept_role": lambda said, *_: {"role": said["role"], "of": said["field"]},
}
TOLD: Mapping[str, Rule] = {"starter": {"starter": True}, "starter_dept_head": {"head_of": STARTERS}}
