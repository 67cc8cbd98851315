"""One contract of Step Functions and DynamoDB, asked of the fake and of the emulator.

The fake answers as AWS does. Where ministack is known to answer otherwise, DIVERGENCES has its answer.
"""

import pytest

from tests.fake_aws import contract_flows, contract_tables
from tests.fake_aws.answers import AWS, DIVERGENCES, PAGE, Row, page
from tests.fake_aws.places import Contract, Place


@pytest.mark.parametrize("row", AWS, ids=lambda row: row.__name__)
def test_a_cloud_keeps_the_contract(place: Place, row: Row):
    expected = AWS[row]
    if place.name == "ministack" and row in DIVERGENCES:
        expected = DIVERGENCES[row].answer
    assert row(Contract(place)) == expected


def test_a_divergence_is_one_and_says_how_we_live_with_it():
    assert all(AWS[row] != found.answer and found.living for row, found in DIVERGENCES.items())


def test_every_row_has_an_answer():
    rows = [
        found
        for module in (contract_flows, contract_tables)
        for name, found in vars(module).items()
        if callable(found) and getattr(found, "__module__", "") == module.__name__ and name[0] != "_"
    ]
    assert set(rows) == set(AWS)


def test_the_page_tells_the_divergences_of_today():
    assert PAGE.read_text("utf-8") == page(), "write it with ./xt python -m tests.fake_aws.answers"
