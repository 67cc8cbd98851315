"""The test-side door `/sandbox/*`: what no WeCom has, JSON in and out, HTTP 400 and 404 with a sentence."""

import json
from datetime import UTC, datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.wecom import calendar, callbacks, checkins, faults, inbox, members
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store

_MOST_MESSAGES: Final = 1000
_FURTHEST_SECONDS: Final = 10 * 366 * 86400


def routes(store: Store, credentials: Credentials) -> list[Route]:
    """Messages, faults, people, the clock and the health of this stand-in."""
    door = _Door(store, credentials)
    return [
        Route("/health", door.health),
        Route("/sandbox/messages", door.messages),
        Route("/sandbox/calls", door.list_calls, methods=["GET"]),
        Route("/sandbox/calls", door.forget_calls, methods=["DELETE"]),
        Route("/sandbox/meetings", door.meetings),
        Route("/sandbox/punches", door.punch, methods=["POST"]),
        Route("/sandbox/faults", door.list_faults, methods=["GET"]),
        Route("/sandbox/faults", door.order_fault, methods=["POST"]),
        Route("/sandbox/faults", door.clear_faults, methods=["DELETE"]),
        Route("/sandbox/people/{userid}/enable", door.enable, methods=["POST"]),
        Route("/sandbox/people/{userid}/disable", door.disable, methods=["POST"]),
        Route("/sandbox/clock", door.show_clock, methods=["GET"]),
        Route("/sandbox/clock", door.set_clock, methods=["POST"]),
    ]


class _Door:
    def __init__(self, store: Store, credentials: Credentials) -> None:
        self._store = store
        self._credentials = credentials

    async def health(self, _: Request) -> Response:
        people = int(self._store.setting("institute_people") or 0)
        return JSONResponse({"status": "ok", "people": people})

    async def messages(self, request: Request) -> Response:
        userid = request.query_params.get("userid")
        if userid and members.find(self._store, userid) is None:
            return problem(404, "no such person")
        items = inbox.messages(self._store, userid, _MOST_MESSAGES)
        return JSONResponse({"items": items, "dropped": inbox.dropped(self._store, userid)})

    async def meetings(self, request: Request) -> Response:
        """The meetings of a person, as the member's calendar has them."""
        return JSONResponse({"items": calendar.meetings(self._store, request.query_params.get("userid", ""))})

    async def list_calls(self, _: Request) -> Response:
        rows = self._store.rows("SELECT path, count FROM calls ORDER BY path")
        return JSONResponse({row["path"]: row["count"] for row in rows})

    async def forget_calls(self, _: Request) -> Response:
        self._store.run("DELETE FROM calls")
        return Response(status_code=204)

    async def punch(self, request: Request) -> Response:
        """`{userid, checkin_time, uploaded_at}`: a device delivers a punch, perhaps days late."""
        try:
            body = parsed(await request.body())
            row: dict[str, Any] = {"userid": str(body.get("userid", "")).lower(), "device_sn": "FAKE0000001"}
            row |= {"device_name": "一号门", "checkin_time": _whole(body, "checkin_time", self._store.now())}
            uploaded_at = _whole(body, "uploaded_at", self._store.now())
        except ValueError as error:
            return problem(400, str(error))
        if members.find(self._store, row["userid"]) is None:
            return problem(404, "no such person")
        checkins.punch(self._store, row, uploaded_at)
        return JSONResponse(row, status_code=201)

    async def list_faults(self, _: Request) -> Response:
        return JSONResponse(
            {"items": faults.waiting(self._store), "kinds": [*faults.KINDS, *faults.EVENT_KINDS]}
        )

    async def order_fault(self, request: Request) -> Response:
        try:
            body = parsed(await request.body())
            faults.order(
                self._store,
                kind=str(body.get("kind", "")),
                path_prefix=str(body.get("path_prefix", "/cgi-bin/")),
                count=_whole(body, "count", 1),
                seconds=float(body.get("seconds", 0)),
            )
        except (TypeError, ValueError) as error:
            return problem(400, str(error))
        return JSONResponse({"items": faults.waiting(self._store)}, status_code=201)

    async def clear_faults(self, _: Request) -> Response:
        """Events that were held back arrive now."""
        faults.clear(self._store)
        await callbacks.release(self._store, self._credentials)
        return Response(status_code=204)

    async def enable(self, request: Request) -> Response:
        return self._switch(request.path_params["userid"], enabled=True)

    async def disable(self, request: Request) -> Response:
        return self._switch(request.path_params["userid"], enabled=False)

    async def show_clock(self, _: Request) -> Response:
        return JSONResponse(_clock(self._store))

    async def set_clock(self, request: Request) -> Response:
        """`advance_seconds` moves the clock on from where it is, `offset_seconds` sets it against the wall."""
        store = self._store
        try:
            body = parsed(await request.body())
            offset = _whole(body, "offset_seconds", store.offset_seconds) + _whole(body, "advance_seconds", 0)
        except ValueError as error:
            return problem(400, str(error))
        if abs(offset) > _FURTHEST_SECONDS:
            return problem(400, "the clock moves by ten years at most")
        store.set_clock(offset)
        return JSONResponse(_clock(store))

    def _switch(self, userid: str, *, enabled: bool) -> Response:
        if not members.enable(self._store, userid, enabled=enabled):
            return problem(404, "no such person")
        return JSONResponse({"userid": userid.lower(), "enabled": enabled})


def _clock(store: Store) -> dict[str, Any]:
    now = datetime.fromtimestamp(store.now(), UTC).isoformat().replace("+00:00", "Z")
    return {"now": now, "offset_seconds": store.offset_seconds}


def parsed(body: bytes) -> dict[str, Any]:
    """The object in a body. Raises ValueError."""
    value = json.loads(body or b"{}")
    if not isinstance(value, dict):
        raise ValueError("the body is a JSON object")  # noqa: TRY004 - both are the caller's mistake
    return value


def _whole(body: dict[str, Any], key: str, default: int) -> int:
    value = body.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{key} is a whole number")  # noqa: TRY004 - both are the caller's mistake
    return value


def problem(status: int, message: str) -> Response:
    """What makes no sense, said in a sentence."""
    return JSONResponse({"message": message}, status_code=status)
