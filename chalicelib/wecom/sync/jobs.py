"""The functions that keep the directory and WeCom the same: they alone carry both secrets of WeCom."""

from __future__ import annotations

import time
from typing import Any

from chalice.app import Blueprint

from chalicelib.platform.observability import lambda_entry
from chalicelib.wecom.sync import running
from chalicelib.wecom.sync.memory import TableMemory
from chalicelib.wecom.sync.ours import DirectoryOurs
from chalicelib.wecom.sync.ports import Ports

jobs = Blueprint(__name__)
CHANGES_SECONDS, FULL_SECONDS = 40, 780
"""So long steps are begun; then the function has time to end well."""


@jobs.lambda_function(name="sync_changes")
@lambda_entry
def sync_changes(_: dict[str, Any]) -> dict[str, Any]:
    """Every minute: what WeCom called back about, and what was changed here."""
    return {"came": running.follow(ports, _budget(CHANGES_SECONDS))}


@jobs.lambda_function(name="sync_directory")
@lambda_entry
def sync_directory(_: dict[str, Any]) -> dict[str, Any]:
    """Every ten minutes and when somebody asks: the full run of the night, a dry run."""
    return {"came": running.full(ports, _budget(FULL_SECONDS))}


def ports() -> Ports:
    """Both sides and what is remembered."""
    from chalicelib.wecom.sync.theirs import WecomBook

    book = WecomBook()
    return Ports(DirectoryOurs(book.spelled), book, TableMemory())


def _budget(seconds: int) -> running.Budget:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() < until
