"""Rows of the WeCom table about a person: how they want to be told, and that WeCom does not reach them.

| row | pk | sk |
|---|---|---|
| preferences | `PERSON#<first userid>` | `PREFERENCES`: a rename does not move them |
| unreachable | `UNREACHABLE` | `<userid>`: WeCom does not know them (or has no licence for them) |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pynamodb.attributes import JSONAttribute, ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError

from chalicelib.directory import service as directory
from chalicelib.platform import clock
from chalicelib.platform.errors import VersionStaleError
from chalicelib.wecom.notices import Preferences
from chalicelib.wecom.store import WecomRow, change

UNREACHABLE = "UNREACHABLE"
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(hours=1), dt.timedelta(days=7)


class PreferenceRow(WecomRow, discriminator="preferences"):
    ways = JSONAttribute()
    quiet = ListAttribute(of=UnicodeAttribute, default=list)
    version = NumberAttribute()


class UnreachableRow(WecomRow, discriminator="unreachable"):
    """`why` is unknown or unlicensed; `missed` is what was not sent since; nothing is tried before `again_at`."""

    why = UnicodeAttribute()
    since = UnicodeAttribute()
    last = UnicodeAttribute()
    tries = NumberAttribute(default=0)
    missed = NumberAttribute(default=0)
    again_at = UnicodeAttribute()


def read_preferences(userids: Iterable[str]) -> dict[str, Preferences]:
    """Of those who chose anything, under whichever userid."""
    first = directory.first_userids(userids)
    keys = [(f"PERSON#{one}", "PREFERENCES") for one in sorted(set(first.values()))]
    rows = PreferenceRow.batch_get(keys, consistent_read=True) if keys else ()
    chosen = {str(row.pk).removeprefix("PERSON#"): _preferences(row) for row in rows}
    return {userid: chosen[one] for userid, one in first.items() if one in chosen}


def keep_preferences(userid: str, wanted: Preferences) -> Preferences:
    """What a person chose; `wanted.version` is what they saw. Raises VersionStaleError when it is another meanwhile."""
    row = PreferenceRow(
        f"PERSON#{directory.first_userids([userid])[userid]}",
        "PREFERENCES",
        ways=dict(wanted.ways),
        quiet=list(wanted.quiet or ()),
        version=wanted.version + 1,
    )
    seen = PreferenceRow.version == wanted.version if wanted.version else PreferenceRow.pk.does_not_exist()
    try:
        row.save(condition=seen)
    except PutError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            raise VersionStaleError(field="If-Match") from error
        raise
    return _preferences(row)


def unreachable(userids: Iterable[str]) -> dict[str, UnreachableRow]:
    """Those of these people whom WeCom does not reach."""
    rows = UnreachableRow.batch_get([(UNREACHABLE, one) for one in userids], consistent_read=True)
    return {str(row.sk): row for row in rows}


def all_unreachable() -> list[UnreachableRow]:
    rows = UnreachableRow.query(UNREACHABLE, consistent_read=True)
    return [row for row in rows if isinstance(row, UnreachableRow)]


def note_unreachable(userid: str, why: str) -> None:
    """WeCom did not take a card for them. Each time in a row it is longer before the next is tried, up to a week."""
    now = clock.now()
    known = unreachable([userid]).get(userid)
    tries = int(known.tries) if known else 0
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries, 10))
    row = UnreachableRow(UNREACHABLE, userid)
    row.update(
        actions=[
            UnreachableRow.kind.set(UnreachableRow),
            UnreachableRow.why.set(why),
            UnreachableRow.since.set(UnreachableRow.since | clock.to_text(now)),
            UnreachableRow.last.set(clock.to_text(now)),
            UnreachableRow.again_at.set(clock.to_text(now + pause)),
            UnreachableRow.tries.add(1),
            UnreachableRow.missed.add(1),
        ]
    )


def note_missed(userid: str) -> None:
    """One more was not sent to somebody WeCom does not reach."""
    change(UnreachableRow(UNREACHABLE, userid), [UnreachableRow.missed.add(1)], UnreachableRow.pk.exists())


def reached(userids: Iterable[str]) -> None:
    """WeCom took a card for them: whatever was wrong is over."""
    for row in unreachable(userids).values():
        row.delete()


def try_again(userid: str) -> bool:
    """The next notice is sent whenever it comes; False for somebody nothing is wrong with."""
    at_once = [UnreachableRow.again_at.set(clock.to_text(clock.now())), UnreachableRow.tries.set(0)]
    return change(UnreachableRow(UNREACHABLE, userid), at_once, UnreachableRow.pk.exists())


def _preferences(row: PreferenceRow) -> Preferences:
    quiet = tuple(map(str, row.quiet))
    return Preferences(dict(row.ways), (quiet[0], quiet[1]) if len(quiet) == 2 else None, int(row.version))
