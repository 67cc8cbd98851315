"""The office's clock on a laptop: set off for rehearsals, by a file that functions and commands read."""

import datetime as dt

from chalicelib.platform import clock
from cli.local.settings import Local


def set_to(local: Local, instant: dt.datetime) -> None:
    """From now on the office's clock shows this instant and goes on from there."""
    set_off(local, (instant - dt.datetime.now(dt.UTC)).total_seconds())


def set_off(local: Local, seconds: float) -> None:
    """By so many seconds from the true time; 0 sets it right again."""
    local.clock_file.write_text(f"{seconds}\n", encoding="utf-8")


def reading(local: Local) -> tuple[dt.datetime, float]:
    """What the office's clock shows, and by how many seconds it is off."""
    try:
        seconds = float(local.clock_file.read_text("utf-8"))
    except (OSError, ValueError):
        seconds = 0.0
    return clock.wall(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)), seconds
