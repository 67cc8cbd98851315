"""What the families share."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any

from wechatpy.client.api.base import BaseWeChatAPI

Json = dict[str, Any]


class Family(BaseWeChatAPI):
    """Calls below `/cgi-bin/`, through the one client with its time-outs and its token."""

    def get(self, path: str, **query: Any) -> Json:
        found: Json = self._get(path, params={name: str(value) for name, value in query.items()})
        return found

    def post(self, path: str, **body: Any) -> Json:
        """Parts that are None are not sent."""
        found: Json = self._post(path, data={name: part for name, part in body.items() if part is not None})
        return found


def at_most(limit: int, what: str, given: Sized) -> None:
    """Raises ValueError for more than WeCom takes in one call."""
    if len(given) > limit:
        raise ValueError(f"WeCom takes at most {limit} {what} in a call, not {len(given)}")


def within_days(days: int, start: int, end: int) -> None:
    """Raises ValueError unless the span, in unix seconds, is of so many days at most."""
    if not 0 <= end - start <= days * 86400:
        raise ValueError(f"WeCom takes at most {days} days in a call")


def joined(userids: Sequence[str]) -> str:
    """Receivers of a message are one text."""
    return "|".join(userids)
