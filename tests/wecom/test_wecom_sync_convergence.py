"""Random changes on both sides, events lost, doubled and late, ends in between: after the night both are the same.

`make soak` follows 5,000; here are some hundred of them, and a few over the product's own stores.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.wecom.sync import merging, people
from chalicelib.wecom.sync.model import Link
from tests.support.fake_aws import FakeAws
from tests.support.sync import runs
from tests.support.sync.stored import begin_stored
from tests.support.sync.tables import sync_tables

SEEDS = 600
STORED = range(4)


@pytest.fixture(scope="module")
def tables() -> Iterator[tuple[FakeAws, Any]]:
    with sync_tables(people=0) as aws:
        yield aws, copy.deepcopy(aws.content())


def test_both_sides_are_the_same_after_the_night_whatever_happened_by_day():
    happened = runs.several(range(SEEDS))
    for what in ("event dropped", "event doubled", "event late", "died", "stopped", "silent", "asked rename"):
        assert happened[what] > SEEDS / 30, what
    for side in ("ours", "theirs"):
        for verb in ("edit", "move", "join", "leave", "return", "rename", "unit", "arrange", "close"):
            assert happened[f"{side} {verb}"] > SEEDS / 20, (side, verb)


@pytest.mark.parametrize("seed", STORED)
def test_the_same_over_the_stores_of_the_product(tables: tuple[FakeAws, Any], seed: int):
    aws, empty = tables
    aws.restore(copy.deepcopy(empty))
    office = runs.day(begin_stored(seed, aws), seed, changes=16)
    assert sum(office.happened.values()) > 16


def test_a_merge_without_memory_of_what_was_sent_is_found(monkeypatch: pytest.MonkeyPatch):
    """The runs can fail: here they are asked to."""
    forgetful = lambda what, name, ours, theirs, link: _merged(what, name, ours, theirs, Link(link.agreed))  # noqa: E731
    _merged = merging.merged
    monkeypatch.setattr(people, "_was_told", lambda old, new, sides: False)
    monkeypatch.setattr(people, "merged", forgetful)
    with pytest.raises(AssertionError, match="seed"):
        runs.several(range(SEEDS))
