"""What administrators do to a flow in the console: versions, going back, off and on, proposals, moving requests."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from chalicelib.approvals import publishing
from chalicelib.platform.settings import settings
from tests.e2e.flows_support import node, propose, publish
from tests.e2e.pages_support import DESK, PHONE, by, wrong_now, wrong_with

pytestmark = [
    pytest.mark.browser,
    pytest.mark.cloud,
    pytest.mark.enable_socket,
    pytest.mark.usefixtures("office"),
]
FIRST, SECOND, LAST = node("first", "chenjing"), node("second", "wangfang"), node("last", "linhao")
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])


@pytest.fixture
def console(signed_in):
    def open_flow(key: str, tab: str = "versions", size: dict | None = None):
        return signed_in("linhao", f"/console.html#/flows/{key}?tab={tab}", size or DESK)

    return open_flow


@pytest.fixture
def two_people(monkeypatch):
    """Publishing only proposes, as in an office that wants two administrators."""
    monkeypatch.setattr(publishing, "settings", lambda: replace(settings(), two_person="yes"))


def revised(folder, key: str) -> None:
    publish(folder, key, [FIRST, SECOND])
    publish(folder, key, [FIRST, SECOND, LAST])


def waiting(platform, key: str) -> str:
    view = platform.person("liming").post("/api/requests", {"flow": key, "form": {"days": 2}}, status=201)
    platform.person("chenjing").decide(view["id"])
    platform.person("wangfang").task(view["id"])
    return str(view["id"])


def test_two_versions_are_compared_in_words_and_each_can_be_opened(console, tmp_path):
    revised(tmp_path, "page-compare")
    page = console("page-compare")
    expect(by(page, "changes")).to_contain_text("新增节点“last”")
    by(page, "compare-from").select_option("2")
    by(page, "compare-to").select_option("1")
    expect(by(page, "changes")).to_contain_text("删除节点“last”")
    by(page, "compare-from").select_option("1")
    expect(page.get_by_text("请选择两个不同的版本")).to_be_visible()
    by(page, "version-1").click()
    expect(by(page, "version-source")).to_contain_text("key: page-compare")
    expect(by(page, "version-source")).not_to_contain_text("linhao")
    by(page, "to-flow").click()
    expect(by(page, "versions")).to_be_visible()


def test_going_back_to_a_version_asks_first_and_stands_in_the_list_of_acts(console, linhao, tmp_path):
    revised(tmp_path, "page-back")
    page = console("page-back")
    by(page, "roll-back-1").click()
    by(page, "note").fill("第二版有误")
    by(page, "confirm").dblclick()
    expect(by(page, "toast")).to_contain_text("已回到第 1 版")
    expect(by(page, "roll-back-2")).to_be_visible()
    page.locator("#tab-acts").click()
    expect(by(page, "acts").locator("tbody tr").first).to_contain_text("林浩")
    expect(by(page, "acts").locator("tbody tr").first).to_contain_text("第二版有误")
    acts = linhao.get("/api/admin/flows/page-back/acts")["items"]
    assert [act["what"] for act in acts] == ["rollback", "publish", "publish"]


def test_what_another_administrator_changed_meanwhile_is_told_and_the_note_is_kept(console, linhao, tmp_path):
    revised(tmp_path, "page-stale")
    page = console("page-stale")
    by(page, "disable").click()
    by(page, "note").fill("暂停一周")
    revision = linhao.get("/api/admin/flows/page-stale")["revision"]
    linhao.post("/api/admin/flows/page-stale/rollback", {"version": 1}, if_match=str(revision))
    by(page, "confirm").click()
    expect(by(page, "sheet-failure")).to_contain_text("已为你刷新到最新状态")
    expect(by(page, "note")).to_have_value("暂停一周")
    by(page, "confirm").click()
    expect(by(page, "flow-status")).to_have_text("已停用")


def test_a_flow_that_is_off_takes_no_requests_until_it_is_on_again(console, liming, tmp_path):
    publish(tmp_path, "page-switch", [FIRST])
    page = console("page-switch")
    by(page, "disable").click()
    by(page, "confirm").click()
    expect(by(page, "flow-status")).to_have_text("已停用")
    wanted = {"flow": "page-switch", "form": {"days": 1}}
    assert liming.send("POST", "/api/requests", wanted).json()["code"] == "flow_disabled"
    by(page, "enable").click()
    by(page, "confirm").click()
    expect(by(page, "flow-status")).to_have_text("使用中")
    assert liming.send("POST", "/api/requests", wanted).status_code == 201


@pytest.mark.usefixtures("two_people")
def test_a_proposal_shows_what_it_changes_and_is_published_by_another_administrator(
    console, linhao, tmp_path
):
    publish_first = propose(tmp_path, "page-proposal", [FIRST], "chenjing")
    page = console("page-proposal")
    expect(by(page, "flow-status")).to_have_text("待批准")
    expect(by(page, "proposal")).to_contain_text("陈静")
    by(page, "proposal-approve").click()
    by(page, "confirm").click()
    expect(by(page, "flow-status")).to_have_text("使用中")
    propose(tmp_path, "page-proposal", [FIRST, SECOND], "chenjing")
    page.reload()
    expect(by(page, "changes").first).to_contain_text("新增节点“second”")
    by(page, "proposal-refuse").click()
    by(page, "note").fill("先问办公室")
    by(page, "confirm").click()
    expect(by(page, "proposal")).to_have_count(0)
    acts = linhao.get("/api/admin/flows/page-proposal/acts")["items"]
    assert (acts[0]["what"], acts[0]["note"]) == ("refuse", "先问办公室")
    assert publish_first == 1


@pytest.mark.usefixtures("two_people")
def test_who_proposed_a_version_is_told_that_another_decides(console, tmp_path):
    propose(tmp_path, "page-own", [FIRST], "linhao")
    page = console("page-own")
    expect(by(page, "own-proposal")).to_be_visible()
    expect(by(page, "proposal-approve")).to_have_count(0)


def test_requests_are_looked_at_first_then_moved_and_each_is_told(platform, console, liming, tmp_path):
    revised(tmp_path, "page-move")
    goes = waiting(platform, "page-move")
    stays = waiting(platform, "page-move")
    new = publish(tmp_path, "page-move", [FIRST, SECOND, LAST, node("end", "zhoumin")])
    page = console("page-move", "move")
    by(page, "move-look").click()
    expect(by(page, f"move-verdict-{goes}")).to_have_text("可以迁移")
    assert liming.request(goes)["flow"]["version"] == new - 1, "looking changes nothing"
    platform.person("wangfang").decide(stays)
    platform.person("linhao").decide(stays)
    liming.closed(stays, "approved")
    by(page, "move-all").check()
    by(page, "move-send").click()
    by(page, "confirm").click()
    expect(by(page, f"move-verdict-{goes}")).to_have_text("已迁移")
    expect(by(page, f"move-verdict-{stays}")).to_contain_text("没有迁移：")
    expect(by(page, "move-told")).to_contain_text("已迁移 1 份，没有迁移 1 份")
    assert liming.request(goes)["flow"]["version"] == new


@SIZES
def test_every_part_of_a_flow_is_accessible(platform, console, tmp_path, size):
    key = f"page-fit-{size['width']}"
    revised(tmp_path, key)
    waiting(platform, key)
    page = console(key, size=size)
    found = {
        tab: wrong_with(page, f"/console.html#/flows/{key}?tab={tab}")
        for tab in ("chart", "versions", "acts")
    }
    by(page, "disable").click()
    found["sheet"] = wrong_now(page)
    by(page, "cancel").click()
    wrong_with(page, f"/console.html#/flows/{key}?tab=move")
    by(page, "move-to").select_option("1")
    by(page, "move-look").click()
    expect(by(page, "move-table")).to_be_visible()
    found["move"] = wrong_now(page)
    found["version"] = wrong_with(page, f"/console.html#/flows/{key}/versions/1")
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
