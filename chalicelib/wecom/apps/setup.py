"""Whether WeCom and we are set up for each other: what is asked of WeCom, and what is looked at here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from chalicelib.platform.settings import settings
from chalicelib.wecom import callbacks
from chalicelib.wecom.apps import asking
from chalicelib.wecom.apps.checks import PROBES
from chalicelib.wecom.model import CallbackUnsetError, WecomUnavailableError

Verdict = Literal["good", "refused", "unavailable", "unset", "skipped"]
APPS = ("meeting", "living", "health", "checkin", "hardware")
"""Applications of WeCom's own that a corporation may go without."""


@dataclass(frozen=True)
class Item:
    """One thing looked at. `errcode` is WeCom's number where it refuses; `optional`: one can do without."""

    key: str
    verdict: Verdict
    errcode: int = 0
    optional: bool = False


@dataclass(frozen=True)
class Checked:
    """All that was looked at. `address` is ours as WeCom saw it, where it refused it (60020)."""

    items: tuple[Item, ...]
    address: str = ""

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of missing rights, each once."""
        return tuple(sorted({one.errcode for one in self.items if one.errcode in asking.MISSING_RIGHTS}))

    @property
    def is_good(self) -> bool:
        return all(one.verdict == "good" or one.optional for one in self.items)


def check(userid: str) -> Checked:
    """Look at everything. `userid` is a member of WeCom, whose own meetings and punches are asked for."""
    told = _told(userid)
    families: dict[str, Any] = told["families"] if told else {}
    reached = Item("secret", "good" if told else "unavailable")
    asked = tuple(_item(name, families) for name in ("token", *PROBES))
    return Checked((reached, *asked, *_here(told)), told["address"] if told else "")


def _told(userid: str) -> dict[str, Any] | None:
    try:
        answer: dict[str, Any] = asking.ask("check", userid=userid).answer
    except WecomUnavailableError:
        return None
    return answer


def _item(name: str, families: dict[str, Any]) -> Item:
    found = families.get(name)
    if found is None:
        return Item(name, "skipped", optional=name in APPS)
    if found["unavailable"]:
        return Item(name, "unavailable", optional=name in APPS)
    return Item(name, "refused" if found["errcode"] else "good", found["errcode"], name in APPS)


def _here(told: dict[str, Any] | None) -> Iterator[Item]:
    """What is set here: our address, the same as the app's trusted domain, and the callback's secrets."""
    own = urlsplit(settings().public_url)
    local = own.hostname in {"127.0.0.1", "localhost"}
    yield Item("address", "good" if own.scheme == "https" or local else "unset")
    domain = (told or {}).get("domain", "")
    if told is None or "app" not in told["families"]:
        yield Item("domain", "skipped")
    else:
        same = domain.split(":")[0] == own.hostname
        yield Item("domain", "good" if same else "unset")
    try:
        callbacks.secrets()
    except CallbackUnsetError:
        yield Item("callback", "unset")
    else:
        yield Item("callback", "good")
