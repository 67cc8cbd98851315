"""Choices of people for nodes to come, as the pages ask for them: of the starter, and of who works before a node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.model.types import ANSWERING, State, Task, Visit
from chalicelib.approvals.way import Who
from chalicelib.directory import service as directory
from chalicelib.flows import approvers, form, path
from chalicelib.flows.approvers import Asking, Choice
from chalicelib.flows.model import REVISE, Flow
from chalicelib.platform import messages

Picks = Mapping[str, tuple[str, ...]]


class PickView(BaseModel):
    """People somebody chooses for a node, sent as `picks`: at most `most`, `among` these or (null) anybody in service.

    Without a choice the node's `empty` decides: nobody is needed where it is not `required`.
    """

    node: str
    name: str
    most: int
    required: bool
    among: list[Who] | None
    chosen: list[str]


def of_form(flow: Flow, values: Mapping[str, Any], asking: Asking) -> tuple[Choice, ...]:
    """What the starter of this form chooses."""
    return tuple(approvers.of_starter(_way(flow, values, asking), asking))


def of_task(state: State, flow: Flow, visit: Visit, task: Task, asking: Asking) -> tuple[Choice, ...]:
    """What who decides this task chooses: corrected by its starter the same as at the start."""
    if task.role in ANSWERING:
        return ()
    way = _way(flow, state.request.form, asking)
    found = (
        approvers.of_starter(way, asking)
        if visit.node == REVISE
        else approvers.of_previous(way, visit.node, asking)
    )
    return tuple(found)


def allowed(state: State, flow: Flow, visit: Visit, task: Task, picks: Picks) -> dict[str, tuple[str, ...]]:
    """What of somebody's picks is theirs to choose: a starter's for the starter, else for what comes directly after."""
    if not picks:
        return {}
    if visit.node == REVISE:
        return of_starter(flow, picks)
    theirs = {one.node.key for one in of_task(state, flow, visit, task, facts_of(state).asking)}
    return {node: people for node, people in picks.items() if node in theirs}


def of_starter(flow: Flow, picks: Picks) -> dict[str, tuple[str, ...]]:
    """What of picks is the starter's to choose."""
    theirs = approvers.left_to_starter(flow)
    return {node: tuple(people) for node, people in picks.items() if node in theirs}


def still_to_choose(state: State, flow: Flow, visit: Visit, task: Task) -> bool:
    """Whether who approves this task has to choose people and nobody has yet."""
    if not any(rule.previous_picks for _, rule in flow.rules()):
        return False
    asked = of_task(state, flow, visit, task, facts_of(state).asking)
    return any(one.required and not one.chosen for one in asked)


def pick_views(choices: Iterable[Choice]) -> list[PickView]:
    return [
        PickView(
            node=one.node.key,
            name=one.node.name or messages.text(f"nodes.{one.node.kind}"),
            most=one.most,
            required=one.required,
            among=None
            if one.among is None
            else [Who(userid=person.userid, name=person.name) for person in one.among],
            chosen=list(one.chosen),
        )
        for one in choices
    ]


def _way(flow: Flow, values: Mapping[str, Any], asking: Asking) -> approvers.Way:
    facts = directory.starter_facts(asking.starter, asking.directory)
    return list(path.path(flow, form.routing_values(flow, values, facts)))
