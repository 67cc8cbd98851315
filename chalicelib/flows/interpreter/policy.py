"""What a state does about an error: which Retry and which Catch it meets, and how long to wait. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.flows.interpreter.values import RUNTIME, TIMEOUT, TOO_LARGE

State = Mapping[str, Any]
_NEVER_BY_ALL = frozenset({RUNTIME, TOO_LARGE})


def meets(names: Sequence[str], error: str) -> bool:
    """Whether an ErrorEquals names the error, by itself or by one of the collective names."""
    if error in names:
        return True
    if "States.ALL" in names:
        return error not in _NEVER_BY_ALL
    return "States.TaskFailed" in names and error not in {TIMEOUT, *_NEVER_BY_ALL}


def retrier(state: State, error: str) -> tuple[int, State] | None:
    """The first Retry for an error, and its place in the list."""
    for place, rule in enumerate(state.get("Retry", ())):
        if meets(rule["ErrorEquals"], error):
            return place, rule
    return None


def catcher(state: State, error: str) -> State | None:
    return next((rule for rule in state.get("Catch", ()) if meets(rule["ErrorEquals"], error)), None)


def may_retry(rule: State, made: int) -> bool:
    """Whether a Retry still has an attempt, `made` of them made."""
    return made < int(rule.get("MaxAttempts", 3))


def delay_seconds(rule: State, made: int) -> float:
    """How long to wait before the next attempt; without jitter, which nobody could foretell."""
    delay = float(rule.get("IntervalSeconds", 1)) * float(rule.get("BackoffRate", 2.0)) ** made
    return min(delay, float(rule.get("MaxDelaySeconds", delay)))
