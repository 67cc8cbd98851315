"""clock: the office's clock on a laptop, set off to rehearse days and months. On AWS there is none to set."""

import datetime as dt
import re
from typing import Annotated

import typer

from chalicelib.platform import clock as true_clock
from cli.local import officeclock, settings
from cli.output import USAGE, AsJson, fail, print_json

SPAN = re.compile(r"^\+(\d+(?:\.\d+)?)([mhd])$")
SECONDS = {"m": 60, "h": 3600, "d": 86400}


def register(app: typer.Typer) -> None:
    app.command("clock")(clock)


def clock(
    to: Annotated[
        str, typer.Argument(help="+90m, +8h, +3d on from now; 2026-12-01T09:00; `true` sets it right.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the clock of the local office, or set it; reminders and time-outs then follow within a minute."""
    local = settings.load()
    if to:
        _set(local, to)
    shown, seconds = officeclock.reading(local)
    if as_json:
        print_json({"shows": shown.isoformat(timespec="seconds"), "off_by_seconds": seconds})
    else:
        off = f", {seconds / 3600:+.1f} h from the true time" if seconds else ""
        print(f"{shown:%Y-%m-%d %H:%M:%S}{off}")


def _set(local: settings.Local, to: str) -> None:
    _, seconds = officeclock.reading(local)
    if to == "true":
        officeclock.set_off(local, 0)
    elif span := SPAN.match(to):
        officeclock.set_off(local, seconds + float(span[1]) * SECONDS[span[2]])
    else:
        try:
            officeclock.set_to(local, true_clock.from_wall(dt.datetime.fromisoformat(to)))
        except ValueError:
            fail(f"{to!r} is no time: +90m, +8h, +3d, 2026-12-01T09:00 or true.", USAGE)
