"""What people are told about a request. Texts live in chalicelib/messages, kinds in chalicelib/wecom/notices.py."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.approvals import card_results, context
from chalicelib.approvals.display import summary
from chalicelib.approvals.model.types import ANSWERING, State, TaskState, Visit
from chalicelib.directory import service as directory_service
from chalicelib.flows.model import Flow, Handle
from chalicelib.platform import links, messages
from chalicelib.wecom import service as wecom
from chalicelib.wecom.model import Data

DECIDING = frozenset({"todo", "remind"})
"""Kinds whose card may have buttons."""
APPROVE = "approve"
"""The one button of a card, whatever it says."""


def tell(state: State, body: dict[str, Any], key: str) -> None:
    """The message of an outbox row to everybody it names, once; those who may decide on the card get buttons."""
    visit = state.visit(body.get("node", ""), body.get("visit", 0))
    flow = context.flow_of(state.request.flow, state.request.flow_version)
    wecom.notify(body["to"], body["kind"], _data(state, body, visit, flow), key)


def _data(state: State, body: dict[str, Any], visit: Visit | None, flow: Flow) -> Data:
    request = state.request
    people = directory_service.people([request.starter])
    starter = people[request.starter].name if request.starter in people else request.starter
    told = Data(
        url=links.request(request.id),
        words={"flow": flow.name, "starter": starter, "node": visit.name if visit else ""},
        text=str(body.get("text") or request.title),
        lines=((messages.text("cards.serial"), request.serial), *summary(flow, request.form)),
    )
    if visit is None or body["kind"] not in DECIDING:
        return told
    word = "cards.confirm" if isinstance(flow.node(visit.node), Handle) else "cards.approve"
    return replace(
        told,
        about=card_results.about(request.id, visit),
        version=request.etag,
        buttons=((APPROVE, messages.text(word)),),
        deciding=tuple(one for one in body["to"] if _may_decide(state, visit, one)),
    )


def _may_decide(state: State, visit: Visit, userid: str) -> bool:
    """Whether this person could decide the visit at this moment, and its node lets them do so on a card."""
    return (
        visit.open
        and bool(visit.detail.get("on_card"))
        and any(
            task.userid == userid and task.state is TaskState.OPEN and task.role not in ANSWERING
            for task in state.tasks_of(visit)
        )
    )
