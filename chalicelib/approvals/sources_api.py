"""Requests of other systems over HTTP: no session, but the signature of the system that sends them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.approvals import sources
from chalicelib.approvals.events_api import EventTaken, signed_message, taken
from chalicelib.approvals.model.errors import (
    ApproverMissingError,
    FormInvalidError,
    FormTooLargeError,
    InTransitError,
    RequestClosedError,
    RequestNotFoundError,
    SignatureInvalidError,
    WithdrawNotAllowedError,
)
from chalicelib.approvals.sources import Wanted
from chalicelib.directory.model import PersonDisabledError, PersonNotFoundError
from chalicelib.flows.errors import FlowDisabledError, FlowNotFoundError
from chalicelib.libraries.model import BalanceError
from chalicelib.platform.errors import BodyTooLargeError, BusyError, IdempotencyKeyReusedError
from chalicelib.platform.web import Api, Call

api = Api(__name__)
SIGNED = (SignatureInvalidError, BodyTooLargeError, BusyError)


class StartBody(BaseModel):
    """`starter` is the userid of who answers for the request; what the form still misses they are asked for."""

    model_config = ConfigDict(extra="forbid")

    flow: str = Field(min_length=1, max_length=60)
    starter: str = Field(min_length=1, max_length=64)
    form: dict[str, Any]


class TakeBackBody(BaseModel):
    """`request` is its id, or with `flow` its serial number."""

    model_config = ConfigDict(extra="forbid")

    request: str = Field(min_length=1, max_length=100)
    flow: str = Field(default="", max_length=60)
    comment: str = Field(default="", max_length=500)


@api.on(
    "POST",
    "/systems/{system}/requests",
    body=StartBody,
    out=EventTaken,
    open=True,
    errors=(
        *SIGNED,
        FlowNotFoundError,
        FlowDisabledError,
        PersonNotFoundError,
        PersonDisabledError,
        FormInvalidError,
        FormTooLargeError,
        BalanceError,
        ApproverMissingError,
        IdempotencyKeyReusedError,
    ),
)
def start_request(call: Call, system: str) -> EventTaken:
    """Start a request of a flow that says `starters: {system: ...}`. A repeated message is answered the same."""
    message = signed_message(call, system)
    body: StartBody = call.body
    return taken(sources.start(system, message, Wanted(body.flow, body.starter.lower(), body.form)))


@api.on(
    "POST",
    "/systems/{system}/withdrawals",
    body=TakeBackBody,
    out=EventTaken,
    open=True,
    errors=(*SIGNED, RequestNotFoundError, RequestClosedError, WithdrawNotAllowedError, InTransitError),
)
def take_back_request(call: Call, system: str) -> EventTaken:
    """Take back a request this system started, where its flow says `withdraw: system`. Again: nothing."""
    signed_message(call, system)
    body: TakeBackBody = call.body
    return taken(sources.withdraw(system, body.request, body.flow, body.comment))
