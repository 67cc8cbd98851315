"""The way of a request as the pages draw it: what was, where it stands, what is ahead, with the people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.approvals.model import outcomes
from chalicelib.approvals.model.scoping import is_fork, rounds
from chalicelib.approvals.model.straight import was_approved
from chalicelib.approvals.model.types import SYSTEM, State, Task, TaskState, Visit
from chalicelib.directory import service as directory
from chalicelib.flows.model import REVISE


class Who(BaseModel):
    userid: str
    name: str


class NodePerson(Who):
    """A person at a node: `state` as their task's, or foreseen; `role` why they are asked; `on_behalf_of` the name of whom
    a standing proxy acts for (代). `number` is the task's, for taking it off the node; `task` its id, while it is in hand.
    """

    state: str
    role: str = "vote"
    number: int = 0
    task: str = ""
    on_behalf_of: str = ""
    at: str | None = None
    comment: str = ""


class PathNode(BaseModel):
    """A node on the way: `state` done, current, ahead, skipped, rejected, returned, sent_on, withdrawn or ended.

    `ways` are the ways of forks it stands in (`both.1`): nodes of different ways of a fork run side by side.
    """

    key: str
    name: str
    kind: str
    state: str
    people: list[NodePerson]
    ways: list[str] = []
    sign: str = ""
    reason: str = ""
    due_at: str | None = None


def foreseen_nodes(path: Iterable[Mapping[str, Any]]) -> list[PathNode]:
    """The way of a form that is not submitted yet."""
    path = list(path)
    people = directory.people(userids_of(path))
    names = {person.userid: person.name for person in people.values()}
    return [_ahead(node, names) for node in path]


def userids_of(path: Iterable[Mapping[str, Any]]) -> set[str]:
    """Everybody a foreseen way names."""
    found = {userid for node in path for userid in node["people"]}
    return found | {userid for node in path for userid in node.get("on_behalf_of", {}).values()}


def way(state: State, foreseen: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[PathNode]:
    """What is foreseen, with what happened; a node that happened unforeseen stands where it came."""
    nodes: list[PathNode] = []
    for told in foreseen:
        visits = state.visits_of(told["key"])
        nodes.append(_visited(visits[-1], state, names, told) if visits else _ahead(told, names))
    known = {node.key for node in nodes}
    for visit in sorted(state.visits, key=lambda v: v.opened_at):
        if visit.node not in known and visit.kind != "join":
            known.add(visit.node)
            latest = state.visits_of(visit.node)[-1]
            nodes.insert(_place(nodes, latest), _visited(latest, state, names))
    if not state.request.running:
        for node in nodes:
            node.state = "skipped" if node.state == "ahead" else node.state
    return nodes


def _place(nodes: list[PathNode], visit: Visit) -> int:
    """A correction stands before what is asked again; anything else before what is still ahead."""
    if visit.node == REVISE:
        return next((n for n, node in enumerate(nodes) if node.state == "returned"), 0)
    return next((n for n, node in enumerate(nodes) if node.state == "ahead"), len(nodes))


_STATE_OF = {
    outcomes.APPROVED: "done",
    outcomes.REJECTED: "rejected",
    outcomes.WITHDRAWN: "withdrawn",
    outcomes.ENDED: "ended",
}


def _state_of(state: State, visit: Visit) -> str:
    if visit.outcome is None or (is_fork(visit) and _under_way(state, visit)):
        return "current"
    name = visit.left or visit.outcome.name
    if name in _STATE_OF:
        return _STATE_OF[name]
    if outcomes.is_return(name):
        return "returned"
    return "done" if was_approved(state, visit) else "sent_on"


def _under_way(state: State, fork: Visit) -> bool:
    return any(v.open and fork.id in rounds(state, v.scope) for v in state.visits)


def _visited(
    visit: Visit, state: State, names: Mapping[str, str], foreseen: Mapping[str, Any] | None = None
) -> PathNode:
    tasks = state.tasks_of(visit)
    people = [
        _node_person(task, names, state.request.id) for task in tasks if task.state is not TaskState.CANCELLED
    ]
    if not tasks and visit.outcome and visit.outcome.by != SYSTEM:
        by = visit.outcome.by
        people = [NodePerson(userid=by, name=names.get(by, by), state="approved", at=visit.outcome.at)]
    return PathNode(
        key=visit.node,
        name=visit.name,
        kind=visit.kind,
        state=_state_of(state, visit),
        people=people,
        ways=list((foreseen or {}).get("ways", ())),
        sign=visit.sign,
        reason=visit.reason,
        due_at=visit.due_at if visit.open else None,
    )


def _node_person(task: Task, names: Mapping[str, str], request: str) -> NodePerson:
    return NodePerson(
        userid=task.userid,
        name=names.get(task.userid, task.userid),
        state=task.state.value,
        role=task.role.value,
        number=task.number,
        task=task.id_in(request) if task.in_hand else "",
        on_behalf_of=names.get(task.acts_for, task.acts_for),
        at=task.decided_at,
        comment=task.comment,
    )


def _ahead(node: Mapping[str, Any], names: Mapping[str, str]) -> PathNode:
    return PathNode(
        key=node["key"],
        name=node["name"],
        kind=node["kind"],
        state="ahead" if node["entered"] else "skipped",
        people=[
            NodePerson(
                userid=userid,
                name=names.get(userid, userid),
                state="foreseen",
                on_behalf_of=names.get(principal, principal),
            )
            for userid in node["people"]
            for principal in [node.get("on_behalf_of", {}).get(userid, "")]
        ],
        ways=list(node.get("ways", ())),
        reason=node.get("reason", ""),
    )
