"""Administrators are told what waits for them, on a card, once a day for each kind; the console's page says all of it."""

from __future__ import annotations

from typing import Any

from chalicelib.directory import service as directory
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.platform import clock, messages
from chalicelib.platform.settings import settings
from chalicelib.wecom import notice_store, service
from chalicelib.wecom.model import Data


def tell(what: str, **words: Any) -> None:
    """`what`: `questions`, `empty` or `closed`."""
    key = f"sync-{what}-{clock.wall(clock.now()).date().isoformat()}"
    planned, _ = notice_store.of(key)
    if planned:
        return
    admins = directory.snapshot({ADMIN_ROLE}, ()).in_role(ADMIN_ROLE)
    data = Data(
        f"{settings().public_url}/console.html#/sync",
        {"title": messages.text(f"sync_notices.{what}.title")},
        messages.text(f"sync_notices.{what}.text", **words),
    )
    service.notify((one.userid for one in admins), "sync", data, key)
