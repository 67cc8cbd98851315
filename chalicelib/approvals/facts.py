"""The facts an operation is decided on, as the tables hold them now."""

from __future__ import annotations

from chalicelib.approvals import context
from chalicelib.approvals.model import outcomes
from chalicelib.approvals.model.types import IN_FAVOUR, State
from chalicelib.approvals.openings import Facts
from chalicelib.directory import service as directory_service
from chalicelib.flows.model import Flow
from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar


def facts_of(state: State) -> Facts:
    """What this request's nodes are opened on. It outlives its starter's leaving: in service or not."""
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    starter = directory_service.people([request.starter])[request.starter]
    return Facts(
        flow=flow,
        starter=starter,
        asking=context.asking_for(flow, starter, request.form, decided=decided(state), picks=request.picks),
        calendar=institute_calendar(),
        now=clock.now(),
    )


def decided(state: State) -> dict[str, tuple[str, ...]]:
    """Who decided at each node, by its latest visit that was approved."""
    found: dict[str, tuple[str, ...]] = {}
    for visit in sorted(state.visits, key=lambda v: v.number):
        if visit.outcome and not outcomes.is_return(visit.outcome.name):
            people = tuple(t.userid for t in state.tasks_of(visit) if t.state in IN_FAVOUR)
            found |= {visit.node: people} if people else {}
    return found


def flow_of(state: State) -> Flow:
    return context.flow_of(state.request.flow, state.request.flow_version)
