"""People decide on cards in WeCom, on the deployed platform and in a browser."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from cli.local import content
from tests.e2e.e2e_support import Platform, chain_is_whole, eventually
from tests.e2e.pages_support import DESK, PATIENCE_MS, PHONE, by, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.enable_socket]
FLOW = Path(__file__).parent / "flows" / "card-check.flow.yaml"
HEADS = ("wangfang", "jiawen")


class Phones:
    """The sandbox's own doors: what lies on whose phone, and who presses what."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.http = httpx.Client(base_url=platform.local.sandbox_url, timeout=60, trust_env=False)

    def card(self, userid: str, serial: str) -> dict[str, Any]:
        """The card with buttons about a request, once it has arrived."""
        eventually(lambda: bool(self._cards(userid, serial)), f"a card for {userid}")
        return self._cards(userid, serial)[0]

    def _cards(self, userid: str, serial: str) -> list[dict[str, Any]]:
        found = self.platform.cards(userid, serial)
        return [one for one in found if one["content"]["card_type"] == "button_interaction"]

    def shown(self, userid: str, serial: str) -> str:
        changed = self.card(userid, serial)["changed"] or {}
        return str(changed.get("button", {}).get("replace_name", ""))

    def shows(self, userid: str, serial: str, text: str) -> None:
        eventually(lambda: self.shown(userid, serial) == text, f"{userid}'s card to show {text}")

    def press(self, userid: str, serial: str) -> dict[str, Any]:
        body = {"userid": userid, "msgid": self.card(userid, serial)["msgid"], "key": "approve"}
        return self.post("press", body)

    def forge(self, userid: str, card: str, key: str) -> dict[str, Any]:
        """The event of a press that no phone could make."""
        fields = {"Event": "template_card_event", "EventKey": key, "TaskId": card, "ResponseCode": "made-up"}
        fields |= {"CardType": "button_interaction", "AgentID": "1000002"}
        return self.post("events", {"fields": fields, "sender": userid})

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.http.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def phones(platform: Platform, office: None) -> Iterator[Phones]:
    content.publish_flow(FLOW)
    found = Phones(platform)
    address = f"{platform.local.gateway_url}/api/wecom/callback"
    try:
        eventually(
            lambda: found.http.get("/sandbox/callback").json()["url"] == address, "the callback's address"
        )
        yield found
    finally:
        found.http.close()


def submit(platform: Platform) -> dict[str, Any]:
    body = {"flow": "card-check", "form": {"what": "F1 级"}}
    made: dict[str, Any] = platform.person("liming").post("/api/requests", body, status=201)
    return made


def outcomes(platform: Platform, card: str) -> list[str]:
    """What came of every press of a card."""
    items = platform.emulator.client("dynamodb").scan(TableName="xietong-local-wecom", ConsistentRead=True)[
        "Items"
    ]
    pressed = [row for row in items if row["kind"]["S"] == "press" and row["card"]["S"] == card]
    return sorted(row.get("outcome", {}).get("S", "") for row in pressed)


def asked(platform: Platform, request: str) -> list[str]:
    nodes = platform.person("liming").request(request)["path"]
    return [node["key"] for node in nodes if node["state"] == "current"]


def test_a_button_pressed_on_a_phone_moves_the_request_and_changes_everybodys_card(
    platform: Platform, phones: Phones, signed_in: Any
):
    page: Page = signed_in("wangfang", "/#/tasks")
    view = submit(platform)
    serial = view["serial"]
    for head in HEADS:
        phones.card(head, serial)
    page.goto(f"{platform.local.sandbox_url}/?userid=wangfang")
    card = page.locator("article", has_text=serial)
    card.get_by_role("button", name="同意").click()
    phones.shows("wangfang", serial, "您已同意")
    phones.shows("jiawen", serial, "已由王芳处理：同意")
    page.reload()
    expect(card).to_contain_text("您已同意")
    expect(card.get_by_role("button", name="同意")).to_have_count(0)
    page.goto(f"{platform.local.gateway_url}/#/requests/{view['id']}")
    expect(by(page, "timeline")).to_contain_text("负责人审批：同意", timeout=PATIENCE_MS)
    platform.person("zhoumin").decide(view["id"])
    platform.person("liming").closed(view["id"], "approved")
    assert chain_is_whole(platform, view["id"])


def test_two_press_in_the_same_second_one_decides_and_the_other_sees_who_did(
    platform: Platform, phones: Phones
):
    view = submit(platform)
    serial = view["serial"]
    cards = {head: phones.card(head, serial)["task_id"] for head in HEADS}
    phones.post("faults", {"kind": "event_doubled", "count": 1})
    with ThreadPoolExecutor(2) as both:
        events = list(both.map(lambda head: phones.press(head, serial), HEADS))
    assert [event["attempts"][-1]["status"] for event in events] == [200, 200]
    platform.person("zhoumin").task(view["id"])
    names = {"wangfang": "王芳", "jiawen": platform.person("jiawen").get("/api/me")["person"]["name"]}
    eventually(lambda: all(phones.shown(head, serial) for head in HEADS), "both cards to change")
    first = next(head for head in HEADS if phones.shown(head, serial) == "您已同意")
    second = next(head for head in HEADS if head != first)
    phones.shows(second, serial, f"已由{names[first]}处理：同意")
    assert outcomes(platform, cards[first]) == ["done"]
    assert outcomes(platform, cards[second]) == ["already_decided"]
    actions = [entry["action"] for entry in platform.person("liming").request(view["id"])["timeline"]]
    assert actions.count("approve") == 1


def test_presses_nobody_may_make_change_nothing_and_have_a_clear_outcome(platform: Platform, phones: Phones):
    view = submit(platform)
    card = phones.card("wangfang", view["serial"])["task_id"]
    before = platform.rows(view["id"])
    for userid, key in (("chenjing", "approve"), ("wangfang", "reject")):
        event = phones.forge(userid, card, key)
        assert event["attempts"][-1]["status"] == 200
    wanted = ["not_your_task", "unknown_button"]
    eventually(lambda: outcomes(platform, card) == wanted, "both to be looked at")
    phones.forge("wangfang", "01ARZ3NDEKTSV4RRFFQ69G5FAV@heads@1@0", "approve")
    platform.settle()
    assert platform.rows(view["id"]) == before
    assert asked(platform, view["id"]) == ["heads"]


def test_how_somebody_wants_to_be_told_is_chosen_on_the_phone(signed_in: Any):
    page: Page = signed_in("jiawen", "/#/me")
    by(page, "to-messages").click()
    expect(by(page, "way-cc")).to_have_value("now")

    def saved(act: Callable[[], object]) -> None:
        with page.expect_response(lambda one: one.request.method == "PUT") as answer:
            act()
        assert answer.value.status == 200
        expect(by(page, "quiet")).to_be_enabled()

    saved(lambda: by(page, "way-cc").select_option("off"))
    saved(lambda: by(page, "quiet").check())
    expect(by(page, "quiet-begin")).to_have_value("22:00")
    saved(lambda: by(page, "quiet-end").fill("06:45"))
    page.reload()
    expect(by(page, "way-cc")).to_have_value("off")
    expect(by(page, "quiet-end")).to_have_value("06:45")
    assert by(page, "way-todo").locator("option").all_inner_texts() == ["即时", "每日汇总"]
    assert wrong_with(page, "/#/messages") == []
    saved(lambda: by(page, "quiet").uncheck())
    saved(lambda: by(page, "way-cc").select_option("now"))
    expect(by(page, "quiet-begin")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
def test_whom_wecom_does_not_reach_stands_in_the_console(
    platform: Platform, phones: Phones, signed_in: Any, size: Any
):
    assert phones.http.post("/sandbox/people/jiawen/disable").is_success
    try:
        view = submit(platform)
        phones.card("wangfang", view["serial"])
        platform.settle()
        page: Page = signed_in("linhao", "/console.html#/messages", size)
        expect(by(page, "unreachable")).to_contain_text("企业微信不认识这个账号")
        assert wrong_with(page, "/console.html#/messages") == []
        by(page, "again-jiawen").first.click()
        expect(by(page, "toast").last).to_contain_text("照常发送")
    finally:
        assert phones.http.post("/sandbox/people/jiawen/enable").is_success
    submit(platform)
    platform.settle()
    eventually(
        lambda: not platform.person("linhao").get("/api/admin/messages/undelivered")["people"],
        "it to be mended",
    )
