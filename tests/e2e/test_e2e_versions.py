"""A flow is changed while requests run: they stay on their version, or are moved, and nobody is asked again."""

import pytest

from tests.e2e.e2e_support import actions_of, chain_is_whole
from tests.e2e.flows_support import node, publish
from tests.support.flowing import LEAVE_SOURCE

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
KEY = "moving-house"
FIRST, SIGNED, LAST = (
    node("first", "chenjing"),
    node("signed", "wangfang", "zhoumin", sign="all"),
    node("last", "linhao"),
)


def submitted(platform) -> str:
    liming = platform.person("liming")
    view = liming.post("/api/requests", {"flow": KEY, "form": {"days": 2}}, status=201)
    platform.person("chenjing").decide(view["id"])
    platform.person("wangfang").decide(view["id"])
    platform.person("zhoumin").task(view["id"])
    return str(view["id"])


@pytest.mark.usefixtures("office")
def test_a_running_request_is_moved_with_its_half_signed_node_and_nobody_is_asked_again(
    platform, liming, linhao, tmp_path
):
    old = publish(tmp_path, KEY, [FIRST, SIGNED])
    stays, moves = submitted(platform), submitted(platform)
    new = publish(tmp_path, KEY, [FIRST, SIGNED, LAST])
    assert new == old + 1
    looked = linhao.get(f"/api/admin/flows/{KEY}/move", to=str(new))["items"]
    assert {(one["request"], one["can"], one["version"]) for one in looked} == {
        (stays, True, old),
        (moves, True, old),
    }
    told = linhao.post(f"/api/admin/flows/{KEY}/move", {"to": new, "requests": [moves, "nothing"]})["items"]
    assert [(one["done"], one["code"]) for one in told] == [(True, ""), (False, "request_not_found")]
    again = linhao.post(f"/api/admin/flows/{KEY}/move", {"to": new, "requests": [moves]})["items"]
    assert [one["done"] for one in again] == [True]
    platform.settle()
    for request in (stays, moves):
        platform.person("zhoumin").decide(request)
    done = liming.closed(stays, "approved")
    assert done["flow"]["version"] == old
    platform.person("linhao").decide(moves)
    done = liming.closed(moves, "approved")
    assert done["flow"]["version"] == new
    actions = actions_of(done)
    assert (actions.count("moved"), actions.count("approve"), actions.count("opened")) == (1, 4, 3)
    assert chain_is_whole(platform, moves)
    assert len(platform.executions(moves)) == 2


@pytest.mark.usefixtures("office")
def test_a_request_that_would_stand_elsewhere_stays_and_is_told_why(platform, liming, linhao, tmp_path):
    publish(tmp_path, KEY, [FIRST, SIGNED])
    request = submitted(platform)
    new = publish(tmp_path, KEY, [FIRST, LAST, SIGNED])
    (looked,) = [
        one
        for one in linhao.get(f"/api/admin/flows/{KEY}/move", to=str(new))["items"]
        if one["request"] == request
    ]
    assert (looked["can"], looked["code"]) == (False, "elsewhere")
    assert "last" in looked["message"]
    (told,) = linhao.post(f"/api/admin/flows/{KEY}/move", {"to": new, "requests": [request]})["items"]
    assert (told["done"], told["code"]) == (False, "elsewhere")
    assert liming.send("GET", f"/api/admin/flows/{KEY}/move?to={new}").status_code == 403
    platform.person("zhoumin").decide(request)
    assert liming.closed(request, "approved")["flow"]["version"] == new - 1


@pytest.mark.usefixtures("office")
def test_a_text_is_judged_with_whom_its_rules_find_and_nothing_is_written(platform, linhao):
    source = LEAVE_SOURCE
    before = platform.dump()
    told = linhao.post("/api/admin/flows/verify", {"source": source})
    heads = [row for row in told["rules"] if row["place"] == "nodes.head.approvers"]
    assert {row["finding"] for row in heads} == {"resolves", "falls_back"}
    assert all(row["departments"] and row["people"] for row in heads)
    assert {"F063"} == {problem["id"] for problem in told["problems"] if problem["level"] == "error"}
    assert platform.dump() == before
