"""The States Language as a linter knows it: statelint, where it is installed. It is a tool of development and CI."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import Any


def available() -> bool:
    """Whether statelint can be asked here; it is not part of what is deployed."""
    return importlib.util.find_spec("statelint") is not None


def lint(asl: Mapping[str, Any]) -> list[str]:
    """What statelint finds in a state machine whose `${...}` are replaced (`compiler.render`); nothing when it is
    not installed. It knows scopes, targets and fields; of JSONata's syntax it knows nothing.
    """
    if not available():
        return []
    from statelint.linter import Linter

    return [str(problem) for problem in Linter.validate(dict(asl))]
