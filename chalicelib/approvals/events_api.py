"""Outside events over HTTP: no session, but the signature of the system that sends them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.approvals import events, systems
from chalicelib.approvals.events import Happened
from chalicelib.approvals.model.errors import (
    NotWaitingForError,
    RequestNotFoundError,
    SignatureInvalidError,
)
from chalicelib.approvals.model.types import State
from chalicelib.platform.errors import BodyTooLargeError, BusyError, IdempotencyKeyReusedError
from chalicelib.platform.web import Api, Call

api = Api(__name__)
MOST_BYTES = 64 * 1024


class EventBody(BaseModel):
    """`request` is its id, or with `flow` its serial number; `data` goes into the record."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(min_length=1, max_length=60)
    request: str = Field(min_length=1, max_length=100)
    flow: str = Field(default="", max_length=60)
    data: dict[str, Any] = {}


class EventTaken(BaseModel):
    """The request the event belongs to, as it stands now."""

    request: str
    serial: str
    status: str


@api.on(
    "POST",
    "/events/{system}",
    body=EventBody,
    out=EventTaken,
    open=True,
    errors=(
        SignatureInvalidError,
        BodyTooLargeError,
        RequestNotFoundError,
        NotWaitingForError,
        IdempotencyKeyReusedError,
        BusyError,
    ),
)
def take_event(call: Call, system: str) -> EventTaken:
    """Something has happened that a request waits for. Signed as Standard Webhooks; a repeat is answered the same."""
    message = signed_message(call, system)
    body: EventBody = call.body
    return taken(events.arrived(system, message, Happened(body.type, body.request, body.flow, body.data)))


def signed_message(call: Call, system: str) -> str:
    """The id of a message this system has sent. Raises BodyTooLargeError, SignatureInvalidError."""
    if len(call.raw) > MOST_BYTES:
        raise BodyTooLargeError(limit_kb=MOST_BYTES // 1024)
    return systems.verify(system, call.headers, call.raw)


def taken(state: State) -> EventTaken:
    """The request as it stands, for the system that wrote."""
    request = state.request
    return EventTaken(request=request.id, serial=request.serial, status=request.status.value)
