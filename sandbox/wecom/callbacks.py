"""Events on their way to the platform: three attempts of five seconds, and bad days on order.

A retry has another nonce and another seal. `event_dropped` never arrives, `event_doubled` arrives twice,
`event_reordered` arrives after the event that comes next (or when the faults are cleared).
"""

import json
import time
from typing import Any, Final
from urllib.parse import quote

import httpx

from sandbox.wecom import envelope, faults
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store

ATTEMPTS: Final = 3
PATIENCE_SECONDS: Final = 5.0
_ADDRESS: Final = "callback_address"
_HEADERS: Final = {"content-type": "text/xml"}


class CallbackError(Exception):
    """The address does not answer the check as it must; the text says what came instead."""


def address(store: Store) -> str:
    """Where events go; empty while nobody has entered one."""
    return store.setting(_ADDRESS) or ""


async def enter(store: Store, credentials: Credentials, url: str) -> None:
    """What pressing 保存 in the console does: the address is checked at once, and kept if it answers the echo.

    Raises CallbackError. An empty address ends all callbacks.
    """
    if url:
        await _check(store, credentials, url)
    store.set_setting(_ADDRESS, url)


async def emit(store: Store, credentials: Credentials, text: str) -> dict[str, Any]:
    """Tell the platform of an event, and of those that were held back for it. The event with its attempts."""
    store.run("INSERT INTO events (text, state, attempts) VALUES (?, 'new', '[]')", text)
    row = store.row("SELECT max(id) AS id FROM events")
    number = int(row["id"]) if row else 0
    fault = faults.take(store, faults.EVENTS)
    if fault and fault["kind"] in {"event_dropped", "event_reordered"}:
        _set(store, number, "dropped" if fault["kind"] == "event_dropped" else "held", [])
        return shown(store, number)
    await _deliver(store, credentials, number)
    if fault and fault["kind"] == "event_doubled":
        await _deliver(store, credentials, number)
    await release(store, credentials)
    return shown(store, number)


async def release(store: Store, credentials: Credentials) -> None:
    """Deliver what was held back, the oldest first."""
    for row in store.rows("SELECT id FROM events WHERE state = 'held' ORDER BY id"):
        await _deliver(store, credentials, int(row["id"]))


def latest(store: Store, count: int) -> list[dict[str, Any]]:
    """The latest events, the newest first."""
    return [
        shown(store, int(row["id"]))
        for row in store.rows("SELECT id FROM events ORDER BY id DESC LIMIT ?", count)
    ]


def shown(store: Store, number: int) -> dict[str, Any]:
    """`state` is delivered, failed, dropped or held; each attempt has a status (0: no answer) and its seconds."""
    row = store.row("SELECT * FROM events WHERE id = ?", number)
    if row is None:
        return {}
    return {
        "id": row["id"],
        "state": row["state"],
        "text": row["text"],
        "attempts": json.loads(row["attempts"]),
    }


async def _deliver(store: Store, credentials: Credentials, number: int) -> None:
    event, url = shown(store, number), address(store)
    attempts = event["attempts"]
    state = "failed"
    for _ in range(ATTEMPTS if url else 0):
        attempts.append(await _attempt(store, credentials, url, event["text"]))
        if attempts[-1]["status"] == 200:
            state = "delivered"
            break
    _set(store, number, state, attempts)


async def _attempt(store: Store, credentials: Credentials, url: str, text: str) -> dict[str, Any]:
    sealed = envelope.seal(credentials, text)
    began = time.monotonic()
    status = 0
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_SECONDS) as client:
            answer = await client.post(
                url,
                params=envelope.query(credentials, sealed, store.now()),
                content=envelope.body(credentials, sealed),
                headers=_HEADERS,
            )
        status = answer.status_code
    except httpx.HTTPError:
        status = 0
    return {"status": status, "seconds": round(time.monotonic() - began, 3)}


async def _check(store: Store, credentials: Credentials, url: str) -> None:
    """A random number goes out sealed and must come back in the open, and nothing with it."""
    number = str(time.monotonic_ns())
    sealed = envelope.seal(credentials, number)
    words = envelope.query(credentials, sealed, store.now()) | {"echostr": sealed}
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in words.items())
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_SECONDS) as client:
            answer = await client.get(f"{url}?{asked}")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise CallbackError(f"no answer: {type(error).__name__}") from error
    if answer.status_code != 200 or answer.content != number.encode():
        raise CallbackError(f"status {answer.status_code}, and not the echo: {answer.text[:200]}")


def _set(store: Store, number: int, state: str, attempts: list[dict[str, Any]]) -> None:
    store.run("UPDATE events SET state = ?, attempts = ? WHERE id = ?", state, json.dumps(attempts), number)
