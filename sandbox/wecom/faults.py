"""Bad days on order: each fault waits for so many calls below a path and then is used up."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.wecom import tokens
from sandbox.wecom.errors import MESSAGES
from sandbox.wecom.store import Store

PATHS: Final = ("/cgi-bin/", "/connect/")
EVENTS: Final = "/events/"
EVENT_KINDS: Final = ("event_doubled", "event_reordered", "event_dropped")
"""What may happen to an event on its way out, beside what the platform itself does to it."""
LONGEST_SECONDS: Final = 300
_BAD_GATEWAY: Final = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)


def order(store: Store, kind: str, path_prefix: str, count: int, seconds: float) -> None:
    """Raises ValueError, saying why, for an unknown kind, a path outside WeCom's or a wrong number."""
    if kind in EVENT_KINDS:
        path_prefix = EVENTS
    elif kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join([*KINDS, *EVENT_KINDS])}")
    elif not path_prefix.startswith(PATHS):
        raise ValueError(f"path_prefix begins with {' or '.join(PATHS)}")
    if not 1 <= count <= 100_000:
        raise ValueError("count is from 1 to 100000")
    if not 0 <= seconds <= LONGEST_SECONDS:
        raise ValueError(f"seconds is from 0 to {LONGEST_SECONDS}")
    store.run(
        "INSERT INTO faults (kind, path_prefix, remaining, seconds) VALUES (?, ?, ?, ?)",
        kind,
        path_prefix,
        count,
        seconds,
    )


def waiting(store: Store) -> list[dict[str, Any]]:
    """The faults not used up, oldest first."""
    return [dict(row) for row in store.rows("SELECT * FROM faults WHERE remaining > 0 ORDER BY id")]


def clear(store: Store) -> None:
    store.run("DELETE FROM faults")


def take(store: Store, path: str) -> sqlite3.Row | None:
    """The oldest waiting fault that fits the path, used up by one."""
    for fault in store.rows("SELECT * FROM faults WHERE remaining > 0 ORDER BY id"):
        if path.startswith(fault["path_prefix"]):
            store.run("UPDATE faults SET remaining = remaining - 1 WHERE id = ?", fault["id"])
            return fault
    return None


def count(store: Store, path: str) -> None:
    """How often each of WeCom's addresses was called, well or not."""
    store.run(
        "INSERT INTO calls (path, count) VALUES (?, 1) ON CONFLICT (path) DO UPDATE SET count = count + 1",
        path,
    )


class FaultMiddleware:
    """Applies the oldest waiting fault that fits the path; the test-side door and the pages never fail."""

    def __init__(self, app: ASGIApp, store: Store) -> None:
        self._app = app
        self._store = store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = None
        if scope["type"] == "http" and scope["path"].startswith(PATHS):
            count(self._store, scope["path"])
            fault = take(self._store, scope["path"])
        if fault is None:
            await self._app(scope, receive, send)
        else:
            exchange = Exchange(self._app, self._store, fault["seconds"], scope, receive, send)
            await KINDS[fault["kind"]](exchange)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call that is going to go wrong."""

    app: ASGIApp
    store: Store
    seconds: float
    scope: Scope
    receive: Receive
    send: Send

    async def proceed(self) -> None:
        await self.app(self.scope, self.receive, self.send)

    async def replace(self, response: Response) -> None:
        """Answers without any effect, after reading the call to its end."""
        while (await self.receive()).get("more_body"):
            pass
        await response(self.scope, self.receive, self.send)

    async def effect(self) -> tuple[Message, bytes]:
        """Does what was asked and keeps the answer back: its head and its whole body."""
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await self.app(self.scope, self.receive, keep)
        return kept[0], b"".join(message.get("body", b"") for message in kept[1:])


async def _slow(exchange: Exchange) -> None:
    head, body = await exchange.effect()
    await asyncio.sleep(exchange.seconds)
    await exchange.send(head)
    await exchange.send({"type": "http.response.body", "body": body})


async def _truncated(exchange: Exchange) -> None:
    head, body = await exchange.effect()
    half = body[: len(body) // 2]
    headers = [(key, value) for key, value in head["headers"] if key.lower() != b"content-length"]
    await exchange.send(dict(head) | {"headers": [*headers, (b"content-length", str(len(half)).encode())]})
    await exchange.send({"type": "http.response.body", "body": half})


async def _lost(exchange: Exchange) -> None:
    head, _body = await exchange.effect()
    # A promised body that never comes makes the server close the connection.
    await exchange.send(head)


async def _odd_names(exchange: Exchange) -> None:
    """The vendor's own sample of a broadcast has a name with a blank behind it."""
    head, body = await exchange.effect()
    odd = body.replace(b'"status":', b'"status ":')
    headers = [(key, value) for key, value in head["headers"] if key.lower() != b"content-length"]
    await exchange.send(dict(head) | {"headers": [*headers, (b"content-length", str(len(odd)).encode())]})
    await exchange.send({"type": "http.response.body", "body": odd})


async def _bad_gateway(exchange: Exchange) -> None:
    await exchange.replace(HTMLResponse(_BAD_GATEWAY, status_code=502))


async def _expire_tokens(exchange: Exchange) -> None:
    tokens.expire_all(exchange.store)
    await exchange.proceed()


async def _revoke_tokens(exchange: Exchange) -> None:
    tokens.revoke_all(exchange.store)
    await exchange.proceed()


def _refusal(errcode: int, detail: str = "") -> Callable[[Exchange], Awaitable[None]]:
    async def refuse(exchange: Exchange) -> None:
        await exchange.replace(JSONResponse({"errcode": errcode, "errmsg": MESSAGES[errcode] + detail}))

    return refuse


# After the effect: slow, truncated, lost, odd_names. Without any effect: bad_gateway, busy, frequency, untrusted_ip,
# not_callable, forbidden, no_privilege.
KINDS: Final[dict[str, Callable[[Exchange], Awaitable[None]]]] = {
    "slow": _slow,
    "truncated": _truncated,
    "lost": _lost,
    "odd_names": _odd_names,
    "bad_gateway": _bad_gateway,
    "busy": _refusal(-1),
    "frequency": _refusal(45009),
    "untrusted_ip": _refusal(60020, ", from ip: 203.0.113.9"),
    "forbidden": _refusal(48002),
    "no_privilege": _refusal(60011),
    "not_callable": _refusal(301002),
    "expire_tokens": _expire_tokens,
    "revoke_tokens": _revoke_tokens,
}
