"""Rows of meetings: work that one takes, wishes that are not lost, lists of people and requests."""

import datetime as dt
from dataclasses import replace

import pytest

from chalicelib.platform import clock
from chalicelib.platform.store import CollisionError, transact
from chalicelib.wecom.apps import store
from chalicelib.wecom.apps.errors import MeetingNotFoundError
from chalicelib.wecom.apps.model import Content, LeftOut, Meeting, Outcome, State, cancelled
from tests.store.store_support import at_once, dump

NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
CONTENT = Content("评审", int(NOON.timestamp()) + 86_400, 1800, ("wangfang", "mayan"), "带材料", "三楼")
LEFT_OUT = (LeftOut("gone", "left"),)


def planned(name: str = "m1", request: str = "") -> Meeting:
    meeting = Meeting(name, "liming", CONTENT, clock.to_text(NOON), left_out=LEFT_OUT, request=request)
    transact(store.planned(meeting))
    return meeting


def stands(meeting: Meeting, meetingid: str = "hy1") -> Meeting:
    return store.settle(meeting, Outcome(there=CONTENT, meetingid=meetingid, code="1", link="https://m/1"))


def test_a_meeting_comes_back_as_it_went_in_and_is_planned_once():
    meeting = planned(request="r1")
    assert store.read("m1") == meeting
    with pytest.raises(CollisionError):
        planned()
    with pytest.raises(MeetingNotFoundError):
        store.read("m2")
    assert store.plan_once(store.as_json(replace(meeting, id="m2"))) == "m2"
    assert store.plan_once(store.as_json(replace(meeting, id="m2"))) == "m2"
    assert store.read("m2").version == 1


def test_of_eight_that_come_for_the_work_one_gets_it():
    planned()
    assert at_once(8, lambda _: store.take_work("m1")).count(True) == 1
    assert list(store.waiting()) == ["m1"]
    assert not store.take_work("nothing to do")


def test_work_whose_worker_died_is_free_again_and_put_back_it_is_free_at_once():
    planned()
    with clock.frozen(NOON):
        assert store.take_work("m1")
    with clock.frozen(NOON + dt.timedelta(seconds=80)):
        assert not store.take_work("m1")
    with clock.frozen(NOON + dt.timedelta(seconds=91)):
        assert store.take_work("m1")
        store.put_back("m1")
        assert store.take_work("m1")


def test_what_stands_is_in_everybodys_list_and_nothing_is_left_to_do(database):
    meeting = planned(request="r1")
    after = stands(meeting)
    assert (after.state, after.wish, after.meetingid) == (State.STANDING, "", "hy1")
    assert list(store.waiting()) == []
    for userid in ("liming", "wangfang", "mayan"):
        assert store.of_person(userid, None) == ([after], None)
    assert store.of_request("r1") == [after]
    assert store.of_person("heyan", None) == ([], None)
    ends = [
        row["expires_at"]["N"] for key, row in dump(database).items() if key[1].startswith("MEETINGS_OF#")
    ]
    assert set(ends) == {str(CONTENT.start + CONTENT.seconds + 180 * 86_400)}


def test_a_wish_that_comes_while_wecom_is_asked_is_neither_lost_nor_undone():
    meeting = planned()
    assert store.take_work("m1")
    store.put_changed(meeting, cancelled(meeting, "liming", NOON))
    after = stands(meeting)
    assert (after.state, after.wish, after.meetingid) == (State.STANDING, "cancel", "hy1")
    assert store.take_work("m1")
    assert store.settle(after, Outcome(meetingid="hy1")).state is State.CANCELLED
    assert list(store.waiting()) == []


def test_of_two_who_change_a_meeting_at_once_one_is_told():
    after = stands(planned())
    answers = at_once(4, lambda _: store.put_changed(after, cancelled(after, "liming", NOON)))
    assert sum(isinstance(one, CollisionError) for one in answers) == 3


def test_a_meeting_at_wecom_is_one_of_ours_and_no_other():
    stands(planned())
    assert store.is_claimed_by_other("hy1", "m2")
    assert not store.is_claimed_by_other("hy1", "m1")
    assert not store.is_claimed_by_other("hy2", "m2")


def test_that_wecom_was_asked_is_known_until_it_refuses():
    meeting = planned()
    assert store.read_asked("m1") is None
    with clock.frozen(NOON):
        store.note_asked(meeting)
    asked = store.read_asked("m1")
    assert asked is not None
    assert (asked.at, asked.content) == (clock.to_text(NOON), CONTENT)
    store.forget_asked("m1")
    assert store.read_asked("m1") is None


def test_a_persons_meetings_come_page_by_page_the_newest_first():
    names = [f"m{number:02d}" for number in range(store.PAGE + 2)]
    for name in names:
        planned(name)
    first, cursor = store.of_person("liming", None)
    rest, end = store.of_person("liming", cursor)
    assert [one.id for one in (*first, *rest)] == names[::-1]
    assert end is None
