"""Nodes that wait for something other than a person: a moment, an event, a call's answer, sub-requests, a signature.

Each opens as one visit with one token, like a person's; what it waits for stands in the visit's `detail`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals.model.arriving import Asked, Opening
from chalicelib.approvals.model.types import SYSTEM, Outgoing, State, TaskState
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import ADMIN_ROLE, Directory, Person
from chalicelib.flows import approvers, calendar_functions
from chalicelib.flows.approvers import Asking
from chalicelib.flows.model import (
    CallNode,
    CallOut,
    Flow,
    Node,
    Seal,
    SignNode,
    Span,
    Subflow,
    SubflowStart,
    Wait,
)
from chalicelib.platform import clock, messages
from chalicelib.platform.calendar import Calendar

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """What an errand is opened on."""

    flow: Flow
    starter: Person
    asking: Asking
    calendar: Calendar
    now: dt.datetime
    card: Mapping[str, Any]


def opening(state: State, node: Node, facts: Facts) -> Opening:
    """What a visit to such a node waits for."""
    return OPENINGS[node.kind](state, node, facts)


def scope_of(
    state: State, starter: Person, directory: Directory, now: dt.datetime, row: Any = None
) -> dict[str, Any]:
    """What an effect's expressions see: the form, `starter`, `request`, `today`, `now`, `last_comment` (what was said
    last with a decision), and with `each` its `row`.
    """
    request = state.request
    wall = clock.wall(now)
    return {
        **request.form,
        "starter": dict(directory_service.starter_facts(starter, directory)),
        "request": {
            "id": request.id,
            "serial": request.serial,
            "title": request.title,
            "submitted_on": clock.wall(clock.from_text(request.submitted_at)).date().isoformat(),
        },
        "today": wall.date().isoformat(),
        "now": wall.isoformat(timespec="minutes"),
        "last_comment": last_comment(state),
        **({"row": row} if row is not None else {}),
    }


def last_comment(state: State) -> str:
    """What was said last with a decision; nothing where nobody said anything."""
    said = [t for t in state.tasks if t.comment and t.decided_at and t.state is not TaskState.CANCELLED]
    return max(said, key=lambda t: t.decided_at or "").comment if said else ""


def evaluated(parts: Mapping[str, str], scope: Values) -> dict[str, Any]:
    """The value of each part; what is undefined is left out."""
    values = {key: calendar_functions.evaluate(text, scope) for key, text in parts.items()}
    return {key: value for key, value in values.items() if value is not None}


def moment_of(text: str, state: State, starter: Person, directory: Directory, now: dt.datetime) -> str:
    """The instant an expression tells as a date (its beginning) or a date and time; now, where it tells none."""
    value = calendar_functions.evaluate(text, scope_of(state, starter, directory, now))
    try:
        return clock.to_text(clock.from_wall(dt.datetime.fromisoformat(str(value))))
    except ValueError:
        return clock.to_text(now)


def submissions(state: State, start: SubflowStart, facts: Facts) -> list[dict[str, Any]]:
    """The forms of the sub-requests a node starts: one, or one for each row."""
    rows = [None] if start.each is None else list(state.request.form.get(start.each) or ())
    return [
        evaluated(start.map, scope_of(state, facts.starter, facts.asking.directory, facts.now, row))
        for row in rows
    ]


def calls(state: State, call: CallOut, facts: Facts) -> list[dict[str, Any]]:
    """The bodies of the calls a node makes: one, or one for each row."""
    rows = [None] if call.each is None else list(state.request.form.get(call.each) or ())
    return [
        evaluated(call.send, scope_of(state, facts.starter, facts.asking.directory, facts.now, row))
        for row in rows
    ]


def call_rows(
    state: State, call: CallOut, facts: Facts, node: str = "", visit: int = 0
) -> tuple[Outgoing, ...]:
    """The outbox rows of a call; `node` and `visit` are where its answer is waited for."""
    not_before = (
        {"not_before": moment_of(call.at, state, facts.starter, facts.asking.directory, facts.now)}
        if call.at
        else {}
    )
    return tuple(
        Outgoing(
            "call",
            {
                "system": call.system,
                "operation": call.operation,
                "parts": parts,
                "number": number,
                "node": node,
                "visit": visit,
                **not_before,
            },
        )
        for number, parts in enumerate(calls(state, call, facts), 1)
    )


def submit_rows(
    state: State, start: SubflowStart, facts: Facts, node: str = "", visit: int = 0
) -> tuple[Outgoing, ...]:
    """The outbox rows that start sub-requests; the number of each makes it once."""
    return tuple(
        Outgoing("submit", {"flow": start.flow, "form": form, "number": number, "node": node, "visit": visit})
        for number, form in enumerate(submissions(state, start, facts), 1)
    )


def _wait(state: State, node: Node, facts: Facts) -> Opening:
    assert isinstance(node, Wait)  # noqa: S101 - by the table below
    wait = node.wait
    now = clock.to_text(facts.now)
    span = wait.for_ or wait.at_most
    until = _after(span, facts) if span else None
    if wait.until is not None:
        until = moment_of(wait.until, state, facts.starter, facts.asking.directory, facts.now)
    over = until is not None and until <= now
    return Opening(
        kind="wait",
        name=_name(node),
        due_at=until,
        next_at=until,
        then=f"auto_{wait.then}" if wait.event else "auto_pass",
        waits=not over,
        passes_by=SYSTEM if over else "",
        detail={"event": wait.event} if wait.event else {},
        card=facts.card,
    )


def _call(state: State, node: Node, facts: Facts) -> Opening:
    assert isinstance(node, CallNode)  # noqa: S101
    visit = len(state.visits_of(node.key)) + 1
    rows = call_rows(state, node.call, facts, node.key, visit)
    waits = node.call.at is None and bool(rows)
    return Opening(
        kind="call",
        name=_name(node),
        waits=waits,
        detail={"left": len(rows), "on_failure": node.call.on_failure.value},
        outgoing=rows,
        card=facts.card,
    )


def _subflow(state: State, node: Node, facts: Facts) -> Opening:
    assert isinstance(node, Subflow)  # noqa: S101
    visit = len(state.visits_of(node.key)) + 1
    rows = submit_rows(state, node.subflow, facts, node.key, visit)
    return Opening(
        kind="subflow",
        name=_name(node),
        waits=node.subflow.wait and bool(rows),
        detail={"flow": node.subflow.flow, "of": len(rows), "children": {}},
        outgoing=rows,
        card=facts.card,
    )


def _handled(state: State, node: Node, facts: Facts) -> Opening:
    """Signing and sealing: the handler sees to it and confirms it, or the signing service does by an event."""
    assert isinstance(node, SignNode | Seal)  # noqa: S101
    work = node.sign if isinstance(node, SignNode) else node.seal
    people = approvers.people_of(work.handler, facts.asking) or facts.asking.directory.in_role(ADMIN_ROLE)
    due_at = _after(work.at_most, facts)
    scope = scope_of(state, facts.starter, facts.asking.directory, facts.now)
    if isinstance(node, SignNode):
        parts: dict[str, Any] = {"parties": evaluated(node.sign.parties, scope)}
    else:
        parts = evaluated({"seal": node.seal.seal, "uses": node.seal.uses}, scope)
    return Opening(
        kind=node.kind,
        name=_name(node),
        actions=("approve", "return"),
        people=tuple(Asked(person.userid) for person in people),
        reason=messages.text(f"approvers.{node.kind}_handler"),
        due_at=due_at,
        next_at=due_at,
        then="remind",
        remind_minutes=240,
        waits=True,
        detail={"event": f"{node.kind}ed", "file": work.file, **parts},
        card=facts.card,
    )


def _after(span: Span, facts: Facts) -> str:
    wall = facts.calendar.add_work_minutes(clock.wall(facts.now), span.working_minutes)
    return clock.to_text(clock.from_wall(wall))


def _name(node: Node) -> str:
    return node.name or messages.text(f"nodes.{node.kind}")


OPENINGS: dict[str, Callable[[State, Node, Facts], Opening]] = {
    "wait": _wait,
    "call": _call,
    "subflow": _subflow,
    "sign": _handled,
    "seal": _handled,
}
