"""A transaction that others are in the way of, or that is throttled, is written a moment later, and once."""

from typing import Any

import pytest
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib.platform import store
from chalicelib.platform.errors import BusyError
from chalicelib.platform.sessions import CounterRow
from chalicelib.platform.store import CollisionError, Put, transact

ROW = Put(CounterRow("COUNTER#a", "#"), CounterRow.pk.does_not_exist())


def _cancelled(*codes: str) -> TransactWriteError:
    """One part for each code; `None` for those that were not at fault."""
    reasons = [None if code == "None" else CancellationReason(code, "m") for code in codes]
    answer = {"Error": {"Code": "TransactionCanceledException"}}
    cause = VerboseClientError(answer, "TransactWriteItems", cancellation_reasons=reasons)
    return TransactWriteError("cancelled", cause=cause)


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """What each attempt meets, and the token it came with."""
    world: dict[str, list[Any]] = {"meets": [], "tokens": [], "pauses": []}

    def write(_: Any, token: str) -> None:
        world["tokens"].append(token)
        if world["meets"]:
            raise world["meets"].pop(0)

    monkeypatch.setattr(store, "_write", write)
    monkeypatch.setattr(store.time, "sleep", world["pauses"].append)
    return world


@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
def test_what_passes_is_waited_for_under_the_same_token(tries: dict, code: str):
    tries["meets"] = [_cancelled(code, "None"), _cancelled("None", code)]
    transact([ROW])
    assert len(tries["tokens"]) == 3
    assert len(set(tries["tokens"])) == 1
    assert sum(tries["pauses"]) < 0.2, "two throttles cost no second"


def test_what_does_not_pass_is_busy_and_not_waited_for_for_long(tries: dict):
    tries["meets"] = [_cancelled("ThrottlingError")] * 9
    with pytest.raises(BusyError):
        transact([ROW])
    assert len(tries["tokens"]) == 4
    assert sum(tries["pauses"]) < 0.5


def test_a_condition_that_does_not_hold_is_told_at_once(tries: dict):
    tries["meets"] = [_cancelled("ConditionalCheckFailed")]
    with pytest.raises(CollisionError) as collision:
        transact([ROW])
    assert collision.value.operations == [ROW]
    assert tries["pauses"] == []


def test_every_table_is_asked_again_at_once():
    """PynamoDB's own way waits a second and more on two throttles."""
    from pynamodb.settings import get_settings_value

    assert get_settings_value("retry_configuration") == {
        "mode": "legacy",
        "total_max_attempts": 1 + store.ATTEMPTS,
    }
