"""The values of a state: templates with `{% … %}` filled in, and how large they may be. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from chalicelib.platform.expressions import ExpressionError, answer

MAX_STATE_BYTES = 262_144
"""What Step Functions lets through as input, output or arguments of one state."""
RUNTIME, TOO_LARGE = "States.Runtime", "States.DataLimitExceeded"
EVALUATION, TIMEOUT = "States.QueryEvaluationError", "States.Timeout"
_PLAIN_PATH = re.compile(r"\{%\s*\$(\w+(?:\.\w+)*)\s*%\}")
_MISSING = object()


class StateFailedError(Exception):
    """A state fails with the name of an error and its cause."""

    def __init__(self, error: str, cause: str = "") -> None:
        super().__init__(error, cause)
        self.error = error
        self.cause = cause


def filled(template: Any, variables: Mapping[str, Any]) -> Any:
    """A template with every `{% … %}` in it evaluated. Raises StateFailedError, also where one is undefined."""
    if isinstance(template, str):
        return _evaluated(template, variables) if is_expression(template) else template
    if isinstance(template, Mapping):
        return {key: filled(value, variables) for key, value in template.items()}
    if isinstance(template, list):
        return [filled(value, variables) for value in template]
    return template


def is_expression(text: str) -> bool:
    return text.startswith("{%") and text.endswith("%}")


def bounded(value: Any) -> Any:
    """The value itself. Raises StateFailedError when it is larger than a state may carry."""
    if len(json.dumps(value, ensure_ascii=False).encode()) > MAX_STATE_BYTES:
        raise StateFailedError(TOO_LARGE, f"the data is larger than {MAX_STATE_BYTES} bytes")
    return value


def seconds(template: Any, variables: Mapping[str, Any]) -> float:
    """A number of seconds, written or computed. Raises StateFailedError."""
    value = filled(template, variables)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise StateFailedError(EVALUATION, f"{template!r} is not a number of seconds")
    return value


def _evaluated(text: str, variables: Mapping[str, Any]) -> Any:
    if path := _PLAIN_PATH.fullmatch(text):
        found = _walked(path[1], variables)
        if found is not _MISSING:
            return found
    try:
        value = answer(text, variables)
        if value is None and answer(f"$exists({text[2:-2]})", variables) is not True:
            raise StateFailedError(EVALUATION, f"the expression {text!r} returned nothing (undefined)")
    except ExpressionError as error:
        raise StateFailedError(EVALUATION, str(error)) from error
    return value


def _walked(path: str, variables: Mapping[str, Any]) -> Any:
    """`$states.input.days` by plain look-up, as most expressions are; JSONata does the rest, lists among them."""
    value: Any = variables
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return _MISSING
        value = value[name]
    return value
