"""Tokens: lost, replaced, answered late, answered twice (F2, F3, F5, F7)."""

from tests.support.fake_aws import faults
from tests.support.faults.office import Office


def test_a_call_that_is_made_after_its_retry_does_not_take_the_newer_token_away(office: Office):
    office.plan.order("lambda", "open_node", faults.LATE)
    request = office.submit()
    office.aws.pass_time(90)
    assert office.open(request) == ["agent chenjing"]
    office.finish(request)
    assert office.actions(request).count("opened") == 2
