"""The directory and the sandbox WeCom kept the same, as it is deployed: page, callback, roles of the functions, both secrets."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from sandbox.wecom.credentials import APP_SECRET, CORP_ID
from tests.e2e.e2e_support import eventually
from tests.e2e.pages_support import DESK, PATIENCE_MS, PHONE, by, wrong_now

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]
DEPARTMENT = 5


class WeCom:
    """The address book, changed as WeCom's administrators do and read as an app does."""

    def __init__(self, platform: Any) -> None:
        self.http = httpx.Client(base_url=platform.local.sandbox_url, timeout=60, trust_env=False)

    def change(self, change: str, **asked: str) -> None:
        answer = self.http.post("/sandbox/contacts", json={"change": change, **asked})
        assert answer.status_code == 201, answer.text
        assert all(event["state"] == "delivered" for event in answer.json()["events"])

    def get(self, path: str, **query: object) -> dict[str, Any]:
        asked = {"corpid": CORP_ID, "corpsecret": APP_SECRET}
        token = self.http.get("/cgi-bin/gettoken", params=asked).json()["access_token"]
        found: dict[str, Any] = self.http.get(
            f"/cgi-bin/{path}", params={"access_token": token, **query}
        ).json()
        return found

    def department(self, number: int) -> dict[str, Any]:
        return next(one for one in self.get("department/list")["department"] if one["id"] == number)


@pytest.fixture
def wecom(platform: Any, linhao: Any) -> Iterator[WeCom]:
    found = WeCom(platform)
    address = f"{platform.local.gateway_url}/api/wecom/callback"
    eventually(
        lambda: found.http.get("/sandbox/callback").json()["url"] == address, "the address of callbacks"
    )
    yield found
    assert linhao.send("PUT", "/api/admin/sync", {"enabled": False}, key=None).status_code == 200
    found.http.close()


def _sync(platform: Any) -> None:
    """What comes every minute comes now."""
    platform.emulator.client("lambda").invoke(FunctionName="xietong-local-sync_changes")["Payload"].read()


@pytest.mark.timeout(300)
def test_both_sides_follow_each_other_once_an_administrator_has_looked_and_turned_it_on(
    platform: Any, linhao: Any, wecom: WeCom, signed_in: Any
):
    page = signed_in("linhao", "/console.html#/sync", DESK)
    expect(by(page, "sync-state")).to_have_text("未开启")
    by(page, "sync-dry").click()
    expect(by(page, "report")).to_be_visible(timeout=PATIENCE_MS * 6)
    by(page, "sync-switch").click()
    by(page, "confirm").click()
    expect(by(page, "sync-state")).to_have_text("已开启")
    by(page, "sync-full").click()
    by(page, "confirm").click()
    expect(by(page, "report")).to_contain_text("全面对账的报告", timeout=PATIENCE_MS * 6)
    assert wrong_now(page) == []

    wecom.change("edit_user", userid="zoukai", name="邹凯凯", position="首席工程师")

    def arrived() -> bool:
        _sync(platform)
        found = linhao.get("/api/admin/people/zoukai")
        return (found["name"], found["title"]) == ("邹凯凯", "首席工程师")

    eventually(arrived, "WeCom's change to be here")
    (newest, *_) = linhao.get("/api/admin/people/zoukai/history")["items"]
    assert newest["source"] == "wecom"

    listed = linhao.get("/api/admin/departments")["items"]
    version = next(one["version"] for one in listed if one["id"] == DEPARTMENT)
    changed = linhao.send(
        "PATCH", f"/api/admin/departments/{DEPARTMENT}", {"name": "声学计量研究室"}, if_match=str(version)
    )
    assert changed.status_code == 200, changed.text

    def told() -> bool:
        _sync(platform)
        return bool(wecom.department(DEPARTMENT)["name"] == "声学计量研究室")

    eventually(told, "our change to be in WeCom")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
def test_the_page_is_whole_on_every_size(signed_in: Any, size: Any):
    page = signed_in("linhao", "/console.html#/sync", size)
    expect(by(page, "owners")).to_be_visible()
    assert wrong_now(page) == []
