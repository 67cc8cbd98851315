"""How every `/cgi-bin/` call is answered: HTTP 200 always, success is `errcode` 0 (path/90668)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.wecom import tokens
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
            try:
                answer = {"errcode": 0, "errmsg": "ok"} | await self._answer(request, store, credentials)
            except WeComError as error:
                answer = {"errcode": error.errcode, "errmsg": error.errmsg}
            return JSONResponse(answer)

        return Route(f"/cgi-bin/{self.path}", endpoint, methods=["GET", "POST"], name=self.path)

    async def _answer(self, request: Request, store: Store, credentials: Credentials) -> dict[str, Any]:
        if request.method.replace("HEAD", "GET") != self.method:
            raise WeComError(43001 if self.method == "GET" else 43002)
        if self.families:
            tokens.check(store, request.query_params.get("access_token"), self.families, self.refusal)
        body = _parsed(await request.body()) if self.method == "POST" else {}
        return self.handler(Call(store, credentials, request.query_params, body))


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        raise WeComError(47001) from None
    if not isinstance(value, dict):
        raise WeComError(47001)
    return value
