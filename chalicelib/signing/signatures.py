"""How calls to Qiyuesuo (契约锁) are signed, in its three generations. Pure.

https://open.qiyuesuo.com/document/2279605535600803840; known answers in tests/vectors/qiyuesuo.json. The signature
covers neither path nor body: only TLS protects what is said. Every attempt needs a nonce and a time of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum


class Generation(Enum):
    """Which headers an installation wants."""

    PRIVATE = "x-qys-"
    """Private cloud up to 4.x."""
    OPEN = "x-qys-open-"
    """The older open platform."""
    NONCE = "x-qys-open-nonce"
    """The open platform of today: as OPEN, and a nonce that is refused when it comes again within ten minutes."""


@dataclass(frozen=True)
class Key:
    """Token and secret of our application at Qiyuesuo."""

    token: str
    secret: str


def base_of(generation: Generation, key: Key, timestamp: str, nonce: str = "") -> str:
    """The text that is hashed. `timestamp` in milliseconds, or `0` where the private cloud is set to take it."""
    return f"{key.token}{key.secret}{timestamp}{nonce if generation is Generation.NONCE else ''}"


def headers(generation: Generation, key: Key, timestamp: str, nonce: str = "") -> dict[str, str]:
    """What a call carries."""
    prefix = Generation.PRIVATE.value if generation is Generation.PRIVATE else Generation.OPEN.value
    signed = hexadecimal(base_of(generation, key, timestamp, nonce))
    once = {f"{prefix}nonce": nonce} if generation is Generation.NONCE else {}
    return {
        f"{prefix}accesstoken": key.token,
        f"{prefix}timestamp": timestamp,
        **once,
        f"{prefix}signature": signed,
    }


def hexadecimal(text: str) -> str:
    """MD5 in small letters: the vendor's choice, not ours."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
