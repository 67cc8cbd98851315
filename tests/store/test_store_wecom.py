"""Tokens and tickets over real HTTP: however many functions begin or fail at once, WeCom is asked once."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.wecom import client, tickets
from chalicelib.wecom.client import Client, call
from chalicelib.wecom.model import WecomRefusedError
from sandbox.wecom.credentials import AGENT_ID, APP_SECRET, CORP_ID
from tests.sandbox.conftest import WeCom
from tests.store.store_support import at_once

FUNCTIONS = 50


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeCom]:
    running = WeCom(tmp_path_factory.mktemp("wecom"))
    yield running
    running.stop()


@pytest.fixture
def wecom(vendor: WeCom, monkeypatch: pytest.MonkeyPatch) -> Iterator[WeCom]:
    """The stand-in; each thread is a function of its own, with a client of its own."""
    vendor.advance(3 * 3600)
    vendor.http.delete("/sandbox/calls")
    own, made = threading.local(), []

    def of_this_function() -> Client:
        if not hasattr(own, "client"):
            own.client = Client(CORP_ID, str(AGENT_ID), APP_SECRET, vendor.url)
            made.append(own.client)
        found: Client = own.client
        return found

    monkeypatch.setattr(client, "client", of_this_function)
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", (10, 10))
    yield vendor
    vendor.http.delete("/sandbox/faults")
    for one in made:
        one._http.close()


def _calls(wecom: WeCom) -> dict[str, int]:
    found: dict[str, int] = wecom.http.get("/sandbox/calls").json()
    return {path.removeprefix("/cgi-bin/"): count for path, count in found.items()}


def _read(_: int) -> Any:
    return call(lambda app: app.contacts.simplelist())["errcode"]


def test_fifty_cold_starts_make_one_gettoken(wecom: WeCom):
    assert at_once(FUNCTIONS, _read) == [0] * FUNCTIONS
    assert _calls(wecom) == {"gettoken": 1, "department/simplelist": FUNCTIONS}


@pytest.mark.parametrize("fault", ["expire_tokens", "revoke_tokens"])
def test_fifty_calls_that_hear_that_the_token_has_ended_make_one_refresh(wecom: WeCom, fault: str):
    _read(0)
    wecom.fault(fault, "/cgi-bin/department")
    assert at_once(FUNCTIONS, _read) == [0] * FUNCTIONS
    assert _calls(wecom)["gettoken"] == 2


def test_a_refusal_of_fifty_at_once_ends(wecom: WeCom):
    wecom.fault("revoke_tokens", "/cgi-bin/department", count=1000)
    answers = at_once(8, _read)
    assert all(isinstance(answer, WecomRefusedError) for answer in answers)
    assert _calls(wecom)["department/simplelist"] == 16, "each tries once more, and no more"


def test_fifty_pages_that_want_a_ticket_fetch_one_of_each_kind(wecom: WeCom):
    found = at_once(FUNCTIONS, lambda number: tickets.fetch("app" if number % 2 else "corporation"))
    assert len(set(found)) == 2
    assert all(isinstance(ticket, str) for ticket in found)
    assert _calls(wecom) == {"gettoken": 1, "get_jsapi_ticket": 1, "ticket/get": 1}
