"""A request whose rows name people by userids they had before: as if it had always named them by the present ones.

Nothing is written for it. What is written for another reason names the present userid from then on; the audit chain
keeps what it was told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from chalicelib.approvals.model.types import Request, Resume, State, Task, Visit

Called = Callable[[str], str]


def called_today(state: State, present: Mapping[str, str]) -> State:
    """The same state with everybody under their present userid; `present` is by former userid."""
    if present.keys().isdisjoint(_named(state)):
        return state

    def called(userid: str) -> str:
        return present.get(userid, userid)

    return State(
        _request(state.request, called),
        tuple(_visit(visit, called) for visit in state.visits),
        tuple(_task(task, called) for task in state.tasks),
    )


def _named(state: State) -> Iterable[str]:
    request = state.request
    yield from (request.starter, request.reminded_by, *request.supervisors)
    for people in request.picks.values():
        yield from people
    for resume in (*request.resumes.values(), *(visit.resume for visit in state.visits)):
        yield from _again(resume)
    for visit in state.visits:
        yield from visit.barred
        yield visit.outcome.by if visit.outcome else ""
    for task in state.tasks:
        yield from (task.userid, task.on_behalf_of)


def _again(resume: Resume | None) -> Iterable[str]:
    return (*resume.again, *_again(resume.back)) if resume else ()


def _request(request: Request, called: Called) -> Request:
    return replace(
        request,
        starter=called(request.starter),
        reminded_by=called(request.reminded_by),
        supervisors=_all(request.supervisors, called),
        picks={node: _all(people, called) for node, people in request.picks.items()},
        resumes={node: _resume(resume, called) for node, resume in request.resumes.items()},
    )


def _visit(visit: Visit, called: Called) -> Visit:
    outcome = visit.outcome and replace(visit.outcome, by=called(visit.outcome.by))
    resume = visit.resume and _resume(visit.resume, called)
    detail = dict(visit.detail)
    if visit.barred:
        detail["barred"] = sorted(map(called, visit.barred))
    return replace(visit, outcome=outcome, resume=resume, detail=detail)


def _task(task: Task, called: Called) -> Task:
    return replace(task, userid=called(task.userid), on_behalf_of=called(task.on_behalf_of))


def _resume(resume: Resume, called: Called) -> Resume:
    back = resume.back and _resume(resume.back, called)
    return replace(resume, again=_all(resume.again, called), back=back)


def _all(userids: Iterable[str], called: Called) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(called, userids)))
