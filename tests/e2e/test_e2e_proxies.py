"""A standing proxy from its setting up to its end: tasks go to who stands in, and say for whom (代)."""

import datetime as dt

import pytest

from chalicelib.platform import clock
from tests.e2e.e2e_support import FLOW, chain_is_whole, leave

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


def period(hours: int) -> dict[str, str]:
    now = clock.wall(clock.now())
    until = now + dt.timedelta(hours=hours)
    return {"from_at": (now - dt.timedelta(minutes=5)).isoformat()[:16], "until_at": until.isoformat()[:16]}


def at_head(platform) -> str:
    view = platform.person("liming").submit(leave(platform.workday()))
    platform.person("chenjing").decide(view["id"])
    return str(view["id"])


def test_who_stands_in_decides_and_the_record_says_for_whom(platform, liming, wangfang):
    wanted = {"proxy": "zhoumin", **period(8), "flows": [FLOW], "condition": "days < 3", "note": "出差"}
    made = wangfang.post("/api/proxies", wanted, status=201)["id"]
    assert wangfang.send("POST", "/api/proxies", wanted).json()["code"] == "proxy_overlap"
    request = at_head(platform)
    task = platform.person("zhoumin").task(request)
    assert (task["node"], task["on_behalf_of"]) == ("head", "王芳")
    assert wangfang.task(request)["id"] == task["id"], "the principal keeps the right to"
    platform.person("zhoumin").decide(request)
    done = liming.closed(request, "approved")
    (head,) = [one for one in done["path"] if one["key"] == "head"]
    assert [(p["userid"], p["on_behalf_of"]) for p in head["people"]] == [("zhoumin", "王芳")]
    assert chain_is_whole(platform, request)

    (mine,) = [one for one in wangfang.get("/api/proxies")["items"] if one["id"] == made]
    assert (mine["holds"], mine["proxy"]["name"], mine["note"]) == (True, "周敏", "出差")
    assert made in {one["id"] for one in platform.person("zhoumin").get("/api/proxies")["standing_in"]}
    assert wangfang.send("DELETE", f"/api/proxies/{made}").status_code == 204
    assert wangfang.send("DELETE", f"/api/proxies/{made}").status_code == 204, "again: nothing"
    (mine,) = [one for one in wangfang.get("/api/proxies")["items"] if one["id"] == made]
    assert (mine["holds"], mine["removed_by"]["userid"]) == (False, "wangfang")
    after = at_head(platform)
    assert wangfang.task(after)["on_behalf_of"] == ""
    wangfang.decide(after)
    liming.closed(after, "approved")


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"proxy": "wangfang"}, 400, "proxy_person"),
        ({"proxy": "nobody-here"}, 400, "proxy_person"),
        ({"until_at": "2020-01-01T08:00"}, 400, "proxy_period"),
        ({"from_at": "2026-13-01T08:00"}, 400, "proxy_period"),
        ({"from_at": "tomorrow"}, 400, "body_invalid"),
        ({"flows": ["no-such-flow"]}, 400, "proxy_flow"),
        ({"condition": "days >"}, 400, "proxy_condition"),
        ({"condition": "amount > 1"}, 400, "proxy_condition"),
        ({"flows": [], "condition": "days > 1"}, 400, "proxy_condition"),
        ({"person": "liming"}, 400, "body_invalid"),
    ],
)
def test_a_proxy_that_cannot_be_is_refused_with_the_reason(platform, wangfang, wrong, status, code):
    good = {"proxy": "zhoumin", **period(8), "flows": [FLOW]}
    before = wangfang.get("/api/proxies")["items"]
    answer = wangfang.send("POST", "/api/proxies", good | wrong)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert wangfang.get("/api/proxies")["items"] == before


def test_administrators_set_proxies_up_for_anybody_and_nobody_else_does(platform, liming, linhao):
    wanted = {"proxy": "zhoumin", **period(1)}
    assert liming.send("POST", "/api/admin/people/wangfang/proxies", wanted).status_code == 403
    made = linhao.post("/api/admin/people/wangfang/proxies", wanted, status=201)["id"]
    assert liming.send("DELETE", f"/api/proxies/{made}").json()["code"] == "proxy_not_found"
    assert linhao.send("DELETE", f"/api/admin/people/wangfang/proxies/{made}").status_code == 204
