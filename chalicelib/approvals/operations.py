"""What people do with a task beside deciding it, and what administrators do with a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from chalicelib.approvals import context, decisions, journal, openings, picking, service, store
from chalicelib.approvals.decisions import Place, Said
from chalicelib.approvals.facts import facts_of, flow_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model import engine, outcomes
from chalicelib.approvals.model.errors import AlreadyDecidedError, ChoiceNeededError, NobodyToAskError
from chalicelib.approvals.model.types import Action, Change, Role, State, Task, TaskState
from chalicelib.approvals.service import split_task
from chalicelib.directory import service as directory_service
from chalicelib.platform import clock, files
from chalicelib.platform.errors import DomainError, VersionStaleError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.store import Operation

MOST_AT_ONCE = 50


def transfer(userid: str, task: str, to: str, comment: str) -> State:
    """My task is another person's from now on. Raises what `model.desk.transfer` does."""
    _in_service(to)
    return _at(
        task, lambda state, place, now: engine.transfer(state, place, userid, to, comment, now), _held_by(to)
    )


def delegate(userid: str, task: str, to: str, comment: str) -> State:
    """Another person works on my task and hands it back. Raises what `model.desk.delegate` does."""
    _in_service(to)
    done = _has_below(Role.DELEGATE, (to,))
    return _at(task, lambda state, place, now: engine.delegate(state, place, userid, to, comment, now), done)


def ask_opinion(userid: str, task: str, to: tuple[str, ...], comment: str) -> State:
    """People are asked for an opinion before I decide. Raises what `model.desk.ask_opinion` does."""
    _in_service(*to)
    done = _has_below(Role.OPINION, to)
    return _at(
        task, lambda state, place, now: engine.ask_opinion(state, place, userid, to, comment, now), done
    )


def add_approvers(userid: str, task: str, to: tuple[str, ...], where: str, comment: str) -> State:
    """More people approve, before me, after me or with me. Raises what `model.desk.add_approvers` does."""
    _in_service(*to)
    done = _has_below(Role(where), to)
    return _at(
        task,
        lambda state, place, now: engine.add_approvers(state, place, userid, to, where, comment, now),
        done,
    )


def remove_approver(userid: str, task: str, number: int, comment: str) -> State:
    """Somebody of my node need not decide any more. Raises what `model.desk.remove_approver` does."""

    def done(state: State, place: Place) -> bool:
        task = _task(state, (place[0], place[1], number))
        return task is not None and task.state is TaskState.CANCELLED and _open(state, place)

    def removed(state: State, place: Place, now: str) -> Change:
        visit, _ = engine.my_task(state, *place, userid)
        flow, request = flow_of(state), state.request
        starter = directory_service.people([request.starter])[request.starter]
        directory = context.directory_for(flow, request.starter, request.form)
        around = context.surroundings(starter, directory, filled_by=userid, serial=request.serial)
        result = decisions.result_at(state, flow, visit, around)
        return engine.remove_approver(state, place, userid, number, comment, now, result)

    return _at(task, removed, done)


def take_back(userid: str, task: str, comment: str) -> State:
    """I take my approval back while nobody has decided after it. Raises what `model.steering.take_back` does."""

    def done(state: State, place: Place) -> bool:
        visit = state.visit(*place[:2])
        mine = _task(state, place)
        return bool(
            visit and visit.open and mine and mine.belongs_to(userid) and mine.state is TaskState.OPEN
        )

    return _at(
        task,
        lambda state, place, now: engine.take_back(state, flow_of(state), place, userid, comment, now),
        done,
    )


def take_over(admin: str, task: str, to: str, comment: str) -> State:
    """An administrator gives an open task to a person, maybe themselves. Raises what `model.desk.take_over` does."""
    _in_service(to)
    return _at(
        task, lambda state, place, now: engine.take_over(state, place, admin, to, comment, now), _held_by(to)
    )


def jump(admin: str, request: str, to: str, comment: str, seen: str) -> State:
    """An administrator sends a request to a node. `seen` is its version, so that a second click is no second jump.

    Raises VersionStaleError and what `model.steering.jump` does.
    """
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if seen != state.request.version:
            raise VersionStaleError(field="If-Match")
        return engine.jump(state, flow_of(state), to, admin, comment, now), ()

    return journal.change(request, decision)


def end_by_force(admin: str, request: str, comment: str) -> State:
    """An administrator ends a request. Again: nothing. Raises InTransitError, RequestClosedError."""
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if any(visit.outcome and visit.outcome.name == outcomes.ENDED for visit in state.visits):
            return None
        return engine.end_by_force(state, admin, comment, now), ()

    return journal.change(request, decision)


@dataclass(frozen=True)
class Remark:
    """What somebody says: with people mentioned, and file values of theirs."""

    text: str
    mentioned: tuple[str, ...] = ()
    files: tuple[Mapping[str, Any], ...] = ()


def comment(userid: str, request: str, remark: Remark, attempt: Attempt) -> State:
    """A remark on a request; who is mentioned gets a copy, and so may see it. The same attempt again: nothing.

    Raises CommentRequiredError, NobodyToAskError, FileNotFoundInOfficeError, IdempotencyKeyReusedError.
    """
    _in_service(*remark.mentioned)
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if attempt.created_before():
            return None
        change = engine.comment(state, userid, remark.text, remark.mentioned, remark.files)
        named = dict.fromkeys(str(file["id"]) for file in remark.files)
        writes: list[Operation] = [files.attach(userid, one, context.carrier(request)) for one in named]
        have = {t.userid for t in state.tasks} | {state.request.starter}
        strangers = tuple(person for person in remark.mentioned if person not in have)
        if strangers:
            card = openings.card(state, facts_of(state), "")
            copied = engine.copy(state, userid, strangers, remark.text, now, card)
            change = replace(change, tasks=copied.tasks)
        return change, [*writes, attempt.write(request)]

    return journal.change(request, decision)


def copy(userid: str, request: str, to: tuple[str, ...], text: str) -> State:
    """More people get a copy of a request; nothing for those who have one. Raises NobodyToAskError."""
    _in_service(*to)
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        have = {t.userid for t in state.tasks if t.state is TaskState.COPIED}
        if set(to) <= have:
            return None
        return engine.copy(state, userid, to, text, now, openings.card(state, facts_of(state), "")), ()

    return journal.change(request, decision)


def supervise(userid: str, request: str, text: str, *, on: bool) -> State:
    """A person follows a request, or no longer. Raises RequestClosedError."""

    def decision(state: State) -> Decision | None:
        if on == (userid in state.request.supervisors):
            return None
        return engine.supervise(state, userid, text, on=on), ()

    return journal.change(request, decision)


@dataclass(frozen=True)
class Done:
    """What came of one task of several: its error, or none."""

    task: str
    error: DomainError | None = None


def approve_all(userid: str, tasks: Iterable[tuple[str, str]], comment: str) -> list[Done]:
    """Approve several tasks, each with the etag that was seen; one that cannot be does not stop the others."""
    said = Said(Action.APPROVE, comment)
    results = []
    for task, seen in tasks:
        try:
            require_no_choice(userid, task)
            service.decide(userid, task, said, seen)
        except DomainError as error:
            results.append(Done(task, error))
        else:
            results.append(Done(task))
    return results


def require_no_choice(userid: str, task: str) -> None:
    """Raises ChoiceNeededError for a task with which somebody is to be chosen: that is done one by one."""
    request, node, number, place = split_task(task)
    state = journal.read(request)
    visit = state.visit(node, number)
    tasks = state.tasks_of(visit) if visit else ()
    mine = next((t for t in tasks if t.number == place and t.in_hand and t.belongs_to(userid)), None)
    if visit and mine and picking.still_to_choose(state, flow_of(state), visit, mine):
        raise ChoiceNeededError


def reassign(admin: str, leaver: str, to: str, comment: str) -> list[Done]:
    """All tasks of a person who leaves go to another, those whose turn has not come too, a page of each at a time; what
    could not is told.

    Raises NobodyToAskError.
    """
    if to == leaver:
        raise NobodyToAskError(field="to")
    _in_service(to)
    results = []
    for task in tasks_in_hand(leaver):
        try:
            take_over(admin, task, to, comment)
        except DomainError as error:
            results.append(Done(task, error))
        else:
            results.append(Done(task))
    return results


def tasks_in_hand(userid: str) -> Iterator[str]:
    """A person's tasks that are not decided, of each list a page at the most."""
    for shelf in ("OPEN", "WAITING"):
        for row in store.ApprovalRow.by_person.query(f"{shelf}#{userid}", limit=MOST_AT_ONCE):
            yield store.task_of(cast("store.TaskRow", row)).id_in(row.request)


def _at(
    task: str,
    operate: Callable[[State, Place, str], Change],
    done: Callable[[State, Place], bool],
) -> State:
    """Operate on the task, unless that is done already: a double click or a retry after a lost answer."""
    request, node, visit, number = split_task(task)
    place = (node, visit, number)
    now = clock.to_text(clock.now())

    def decision(state: State) -> Decision | None:
        if done(state, place):
            return None
        return operate(state, place, now), ()

    try:
        return journal.change(request, decision)
    except AlreadyDecidedError as error:
        raise service.told_by_name(error) from error


def _held_by(to: str) -> Callable[[State, Place], bool]:
    """The task is this person's already."""

    def done(state: State, place: Place) -> bool:
        task = _task(state, place)
        return task is not None and task.in_hand and task.userid == to

    return done


def _has_below(role: Role, to: tuple[str, ...]) -> Callable[[State, Place], bool]:
    """These people have been asked already, below the task."""

    def done(state: State, place: Place) -> bool:
        below = {
            t.userid
            for t in state.tasks
            if (t.node, t.visit, t.parent) == place and t.role is role and t.in_hand
        }
        return bool(to) and set(to) <= below

    return done


def _task(state: State, place: Place) -> Task | None:
    return next((t for t in state.tasks if (t.node, t.visit, t.number) == place), None)


def _open(state: State, place: Place) -> bool:
    task = _task(state, place)
    return task is not None and task.in_hand


def _in_service(*people: str) -> None:
    """Raises NobodyToAskError where somebody named is not in service."""
    found = directory_service.people(people)
    if any(userid not in found or not found[userid].active for userid in people):
        raise NobodyToAskError(field="to")
