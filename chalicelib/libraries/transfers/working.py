"""Who works on imports and exports, and until when.

The row is the truth: a call only makes it quick. Whoever begins one calls the function at once and without waiting; a
call that is lost, and a worker that dies, are made good by the sweep of every minute, which finds the rows nobody holds.
A worker stops long before its time-out and leaves the rest to a call of its own. So a queue between the two would keep
nothing that is not kept already.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.libraries.transfers import exporting, importing, store
from chalicelib.libraries.transfers.errors import TransferBrokenError
from chalicelib.libraries.transfers.model import Direction, Status, Transfer
from chalicelib.platform.aws import client
from chalicelib.platform.errors import DomainError, UnavailableError
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.platform.store import CollisionError, is_unavailable

FUNCTION = "library_jobs"
SECONDS = 200
"""For one call; the function ends after 300."""
_WORK: dict[Direction, Callable[[Transfer, Callable[[Transfer], bool]], Transfer]] = {
    Direction.IMPORT: importing.work,
    Direction.EXPORT: exporting.work,
}


def hurry(transfer: str) -> None:
    """Have one worked on now. Where the call is lost the sweep does it within a minute."""
    try:
        client("lambda").invoke(
            FunctionName=f"{settings().step_function_prefix}{FUNCTION}",
            InvocationType="Event",
            Payload=json.dumps({"transfer": transfer}).encode(),
        )
    except (BotoCoreError, ClientError) as error:
        logger.warning("transfer_call_lost", extra={"transfer": transfer, "error": str(error)})


def sweep() -> list[str]:
    """Have everything worked on that runs and nobody holds; which those are."""
    found = store.due()
    for transfer in found:
        hurry(transfer)
    return found


def work_on(transfer: str, seconds: float = SECONDS) -> bool:
    """Work on one for so long at the most; whether something is left to do. What is unavailable is left to the sweep.

    Raises TransferNotFoundError.
    """
    taken = store.take(transfer)
    if taken is None:
        return False
    if taken.deaths > store.MOST_DEATHS:
        return _end(_failed(taken, TransferBrokenError()))
    held, until = taken, time.monotonic() + seconds

    def keep(now: Transfer) -> bool:
        nonlocal held
        store.keep(now)
        held = now
        return time.monotonic() < until

    try:
        return _end(_WORK[taken.direction](taken, keep))
    except CollisionError:
        logger.warning("transfer_taken_over", extra={"transfer": transfer})
        return False
    except Exception as error:
        if isinstance(error, UnavailableError) or is_unavailable(error):
            store.let_go(held)
            logger.warning("transfer_interrupted", extra={"transfer": transfer, "error": str(error)})
            return True
        if isinstance(error, DomainError):
            return _end(_failed(held, error))
        raise


def _end(transfer: Transfer) -> bool:
    """Let go of one that has ended, or call for whoever goes on with it."""
    store.let_go(replace(transfer, deaths=0))
    if transfer.is_over:
        return False
    hurry(transfer.id)
    return True


def _failed(transfer: Transfer, error: DomainError) -> Transfer:
    told = {"code": error.code, "params": dict(error.params)}
    return replace(transfer, status=Status.FAILED, error=told)
