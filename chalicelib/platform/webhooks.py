"""Signatures of Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks). Pure.

The signature goes over id, timestamp and the raw bytes of the body; the id makes a repeated message recognised. While a
key is replaced either the sender signs with both, or the receiver knows both: one fitting pair is enough.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping

FRESH_SECONDS = 300
LONGEST_TIMESTAMP = 12
"""Digits of seconds: `int` itself refuses texts of thousands."""


def sign(secret: str, message: str, timestamp: int, raw: bytes) -> str:
    """The `webhook-signature` of a message. `secret` is base64, with or without `whsec_`."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    told = f"{message}.{timestamp}.".encode() + raw
    return "v1," + base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def signed_id(secrets: Iterable[str], headers: Mapping[str, str], raw: bytes, now: int) -> str | None:
    """The id of a message signed with one of the secrets within five minutes of `now`; None for any other.

    `headers` have small names, `now` is in unix seconds.
    """
    message, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    fits = stamp.isdecimal() and len(stamp) <= LONGEST_TIMESTAMP
    if not message or not fits or abs(now - int(stamp)) > FRESH_SECONDS:
        return None
    try:
        wanted = [sign(secret, message, int(stamp), raw) for secret in secrets]
    except (binascii.Error, ValueError):
        return None
    given = headers.get("webhook-signature", "").split()
    fitting = [hmac.compare_digest(one.encode(), told.encode()) for one in wanted for told in given]
    return message if any(fitting) else None
