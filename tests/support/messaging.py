"""The engine on the fake of AWS, and WeCom beside it: the sandbox's own rules in this process, on the same clock."""

import itertools
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from chalicelib.approvals import jobs as approvals_jobs
from chalicelib.platform import clock
from chalicelib.platform.settings import settings
from chalicelib.wecom import callback_store, client, events, jobs, service
from chalicelib.wecom.model import Data, WecomRefusedError, WecomUnavailableError
from infra import tables
from sandbox.wecom import inbox, messages, presses
from sandbox.wecom.api import Call
from sandbox.wecom.credentials import AGENT_ID, Credentials
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store
from tests.support import institute
from tests.support.fake_aws.errors import ProcessDeath
from tests.support.faults.office import Office
from tests.support.faults.plans import STARTERS
from tests.support.faults.platform import PREFIX, Platform

DOWN, LOST, DIES_AFTER, DIES_BEFORE = "down", "lost", "dies after", "dies before"
"""What may happen to a call: WeCom is silent, or does it and is not heard; or we die."""


class Phones(Store):
    """The sandbox's store on the clock of the test."""

    def __init__(self, folder: Path, people: list[str]) -> None:
        super().__init__(folder)
        for name in people:
            row = (name, name, "", f"139{name}", 1, 2)
            self.run(
                "INSERT INTO people (userid, name, position, mobile, gender, main_department) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                *row,
            )

    def now(self) -> int:
        return int(clock.now().timestamp())


class App:
    """Our app's client: what it asks the sandbox answers, unless a fault comes first."""

    def __init__(self, phones: Phones) -> None:
        self.phones = phones
        self.credentials = Credentials()
        self.faults: list[str | int] = []
        self.calls: list[str] = []
        self.card = self

    def send_card(self, to: list[str], agent_id: int, card: dict[str, Any]) -> dict[str, Any]:
        body = {"touser": "|".join(to), "msgtype": "template_card", "template_card": card}
        return self._call("send", messages.send, body, agent_id)

    def replace_button(self, to: list[str], agent_id: int, code: str, text: str) -> dict[str, Any]:
        body = {"userids": to, "response_code": code, "button": {"replace_name": text}}
        return self._call("update", messages.update_card, body, agent_id)

    def _call(
        self, name: str, work: Callable[[Call], dict[str, Any]], body: dict[str, Any], agent_id: int
    ) -> dict[str, Any]:
        self.calls.append(name)
        fault = self.faults.pop(0) if self.faults else ""
        if isinstance(fault, int):
            raise WecomRefusedError(fault, "on order")
        if fault == DOWN:
            raise WecomUnavailableError
        if fault == DIES_BEFORE:
            raise ProcessDeath
        try:
            answer = {
                "errcode": 0,
                **work(Call(self.phones, self.credentials, {}, {**body, "agentid": agent_id})),
            }
        except WeComError as error:
            raise WecomRefusedError(error.errcode, error.errmsg) from error
        if fault == LOST:
            raise WecomUnavailableError
        if fault == DIES_AFTER:
            raise ProcessDeath
        return answer


class Messaging(Office):
    """An office whose people have phones."""

    def __init__(self, platform: Platform, phones: Phones) -> None:
        super().__init__(platform)
        self.phones = phones
        self.app = App(phones)
        self.numbers = itertools.count(1)

    def notify(self, kind: str, *to: str, key: str = "", **more: Any) -> None:
        """A notice outside any request."""
        key = key or f"note-{next(self.numbers)}"
        words = {"flow": "请假申请", "starter": "李明", "node": "", "title": key}
        service.notify(to, kind, Data(url="https://xietong.test/#/", words=words, text=key, **more), key)

    def deliver(self) -> int:
        """The queue brings what lies in it; what fails lies there again. How many failed."""
        taken, self.aws.sqs.messages = self.aws.sqs.messages, []
        failed = 0
        for number, body in enumerate(taken):
            record = {"messageId": str(number), "body": json.dumps(body)}
            try:
                answer = jobs.send_message({"Records": [record]}, None)
            except ProcessDeath:
                answer = {"batchItemFailures": [{}]}
            if answer["batchItemFailures"]:
                self.aws.sqs.messages.append(body)
                failed += 1
        return failed

    def settle(self) -> None:
        """Everything that is ready has happened: steps, outbox, queue, presses."""
        self.aws.pump()
        while self.aws.sqs.messages:
            self.deliver()
            self.aws.pump()

    def sweep(self) -> int:
        return int(jobs.send_waiting({}, None)["looked_at"])

    def pass_minutes(self, minutes: int) -> None:
        """Time goes by, and each minute what waits is looked at."""
        for _ in range(minutes):
            self.aws.clock.advance(60)
            self.settle()
            self.sweep()

    def pass_hours(self, hours: float) -> None:
        """Time goes by at once, and what waits is looked at."""
        self.aws.clock.advance(hours * 3600)
        self.settle()
        self.sweep()

    def phone(self, userid: str) -> list[dict[str, Any]]:
        """The cards on a phone, the oldest first."""
        return inbox.messages(self.phones, userid, 1000)[::-1]

    def titles(self, userid: str) -> list[str]:
        return [str(item["content"]["main_title"]["title"]) for item in self.phone(userid)]

    def shown(self, userid: str, number: int = -1) -> str:
        """What a card shows instead of its buttons; nothing while it has them."""
        changed = self.phone(userid)[number]["changed"] or {}
        return str(changed.get("button", {}).get("replace_name", ""))

    def buttons(self, userid: str, number: int = -1) -> list[str]:
        card = self.phone(userid)[number]["content"]
        return [str(one.get("key", "")) for one in card.get("button_list") or ()]

    def press(self, userid: str, number: int = -1, key: str = "approve") -> str:
        """The text of the event that follows when somebody presses a button of a card on their phone."""
        msgid = self.phone(userid)[number]["msgid"]
        return presses.press(self.phones, self.app.credentials, userid, msgid, key)

    def told(self, text: str) -> bool:
        """WeCom tells us of an event; whether it is new. Everything that follows happens when somebody lets it."""
        return callback_store.take(f"nonce-{next(self.numbers)}", events.read(text))

    def outcomes(self) -> list[str]:
        """What came of every press, in order; nothing for one that waits."""
        rows = [row for row in self.platform.table("wecom") if row["kind"] == "press"]
        return [str(row.get("outcome", "")) for row in sorted(rows, key=lambda row: str(row["at"]))]


@contextmanager
def messaging(folder: Path, seed: int = 0) -> Iterator[Messaging]:
    """Within the block there is an office with phones; faults begin when a test orders them."""
    platform = Platform(seed)
    with platform.running():
        os.environ["XT_WECOM_AGENT_ID"] = str(AGENT_ID)
        settings.cache_clear()
        phones = Phones(folder, [*institute.PEOPLE, *STARTERS])
        made = Messaging(platform, phones)
        platform.aws.lambdas.handlers["take_presses"] = approvals_jobs.take_presses
        prefix = next(one.stream_prefix for one in tables.tables() if one.capability == "wecom")
        platform.aws.map_stream(f"{PREFIX}-wecom", "take_presses", prefix, 10, 5)
        with mock.patch.object(client, "call", lambda request: request(made.app)):
            yield made
        phones.close()
