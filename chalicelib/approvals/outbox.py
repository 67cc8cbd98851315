"""Delivering what a transaction promised: machines started and resumed, people told.

Rows are written with the change they belong to and delivered at least once; every delivery is idempotent at the
other end (execution names, one-shot tokens, message ids). What fails stays pending for the sweeper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from pynamodb.exceptions import PynamoDBException

from chalicelib.approvals import calls, card_results, journal, machine, meetings, notices, store, subrequests
from chalicelib.approvals.model.errors import RequestNotFoundError
from chalicelib.approvals.model.types import State
from chalicelib.approvals.repair import restart
from chalicelib.platform import clock
from chalicelib.platform.observability import logger

AGE_BEFORE_SWEEP = dt.timedelta(seconds=10)
SWEEP_AT_ONCE = 200
LONGEST_PAUSE = dt.timedelta(hours=1)


def deliver_all(keys: Iterable[tuple[str, str]]) -> int:
    """Deliver the rows of these keys; the number that failed and stay pending."""
    failed = 0
    for pk, sk in keys:
        try:
            deliver(pk, sk)
        except Exception:  # noqa: BLE001 - one row must not hold up the others; the sweeper repeats it
            logger.exception("outbox_delivery_failed", extra={"row": sk, "request": pk})
            failed += 1
            try:
                _postpone(pk, sk)
            except PynamoDBException:
                # Sent by somebody else meanwhile, or throttled: it keeps its place in the queue.
                logger.exception("outbox_postpone_failed", extra={"row": sk, "request": pk})
    return failed


def deliver(pk: str, sk: str) -> None:
    """Deliver one row and mark it sent. Sent already, or gone: nothing."""
    try:
        row = store.OutgoingRow.get(pk, sk, consistent_read=True)
        state = journal.read(row.request)
    except (store.OutgoingRow.DoesNotExist, RequestNotFoundError):
        return
    if row.sent_at or row.body.get("not_before", "") > clock.to_text(clock.now()):
        return
    row.update(actions=[store.OutgoingRow.attempts.add(1)])
    _SENDERS[row.outgoing_kind](state, row)
    row.update(
        actions=[
            store.OutgoingRow.sent_at.set(clock.to_text(clock.now())),
            store.OutgoingRow.gsi2pk.remove(),
            store.OutgoingRow.gsi2sk.remove(),
        ]
    )


def _postpone(pk: str, sk: str) -> None:
    """Behind the others: a row that fails again and again waits twice as long each time, up to an hour."""
    row = store.OutgoingRow(pk, sk)
    row.refresh(consistent_read=True)
    pause = min(LONGEST_PAUSE, dt.timedelta(seconds=10 * 2 ** min(int(row.attempts), 12)))
    later = clock.to_text(clock.now() + pause)
    row.update(
        actions=[store.OutgoingRow.gsi2sk.set(f"{later}#{sk}")],
        condition=store.OutgoingRow.sent_at.does_not_exist(),
    )


def sweep() -> int:
    """Deliver what is still pending after 10 s, oldest first; how many remain."""
    horizon = clock.to_text(clock.now() - AGE_BEFORE_SWEEP)
    rows = store.ApprovalRow.by_queue.query(
        store.OUTBOX, store.ApprovalRow.gsi2sk < horizon, limit=SWEEP_AT_ONCE
    )
    return deliver_all([(row.pk, row.sk) for row in rows])


def _start(state: State, row: store.OutgoingRow) -> None:
    """The new run begins, and the one before ends, if it lives: a request has one machine."""
    run = row.body["run"]
    if state.request.running and state.request.run == run:
        machine.start(state.request)
    if run > 1:
        machine.stop(state.request, run - 1)


def _resume(state: State, row: store.OutgoingRow) -> None:
    """The row names the visit, not the token: of those the present run was given there, one may still wait.

    No token yet, or older runs' alone: the machine has not arrived; when it does, `open_node` writes a new row.
    """
    body = row.body
    visit = state.visit(body["node"], body["visit"])
    tokens = store.read_tokens(state.request, body["node"], body["visit"])
    if visit is None or visit.outcome is None or not tokens:
        return
    if any(machine.resume(token, visit.outcome) for token in tokens):
        return
    if state.request.running and not machine.is_running(state.request):
        restart(state.request.id, state.request.run, "token gone")


def _message(state: State, row: store.OutgoingRow) -> None:
    notices.tell(state, row.body, _key(row))


def _cards(state: State, row: store.OutgoingRow) -> None:
    if visit := state.visit(row.body["node"], row.body["visit"]):
        card_results.show(state, visit)


def _submit(state: State, row: store.OutgoingRow) -> None:
    subrequests.start(state, row.body, _key(row), int(row.attempts))


def _parent(state: State, row: store.OutgoingRow) -> None:
    subrequests.ended_child(row.body, state.request)


def _call(state: State, row: store.OutgoingRow) -> None:
    calls.send(state, row.body, _key(row), int(row.attempts))


def _meeting(state: State, row: store.OutgoingRow) -> None:
    meetings.settle(state, row.body["meeting"])


def _key(row: store.OutgoingRow) -> str:
    return f"{row.request}-{row.sk.removeprefix('7#')}"


_SENDERS: dict[str, Callable[[State, store.OutgoingRow], None]] = {
    "start": _start,
    "resume": _resume,
    "message": _message,
    "cards": _cards,
    "submit": _submit,
    "parent": _parent,
    "call": _call,
    "meeting": _meeting,
}
