"""The whole product in this process, on the fake of AWS, and the stand-in of WeCom over real HTTP."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.platform import clock, sessions
from chalicelib.platform.settings import settings
from chalicelib.wecom import client
from chalicelib.wecom.apps import jobs
from chalicelib.wecom.client import Client
from sandbox.wecom.credentials import AGENT_ID, APP_SECRET, CORP_ID
from tests.sandbox.conftest import WeCom
from tests.support.browser import CREATING, CSRF, SIGNED_IN, WRITING, call
from tests.support.faults.platform import Platform

TIMEOUT = 2.0


class Office:
    """People who call the API, and the cloud and WeCom behind it."""

    def __init__(self, platform: Platform, wecom: WeCom, monkeypatch: pytest.MonkeyPatch) -> None:
        self.platform, self.wecom, self._patch = platform, wecom, monkeypatch
        self.attempts = 0

    def as_person(self, userid: str) -> None:
        """From now on this person calls."""
        session = sessions.Session(userid, CSRF)
        self._patch.setattr(sessions, "authenticate", lambda _: session)

    def get(self, path: str, status: int = 200) -> Any:
        return self._answer(call("GET", path, headers=SIGNED_IN), status)

    def post(self, path: str, body: Any, status: int = 201, key: str = "") -> Any:
        self.attempts += 1
        headers = CREATING | {"Idempotency-Key": key or f"attempt-{self.attempts:04d}"}
        return self._answer(call("POST", path, body, headers), status)

    def put(self, path: str, body: Any, version: str, status: int = 200) -> Any:
        return self._answer(call("PUT", path, body, WRITING | {"If-Match": version}), status)

    def delete(self, path: str, status: int = 200) -> Any:
        return self._answer(call("DELETE", path, headers=WRITING), status)

    def calls(self, path: str) -> int:
        """How often WeCom was called at an address since the test began."""
        return int(self.wecom.http.get("/sandbox/calls").json().get(f"/cgi-bin/{path}", 0))

    def calendar(self, userid: str) -> list[dict[str, Any]]:
        return list(self.wecom.http.get("/sandbox/meetings", params={"userid": userid}).json()["items"])

    def wall(self, **later: float) -> str:
        """The institute's wall clock, so much later."""
        moment = clock.wall(self.platform.aws.clock.now + dt.timedelta(**later))
        return moment.strftime("%Y-%m-%dT%H:%M")

    def pass_time(self, seconds: int) -> None:
        """Here and at WeCom."""
        self.wecom.advance(seconds)
        self.platform.aws.pass_time(seconds)

    @staticmethod
    def _answer(answer: Any, status: int) -> Any:
        assert answer.status_code == status, answer.body
        return answer.json_body


@contextmanager
def office(wecom: WeCom, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Within the block liming is signed in; the clocks here and there show the same."""
    wecom.advance(3 * 3600)
    wecom.http.delete("/sandbox/calls")
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", (TIMEOUT, TIMEOUT))
    made = Client(CORP_ID, str(AGENT_ID), APP_SECRET, wecom.url)
    monkeypatch.setattr(client, "client", lambda: made)
    platform = Platform()
    platform.aws.lambdas.handlers |= {"wecom_meeting": jobs.wecom_meeting, "wecom_ask": jobs.wecom_ask}
    with platform.running():
        monkeypatch.setenv("XT_WECOM_CORP_ID", CORP_ID)
        monkeypatch.setenv("XT_WECOM_AGENT_ID", str(AGENT_ID))
        settings.cache_clear()
        now = dt.datetime.fromisoformat(wecom.http.get("/sandbox/clock").json()["now"])
        platform.aws.clock.reach(now)
        found = Office(platform, wecom, monkeypatch)
        found.as_person("liming")
        yield found
    wecom.http.delete("/sandbox/faults")
    made._http.close()
