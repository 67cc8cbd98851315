"""What a node is when a request arrives there: its people, its clock, its card. From given facts only.

The running side brings the facts from the tables (`arrivals`), a rehearsal from its case (`rehearsal`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals import display, errands
from chalicelib.approvals.model import outcomes, scoping
from chalicelib.approvals.model.arriving import Asked, Opening
from chalicelib.approvals.model.types import IN_FAVOUR, Outgoing, State, Visit
from chalicelib.directory.model import Directory, Person
from chalicelib.flows import approvers
from chalicelib.flows.approvers import Asking
from chalicelib.flows.model import (
    REVISE,
    Approve,
    Cc,
    Due,
    Duplicate,
    Escalate,
    Flow,
    Handle,
    HandTo,
    PersonNode,
    Ratio,
    Rule,
)
from chalicelib.flows.scopes import scopes
from chalicelib.flows.verify import PLACEHOLDER
from chalicelib.platform import clock, messages
from chalicelib.platform.calendar import Calendar


@dataclass(frozen=True)
class Facts:
    """What an arrival is decided on. `asking` is what approver rules are resolved against."""

    flow: Flow
    starter: Person
    asking: Asking
    calendar: Calendar
    now: dt.datetime

    @property
    def directory(self) -> Directory:
        return self.asking.directory


def opening(state: State, key: str, facts: Facts, scope: str = "") -> Opening:
    """The node `key` for this request: for the starter where it is a correction. LookupError for a foreign key."""
    if key == REVISE:
        name = messages.text("nodes.revise")
        return Opening(
            kind="revise",
            name=name,
            actions=("resubmit",),
            people=(Asked(state.request.starter),),
            reason=messages.text("approvers.starter"),
            card=card(state, facts, name),
        )
    node = facts.flow.node(key)
    if isinstance(node, Approve | Handle):
        return _for_people(state, node, facts, scope)
    if node is None or node.kind not in errands.OPENINGS:
        raise LookupError(f"{key} is no node of {facts.flow.key} that waits")
    return errands.opening(state, node, errands_facts(state, facts, node.name))


def errands_facts(state: State, facts: Facts, node_name: str) -> errands.Facts:
    """What a call, a wait, a sub-request is opened on."""
    return errands.Facts(
        facts.flow, facts.starter, facts.asking, facts.calendar, facts.now, card(state, facts, node_name)
    )


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
        "etag": request.etag,
        "starter": {"userid": request.starter, "name": facts.starter.name},
        "summary": [
            {"label": label, "value": value} for label, value in display.summary(flow, request.form, names)
        ],
    }


def copied(node: Cc, facts: Facts) -> tuple[str, ...]:
    """Who gets the copy; the starter knows already, unless the flow means them."""
    return told(node.cc, facts)


def told(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """The people a rule tells; the starter only where the rule is about them."""
    people = approvers.people_of(rule, facts.asking)
    wanted = rule.starter or any(part.starter for part in rule.any_of or ())
    return tuple(p.userid for p in people if wanted or p.userid != facts.starter.userid)


def copies(state: State, node: Cc, people: tuple[str, ...], facts: Facts) -> tuple[Outgoing, ...]:
    """The message that goes with a copy; nobody to tell: none."""
    body: dict[str, Any] = {"kind": "cc", "node": node.key, "to": list(people)}
    if node.message:
        body["text"] = filled(node.message, state, facts)
    if node.at:
        body["not_before"] = errands.moment_of(node.at, state, facts.starter, facts.directory, facts.now)
    return (Outgoing("message", body),) if people else ()


def filled(template: str, state: State, facts: Facts) -> str:
    """The text with `{starter.name}`, `{request.serial}` and every `{form.<field>}` as people read it; nothing for an
    empty field.
    """
    names = {person.userid: person.name for person in facts.directory.people.values()}
    values = display.texts(facts.flow, state.request.form, names)
    known = {
        "starter.name": facts.starter.name,
        "request.serial": state.request.serial,
        "request.title": state.request.title,
        "last_comment": errands.last_comment(state),
        **{f"form.{key}": value for key, value in values.items()},
    }
    return PLACEHOLDER.sub(lambda found: known.get(found.group(1), ""), template)


def late_rule(facts: Facts, visit: Visit) -> Rule | None:
    """Who is asked when a visit is late: its node's escalation or backup rule."""
    node = facts.flow.node(visit.node)
    then = node.due.then if isinstance(node, Approve | Handle) and node.due else None
    if isinstance(then, Escalate):
        return then.escalate
    return then.hand_to if isinstance(then, HandTo) else None


def _for_people(state: State, node: PersonNode, facts: Facts, scope: str) -> Opening:
    found = approvers.resolve(node, facts.asking)
    earlier = _approved_before(state, node, facts.flow, scope)
    people = tuple(
        Asked(seat.userid, seat.on_behalf_of, merged=not seat.on_behalf_of and seat.userid in earlier)
        for seat in found.seats
    )
    merged = next((asked.userid for asked in people if asked.merged), "")
    sign = node.sign
    opened = Opening(
        kind=node.kind,
        name=node.name,
        sign="ratio" if isinstance(sign, Ratio) else sign.value,
        ratio=sign.ratio if isinstance(sign, Ratio) else 0,
        min_votes=sign.min_votes if isinstance(sign, Ratio) else 0,
        actions=("approve", *node.may),
        people=people,
        reason=approvers.reason_text(found),
        passes_by=merged if sign == "any" else "",
        card=card(state, facts, node.name),
        detail=_detail(node, facts),
    )
    return _with_clock(opened, node.due, state, facts) if node.due else opened


def _detail(node: PersonNode, facts: Facts) -> dict[str, Any]:
    """What a visit has to remember of its node: who may not work there, and whether a card decides."""
    barred = approvers.barred(node, facts.asking)
    return {
        **({"barred": sorted(barred)} if barred else {}),
        **({"on_card": True} if node.on_card else {}),
    }


def _approved_before(state: State, node: PersonNode, flow: Flow, scope: str) -> frozenset[str]:
    """Whose approval counts for this node too, by its `duplicate` policy. A correction by the starter wipes it out, and
    being sent back to a node what was approved from there on.

    The node before is the last one on the way here: ways of a fork beside it are not.
    """
    if not isinstance(node, Approve) or node.duplicate is Duplicate.NEVER:
        return frozenset()
    here = {"", *scoping.rounds(state, scope)}
    own = scopes(flow)
    corrected = max((v.outcome.at for v in state.visits_of(REVISE) if v.outcome), default="")
    before = [
        v
        for v in state.visits
        if v.outcome
        and v.kind in {"approve", "handle"}
        and v.opened_at >= corrected
        and v.node in own
        and not _sent_back_since(state, flow, v)
        and (node.duplicate is Duplicate.ONCE or v.scope in here or _closed(state, v))
    ]
    if node.duplicate is Duplicate.CONSECUTIVE:
        last = max(before, key=lambda v: v.outcome.at if v.outcome else "", default=None)
        before = [last] if last else []
    return frozenset(
        task.userid
        for visit in before
        if visit.kind == "approve" and visit.outcome and visit.outcome.name == "approved"
        for task in state.tasks_of(visit)
        if task.state in IN_FAVOUR and not task.acts_for
    ) | frozenset(_merged_by(before))


def _sent_back_since(state: State, flow: Flow, visit: Visit) -> bool:
    """Whether the request was sent, after this visit, to its node or to one before it."""
    order = {node.key: place for place, node in enumerate(flow.walk())}
    ended = visit.outcome.at if visit.outcome else ""
    targets = [outcomes.target_of(v.outcome.name) for v in state.visits if v.outcome and v.outcome.at > ended]
    return any(order.get(target, len(order)) <= order[visit.node] for target in targets)


def _merged_by(visits: list[Visit]) -> list[str]:
    """A visit that passed by an earlier approval hands it on."""
    return [
        v.outcome.by for v in visits if v.kind == "approve" and v.outcome and v.outcome.name == "approved"
    ]


def _closed(state: State, visit: Visit) -> bool:
    """Whether the round a visit stands in has come to its end: nothing of it is open."""
    return not any(v.open and visit.scope in scoping.rounds(state, v.scope) for v in state.visits)


def _with_clock(opened: Opening, due: Due, state: State, facts: Facts) -> Opening:
    """Due in working time; the timers look before it, to remind, where there is such a time."""
    minutes = due.working_minutes
    if due.by:
        hours = due.by.hours.get(str(state.request.form.get(due.by.field)))
        minutes = round(hours * 60) if hours else minutes
    early = max(0, minutes - round(due.remind_before_hours * 60))
    start = clock.wall(facts.now)
    tell = due.tell_superior.working_minutes if due.tell_superior else 0
    due_at, look_at, tell_at = (
        clock.to_text(clock.from_wall(facts.calendar.add_work_minutes(start, span)))
        for span in (minutes, early, minutes + tell)
    )
    then = due.then
    word = "escalate" if isinstance(then, Escalate) else "hand_to" if isinstance(then, HandTo) else then.value
    return replace(
        opened,
        due_at=due_at,
        next_at=look_at if early and due.remind_before_hours else due_at,
        then=word,
        remind_minutes=round(due.remind_every_hours * 60),
        detail={**opened.detail, "tell_at": tell_at} if tell else opened.detail,
    )
