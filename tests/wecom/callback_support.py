"""WeCom's callbacks delivered to the application, and what then stands in its table and its log."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.platform import clock
from chalicelib.wecom import callback_store, callbacks
from chalicelib.wecom.events import Dirty
from tests.support import callbacks as wecom
from tests.support.browser import call
from tests.support.fake_aws import FakeAws
from tests.support.wecom_table import PREFIX, wecom_table

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "wecom_callback.json").read_text("utf-8"))
UPDATED = wecom.contact("update_user", UserID="ZhangSan", Department="1,2")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAws]:
    """The WeCom table in this process, the callback's secrets, and a clock that goes on by what AWS takes."""
    monkeypatch.setattr(callbacks, "_secrets", lambda _: (wecom.TOKEN, wecom.AES_KEY))
    with wecom_table(corp_id=wecom.CORP) as cloud:
        logging.getLogger("xietong").setLevel(logging.INFO)
        yield cloud


def now() -> int:
    return int(clock.now().timestamp())


def deliver(text: str, *, nonce: str = "", receiver: str = wecom.CORP, **changed: Any) -> Any:
    """One callback with this text inside."""
    seal = wecom.sealed(text, receiver)
    asked = wecom.query(seal, changed.pop("timestamp", now()), nonce, **changed)
    return call("POST", f"/wecom/callback?{asked}", wecom.body(seal), {"Content-Type": "text/xml"})


def rows(aws: FakeAws) -> dict[str, Any]:
    """What stands in the table, by kind."""
    items = aws.dynamodb.table(f"{PREFIX}-wecom").items.values()
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(item["kind"]["S"], []).append(item)
    return found


def dirty_ids() -> list[Dirty]:
    return [dirty for dirty, _ in callback_store.read_dirty()]


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "xietong"]
