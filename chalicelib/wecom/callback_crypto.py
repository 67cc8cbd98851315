"""The envelope of WeCom's callbacks, opened with wechatpy 1.8.18; what it leaves unchecked is checked here. Pure.

https://developer.work.weixin.qq.com/document/path/90930; known answers in tests/vectors/wecom_callback.json. wechatpy
compares signatures in a time that tells how much fits, and trusts padding and lengths; its import costs 150 ms, so it is
made by whoever opens an envelope.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, field

AES_KEY_CHARACTERS = 43
BLOCK = 32
RANDOM_BYTES, LENGTH_BYTES = 16, 4


class EnvelopeError(ValueError):
    """The envelope is not from this WeCom, or not for us. `part` is `signature`, `content` or `receiver`."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True)
class Secrets:
    """What the console shows for the callback of our application. `receive_id` is the corporation's id."""

    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    receive_id: str


@dataclass(frozen=True)
class Envelope:
    """What arrives: three words of the query, and the sealed text (`echostr`, or `Encrypt` of the body)."""

    signature: str
    timestamp: str
    nonce: str
    sealed: str


def opened(secrets: Secrets, envelope: Envelope) -> str:
    """The text inside. Raises EnvelopeError; nothing is decrypted before the signature fits."""
    wanted = signature(secrets.token, envelope.timestamp, envelope.nonce, envelope.sealed)
    if not hmac.compare_digest(wanted.encode(), envelope.signature.encode()):
        raise EnvelopeError("signature")
    text, receiver = _unpacked(_decrypted(secrets.aes_key, envelope.sealed))
    if not hmac.compare_digest(receiver, secrets.receive_id.encode()):
        raise EnvelopeError("receiver")
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise EnvelopeError("content") from error


def signature(token: str, timestamp: str, nonce: str, sealed: str) -> str:
    """SHA-1 over the four, sorted: small hexadecimal."""
    from wechatpy.utils import WeChatSigner

    signer = WeChatSigner()
    signer.add_data(token, timestamp, nonce, sealed)
    return str(signer.signature)


def _decrypted(aes_key: str, sealed: str) -> bytes:
    """Without the padding, which is PKCS#7 to 32 bytes: each of its bytes is checked."""
    from wechatpy.crypto.base import WeChatCipher

    try:
        padded = WeChatCipher(key_of(aes_key)).decrypt(base64.b64decode(sealed, validate=True))
    except (binascii.Error, ValueError) as error:
        raise EnvelopeError("content") from error
    count = padded[-1] if padded else 0
    if not 1 <= count <= BLOCK or padded[-count:] != bytes([count]) * count:
        raise EnvelopeError("content")
    return bytes(padded[:-count])


def _unpacked(plain: bytes) -> tuple[bytes, bytes]:
    """16 random bytes, length, text, receiver: the text and whom it is for."""
    head = RANDOM_BYTES + LENGTH_BYTES
    length = int.from_bytes(plain[RANDOM_BYTES:head], "big")
    if len(plain) < head or length > len(plain) - head:
        raise EnvelopeError("content")
    return plain[head : head + length], plain[head + length :]


def key_of(aes_key: str) -> bytes:
    """The 32 bytes behind an EncodingAESKey. Raises ValueError for a text that is not 43 characters of base64."""
    key = base64.b64decode(f"{aes_key}=")
    if len(aes_key) != AES_KEY_CHARACTERS or len(key) != BLOCK:
        raise ValueError("the EncodingAESKey has 43 characters")
    return key
