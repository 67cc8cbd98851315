"""Submitting: what a form would do, and starting a request with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals import closing, context, display, effects, errands, journal, picking, store
from chalicelib.approvals.decisions import accepted
from chalicelib.approvals.foresight import foresee
from chalicelib.approvals.model.errors import ApproverMissingError, FormInvalidError
from chalicelib.approvals.model.types import SYSTEM, Change, Event, Outgoing, Request, State
from chalicelib.approvals.openings import Facts
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import Person
from chalicelib.flows import approvers, form
from chalicelib.flows import service as flows
from chalicelib.flows.approvers import Asking
from chalicelib.flows.errors import FlowNotFoundError
from chalicelib.flows.model import Flow, Starters
from chalicelib.flows.verify import PLACEHOLDER
from chalicelib.libraries.model import BalanceError
from chalicelib.platform import clock, files
from chalicelib.platform.calendar import institute_calendar
from chalicelib.platform.errors import BusyError, FieldProblem
from chalicelib.platform.idempotency import Attempt, AttemptRow
from chalicelib.platform.ids import new_id
from chalicelib.platform.serials import next_serial
from chalicelib.platform.store import CollisionError, Operation, Put

TRIES = 5
LONGEST_TITLE = 120
MOST_FILES = 40
"""Files that come to a request at once: their writes stand in its transaction."""
Picks = Mapping[str, tuple[str, ...]]
NO_PICKS: Picks = {}


@dataclass(frozen=True)
class Foreseen:
    """A filled form and the way it will take, with the people, and what its starter chooses."""

    filled: form.Filled
    path: tuple[dict[str, Any], ...]
    choices: tuple[approvers.Choice, ...]


@dataclass(frozen=True)
class Origin:
    """The request that started this one: `request`, `node`, `visit` and `number` name what waits for its end."""

    request: str
    node: str
    visit: int
    number: int


def preview(userid: str, key: str, typed: Mapping[str, Any], picks: Picks = NO_PICKS) -> Foreseen:
    """What a form would do if it were submitted now. Writes nothing.

    Raises FlowNotFoundError, MayNotStartError.
    """
    starter = directory_service.person(userid)
    flow = flows.startable_by(key, starter).flow
    asking = context.asking_for(flow, starter, typed, picks=picks)
    filled = form.fill(flow, typed, context.surroundings(starter, asking.directory))
    asking = context.with_values(asking, filled.values)
    choices = picking.of_form(flow, filled.values, asking)
    return Foreseen(filled, foresee(flow, filled.values, asking), choices)


def submit(userid: str, key: str, typed: Mapping[str, Any], attempt: Attempt, picks: Picks = NO_PICKS) -> str:
    """Start a request and return its id; the same attempt again returns the same id.

    Raises FlowNotFoundError, MayNotStartError, FormInvalidError, FormTooLargeError, BalanceError,
    ApproverMissingError, IdempotencyKeyReusedError. Nothing is written unless everything is.
    """
    if created := attempt.created_before():
        return created
    try:
        starter = directory_service.person(userid)
        return _submit_new(starter, flows.startable_by(key, starter), typed, attempt, picks)
    except (FormInvalidError, BalanceError):
        # The same attempt, a moment earlier, may be what used the balance up.
        if created := attempt.created_before():
            return created
        raise


def submit_for(origin: Origin, starter: Person, key: str, typed: Mapping[str, Any], attempt: Attempt) -> str:
    """Start a request another one asks for, as its starter, whoever may start the flow.

    What the other one could not fill in, its starter is asked for before the first node.
    """
    if created := attempt.created_before():
        return created
    return _submit_new(starter, flows.current(key), typed, attempt, NO_PICKS, origin)


def submit_from(system: str, starter: Person, key: str, typed: Mapping[str, Any], attempt: Attempt) -> str:
    """Start a request another system asks for, as the person it names.

    What is missing its starter is asked for before the first node; what is wrong is refused. Raises
    FlowNotFoundError (also for a flow that system may not start) and what `submit` does.
    """
    if created := attempt.created_before():
        return created
    published = flows.current(key)
    if not (isinstance(published.flow.starters, Starters) and published.flow.starters.system == system):
        raise FlowNotFoundError(flow=key)
    try:
        return _submit_new(starter, published, typed, attempt, NO_PICKS, system=system)
    except (FormInvalidError, BalanceError):
        if created := attempt.created_before():
            return created
        raise


def carried(
    owner: str, request: str, flow: Flow, values: Mapping[str, Any], before: Mapping[str, Any]
) -> list[Operation]:
    """The writes that make the files somebody brings to a form (that had `before`) part of the request.

    Raises FormInvalidError where they are more than one transaction takes.
    """
    had = context.files_of(flow, before)
    fresh = [file for file in context.files_of(flow, values) if file not in had]
    if len(fresh) > MOST_FILES:
        raise FormInvalidError(problems=(FieldProblem("files", "not_file", params={"max": MOST_FILES}),))
    return [files.attach(owner, file, context.carrier(request)) for file in fresh]


def _submit_new(
    starter: Person,
    published: flows.Published,
    typed: Mapping[str, Any],
    attempt: Attempt,
    picks: Picks,
    origin: Origin | None = None,
    *,
    system: str = "",
) -> str:
    flow = published.flow
    picks = picking.of_starter(flow, picks)
    asking = context.asking_for(flow, starter, typed, picks=picks)
    filled = form.fill(flow, typed, context.surroundings(starter, asking.directory))
    only_missing = bool(filled.problems) and all(one.code == "missing" for one in filled.problems)
    incomplete = bool(filled.problems) if origin else bool(system) and only_missing
    if not incomplete:
        filled = accepted(filled)
    asking = context.with_values(asking, filled.values)
    foreseen = foresee(flow, filled.values, asking)
    _check_people(foreseen)
    request = _request(asking, published, filled, foreseen, picks, origin, incomplete=incomplete)
    request = replace(request, source=system)
    detail = {"form": filled.values, "flow": flow.key, "version": published.version}
    detail |= {"picks": {key: list(people) for key, people in picks.items()}} if picks else {}
    detail |= ({"parent": request.parent} if origin else {}) | ({"system": system} if system else {})
    event = Event("submit", SYSTEM if system else starter.userid, detail=detail)
    return _written(request, flow, asking, event, attempt)


def _written(request: Request, flow: Flow, asking: Asking, event: Event, attempt: Attempt) -> str:
    facts = Facts(flow, asking.starter, asking, institute_calendar(), clock.now())
    submitted = () if request.incomplete else flow.effects.submitted
    outgoing = (Outgoing("start", {"run": 1}), *closing.outgoing(State(request), submitted, facts))
    change = Change(request, events=(event,), outgoing=outgoing)
    scope = errands.scope_of(State(request), asking.starter, asking.directory, facts.now)
    for _ in range(TRIES):
        held = effects.writes(request, submitted, scope, effects.SUBMITTED, request.form_revision)
        files_too = carried(request.starter, request.id, flow, request.form, {})
        try:
            named = Put(store.serial_row(request))
            journal.commit(None, change, [attempt.write(request.id), named, *held, *files_too])
        except CollisionError as error:
            if any(isinstance(op, Put) and isinstance(op.row, AttemptRow) for op in error.operations):
                return attempt.created_before() or request.id
            continue
        return request.id
    raise BusyError


def _request(
    asking: Asking,
    published: flows.Published,
    filled: form.Filled,
    foreseen: tuple[dict[str, Any], ...],
    picks: Picks,
    origin: Origin | None,
    *,
    incomplete: bool,
) -> Request:
    flow, starter, now = published.flow, asking.starter, clock.now()
    today = clock.wall(now).date()
    facts = directory_service.starter_facts(asking.starter, asking.directory)
    due_at = None
    if flow.due:
        wall = institute_calendar().add_work_minutes(clock.wall(now), flow.due.working_minutes)
        due_at = clock.to_text(clock.from_wall(wall))
    routing = form.routing_values(flow, filled.values, facts)
    return Request(
        id=new_id(),
        serial=next_serial(f"flow#{flow.key}", flow.serial, today),
        title=_title(flow, asking, filled.values, today),
        flow=flow.key,
        flow_version=published.version,
        starter=starter.userid,
        submitted_at=clock.to_text(now),
        form=filled.values,
        routing=routing,
        preview=foreseen,
        due_at=due_at,
        picks=dict(picks),
        parent={} if origin is None else vars(origin),
        incomplete=incomplete,
        begun={"routing": routing, "incomplete": incomplete},
    )


def _check_people(foreseen: tuple[dict[str, Any], ...]) -> None:
    """A node whose `empty` says refuse and that would ask nobody stops the submission. Raises ApproverMissingError."""
    missing = next((node["name"] for node in foreseen if node.get("refused")), None)
    if missing:
        raise ApproverMissingError(node=missing)


def _title(flow: Flow, asking: Asking, values: Mapping[str, Any], today: dt.date) -> str:
    """The title with what the flow names in it, fields as people read them; cut where it would not fit a list."""
    names = {person.userid: person.name for person in asking.directory.people.values()}
    known = {
        "flow.name": flow.name,
        "starter.name": asking.starter.name,
        "submitted_on": today.isoformat(),
        **{f"form.{key}": text for key, text in display.texts(flow, values, names, masked=True).items()},
    }
    return PLACEHOLDER.sub(lambda found: known.get(found.group(1), ""), flow.title)[:LONGEST_TITLE]
