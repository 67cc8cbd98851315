"""Calls, outside events and sub-requests on the deployed platform; the other system is a process of its own."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.local import content
from tests.e2e.e2e_support import age, chain_is_whole, eventually, pending

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
FLOWS = Path(__file__).parent / "flows"


class Other:
    """The other system, as a test sees it."""

    def __init__(self, port: int) -> None:
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=40, trust_env=False)

    def calls(self, operation: str) -> list[dict[str, Any]]:
        items = self.http.get("/sandbox/calls").json()["items"]
        return [one for one in items if one["told"]["type"] == operation]

    def answer(self, **answers: dict[str, Any]) -> None:
        assert self.http.post("/sandbox/answers", json=answers).is_success

    def fault(self, kind: str, count: int = 1) -> None:
        assert self.http.post("/sandbox/faults", json={"kind": kind, "count": count}).is_success

    def event(self, **told: Any) -> tuple[int, dict[str, Any]]:
        said = self.http.post("/sandbox/events", json={"system": "website", **told}).json()
        return said["status"], said["answer"]


@pytest.fixture(scope="module")
def other(platform) -> Iterator[Other]:
    found = Other(platform.local.systems_port)
    yield found
    found.http.close()


@pytest.fixture(autouse=True)
def flows(office: None) -> None:
    for key in ("errand", "registration", "announcement"):
        content.publish_flow(FLOWS / f"{key}.flow.yaml")


def submit(platform, flow: str, form: dict[str, Any]) -> str:
    made = platform.person("liming").post("/api/requests", {"flow": flow, "form": form}, status=201)
    return str(made["id"])


def test_a_call_is_signed_and_its_answer_goes_into_the_form(platform, other, liming):
    other.answer(publish={"number": "WZ-7"})
    request = submit(platform, "announcement", {"title": "开放日", "wait": False})
    platform.person("chenjing").decide(request)
    done = liming.closed(request, "approved")
    assert done["form"]["number"] == "WZ-7"
    (call,) = [c for c in other.calls("publish") if c["told"]["request"]["id"] == request]
    assert call["told"]["data"] == {"title": "开放日", "by": "李明"}
    assert call["told"]["request"]["serial"] == done["serial"]
    assert chain_is_whole(platform, request)


@pytest.mark.parametrize("kind", ["500", "truncated"])
def test_a_call_that_is_not_taken_is_repeated_under_the_same_id(platform, other, liming, kind):
    other.answer(publish={"number": "WZ-8"})
    other.fault(kind)
    request = submit(platform, "announcement", {"title": "开放日", "wait": False})
    platform.person("chenjing").decide(request)

    def swept() -> bool:
        while row := pending(platform, request):
            age(platform, row)
            platform.invoke("sweep_outbox", {})
        return bool(liming.request(request)["status"] == "approved")

    if kind == "truncated":
        assert liming.closed(request, "approved")["form"].get("number") is None, "a 200 is an answer"
        other.http.delete("/sandbox/faults")
        return
    eventually(swept, "the call to be repeated")
    assert liming.request(request)["form"]["number"] == "WZ-8"
    assert len([c for c in other.calls("publish") if c["told"]["request"]["id"] == request]) == 1


def waiting_for_payment(platform, liming) -> dict[str, Any]:
    request = submit(platform, "announcement", {"title": "收费公告", "wait": True})
    platform.person("chenjing").decide(request)

    def waits() -> bool:
        path = liming.request(request)["path"]
        return any(node["kind"] == "wait" and node["state"] == "current" for node in path)

    eventually(waits, "the wait")
    return liming.request(request)


def test_an_outside_event_lets_a_request_go_on_once_and_a_repeat_is_answered_the_same(
    platform, other, liming
):
    view = waiting_for_payment(platform, liming)
    status, answer = other.event(type="shipped", request=view["id"])
    assert (status, answer["code"]) == (409, "not_waiting_for")
    named = {"type": "paid", "request": view["serial"], "flow": "announcement", "data": {"yuan": 20}}
    status, answer = other.event(id="payment-1", **named)
    assert (status, answer["request"]) == (200, view["id"])
    assert other.event(id="payment-1", **named)[0] == 200
    status, answer = other.event(id="payment-1", **{**named, "data": {"yuan": 2}})
    assert (status, answer["code"]) == (409, "idempotency_key_reused")
    assert other.event(id="payment-2", **named)[0] == 409
    done = liming.closed(view["id"], "approved")
    assert [e["action"] for e in done["timeline"]].count("event") == 1
    assert chain_is_whole(platform, view["id"])


def test_an_event_that_is_not_signed_right_is_refused_and_changes_nothing(platform, other, liming):
    view = waiting_for_payment(platform, liming)
    before = platform.rows(view["id"])
    good = {"type": "paid", "request": view["id"]}
    for wrong in (
        {"secret": "b3RoZXI="},
        {"moment": int(time.time()) - 400},
        {"moment": int(time.time()) + 400},
        {"system": "unheard-of"},
    ):
        status, answer = other.event(**(good | wrong))
        assert (status, answer["code"]) == (401, "signature_invalid"), wrong
    assert other.event(**(good | {"request": "nothing"}))[0] == 404
    assert other.event(**(good | {"data": {"long": "x" * 70_000}}))[0] == 413
    assert other.event(**(good | {"kind": "x"}))[0] == 400
    assert platform.rows(view["id"]) == before
    assert other.event(**good)[0] == 200
    liming.closed(view["id"], "approved")


def children(platform, parent: str, count: int) -> list[str]:
    found: list[str] = []

    def begun() -> bool:
        items = platform.person("liming").get("/api/requests", flow="errand")["items"]
        found[:] = [one["id"] for one in items if one["title"].endswith(parent)]
        return len(found) == count

    eventually(begun, f"{count} sub-requests")
    return found


def serial_of(platform, request: str) -> str:
    return str(platform.person("liming").request(request)["serial"])


def test_sub_requests_run_one_for_each_row_and_the_last_lets_their_parent_go_on(platform, liming):
    rows = [{"what": "打印机", "count": 1}, {"what": "纸", "count": 5}]
    request = submit(platform, "registration", {"items": rows, "strict": False})
    platform.person("chenjing").decide(request)
    several = children(platform, serial_of(platform, request), 2)
    platform.person("zhoumin").decide(several[0])
    assert liming.request(request)["status"] == "running"
    platform.person("zhoumin").decide(several[1], "reject", "不买")
    done = liming.closed(request, "approved")
    assert {node["key"]: node["state"] for node in done["path"]}["buy"] == "done"
    for each in (request, *several):
        assert chain_is_whole(platform, each)


def test_a_sub_request_that_is_rejected_rejects_its_parent_where_the_flow_says_so(platform, liming):
    request = submit(platform, "registration", {"items": [{"what": "车", "count": 1}], "strict": True})
    platform.person("chenjing").decide(request)
    (child,) = children(platform, serial_of(platform, request), 1)
    platform.person("zhoumin").decide(child, "reject", "不买")
    assert liming.closed(request, "rejected")["id"] == request
