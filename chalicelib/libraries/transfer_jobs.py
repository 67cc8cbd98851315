"""The functions that work on imports and exports."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.libraries.transfers import working
from chalicelib.platform.observability import lambda_entry

jobs = Blueprint(__name__)


@jobs.lambda_function(name=working.FUNCTION)
@lambda_entry
def library_jobs(event: dict[str, Any]) -> dict[str, Any]:
    """`{transfer}`: work on it for some minutes; called without waiting."""
    return {"left": working.work_on(event["transfer"])}


@jobs.lambda_function(name="sweep_library_jobs")
@lambda_entry
def sweep_library_jobs(_: dict[str, Any]) -> dict[str, Any]:
    """Every minute: call for those that nobody works on."""
    return {"called": working.sweep()}
