"""A queue: what was sent to it, in order."""

import hashlib
import json
from typing import Any

from tests.support.fake_aws.wire import Operation


class Sqs:
    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def operation(self, name: str) -> Operation:
        return {"SendMessage": self._send_message}[name]

    def _send_message(self, request: dict[str, Any]) -> dict[str, Any]:
        body = request["MessageBody"]
        self.messages.append(json.loads(body))
        digest = hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()
        return {"MessageId": str(len(self.messages)), "MD5OfMessageBody": digest}
