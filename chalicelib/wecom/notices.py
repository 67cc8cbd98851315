"""What people are told, kind by kind, and how each of them wants to hear of it. Pure.

A kind is one line here and its two texts under `notices.<kind>` in `chalicelib/messages/`: `name` for the page of
preferences, `title` for the card.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chalicelib.platform import clock
from chalicelib.wecom.model import PreferenceInvalidError

Way = Literal["now", "daily", "off"]
"""At once; with others in one card each morning; not at all. Whatever it is, the pages show it."""
DAILY_AT = dt.time(8, 10)
"""Not on the hour or the half hour, when everybody sends."""
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Kind:
    """`ways` are those a person may choose, the first is the usual one. An urgent kind goes through quiet hours."""

    key: str
    ways: tuple[Way, ...] = ("now", "daily", "off")
    urgent: bool = False


WORK: tuple[Way, ...] = ("now", "daily")
"""What somebody waits for cannot be turned off."""
ALWAYS: tuple[Way, ...] = ("now",)
KINDS = {
    kind.key: kind
    for kind in (
        Kind("todo", WORK),
        Kind("remind", WORK),
        Kind("supervised", ALWAYS, urgent=True),
        Kind("late", WORK),
        Kind("approved"),
        Kind("rejected"),
        Kind("withdrawn"),
        Kind("ended"),
        Kind("handled"),
        Kind("mentioned"),
        Kind("cc"),
        Kind("notify"),
        Kind("reminder"),
        Kind("call_failed", ALWAYS, urgent=True),
        Kind("subflow_refused", ALWAYS, urgent=True),
        Kind("sync", WORK),
        Kind("merged", ALWAYS),
    )
}


@dataclass(frozen=True)
class Preferences:
    """How a person wants to be told: `ways` of kinds where it is not the usual one, quiet hours by the institute's clock.

    `quiet` is from and until (`22:00`, `07:30`); None for no quiet hours.
    """

    ways: Mapping[str, Way] = field(default_factory=dict)
    quiet: tuple[str, str] | None = None
    version: int = 0

    def way(self, kind: str) -> Way:
        """An unknown kind, of a newer function, is told at once rather than lost."""
        known = KINDS.get(kind)
        usual: Way = known.ways[0] if known else "now"
        chosen = self.ways.get(kind, usual)
        return chosen if known and chosen in known.ways else usual

    def due(self, kind: str, now: dt.datetime) -> dt.datetime | None:
        """When to tell them: `now`, later, or (None) never."""
        way = self.way(kind)
        if way == "off":
            return None
        wall = clock.wall(now)
        wanted = _next(wall, DAILY_AT) if way == "daily" else wall
        if kind not in KINDS or not KINDS[kind].urgent:
            wanted = self._after_quiet(wanted)
        return now if wanted == wall else clock.from_wall(wanted)

    def _after_quiet(self, wall: dt.datetime) -> dt.datetime:
        if self.quiet is None:
            return wall
        begin, end = (dt.time.fromisoformat(at) for at in self.quiet)
        at = wall.time()
        inside = begin <= at < end if begin < end else at >= begin or at < end
        return _next(wall, end) if inside else wall


def checked(ways: Mapping[str, str], quiet: tuple[str, str] | None, version: int) -> Preferences:
    """What somebody chose, if it can be. Raises PreferenceInvalidError, which names the field."""
    kept: dict[str, Way] = {}
    for kind, wanted in ways.items():
        known = KINDS.get(kind)
        way = next((one for one in known.ways if one == wanted), None) if known else None
        if known is None or way is None:
            raise PreferenceInvalidError(field=f"ways.{kind}"[:60])
        if way != known.ways[0]:
            kept[kind] = way
    if quiet and (quiet[0] == quiet[1] or not all(CLOCK_TIME.fullmatch(at) for at in quiet)):
        raise PreferenceInvalidError(field="quiet")
    return Preferences(kept, quiet, version)


def _next(wall: dt.datetime, at: dt.time) -> dt.datetime:
    """The next time the wall clock shows this."""
    day = wall.date() if wall.time() < at else wall.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, at)
