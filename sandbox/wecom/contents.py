"""What each kind of message may carry (path/90236): too long is cut or refused as the real one does."""

from collections.abc import Callable
from typing import Any, Final

from sandbox.wecom import cards
from sandbox.wecom.errors import WeComError

_LONGEST_TEXT_BYTES: Final = 2048
_LONGEST_TITLE, _LONGEST_DESCRIPTION, _LONGEST_LABEL = 128, 512, 4


def normalised(body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The msgtype and its object as it is stored. Raises 40008, 44004, 45002 and what cards raise."""
    msgtype = body.get("msgtype")
    if not isinstance(msgtype, str) or msgtype not in _KINDS:
        raise WeComError(40008)
    content = body.get(msgtype)
    if not isinstance(content, dict) or not content:
        raise WeComError(44004, msgtype)
    return msgtype, _KINDS[msgtype](content)


def _text(content: dict[str, Any]) -> dict[str, Any]:
    """Text beyond 2048 bytes is cut off."""
    text = _required(content, "content")
    return {"content": text.encode()[:_LONGEST_TEXT_BYTES].decode(errors="ignore")}


def _text_card(content: dict[str, Any]) -> dict[str, Any]:
    """Title and description are cut off; an over-long address is refused."""
    url = _required(content, "url")
    if len(url.encode()) > _LONGEST_TEXT_BYTES:
        raise WeComError(45002, "url")
    return {
        "title": _required(content, "title")[:_LONGEST_TITLE],
        "description": _required(content, "description")[:_LONGEST_DESCRIPTION],
        "url": url,
        "btntxt": str(content.get("btntxt") or "详情")[:_LONGEST_LABEL],
    }


def _markdown(content: dict[str, Any]) -> dict[str, Any]:
    text = _required(content, "content")
    if len(text.encode()) > _LONGEST_TEXT_BYTES:
        raise WeComError(45002, "markdown.content")
    return {"content": text}


def _template_card(content: dict[str, Any]) -> dict[str, Any]:
    cards.check(content)
    return content


def _required(content: dict[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value:
        raise WeComError(44004, key)
    return value


_KINDS: Final[dict[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "text": _text,
    "textcard": _text_card,
    "markdown": _markdown,
    "template_card": _template_card,
}
