"""Moving running requests to another version of their flow, over HTTP: looked at first, then done."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.approvals import moving
from chalicelib.directory import service as directory
from chalicelib.flows.errors import FlowNotFoundError
from chalicelib.platform import messages
from chalicelib.platform.errors import BusyError, CursorError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)


class MoveQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    to: int = Field(ge=1, description="The version to move to")
    cursor: str | None = Field(default=None, max_length=2000)


class MoveCandidate(BaseModel):
    """A running request on another version. Where it cannot move, `code` and `message` say why."""

    request: str
    serial: str
    title: str
    version: int
    at: list[str]
    can: bool
    code: str = ""
    message: str = ""


class MovePage(BaseModel):
    items: list[MoveCandidate]
    next_cursor: str | None


class MoveBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    to: int = Field(ge=1)
    requests: tuple[str, ...] = Field(min_length=1, max_length=20)


class MoveResult(BaseModel):
    request: str
    done: bool
    code: str = ""
    message: str = ""


class MoveResults(BaseModel):
    items: list[MoveResult]


@api.on(
    "GET",
    "/admin/flows/{key}/move",
    query=MoveQuery,
    out=MovePage,
    admin=True,
    errors=(FlowNotFoundError, CursorError),
)
def look_at_move(call: Call, key: str) -> MovePage:
    """Which running requests could go to a version, which not and why. Changes nothing."""
    found, cursor = moving.candidates(key, call.query.to, call.query.cursor)
    items = [
        MoveCandidate(
            request=one.state.request.id,
            serial=one.state.request.serial,
            title=one.state.request.title,
            version=one.state.request.flow_version,
            at=[visit.name for visit in one.state.open_visits()],
            can=one.obstacle is None,
            code=one.obstacle.code if one.obstacle else "",
            message=moving.sentence(one.obstacle, call.locale) if one.obstacle else "",
        )
        for one in found
    ]
    return MovePage(items=items, next_cursor=cursor)


@api.on(
    "POST",
    "/admin/flows/{key}/move",
    body=MoveBody,
    out=MoveResults,
    admin=True,
    errors=(FlowNotFoundError, BusyError),
)
def move_requests(call: Call, key: str) -> MoveResults:
    """Move running requests; nobody is asked again. Each is told apart."""
    body: MoveBody = call.body
    done = moving.move(call.userid, key, body.to, body.requests)
    return MoveResults(items=[_result(one, call.locale) for one in done])


def _result(one: moving.Moved, locale: str) -> MoveResult:
    if one.obstacle:
        told = moving.sentence(one.obstacle, locale)
        return MoveResult(request=one.request, done=False, code=one.obstacle.code, message=told)
    if one.error:
        told = messages.text(f"errors.{one.error.code}", locale, **one.error.params)
        return MoveResult(request=one.request, done=False, code=one.error.code, message=told)
    return MoveResult(request=one.request, done=True)
