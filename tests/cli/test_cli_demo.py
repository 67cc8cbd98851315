"""The demo's own rules: a workday in the future, another one each time, less when little is left."""

from datetime import date

import pytest

from chalicelib.platform.calendar import institute_calendar
from cli.demo import leave
from cli.demo.visitor import SurpriseError

FRIDAY = date(2026, 11, 20)


def test_the_leave_is_on_a_workday_in_the_future():
    day = leave.workday_after(FRIDAY, 1)
    assert day == date(2026, 11, 23)
    assert institute_calendar().is_workday(day)


def test_each_run_takes_another_day():
    days = {leave.make_form(4800, FRIDAY, earlier)["start_at"] for earlier in range(50)}
    assert len(days) == 50


def test_with_little_left_it_takes_an_hour_and_with_nothing_it_says_so():
    assert leave.make_form(4800, FRIDAY, 0)["unit"] == "day"
    assert leave.make_form(120, FRIDAY, 0)["unit"] == "hour"
    with pytest.raises(SurpriseError, match=r"\./xt reset"):
        leave.make_form(59, FRIDAY, 0)


def test_a_request_that_is_not_approved_is_a_surprise():
    with pytest.raises(SurpriseError, match="ended rejected"):
        leave.closed({"status": "rejected", "serial": "QJ-1"}, leave.Story(people=[leave.AGENT, leave.HEAD]))


def test_a_request_that_skipped_the_head_is_a_surprise():
    with pytest.raises(SurpriseError, match="should have gone to"):
        leave.closed({"status": "approved", "serial": "QJ-1"}, leave.Story(people=[leave.AGENT]))
