"""What is said about a request without deciding it: comments, later copies, supervision. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.approvals.model import timing
from chalicelib.approvals.model.errors import (
    CommentRequiredError,
    InTransitError,
    NobodyToAskError,
    NotStarterError,
    RemindTooSoonError,
    RequestClosedError,
)
from chalicelib.approvals.model.types import (
    SYSTEM,
    Change,
    Event,
    Outgoing,
    Request,
    Role,
    State,
    Task,
    TaskState,
)
from chalicelib.platform import clock

TALK = "_talk"
"""Where copies stand that no node sent; no node of a flow can be called so."""
REMIND_AGAIN = dt.timedelta(hours=1)
SAME_REMINDER = dt.timedelta(seconds=60)
"""Longer than a page waits for an answer with all its repeats."""


def remind(state: State, actor: str, now: str) -> Change:
    """The starter, or who supervises the request, asks those who have not decided yet; at most once an hour (催办).

    Raises NotStarterError, RequestClosedError, RemindTooSoonError, and InTransitError between two nodes.
    """
    request = state.request
    if actor not in {request.starter, *request.supervisors}:
        raise NotStarterError
    if not request.running:
        raise RequestClosedError(status=request.status.value)
    if not state.open_visits():
        raise InTransitError
    last = request.reminded_at
    if last and clock.from_text(now) - clock.from_text(last) < REMIND_AGAIN:
        raise RemindTooSoonError
    state = replace(state, request=replace(request, reminded_at=now, reminded_by=actor))
    changes = [timing.remind(state, visit, actor, visit.next_at) for visit in state.open_visits()]
    return Change(
        state.request,
        visits=tuple(v for change in changes for v in change.visits),
        events=tuple(e for change in changes for e in change.events),
        outgoing=tuple(o for change in changes for o in change.outgoing),
    )


def has_just_reminded(request: Request, actor: str, now: str) -> bool:
    """Whether this is the same person's reminder again: a double click, or a page whose answer was lost."""
    last = request.reminded_at
    if request.reminded_by != actor or not last:
        return False
    return clock.from_text(now) - clock.from_text(last) < SAME_REMINDER


def comment(
    state: State, actor: str, text: str, mentioned: tuple[str, ...], files: tuple[Mapping[str, Any], ...]
) -> Change:
    """A remark everybody on the request can read; who is mentioned is told and may see the request from then on.

    Raises CommentRequiredError.
    """
    if not text.strip() and not files:
        raise CommentRequiredError(field="comment")
    detail = {"mentioned": list(mentioned), "files": [dict(file) for file in files]}
    event = Event("comment", actor, comment=text, detail=detail)
    to = [userid for userid in mentioned if userid != actor]
    told = (Outgoing("message", {"kind": "mentioned", "to": to, "text": text}),) if to else ()
    return Change(state.request, events=(event,), outgoing=told)


def copy(
    state: State, actor: str, to: tuple[str, ...], text: str, now: str, card: Mapping[str, Any]
) -> Change:
    """More people get a copy, at any time (抄送). Who has one already does not get another.

    Raises NobodyToAskError.
    """
    have = {t.userid for t in state.tasks if t.state is TaskState.COPIED} | {state.request.starter}
    new = [userid for userid in dict.fromkeys(to) if userid not in have]
    if not new:
        raise NobodyToAskError(field="to")
    last = max((t.number for t in state.tasks if t.node == TALK), default=0)
    tasks = tuple(
        Task(TALK, 1, last + place, userid, now, TaskState.COPIED, Role.COPY, decided_at=now, card=card)
        for place, userid in enumerate(new, 1)
    )
    event = Event("copy", actor, comment=text, detail={"people": new})
    told = Outgoing("message", {"kind": "cc", "to": new, "text": text})
    return Change(state.request, tasks=tasks, events=(event,), outgoing=(told,))


def call_meeting(state: State, actor: str, meeting: str, title: str, when: str) -> Change:
    """Somebody calls a meeting about the request; WeCom is told of it by the outbox too."""
    event = Event("meeting", actor, detail={"meeting": meeting, "title": title, "when": when})
    return Change(state.request, events=(event,), outgoing=(Outgoing("meeting", {"meeting": meeting}),))


def meeting_settled(state: State, told: Mapping[str, Any]) -> Change:
    """What became of a meeting at WeCom: its number and link there, or the number of a refusal."""
    stands = told["state"] == "standing"
    known = ("title", "meetingid", "link") if stands else ("title", "errcode")
    detail = {"meeting": told["id"], **{key: told[key] for key in known}}
    return Change(
        state.request, events=(Event("meeting_made" if stands else "meeting_refused", SYSTEM, detail=detail),)
    )


def supervise(state: State, actor: str, text: str, *, on: bool) -> Change:
    """A person follows the request: is told when it is late and when it ends, and may urge (督办).

    Raises RequestClosedError.
    """
    if not state.request.running:
        raise RequestClosedError(status=state.request.status.value)
    others = tuple(userid for userid in state.request.supervisors if userid != actor)
    request = replace(state.request, supervisors=(*others, actor) if on else others)
    event = Event("supervise" if on else "supervise_end", actor, comment=text)
    to = [t.userid for t in state.tasks if t.state is TaskState.OPEN]
    told = Outgoing("message", {"kind": "supervised", "to": list(dict.fromkeys(to)), "text": text})
    return Change(request, events=(event,), outgoing=(told,) if on and to else ())
