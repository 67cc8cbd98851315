"""The envelopes of WeCom's callbacks: every good one is opened, and nothing else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.wecom.callback_crypto import Envelope, EnvelopeError, Secrets, opened
from tests.support import callbacks as wecom
from tests.wecom.callback_support import VECTORS

SECRETS = Secrets(wecom.TOKEN, wecom.AES_KEY, wecom.CORP)


@pytest.mark.parametrize(
    "case", VECTORS["official"]["cases"] + VECTORS["own"]["cases"], ids=lambda c: c["name"]
)
def test_every_known_envelope_opens_and_not_for_another_corporation(case: dict):
    group = VECTORS["official"] if case in VECTORS["official"]["cases"] else VECTORS["own"]
    receiver = case.get("receive_id", group.get("receive_id"))
    secrets = Secrets(group["token"], group["encoding_aes_key"], receiver)
    envelope = Envelope(case["msg_signature"], case["timestamp"], case["nonce"], case["encrypt"])
    assert opened(secrets, envelope) == case["plaintext"]
    for other in (f"{receiver}x", receiver[:-1] or "ww1", ""):
        if other != receiver:
            with pytest.raises(EnvelopeError, match="receiver"):
                opened(Secrets(secrets.token, secrets.aes_key, other), envelope)


@pytest.mark.parametrize("length", range(16, 80))
def test_every_length_is_opened(length: int):
    """Among them the one that is a whole number of blocks, and is padded with 32 times 32."""
    seal = wecom.sealed("x" * length)
    asked = dict(part.split("=") for part in wecom.query(seal, 1795305600).split("&"))
    envelope = Envelope(asked["msg_signature"], asked["timestamp"], asked["nonce"], seal)
    assert opened(SECRETS, envelope) == "x" * length


@given(st.binary(max_size=200))
def test_what_is_signed_but_not_sealed_is_refused(content: bytes):
    seal = base64.b64encode(content).decode()
    asked = dict(part.split("=") for part in wecom.query(seal, 1795305600).split("&"))
    with pytest.raises(EnvelopeError):
        opened(SECRETS, Envelope(asked["msg_signature"], asked["timestamp"], asked["nonce"], seal))


def test_the_secrets_are_in_no_text():
    assert wecom.TOKEN not in repr(SECRETS)
    assert wecom.AES_KEY not in repr(SECRETS)
