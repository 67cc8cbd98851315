"""Identifiers: time-ordered and unguessable enough to be names, never to be secrets."""

from __future__ import annotations

import secrets

from ulid import ULID

from chalicelib.platform import clock


def new_id() -> str:
    """A ULID of now, lower case: 26 characters that sort by time."""
    return str(ULID.from_datetime(clock.now())).lower()


def new_secret() -> str:
    """32 bytes of randomness as 64 hex characters: session tokens, OAuth states, CSRF tokens."""
    return secrets.token_hex(32)
