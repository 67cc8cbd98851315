"""Running requests taken to another version of their flow: who can, who cannot and why, and the move by replay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.approvals import context, journal, store
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.types import Change, Event, Outgoing, State
from chalicelib.directory import service as directory_service
from chalicelib.flows import service as flows
from chalicelib.flows.model import Flow
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import DomainError
from chalicelib.platform.store import decode_cursor, encode_cursor

if TYPE_CHECKING:
    from chalicelib.approvals.replaying import Obstacle

PAGE = 50
MOST_VISITS = 80
"""A transaction takes 100 writes, and a move may write every visit."""


@dataclass(frozen=True)
class Candidate:
    """A running request on another version than the wanted one; `obstacle` keeps it there."""

    state: State
    obstacle: Obstacle | None


def candidates(key: str, to: int, cursor: str | None) -> tuple[list[Candidate], str | None]:
    """A page of the running requests of a flow that are not on version `to`, the newest first. Writes nothing.

    Raises FlowVersionNotFoundError.
    """
    new = flows.load(key, to).flow
    shelf = "STATUS#running"
    page = store.ApprovalRow.by_status.query(
        shelf,
        filter_condition=(store.RequestRow.flow == key) & (store.RequestRow.flow_version != to),
        scan_index_forward=False,
        limit=PAGE,
        last_evaluated_key=decode_cursor(f"move#{key}#{to}", cursor, store.ApprovalRow.by_status, shelf),
    )
    found = [_candidate(journal.read(row.request), new) for row in page]
    running = [one for one in found if one.state.request.running]
    return running, encode_cursor(f"move#{key}#{to}", page.last_evaluated_key)


@dataclass(frozen=True)
class Moved:
    """What came of one request: moved, or kept by an obstacle, or by an error."""

    request: str
    obstacle: Obstacle | None = None
    error: DomainError | None = None

    @property
    def done(self) -> bool:
        return self.obstacle is None and self.error is None


class HinderedError(Exception):
    """A request cannot be moved; its obstacle says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.code)
        self.obstacle = obstacle


def move(admin: str, key: str, to: int, requests: Iterable[str]) -> list[Moved]:
    """Take these requests to version `to`; one that cannot go does not stop the others. Again: nothing.

    Raises FlowVersionNotFoundError.
    """
    new = flows.load(key, to).flow
    return [_moved(admin, request, new, to) for request in requests]


def sentence(obstacle: Obstacle, locale: str) -> str:
    return messages.text(f"moves.{obstacle.code}", locale, **obstacle.params)


def _moved(admin: str, request: str, new: Flow, to: int) -> Moved:
    def decision(state: State) -> Decision | None:
        if state.request.flow == new.key and state.request.flow_version == to:
            return None
        if found := _candidate(state, new).obstacle:
            raise HinderedError(found)
        return _change(state, new, to, admin), ()

    try:
        journal.change(request, decision)
    except HinderedError as hindered:
        return Moved(request, hindered.obstacle)
    except DomainError as error:
        return Moved(request, error=error)
    return Moved(request)


def _change(state: State, new: Flow, to: int, admin: str) -> Change:
    """The new version, a new run, and the line in the chain that says so; nobody is asked anything."""
    from chalicelib.approvals import replaying

    going = replaying.rerouted(state, new, _starter(state, new))
    run = state.request.run + 1
    request = replace(going.request, flow_version=to, run=run, restarted_at=clock.to_text(clock.now()))
    event = Event("moved", admin, detail={"from": state.request.flow_version, "version": to, "run": run})
    return Change(
        request,
        visits=replaying.changed_visits(state, going),
        events=(event,),
        outgoing=(Outgoing("start", {"run": run}),),
    )


def _candidate(state: State, new: Flow) -> Candidate:
    # The machine in memory is loaded only by who moves: every other call of the API starts faster without it.
    from chalicelib.approvals import replaying

    request = state.request
    if not request.running or request.flow != new.key:
        return Candidate(state, replaying.Obstacle("closed", {}))
    if len(state.visits) > MOST_VISITS:
        return Candidate(state, replaying.Obstacle("too_long", {}))
    old = context.flow_of(request.flow, request.flow_version)
    return Candidate(state, replaying.obstacle(state, old, new, _starter(state, new)))


def _starter(state: State, flow: Flow) -> dict[str, object]:
    starter = directory_service.people([state.request.starter])[state.request.starter]
    directory = context.directory_for(flow, starter.userid, state.request.form)
    return dict(directory_service.starter_facts(starter, directory))
