"""Requests that another system starts for a person, and takes back; it is a process of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.local import content
from tests.e2e.e2e_support import chain_is_whole, leave

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
FLOWS = Path(__file__).parent / "flows"
BATCH = {"batch": "B-1", "total": 1200, "reason": "试验用料"}


class Research:
    """The research system, as a test sees it."""

    def __init__(self, port: int) -> None:
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=40, trust_env=False)

    def start(self, form: dict[str, Any] | None = None, **told: Any) -> tuple[int, dict[str, Any]]:
        wanted = {"system": "research", "flow": "pushed", "starter": "liming", "form": form or BATCH}
        return self._send("requests", wanted | told)

    def take_back(self, request: str, **told: Any) -> tuple[int, dict[str, Any]]:
        return self._send("withdrawals", {"system": "research", "request": request} | told)

    def _send(self, door: str, told: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        said = self.http.post(f"/sandbox/{door}", json=told).json()
        return said["status"], said["answer"]


@pytest.fixture
def research(platform, office: None) -> Iterator[Research]:
    content.publish_flow(FLOWS / "pushed.flow.yaml")
    found = Research(platform.local.systems_port)
    yield found
    found.http.close()


def test_a_system_starts_a_request_once_for_the_person_it_names(platform, research, liming):
    status, told = research.start(id="batch-1")
    assert (status, told["status"]) == (200, "running")
    assert research.start(id="batch-1") == (200, told)
    view = liming.request(told["request"])
    assert (view["starter"]["userid"], view["form"]["total"]) == ("liming", 1200)
    status, refused = research.start({**BATCH, "total": 1}, id="batch-1")
    assert (status, refused["code"]) == (409, "idempotency_key_reused")
    platform.person("chenjing").decide(told["request"])
    liming.closed(told["request"], "approved")
    assert chain_is_whole(platform, told["request"])


def test_what_is_missing_the_starter_is_asked_for_before_anybody_decides(platform, research, liming):
    _, told = research.start({"batch": "B-2", "total": 300})
    task = liming.task(told["request"])
    assert task["node"] == "revise"
    liming.send(
        "POST",
        f"/api/tasks/{task['id']}/decision",
        {"action": "resubmit", "form": {"batch": "B-2", "total": 300, "reason": "补料"}},
        headers={"If-Match": task["etag"]},
    )
    platform.person("chenjing").decide(told["request"])
    assert liming.closed(told["request"], "approved")["form"]["reason"] == "补料"


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"form": {**BATCH, "total": "many"}}, 400, "form_invalid"),
        ({"form": {**BATCH, "colour": "red"}}, 400, "form_invalid"),
        ({"starter": "nobody"}, 404, "person_not_found"),
        ({"flow": "leave-request"}, 404, "flow_not_found"),
        ({"flow": "unheard-of"}, 404, "flow_not_found"),
        ({"system": "website"}, 404, "flow_not_found"),
        ({"secret": "b3RoZXI="}, 401, "signature_invalid"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_is_wrong_is_refused_and_starts_nothing(platform, research, told, status, code):
    platform.settle()
    before = platform.dump()
    answered, refused = research.start(**told)
    assert (answered, refused["code"]) == (status, code)
    assert platform.dump() == before


def test_nobody_but_a_system_starts_such_a_flow_or_takes_it_back(platform, research, liming):
    assert "pushed" not in [flow["key"] for flow in liming.get("/api/flows")["items"]]
    refused = liming.send("POST", "/api/requests", {"flow": "pushed", "form": BATCH})
    assert refused.status_code == 403
    _, told = research.start()
    platform.person("chenjing").task(told["request"])
    view = liming.request(told["request"])
    assert "withdraw" not in view["actions"]


def test_the_system_takes_its_own_request_back_and_no_other_does(platform, research, liming):
    _, told = research.start()
    platform.person("chenjing").task(told["request"])
    status, refused = research.take_back(told["request"], system="website")
    assert (status, refused["code"]) == (404, "request_not_found")
    status, _ = research.take_back(told["serial"], flow="pushed", comment="项目终止")
    assert status == 200
    assert research.take_back(told["request"])[0] == 200
    done = liming.closed(told["request"], "withdrawn")
    assert [e["action"] for e in done["timeline"]].count("withdraw") == 1
    assert chain_is_whole(platform, told["request"])
    own = liming.submit(leave(platform.workday()))
    status, refused = research.take_back(own["id"])
    assert (status, refused["code"]) == (404, "request_not_found")
