"""What people do with requests: preview, submit, decide, withdraw, remind."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.approvals import context, effects, files, journal, openings, store
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.errors import (
    AlreadyDecidedError,
    FormInvalidError,
    FormTooLargeError,
    NotStarterError,
    RemindTooSoonError,
    RequestClosedError,
    TaskNotFoundError,
)
from chalicelib.approvals.model.types import (
    SYSTEM,
    Action,
    Change,
    Event,
    Outgoing,
    Request,
    State,
)
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import Directory, Person
from chalicelib.flows import approvers, form, path
from chalicelib.flows import service as flows
from chalicelib.flows.errors import MayNotStartError
from chalicelib.flows.model import Flow
from chalicelib.libraries.model import BalanceError
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import BusyError, VersionStaleError
from chalicelib.platform.idempotency import Attempt, AttemptRow
from chalicelib.platform.ids import new_id
from chalicelib.platform.serials import next_serial
from chalicelib.platform.store import CollisionError, Operation, Put

MAX_FORM_BYTES = 200_000
REMIND_AGAIN = dt.timedelta(hours=1)
TRIES = 5


@dataclass(frozen=True)
class Foreseen:
    """A filled form and the way it will take, with the people."""

    filled: form.Filled
    path: tuple[dict[str, Any], ...]


def preview(userid: str, key: str, typed: Mapping[str, Any]) -> Foreseen:
    """What a form would do if it were submitted now. Writes nothing.

    Raises FlowNotFoundError, MayNotStartError.
    """
    starter = directory_service.person(userid)
    flow = _startable(key, starter).flow
    directory = context.directory_for(flow, userid, typed)
    filled = form.fill(flow, typed, context.surroundings(starter, directory))
    return Foreseen(filled, foresee(flow, filled.values, starter, directory))


def submit(userid: str, key: str, typed: Mapping[str, Any], attempt: Attempt) -> str:
    """Start a request and return its id; the same attempt again returns the same id.

    Raises FlowNotFoundError, MayNotStartError, FormInvalidError, FormTooLargeError, BalanceError,
    IdempotencyKeyReusedError. Nothing is written unless everything is.
    """
    if created := attempt.created_before():
        return created
    try:
        return _submit_new(userid, key, typed, attempt)
    except (FormInvalidError, BalanceError):
        # The same attempt, a moment earlier, may be what used the balance up.
        if created := attempt.created_before():
            return created
        raise


def decide(
    userid: str, task: str, action: Action, comment: str, seen: str, typed: Mapping[str, Any] | None
) -> State:
    """A person decides their task; `seen` is the task's etag, so that what was seen is what is signed.

    Deciding the same thing again after a lost answer answers the same. Raises TaskNotFoundError,
    NotYourTaskError, AlreadyDecidedError, ActionNotAllowedError, CommentRequiredError, VersionStaleError, and
    for a resubmission FormInvalidError and BalanceError.
    """
    request, node, visit, number = split_task(task)
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if _stands(state, node, visit, number, action, userid, comment):
            return None
        change = engine.decide(state, node, visit, number, action, userid, comment, now)
        if seen != etag_of(state.request):
            raise VersionStaleError(field="If-Match")
        if action is not Action.RESUBMIT:
            return change, ()
        corrected, held = _corrected(state.request, typed)
        change = engine.decide(
            replace(state, request=corrected), node, visit, number, action, userid, comment, now
        )
        told = replace(change.events[0], detail={"form": dict(corrected.form)})
        return replace(change, events=(told, *change.events[1:])), held

    try:
        return journal.change(request, decision)
    except AlreadyDecidedError as error:
        raise _told_by_name(error) from error


def withdraw(userid: str, request: str, comment: str, seen: str) -> State:
    """The starter takes the request back. `seen` is the request's etag.

    Raises RequestNotFoundError, NotStarterError, RequestClosedError, WithdrawNotAllowedError, InTransitError,
    VersionStaleError.
    """
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        flow = context.flow_of(state.request.flow, state.request.flow_version)
        change = engine.withdraw(state, flow.withdraw, userid, comment, now)
        if seen != etag_of(state.request):
            raise VersionStaleError(field="If-Match")
        return change, ()

    return journal.change(request, decision)


def remind(userid: str, request: str) -> State:
    """The starter asks those who have not decided yet; at most once an hour.

    Raises RequestNotFoundError, NotStarterError, RequestClosedError, RemindTooSoonError.
    """
    now = clock.now()

    def decision(state: State) -> Decision | None:
        if state.request.starter != userid:
            raise NotStarterError
        if not state.request.running or not state.open_visits():
            raise RequestClosedError(status=state.request.status.value)
        last = state.request.reminded_at
        if last and now - clock.from_text(last) < REMIND_AGAIN:
            raise RemindTooSoonError
        reminded = replace(state, request=replace(state.request, reminded_at=clock.to_text(now)))
        changes = [engine.remind(reminded, visit, userid, visit.next_at) for visit in state.open_visits()]
        return Change(
            reminded.request,
            visits=tuple(v for c in changes for v in c.visits),
            events=tuple(e for c in changes for e in c.events),
            outgoing=tuple(o for c in changes for o in c.outgoing),
        ), ()

    return journal.change(request, decision)


def foresee(
    flow: Flow, values: Mapping[str, Any], starter: Person, directory: Directory
) -> tuple[dict[str, Any], ...]:
    """The nodes on the way this form takes, with people and reason, as they stand now."""
    routing = form.routing_values(flow, values, directory_service.starter_facts(starter, directory))
    return tuple(
        _foreseen_node(node, entered=entered, starter=starter, values=values, directory=directory)
        for node, entered in path.path(flow, routing)
    )


def etag_of(request: Request) -> str:
    """What a person saw: changes with the form, not with every vote."""
    return f"f{request.form_revision}"


def split_task(task: str) -> tuple[str, str, int, int]:
    """Request, node, visit and number of a task id. Raises TaskNotFoundError."""
    parts = task.split(".")
    if len(parts) != 4 or not (parts[2].isdecimal() and parts[3].isdecimal()):
        raise TaskNotFoundError
    return parts[0], parts[1], int(parts[2]), int(parts[3])


def open_tasks(userid: str) -> int:
    """How many tasks wait for a person (counted over the index; for the badge)."""
    return int(store.ApprovalRow.by_person.count(f"OPEN#{userid}"))


def running_requests(userid: str) -> int:
    """How many of a person's own requests are under way."""
    condition = store.RequestRow.status == "running"
    return int(store.ApprovalRow.by_person.count(f"STARTER#{userid}", filter_condition=condition))


def _submit_new(userid: str, key: str, typed: Mapping[str, Any], attempt: Attempt) -> str:
    starter = directory_service.person(userid)
    published = _startable(key, starter)
    flow = published.flow
    directory = context.directory_for(flow, userid, typed)
    filled = _accepted(flow, typed, context.surroundings(starter, directory))
    now = clock.now()
    today = clock.wall(now).date()
    request = Request(
        id=new_id(),
        serial=next_serial(f"flow#{flow.key}", flow.serial, today),
        title=_title(flow, starter, today),
        flow=flow.key,
        flow_version=published.version,
        starter=userid,
        submitted_at=clock.to_text(now),
        form=filled.values,
        routing=form.routing_values(flow, filled.values, directory_service.starter_facts(starter, directory)),
        preview=foresee(flow, filled.values, starter, directory),
    )
    event = Event(
        "submit", userid, detail={"form": filled.values, "flow": flow.key, "version": published.version}
    )
    change = Change(request, events=(event,), outgoing=(Outgoing("start", {"run": 1}),))
    for _ in range(TRIES):
        held = effects.writes(request, flow.effects.submitted)
        carried = _carried(request, flow)
        try:
            journal.commit(None, change, [attempt.write(request.id), *held, *carried])
        except CollisionError as error:
            if any(isinstance(op, Put) and isinstance(op.row, AttemptRow) for op in error.operations):
                return attempt.created_before() or request.id
            continue
        return request.id
    raise BusyError


def _startable(key: str, starter: Person) -> flows.Published:
    published = flows.current(key)
    if not flows.may_start(published.flow, starter.roles):
        raise MayNotStartError(flow=published.flow.name)
    return published


def _accepted(flow: Flow, typed: Mapping[str, Any], around: form.Surroundings) -> form.Filled:
    filled = form.fill(flow, typed, around)
    if filled.problems:
        raise FormInvalidError(problems=filled.problems)
    if len(json.dumps(filled.values, ensure_ascii=False).encode()) > MAX_FORM_BYTES:
        raise FormTooLargeError(limit_kb=MAX_FORM_BYTES // 1000)
    return filled


def _corrected(request: Request, typed: Mapping[str, Any] | None) -> tuple[Request, list[Operation]]:
    """The request with the form as its starter sends it again, and the ledger writes that follow."""
    flow = context.flow_of(request.flow, request.flow_version)
    starter = directory_service.person(request.starter)
    if typed is None:
        typed = {key: value for key, value in request.form.items() if not flow.form[key].computed}
    directory = context.directory_for(flow, request.starter, typed)
    around = _with_own_holds(context.surroundings(starter, directory), flow, request)
    filled = _accepted(flow, typed, around)
    routing = form.routing_values(flow, filled.values, around.starter)
    corrected = engine.resubmit_form(request, filled.values, routing)
    corrected = replace(corrected, preview=foresee(flow, filled.values, starter, directory))
    held = effects.rewrites(request, corrected, flow.effects.submitted)
    return corrected, [*held, *_carried(corrected, flow)]


def _carried(request: Request, flow: Flow) -> list[Operation]:
    """The writes that make the form's files part of the request."""
    return [files.attach(request.starter, file, request.id) for file in context.files_of(flow, request.form)]


def _with_own_holds(around: form.Surroundings, flow: Flow, request: Request) -> form.Surroundings:
    """What a returned request holds itself counts as available to it."""
    held = effects.held_by(request, flow.effects.submitted)
    return replace(
        around,
        balance=lambda library, account: around.balance(library, account) + held.get(account, 0),
    )


def _title(flow: Flow, starter: Person, today: dt.date) -> str:
    return (
        flow.title.replace("{flow.name}", flow.name)
        .replace("{starter.name}", starter.name)
        .replace("{submitted_on}", today.isoformat())
    )


def _foreseen_node(
    node: Any, *, entered: bool, starter: Person, values: Mapping[str, Any], directory: Directory
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": node.key,
        "name": node.name,
        "kind": node.kind,
        "entered": entered,
        "people": [],
    }
    if entered and node.kind in {"approve", "handle"}:
        if node.approvers.field and not values.get(node.approvers.field):
            return {**told, "reason": messages.text("approvers.not_chosen")}
        found = approvers.resolve(node, starter, values, directory)
        told["people"] = [person.userid for person in found.people]
        told["reason"] = openings.reason_text(found)
    return told


def _told_by_name(error: AlreadyDecidedError) -> AlreadyDecidedError:
    """The same error with the name of who was first instead of their userid."""
    by = error.params["by"]
    found = directory_service.people([by])
    name = messages.text("actors.system") if by == SYSTEM else found[by].name if by in found else by
    return AlreadyDecidedError(by=name, action=error.params["action"])


def _stands(
    state: State, node: str, visit: int, number: int, action: Action, userid: str, comment: str
) -> bool:
    """Whether this very decision is there already: a double click or a retry after a lost answer."""
    return any(
        (task.node, task.visit, task.number) == (node, visit, number)
        and (task.userid, task.comment, task.state) == (userid, comment, engine.STATE_OF[action])
        for task in state.tasks
    )
