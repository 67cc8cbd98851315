"""Requests and tasks over HTTP: parse, one service call, answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.approvals import context, journal, lists, picking, service, submitting, views, way
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.errors import (
    ActionNotAllowedError,
    AlreadyDecidedError,
    ApproverMissingError,
    CommentRequiredError,
    FormInvalidError,
    FormTooLargeError,
    InTransitError,
    NotStarterError,
    NotYourTaskError,
    NotYourTurnError,
    RemindTooSoonError,
    RequestClosedError,
    RequestNotFoundError,
    ReturnTargetError,
    TaskNotFoundError,
    TooManyReturnsError,
    WithdrawNotAllowedError,
)
from chalicelib.approvals.model.types import Action, State, Status
from chalicelib.directory import service as directory
from chalicelib.flows.errors import FlowNotFoundError, MayNotStartError
from chalicelib.libraries.model import BalanceError
from chalicelib.platform import files
from chalicelib.platform.answers import Answer, sentence_of
from chalicelib.platform.errors import (
    BusyError,
    CursorError,
    IdempotencyKeyReusedError,
    NotAdministratorError,
    VersionStaleError,
)
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


Picks = dict[str, tuple[str, ...]]
"""Whom somebody chose, by node."""


class PreviewBody(Strict):
    form: dict[str, Any]
    picks: Picks = {}


class ShownField(BaseModel):
    visible: bool
    required: bool
    editable: bool


class FieldProblemView(BaseModel):
    field: str
    code: str
    message: str


class Preview(BaseModel):
    """What the form would do: computed values, what to show and ask, what is wrong, who would be asked, and whom the
    starter is to choose.
    """

    form: dict[str, Any]
    fields: dict[str, ShownField]
    errors: list[FieldProblemView]
    path: list[way.PathNode]
    picks: list[picking.PickView]


class SubmitBody(Strict):
    flow: str = Field(max_length=60)
    form: dict[str, Any]
    picks: Picks = {}


class RequestsQuery(Strict):
    view: Literal["mine", "handled", "cc", "all"] = "mine"
    status: Status | None = None
    flow: str | None = Field(default=None, max_length=60)
    cursor: str | None = Field(default=None, max_length=2000)


class TasksQuery(Strict):
    state: Literal["open", "done"] = "open"
    cursor: str | None = Field(default=None, max_length=2000)


class DecisionBody(Strict):
    """`form` with `resubmit`: the corrected form; with `approve`: what the node lets one fill in. `to` and `straight`
    with `return`: which node, and whether it comes straight back afterwards. `picks`: whom one chose for later nodes.
    """

    action: Action
    comment: str = Field(default="", max_length=2000)
    form: dict[str, Any] | None = None
    to: str = Field(default="revise", max_length=60)
    straight: bool = False
    picks: Picks = {}


class CommentBody(Strict):
    comment: str = Field(default="", max_length=2000)


class FileBody(Strict):
    name: str = Field(min_length=1, max_length=200)
    size_bytes: int
    content_type: str = Field(max_length=100)


class UploadAddress(BaseModel):
    url: str
    fields: dict[str, Any]


class FileCreated(BaseModel):
    id: str
    upload: UploadAddress


class FileAddress(BaseModel):
    url: str


class RequestNumbered(BaseModel):
    id: str


@api.on(
    "POST",
    "/flows/{key}/preview",
    body=PreviewBody,
    out=Preview,
    errors=(FlowNotFoundError, MayNotStartError),
)
def preview_request(call: Call, key: str) -> Preview:
    """What this form would do if it were submitted now."""
    foreseen = submitting.preview(call.userid, key, call.body.form, call.body.picks)
    return Preview(
        form=foreseen.filled.values,
        fields={
            name: ShownField(visible=field.visible, required=field.required, editable=field.editable)
            for name, field in foreseen.filled.fields.items()
        },
        errors=[
            FieldProblemView(field=p.field, code=p.code, message=sentence_of(p, call.locale))
            for p in foreseen.filled.problems
        ],
        path=way.foreseen_nodes(foreseen.path),
        picks=picking.pick_views(foreseen.choices),
    )


@api.on(
    "POST",
    "/requests",
    body=SubmitBody,
    out=views.RequestView,
    status=201,
    creates=True,
    errors=(
        FlowNotFoundError,
        MayNotStartError,
        FormInvalidError,
        FormTooLargeError,
        BalanceError,
        ApproverMissingError,
        IdempotencyKeyReusedError,
        BusyError,
    ),
)
def submit_request(call: Call) -> Answer:
    """Submit a form: starts a request."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    request = submitting.submit(call.userid, call.body.flow, call.body.form, call.attempt, call.body.picks)
    return shown(journal.read(request), call, status=201)


@api.on(
    "GET",
    "/requests",
    query=RequestsQuery,
    out=lists.RequestPage,
    errors=(CursorError, NotAdministratorError),
)
def list_requests(call: Call) -> lists.RequestPage:
    """My requests, those I decided, those I got a copy of, or all (administrators)."""
    query: RequestsQuery = call.query
    if query.view == "all":
        directory.require_admin(call.userid)
    status = query.status.value if query.status else None
    return lists.requests(call.userid, query.view, status, query.flow, query.cursor)


@api.on("GET", "/requests/numbered/{serial}", out=RequestNumbered, errors=(RequestNotFoundError,))
def get_numbered_request(call: Call, serial: str) -> RequestNumbered:
    """Which request a serial number means, if I may see it."""
    return RequestNumbered(id=seen(call, journal.numbered(serial)).request.id)


@api.on("GET", "/requests/{request_id}", out=views.RequestView, errors=(RequestNotFoundError,))
def get_request(call: Call, request_id: str) -> Answer:
    """One request: its form, where it stands, what happened, what I may do."""
    return shown(seen(call, request_id), call)


@api.on(
    "POST",
    "/requests/{request_id}/withdraw",
    body=CommentBody,
    out=views.RequestView,
    guarded=True,
    errors=(
        RequestNotFoundError,
        NotStarterError,
        RequestClosedError,
        WithdrawNotAllowedError,
        InTransitError,
        VersionStaleError,
        BusyError,
    ),
)
def withdraw_request(call: Call, request_id: str) -> Answer:
    """Take my request back."""
    seen(call, request_id)
    return shown(service.withdraw(call.userid, request_id, call.body.comment, call.if_match), call)


@api.on(
    "POST",
    "/requests/{request_id}/remind",
    body=CommentBody,
    out=views.RequestView,
    errors=(RequestNotFoundError, NotStarterError, RequestClosedError, RemindTooSoonError, BusyError),
)
def remind_request(call: Call, request_id: str) -> Answer:
    """Ask those who have not decided yet."""
    seen(call, request_id)
    return shown(service.remind(call.userid, request_id), call)


@api.on("GET", "/tasks", query=TasksQuery, out=lists.TaskPage, errors=(CursorError,))
def list_tasks(call: Call) -> lists.TaskPage:
    """What waits for me, or what I decided."""
    return lists.tasks(call.userid, opened=call.query.state == "open", cursor=call.query.cursor)


@api.on(
    "POST",
    "/tasks/{task_id}/decision",
    body=DecisionBody,
    out=views.RequestView,
    guarded=True,
    errors=(
        TaskNotFoundError,
        NotYourTaskError,
        NotYourTurnError,
        AlreadyDecidedError,
        ActionNotAllowedError,
        CommentRequiredError,
        ReturnTargetError,
        TooManyReturnsError,
        VersionStaleError,
        FormInvalidError,
        FormTooLargeError,
        BalanceError,
        BusyError,
    ),
)
def decide_task(call: Call, task_id: str) -> Answer:
    """Decide my task."""
    body: DecisionBody = call.body
    said = Said(body.action, body.comment.strip(), body.to, body.straight, body.form, body.picks)
    state = service.decide(call.userid, task_id, said, call.if_match)
    return shown(state, call)


@api.on(
    "POST",
    "/files",
    body=FileBody,
    out=FileCreated,
    status=201,
    creates=True,
    errors=(files.FileTypeError, files.FileSizeError, IdempotencyKeyReusedError),
)
def create_file(call: Call) -> FileCreated:
    """Ask for a place to upload one file of a form."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    body: FileBody = call.body
    upload = files.begin_upload(call.userid, body.name, body.size_bytes, body.content_type, call.attempt)
    return FileCreated(id=upload.id, upload=UploadAddress(url=upload.url, fields=upload.fields))


@api.on("GET", "/files/{file_id}", out=FileAddress, errors=(files.FileNotFoundInOfficeError,))
def get_file(call: Call, file_id: str) -> FileAddress:
    """An address to download a file: my own, or one of a request I may see."""
    row = files.row_of(file_id)
    if row.owner != call.userid and not any(_may_see(call, one) for one in context.requests_of(row)):
        raise files.FileNotFoundInOfficeError
    return FileAddress(url=files.address(file_id))


def _may_see(call: Call, request_id: str) -> bool:
    try:
        seen(call, request_id)
    except RequestNotFoundError:
        return False
    return True


def seen(call: Call, request_id: str) -> State:
    """The request, if the caller may see it; otherwise there is none."""
    state = journal.read(request_id)
    if not views.may_see(state, directory.person(call.userid)):
        raise RequestNotFoundError
    return state


def shown(state: State, call: Call, status: int = 200) -> Answer:
    view = views.request_view(state, call.userid)
    return Answer(view, status=status, headers={"ETag": f'"{view.etag}"'})
