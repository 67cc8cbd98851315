"""Requests under everything that can happen to them, in random flows. `make soak` follows 10,000 steps and more."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.flows.model import Flow
from tests.support.random_flows import FORMS, flows
from tests.support.random_requests import Requests, walk

TestRequests = Requests.TestCase
TestRequests.settings = settings(max_examples=40, stateful_step_count=25)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(flows(), FORMS, st.integers(0, 2**32))
def test_a_request_comes_to_its_end_whatever_happens(flow: Flow, form: dict[str, Any], seed: int):
    walk(flow, form, seed, 60)
