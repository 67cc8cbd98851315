"""Sessions of signed-in people. The browser holds a random token; what it means lives here and can be revoked.

Idle 30 minutes, absolute 12 hours (GB/T 22239 身份鉴别). `revoke_person` ends all of a person's sessions at the
next request: the directory calls it in the transaction that disables the person.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.platform import clock
from chalicelib.platform.errors import NotSignedInError
from chalicelib.platform.ids import new_secret
from chalicelib.platform.store import Operation, Put, Table

IDLE = dt.timedelta(minutes=30)
ABSOLUTE = dt.timedelta(hours=12)
TOUCH_EVERY = dt.timedelta(minutes=1)


class PlatformRow(Table):
    """Rows of the platform table: sessions, revocations, OAuth states, idempotency keys, counters."""

    class Meta(Table.Meta):
        capability = "platform"

    kind = DiscriminatorAttribute()

    expires_at = TTLAttribute(null=True)


class SessionRow(PlatformRow, discriminator="session"):
    userid = UnicodeAttribute()
    csrf = UnicodeAttribute()
    issued_at = UnicodeAttribute()
    seen_at = UnicodeAttribute()


class RevocationRow(PlatformRow, discriminator="revocation"):
    revoked_at = UnicodeAttribute()


class CounterRow(PlatformRow, discriminator="counter"):
    value = NumberAttribute(default=0)


@dataclass(frozen=True)
class Session:
    """Who is calling. `csrf` is what the X-CSRF-Token header must repeat."""

    userid: str
    csrf: str


def start(userid: str) -> str:
    """Begin a session and return its token: 64 hex characters, for the cookie only."""
    token, at = new_secret(), clock.now()
    SessionRow(
        _key(token),
        "SESSION",
        userid=userid,
        csrf=new_secret(),
        issued_at=clock.to_text(at),
        seen_at=clock.to_text(at),
        expires_at=at + ABSOLUTE,
    ).save()
    return token


def authenticate(token: str | None) -> Session:
    """The live session of a token. Raises NotSignedInError when there is none any more."""
    if not token or len(token) > 128:
        raise NotSignedInError
    row = _first(_key(token), "SESSION")
    if not isinstance(row, SessionRow):
        raise NotSignedInError
    at = clock.now()
    issued, seen = clock.from_text(row.issued_at), clock.from_text(row.seen_at)
    revocation = _first(_person_key(row.userid), "REVOKED")
    revoked = isinstance(revocation, RevocationRow) and revocation.revoked_at >= row.issued_at
    if revoked or at - seen > IDLE or at - issued > ABSOLUTE:
        raise NotSignedInError
    if at - seen > TOUCH_EVERY:
        row.update(actions=[SessionRow.seen_at.set(clock.to_text(at))])
    return Session(row.userid, row.csrf)


def end(token: str) -> None:
    """Sign out: the token means nothing from now on."""
    row = _first(_key(token), "SESSION")
    if row is not None:
        row.delete()


def revoke_person(userid: str) -> Operation:
    """The write that ends every session of a person; part of the caller's transaction."""
    return Put(RevocationRow(_person_key(userid), "REVOKED", revoked_at=clock.to_text(clock.now())))


def _first(pk: str, sk: str) -> PlatformRow | None:
    try:
        return PlatformRow.get(pk, sk, consistent_read=True)
    except PlatformRow.DoesNotExist:
        return None


def _key(token: str) -> str:
    """The table holds the token's hash: who reads the table cannot sign in with what it finds."""
    return "SESSION#" + hashlib.sha256(token.encode()).hexdigest()


def _person_key(userid: str) -> str:
    return f"PERSON#{userid}"
