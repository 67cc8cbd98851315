"""Save the emulated cloud while it runs, so that a kill -9 costs at most the last second, or the last some with much data.

Two paces: the data at most every half second and never for more than a fifth of the time, the rest (functions, API, stacks, executions) when it has
been quiet for a moment, and every ten seconds when it is never quiet. Nothing is written when nothing changed.
"""

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from cli.local import emulator

log = logging.getLogger("xietong.cloud")
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

FAST_SECONDS = 0.5
WORK_SHARE = 4
"""Saving writes everything and nothing else goes on meanwhile: so many times as long there is none."""
CALM_SECONDS = 2.0
PATIENCE_SECONDS = 10.0
SAVE_PATH = "/_xietong/save"
READS = ("Get", "Describe", "List", "Query", "Scan", "BatchGet", "TransactGet", "Search", "Receive", "Test")
CREDENTIAL = re.compile(rb"Credential=[^/]+/[^/]+/[^/]+/([^/]+)/")


class Autosave:
    """Knows which services changed and writes them at their pace. Lives on the emulator's event loop."""

    def __init__(self) -> None:
        self._fast: set[str] = set()
        self._calm: set[str] = set()
        self._changed_at = 0.0
        self._waiting_since = 0.0
        self._wake = asyncio.Event()
        self._writing = asyncio.Lock()

    def note(self, key: str) -> None:
        """Remember that this service changed."""
        if key in emulator.FAST:
            self._fast.add(key)
        else:
            self._changed_at = time.monotonic()
            if not self._calm:
                self._waiting_since = self._changed_at
            self._calm.add(key)
        self._wake.set()

    async def run(self) -> None:
        """Save for ever; a failed save is logged and repeated."""
        while True:
            await self._wake.wait()
            started = time.monotonic()
            await self._save_due()
            if not self._fast and not self._calm:
                self._wake.clear()
            await asyncio.sleep(pause(time.monotonic() - started))

    async def save_all(self) -> None:
        """Write every service now. Raises SaveError."""
        self._fast.clear()
        self._calm.clear()
        await self._save(emulator.state_keys())

    async def _save_due(self) -> None:
        due = set(self._fast)
        now = time.monotonic()
        if self._calm and (
            now - self._changed_at >= CALM_SECONDS or now - self._waiting_since >= PATIENCE_SECONDS
        ):
            due |= self._calm
        self._fast.clear()
        self._calm -= due
        try:
            await self._save(sorted(due))
        except emulator.SaveError as problem:
            log.error("could not save, trying again: %s", problem)  # noqa: TRY400 - the sentence is enough
            for key in due:
                self.note(key)

    async def _save(self, keys: Iterable[str]) -> None:
        async with self._writing:
            for key in keys:
                text = emulator.snapshot(key)
                if text is not None:
                    await asyncio.to_thread(emulator.write, key, text)


def pause(took: float) -> float:
    """For how many seconds nothing is saved after a saving that took so long."""
    return max(FAST_SECONDS - took, WORK_SHARE * took)


class NotesWrites:
    """ASGI middleware around the emulator: notes what each request may have changed, saves on request."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._autosave: Autosave | None = None
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, self._before_shutdown(receive), self._after_startup(send))
        elif scope.get("path") == SAVE_PATH and scope["type"] == "http":
            await self._save_now(send)
        else:
            await self._app(scope, receive, send)
            key = changed_service(scope) if scope["type"] == "http" else None
            if key and self._autosave:
                self._autosave.note(key)

    def _after_startup(self, send: Send) -> Send:
        async def started(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                emulator.after_restore()
                self._autosave = Autosave()
                self._task = asyncio.create_task(self._autosave.run())
            await send(message)

        return started

    def _before_shutdown(self, receive: Receive) -> Receive:
        async def stopping() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown" and self._task and self._autosave:
                self._task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._task
                await self._autosave.save_all()
                emulator.saves_at_shutdown(enabled=False)
            return message

        return stopping

    async def _save_now(self, send: Send) -> None:
        status = 204
        try:
            if self._autosave:
                await self._autosave.save_all()
        except emulator.SaveError:
            log.exception("could not save")
            status = 500
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def changed_service(scope: Scope) -> str | None:
    """Return the state key of the service a request may have changed, None for a read.

    AWS says the operation in X-Amz-Target (JSON protocols), else the method tells; the service is in the
    target or in the credential scope of the signature.
    """
    headers = dict(scope.get("headers") or ())
    target = headers.get(b"x-amz-target", b"").decode("latin-1")
    service, _, action = target.partition(".")
    if action.startswith(READS) or (not action and scope["method"] in {"GET", "HEAD", "OPTIONS"}):
        return None
    signed = CREDENTIAL.search(headers.get(b"authorization", b""))
    if signed:
        return emulator.key_of(signed.group(1).decode("latin-1"))
    return emulator.key_of(service.partition("_")[0].lower()) or (
        "s3" if not action and _is_upload(scope) else None
    )


def _is_upload(scope: Scope) -> bool:
    """Tell a presigned upload from a call of the API (which changes nothing itself)."""
    return not str(scope["path"]).startswith(("/restapis/", "/_"))
