"""Pages of ours may use WeCom's JS-SDK, and no others."""

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.wecom import jobs, jssdk, leases, service, store, tickets
from chalicelib.wecom.jssdk import PageForeignError
from chalicelib.wecom.model import WecomRefusedError, WecomUnavailableError
from tests.support.browser import WRITING, call, said, sign_in
from tests.support.wecom_table import wecom_table

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "wecom_jssdk.json").read_text("utf-8"))
OWN = "https://oa.example.cn"
PATH = "/wecom/jssdk-signature"
LATER = "2030-01-01T00:00:00.000Z"


class Functions:
    """Lambda, with one function behind it: what it does when it is invoked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.invoked: list[str] = []
        self.work: Any = lambda: None
        monkeypatch.setattr(service, "client", lambda *_, **__: self)

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - AWS's own names
        self.invoked.append(FunctionName)
        self.work()
        return {"Payload": io.BytesIO(b"{}")}


@pytest.fixture
def functions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Functions]:
    sign_in(monkeypatch)
    monkeypatch.setenv("XT_PUBLIC_URL", OWN)
    with wecom_table(corp_id="ww1", agent_id="7"):
        monkeypatch.setenv("XT_PUBLIC_URL", OWN)
        monkeypatch.setenv("XT_TICKETS_FUNCTION", "tickets")
        service.settings.cache_clear()
        yield Functions(monkeypatch)


def _keep(**of: str) -> None:
    for kind, ticket in of.items():
        store.keep_token(f"ww1#7#{kind}", ticket, LATER)


def _signed(page: str = f"{OWN}/index.html?code=a&state=b#/leave/12") -> Any:
    return call("POST", PATH, {"url": page}, WRITING)


def test_a_page_is_signed_for_both_without_what_stands_behind_the_hash(functions: Functions):
    _keep(corporation="C", app="A")
    told = _signed().json_body
    assert (told["corp_id"], told["agent_id"]) == ("ww1", "7")
    for ticket, name in (("C", "config"), ("A", "agent_config")):
        text = (
            f"jsapi_ticket={ticket}&noncestr={told['nonce']}&timestamp={told['timestamp']}"
            f"&url={OWN}/index.html?code=a&state=b"
        )
        assert told[name] == hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    assert functions.invoked == []
    assert _signed().json_body["nonce"] != told["nonce"]


def test_a_missing_ticket_is_fetched_by_the_function_that_talks_to_wecom(functions: Functions):
    _keep(corporation="C")
    functions.work = lambda: _keep(app="A")
    assert _signed().status_code == 200
    assert functions.invoked == ["tickets"]


def test_without_tickets_wecom_is_unavailable(functions: Functions):
    answer = _signed()
    assert (answer.status_code, said(answer)["code"]) == (503, "wecom_unavailable")
    assert functions.invoked == ["tickets"]


FOREIGN = [
    "https://evil.example/index.html",
    "http://oa.example.cn/",
    "https://oa.example.cn:8443/",
    "https://oa.example.cn.evil.example/",
    "https://oa.example.cn@evil.example/",
    "https://me@oa.example.cn/",
    "https://oa.example.cn\\@evil.example/",
    "https://oa.example.cn /",
    "https://OA.example.cn/",
    "//oa.example.cn/",
    "/index.html",
    "javascript:alert(1)",
    "https://[oa.example.cn/",
    "https://oa.example.cn/\n",
]


@pytest.mark.parametrize("page", FOREIGN)
def test_other_pages_are_refused_before_anything_is_asked(functions: Functions, page: str):
    answer = _signed(page)
    assert (answer.status_code, said(answer)["code"]) == (403, "jssdk_page_foreign")
    assert functions.invoked == []


@pytest.mark.usefixtures("functions")
def test_nobody_gets_a_signature_without_a_session():
    assert call("POST", PATH, {"url": OWN}, {"Content-Type": "application/json"}).status_code == 401
    assert call("POST", PATH, {"url": ""}, WRITING).status_code == 400


@pytest.mark.parametrize("page", [OWN, f"{OWN}/", f"{OWN}/a?b=%E4%BD%A0#c", f"{OWN}#x", f"{OWN}?q"])
def test_pages_of_ours_are_fine(page: str):
    jssdk.require_own(page, OWN)
    with pytest.raises(PageForeignError):
        jssdk.require_own(page, "http://127.0.0.1:8080")


def test_the_known_answer_of_the_vendor():
    case = VECTORS["official"]
    told = jssdk.signature(case["jsapi_ticket"], case["noncestr"], case["timestamp"], case["url"])
    assert told == case["signature"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, {}),
        (WecomUnavailableError(), {"problem": "unavailable"}),
        (WecomRefusedError(48002, ""), {"problem": "unavailable"}),
    ],
)
def test_the_function_fetches_both_or_says_that_it_cannot(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None, told: dict
):
    asked: list[str] = []

    def fetch(kind: str) -> str:
        asked.append(kind)
        if error:
            raise error
        return "t"

    monkeypatch.setattr(tickets, "fetch", fetch)
    assert jobs.wecom_tickets({}, None) == told
    assert asked == (["corporation", "app"] if error is None else ["corporation"])


@pytest.mark.usefixtures("functions")
def test_a_ticket_about_to_end_is_none():
    store.keep_token("ww1#7#app", "A", "2020-01-01T00:00:00.000Z")
    assert tickets.kept("app") == leases.kept("nothing") == ""
