"""Tokens and tickets of WeCom: fetched by one caller at a time, kept for all in DynamoDB.

A storm of cold starts, or of calls that hear at once that a token has ended, makes one call to the vendor: who gets the
lease fetches, the others wait for what comes of it. A lease whose holder died is free again after ten seconds.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from chalicelib.platform import clock
from chalicelib.wecom import store
from chalicelib.wecom.model import WecomUnavailableError

EARLY = dt.timedelta(seconds=300)
POLLS, POLL_SECONDS = 20, 0.25
Fetch = Callable[[], tuple[str, int]]
"""Asks the vendor: the secret, and how many seconds it is good for."""


def kept(name: str) -> str:
    """What is stored under a name and good for a while; empty where there is nothing."""
    row = store.read_token(name)
    return str(row.token) if row.token and row.good_until > clock.to_text(clock.now()) else ""


def held(name: str, fetch: Fetch) -> str:
    """What is stored under a name, fetched when it is missing or about to end. Raises WecomUnavailableError."""
    for _ in range(POLLS):
        found = kept(name)
        if found:
            return found
        if store.take_lease(name):
            return _fetched(name, fetch)
        time.sleep(POLL_SECONDS)
    raise WecomUnavailableError


def _fetched(name: str, fetch: Fetch) -> str:
    try:
        value, seconds = fetch()
    except BaseException:
        store.keep_token(name, "", "")  # gives the lease back to whoever comes next
        raise
    store.keep_token(name, value, clock.to_text(clock.now() + dt.timedelta(seconds=seconds) - EARLY))
    return value
