"""What Qiyuesuo (契约锁) posts when a contract moves on, read with care. Pure.

No callback is signed as a whole: what it says is a hint, and what happens next is asked anew (`contract/detail`).
Known answers in tests/vectors/qiyuesuo.json.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from urllib.parse import parse_qs

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from cryptography.hazmat.primitives.padding import PKCS7

from chalicelib.signing.signatures import hexadecimal

LARGEST_BYTES = 64 * 1024


class CallbackError(ValueError):
    """The post is not of the form we expect, or not signed with our secret. Nothing follows from it."""


@dataclass(frozen=True)
class Hint:
    """A contract of which something is new. `kind` and `status` are the vendor's words, unknown ones too."""

    contract: str
    kind: str
    status: str
    tenant: str


def read_plain(body: str) -> Hint:
    """A callback of an application without encryption. Raises CallbackError."""
    return _hint({name: values[-1] for name, values in _form(body).items()})


def read_encrypted(body: str, secret: str) -> Hint:
    """A callback of an application with encryption (AES in ECB). Raises CallbackError."""
    form = {name: values[-1] for name, values in _form(body).items()}
    wanted = hexadecimal(form.get("timestamp", "") + secret)
    if not hmac.compare_digest(wanted.encode(), form.get("signature", "").encode()):
        raise CallbackError("signature")
    try:
        told = json.loads(decrypted(form.get("content", ""), secret))
    except ValueError as error:
        raise CallbackError("content") from error
    if not isinstance(told, dict):
        raise CallbackError("content")
    return _hint({str(name): str(value) for name, value in told.items()})


def decrypted(content: str, secret: str) -> str:
    """The text inside. Some senders do not escape `+`, which then arrives as a blank. Raises CallbackError."""
    try:
        sealed = base64.b64decode(content.replace(" ", "+"), validate=True)
        opener, unpadder = Cipher(AES(secret.encode()), ECB()).decryptor(), PKCS7(128).unpadder()  # noqa: S305 - the vendor's mode
        padded = opener.update(sealed) + opener.finalize()
        return (unpadder.update(padded) + unpadder.finalize()).decode()
    except (binascii.Error, ValueError) as error:
        raise CallbackError("content") from error


def _form(body: str) -> dict[str, list[str]]:
    if len(body) > LARGEST_BYTES:
        raise CallbackError("too long")
    try:
        return parse_qs(body, keep_blank_values=True, max_num_fields=50)
    except ValueError as error:
        raise CallbackError("form") from error


def _hint(told: dict[str, str]) -> Hint:
    if not told.get("contractId") or not told.get("callbackType"):
        raise CallbackError("no contract")
    return Hint(
        told["contractId"], told["callbackType"], told.get("contractStatus", ""), told.get("tenantName", "")
    )
