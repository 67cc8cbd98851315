"""Use cases about notices, for people and administrators: how somebody wants to be told, and what did not arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.platform import clock
from chalicelib.wecom import notice_store, notices, person_store
from chalicelib.wecom.model import NoticeNotFoundError
from chalicelib.wecom.notices import Preferences

MOST = 100
"""An administrator sees so many at once; what was sent again makes room."""


@dataclass(frozen=True)
class Unreachable:
    """Somebody WeCom does not reach: `why` is unknown or unlicensed."""

    userid: str
    why: str
    since: str
    last: str
    missed: int


@dataclass(frozen=True)
class Failed:
    """A notice that was given up. `errcode` is WeCom's number, None where it never answered."""

    id: str
    kind: str
    title: str
    people: tuple[str, ...]
    at: str
    attempts: int
    errcode: int | None


def preferences(userid: str) -> Preferences:
    """How a person wants to be told; the usual for whoever never chose."""
    return person_store.read_preferences([userid]).get(userid, Preferences())


def prefer(userid: str, ways: Mapping[str, str], quiet: tuple[str, str] | None, seen: int) -> Preferences:
    """What a person chooses. Raises PreferenceInvalidError, VersionStaleError."""
    return person_store.keep_preferences(userid, notices.checked(ways, quiet, seen))


def unreachable() -> list[Unreachable]:
    """Whom WeCom does not reach, those it has not for longest first."""
    rows = person_store.all_unreachable()
    found = [Unreachable(str(r.sk), str(r.why), str(r.since), str(r.last), int(r.missed)) for r in rows]
    return sorted(found, key=lambda one: one.since)


def failed() -> list[Failed]:
    """What was given up, the oldest first."""
    return [
        Failed(
            id=f"{row.key}:{str(row.sk).replace('#', '.', 1)}",
            kind=str(row.message["kind"]),
            title=str(row.message["title"]),
            people=tuple(map(str, row.people)),
            at=str(row.at),
            attempts=int(row.attempts),
            errcode=None if row.error is None else int(row.error),
        )
        for row in notice_store.failed_rows(MOST)
    ]


def retrying() -> int:
    """How many notices WeCom has not taken yet, and are tried again; no more than `MOST` are counted."""
    return notice_store.count_retrying(clock.now() + notice_store.LONGEST_WAIT, MOST)


def try_person_again(userid: str) -> None:
    """What comes next to somebody is sent, whenever it comes. Raises NoticeNotFoundError."""
    if not person_store.try_again(userid):
        raise NoticeNotFoundError


def send_again(notice: str) -> None:
    """A notice that was given up is sent within a minute. Raises NoticeNotFoundError."""
    key, _, place = notice.partition(":")
    row = notice_store.read(key, place.replace(".", "#", 1))
    if row is None or not notice_store.again(row):
        raise NoticeNotFoundError
