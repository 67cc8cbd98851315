"""Calls to other systems: a signed POST each, at least once, with the answer taken back into the request.

Signed as Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks): the receiver checks
`webhook-signature` over id, timestamp and raw body; the id is the outbox row's, so a repeated call is recognised.
Which systems there are, with address and secret, is a parameter of the deployment.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import json
from typing import Any

from chalicelib.approvals import answering, journal
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.types import State
from chalicelib.platform import clock
from chalicelib.platform.aws import client
from chalicelib.platform.settings import settings

TIMEOUT_SECONDS = (2, 10)
ANSWER_BYTES = 200_000
PATIENCE = 5
"""So many attempts, over some five minutes, before a node acts on a call that is not taken."""


class CallFailedError(Exception):
    """The other system did not take the call; the outbox repeats it with growing pauses."""


def send(state: State, body: dict[str, Any], key: str, attempt: int) -> None:
    """Make one call and take its answer. Raises CallFailedError for anything but a 2xx answer.

    After a few attempts its node goes on without it, or an administrator is told, as the node says; the outbox
    goes on repeating the call all the same.
    """
    try:
        answer = _posted(body, key, state)
    except CallFailedError:
        if body["node"] and attempt >= PATIENCE:
            journal.change(state.request.id, lambda now: _decision(now, body, None))
        raise
    if body["node"]:
        journal.change(state.request.id, lambda now: _decision(now, body, answer))


def sign(secret: str, message: str, timestamp: int, raw: bytes) -> str:
    """The `webhook-signature` of a message. `secret` is base64, with or without `whsec_`."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    told = f"{message}.{timestamp}.".encode() + raw
    return "v1," + base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def _posted(body: dict[str, Any], key: str, state: State) -> dict[str, Any]:
    import requests

    system = _systems().get(body["system"])
    if system is None:
        raise CallFailedError(f"no system {body['system']} is configured")
    raw = json.dumps(
        {
            "type": body["operation"],
            "request": {"id": state.request.id, "serial": state.request.serial},
            "data": body["parts"],
        },
        ensure_ascii=False,
    ).encode()
    moment = int(clock.now().timestamp())
    try:
        answer = requests.post(
            system["url"],
            data=raw,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
            headers={
                "content-type": "application/json",
                "webhook-id": key,
                "webhook-timestamp": str(moment),
                "webhook-signature": sign(system["secret"], key, moment, raw),
            },
        )
    except requests.RequestException as error:
        raise CallFailedError(f"{body['system']}: {type(error).__name__}") from error
    if not 200 <= answer.status_code < 300 or len(answer.content) > ANSWER_BYTES:
        raise CallFailedError(f"{body['system']} answered {answer.status_code}")
    try:
        told = answer.json() if answer.content else {}
    except ValueError:
        told = {}
    return told if isinstance(told, dict) else {}


def _decision(state: State, body: dict[str, Any], answer: dict[str, Any] | None) -> Decision | None:
    """What an answer changes, or that there will be none."""
    visit = state.visit(body["node"], int(body["visit"]))
    if visit is None or not visit.open:
        return None
    facts = facts_of(state)
    if answer is None:
        change = answering.failed(state, visit, facts)
    else:
        change = answering.answered(state, visit, int(body["number"]), answer, facts)
    return None if change is None else (change, ())


@functools.lru_cache(maxsize=1)
def _systems() -> dict[str, dict[str, str]]:
    """Address and secret of each system, from the deployment's parameter: `{"website": {"url": …, "secret": …}}`."""
    name = settings().systems_parameter
    if not name:
        return {}
    found = client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    systems: dict[str, dict[str, str]] = json.loads(found)
    return systems
