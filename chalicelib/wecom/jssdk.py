"""The signature with which a page may use WeCom's JS-SDK. Pure.

https://developer.work.weixin.qq.com/document/path/96909; known answers in tests/vectors/wecom_jssdk.json.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from chalicelib.platform.errors import ForbiddenError


class PageForeignError(ForbiddenError):
    """Only pages of our own address are signed for."""

    code = "jssdk_page_foreign"


@dataclass(frozen=True)
class PageSignature:
    """`config` is for `getConfigSignature`, `agent` for `getAgentConfigSignature` of `ww.register`."""

    nonce: str
    timestamp: int
    config: str
    agent: str


def signed_address(page: str) -> str:
    """What is signed of a page's address: all of it as the browser shows it, up to the `#`."""
    return page.split("#", 1)[0]


def signature(ticket: str, nonce: str, timestamp: int, page: str) -> str:
    """SHA-1 in small hexadecimal. `timestamp` in unix seconds."""
    return hashlib.sha1(text_of(ticket, nonce, timestamp, page).encode(), usedforsecurity=False).hexdigest()


def text_of(ticket: str, nonce: str, timestamp: int, page: str) -> str:
    return f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={signed_address(page)}"


def require_own(page: str, own: str) -> None:
    """Raises PageForeignError unless the page is of our own scheme, host and port and nobody's name stands before it."""
    try:
        wanted, found = urlsplit(own), urlsplit(page)
        same = (found.scheme, found.netloc) == (wanted.scheme, wanted.netloc)
    except ValueError as error:
        raise PageForeignError from error
    if not same or "\\" in page or any(ord(sign) <= 32 for sign in page):
        raise PageForeignError
