"""What the schedule invokes."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.directory import planning
from chalicelib.platform.observability import lambda_entry

jobs = Blueprint(__name__)


@jobs.lambda_function(name="apply_changes")
@lambda_entry
def apply_changes(_: dict[str, Any]) -> dict[str, Any]:
    """Every hour, so that a missed one is made good: planned changes of people and departments whose day has come."""
    applied, refused = planning.apply_due()
    return {"applied": applied, "refused": refused}
