"""Figures of the engine for the operations page: our own rows, and what waits in the dead-letter queues."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.approvals import standing_rules, store
from chalicelib.directory import service as directory
from chalicelib.libraries import health as libraries
from chalicelib.platform import clock
from chalicelib.platform.aws import client
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings


def measure() -> dict[str, Any]:
    """Pending effects and their age in seconds; requests running, waiting for people, between nodes, overdue; machines
    found dead by the latest reconciliation, and replaced by all of them; when and how that one went; executions
    without an open request; people who left and whose tasks have not all gone over; approver rules that find nobody;
    messages in each dead-letter queue; libraries in which something lags behind records.
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
    return {
        "outbox_pending": len(pending),
        "oldest_pending_seconds": max(0, int((now - oldest).total_seconds())),
        "running": running,
        "waiting": waiting,
        "in_transit": running - waiting,
        "overdue": overdue,
        "handovers": len(directory.handovers()),
        "rules_failing": standing_rules.latest().count,
        **_repair(),
        "dead_letters": dead_letters(),
        "libraries": [asdict(lag) for lag in libraries.lags()],
    }


def dead_letters() -> dict[str, int | None]:
    """How many messages, stream records and job calls were given up; None where the queue does not answer."""
    here = settings()
    queues = {
        "messages": here.messages_dead_letters_url,
        "outbox": here.outbox_dead_letters_url,
        "jobs": here.jobs_dead_letters_url,
    }
    return {name: _waiting_in(url) for name, url in queues.items()}


def _waiting_in(url: str) -> int | None:
    wanted = "ApproximateNumberOfMessages"
    try:
        answer = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[wanted])
    except (ClientError, BotoCoreError):
        logger.exception("dead_letters_unknown", extra={"queue": url.rpartition("/")[2]})
        return None
    return int(answer["Attributes"][wanted])


def _repair() -> dict[str, Any]:
    """What the latest reconciliation says; before the first one it has never been."""
    row = store.read_repair()
    age = (clock.now() - clock.from_text(row.at)).total_seconds() if row else None
    return {
        "machines_dead": int(row.dead) if row else 0,
        "machines_replaced": int(row.replaced) if row else 0,
        "orphan_executions": int(row.orphans) if row else 0,
        "repair": {
            "at": row.at if row else None,
            "age_seconds": None if age is None else max(0, int(age)),
            "result": row.result if row else "never",
        },
    }
