"""What libraries tell people, kept in place of being sent."""

import pytest

from chalicelib.platform import messages
from chalicelib.wecom import service as wecom
from chalicelib.wecom.model import Data, Message


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, Message]:
    """What was queued, by its key: the same key again is sent once."""
    found: dict[str, Message] = {}

    def notify(people: list[str], kind: str, data: Data, key: str) -> None:
        title = messages.text(f"notices.{kind}.title", **data.words)
        found.setdefault(key, Message(kind, tuple(people), title, data.text, data.lines, data.url))

    monkeypatch.setattr(wecom, "notify", notify)
    return found
