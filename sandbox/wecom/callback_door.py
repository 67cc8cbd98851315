"""The test-side door to callbacks: where they go, what happens in the address book, who presses what."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.wecom import callbacks, changes, presses
from sandbox.wecom.callbacks import CallbackError
from sandbox.wecom.changes import ChangeError
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.door import parsed, problem
from sandbox.wecom.presses import PressError
from sandbox.wecom.store import Store

_LATEST: Final = 200
Work = Callable[[dict[str, Any]], Awaitable[Any]]


def routes(store: Store, credentials: Credentials) -> list[Route]:
    """JSON in and out; what makes no sense is 400 with a sentence."""
    door = _Door(store, credentials)
    return [
        Route("/sandbox/callback", door.address, methods=["GET"]),
        Route("/sandbox/callback", _answering(door.enter), methods=["POST"]),
        Route("/sandbox/events", door.events, methods=["GET"]),
        Route("/sandbox/events", _answering(door.emit), methods=["POST"]),
        Route("/sandbox/contacts", _answering(door.change), methods=["POST"]),
        Route("/sandbox/press", _answering(door.press), methods=["POST"]),
    ]


class _Door:
    def __init__(self, store: Store, credentials: Credentials) -> None:
        self._store = store
        self._credentials = credentials

    async def address(self, _: Request) -> Response:
        return JSONResponse({"url": callbacks.address(self._store)})

    async def events(self, _: Request) -> Response:
        return JSONResponse({"items": callbacks.latest(self._store, _LATEST)})

    async def enter(self, body: dict[str, Any]) -> Any:
        """`{url}`: checked as the console checks it; empty to end callbacks."""
        await callbacks.enter(self._store, self._credentials, str(body.get("url", "")))
        return {"url": callbacks.address(self._store)}

    async def emit(self, body: dict[str, Any]) -> Any:
        """`{text}` as it is, or `{fields, sender}` as an event."""
        fields = {str(name): str(value) for name, value in dict(body.get("fields", {})).items()}
        text = str(body.get("text", "")) or changes.event(
            self._credentials, self._store.now(), fields, str(body.get("sender", "sys"))
        )
        return await callbacks.emit(self._store, self._credentials, text)

    async def change(self, body: dict[str, Any]) -> Any:
        """`{change, userid, new_userid, name, department}`, by the change."""
        made = changes.make(self._store, str(body.get("change", "")), body)
        texts = [changes.contact_event(self._credentials, self._store.now(), fields) for fields in made]
        return {"events": [await callbacks.emit(self._store, self._credentials, text) for text in texts]}

    async def press(self, body: dict[str, Any]) -> Any:
        """`{userid, msgid, key}`: a button of a card that lies on that phone."""
        words = (str(body.get(name, "")) for name in ("userid", "msgid", "key"))
        text = presses.press(self._store, self._credentials, *words)
        return await callbacks.emit(self._store, self._credentials, text)


def _answering(work: Work) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await work(parsed(await request.body())), status_code=201)
        except (CallbackError, ChangeError, PressError, TypeError, ValueError) as error:
            return problem(400, str(error))

    return endpoint
