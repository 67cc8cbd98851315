"""What every step and job runs under."""

from typing import Any

import pytest

from chalicelib.platform.observability import WARM, lambda_entry


def test_a_warming_event_loads_the_function_and_does_nothing():
    calls: list[Any] = []
    assert lambda_entry(calls.append)(dict(WARM), None) == {}
    assert calls == []


def test_any_other_event_is_handled_and_its_answer_given():
    assert lambda_entry(lambda event: {"seen": event})({"warm": True, "node": "head"}, None) == {
        "seen": {"warm": True, "node": "head"}
    }


def test_what_fails_is_logged_with_the_name_and_fails_on(caplog):
    def broken(_: dict[str, Any]) -> None:
        raise LookupError("no such thing")

    with pytest.raises(LookupError):
        lambda_entry(broken)({}, None)
    assert [vars(record)["function"] for record in caplog.records] == ["broken"]
