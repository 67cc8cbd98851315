"""The list of functions."""

from typing import get_args

from chalicelib.wecom.apps import asking
from infra.functions import API_HANDLER, FUNCTIONS, GroupName
from infra.policies import GROUPS


def test_every_function_stands_in_the_list_once():
    names = [function.name for function in FUNCTIONS]
    assert len(names) == len(set(names))


def test_every_group_has_a_policy_and_a_function():
    used = {function.group for function in FUNCTIONS}
    assert used == set(GROUPS) == set(get_args(GroupName))


def test_a_scheduled_job_ends_before_it_is_due_again():
    minutes = {"rate(1 minute)": 60, "rate(5 minutes)": 300, "rate(1 hour)": 3600}
    for function in FUNCTIONS:
        for trigger in function.triggers:
            period = minutes.get(getattr(trigger, "expression", ""))
            assert period is None or function.timeout_seconds < period, function.name


def test_the_api_answers_before_api_gateway_gives_up():
    assert next(f for f in FUNCTIONS if f.group == "api").timeout_seconds < 29


def test_who_waits_for_wecom_waits_longer_than_the_function_may_take_and_shorter_than_the_gateway():
    seconds = {one.name: one.timeout_seconds for one in FUNCTIONS}
    for name in ("wecom_meeting", "wecom_ask"):
        assert seconds[name] < asking.READ_SECONDS < seconds[API_HANDLER]
