"""Meetings of a request: somebody calls one, or a flow does, and what became of it stands in the request's history.

The meeting is planned in the transaction of the request's event, and told to WeCom by the outbox as well as at once;
whoever is first does it, and writes its number at WeCom and its link back to the request as an event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from chalicelib.approvals import journal
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.types import State
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import DomainError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.settings import settings
from chalicelib.wecom import vendor_errors
from chalicelib.wecom.apps import meetings
from chalicelib.wecom.apps.meeting_views import MeetingBody, content_of
from chalicelib.wecom.apps.model import Content, Meeting, answer_of
from chalicelib.wecom.model import WecomUnavailableError

SYSTEM_NAME = "wecom"
"""The name by which a `call` of a flow reaches WeCom; no joined system has it."""


class MeetingRefusedError(Exception):
    """A flow's meeting did not come about; why, for the log."""


def call_meeting(userid: str, request: str, wanted: Content, attempt: Attempt) -> Meeting | None:
    """Somebody who may see a request calls a meeting about it; None where the same attempt did before and is gone.

    Raises what `meetings.planned` does, and IdempotencyKeyReusedError.
    """
    meeting = meetings.planned(userid, wanted, request)

    def decision(state: State) -> Decision | None:
        if attempt.created_before():
            return None
        change = engine.call_meeting(state, userid, meeting.id, content.shown_title, when(content))
        return change, (*meetings.rows_of(meeting), attempt.write(meeting.id))

    content = meeting.content
    journal.change(request, decision)
    made = attempt.created_before()
    if made is None:
        return None
    told = meetings.told(made)
    _write_back(request, answer_of(told, settings().public_url))
    return told


def of_request(request: str) -> list[Meeting]:
    return meetings.of_request(request)


def settle(state: State, meeting: str) -> None:
    """Have WeCom told of a meeting, and write into the request what became of it. For the outbox.

    Raises WecomUnavailableError, also while somebody else is at it; the outbox repeats it.
    """
    told = meetings.settle(meeting)
    if told["state"] == "planned":
        raise WecomUnavailableError
    _write_back(state.request.id, told)


def _write_back(request: str, told: Mapping[str, Any]) -> None:
    if told["state"] in {"standing", "refused"}:
        journal.change(request, lambda now: _written_back(now, told))


def _written_back(state: State, told: Mapping[str, Any]) -> Decision | None:
    """The event, once: a delivery may come again."""
    change = engine.meeting_settled(state, told)
    said = {(one["action"], one["detail"].get("meeting")) for one in journal.events(state.request.id)}
    if any((event.action, told["id"]) in said for event in change.events):
        return None
    return change, ()


def by_flow(state: State, parts: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A `call` of the system `wecom`: a meeting of the starter's, once by `key`. What goes into the answer:
    `{id, link, meetingid, code, left_out}`.

    `parts`: title, people (userids, or one), start_at, end_at, and maybe description and location. Raises
    MeetingRefusedError, with the reason for administrators; another attempt tries again.
    """
    people = parts.get("people") or []
    wanted = {**parts, "people": people if isinstance(people, list) else [people]}
    try:
        content = content_of(MeetingBody.model_validate(wanted))
        told = meetings.by_request(meetings.planned(state.request.starter, content, state.request.id), key)
    except ValidationError as error:
        raise MeetingRefusedError(f"parts of the meeting: {error.error_count()} wrong") from error
    except DomainError as error:
        raise MeetingRefusedError(error.code) from error
    if told["state"] != "standing":
        raise MeetingRefusedError(f"WeCom {told['errcode']}" if told["errcode"] else told["state"])
    return {name: told[name] for name in ("id", "link", "meetingid", "code", "left_out")}


def when(content: Content) -> str:
    """Day and time of a meeting, as people read it."""
    begins = clock.wall(dt.datetime.fromtimestamp(content.start, dt.UTC))
    ends = begins + dt.timedelta(seconds=content.seconds)
    return messages.text(
        "meetings.when", day=f"{begins:%Y-%m-%d}", start=f"{begins:%H:%M}", end=f"{ends:%H:%M}"
    )


def refusal(errcode: int) -> str:
    """WeCom's number in words, for the history."""
    return f"{vendor_errors.explain(errcode).meaning}（{errcode}）"
