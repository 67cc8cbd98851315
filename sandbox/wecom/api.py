"""How every `/cgi-bin/` call is answered: HTTP 200 always, success is `errcode` 0 (path/90668)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.wecom import callbacks, changes, tokens
from sandbox.wecom.credentials import Credentials, Family
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store


@dataclass(frozen=True, slots=True)
class Call:
    """One call, its token already checked. `body` is empty for GET."""

    store: Store
    credentials: Credentials
    query: Mapping[str, str]
    body: dict[str, Any]
    told: list[dict[str, str]] = field(default_factory=list)
    """Fields of the events that follow: other receivers than the caller's own hear of a change."""


@dataclass(frozen=True, slots=True)
class Api:
    """One endpoint: who may call it and the number the others are refused with."""

    method: str
    path: str
    handler: Callable[[Call], dict[str, Any]]
    families: tuple[Family, ...] = ("app",)
    refusal: int = 48002

    def route(self, store: Store, credentials: Credentials) -> Route:
        async def endpoint(request: Request) -> Response:
            told: list[dict[str, str]] = []
            try:
                answer = {"errcode": 0, "errmsg": "ok"} | await self._answer(
                    request, store, credentials, told
                )
            except WeComError as error:
                answer = {"errcode": error.errcode, "errmsg": error.errmsg}
            after = BackgroundTask(self._tell, store, credentials, told) if told else None
            return JSONResponse(answer, background=after)

        return Route(f"/cgi-bin/{self.path}", endpoint, methods=["GET", "POST"], name=self.path)

    @staticmethod
    async def _tell(store: Store, credentials: Credentials, told: list[dict[str, str]]) -> None:
        for fields in told:
            await callbacks.emit(store, credentials, changes.contact_event(credentials, store.now(), fields))

    async def _answer(
        self, request: Request, store: Store, credentials: Credentials, told: list[dict[str, str]]
    ) -> dict[str, Any]:
        if request.method.replace("HEAD", "GET") != self.method:
            raise WeComError(43001 if self.method == "GET" else 43002)
        if self.families:
            tokens.check(store, request.query_params.get("access_token"), self.families, self.refusal)
        body = _parsed(await request.body()) if self.method == "POST" else {}
        return self.handler(Call(store, credentials, request.query_params, body, told))


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        raise WeComError(47001) from None
    if not isinstance(value, dict):
        raise WeComError(47001)
    return value
