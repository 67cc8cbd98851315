"""The one clock. Instants are aware UTC; days and wall-clock times belong to Asia/Shanghai.

On a laptop the office's clock can be set off (`./xt clock`): a file, named in XT_CLOCK_FILE by the local emulator
alone, says by how many seconds. On AWS there is no such variable, and the clock is the true one.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_source: ContextVar[Callable[[], dt.datetime] | None] = ContextVar("clock", default=None)


def now() -> dt.datetime:
    """The present instant, UTC, to the millisecond (what we store)."""
    source = _source.get()
    instant = source() if source else dt.datetime.now(dt.UTC) + _set_off()
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def _set_off() -> dt.timedelta:
    path = os.environ.get("XT_CLOCK_FILE")
    if not path:
        return dt.timedelta()
    try:
        return dt.timedelta(seconds=float(Path(path).read_text("utf-8")))
    except (OSError, ValueError):
        return dt.timedelta()


@contextmanager
def frozen(instant: dt.datetime) -> Iterator[None]:
    """Within the block every `now()` is this instant: for tests and rehearsals."""
    token = _source.set(lambda: instant)
    try:
        yield
    finally:
        _source.reset(token)


def to_text(instant: dt.datetime) -> str:
    """RFC 3339 in UTC with milliseconds; texts sort as the instants do."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def from_text(text: str) -> dt.datetime:
    """The reverse of `to_text`. Raises ValueError on anything else."""
    return dt.datetime.fromisoformat(text)


def wall(instant: dt.datetime) -> dt.datetime:
    """The institute's wall clock at an instant, without zone (as forms write it)."""
    return instant.astimezone(ZONE).replace(tzinfo=None)


def from_wall(local: dt.datetime) -> dt.datetime:
    """The instant at which the institute's wall clock shows this time."""
    return local.replace(tzinfo=ZONE).astimezone(dt.UTC)
