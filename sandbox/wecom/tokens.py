"""Access tokens: one per secret, 7200 seconds, the same one while it is valid (path/91039)."""

import secrets
from collections.abc import Collection
from typing import Any, Final

from sandbox.wecom.credentials import Credentials, Family
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store

LIFE_SECONDS: Final = 7200


def issue(store: Store, credentials: Credentials, corp_id: str | None, secret: str | None) -> dict[str, Any]:
    """The answer of gettoken; `expires_in` is what remains. Raises 41002, 41004, 40013, 40001."""
    if not corp_id:
        raise WeComError(41002)
    if not secret:
        raise WeComError(41004)
    if corp_id != credentials.corp_id:
        raise WeComError(40013)
    family = credentials.family(secret)
    if family is None:
        raise WeComError(40001)
    token, expires_at = _current(store, family) or _new(store, family)
    return {"access_token": token, "expires_in": expires_at - store.now()}


def check(store: Store, token: str | None, families: Collection[Family], refusal: int) -> None:
    """Raises 41001 without a token, 40014 unknown or revoked, 42001 expired, `refusal` of the wrong app."""
    if not token:
        raise WeComError(41001)
    row = store.row("SELECT family, expires_at, revoked FROM tokens WHERE token = ?", token)
    if row is None or row["revoked"]:
        raise WeComError(40014)
    if row["expires_at"] <= store.now():
        raise WeComError(42001)
    if row["family"] not in families:
        raise WeComError(refusal)


def expire_all(store: Store) -> None:
    """As if two hours had passed: the next use answers 42001."""
    store.run("UPDATE tokens SET expires_at = ? WHERE revoked = 0", store.now())


def revoke_all(store: Store) -> None:
    """The platform may end a token early: the next use answers 40014."""
    store.run("UPDATE tokens SET revoked = 1")


def _current(store: Store, family: Family) -> tuple[str, int] | None:
    row = store.row(
        "SELECT token, expires_at FROM tokens WHERE family = ? AND revoked = 0 AND expires_at > ?",
        family,
        store.now(),
    )
    return (row["token"], row["expires_at"]) if row else None


def _new(store: Store, family: Family) -> tuple[str, int]:
    # Real tokens are long (up to 512 bytes); a client that cuts them should fail here, too.
    token, expires_at = secrets.token_urlsafe(160), store.now() + LIFE_SECONDS
    store.run("INSERT INTO tokens (token, family, expires_at) VALUES (?, ?, ?)", token, family, expires_at)
    return token, expires_at
