"""What one does with a task beside deciding it, and with a request beside deciding on it, over HTTP."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from chalicelib.approvals import operations, views
from chalicelib.approvals.api import Strict, seen, shown
from chalicelib.approvals.model.errors import (
    ActionNotAllowedError,
    AlreadyDecidedError,
    CommentRequiredError,
    InTransitError,
    JumpTargetError,
    LastApproverError,
    NobodyToAskError,
    NotYourTaskError,
    NotYourTurnError,
    RequestClosedError,
    RequestNotFoundError,
    TakeBackTooLateError,
    TaskNotFoundError,
    TooManyReturnsError,
)
from chalicelib.directory import service as directory
from chalicelib.platform import files, messages
from chalicelib.platform.answers import Answer
from chalicelib.platform.errors import (
    BusyError,
    DomainError,
    IdempotencyKeyReusedError,
    VersionStaleError,
)
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)

MINE = (
    TaskNotFoundError,
    NotYourTaskError,
    NotYourTurnError,
    AlreadyDecidedError,
    ActionNotAllowedError,
    BusyError,
)
Comment = Field(default="", max_length=2000)
People = Field(min_length=1, max_length=20)


class ToOneBody(Strict):
    to: str = Field(min_length=1, max_length=64)
    comment: str = Comment


class OpinionBody(Strict):
    """`comment` is the question."""

    to: tuple[str, ...] = People
    comment: str = Comment


class AddBody(Strict):
    """Before my turn comes again, after I have approved, or with me."""

    to: tuple[str, ...] = People
    where: Literal["before", "after", "with"]
    comment: str = Comment


class RemoveBody(Strict):
    """`number` of the task at this node that is not needed any more."""

    number: int = Field(ge=1)
    comment: str = Comment


class RemarkBody(Strict):
    """`mentioned` are told and may see the request from then on; `files` are file values of mine."""

    comment: str = Comment
    mentioned: tuple[str, ...] = Field(default=(), max_length=20)
    files: tuple[dict[str, Any], ...] = Field(default=(), max_length=20)


class CopyBody(Strict):
    to: tuple[str, ...] = Field(min_length=1, max_length=50)
    comment: str = Comment


class SuperviseBody(Strict):
    on: bool = True
    comment: str = Comment


class SeenTask(Strict):
    """A task as it was seen: `etag` of its request."""

    id: str = Field(max_length=200)
    etag: str = Field(max_length=40)


class ApproveAllBody(Strict):
    tasks: tuple[SeenTask, ...] = Field(min_length=1, max_length=50)
    comment: str = Comment


class TaskResult(BaseModel):
    """What came of one task: `code` and `message` say why it could not be done."""

    id: str
    done: bool
    code: str = ""
    message: str = ""


class TaskResults(BaseModel):
    items: list[TaskResult]


class JumpBody(Strict):
    to: str = Field(max_length=60)
    comment: str = Comment


class CommentOnlyBody(Strict):
    comment: str = Comment


@api.on(
    "POST",
    "/tasks/{task_id}/transfer",
    body=ToOneBody,
    out=views.RequestView,
    errors=(*MINE, NobodyToAskError),
)
def transfer_task(call: Call, task_id: str) -> Answer:
    """Give my task to another person for good."""
    return shown(operations.transfer(call.userid, task_id, call.body.to, call.body.comment), call)


@api.on(
    "POST",
    "/tasks/{task_id}/delegate",
    body=ToOneBody,
    out=views.RequestView,
    errors=(*MINE, NobodyToAskError),
)
def delegate_task(call: Call, task_id: str) -> Answer:
    """Have another person work on my task; it comes back to me."""
    return shown(operations.delegate(call.userid, task_id, call.body.to, call.body.comment), call)


@api.on(
    "POST",
    "/tasks/{task_id}/opinion",
    body=OpinionBody,
    out=views.RequestView,
    errors=(*MINE, NobodyToAskError, CommentRequiredError),
)
def ask_opinion(call: Call, task_id: str) -> Answer:
    """Ask people for an opinion; my task waits until all have answered."""
    return shown(operations.ask_opinion(call.userid, task_id, call.body.to, call.body.comment), call)


@api.on(
    "POST",
    "/tasks/{task_id}/approvers",
    body=AddBody,
    out=views.RequestView,
    errors=(*MINE, NobodyToAskError),
)
def add_approvers(call: Call, task_id: str) -> Answer:
    """Have more people approve."""
    body: AddBody = call.body
    return shown(operations.add_approvers(call.userid, task_id, body.to, body.where, body.comment), call)


@api.on(
    "POST",
    "/tasks/{task_id}/approvers/remove",
    body=RemoveBody,
    out=views.RequestView,
    errors=(*MINE, LastApproverError),
)
def remove_approver(call: Call, task_id: str) -> Answer:
    """Somebody at my node who has not decided need not."""
    body: RemoveBody = call.body
    return shown(operations.remove_approver(call.userid, task_id, body.number, body.comment), call)


@api.on(
    "POST",
    "/tasks/{task_id}/take-back",
    body=CommentOnlyBody,
    out=views.RequestView,
    errors=(TaskNotFoundError, RequestClosedError, TakeBackTooLateError, InTransitError, BusyError),
)
def take_back(call: Call, task_id: str) -> Answer:
    """Take my approval back while nobody has decided after it."""
    return shown(operations.take_back(call.userid, task_id, call.body.comment), call)


@api.on("POST", "/tasks/approve-all", body=ApproveAllBody, out=TaskResults)
def approve_all(call: Call) -> TaskResults:
    """Approve several tasks of mine at once; each is told apart."""
    body: ApproveAllBody = call.body
    done = operations.approve_all(call.userid, ((t.id, t.etag) for t in body.tasks), body.comment.strip())
    return _results(done, call)


@api.on(
    "POST",
    "/requests/{request_id}/comments",
    body=RemarkBody,
    out=views.RequestView,
    status=201,
    creates=True,
    errors=(
        RequestNotFoundError,
        IdempotencyKeyReusedError,
        CommentRequiredError,
        NobodyToAskError,
        files.FileNotFoundInOfficeError,
        BusyError,
    ),
)
def comment_request(call: Call, request_id: str) -> Answer:
    """Say something about a request, with people mentioned and files."""
    seen(call, request_id)
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    body: RemarkBody = call.body
    remark = operations.Remark(body.comment.strip(), body.mentioned, body.files)
    state = operations.comment(call.userid, request_id, remark, call.attempt)
    return shown(state, call, status=201)


@api.on(
    "POST",
    "/requests/{request_id}/copies",
    body=CopyBody,
    out=views.RequestView,
    errors=(RequestNotFoundError, NobodyToAskError, BusyError),
)
def copy_request(call: Call, request_id: str) -> Answer:
    """Give more people a copy."""
    seen(call, request_id)
    return shown(operations.copy(call.userid, request_id, call.body.to, call.body.comment), call)


@api.on(
    "POST",
    "/requests/{request_id}/supervision",
    body=SuperviseBody,
    out=views.RequestView,
    errors=(RequestNotFoundError, RequestClosedError, BusyError),
)
def supervise_request(call: Call, request_id: str) -> Answer:
    """Follow a request until it ends, or no longer."""
    seen(call, request_id)
    body: SuperviseBody = call.body
    return shown(operations.supervise(call.userid, request_id, body.comment, on=body.on), call)


@api.on(
    "POST",
    "/admin/tasks/{task_id}/take-over",
    body=ToOneBody,
    out=views.RequestView,
    admin=True,
    errors=(TaskNotFoundError, AlreadyDecidedError, NobodyToAskError, BusyError),
)
def take_over_task(call: Call, task_id: str) -> Answer:
    """Give an open task to a person, whoever has it."""
    return shown(operations.take_over(call.userid, task_id, call.body.to, call.body.comment), call)


@api.on(
    "POST",
    "/admin/requests/{request_id}/jump",
    body=JumpBody,
    out=views.RequestView,
    admin=True,
    guarded=True,
    errors=(
        RequestNotFoundError,
        RequestClosedError,
        InTransitError,
        JumpTargetError,
        VersionStaleError,
        TooManyReturnsError,
        BusyError,
    ),
)
def jump_request(call: Call, request_id: str) -> Answer:
    """Send a request to a node. If-Match is the `version` of the request as it was seen."""
    body: JumpBody = call.body
    return shown(operations.jump(call.userid, request_id, body.to, body.comment, call.if_match), call)


@api.on(
    "POST",
    "/admin/requests/{request_id}/end",
    body=CommentOnlyBody,
    out=views.RequestView,
    admin=True,
    errors=(RequestNotFoundError, RequestClosedError, InTransitError, BusyError),
)
def end_request(call: Call, request_id: str) -> Answer:
    """End a request."""
    return shown(operations.end_by_force(call.userid, request_id, call.body.comment), call)


@api.on(
    "POST",
    "/admin/people/{userid}/reassign",
    body=ToOneBody,
    out=TaskResults,
    admin=True,
    errors=(NobodyToAskError, BusyError),
)
def reassign_tasks(call: Call, userid: str) -> TaskResults:
    """All open tasks of a person who leaves go to another; up to 50 a call, repeat while there are some."""
    return _results(operations.reassign(call.userid, userid, call.body.to, call.body.comment), call)


def _results(done: list[operations.Done], call: Call) -> TaskResults:
    return TaskResults(
        items=[
            TaskResult(
                id=one.task,
                done=one.error is None,
                code=one.error.code if one.error else "",
                message=_sentence(one.error, call.locale) if one.error else "",
            )
            for one in done
        ]
    )


def _sentence(error: DomainError, locale: str) -> str:
    return messages.text(f"errors.{error.code}", locale, **error.params)
