"""Figures of the engine for the operations page, from our own rows only (Step Functions' read APIs are slow)."""

from __future__ import annotations

from chalicelib.approvals import journal, repair, store
from chalicelib.platform import clock


def measure() -> dict[str, int]:
    """Pending effects and their age in seconds; requests running, waiting for people, between nodes, overdue."""
    now = clock.now()
    pending = [row.gsi2sk for row in store.ApprovalRow.by_queue.query(store.OUTBOX, limit=1000)]
    oldest = clock.from_text(pending[0].split("#")[0]) if pending else now
    running = waiting = in_transit = overdue = 0
    for request in repair.running():
        state = journal.read(request)
        visits = state.open_visits()
        running += 1
        waiting += bool(visits)
        in_transit += not visits
        overdue += any(visit.due_at and visit.due_at < clock.to_text(now) for visit in visits)
    return {
        "outbox_pending": len(pending),
        "oldest_pending_seconds": int((now - oldest).total_seconds()),
        "running": running,
        "waiting": waiting,
        "in_transit": in_transit,
        "overdue": overdue,
    }
