"""Callbacks of Qiyuesuo that are not as they should be. What is right: tests/vectors/qiyuesuo.json."""

from urllib.parse import urlencode

import pytest

from chalicelib.signing import callbacks
from chalicelib.signing.callbacks import CallbackError, Hint
from chalicelib.signing.signatures import Generation, Key, headers, hexadecimal

SECRET = "1234567890abcdef"


def _form(content: str, timestamp: str = "1795305600123") -> str:
    return urlencode(
        {"signature": hexadecimal(timestamp + SECRET), "timestamp": timestamp, "content": content}
    )


@pytest.mark.parametrize(
    "body",
    [
        "",
        "contractId=1",
        "callbackType=COMPLETE",
        "contractId=&callbackType=COMPLETE",
        "a&" * 60,
        "x" * 70_000,
    ],
    ids=lambda body: body[:20],
)
def test_a_form_without_a_contract_is_refused(body: str):
    with pytest.raises(CallbackError):
        callbacks.read_plain(body)


@pytest.mark.parametrize("content", ["", "!!!", "QUJD", "QUJDREVGR0hJSktMTU5PUA==", "签名"])
def test_content_that_cannot_be_opened_is_refused_although_it_is_signed(content: str):
    with pytest.raises(CallbackError, match="content"):
        callbacks.read_encrypted(_form(content), SECRET)


@pytest.mark.parametrize("signature", ["", "0" * 32, "签名"])
def test_another_signature_is_refused_before_anything_is_opened(signature: str):
    body = urlencode({"signature": signature, "timestamp": "1", "content": "!!!"})
    with pytest.raises(CallbackError, match="signature"):
        callbacks.read_encrypted(body, SECRET)


def test_a_status_nobody_knows_is_kept_as_it_is():
    found = callbacks.read_plain("contractId=1&callbackType=NEWER&contractStatus=STRANGE")
    assert found == Hint("1", "NEWER", "STRANGE", "")


def test_only_the_platform_of_today_sends_a_nonce():
    key = Key("T", "S")
    old = {headers(one, key, "1", "n")["x-qys-open-signature"] for one in (Generation.OPEN, Generation.NONCE)}
    assert len(old) == 2
    assert headers(Generation.OPEN, key, "1", "n") == headers(Generation.OPEN, key, "1")
