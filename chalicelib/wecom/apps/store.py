"""Rows of the WeCom table for meetings.

| row | pk | sk |
|---|---|---|
| meeting | `MEETING#<id>` | `MEETING` |
| to be done | `MEETINGS` | `<id>`: WeCom has to be told something; who does it takes it for a minute and a half |
| asked | `MEETING#<id>` | `ASKED`: WeCom was asked to make it so, whether or not it answered |
| claim | `MEETINGID#<WeCom's id>` | `CLAIM`: whose meeting it is there, so that none is taken for another |
| of a person | `MEETINGS_OF#<userid>` | `<id>`: until half a year after its end |
| of a request | `MEETINGS_FOR#<request>` | `<id>` |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, cast

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, UpdateError

from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError
from chalicelib.platform.store import (
    CollisionError,
    Delete,
    Operation,
    Put,
    Update,
    decode_position,
    encode_position,
    transact,
)
from chalicelib.wecom.apps.errors import MeetingNotFoundError
from chalicelib.wecom.apps.model import (
    Content,
    LeftOut,
    Meeting,
    Outcome,
    State,
    Wish,
    content_of,
    settled,
    tried_again,
)
from chalicelib.wecom.store import WecomRow

WORK = "MEETINGS"
LEASE = dt.timedelta(seconds=90)
"""Longer than the function that does the work may take."""
KEEP = dt.timedelta(days=180)
PAGE = 30
TRIES = 8
AT_ONCE = 25


class MeetingRow(WecomRow, discriminator="meeting"):
    organiser = UnicodeAttribute()
    content = JSONAttribute()
    there = JSONAttribute(null=True)
    wish = UnicodeAttribute(default="")
    state = UnicodeAttribute()
    left_out = JSONAttribute()
    meetingid = UnicodeAttribute(default="")
    code = UnicodeAttribute(default="")
    link = UnicodeAttribute(default="")
    errcode = NumberAttribute(default=0)
    failed = UnicodeAttribute(default="")
    request = UnicodeAttribute(default="")
    version = NumberAttribute()
    created_at = UnicodeAttribute()


class WorkRow(WecomRow, discriminator="meeting work"):
    version = NumberAttribute()
    since = UnicodeAttribute()
    lease_until = UnicodeAttribute(default="")


class AskedRow(WecomRow, discriminator="meeting asked"):
    """It stays until WeCom refuses to make it: a refusal to look for a lost meeting does not say that there is none."""

    at = UnicodeAttribute()
    content = JSONAttribute()


class ClaimRow(WecomRow, discriminator="meeting claim"):
    meeting = UnicodeAttribute()


class ListedRow(WecomRow, discriminator="meeting listed"):
    meeting = UnicodeAttribute()


@dataclass(frozen=True)
class Asked:
    """When WeCom was asked last to make a meeting, and how it was to be."""

    at: str
    content: Content


def read(meeting: str) -> Meeting:
    """Raises MeetingNotFoundError."""
    try:
        return _meeting_of(MeetingRow.get(_key(meeting), "MEETING", consistent_read=True))
    except DoesNotExist:
        raise MeetingNotFoundError from None


def planned(meeting: Meeting) -> list[Operation]:
    """The writes of a new meeting: for a transaction with whatever it is called from."""
    listed: list[Operation] = [Put(_listed(f"MEETINGS_OF#{meeting.organiser}", meeting))]
    if meeting.request:
        listed.append(Put(_listed(f"MEETINGS_FOR#{meeting.request}", meeting)))
    return [Put(_row(meeting), MeetingRow.pk.does_not_exist()), _to_do(meeting), *listed]


def as_json(meeting: Meeting) -> dict[str, Any]:
    """A meeting to be planned, for `plan_once`."""
    return asdict(meeting)


def plan_once(said: dict[str, Any]) -> str:
    """Plan a meeting unless it was planned before; one that WeCom refused is to be tried again. Its id."""
    left_out = tuple(LeftOut(**one) for one in said["left_out"])
    content = content_of(said["content"])
    wanted = Meeting(**{**said, "content": content, "left_out": left_out, "state": State.PLANNED})
    try:
        transact(planned(wanted))
    except CollisionError:
        before = read(wanted.id)
        if before.state is State.REFUSED:
            put_changed(before, tried_again(before))
    return wanted.id


def put_changed(before: Meeting, after: Meeting) -> None:
    """The organiser changed it. Raises CollisionError when it was changed meanwhile."""
    written: list[Operation] = [Put(_row(after), MeetingRow.version == before.version)]
    transact([*written, _to_do(after)] if after.wish else written)


def take_work(meeting: str) -> bool:
    """Take on what is to be done for a meeting; False where nothing is, or somebody is at it."""
    now = clock.now()
    free = (WorkRow.lease_until == "") | (WorkRow.lease_until < clock.to_text(now))
    row = WorkRow(WORK, meeting)
    try:
        row.update(
            actions=[WorkRow.lease_until.set(clock.to_text(now + LEASE))],
            condition=WorkRow.pk.exists() & (WorkRow.lease_until.does_not_exist() | free),
        )
    except UpdateError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True


def note_asked(meeting: Meeting) -> None:
    """WeCom is being asked to make it: from now on it may be there."""
    AskedRow(_key(meeting.id), "ASKED", at=clock.to_text(clock.now()), content=asdict(meeting.content)).save()


def forget_asked(meeting: str) -> None:
    """WeCom has refused to make it: it is not there."""
    AskedRow(_key(meeting), "ASKED").delete()


def read_asked(meeting: str) -> Asked | None:
    """None where WeCom was never asked to make it."""
    try:
        row = AskedRow.get(_key(meeting), "ASKED", consistent_read=True)
    except DoesNotExist:
        return None
    return Asked(row.at, content_of(row.content))


def put_back(meeting: str) -> None:
    """WeCom did not answer: the work is free again for whoever comes next."""
    WorkRow(WORK, meeting).update(actions=[WorkRow.lease_until.set("")], condition=WorkRow.pk.exists())


def settle(seen: Meeting, outcome: Outcome) -> Meeting:
    """Write what came of a wish; what the organiser changed meanwhile is kept and stays to be done.

    Raises BusyError after 8 lost races.
    """
    for _ in range(TRIES):
        present = read(seen.id)
        after = settled(present, seen, outcome)
        _list_for(after)
        try:
            transact(_settling(present, after))
        except CollisionError:
            continue
        return after
    raise BusyError


def is_claimed_by_other(meetingid: str, meeting: str) -> bool:
    """Whether a meeting at WeCom is another one of ours."""
    try:
        return bool(ClaimRow.get(f"MEETINGID#{meetingid}", "CLAIM", consistent_read=True).meeting != meeting)
    except DoesNotExist:
        return False


def waiting() -> Iterator[str]:
    """Meetings for which something is to be done at WeCom."""
    for row in WorkRow.query(WORK, consistent_read=True):
        yield str(row.sk)


def of_person(userid: str, cursor: str | None) -> tuple[list[Meeting], str | None]:
    """A page of somebody's meetings, the newest first. Raises CursorError."""
    scope, partition = f"meetings#{userid}", f"MEETINGS_OF#{userid}"
    position = decode_position(scope, cursor)
    start = {"pk": {"S": partition}, "sk": {"S": position}} if position else None
    rows = ListedRow.query(partition, scan_index_forward=False, limit=PAGE, last_evaluated_key=start)
    names = [str(row.meeting) for row in rows]
    last = rows.last_evaluated_key
    return _in_order(names), encode_position(scope, last["sk"]["S"] if last else None)


def of_request(request: str) -> list[Meeting]:
    """The meetings called from a request, the oldest first."""
    rows = ListedRow.query(f"MEETINGS_FOR#{request}", consistent_read=True)
    return _in_order([str(row.meeting) for row in rows])


def _settling(present: Meeting, after: Meeting) -> list[Operation]:
    work = WorkRow(WORK, after.id)
    rest = (
        Update(work, [WorkRow.lease_until.set(""), WorkRow.version.set(after.version)], WorkRow.pk.exists())
        if after.wish
        else Delete(work)
    )
    written: list[Operation] = [Put(_row(after), MeetingRow.version == present.version), rest]
    if after.meetingid:
        claim = ClaimRow(f"MEETINGID#{after.meetingid}", "CLAIM", meeting=after.id)
        free = ClaimRow.pk.does_not_exist() | (ClaimRow.meeting == after.id)
        written.append(Put(claim, free))
    return written


def _list_for(meeting: Meeting) -> None:
    """Everybody invited finds it in their list: written before it counts as settled, and again without harm."""
    people = (meeting.organiser, *(meeting.there.people if meeting.there else ()))
    rows: list[Operation] = [Put(_listed(f"MEETINGS_OF#{userid}", meeting)) for userid in people]
    for start in range(0, len(rows), AT_ONCE):
        transact(rows[start : start + AT_ONCE])


def _in_order(names: Iterable[str]) -> list[Meeting]:
    listed = list(names)
    keys = [(_key(name), "MEETING") for name in listed]
    found = {str(row.pk): _meeting_of(row) for row in MeetingRow.batch_get(keys, consistent_read=True)}
    return [found[_key(name)] for name in listed if _key(name) in found]


def _to_do(meeting: Meeting) -> Update:
    actions = [
        WorkRow.kind.set(WorkRow),
        WorkRow.version.set(meeting.version),
        WorkRow.since.set(WorkRow.since | clock.to_text(clock.now())),
    ]
    return Update(WorkRow(WORK, meeting.id), actions)


def _listed(partition: str, meeting: Meeting) -> ListedRow:
    ends = (meeting.there or meeting.content).start + meeting.content.seconds
    gone = None if partition.startswith("MEETINGS_FOR#") else dt.datetime.fromtimestamp(ends, dt.UTC) + KEEP
    return ListedRow(partition, meeting.id, meeting=meeting.id, expires_at=gone)


def _row(meeting: Meeting) -> MeetingRow:
    return MeetingRow(
        _key(meeting.id),
        "MEETING",
        organiser=meeting.organiser,
        content=asdict(meeting.content),
        there=asdict(meeting.there) if meeting.there else None,
        wish=meeting.wish,
        state=meeting.state.value,
        left_out=[asdict(one) for one in meeting.left_out],
        meetingid=meeting.meetingid,
        code=meeting.code,
        link=meeting.link,
        errcode=meeting.errcode,
        failed=meeting.failed,
        request=meeting.request,
        version=meeting.version,
        created_at=meeting.created_at,
    )


def _meeting_of(row: MeetingRow) -> Meeting:
    return Meeting(
        id=str(row.pk).removeprefix("MEETING#"),
        organiser=row.organiser,
        content=content_of(row.content),
        created_at=row.created_at,
        wish=cast("Wish", row.wish),
        state=State(row.state),
        there=content_of(row.there) if row.there else None,
        left_out=tuple(LeftOut(**one) for one in row.left_out),
        meetingid=row.meetingid,
        code=row.code,
        link=row.link,
        errcode=int(row.errcode),
        failed=cast("Wish", row.failed),
        request=row.request,
        version=int(row.version),
    )


def _key(meeting: str) -> str:
    return f"MEETING#{meeting}"
