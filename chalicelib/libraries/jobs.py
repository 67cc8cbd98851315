"""What the stream and the schedules invoke for libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from chalice.app import Blueprint

from chalicelib.libraries import deadlines, following, remakes, reminders, service
from chalicelib.libraries.errors import ViewPreparingError
from chalicelib.libraries.model import Library
from chalicelib.platform.observability import lambda_entry, logger

jobs = Blueprint(__name__)
T = TypeVar("T")
AT_ONCE = 8
"""Changes followed at the same time: each waits for the database most of its time."""
SECONDS = 40
"""A run of the minute's job; a page takes some seconds more."""


@jobs.lambda_function(name="follow_records")
@lambda_entry
def follow_records(event: dict[str, Any]) -> dict[str, Any]:
    """New changes in the libraries table: what follows each. Those that fail come again, with those after them; what
    is given up in the end stays marked, and is swept.
    """
    changes = [record["dynamodb"] for record in event.get("Records", ())]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        followed = list(pool.map(_followed, (change["Keys"]["pk"]["S"] for change in changes)))
    failed = [change for change, done in zip(changes, followed, strict=True) if not done]
    return {"batchItemFailures": [{"itemIdentifier": change["SequenceNumber"]} for change in failed]}


def _followed(reference: str) -> bool:
    try:
        following.follow(reference)
    except Exception:  # noqa: BLE001 - one change must not hold up the others
        logger.exception("follow_failed", extra={"change": reference})
        return False
    return True


@jobs.lambda_function(name="sweep_records")
@lambda_entry
def sweep_records(_: dict[str, Any]) -> dict[str, Any]:
    """Every five minutes: what the stream did not do."""
    return {"swept": sum(_each([one.key for one in _with_records()], following.sweep))}


@jobs.lambda_function(name="remake_records")
@lambda_entry
def remake_records(_: dict[str, Any]) -> dict[str, Any]:
    """Every minute: the libraries whose records are on their way to a new definition, each for its share of the time."""
    unfinished = remakes.unfinished()
    _each(unfinished, lambda key: remakes.run(key, SECONDS / len(unfinished)))
    return {"libraries": unfinished}


@jobs.lambda_function(name="remind_people")
@lambda_entry
def remind_people(_: dict[str, Any]) -> dict[str, Any]:
    """Every morning, twice: what one run leaves undone the next does, and nobody is told the same thing again."""
    keys = [one.key for one in _with_records() if not all(some.by_minutes for some in one.reminders)]
    return {"queued": sum(_each(keys, reminders.remind))}


@jobs.lambda_function(name="meet_deadlines")
@lambda_entry
def meet_deadlines(_: dict[str, Any]) -> dict[str, Any]:
    """Every ten minutes: what days and moments do to records, then the reminders that go by minutes."""
    several = {one.key: one for one in _with_records() if one.deadlines or _tells_by_minutes(one)}
    done = _each(several, lambda key: _met(several[key]))
    return {"changed": sum(changed for changed, _ in done), "queued": sum(queued for _, queued in done)}


def _met(library: Library) -> tuple[int, int]:
    """How many records were changed, and messages queued. While records come to a new definition the next run does it."""
    try:
        changed = deadlines.meet(library.key) if library.deadlines else 0
        return changed, reminders.remind_by_minutes(library.key) if _tells_by_minutes(library) else 0
    except ViewPreparingError:
        logger.info("deadlines_wait", extra={"library": library.key})
        return 0, 0


def _tells_by_minutes(library: Library) -> bool:
    return any(one.by_minutes for one in library.reminders)


class LibrariesFailedError(Exception):
    """A job failed in these libraries, and did its work in the others. The next run goes on."""


def _each(keys: Iterable[str], work: Callable[[str], T]) -> list[T]:
    """The work of a job, library by library: one that fails does not hold up the others. Raises LibrariesFailedError."""
    done, failed = [], []
    for key in keys:
        try:
            done.append(work(key))
        except Exception:  # noqa: BLE001 - counted, and told when all the others had their turn
            logger.exception("library_failed", extra={"library": key})
            failed.append(key)
    if failed:
        raise LibrariesFailedError(", ".join(failed))
    return done


def _with_records() -> list[Library]:
    return [one for one in service.all_libraries() if one.kind == "records"]
