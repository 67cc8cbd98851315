"""What happens when the machine comes to a node, runs an effect, or reaches the end. Idempotent, all of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from chalicelib.approvals import context, display, effects, journal
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.engine import Entry, Opening
from chalicelib.approvals.model.types import OutcomeName, Outgoing, State
from chalicelib.approvals.service import reason_text
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import Person
from chalicelib.flows import approvers
from chalicelib.flows.model import REVISE, Approve, Cc, Due, Flow, PersonNode, Record
from chalicelib.platform import clock, messages
from chalicelib.platform.calendar import institute_calendar

BEFORE_DUE_MINUTES = 60


class UnknownOutcomeError(Exception):
    """The machine ended in an error that is no outcome. It fails, and the repair job starts it anew."""


def open_node(request: str, entry: Entry) -> None:
    """A person node: the first time it gets its tasks; again (retry, time-out, replay) only the newest token.

    Where the outcome is recorded already, the machine is answered at once: nobody is asked twice.
    """

    def decision(state: State) -> Decision | None:
        visit, number = engine.locate(state, entry)
        if visit is not None:
            return engine.attach(state, visit, entry), ()
        return engine.open_visit(
            state, entry, number, _opening(state, entry.node), clock.to_text(clock.now())
        ), ()

    journal.change(request, decision)


def run_effect(request: str, entry: Entry) -> None:
    """A record or a copy: once per visit, in one transaction with the line that says it happened."""

    def decision(state: State) -> Decision | None:
        visit, number = engine.locate(state, entry)
        if visit is not None:
            return engine.attach(state, visit, entry), ()
        flow = context.flow_of(state.request.flow, state.request.flow_version)
        node = flow.node(entry.node)
        now = clock.to_text(clock.now())
        if isinstance(node, Record):
            change = engine.effect_done(state, entry, number, node.kind, node.name, now)
            return change, effects.writes(state.request, [node.record])
        if isinstance(node, Cc):
            people = _copied(state, flow, node)
            card = _card(state, flow, node.name)
            change = engine.effect_done(state, entry, number, node.kind, node.name, now, people, card)
            return replace(change, outgoing=_copies(state, node, people)), ()
        raise LookupError(f"{entry.node} is no effect of {flow.key}")

    journal.change(request, decision)


def close_request(request: str, outcome: str) -> None:
    """The end of the machine: final status, and what the flow does about it. Again: nothing.

    Raises UnknownOutcomeError for an error that no decision made.
    """
    if outcome not in {name.value for name in engine.STATUS_OF}:
        raise UnknownOutcomeError(outcome)
    name = OutcomeName(outcome)

    def decision(state: State) -> Decision | None:
        if not state.request.running:
            return None
        flow = context.flow_of(state.request.flow, state.request.flow_version)
        wanted = {
            OutcomeName.REJECTED: flow.effects.rejected,
            OutcomeName.WITHDRAWN: flow.effects.withdrawn,
        }.get(name, ())
        change = engine.close(state, name, clock.to_text(clock.now()))
        return change, effects.writes(state.request, wanted)

    journal.change(request, decision)


def _opening(state: State, key: str) -> Opening:
    request = state.request
    flow = context.flow_of(request.flow, request.flow_version)
    if key == REVISE:
        return Opening(
            "revise",
            messages.text("nodes.revise"),
            "any",
            ("resubmit",),
            (request.starter,),
            messages.text("approvers.starter"),
            card=_card(state, flow, messages.text("nodes.revise")),
        )
    node = flow.node(key)
    if node is None or node.kind not in {"approve", "handle"}:
        raise LookupError(f"{key} is no person's node of {flow.key}")
    assert not isinstance(node, Record | Cc)  # noqa: S101 - told to the type checker
    starter = _starter(request.starter)
    directory = context.directory_for(flow, request.starter, request.form)
    found = approvers.resolve(node, starter, request.form, directory)
    return _with_clock(
        Opening(
            kind=node.kind,
            name=node.name,
            sign=node.sign.value,
            actions=("approve", *node.may),
            people=tuple(person.userid for person in found.people),
            reason=reason_text(found),
            passes_by=_merged_with(state, node, found),
            card=_card(state, flow, node.name),
        ),
        node.due,
    )


def _card(state: State, flow: Flow, node_name: str) -> dict[str, Any]:
    """What a to-do list shows of a task without reading its request."""
    request = state.request
    named = directory_service.people({request.starter} | context.users_in(flow, request.form))
    names = {person.userid: person.name for person in named.values()}
    return {
        "serial": request.serial,
        "title": request.title,
        "flow": flow.key,
        "flow_name": flow.name,
        "section": flow.section,
        "node_name": node_name,
        "starter": {"userid": request.starter, "name": names.get(request.starter, request.starter)},
        "summary": [
            {"label": label, "value": value} for label, value in display.summary(flow, request.form, names)
        ],
    }


def _starter(userid: str) -> Person:
    """The starter as they are in the directory, in service or not: a request outlives its starter's leaving."""
    return directory_service.people([userid])[userid]


def _merged_with(state: State, node: PersonNode, found: approvers.Found) -> str:
    """Who approved the step before and would now approve again: asked once, it counts for both."""
    last = state.last_decided()
    if not isinstance(node, Approve) or last is None or last.kind != "approve" or last.outcome is None:
        return ""
    again = last.outcome.name is OutcomeName.APPROVED and last.outcome.by in {p.userid for p in found.people}
    return last.outcome.by if again and (node.sign.value == "any" or len(found.people) == 1) else ""


def _with_clock(opening: Opening, due: Due | None) -> Opening:
    if due is None:
        return opening
    start = clock.wall(clock.now())
    due_at = institute_calendar().add_work_minutes(start, due.working_minutes)
    soon = max(due_at - dt.timedelta(minutes=BEFORE_DUE_MINUTES), start)
    return replace(
        opening,
        due_at=clock.to_text(clock.from_wall(due_at)),
        next_at=clock.to_text(clock.from_wall(soon if due.then == "remind" else due_at)),
        then=due.then.value,
        remind_minutes=round(due.remind_every_hours * 60),
    )


def _copied(state: State, flow: Flow, node: Cc) -> tuple[str, ...]:
    """Who gets the copy; the starter knows already."""
    request = state.request
    directory = context.directory_for(flow, request.starter, request.form)
    people = approvers.people_of(node.cc, _starter(request.starter), request.form, directory)
    return tuple(person.userid for person in people if person.userid != request.starter)


def _copies(state: State, node: Cc, people: tuple[str, ...]) -> tuple[Outgoing, ...]:
    request = state.request
    text = _filled(node.message, _starter(request.starter), request.form)
    body = {"kind": "cc", "node": node.key, "to": list(people), "text": text}
    return (Outgoing("message", body),) if people else ()


def _filled(template: str, starter: Person, values: Any) -> str:
    text = template.replace("{starter.name}", starter.name)
    for key, value in values.items():
        text = text.replace("{form." + key + "}", str(value).replace("T", " "))
    return text
