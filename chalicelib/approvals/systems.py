"""Other systems an institute has joined: address and secret of each, and the signature under every message.

Both directions follow Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks): the signature
goes over id, timestamp and raw body, and the id makes a repeated message recognised. Which systems there are is a
parameter of the deployment, in SSM: `{"website": {"url": "https://…", "secret": "whsec_…"}}`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals import outward
from chalicelib.approvals.model.errors import SignatureInvalidError
from chalicelib.platform import clock
from chalicelib.platform.aws import client
from chalicelib.platform.settings import settings
from chalicelib.platform.webhooks import sign, signed_id

REMEMBERED_SECONDS = 60
"""So long a function goes without asking SSM again: a new system or secret is known within a minute."""


@dataclass(frozen=True)
class System:
    url: str
    secret: str


def known() -> Mapping[str, System]:
    """The systems of this deployment, by name."""
    return _known(int(clock.now().timestamp()) // REMEMBERED_SECONDS)


def verify(system: str, headers: Mapping[str, str], raw: bytes) -> str:
    """The id of a message that this system has really sent within the last five minutes.

    Raises SignatureInvalidError, for an unknown system too: who asks learns nothing of which there are.
    """
    found = known().get(system)
    now = int(clock.now().timestamp())
    message = signed_id([found.secret], headers, raw, now) if found else None
    if message is None:
        raise SignatureInvalidError
    return message


def post(system: System, message: str, raw: bytes) -> tuple[int, Any]:
    """Send a signed message: status and JSON of the answer (None where it is none).

    Raises outward.AddressRefusedError, and requests.RequestException where there is no answer.
    """
    moment = int(clock.now().timestamp())
    headers = {
        "content-type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(moment),
        "webhook-signature": sign(system.secret, message, moment, raw),
    }
    status, body = outward.post(system.url, raw, headers, anywhere=settings().stage == "local")
    if len(body) > outward.ANSWER_BYTES:
        return 413, None
    try:
        return status, json.loads(body) if body else None
    except ValueError:
        return status, None


@functools.lru_cache(maxsize=1)
def _known(_: int) -> Mapping[str, System]:
    name = settings().systems_parameter
    ssm = client("ssm")
    try:
        value = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        return {}
    return {key: System(one["url"], one["secret"]) for key, one in json.loads(value).items()}
