"""People chosen on the phone for a node to come: by the starter on submitting, by who decides before it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.e2e_support import chain_is_whole
from tests.e2e.flows_support import node, picked, publish
from tests.e2e.pages_support import DESK, PHONE, by, request_of, wrong_now

pytestmark = [
    pytest.mark.browser,
    pytest.mark.cloud,
    pytest.mark.enable_socket,
    pytest.mark.usefixtures("office"),
]
EXPERTS = picked("experts", {"starter_picks": {"most": 2}}, sign="all", may=["return"])
CLERK = picked("clerk", {"previous_picks": {"among": {"role": "attendance-admin"}}})
OPTIONAL = picked("witness", {"starter_picks": {}}, empty="pass")
NODES = [EXPERTS, CLERK, node("last", "linhao")]
PICKS = {"experts": ["chenjing"], "clerk": ["zhoumin"]}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])


def choose(page, node_key: str, *people: tuple[str, str]) -> None:
    by(page, f"pick-open-{node_key}").click()
    for userid, name in people:
        by(page, "people-search").fill(name)
        by(page, f"person-{userid}").click()
    if by(page, "people-done").count():
        by(page, "people-done").click()


def waiting(platform, key: str) -> str:
    wanted = {"flow": key, "form": {"days": 2}, "picks": {"experts": ["chenjing"]}}
    view = platform.person("liming").post("/api/requests", wanted, status=201)
    platform.person("chenjing").task(view["id"])
    return str(view["id"])


def test_the_starter_chooses_who_decides_and_cannot_submit_before(platform, signed_in, liming, tmp_path):
    publish(tmp_path, "page-picks", NODES, PICKS)
    page = signed_in("liming", "/#/start/page-picks")
    expect(by(page, "node-experts")).to_contain_text("由发起人选择")
    by(page, "field-days").fill("2")
    by(page, "submit").click()
    expect(by(page, "error-pick-experts")).to_have_text("请选择“experts”的办理人")
    choose(page, "experts", ("chenjing", "陈静"), ("wangfang", "王芳"))
    expect(by(page, "node-experts")).to_contain_text("陈静")
    page.reload()
    expect(by(page, "pick-experts")).to_contain_text("王芳")
    by(page, "submit").click()
    request = request_of(page)
    for userid in ("chenjing", "wangfang"):
        assert platform.person(userid).task(request)["node"] == "experts"
    path = {one["key"]: one for one in liming.request(request)["path"]}
    assert path["clerk"]["reason"] == "由上一节点选择"


def test_no_more_people_can_be_chosen_than_the_flow_allows(signed_in, tmp_path):
    publish(tmp_path, "page-most", NODES, PICKS)
    page = signed_in("liming", "/#/start/page-most")
    by(page, "pick-open-experts").click()
    for userid, name in (("chenjing", "陈静"), ("wangfang", "王芳")):
        by(page, "people-search").fill(name)
        by(page, f"person-{userid}").click()
    by(page, "people-search").fill("周敏")
    expect(by(page, "person-zhoumin")).to_be_disabled()


def test_who_decides_before_chooses_among_those_the_flow_names(platform, signed_in, liming, tmp_path):
    publish(tmp_path, "page-next", NODES, PICKS)
    request = waiting(platform, "page-next")
    page = signed_in("chenjing", f"/#/requests/{request}")
    by(page, "approve").click()
    expect(by(page, "error-pick-clerk")).to_have_text("请选择“clerk”的办理人")
    by(page, "pick-open-clerk").click()
    expect(by(page, "person-zhoumin")).to_be_visible()
    expect(by(page, "person-wangfang")).to_have_count(0)
    by(page, "person-zhoumin").click()
    by(page, "comment").fill("请周敏登记")
    by(page, "approve").click()
    by(page, "confirm").click()
    expect(by(page, "decision")).to_have_count(0)
    assert platform.person("zhoumin").task(request)["node"] == "clerk"
    platform.person("zhoumin").decide(request)
    platform.person("linhao").decide(request)
    assert liming.closed(request, "approved")["differences"] == []
    assert chain_is_whole(platform, request)


def test_a_returned_request_shows_whom_its_starter_had_chosen_and_takes_another(
    platform, signed_in, tmp_path
):
    publish(tmp_path, "page-again", NODES, PICKS)
    request = waiting(platform, "page-again")
    platform.person("chenjing").decide(request, "return", "请换专家")
    platform.person("liming").task(request)
    page = signed_in("liming", f"/#/requests/{request}")
    expect(by(page, "pick-experts")).to_contain_text("陈静")
    by(page, "pick-experts").get_by_label("移除 陈静").click()
    choose(page, "experts", ("wangfang", "王芳"))
    by(page, "submit").click()
    expect(by(page, "returned")).to_have_count(0)
    assert platform.person("wangfang").task(request)["node"] == "experts"


def test_nobody_chooses_for_a_node_that_is_not_theirs_to_choose_for(platform, liming, tmp_path):
    publish(tmp_path, "page-theirs", NODES, PICKS)
    wanted = {
        "flow": "page-theirs",
        "form": {"days": 2},
        "picks": {"experts": ["chenjing"], "clerk": ["zhoumin"]},
    }
    request = liming.post("/api/requests", wanted, status=201)["id"]
    task = platform.person("chenjing").task(request)
    assert [(one["node"], one["chosen"]) for one in task["picks"]] == [("clerk", [])]
    platform.person("chenjing").decide(request, picks={"experts": ["wangfang"], "clerk": ["zhoumin"]})
    platform.person("zhoumin").decide(request, picks={"clerk": ["wangfang"]})
    platform.person("linhao").decide(request)
    done = liming.closed(request, "approved")
    asked = {one["key"]: [person["userid"] for person in one["people"]] for one in done["path"]}
    assert asked == {"experts": ["chenjing"], "clerk": ["zhoumin"], "last": ["linhao"]}


def test_a_task_with_which_somebody_is_chosen_is_not_approved_with_others_at_once(platform, tmp_path):
    publish(tmp_path, "page-batch", NODES, PICKS)
    chenjing = platform.person("chenjing")
    request = waiting(platform, "page-batch")
    task = chenjing.task(request)
    wanted = {"tasks": [{"id": task["id"], "etag": task["etag"]}]}
    (told,) = chenjing.post("/api/tasks/approve-all", wanted)["items"]
    assert (told["done"], told["code"]) == (False, "choice_needed")
    chenjing.decide(request, picks={"clerk": ["zhoumin"]})
    assert platform.person("zhoumin").task(request)["node"] == "clerk"


def test_a_choice_that_nobody_needs_may_be_left_open(liming, signed_in, tmp_path):
    publish(tmp_path, "page-optional", [OPTIONAL, node("last", "linhao")], {"witness": ["chenjing"]})
    page = signed_in("liming", "/#/start/page-optional")
    expect(by(page, "pick-witness")).to_contain_text("选填")
    by(page, "field-days").fill("2")
    by(page, "submit").click()
    assert liming.request(request_of(page))["status"] == "running"


@SIZES
def test_choosing_people_is_accessible(platform, signed_in, tmp_path, size):
    key = f"page-pick-{size['width']}"
    publish(tmp_path, key, NODES, PICKS)
    request = waiting(platform, key)
    starter = signed_in("liming", f"/#/start/{key}", size)
    by(starter, "field-days").fill("2")
    by(starter, "submit").click()
    expect(by(starter, "error-pick-experts")).to_be_visible()
    found = {"start": wrong_now(starter)}
    by(starter, "pick-open-experts").click()
    expect(by(starter, "person-chenjing")).to_be_visible()
    found["picker"] = wrong_now(starter)
    page = signed_in("chenjing", f"/#/requests/{request}", size)
    by(page, "approve").click()
    expect(by(page, "error-pick-clerk")).to_be_visible()
    found["decision"] = wrong_now(page)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
