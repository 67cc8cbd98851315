"""The audit chain: each event carries the hash of the one before it, so nobody can change the past quietly.

Pure: needs only the exported events. Canonical form RFC 8785, digest SHA-256 (pluggable: 密评 asks for SM3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

GENESIS = "0" * 64


def digest(event: Mapping[str, Any], previous: str, algorithm: str = "sha256") -> str:
    """Hash (lower hex) of an event that follows the one hashed `previous`.

    `event` is JSON: no `hash` or `prev_hash` of its own; numbers are integers or finite floats.
    """
    body = {key: value for key, value in event.items() if key not in {"hash", "prev_hash"}}
    return hashlib.new(algorithm, rfc8785.dumps({**body, "prev_hash": previous})).hexdigest()


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: the request, the place in it, and what is wrong, as one sentence."""

    request: str
    seq: int
    reason: str


def verify(events: Iterable[Mapping[str, Any]]) -> list[Break]:
    """Every break in the exported events of any number of requests; an empty list means whole.

    Events have `request`, `seq` (from 1, no gaps), `prev_hash`, `hash`. Order in the export does not matter,
    except that an event found twice or out of its place in its request's sequence is named.
    """
    breaks: list[Break] = []
    heads: dict[str, tuple[int, str]] = {}
    for event in events:
        request, seq = str(event.get("request")), int(event.get("seq", 0))
        last_seq, last_hash = heads.get(request, (0, GENESIS))
        if seq != last_seq + 1:
            breaks.append(Break(request, seq, f"event {last_seq + 1} expected here: one is missing or moved"))
        elif event.get("prev_hash") != last_hash:
            breaks.append(Break(request, seq, "does not follow the event before it"))
        elif event.get("hash") != digest(event, last_hash):
            breaks.append(Break(request, seq, "was changed after it was written"))
        heads[request] = (max(seq, last_seq), str(event.get("hash")))
    return breaks
