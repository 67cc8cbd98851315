"""What the stand-in answers: calls, checked and kept; what it is told to answer; events it sends to the platform.

Signatures are those of Standard Webhooks 1.0.0, written here anew: a stand-in that shared the platform's code would
agree with its mistakes.
"""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from html import escape
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

TOLERANCE_SECONDS = 300
KEPT = 200


@dataclass
class Systems:
    """`secret` is base64. `faults` are statuses (or `truncated`) that the next calls get instead of an answer."""

    secret: str
    platform: str
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: deque[str] = field(default_factory=deque)
    calls: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=KEPT))
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)


def create_app(systems: Systems) -> Starlette:
    """One address for calls, a page, and a door for tests."""
    door = Door(systems)
    return Starlette(
        routes=[
            Route("/calls", door.take, methods=["POST"]),
            Route("/sandbox/calls", door.listed),
            Route("/sandbox/answers", door.answers, methods=["POST"]),
            Route("/sandbox/faults", door.faults, methods=["POST", "DELETE"]),
            Route("/sandbox/events", door.event, methods=["POST"]),
            Route("/sandbox/requests", door.start, methods=["POST"]),
            Route("/sandbox/withdrawals", door.take_back, methods=["POST"]),
            Route("/health", door.health),
            Route("/", door.page),
        ]
    )


class Door:
    """What each address does."""

    def __init__(self, systems: Systems) -> None:
        self.systems = systems

    async def take(self, request: Request) -> Response:
        """A call: the signature first, then a fault that was ordered, then the answer."""
        systems, raw = self.systems, await request.body()
        if not _is_signed(systems.secret, request, raw):
            return JSONResponse({"error": "signature"}, 401)
        if systems.faults:
            return _fault(systems.faults.popleft())
        told = json.loads(raw)
        name = request.headers["webhook-id"]
        again = name in systems.seen
        answer = systems.seen.setdefault(name, dict(systems.answers.get(told["type"], {})))
        systems.calls.appendleft({"id": name, "again": again, "told": told, "answer": answer})
        return JSONResponse(answer)

    async def listed(self, _: Request) -> Response:
        return JSONResponse({"items": list(self.systems.calls)})

    async def answers(self, request: Request) -> Response:
        self.systems.answers |= await request.json()
        return Response(status_code=204)

    async def faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.systems.faults.clear()
        else:
            wanted = await request.json()
            self.systems.faults.extend([str(wanted["kind"])] * int(wanted.get("count", 1)))
        return Response(status_code=204)

    async def event(self, request: Request) -> Response:
        return await self._sent(request, "events/{system}")

    async def start(self, request: Request) -> Response:
        return await self._sent(request, "systems/{system}/requests")

    async def take_back(self, request: Request) -> Response:
        return await self._sent(request, "systems/{system}/withdrawals")

    async def _sent(self, request: Request, path: str) -> Response:
        wanted = await request.json()
        status, said = await _send(self.systems, path.format(system=wanted.pop("system")), wanted)
        return JSONResponse({"status": status, "answer": said})

    async def health(self, _: Request) -> Response:
        return JSONResponse({"status": "ok", "calls": len(self.systems.calls)})

    async def page(self, _: Request) -> Response:
        rows = "".join(
            f"<li><code>{escape(one['id'])}</code> {escape(json.dumps(one['told'], ensure_ascii=False))}</li>"
            for one in self.systems.calls
        )
        return HTMLResponse(f"<!doctype html><meta charset=utf-8><h1>Other systems</h1><ol>{rows}</ol>")


def signature(secret: str, message: str, moment: int, raw: bytes) -> str:
    told = b".".join([message.encode(), str(moment).encode(), raw])
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, told, hashlib.sha256)).decode()


def _is_signed(secret: str, request: Request, raw: bytes) -> bool:
    message, moment = request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", "")
    if not message or not moment.isdecimal() or abs(time.time() - int(moment)) > TOLERANCE_SECONDS:
        return False
    wanted = signature(secret, message, int(moment), raw)
    given = request.headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(wanted, one) for one in given)


def _fault(kind: str) -> Response:
    if kind == "truncated":
        return Response('{"accepted": tr', media_type="application/json")
    return JSONResponse({"error": "fault"}, int(kind))


async def _send(systems: Systems, path: str, told: dict[str, Any]) -> tuple[int, Any]:
    """Send one message; `id`, `moment` and `secret` in it are taken for the signature, to send wrong ones too."""
    message = str(told.pop("id", uuid.uuid4().hex))
    moment = int(told.pop("moment", time.time()))
    secret = str(told.pop("secret", systems.secret))
    raw = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "content-type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(secret, message, moment, raw),
    }
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        answer = await client.post(f"{systems.platform}/api/{path}", content=raw, headers=headers)
    return answer.status_code, answer.json() if answer.content else None
