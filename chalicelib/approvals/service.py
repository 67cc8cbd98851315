"""What people decide: their tasks, one or several at once, and taking a request back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.approvals import (
    arrivals,
    closing,
    context,
    decisions,
    effects,
    errands,
    journal,
    picking,
    store,
)
from chalicelib.approvals.decisions import Place, Said
from chalicelib.approvals.facts import decided, facts_of, flow_of
from chalicelib.approvals.foresight import foresee
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.errors import (
    AlreadyDecidedError,
    TaskNotFoundError,
)
from chalicelib.approvals.model.outcomes import WITHDRAWN
from chalicelib.approvals.model.types import (
    IN_FAVOUR,
    SYSTEM,
    Action,
    Request,
    State,
    Status,
    TaskState,
    Visit,
)
from chalicelib.approvals.submitting import carried
from chalicelib.directory import service as directory_service
from chalicelib.flows.model import Flow
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import VersionStaleError
from chalicelib.platform.store import Operation


def decide(userid: str, task: str, said: Said, seen: str) -> State:
    """A person decides their task; `seen` is the task's etag, so that what was seen is what is signed.

    Deciding the same thing again after a lost answer answers the same. Raises TaskNotFoundError,
    NotYourTaskError, NotYourTurnError, AlreadyDecidedError, ActionNotAllowedError, CommentRequiredError,
    ReturnTargetError, TooManyReturnsError, VersionStaleError, and where the form changes FormInvalidError,
    FormTooLargeError and BalanceError.
    """
    request, node, visit, number = split_task(task)
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if _stands(state, (node, visit, number), said, userid):
            return None
        at, mine = engine.my_task(state, node, visit, number, userid)
        if seen != state.request.etag:
            raise VersionStaleError(field="If-Match")
        flow = flow_of(state)
        chosen = picking.allowed(state, flow, at, mine, said.picks)
        state = replace(state, request=replace(state.request, picks={**state.request.picks, **chosen}))
        worked, writes, result = _worked(state, flow, at, said, userid)
        wanted = replace(said, picks=chosen)
        change = decisions.decided(state, flow, (node, visit, number), userid, wanted, worked, result, now)
        if state.request.incomplete and not worked.incomplete:
            told = closing.outgoing(
                State(worked), flow.effects.submitted, facts_of(replace(state, request=worked))
            )
            change = replace(change, outgoing=(*change.outgoing, *told))
        return change, writes

    try:
        return journal.change(request, decision)
    except AlreadyDecidedError as error:
        raise told_by_name(error) from error


def withdraw(userid: str, request: str, comment: str, seen: str) -> State:
    """The starter takes the request back, where its flow says so even when it is approved. `seen` is the request's
    etag. Again, after a lost answer: nothing.

    Raises RequestNotFoundError, NotStarterError, RequestClosedError, WithdrawNotAllowedError, InTransitError,
    VersionStaleError.
    """
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        taken = state.request.status is Status.WITHDRAWN and state.request.starter == userid
        if taken or any(
            v.outcome and (v.outcome.name, v.outcome.by) == (WITHDRAWN, userid) for v in state.visits
        ):
            return None
        allowed = decisions.may_withdraw(state, flow_of(state), clock.now())
        made: Decision | None
        if state.request.status is Status.APPROVED:
            wanted = closing.withdrawn(state, userid, comment, facts_of(state), allowed=allowed)
            made = arrivals.written(state, wanted)
        else:
            made = engine.withdraw(state, userid, comment, now, allowed=allowed), ()
        if seen != state.request.etag:
            raise VersionStaleError(field="If-Match")
        return made

    return journal.change(request, decision)


def remind(userid: str, request: str) -> State:
    """The starter, or who supervises the request, asks those who have not decided yet; at most once an hour. The same
    person again within a minute, after a lost answer: nothing.

    Raises RequestNotFoundError and what `model.talking.remind` does.
    """
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if engine.has_just_reminded(state.request, userid, now):
            return None
        return engine.remind_all(state, userid, now), ()

    return journal.change(request, decision)


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


def told_by_name(error: AlreadyDecidedError) -> AlreadyDecidedError:
    """The same error with the name of who was first instead of their userid."""
    by = error.params["by"]
    found = directory_service.people([by])
    name = messages.text("actors.system") if by == SYSTEM else found[by].name if by in found else by
    return AlreadyDecidedError(by=name, action=error.params["action"])


def _worked(
    state: State, flow: Flow, visit: Visit, said: Said, userid: str
) -> tuple[Request, list[Operation], str]:
    """The request with what the decision makes of its form, the writes that follow, and the node's result."""
    if said.action is Action.RESUBMIT:
        return *_corrected(state, flow, said.form), ""
    node = decisions.fills(flow, visit, said)
    if node is None:
        return state.request, [], ""
    request, typed = state.request, said.form or {}
    starter = directory_service.people([request.starter])[request.starter]
    directory = context.directory_for(flow, request.starter, {**request.form, **typed})
    around = context.surroundings(starter, directory, filled_by=userid, serial=request.serial)
    worked, result = decisions.filled_further(request, flow, node, typed, around)
    files = [] if worked == request else carried(userid, request.id, flow, worked.form, request.form)
    return worked, files, result


def _corrected(state: State, flow: Flow, typed: Mapping[str, Any] | None) -> tuple[Request, list[Operation]]:
    """The request with the form as its starter sends it again, and the library writes that follow."""
    request = state.request
    starter = directory_service.person(request.starter)
    typed = decisions.typed_of(flow, request) if typed is None else typed
    asking = context.asking_for(flow, starter, typed, decided=decided(state), picks=request.picks)
    scope = errands.scope_of(state, starter, asking.directory, asking.now)
    submitted = flow.effects.submitted
    held = {} if request.incomplete else effects.held_by(request, submitted, scope)
    around = decisions.with_own_holds(
        context.surroundings(starter, asking.directory, serial=request.serial), held
    )
    corrected = decisions.corrected(request, flow, typed, around)
    asking = context.with_values(asking, corrected.form)
    corrected = replace(corrected, preview=foresee(flow, corrected.form, asking))
    if request.incomplete:
        seen = {**scope, **corrected.form}
        written = effects.writes(corrected, submitted, seen, effects.SUBMITTED, corrected.form_revision)
    else:
        written = effects.rewrites(request, corrected, flow.effects, scope)
    files = carried(request.starter, request.id, flow, corrected.form, request.form)
    return corrected, [*written, *files]


def _stands(state: State, place: Place, said: Said, userid: str) -> bool:
    """Whether this very decision is there already: a double click or a retry after a lost answer."""
    wanted = engine.STATE_OF[said.action]
    return any(
        (task.node, task.visit, task.number) == place
        and (task.userid, task.comment) == (userid, said.comment)
        and (task.state is wanted or (wanted in IN_FAVOUR and task.state is TaskState.MERGED))
        for task in state.tasks
    )
