"""What a meeting may be, and what becomes of it: pure."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.wecom.apps.errors import (
    MeetingCrowdError,
    MeetingNobodyError,
    MeetingOthersError,
    MeetingOverError,
    MeetingTimeError,
    MeetingTitleError,
    MeetingUnsettledError,
)
from chalicelib.wecom.apps.model import (
    Content,
    LeftOut,
    Meeting,
    Outcome,
    State,
    cancelled,
    changed,
    checked,
    invitable,
    settled,
)

NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
LATER = int(NOON.timestamp()) + 3600
CONTENT = Content("评审", LATER, 1800, ("wangfang",))
PLANNED = Meeting("m1", "liming", CONTENT, "2026-11-23T04:00:00.000Z")
STANDING = replace(PLANNED, wish="", state=State.STANDING, there=CONTENT, meetingid="hy1", version=2)


def test_a_title_is_cut_between_two_characters_at_40_bytes():
    long = Content("量子电压基准装置改造方案专家评审会", LATER, 1800, ())
    assert long.shown_title == "量子电压基准装置改造方案专"
    assert len(long.shown_title.encode()) == 39
    assert checked(replace(CONTENT, title="  评审  会 "), NOON).title == "评审 会"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"title": " \n "}, MeetingTitleError),
        ({"start": int(NOON.timestamp())}, MeetingTimeError),
        ({"seconds": 299}, MeetingTimeError),
        ({"seconds": 86_400}, MeetingTimeError),
        ({"seconds": -60}, MeetingTimeError),
    ],
)
def test_what_wecom_would_refuse_is_refused_before_it_is_asked(said: dict[str, Any], error: type[Exception]):
    with pytest.raises(error):
        checked(replace(CONTENT, **said), NOON)


def test_who_cannot_be_invited_is_left_out_and_told():
    people, left_out = invitable(
        [" WangFang ", "wangfang", "liming", "nobody", "gone", ""],
        "liming",
        {"wangfang": True, "gone": False},
    )
    assert people == ("wangfang",)
    assert left_out == (LeftOut("nobody", "unknown"), LeftOut("gone", "left"))


def test_a_hundred_and_no_more_are_invited_and_not_nobody():
    hundred = [f"p{number}" for number in range(100)]
    known = dict.fromkeys([*hundred, "one.more"], True)
    assert len(invitable([*hundred, "liming"], "liming", known)[0]) == 100
    with pytest.raises(MeetingCrowdError) as crowd:
        invitable([*hundred, "one.more"], "liming", known)
    assert crowd.value.params == {"most": 100, "wanted": 101}
    with pytest.raises(MeetingNobodyError):
        invitable(["liming", "gone"], "liming", {"gone": False})


def test_only_the_organiser_changes_a_meeting_that_stands_and_has_not_begun():
    moved = replace(CONTENT, start=LATER + 600)
    after = changed(STANDING, "liming", moved, (), NOON)
    assert (after.wish, after.content, after.there, after.version) == ("change", moved, CONTENT, 3)
    with pytest.raises(MeetingOthersError):
        changed(STANDING, "wangfang", moved, (), NOON)
    with pytest.raises(MeetingUnsettledError):
        changed(PLANNED, "liming", moved, (), NOON)
    with pytest.raises(MeetingOverError):
        changed(STANDING, "liming", moved, (), NOON + dt.timedelta(hours=1))
    with pytest.raises(MeetingOverError):
        changed(replace(STANDING, state=State.CANCELLED), "liming", moved, (), NOON)


def test_one_that_was_refused_is_tried_again_as_it_is_wanted_now():
    refused = settled(PLANNED, PLANNED, Outcome(errcode=48002))
    assert (refused.state, refused.wish, refused.errcode, refused.failed) == ("refused", "", 48002, "create")
    again = changed(refused, "liming", CONTENT, (), NOON)
    assert (again.state, again.wish, again.errcode) == ("planned", "create", 0)


def test_cancelling_twice_is_cancelling_once():
    once = cancelled(STANDING, "liming", NOON)
    assert once.wish == "cancel"
    assert cancelled(once, "liming", NOON) is once
    over = settled(once, once, Outcome(meetingid="hy1"))
    assert (over.state, over.wish) == ("cancelled", "")
    assert cancelled(over, "liming", NOON) is over
    with pytest.raises(MeetingOthersError):
        cancelled(over, "wangfang", NOON)


def test_what_is_wished_while_wecom_is_asked_stays_to_be_done():
    meanwhile = cancelled(PLANNED, "liming", NOON)
    known = settled(meanwhile, PLANNED, Outcome(there=CONTENT, meetingid="hy1"))
    assert (known.state, known.wish, known.meetingid) == ("standing", "cancel", "hy1")


def test_a_change_that_wecom_refuses_leaves_the_meeting_as_it_is_there():
    wanted = changed(STANDING, "liming", replace(CONTENT, title="别的"), (), NOON)
    after = settled(wanted, wanted, Outcome(errcode=40058))
    assert (after.state, after.content, after.failed, after.errcode) == ("standing", CONTENT, "change", 40058)


def test_people_wecom_does_not_know_are_no_longer_invited():
    wanted = replace(PLANNED, content=replace(CONTENT, people=("wangfang", "mayan")))
    there = replace(wanted.content, people=("mayan",))
    gone = LeftOut("wangfang", "not_in_wecom")
    after = settled(wanted, wanted, Outcome(there=there, meetingid="hy1", left_out=(gone,)))
    assert (after.content, after.left_out) == (there, (gone,))
