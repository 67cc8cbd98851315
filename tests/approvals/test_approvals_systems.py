"""Signatures of other systems, with a known answer."""

import datetime as dt

import pytest

from chalicelib.approvals import systems
from chalicelib.approvals.model.errors import SignatureInvalidError
from chalicelib.approvals.systems import System
from chalicelib.platform import clock, webhooks

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, MOMENT = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
RAW = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
"""The example of the standard's own libraries."""


@pytest.fixture(autouse=True)
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "known", lambda: {"website": System("https://example.org", SECRET)})


def headers(**changed: str) -> dict[str, str]:
    good = {"webhook-id": MESSAGE, "webhook-timestamp": str(MOMENT), "webhook-signature": SIGNATURE}
    return good | {name.replace("_", "-"): value for name, value in changed.items()}


def at(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(MOMENT + seconds, dt.UTC)


def test_a_message_is_signed_as_the_standard_says():
    assert webhooks.sign(SECRET, MESSAGE, MOMENT, RAW) == SIGNATURE
    assert webhooks.sign(SECRET.removeprefix("whsec_"), MESSAGE, MOMENT, RAW) == SIGNATURE


@pytest.mark.parametrize("age", [-300, 0, 300])
def test_a_signed_message_of_the_last_five_minutes_is_taken(age: int):
    with clock.frozen(at(age)):
        assert systems.verify("website", headers(), RAW) == MESSAGE
        assert systems.verify("website", headers(webhook_signature=f"v1,old {SIGNATURE}"), RAW) == MESSAGE


@pytest.mark.parametrize(
    ("system", "wrong", "raw", "age"),
    [
        ("website", {}, RAW, 301),
        ("website", {}, RAW, -301),
        ("website", {}, RAW + b" ", 0),
        ("other", {}, RAW, 0),
        ("website", {"webhook_id": "another"}, RAW, 0),
        ("website", {"webhook_id": ""}, RAW, 0),
        ("website", {"webhook_timestamp": "yesterday"}, RAW, 0),
        ("website", {"webhook_timestamp": str(MOMENT + 1)}, RAW, 0),
        ("website", {"webhook_timestamp": "1" * 5000}, RAW, 0),
        ("website", {"webhook_signature": "v1,签名"}, RAW, 0),
        ("website", {"webhook_signature": ""}, RAW, 0),
        ("website", {"webhook_signature": SIGNATURE.removeprefix("v1,")}, RAW, 0),
    ],
)
def test_anything_else_is_refused_alike(system: str, wrong: dict, raw: bytes, age: int):
    with clock.frozen(at(age)), pytest.raises(SignatureInvalidError):
        systems.verify(system, headers(**wrong), raw)
