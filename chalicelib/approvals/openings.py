"""What a node is when a request arrives there: its people, its clock, its card. From given facts only.

The running side brings the facts from the tables (`arrivals`), a rehearsal from its case (`rehearsal`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals import display
from chalicelib.approvals.model.engine import Opening
from chalicelib.approvals.model.types import OutcomeName, Outgoing, State
from chalicelib.directory.model import Directory, Person
from chalicelib.flows import approvers
from chalicelib.flows.model import REVISE, Approve, Cc, Due, Flow, Handle, PersonNode
from chalicelib.flows.verify import PLACEHOLDER
from chalicelib.platform import clock, messages
from chalicelib.platform.calendar import Calendar

BEFORE_DUE = dt.timedelta(minutes=60)


@dataclass(frozen=True)
class Facts:
    """What an arrival is decided on. `directory` knows the starter and everybody the form names."""

    flow: Flow
    starter: Person
    directory: Directory
    calendar: Calendar
    now: dt.datetime


def opening(state: State, key: str, facts: Facts) -> Opening:
    """The node `key` for this request: for the starter where it is a correction. LookupError for a foreign key."""
    if key == REVISE:
        name = messages.text("nodes.revise")
        return Opening(
            kind="revise",
            name=name,
            sign="any",
            actions=("resubmit",),
            people=(state.request.starter,),
            reason=messages.text("approvers.starter"),
            card=card(state, facts, name),
        )
    node = facts.flow.node(key)
    if not isinstance(node, Approve | Handle):
        raise LookupError(f"{key} is no person's node of {facts.flow.key}")  # noqa: TRY004 - a wrong key, not a wrong type
    found = approvers.resolve(node, facts.starter, state.request.form, facts.directory)
    opened = Opening(
        kind=node.kind,
        name=node.name,
        sign=node.sign.value,
        actions=("approve", *node.may),
        people=tuple(person.userid for person in found.people),
        reason=reason_text(found),
        passes_by=_merged_with(state, node, found),
        card=card(state, facts, node.name),
    )
    return _with_clock(opened, node.due, facts) if node.due else opened


def card(state: State, facts: Facts, node_name: str) -> dict[str, Any]:
    """What a to-do list shows of a task without reading its request."""
    request, flow = state.request, facts.flow
    names = {person.userid: person.name for person in facts.directory.people.values()}
    return {
        "serial": request.serial,
        "title": request.title,
        "flow": flow.key,
        "flow_name": flow.name,
        "section": flow.section,
        "node_name": node_name,
        "starter": {"userid": request.starter, "name": facts.starter.name},
        "summary": [
            {"label": label, "value": value} for label, value in display.summary(flow, request.form, names)
        ],
    }


def copied(state: State, node: Cc, facts: Facts) -> tuple[str, ...]:
    """Who gets the copy; the starter knows already."""
    people = approvers.people_of(node.cc, facts.starter, state.request.form, facts.directory)
    return tuple(person.userid for person in people if person.userid != facts.starter.userid)


def copies(state: State, node: Cc, people: tuple[str, ...], facts: Facts) -> tuple[Outgoing, ...]:
    """The message that goes with a copy; nobody to tell: none."""
    names = {person.userid: person.name for person in facts.directory.people.values()}
    values = display.texts(facts.flow, state.request.form, names)
    text = _filled(node.message, facts.starter, values)
    body = {"kind": "cc", "node": node.key, "to": list(people), "text": text}
    return (Outgoing("message", body),) if people else ()


def reason_text(found: approvers.Found) -> str:
    """Why these people, as a sentence."""
    params = dict(found.params)
    if found.reason == "role":
        params["rule"] = messages.name_of("roles", params["rule"])
    return messages.text(f"approvers.{found.reason}", **params)


def _merged_with(state: State, node: PersonNode, found: approvers.Found) -> str:
    """Who approved the step before and would now approve again: asked once, it counts for both."""
    last = state.last_decided()
    if not isinstance(node, Approve) or last is None or last.kind != "approve" or last.outcome is None:
        return ""
    again = last.outcome.name is OutcomeName.APPROVED and last.outcome.by in {p.userid for p in found.people}
    return last.outcome.by if again and (node.sign.value == "any" or len(found.people) == 1) else ""


def _with_clock(opened: Opening, due: Due, facts: Facts) -> Opening:
    """Due in working time; the timers look an hour before it, to remind, where there is such an hour."""
    due_at = clock.from_wall(facts.calendar.add_work_minutes(clock.wall(facts.now), due.working_minutes))
    soon = due_at - BEFORE_DUE
    return replace(
        opened,
        due_at=clock.to_text(due_at),
        next_at=clock.to_text(soon if soon > facts.now else due_at),
        then=due.then.value,
        remind_minutes=round(due.remind_every_hours * 60),
    )


def _filled(template: str, starter: Person, values: Mapping[str, str]) -> str:
    """The text with `{starter.name}` and every `{form.<field>}` as people read it; nothing for an empty field."""
    known = {"starter.name": starter.name, **{f"form.{key}": value for key, value in values.items()}}
    return PLACEHOLDER.sub(lambda found: known.get(found.group(1), ""), template)
