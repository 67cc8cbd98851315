"""The sync over HTTP, for administrators."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.platform.web import Api, Call
from chalicelib.wecom.sync import service
from chalicelib.wecom.sync.fields import RULES
from chalicelib.wecom.sync.run_store import RunRow
from chalicelib.wecom.sync.service import RunNotFoundError, RunWaitsError

api = Api(__name__, require_admin=directory.require_admin)
Kind = Literal["people_in", "people_out", "departments_in", "departments_out", "rename"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SwitchBody(Strict):
    enabled: bool


class RunBody(Strict):
    """`dry` finds everything and changes nothing."""

    mode: Literal["dry", "full"]


class AnswerBody(Strict):
    """`ids` of questions of one kind; without them all of it, some hundred at once."""

    kind: Kind
    ids: list[str] | None = Field(default=None, max_length=500)
    said: Literal["approved", "refused"]


class SyncRun(BaseModel):
    """`status` is wanted, running, done, stopped, failed or empty; `counts` by `<toward>.<what>.<verb>`."""

    id: str
    mode: str
    status: str
    by: str
    at: str
    ended_at: str
    reason: str
    reason_text: str
    counts: dict[str, int]
    differences: int
    waiting: int
    problems: int


class SyncRunDetail(SyncRun):
    """`items` each with `list`: question, problem, conflict or step."""

    items: list[dict[str, Any]]


class SyncQuestion(BaseModel):
    kind: str
    id: str
    name: str
    since: str
    said: str
    by: str
    at: str


class SyncProblem(BaseModel):
    what: str
    id: str
    code: str
    text: str
    detail: str
    since: str


class SyncRule(BaseModel):
    what: str
    field: str
    owner: str
    ways: str


class SyncState(BaseModel):
    """`paused_until`: WeCom did not answer, and is asked again then. `questions` that nobody has answered."""

    enabled: bool
    enabled_by: str
    nightly_on: str
    paused_until: str
    reason: str
    reason_text: str
    working: bool
    questions: int
    problems: int
    runs: list[SyncRun]
    rules: list[SyncRule]


class SyncQuestions(BaseModel):
    items: list[SyncQuestion]


class SyncProblems(BaseModel):
    items: list[SyncProblem]


class SyncBegun(BaseModel):
    id: str


class SyncAnswered(BaseModel):
    answered: int
    left: int


@api.on("GET", "/admin/sync", out=SyncState, admin=True)
def sync_state(call: Call) -> SyncState:
    """How the directory and WeCom are kept the same, and the latest runs."""
    return _state(call.locale)


def _state(locale: str) -> SyncState:
    state = service.state()
    return SyncState(
        enabled=state.enabled,
        enabled_by=state.enabled_by,
        nightly_on=state.nightly_on,
        paused_until=state.paused_until,
        reason=state.reason,
        reason_text=service.explained(state.reason, locale) if state.reason else "",
        working=bool(state.lease_until),
        questions=sum(1 for one in service.questions() if not one.said),
        problems=len(service.problems()),
        runs=[SyncRun(**_run(one, locale)) for one in service.runs()],
        rules=[
            SyncRule(what=r.what, field=r.field, owner=r.owner, ways=r.ways)
            for r in RULES
            if r.ways != "none"
        ],
    )


@api.on("PUT", "/admin/sync", body=SwitchBody, out=SyncState, admin=True)
def switch_sync(call: Call) -> SyncState:
    """Keep both the same from now on, or leave both alone."""
    service.switch(enabled=call.body.enabled, by=call.userid)
    return _state(call.locale)


@api.on("POST", "/admin/sync/runs", body=RunBody, out=SyncBegun, admin=True, errors=(RunWaitsError,))
def begin_run(call: Call) -> SyncBegun:
    """Have a full or a dry run begin; its view says when it is done."""
    return SyncBegun(id=str(service.begin(call.body.mode, call.userid).sk))


@api.on("GET", "/admin/sync/runs/{run_id}", out=SyncRunDetail, admin=True, errors=(RunNotFoundError,))
def show_run(call: Call, run_id: str) -> SyncRunDetail:
    """What a run found and did, or would do."""
    found, items = service.run(run_id)
    told = [
        {**item, "text": service.explained(str(item["code"]), call.locale)}
        if item["list"] == "problem"
        else item
        for item in items
    ]
    return SyncRunDetail(**_run(found, call.locale), items=told)


@api.on("GET", "/admin/sync/questions", out=SyncQuestions, admin=True)
def list_questions(_: Call) -> SyncQuestions:
    """What waits for a person, and what was said to it."""
    return SyncQuestions(
        items=[
            SyncQuestion(
                kind=one.asks,
                id=one.subject,
                name=one.name,
                since=one.since,
                said=one.said,
                by=one.by,
                at=one.at,
            )
            for one in service.questions()
        ]
    )


@api.on("POST", "/admin/sync/answers", body=AnswerBody, out=SyncAnswered, admin=True)
def answer_questions(call: Call) -> SyncAnswered:
    """Approve or refuse. Said again it is the same; what was refused may be approved later."""
    body: AnswerBody = call.body
    answered, left = service.answer(body.kind, body.ids, body.said, call.userid)
    return SyncAnswered(answered=answered, left=left)


@api.on("GET", "/admin/sync/problems", out=SyncProblems, admin=True)
def list_problems(call: Call) -> SyncProblems:
    """What cannot be made the same, and why."""
    return SyncProblems(
        items=[
            SyncProblem(
                what=one.what,
                id=one.subject,
                code=one.code,
                text=service.explained(one.code, call.locale),
                detail=one.detail,
                since=one.since,
            )
            for one in service.problems()
        ]
    )


def _run(run: RunRow, locale: str) -> dict[str, Any]:
    return {
        "id": str(run.sk),
        "mode": run.mode,
        "status": run.status,
        "by": run.by,
        "at": run.at,
        "ended_at": run.ended_at,
        "reason": run.reason,
        "reason_text": service.explained(run.reason, locale) if run.reason else "",
        "counts": {key: int(value) for key, value in run.counts.items()},
        "differences": int(run.differences),
        "waiting": int(run.waiting),
        "problems": int(run.problems),
    }
