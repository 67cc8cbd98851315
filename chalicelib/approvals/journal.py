"""Reading a request whole, and writing a change to it in one transaction with its audit events and outbox rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from chalicelib.approvals import card_results, store
from chalicelib.approvals.model.errors import RequestNotFoundError
from chalicelib.approvals.model.renaming import called_today
from chalicelib.approvals.model.types import Change, Event, Request, State, TaskState, after
from chalicelib.directory import service as directory
from chalicelib.flows import service as flows
from chalicelib.platform import chain, clock
from chalicelib.platform.errors import BusyError
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import CollisionError, Operation, Put, decode_cursor, encode_cursor, transact

TRIES = 8
Decision = tuple[Change, Iterable[Operation]]
Decide = Callable[[State], Decision | None]


def named(name: str, flow: str = "") -> str:
    """The id of a request that a system names: by its id, or with its flow by its serial number.

    Raises RequestNotFoundError.
    """
    found = store.named_request(flow, name) if flow else name
    if not found or len(found) > store.LONGEST_NAME:
        raise RequestNotFoundError
    return found


def numbered(serial: str) -> str:
    """The id of the request with a serial number, of whatever flow. Raises RequestNotFoundError."""
    found = store.numbered_request(serial, flows.keys())
    if not found:
        raise RequestNotFoundError
    return found


def read(request: str) -> State:
    """The request with its visits and tasks, consistently, and everybody under their present userid.

    Raises RequestNotFoundError.
    """
    found: Request | None = None
    visits, tasks = [], []
    rows = store.ApprovalRow.query(
        store.request_key(request), store.ApprovalRow.sk < "4", consistent_read=True
    )
    for row in rows:
        if isinstance(row, store.RequestRow):
            found = store.request_of(row)
        elif isinstance(row, store.VisitRow):
            visits.append(store.visit_of(row))
        elif isinstance(row, store.TaskRow):
            tasks.append(store.task_of(row))
    if found is None:
        raise RequestNotFoundError
    return called_today(State(found, tuple(visits), tuple(tasks)), directory.renamed())


def change(request: str, decide: Decide) -> State:
    """Read, decide, write; again from reading when another writer was first.

    `decide` is called with the present state, maybe several times, and returns the change with further writes
    of the same transaction, or None when there is nothing to do. Raises what `decide` raises, and BusyError after 8 lost races.
    """
    for _ in range(TRIES):
        state = read(request)
        decided = decide(state)
        if decided is None:
            return state
        try:
            return commit(state, *decided)
        except CollisionError:
            continue
    raise BusyError


def commit(state: State | None, wanted: Change, further: Iterable[Operation] = ()) -> State:
    """Write a change; `state` is what it was decided on (None: the request is new). The state after it.

    Raises CollisionError when the request, or anything in `further`, was changed by another writer.
    """
    before = state.request.revision if state else None
    now = clock.to_text(clock.now())
    request, events = _chained(wanted.request, wanted.events, now)
    request = replace(request, revision=request.revision + 1)
    guard = store.RequestRow.pk.does_not_exist() if before is None else store.RequestRow.revision == before
    following = after(state or State(request), replace(wanted, request=request))
    operations: list[Operation] = [Put(store.request_row(request, _current(following)), guard)]
    operations += [Put(store.visit_row(request.id, visit)) for visit in wanted.visits]
    operations += [Put(store.token_row(request, visit, now)) for visit in wanted.visits if visit.token]
    operations += [Put(store.task_row(request.id, task)) for task in wanted.tasks]
    operations += [Put(event, store.EventRow.pk.does_not_exist()) for event in events]
    outgoing = (*wanted.outgoing, *card_results.promised(following, wanted))
    operations += [Put(_outgoing(request.id, item.kind, dict(item.body), now)) for item in outgoing]
    transact([*operations, *further])
    return following


def events(request: str) -> list[dict[str, Any]]:
    """The audit events of a request, first to last, as they are hashed."""
    rows = store.EventRow.query(
        store.request_key(request), store.EventRow.sk.startswith("5#"), consistent_read=True
    )
    return [store.event_json(row) for row in rows]


def request_ids(cursor: str | None, limit: int = 100) -> tuple[list[str], str | None]:
    """Ids of all requests, oldest first, a page at a time: for exports and checks."""
    page = store.ApprovalRow.by_queue.query(
        store.REQUESTS,
        limit=limit,
        last_evaluated_key=decode_cursor("requests", cursor, store.ApprovalRow.by_queue, store.REQUESTS),
    )
    found = [row.request for row in page]
    return found, encode_cursor("requests", page.last_evaluated_key)


def _chained(request: Request, wanted: Iterable[Event], now: str) -> tuple[Request, list[store.EventRow]]:
    """Number the events, hash each onto the one before it, and move the request's head."""
    seq, head = request.events, request.head_hash or chain.GENESIS
    rows = []
    for event in wanted:
        seq += 1
        row = store.EventRow(
            store.request_key(request.id),
            f"5#{seq:06d}",
            request=request.id,
            seq=seq,
            at=now,
            action=event.action,
            actor=event.actor,
            node=event.node,
            visit=event.visit,
            comment=event.comment,
            detail=dict(event.detail),
            prev_hash=head,
        )
        head = chain.digest(store.event_json(_hashless(row)), head)
        row.hash = head
        rows.append(row)
    return replace(request, events=seq, head_hash=head), rows


def _hashless(row: store.EventRow) -> store.EventRow:
    row.hash = ""
    return row


def _outgoing(request: str, kind: str, body: dict[str, Any], now: str) -> store.OutgoingRow:
    number = new_id()
    return store.OutgoingRow(
        store.request_key(request),
        f"7#{number}",
        gsi2pk=store.OUTBOX,
        gsi2sk=f"{body.get('not_before', now)}#{number}",
        request=request,
        outgoing_kind=kind,
        body=body,
        created_at=now,
    )


def _current(state: State) -> list[dict[str, Any]]:
    """Where a running request stands: nodes with the people who have not decided yet."""
    if not state.request.running:
        return []
    return [
        {
            "node_name": visit.name,
            "due_at": visit.due_at,
            "people": [t.userid for t in state.tasks_of(visit) if t.state is TaskState.OPEN],
        }
        for visit in state.open_visits()
    ]
