"""What each type of state does when it is entered, and what Assign and Output make of its result. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.flows.interpreter.line import Line
from chalicelib.flows.interpreter.values import (
    EVALUATION,
    RUNTIME,
    StateFailedError,
    bounded,
    filled,
    seconds,
)
from chalicelib.platform.clock import from_text

if TYPE_CHECKING:
    from chalicelib.flows.interpreter.machine import Machine


def begin_state(run: Machine, line: Line) -> None:
    """The state the line has come to acts. Raises StateFailedError when it fails."""
    kind = line.state["Type"]
    if kind not in _BEGINNINGS:
        raise StateFailedError(RUNTIME, f"states of type {kind} are not run here")
    run.count(1)
    _BEGINNINGS[kind](run, line)


def finish_state(run: Machine, line: Line, result: Any, rule: Mapping[str, Any] | None = None) -> None:
    """A state has its result: Assign and Output are evaluated, both with the values of before, and it is left.

    `rule` is the Catch that took an error, or the Choice that held; then its own fields count.
    """
    state = line.state
    caught = rule is not None and "ErrorEquals" in rule
    try:
        output = _settled(run, line, rule if rule is not None else state, result, caught=caught)
    except StateFailedError as failure:
        if caught:
            raise
        run.failed(line, failure)
        return
    run.count(1)
    source = state if rule is None else rule
    run.leave(line, source.get("Next"), output)


def _settled(run: Machine, line: Line, source: Mapping[str, Any], result: Any, *, caught: bool) -> Any:
    kind = line.state["Type"]
    more: dict[str, Any] = {}
    default = line.given
    if caught:
        more, default = {"errorOutput": result}, result
    elif kind in {"Task", "Parallel"}:
        more, default = {"result": result}, result
    variables = run.variables(line, **more)
    assigned = bounded(filled(source.get("Assign", {}), variables))
    output = bounded(filled(source["Output"], variables) if "Output" in source else default)
    line.variables.update(assigned)
    return output


def _pass(run: Machine, line: Line) -> None:
    finish_state(run, line, None)


def _choice(run: Machine, line: Line) -> None:
    """The first rule that holds; else the default, which the state's own Assign and Output belong to."""
    state, variables = line.state, run.variables(line)
    for rule in state["Choices"]:
        held = filled(rule["Condition"], variables)
        if not isinstance(held, bool):
            raise StateFailedError(
                EVALUATION, f"the condition {rule['Condition']!r} is neither true nor false"
            )
        if held:
            finish_state(run, line, None, rule)
            return
    if "Default" not in state:
        raise StateFailedError("States.NoChoiceMatched", f"no choice of {line.name} holds")
    default = {key: state[key] for key in ("Assign", "Output") if key in state}
    finish_state(run, line, None, default | {"Next": state["Default"]})


def _wait(run: Machine, line: Line) -> None:
    state, variables = line.state, run.variables(line)
    if "Timestamp" in state:
        try:
            line.alarm = from_text(str(filled(state["Timestamp"], variables)))
        except ValueError as error:
            raise StateFailedError(RUNTIME, f"no time: {error}") from error
    else:
        line.alarm = run.now + dt.timedelta(seconds=seconds(state["Seconds"], variables))


def _succeed(run: Machine, line: Line) -> None:
    finish_state(run, line, None)


def _fail(run: Machine, line: Line) -> None:
    variables = run.variables(line)
    error = filled(line.state.get("Error", ""), variables)
    cause = filled(line.state.get("Cause", ""), variables)
    if not isinstance(error, str) or not isinstance(cause, str):
        raise StateFailedError(EVALUATION, f"Error and Cause of {line.name} are not texts")
    raise StateFailedError(error, cause)


def _task(run: Machine, line: Line) -> None:
    run.attempt(line)


def _parallel(run: Machine, line: Line) -> None:
    run.count(1)
    run.fork(line)


_BEGINNINGS: dict[str, Callable[[Machine, Line], None]] = {
    "Pass": _pass,
    "Choice": _choice,
    "Wait": _wait,
    "Succeed": _succeed,
    "Fail": _fail,
    "Task": _task,
    "Parallel": _parallel,
}
