"""How a callback is sealed and signed (path/90930), written here anew.

A stand-in that shared the platform's code would agree with its mistakes.
"""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from sandbox.wecom.credentials import Credentials

_BLOCK = 32


def seal(credentials: Credentials, text: str) -> str:
    """Never the same twice: it begins with 16 random bytes."""
    key, told = base64.b64decode(credentials.callback_aes_key + "="), text.encode()
    plain = b"".join(
        [secrets.token_bytes(16), len(told).to_bytes(4, "big"), told, credentials.corp_id.encode()]
    )
    count = _BLOCK - len(plain) % _BLOCK
    cipher = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(cipher.update(plain + bytes([count]) * count) + cipher.finalize()).decode()


def query(credentials: Credentials, sealed: str, timestamp: int) -> dict[str, str]:
    """What stands in the address, with a nonce of its own."""
    nonce = str(secrets.randbelow(9_000_000_000) + 1_000_000_000)
    told = "".join(sorted([credentials.callback_token, str(timestamp), nonce, sealed]))
    signature = hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest()
    return {"msg_signature": signature, "timestamp": str(timestamp), "nonce": nonce}


def body(credentials: Credentials, sealed: str) -> bytes:
    """The XML around it; no declaration and no namespace, as the vendor sends it."""
    return (
        f"<xml><ToUserName><![CDATA[{credentials.corp_id}]]></ToUserName>"
        f"<AgentID><![CDATA[{credentials.agent_id}]]></AgentID>"
        f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    ).encode()
