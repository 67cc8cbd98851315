"""Requests and tasks as the pages get them: names instead of ids, what may be done, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.approvals import context, display, journal, service
from chalicelib.approvals.model.engine import COMMENT_NEEDED
from chalicelib.approvals.model.types import SYSTEM, OutcomeName, Request, State, Task, TaskState, Visit
from chalicelib.directory import service as directory
from chalicelib.directory.api import PersonView, person_view
from chalicelib.directory.model import Person
from chalicelib.flows.model import REVISE, Flow, Withdraw
from chalicelib.flows.views import FieldView, field_views, section_name
from chalicelib.platform import messages


class Who(BaseModel):
    userid: str
    name: str


class NodePerson(Who):
    """A person at a node: `state` open, approved, rejected, returned, resubmitted, expired, copied or foreseen."""

    state: str
    at: str | None = None
    comment: str = ""


class PathNode(BaseModel):
    """A node on the way: `state` done, current, ahead, skipped, rejected, returned or withdrawn."""

    key: str
    name: str
    kind: str
    state: str
    people: list[NodePerson]
    reason: str = ""
    due_at: str | None = None


class TimelineEntry(BaseModel):
    seq: int
    at: str
    actor: Who | None
    action: str
    node: str
    node_name: str
    comment: str
    text: str


class MyTask(BaseModel):
    """My open task here; `etag` goes into If-Match of the decision."""

    id: str
    node: str
    node_name: str
    actions: list[str]
    etag: str
    opened_at: str
    due_at: str | None


class RequestFlow(BaseModel):
    key: str
    version: int
    name: str
    section_name: str


class RequestView(BaseModel):
    id: str
    serial: str
    title: str
    status: str
    starter: PersonView
    submitted_at: str
    closed_at: str | None
    flow: RequestFlow
    form: dict[str, Any]
    fields: list[FieldView]
    display: dict[str, str]
    path: list[PathNode]
    timeline: list[TimelineEntry]
    my_tasks: list[MyTask]
    actions: list[str]
    comment_required_for: list[str]
    etag: str


def request_view(state: State, userid: str) -> RequestView:
    """Everything a person sees of a request they may see."""
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    events = journal.events(request.id)
    people = directory.people(_named(state, flow, events))
    departments = directory.departments()
    names = {person.userid: person.name for person in people.values()}
    visible = [view for view in field_views(flow.form) if flow.form[view.key].visible is not False]
    shown = {view.key: request.form[view.key] for view in visible if view.key in request.form}
    return RequestView(
        id=request.id,
        serial=request.serial,
        title=request.title,
        status=request.status.value,
        starter=person_view(people[request.starter], departments),
        submitted_at=request.submitted_at,
        closed_at=request.closed_at,
        flow=RequestFlow(
            key=flow.key,
            version=request.flow_version,
            name=flow.name,
            section_name=section_name(flow.section),
        ),
        form=shown,
        fields=visible,
        display=display.texts(flow, shown, names),
        path=_path(state, names),
        timeline=[_entry(event, state, flow, names) for event in events],
        my_tasks=_my_tasks(state, userid),
        actions=_actions(state, flow, userid),
        comment_required_for=sorted(action.value for action in COMMENT_NEEDED),
        etag=service.etag_of(request),
    )


def may_see(state: State, person: Person) -> bool:
    """Whoever started it, was ever asked or copied, and administrators."""
    return (
        state.request.starter == person.userid
        or any(task.userid == person.userid for task in state.tasks)
        or "admin" in person.roles
    )


def foreseen_nodes(path: Iterable[Mapping[str, Any]]) -> list[PathNode]:
    """The way of a form that is not submitted yet."""
    path = list(path)
    people = directory.people(userid for node in path for userid in node["people"])
    names = {person.userid: person.name for person in people.values()}
    return [_ahead(node, names) for node in path]


def _named(state: State, flow: Flow, events: Iterable[Mapping[str, Any]]) -> set[str]:
    """Every userid a view of this request shows a name for."""
    request = state.request
    found = {request.starter, *(task.userid for task in state.tasks)}
    found |= {str(event["actor"]) for event in events} - {SYSTEM}
    found |= {str(event["detail"].get("by", "")) for event in events} - {"", SYSTEM}
    found |= {userid for node in request.preview for userid in node["people"]}
    return found | context.users_in(flow, request.form)


def _path(state: State, names: Mapping[str, str]) -> list[PathNode]:
    """What was foreseen, with what happened; a node that happened unforeseen stands where it came."""
    nodes: list[PathNode] = []
    for foreseen in state.request.preview:
        visits = state.visits_of(foreseen["key"])
        nodes.append(_visited(visits[-1], state, names) if visits else _ahead(foreseen, names))
    known = {node.key for node in nodes}
    for visit in sorted(state.visits, key=lambda v: v.opened_at):
        if visit.node not in known:
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
    OutcomeName.APPROVED: "done",
    OutcomeName.REJECTED: "rejected",
    OutcomeName.RETURNED: "returned",
    OutcomeName.WITHDRAWN: "withdrawn",
}


def _visited(visit: Visit, state: State, names: Mapping[str, str]) -> PathNode:
    tasks = state.tasks_of(visit)
    people = [_node_person(task, names) for task in tasks if task.state is not TaskState.CANCELLED]
    if not tasks and visit.outcome and visit.outcome.by != SYSTEM:
        by = visit.outcome.by
        people = [NodePerson(userid=by, name=names.get(by, by), state="approved", at=visit.outcome.at)]
    return PathNode(
        key=visit.node,
        name=visit.name,
        kind=visit.kind,
        state=_STATE_OF[visit.outcome.name] if visit.outcome else "current",
        people=people,
        reason=visit.reason,
        due_at=visit.due_at if visit.open else None,
    )


def _node_person(task: Task, names: Mapping[str, str]) -> NodePerson:
    return NodePerson(
        userid=task.userid,
        name=names.get(task.userid, task.userid),
        state=task.state.value,
        at=task.decided_at,
        comment=task.comment,
    )


def _ahead(node: Mapping[str, Any], names: Mapping[str, str]) -> PathNode:
    return PathNode(
        key=node["key"],
        name=node["name"],
        kind=node["kind"],
        state="ahead" if node["entered"] else "skipped",
        people=[NodePerson(userid=u, name=names.get(u, u), state="foreseen") for u in node["people"]],
        reason=node.get("reason", ""),
    )


def _entry(event: Mapping[str, Any], state: State, flow: Flow, names: Mapping[str, str]) -> TimelineEntry:
    actor = str(event["actor"])
    node = flow.node(event["node"])
    visit = state.visit(event["node"], event["visit"])
    node_name = node.name if node else visit.name if visit else ""
    by = str(event["detail"].get("by", ""))
    return TimelineEntry(
        seq=event["seq"],
        at=event["at"],
        actor=None if actor == SYSTEM else Who(userid=actor, name=names.get(actor, actor)),
        action=event["action"],
        node=event["node"],
        node_name=node_name,
        comment=event["comment"],
        text=messages.text(
            f"events.{event['action']}",
            node=node_name,
            by=names.get(by, by),
            people="、".join(names.get(u, u) for u in event["detail"].get("people", ())),
            status=messages.text(f"status.{event['detail']['status']}")
            if "status" in event["detail"]
            else "",
        ),
    )


def _my_tasks(state: State, userid: str) -> list[MyTask]:
    return [
        MyTask(
            id=task.id_in(state.request.id),
            node=visit.node,
            node_name=visit.name,
            actions=list(visit.actions),
            etag=service.etag_of(state.request),
            opened_at=task.opened_at,
            due_at=task.due_at,
        )
        for visit in state.open_visits()
        for task in state.tasks_of(visit)
        if task.userid == userid and task.state is TaskState.OPEN
    ]


def _actions(state: State, flow: Flow, userid: str) -> list[str]:
    request: Request = state.request
    if not request.running or request.starter != userid or not state.open_visits():
        return []
    decided = any(t.state in {TaskState.APPROVED, TaskState.REJECTED} for t in state.tasks)
    may_withdraw = flow.withdraw is Withdraw.ANY_TIME or (
        flow.withdraw is Withdraw.BEFORE_FIRST_DECISION and not decided
    )
    waits_for_others = any(visit.node != REVISE for visit in state.open_visits())
    return (["withdraw"] if may_withdraw else []) + (["remind"] if waits_for_others else [])
