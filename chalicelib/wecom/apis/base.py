"""What the families share."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any

from wechatpy.client.api.base import BaseWeChatAPI

Json = dict[str, Any]


class TooMuchError(Exception):
    """More than WeCom takes in a call: our own mistake, and nothing was sent."""


class Family(BaseWeChatAPI):
    """Calls below `/cgi-bin/`, through the one client with its time-outs and its token.

    An answer that is no JSON is a ValueError: wechatpy hands it on as it came.
    """

    def get(self, path: str, **query: Any) -> Json:
        return _whole(self._get(path, params={name: str(value) for name, value in query.items()}))

    def post(self, path: str, **body: Any) -> Json:
        """Parts that are None are not sent."""
        return _whole(self._post(path, data={name: part for name, part in body.items() if part is not None}))


def at_most(limit: int, what: str, given: Sized) -> None:
    """Raises TooMuchError for more than WeCom takes in one call."""
    if len(given) > limit:
        raise TooMuchError(f"WeCom takes at most {limit} {what} in a call, not {len(given)}")


def within_days(days: int, start: int, end: int) -> None:
    """Raises TooMuchError unless the span, in unix seconds, is of so many days at most."""
    if not 0 <= end - start <= days * 86400:
        raise TooMuchError(f"WeCom takes at most {days} days in a call")


def joined(userids: Sequence[str]) -> str:
    """Receivers of a message are one text."""
    return "|".join(userids)


def is_answer(found: Any) -> bool:
    """Whether this is JSON (some methods of wechatpy make a list of it), and all of what was sent was understood."""
    told = found.get("errmsg", "") if isinstance(found, dict) else ""
    return isinstance(found, dict | list) and "wrong json format" not in str(told)


def _whole(found: Any) -> Json:
    if not is_answer(found) or not isinstance(found, dict):
        raise ValueError("no answer")
    return found
