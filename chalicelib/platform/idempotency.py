"""A creating call may arrive twice (double click, retry after a lost answer) and must create once.

The caller's `Idempotency-Key` becomes a row in the same transaction as what it creates, so the two cannot part.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.platform import clock
from chalicelib.platform.errors import IdempotencyKeyReusedError
from chalicelib.platform.sessions import PlatformRow
from chalicelib.platform.store import Put

KEEP = dt.timedelta(days=7)


class AttemptRow(PlatformRow, discriminator="attempt"):
    body_hash = UnicodeAttribute()
    created = UnicodeAttribute()


@dataclass(frozen=True)
class Attempt:
    """One creating call: who, their key, and what they sent."""

    userid: str
    key: str
    body: Any

    def created_before(self) -> str | None:
        """The id an earlier identical call created, if there was one.

        Raises IdempotencyKeyReusedError when the key was used for another body.
        """
        try:
            row = AttemptRow.get(self._pk(), "ATTEMPT", consistent_read=True)
        except AttemptRow.DoesNotExist:
            return None
        if row.body_hash != self._hash():
            raise IdempotencyKeyReusedError
        return row.created

    def write(self, created: str) -> Put:
        """The row that remembers this call; goes into the transaction that creates `created`."""
        row = AttemptRow(
            self._pk(),
            "ATTEMPT",
            body_hash=self._hash(),
            created=created,
            expires_at=clock.now() + KEEP,
        )
        return Put(row, AttemptRow.pk.does_not_exist())

    def _pk(self) -> str:
        return f"ATTEMPT#{self.userid}#{self.key}"

    def _hash(self) -> str:
        return hashlib.sha256(json.dumps(self.body, sort_keys=True).encode()).hexdigest()
