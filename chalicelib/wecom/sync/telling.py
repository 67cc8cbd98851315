"""Administrators are told what waits for them, on a card, once a day for each kind; the console's page says all of it."""

from __future__ import annotations

from typing import Any

from chalicelib.directory import service as directory
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.platform import clock, messages
from chalicelib.platform.settings import settings
from chalicelib.wecom import service, store
from chalicelib.wecom.model import Message


def tell(kind: str, **words: Any) -> None:
    """`kind`: `questions`, `empty` or `closed`."""
    key = f"sync-{kind}-{clock.wall(clock.now()).date().isoformat()}"
    admins = directory.snapshot({ADMIN_ROLE}, ()).in_role(ADMIN_ROLE)
    if not admins or store.was_sent(f"told-{key}"):
        return
    message = Message(
        "sync",
        tuple(one.userid for one in admins),
        messages.text(f"sync_notices.{kind}.title"),
        messages.text(f"sync_notices.{kind}.text", **words),
        (),
        f"{settings().public_url}/console.html#/sync",
    )
    service.enqueue(message, key)
    store.keep_sent(f"told-{key}", [])
