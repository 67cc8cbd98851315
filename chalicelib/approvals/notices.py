"""What people are told about a request, as messages for WeCom. Texts live in chalicelib/messages."""

from __future__ import annotations

from typing import Any

from chalicelib.approvals import context
from chalicelib.approvals.display import summary
from chalicelib.approvals.model.types import State
from chalicelib.directory import service as directory_service
from chalicelib.platform import links, messages
from chalicelib.wecom.model import Message


def notice(state: State, body: dict[str, Any]) -> list[Message]:
    """The message of an outbox row: one card to everybody it names. Nobody to tell: none."""
    to = tuple(dict.fromkeys(body["to"]))
    if not to:
        return []
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    people = directory_service.people([request.starter])
    starter = people[request.starter].name if request.starter in people else request.starter
    visit = state.visit(body.get("node", ""), body.get("visit", 0))
    node = visit.name if visit else ""
    kind = str(body["kind"])
    return [
        Message(
            kind=kind,
            to=to,
            title=messages.text(f"notices.{kind}", flow=flow.name, starter=starter, node=node),
            description=str(body.get("text") or request.title),
            lines=((messages.text("notices.serial"), request.serial), *summary(flow, request.form)),
            url=links.request(request.id),
        )
    ]
