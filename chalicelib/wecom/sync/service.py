"""Use cases of administrators: the state of the sync, its runs, what waits for them, on and off. No call of WeCom is here.

What has to be asked of WeCom is a run that waits as a row; the function that may ask is called, and comes by itself too.
"""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.platform import messages
from chalicelib.platform.aws import client
from chalicelib.platform.errors import ConflictError, NotFoundError
from chalicelib.platform.ids import new_id
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import vendor_errors
from chalicelib.wecom.sync import run_store, store
from chalicelib.wecom.sync.run_store import ProblemRow, QuestionRow, RunRow
from chalicelib.wecom.sync.store import StateRow

RUNS_SHOWN = 20
ANSWERS_AT_ONCE = 500


class RunNotFoundError(NotFoundError):
    """There is no such run, or it is more than ninety days ago."""

    code = "sync_run_not_found"


class RunWaitsError(ConflictError):
    """Another run waits to begin: this one after it."""

    code = "sync_run_waits"


def state() -> StateRow:
    return store.read_state()


def switch(*, enabled: bool, by: str) -> None:
    """Keep both directories the same from now on, or leave both alone. Off is how every installation begins."""
    store.change_state(
        [
            StateRow.enabled.set(enabled),
            StateRow.enabled_by.set(by),
            StateRow.paused_until.set(""),
            StateRow.failures.set(0),
        ]
    )


def runs() -> list[RunRow]:
    """The latest, the newest first."""
    return run_store.latest_runs(RUNS_SHOWN)


def run(run_id: str) -> tuple[RunRow, list[dict[str, object]]]:
    """A run with what it found and did, or would do. Raises RunNotFoundError."""
    found = run_store.read_run(run_id)
    if found is None:
        raise RunNotFoundError
    return found, run_store.read_steps(run_id)


def begin(mode: str, by: str) -> RunRow:
    """Have a full or a dry run begin; the one that waits already, where it is of the same kind. Raises RunWaitsError."""
    for waiting in (one for one in runs() if one.status == "wanted"):
        if waiting.mode != mode:
            raise RunWaitsError
        _call()
        return waiting
    made = run_store.new_run(new_id(), mode, by, "wanted")
    run_store.save_run(made)
    _call()
    return made


def questions() -> list[QuestionRow]:
    return run_store.read_questions()


def problems() -> list[ProblemRow]:
    return run_store.read_problems()


def answer(kind: str, subjects: list[str] | None, said: str, by: str) -> tuple[int, int]:
    """Approve or refuse questions of a kind, or all of it; how many were, and how many of it wait still.

    What is approved is done by the next full run, which begins when nothing waits any more.
    """
    open_ones = [one for one in questions() if one.asks == kind and not one.said]
    chosen = [one.subject for one in open_ones] if subjects is None else subjects
    counted = sum(run_store.say(kind, subject, said, by) for subject in chosen[:ANSWERS_AT_ONCE])
    left = sum(1 for one in questions() if not one.said)
    if counted and not left and state().enabled:
        try:
            begin("full", by)
        except RunWaitsError:
            logger.info("sync_run_waits_already")
    return counted, sum(1 for one in questions() if one.asks == kind and not one.said)


def explained(code: str, locale: str) -> str:
    """A problem's or reason's code as a sentence: WeCom's number, one of ours, or of the directory's errors."""
    if code.lstrip("-").isdecimal():
        found = vendor_errors.explain(int(code), locale)
        return (
            f"{code} {found.meaning}. {found.remedy}"
            if locale == "en"
            else f"{code} {found.meaning}。{found.remedy}"
        )
    for group in ("sync_problems", "errors"):
        if code in messages.names(group):
            return messages.text(f"{group}.{code}", locale)
    return code


def _call() -> None:
    """For haste alone: the run is a row, and the function comes every ten minutes."""
    try:
        client("lambda").invoke(FunctionName=settings().sync_function, InvocationType="Event", Payload=b"{}")
    except (BotoCoreError, ClientError) as error:
        logger.warning("sync_not_called", extra={"error": type(error).__name__})
