"""A request under everything that can happen to it, in random flows. `make soak` follows 10,000 steps and more."""

from hypothesis import settings

from tests.support.random_requests import Requests

TestRequests = Requests.TestCase
TestRequests.settings = settings(max_examples=40, stateful_step_count=25)
