"""WeCom's callbacks over HTTP: no session, but the signature with our token."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.platform.answers import Answer
from chalicelib.platform.errors import BodyTooLargeError, BusyError
from chalicelib.platform.web import Api, Call
from chalicelib.wecom import callbacks
from chalicelib.wecom.callback_crypto import Envelope
from chalicelib.wecom.model import (
    CallbackForeignError,
    CallbackOldError,
    CallbackRepeatedError,
    CallbackSignatureError,
    CallbackUnreadableError,
    CallbackUnsetError,
)

api = Api(__name__)
REFUSALS = (
    CallbackOldError,
    CallbackSignatureError,
    CallbackForeignError,
    CallbackUnreadableError,
    CallbackUnsetError,
)
TEXT = {"Content-Type": "text/plain; charset=utf-8"}


class SignedQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    msg_signature: str = Field(min_length=1, max_length=64)
    timestamp: str = Field(min_length=1, max_length=12)
    nonce: str = Field(min_length=1, max_length=128)


class EchoQuery(SignedQuery):
    echostr: str = Field(min_length=1, max_length=2048)


@api.on("GET", "/wecom/callback", query=EchoQuery, open=True, errors=REFUSALS)
def check_callback(call: Call) -> Answer:
    """WeCom checks this address when it is entered in the console: the answer is what `echostr` hides, and nothing else."""
    query: EchoQuery = call.query
    # A `+` that was not escaped arrives as a blank, and base64 has none.
    sealed = query.echostr.replace(" ", "+")
    told = callbacks.echo(Envelope(query.msg_signature, query.timestamp, query.nonce, sealed))
    return Answer(told, headers=TEXT)


@api.on(
    "POST",
    "/wecom/callback",
    query=SignedQuery,
    open=True,
    any_type=True,
    errors=(*REFUSALS, BodyTooLargeError, CallbackRepeatedError, BusyError),
)
def take_callback(call: Call) -> Answer:
    """Something has happened in WeCom. An empty answer acknowledges it; it counts once, however often it comes."""
    query: SignedQuery = call.query
    callbacks.take(call.raw, query.msg_signature, query.timestamp, query.nonce)
    return Answer("", headers=TEXT)
