"""A machine that always fails is started again more and more rarely, never not at all."""

import datetime as dt
from dataclasses import replace

import pytest

from chalicelib.approvals.repair import _pause_is_over
from chalicelib.platform import clock
from tests.support.running import NOW, request

AT = clock.from_text(NOW)


def over(run: int, minutes: float) -> bool:
    again = replace(request(), run=run, restarted_at=NOW)
    return _pause_is_over(again, AT + dt.timedelta(minutes=minutes))


def test_the_first_new_run_is_started_at_once():
    assert _pause_is_over(request(), AT)


@pytest.mark.parametrize(("run", "minutes"), [(2, 1), (3, 2), (4, 4), (8, 64), (12, 360), (200, 360)])
def test_each_further_run_waits_twice_as_long_up_to_six_hours(run: int, minutes: int):
    assert not over(run, minutes - 0.1)
    assert over(run, minutes)
