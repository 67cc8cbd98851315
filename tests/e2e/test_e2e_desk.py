"""What people do with several tasks at once, and administrators with a leaver's, on the deployed platform."""

import pytest

from tests.e2e.e2e_support import actions_of, chain_is_whole, leave

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


def waiting_for_agent(platform) -> str:
    view = platform.person("liming").submit(leave(platform.workday()))
    platform.person("chenjing").task(view["id"])
    return str(view["id"])


def test_several_tasks_are_approved_at_once_and_each_is_told_apart(platform, chenjing):
    requests = [waiting_for_agent(platform) for _ in range(3)]
    tasks = [chenjing.task(request) for request in requests]
    seen = [{"id": task["id"], "etag": task["etag"]} for task in tasks]
    seen[1]["etag"] = "f9"
    wanted = {"tasks": [*seen, {"id": "nothing", "etag": "f1"}], "comment": "一并同意"}
    told = chenjing.post("/api/tasks/approve-all", wanted)["items"]
    assert [(one["done"], one["code"]) for one in told] == [
        (True, ""),
        (False, "stale"),
        (True, ""),
        (False, "task_not_found"),
    ]
    again = chenjing.post("/api/tasks/approve-all", wanted)["items"]
    assert [one["done"] for one in again] == [True, False, True, False]
    for request in (requests[0], requests[2]):
        view = platform.person("liming").request(request)
        assert actions_of(view).count("approve") == 1
    assert "approve" not in actions_of(platform.person("liming").request(requests[1]))


def test_all_tasks_of_a_leaver_go_to_another_and_nothing_is_asked_twice(platform, linhao):
    requests = [waiting_for_agent(platform) for _ in range(2)]
    told = linhao.post("/api/admin/people/chenjing/reassign", {"to": "zhoumin", "comment": "离职"})["items"]
    assert {one["done"] for one in told} == {True}
    for request in requests:
        assert platform.person("zhoumin").task(request)["node"] == "agent"
        platform.person("zhoumin").decide(request)
        platform.person("wangfang").decide(request)
        done = platform.person("liming").closed(request, "approved")
        assert actions_of(done).count("take_over") == 1
        assert actions_of(done).count("approve") == 2
        assert chain_is_whole(platform, request)


def test_only_administrators_move_other_peoples_tasks(platform, liming):
    request = waiting_for_agent(platform)
    task = platform.person("chenjing").task(request)["id"]
    for path in (f"/api/admin/tasks/{task}/take-over", "/api/admin/people/chenjing/reassign"):
        assert liming.send("POST", path, {"to": "liming"}).status_code == 403
    for path in ("jump", "end"):
        answer = liming.send("POST", f"/api/admin/requests/{request}/{path}", {"to": "head"}, if_match="r1")
        assert answer.status_code == 403
    assert platform.person("chenjing").task(request)["id"] == task
