"""WeCom's events under faults: delivered one to three times, out of order, over a table that is throttled and loses answers."""

import random
from collections import Counter
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from chalicelib.platform import clock
from chalicelib.platform import store as platform_store
from chalicelib.wecom import callback_store, callbacks
from tests.support import callbacks as wecom
from tests.support.browser import call
from tests.support.fake_aws import FakeAws, faults
from tests.support.wecom_table import PREFIX, wecom_table

EVENTS = 500
PEOPLE = 40
RATES = {
    ("dynamodb", "*"): {
        faults.THROTTLE: 0.15,
        faults.REPLY_LOST: 0.1,
        faults.SERVER_ERROR: 0.05,
        faults.CONFLICT: 0.15,
    }
}
SLOWEST_SECONDS = 5.0
"""WeCom hangs up then, and delivers again."""


def _texts() -> list[str]:
    """Each another event, several of a person."""
    return [
        wecom.contact("update_user", created=1795305600 + number, UserID=f"person{number % PEOPLE}")
        for number in range(EVENTS)
    ]


def _deliver(text: str) -> int:
    """As WeCom does until it is acknowledged: each attempt with another nonce and seal."""
    attempts = 0
    status = 0
    while status != 200:
        attempts += 1
        seal = wecom.sealed(text)
        asked = wecom.query(seal, int(clock.now().timestamp()))
        began = clock.now()
        status = call("POST", f"/wecom/callback?{asked}", wecom.body(seal)).status_code
        assert status in {200, 503}
        assert (clock.now() - began).total_seconds() < SLOWEST_SECONDS
    return attempts


def _dirty(aws: FakeAws) -> dict[str, int]:
    items = aws.dynamodb.table(f"{PREFIX}-wecom").items.values()
    return {row["sk"]["S"]: int(row["times"]["N"]) for row in items if row["kind"]["S"] == "dirty"}


@pytest.mark.parametrize("seed", [1, 2])
def test_every_event_counts_once_whatever_happens_on_its_way(monkeypatch: pytest.MonkeyPatch, seed: int):
    chance = random.Random(seed)
    monkeypatch.setattr(callbacks, "_secrets", lambda _: (wecom.TOKEN, wecom.AES_KEY))
    with wecom_table(corp_id=wecom.CORP) as aws:
        aws.plan.random.seed(seed)
        sleeping = mock.patch.object(platform_store, "time", SimpleNamespace(sleep=aws.clock.sleep))
        deliveries = [text for text in _texts() for _ in range(chance.randint(1, 3))]
        chance.shuffle(deliveries)
        with sleeping:
            aws.plan.rates = RATES
            attempts = sum(_deliver(text) for text in deliveries)
            aws.plan.rest()
        fired: Counter[Any] = aws.plan.fired
        wanted = Counter(f"user#person{number % PEOPLE}" for number in range(EVENTS))
        assert _dirty(aws) == wanted
        assert len(list(callback_store.read_dirty())) == PEOPLE
    assert attempts >= len(deliveries) > EVENTS
    assert sum(fired.values()) > 300, "the faults did happen"
