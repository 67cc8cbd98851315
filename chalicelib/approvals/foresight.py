"""What a request will do, told beforehand, and at the end why it did otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.approvals.model.types import ANSWERING, Role, State, Task, TaskState, Visit
from chalicelib.directory import service as directory_service
from chalicelib.flows import approvers, form, path
from chalicelib.flows.approvers import Asking
from chalicelib.flows.model import Approve, Flow, Handle
from chalicelib.platform import messages

WHY_ADDED = {
    Role.BEFORE: "added",
    Role.AFTER: "added",
    Role.WITH: "added",
    Role.STAND_IN: "late",
}


def foresee(flow: Flow, values: Mapping[str, Any], asking: Asking) -> tuple[dict[str, Any], ...]:
    """The nodes on the way this form takes, with people and reason, as they stand now.

    Each: key, name, kind, entered, `ways` (the ways of forks it stands in, `both.1`), people, and for each person the
    reason, with the principal where a proxy acts.
    """
    facts = directory_service.starter_facts(asking.starter, asking.directory)
    routing = form.routing_values(flow, values, facts)
    return tuple(
        _foreseen(node, values, asking, entered=entered, ways=[f"{fork}.{way}" for fork, way in scope])
        for node, entered, scope in path.path(flow, routing)
    )


def explained(state: State) -> list[dict[str, Any]]:
    """Every difference between what was foreseen at the (last) submission and what happened: the node, the people foreseen
    and those asked, and why. Nothing for a node that went as foreseen.
    """
    told = {node["key"]: node for node in state.request.preview if node["kind"] in {"approve", "handle"}}
    found = []
    for key, node in told.items():
        visits = state.visits_of(key)
        if node["entered"] and visits:
            found += _compared(state, node, visits[-1])
        elif node["entered"] and not state.request.running:
            found.append(_difference(node, node["people"], [], "not_reached"))
    unforeseen = [
        v for v in state.visits if v.kind in {"approve", "handle"} and not told.get(v.node, {}).get("entered")
    ]
    found += [
        _difference(
            {"key": v.node, "name": v.name},
            [],
            _asked(state, v),
            "form_changed" if state.request.form_revision > 1 else "sent_there",
        )
        for v in unforeseen
    ]
    return found


def _foreseen(
    node: Any, values: Mapping[str, Any], asking: Asking, *, entered: bool, ways: list[str]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": node.key,
        "name": node.name or messages.text(f"nodes.{node.kind}"),
        "kind": node.kind,
        "entered": entered,
        "ways": ways,
        "people": [],
    }
    if not entered or not isinstance(node, Approve | Handle):
        return told
    if node.approvers.field and "." not in node.approvers.field and not values.get(node.approvers.field):
        return {**told, "reason": messages.text("approvers.not_chosen")}
    found = approvers.resolve(node, asking)
    if approvers.unpicked(node, asking):
        # Whom `empty` would name is nobody's expectation: somebody is still to choose.
        reason = messages.text(f"unpicked.{node.approvers.says}")
        return {**told, "reason": reason, "refused": found.refused, "unpicked": True}
    told["people"] = [seat.userid for seat in found.seats]
    told["on_behalf_of"] = {seat.userid: seat.on_behalf_of for seat in found.seats if seat.on_behalf_of}
    told["reason"] = approvers.reason_text(found)
    told["refused"] = found.refused
    return told


def _compared(state: State, node: Mapping[str, Any], visit: Visit) -> list[dict[str, Any]]:
    asked = _asked(state, visit)
    if sorted(asked) == sorted(node["people"]) or node.get("unpicked"):
        return []
    reasons = [
        _why(state, visit, task) for task in state.tasks_of(visit) if task.userid not in node["people"]
    ]
    reasons = [reason for reason in reasons if reason]
    if not asked and visit.outcome:
        reasons.append("merged" if visit.outcome.by != "system" else "passed")
    return [_difference(node, node["people"], asked, *(dict.fromkeys(reasons or [_changed(state)])))]


def _asked(state: State, visit: Visit) -> list[str]:
    """Who was asked to decide in the end, whatever became of it."""
    return [
        task.userid
        for task in state.tasks_of(visit)
        if task.role not in ANSWERING | {Role.COPY} and task.state is not TaskState.COPIED
    ]


def _why(state: State, visit: Visit, task: Task) -> str:
    if task.role in WHY_ADDED:
        return WHY_ADDED[task.role]
    if task.role in ANSWERING | {Role.COPY}:
        return ""
    if task.on_behalf_of:
        return "proxy"
    if any(t.state in {TaskState.TRANSFERRED, TaskState.EXPIRED} for t in state.tasks_of(visit)):
        return "handed_on"
    return _changed(state)


def _changed(state: State) -> str:
    return "form_changed" if state.request.form_revision > 1 else "directory_changed"


def _difference(node: Mapping[str, Any], foreseen: Any, asked: Any, *reasons: str) -> dict[str, Any]:
    return {
        "node": node["key"],
        "name": node["name"],
        "foreseen": list(foreseen),
        "asked": list(asked),
        "reasons": [messages.text(f"differences.{reason}") for reason in reasons],
    }
