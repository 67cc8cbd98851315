"""Steps of the catalogue, as the nodes of a flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.flows.catalogue import effects, rules
from tests.flows.catalogue.conditions import Words
from tests.flows.catalogue.coverage import Entry

SIGNS = {"single": "any", "any": "any", "all": "all", "sequential": "in_order"}
KINDS = {"approve": "approve", "handle": "handle", "confirm": "handle"}
RENAMED = {"close": "closing"}
"""Keys that the compiler uses itself."""
BACKUPS = {"seal": "backup_keeper", "instrument": "backup_operator"}
GUARDED = {"staff-offboarding": "settle_note", "certificate-reissue": "verifier"}
"""The field at which a node's guard refuses."""
SEPARATED: Mapping[str, Mapping[str, str]] = {"material-inbound": {"same_person": "buyer"}}
"""Guards that two steps are not done by the same person: the derived value, and the earlier step."""
SYSTEMS: Mapping[str, dict[str, Any]] = {
    "verify_overtime": {
        "system": "attendance",
        "operation": "verify_overtime",
        "with": {"person": "starter.userid", "start_at": "start_at", "end_at": "end_at"},
    },
    "esign": {"system": "qiyuesuo", "operation": "sign", "with": {"request": "request.serial"}},
    "seal_authorize": {
        "system": "seal_device",
        "operation": "authorize",
        "with": {"seal": "seal", "uses": "seal_count", "hours": "24"},
    },
}
NEXT_MORNING = '$fromMillis($toMillis(date) + 86400000, "[Y0001]-[M01]-[D01]") & "T04:30"'
Node = dict[str, Any]


@dataclass
class Around:
    """What the steps of a flow are translated with."""

    flow: str
    words: Words
    ladders: Mapping[str, Any]
    later: Mapping[str, Any]
    checks: list[Mapping[str, Any]] = field(default_factory=list)
    urgency: Mapping[str, Any] | None = None
    remind_every: float = 4
    auto_pass: bool = False


def key_of(key: str) -> str:
    return RENAMED.get(key, key.replace("-", "_"))


def nodes_of(flow: Entry, around: Around) -> list[Node]:
    """All steps in their order; those of a parallel group as one fork."""
    found: list[Node] = []
    groups: dict[str, Node] = {}
    for step in flow.each("steps"):
        made = _step(step, around)
        group = step.take("parallel_group")
        if group is None:
            found += made
        elif group in groups:
            groups[group]["parallel"].append(made)
        else:
            groups[group] = {"key": group, "parallel": [made]}
            found.append(groups[group])
    return found


def _step(step: Entry, around: Around) -> list[Node]:
    kind, key = step.take("kind"), key_of(step.take("key"))
    base = {"key": key, "name": step.take("name_zh"), **_when(step, around)}
    step.take("mode")
    if kind == "subflow":
        return [_subflow(step, base, around)]
    if kind == "system":
        return _system(step, base, around)
    if kind == "read":
        assignee = rules.rule_of(step.take("assignee"), around.words, around.ladders)
        if step.take("blocking") is False:
            step.leave("due_hours")
        return [{"cc": assignee, **base}]
    return _person(step, kind, base, around)


def _when(step: Entry, around: Around) -> Node:
    """The condition of a step; of a ladder also that somebody is to be asked for so much."""
    said, assignee = step.take("when"), step.look("assignee")
    parts = [around.words.condition(said, machine=True)] if said else []
    if assignee["kind"] == "role_by_amount" and (free := rules.free_below(assignee, around.ladders)):
        parts.append(f"{assignee['amount'].removeprefix('form.')} >= {free}")
    joined = [f"({part})" if len(parts) > 1 and " or " in part else part for part in parts]
    return {"when": " and ".join(joined)} if parts else {}


def _person(step: Entry, kind: str, base: Node, around: Around) -> list[Node]:
    mode, said = step.look("mode"), step.take("assignee")
    key, rest = base["key"], {name: one for name, one in base.items() if name != "key"}
    word = "approve" if mode == "vote" else KINDS[kind]
    vote = step.take("vote")
    node: Node = {
        word: key,
        **rest,
        "approvers": _approvers(step, said, around),
        "sign": {"ratio": vote["pass_ratio"], "min_votes": vote["min_votes"]} if vote else SIGNS[mode],
        "due": _due(step, said, around),
        "return_to": step.take("return_to"),
    }
    if said["kind"] == "role_list_by_condition":
        node["empty"] = "pass"
    if fill := step.take("fill"):
        node["fields"] = dict.fromkeys(fill, "edit")
    if "guard" in step and around.flow in SEPARATED:
        node["not_by"] = list(SEPARATED[around.flow].values())
    node |= _decides(step, around)
    if checks := _checks(step, around):
        node["checks"] = checks
    return [*_waited(step, base), node, *_recorded(step, base, around)]


def _approvers(step: Entry, said: Mapping[str, Any], around: Around) -> rules.Rule:
    if "stop_at" in step:
        return rules.stopping(said, step.take("stop_at"), around.words)
    if step.take("start_from"):
        return rules.starting_from_leader(said)
    return rules.rule_of(said, around.words, around.ladders)


def _due(step: Entry, said: Mapping[str, Any], around: Around) -> Node:
    due: Node = {"hours": step.take("due_hours")}
    if around.remind_every != 4:
        due["remind_every_hours"] = around.remind_every
    if around.urgency:
        hours = {option: count for option, count in around.urgency["hours"].items() if count}
        due["by"] = {"field": around.urgency["field"], "hours": hours}
    overdue = step.take("overdue")
    if overdue == "auto_pass" or around.auto_pass:
        due["then"] = "auto_pass"
    else:
        due["tell_superior"] = {"workdays": 1}
    if overdue == "escalate_to_backup":
        backup = {"field": said["field"], "user": BACKUPS[said["field"]]}
        due["then"] = {"hand_to": {"record": backup}}
    return due


def _decides(step: Entry, around: Around) -> Node:
    """Results: what was filled in rejects, or returns."""
    if not (outcome := step.take("outcome")):
        return {}
    if "reject_when" in outcome:
        return {"results": [{"when": around.words.condition(outcome["reject_when"]), "reject": True}]}
    when = around.words.condition(outcome["when"])
    return {"results": [{"when": when, "return_to": key_of(outcome["return_to"])}]}


def _checks(step: Entry, around: Around) -> list[Node]:
    found = [
        {word: one for word, one in check.items() if word != "at"}
        for check in around.checks
        if check.get("at") == step.look("key")
    ]
    if "guard" in step:
        guard = step.take("guard")
        if around.flow in SEPARATED:
            return found
        when = around.words.condition(guard["block_when"])
        found.append({"when": when, "field": GUARDED[around.flow], "message": guard["message_zh"]})
    return found


def _waited(step: Entry, base: Node) -> list[Node]:
    """A wait before the work, under the same condition."""
    if not (days := step.take("wait_workdays")):
        return []
    before = {**base, "key": f"{base['key']}_wait", "name": f"{base['name']}（等待）"}
    return [{"wait": {"for": {"workdays": days}}, **before}]


def _recorded(step: Entry, base: Node, around: Around) -> list[Node]:
    """What a step writes itself."""
    found = []
    for place, one in enumerate(step.each("effects"), 1):
        one.take("do")
        written = effects.record(one, "lib_update", around.words)
        found.append({"record": written, **base, "key": f"{base['key']}_record_{place}", "name": ""})
    return found


def _subflow(step: Entry, base: Node, around: Around) -> Node:
    step.take("assignee")
    step.leave("due_hours")
    step.take("fill")
    start: Node = {"flow": step.take("flow"), "wait": step.take("wait")}
    start["map"] = around.words.handed(start["flow"], step.take("map"))
    if back := step.take("map_back"):
        start["result"] = {ours: f"answer.{theirs}" for theirs, ours in back.items()}
    return {"subflow": start, **base}


def _system(step: Entry, base: Node, around: Around) -> list[Node]:
    step.take("assignee")
    step.leave("due_hours")
    if "retry" in step:
        step.leave("retry")
    call: Node = dict(SYSTEMS[step.take("op")])
    if call["operation"] == "sign":
        file = "draft" if "draft" in around.later else "file"
        call["with"] = {**call["with"], "file": file}
    taken = [*step.take("fill", []), *(["signed_pdf"] if "signed_pdf" in around.later else [])]
    if taken:
        call["result"] = {name: f"answer.{name}" for name in taken}
    before = []
    if step.take("at"):
        before = [{"wait": {"until": NEXT_MORNING}, **base, "key": f"{base['key']}_wait", "name": "等待打卡"}]
    return [*before, {"call": call, **base, **_decides(step, around)}]
