"""Figures of the engine for the operations page, from our own rows only (Step Functions' read APIs are slow)."""

from __future__ import annotations

from chalicelib.approvals import store
from chalicelib.platform import clock


def measure() -> dict[str, int]:
    """Pending effects and their age in seconds; requests running, waiting for people, between nodes, overdue; machines
    found dead by the latest reconciliation, and replaced by all of them.
    """
    now = clock.now()
    pending = [row.gsi2sk for row in store.ApprovalRow.by_queue.query(store.OUTBOX, limit=1000)]
    oldest = clock.from_text(pending[0].split("#")[0]) if pending else now
    running = waiting = overdue = 0
    for row in store.ApprovalRow.by_status.query("STATUS#running"):
        if not isinstance(row, store.RequestRow):
            continue
        running += 1
        waiting += bool(row.current)
        overdue += any(node["due_at"] and node["due_at"] < clock.to_text(now) for node in row.current)
    repair = store.read_repair()
    return {
        "outbox_pending": len(pending),
        "oldest_pending_seconds": max(0, int((now - oldest).total_seconds())),
        "running": running,
        "waiting": waiting,
        "in_transit": running - waiting,
        "overdue": overdue,
        "machines_dead": int(repair.dead) if repair else 0,
        "machines_replaced": int(repair.replaced) if repair else 0,
    }
