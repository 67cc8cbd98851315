"""A queue: what was sent to it, in order."""

import hashlib
import json
from typing import Any

from tests.support.fake_aws.wire import Operation


class Sqs:
    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.waiting: dict[str, int] = {}
        """How many messages wait in a queue of this name that nobody reads."""

    def operation(self, name: str) -> Operation:
        found = {"SendMessage": self._send_message, "GetQueueAttributes": self._get_queue_attributes}
        return found[name]

    def _send_message(self, request: dict[str, Any]) -> dict[str, Any]:
        body = request["MessageBody"]
        self.messages.append(json.loads(body))
        digest = hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()
        return {"MessageId": str(len(self.messages)), "MD5OfMessageBody": digest}

    def _get_queue_attributes(self, request: dict[str, Any]) -> dict[str, Any]:
        count = self.waiting.get(request["QueueUrl"].rpartition("/")[2], 0)
        return {"Attributes": {name: str(count) for name in request["AttributeNames"]}}
