"""A WeCom that calls back: envelopes sealed as the vendor's documents say, written here anew."""

import base64
import hashlib
import itertools
import secrets
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

TOKEN = "metroLabToken01"
AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
CORP = "ww0123456789abcdef"
_NONCES = itertools.count(1000000000)


def sealed(text: str, receiver: str = CORP) -> str:
    key, told = base64.b64decode(AES_KEY + "="), text.encode()
    plain = secrets.token_bytes(16) + len(told).to_bytes(4, "big") + told + receiver.encode()
    count = 32 - len(plain) % 32
    cipher = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(cipher.update(plain + bytes([count]) * count) + cipher.finalize()).decode()


def query(seal: str, timestamp: int, nonce: str = "", **changed: str) -> str:
    """The query of a callback; `nonce` is a new one where none is given."""
    nonce = nonce or str(next(_NONCES))
    told = "".join(sorted([TOKEN, str(timestamp), nonce, seal]))
    words = {
        "msg_signature": hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest(),
        "timestamp": str(timestamp),
        "nonce": nonce,
    }
    return urlencode(words | changed)


def body(seal: str) -> bytes:
    return f"<xml><ToUserName>{CORP}</ToUserName><AgentID>1000002</AgentID><Encrypt>{seal}</Encrypt></xml>".encode()


def event(kind: str, created: int = 1795305600, **fields: str) -> str:
    """The text of an event."""
    told = {"ToUserName": CORP, "FromUserName": "sys", "CreateTime": str(created), "MsgType": "event"}
    told |= {"Event": kind} | fields
    return "<xml>" + "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in told.items()) + "</xml>"


def contact(change: str, **fields: str) -> str:
    return event("change_contact", ChangeType=change, **fields)
