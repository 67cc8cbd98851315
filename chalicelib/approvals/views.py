"""Requests and tasks as the pages get them: names instead of ids, what may be done, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.approvals import context, decisions, display, journal, meetings
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.foresight import explained, foresee
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.deciding import COMMENT_NEEDED
from chalicelib.approvals.model.types import ANSWERING, SYSTEM, Request, State, TaskState, Visit
from chalicelib.approvals.picking import PickView, of_task, pick_views
from chalicelib.approvals.way import PathNode, Who, userids_of, way
from chalicelib.directory import service as directory
from chalicelib.directory.api import PersonView, person_view
from chalicelib.directory.model import Person
from chalicelib.flows import form
from chalicelib.flows.approvers import Asking
from chalicelib.flows.model import REVISE, Approve, Flow, Handle
from chalicelib.flows.views import FieldView, field_views, section_name
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import DomainError


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
    """My open task here; `etag` goes into If-Match of the decision. `picks`: whom I choose with it for later nodes."""

    id: str
    node: str
    node_name: str
    role: str
    number: int
    on_behalf_of: str
    waiting: bool
    actions: list[str]
    returns: list[ReturnTargetView]
    fields: dict[str, NodeFieldView]
    picks: list[PickView]
    etag: str
    opened_at: str
    due_at: str | None


class ReturnTargetView(BaseModel):
    """A node my task can be returned to; `revise` is the starter."""

    node: str
    name: str


class NodeFieldView(BaseModel):
    """What I may do with a field at my node: hidden, read, edit or required; of a table by column."""

    access: str
    columns: dict[str, str] = {}
    rows: str = "fixed"


class DoneTask(BaseModel):
    """A decision of mine that I could take back now."""

    id: str
    node_name: str


class PathDifference(BaseModel):
    """Where a request went otherwise than foreseen, and why."""

    node: str
    name: str
    foreseen: list[str]
    asked: list[str]
    reasons: list[str]


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
    differences: list[PathDifference]
    timeline: list[TimelineEntry]
    my_tasks: list[MyTask]
    take_back: list[DoneTask]
    due_at: str | None
    actions: list[str]
    comment_required_for: list[str]
    etag: str
    version: str


def request_view(state: State, userid: str) -> RequestView:
    """Everything a person sees of a request they may see."""
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    events = journal.events(request.id)
    asking = facts_of(state).asking if request.running else None
    ahead = foresee(flow, request.form, asking) if asking else request.preview
    people = directory.people(_named(state, flow, events) | userids_of(ahead))
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
        path=way(state, ahead, names),
        differences=_differences(state, names),
        timeline=[_entry(event, state, flow, names) for event in events],
        my_tasks=_my_tasks(state, flow, userid, names, asking) if asking else [],
        take_back=_may_take_back(state, flow, userid) if request.running else [],
        due_at=request.due_at,
        actions=_actions(state, flow, userid),
        comment_required_for=sorted(action.value for action in COMMENT_NEEDED),
        etag=request.etag,
        version=request.version,
    )


def may_see(state: State, person: Person) -> bool:
    """Whoever started it, was ever asked or copied, and administrators."""
    return (
        state.request.starter == person.userid
        or any(task.belongs_to(person.userid) for task in state.tasks)
        or person.userid in state.request.supervisors
        or "admin" in person.roles
    )


def _named(state: State, flow: Flow, events: Iterable[Mapping[str, Any]]) -> set[str]:
    """Every userid a view of this request shows a name for."""
    request = state.request
    found = {request.starter, *(task.userid for task in state.tasks)}
    found |= {task.on_behalf_of for task in state.tasks if task.on_behalf_of}
    found |= {str(event["detail"].get("to", "")) for event in events} - {""}
    found |= {str(who) for event in events for who in event["detail"].get("mentioned", ())}
    found |= {str(who) for event in events for who in event["detail"].get("people", ())}
    found |= {str(event["actor"]) for event in events} - {SYSTEM}
    found |= {str(event["detail"].get("by", "")) for event in events} - {"", SYSTEM}
    found |= userids_of(request.preview)
    return found | context.users_in(flow, request.form)


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
            to=_to(event, flow, names),
            people=messages.text("chart.and").join(
                names.get(u, u) for u in event["detail"].get("people", ())
            ),
            status=messages.text(f"status.{event['detail']['status']}")
            if "status" in event["detail"]
            else "",
            flow=event["detail"].get("flow", ""),
            serial=event["detail"].get("serial", ""),
            problem=_problem(event["detail"]),
            title=event["detail"].get("title", ""),
            when=event["detail"].get("when", ""),
            link=event["detail"].get("link", ""),
        ),
    )


def _problem(detail: Mapping[str, Any]) -> str:
    """Why something came to nothing, as a sentence."""
    if detail.get("errcode"):
        return meetings.refusal(int(detail["errcode"]))
    said = detail.get("problem")
    return messages.problem(said["code"], **said["params"]) if said else ""


def _to(event: Mapping[str, Any], flow: Flow, names: Mapping[str, str]) -> str:
    """Where or to whom something went: a node's name, the starter, a person."""
    to = str(event["detail"].get("to", ""))
    if to == REVISE:
        return messages.text("nodes.starter")
    node = flow.node(to)
    return node.name if node else names.get(to, to)


def _my_tasks(
    state: State, flow: Flow, userid: str, names: Mapping[str, str], asking: Asking
) -> list[MyTask]:
    return [
        MyTask(
            id=task.id_in(state.request.id),
            node=visit.node,
            node_name=visit.name,
            role=task.role.value,
            number=task.number,
            on_behalf_of=names.get(task.acts_for, task.acts_for),
            waiting=task.state is TaskState.WAITING,
            actions=["answer", "transfer"] if task.role in ANSWERING else list(visit.actions),
            returns=_returns(state, flow, visit),
            fields=_fields(flow, visit),
            picks=pick_views(of_task(state, flow, visit, task, asking)),
            etag=state.request.etag,
            opened_at=task.opened_at,
            due_at=task.due_at,
        )
        for visit in state.open_visits()
        for task in state.tasks_of(visit)
        if task.belongs_to(userid) and task.in_hand
    ]


def _fields(flow: Flow, visit: Visit) -> dict[str, NodeFieldView]:
    node = flow.node(visit.node)
    if not isinstance(node, Approve | Handle):
        return {}
    return {
        key: NodeFieldView(
            access=grant.access.value,
            columns={column: access.value for column, access in grant.columns.items()},
            rows=grant.rows,
        )
        for key, grant in form.access_at(flow, node).items()
    }


def _actions(state: State, flow: Flow, userid: str) -> list[str]:
    """What a person may do with the request as a whole; what with a task stands there."""
    request: Request = state.request
    found = ["comment", "copy"]
    waiting = state.open_visits()
    at_rest = bool(waiting) or not request.running
    if request.starter == userid and at_rest and decisions.may_withdraw(state, flow, clock.now()):
        found.append("withdraw")
    if not request.running:
        return found
    found.append("supervise_end" if userid in request.supervisors else "supervise")
    if userid in {request.starter, *request.supervisors} and any(v.node != REVISE for v in waiting):
        found.append("remind")
    return found


def _returns(state: State, flow: Flow, visit: Visit) -> list[ReturnTargetView]:
    if "return" not in visit.actions:
        return []
    starter = messages.text("nodes.starter")
    return [
        ReturnTargetView(node=target.node, name=target.name or starter)
        for target in engine.return_targets(state, flow, visit)
    ]


def _may_take_back(state: State, flow: Flow, userid: str) -> list[DoneTask]:
    """My approvals that I could take back now."""
    found = []
    for visit in state.visits:
        for task in state.tasks_of(visit):
            if task.state is TaskState.APPROVED and task.belongs_to(userid):
                place = (task.node, task.visit, task.number)
                try:
                    engine.take_back(state, flow, place, userid, "", "")
                except DomainError:
                    continue
                found.append(DoneTask(id=task.id_in(state.request.id), node_name=visit.name))
    return found


def _differences(state: State, names: Mapping[str, str]) -> list[PathDifference]:
    return [
        PathDifference(
            node=one["node"],
            name=one["name"],
            foreseen=[names.get(userid, userid) for userid in one["foreseen"]],
            asked=[names.get(userid, userid) for userid in one["asked"]],
            reasons=one["reasons"],
        )
        for one in explained(state)
    ]
