"""What comes back to a node that waits for no person: a call's answer, a sub-request's end, an outside event. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals import openings
from chalicelib.approvals.model import scoping, straight
from chalicelib.approvals.model.deciding import resubmit_form
from chalicelib.approvals.model.outcomes import REJECTED, returned_to
from chalicelib.approvals.model.steering import result_target
from chalicelib.approvals.model.timing import ended
from chalicelib.approvals.model.types import (
    SYSTEM,
    Action,
    Change,
    Event,
    Outcome,
    Outgoing,
    Request,
    State,
    Status,
    Task,
    Visit,
)
from chalicelib.approvals.openings import Facts
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.flows import form
from chalicelib.flows.calendar_functions import calendar_functions
from chalicelib.flows.model import MOST_VISITS, CallNode, OnFailure, Result, Subflow, SubflowEnd
from chalicelib.platform import clock, expressions, messages

Values = Mapping[str, Any]
PATIENCE = 5
"""So many attempts, over some seven minutes, before a node acts on a call that is not taken, or on a sub-request that
cannot be started.
"""


@dataclass(frozen=True)
class Child:
    """A sub-request: which of its node's it is, its id (none where it was not started), how it stands, its form, and once
    it was started its serial number.
    """

    number: int
    request: str
    status: str
    form: Values
    serial: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a sub-request cannot be started: the flow as people call it, the code of the sentence and what fills it."""

    flow: str
    code: str
    params: Values


def answered(state: State, visit: Visit, number: int, answer: Values, facts: Facts) -> Change | None:
    """A call was answered: parts of the answer go into the form, and the last one lets the node go on.

    None for one that was answered before, or that nobody waits for any more.
    """
    done = list(visit.detail.get("done", ()))
    if not visit.open or number in done:
        return None
    node = facts.flow.node(visit.node)
    visit = replace(visit, detail={**visit.detail, "done": [*done, number]})
    request = state.request
    if isinstance(node, CallNode):
        request = _taken(request, node.call.result, answer, facts)
    if len(done) + 1 < int(visit.detail["left"]):
        return Change(request, visits=(visit,))
    state, event = _with(state, request, visit), Event("called", SYSTEM, visit.node, visit.number)
    result = _result(node, request, facts) if isinstance(node, CallNode) else None
    return _by_result(state, visit, result, event, facts) if result else _gone_on(state, visit, event, facts)


def failed(state: State, visit: Visit, facts: Facts) -> Change | None:
    """A call was refused for good: the node goes on without it, or asks administrators whether to, as it says.

    Nothing where they are asked already, or nobody waits any more.
    """
    if not visit.open or visit.detail.get("failed"):
        return None
    event = Event("call_failed", SYSTEM, visit.node, visit.number)
    if visit.detail.get("on_failure") == OnFailure.GO_ON.value:
        return _gone_on(state, visit, event, facts)
    return _asked(state, visit, event, facts)


def started(state: State, visit: Visit, child: Child) -> Change | None:
    """A sub-request has begun, and the history names it; nothing where that is known."""
    if str(child.number) in visit.detail.get("children", {}):
        return None
    detail = {"number": child.number, "request": child.request, "serial": child.serial}
    event = Event("subflow_started", SYSTEM, visit.node, visit.number, detail=detail)
    return Change(state.request, visits=(_with_child(visit, child),), events=(event,))


def returned(state: State, visit: Visit, child: Child, facts: Facts) -> Change | None:
    """A sub-request has ended: its parent goes on when it was the last one it waits for."""
    node = facts.flow.node(visit.node)
    if not visit.open or not isinstance(node, Subflow):
        return None
    visit = _with_child(visit, child)
    done = [one["status"] for one in visit.detail["children"].values()]
    request = state.request
    if child.status == Status.APPROVED.value:
        request = _taken(request, node.subflow.result, child.form, facts)
    if len([status for status in done if status != Status.RUNNING.value]) < int(visit.detail["of"]):
        return Change(request, visits=(visit,))
    state = _with(state, request, visit)
    event = Event("subflow_ended", SYSTEM, visit.node, visit.number, detail={"status": child.status})
    if all(status == Status.APPROVED.value for status in done) or node.subflow.rejected is SubflowEnd.GO_ON:
        return _gone_on(state, visit, event, facts)
    name = REJECTED if node.subflow.rejected is SubflowEnd.REJECT else returned_to()
    outcome = Outcome(name, SYSTEM, clock.to_text(facts.now), state.request.routing)
    return ended(state, visit, outcome, 0, event)


def ended_after(state: State, visit: Visit, child: Child) -> Change | None:
    """A sub-request has ended that nobody waits for (any more): how is kept, and nothing else happens."""
    known = visit.detail.get("children", {}).get(str(child.number), {})
    if known.get("status") == child.status:
        return None
    return Change(state.request, visits=(_with_child(visit, child),))


def refused(state: State, visit: Visit | None, number: int, why: Refusal, facts: Facts) -> Change:
    """A sub-request cannot be started: for who waits for it, it was rejected. The history says why, and administrators
    are told. `visit` is where it was to be started; none for an effect.
    """
    child = Child(number, "", Status.REJECTED.value, {})
    change = None
    if visit is not None:
        change = returned(state, visit, child, facts) or Change(
            state.request, visits=(_with_child(visit, child),)
        )
    change = change or Change(state.request)
    node, place = (visit.node, visit.number) if visit else ("", 0)
    detail = {"number": number, "flow": why.flow, "problem": {"code": why.code, "params": dict(why.params)}}
    told = {
        "kind": "subflow_refused",
        "node": node,
        "visit": place,
        "to": _administrators(state, facts),
        "text": messages.problem(why.code, **why.params),
    }
    event = Event("subflow_refused", SYSTEM, node, place, detail=detail)
    return replace(
        change, events=(event, *change.events), outgoing=(*change.outgoing, Outgoing("message", told))
    )


def arrived(state: State, event: str, told: Values, facts: Facts) -> Change | None:
    """An outside event lets go on what waits for it; None where nothing waits for it (any more)."""
    visit = next((v for v in state.open_visits() if v.detail.get("event") == event), None)
    if visit is None:
        return None
    said = Event("event", SYSTEM, visit.node, visit.number, detail={"event": event, "told": dict(told)})
    return _gone_on(state, visit, said, facts)


def _result(node: CallNode, request: Request, facts: Facts) -> Result | None:
    today = clock.wall(facts.now).date().isoformat()
    starter = directory_service.starter_facts(facts.starter, facts.directory)
    seen = {**request.form, "starter": dict(starter), "today": today}
    return form.results_of(node, seen, calendar_functions(facts.calendar))


def _by_result(state: State, visit: Visit, result: Result, event: Event, facts: Facts) -> Change:
    """What was answered rejects the request or sends it back; one that went round too often is left to administrators,
    as after a call that failed.
    """
    event = replace(event, detail={"result": result.return_to or "reject"})
    if result.return_to and len(state.visits) >= MOST_VISITS:
        return _asked(state, visit, replace(event, action="call_failed"), facts)
    target = result_target(state, facts.flow, visit, result.return_to) if result.return_to else None
    name = returned_to(target.node) if target else REJECTED
    outcome = Outcome(name, SYSTEM, clock.to_text(facts.now), state.request.routing)
    return ended(state, visit, outcome, target.depth if target else 0, event)


def _asked(state: State, visit: Visit, event: Event, facts: Facts) -> Change:
    """Administrators get a task and a card: they let the request go on. Where they have one, nothing more."""
    to = [] if visit.detail.get("failed") else _administrators(state, facts)
    visit = replace(
        visit,
        actions=(Action.APPROVE.value,),
        reason=messages.text("approvers.call_failed"),
        detail={**visit.detail, "failed": True},
    )
    card, now = openings.card(state, facts, visit.name), clock.to_text(facts.now)
    tasks = tuple(
        Task(visit.node, visit.number, place, userid, now, due_at=visit.due_at, card=card)
        for place, userid in enumerate(to, 1)
    )
    body = {
        "kind": "call_failed",
        "node": visit.node,
        "visit": visit.number,
        "to": to,
        "text": messages.text("problems.call_failed"),
    }
    return Change(
        state.request,
        visits=(visit,),
        tasks=tasks,
        events=(replace(event, detail={**event.detail, "people": to}),),
        outgoing=(Outgoing("message", body),) if to else (),
    )


def _administrators(state: State, facts: Facts) -> list[str]:
    """Who looks after what went wrong; the starter only where there is nobody else."""
    found = [person.userid for person in facts.directory.in_role(ADMIN_ROLE)]
    return [userid for userid in found if userid != state.request.starter] or found


def _gone_on(state: State, visit: Visit, event: Event, facts: Facts) -> Change:
    """What was waited for is there: on to the next node, or straight back to where the request came from."""
    now = clock.to_text(facts.now)
    outcome = Outcome(straight.approved_name(visit), SYSTEM, now, state.request.routing)
    state = replace(state, request=straight.sent_on(state.request, visit))
    return ended(state, visit, outcome, len(scoping.rounds(state, visit.scope)), event)


def _taken(request: Request, wanted: Mapping[str, str], answer: Values, facts: Facts) -> Request:
    """The request with the parts of an answer that its node takes into the form."""
    taken = {key: expressions.evaluate(text, {"answer": dict(answer)}) for key, text in wanted.items()}
    taken = {key: value for key, value in taken.items() if value is not None}
    if not taken:
        return request
    starter = directory_service.starter_facts(facts.starter, facts.directory)
    values = {**request.form, **taken}
    return resubmit_form(request, values, form.routing_values(facts.flow, values, starter))


def _with(state: State, request: Request, visit: Visit) -> State:
    visits = tuple(visit if v.id == visit.id else v for v in state.visits)
    return replace(state, request=request, visits=visits)


def _with_child(visit: Visit, child: Child) -> Visit:
    one = {"request": child.request, "status": child.status}
    children = {**visit.detail.get("children", {}), str(child.number): one}
    return replace(visit, detail={**visit.detail, "children": children})
