"""Who may see what: a stranger learns not even that it exists, and no list shows what a detail refuses."""

import pytest

from tests.e2e.e2e_support import leave

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
ADMIN_PATHS = (
    "/api/admin/flows",
    "/api/admin/flows/leave-request",
    "/api/admin/health",
    "/api/requests?view=all",
)


@pytest.fixture(scope="module")
def stranger(platform):
    return platform.newcomer("yanxu")


@pytest.fixture(scope="module")
def request_id(platform):
    """A request of 李明 that waits for 陈静."""
    view = platform.person("liming").submit(leave(platform.workday()))
    platform.person("chenjing").task(view["id"])
    return view["id"]


def test_a_stranger_finds_no_request(stranger, request_id):
    answer = stranger.fetch(f"/api/requests/{request_id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "request_not_found")


@pytest.mark.parametrize("action", ["withdraw", "remind"])
def test_a_stranger_finds_nothing_to_act_on(platform, stranger, request_id, action):
    before = platform.rows(request_id)
    path = f"/api/requests/{request_id}/{action}"
    answer = stranger.send("POST", path, {"comment": ""}, if_match="f1")
    assert (answer.status_code, answer.json()["code"]) == (404, "request_not_found")
    assert platform.rows(request_id) == before


def test_who_will_be_asked_later_sees_nothing_before(wangfang, request_id):
    assert wangfang.fetch(f"/api/requests/{request_id}").status_code == 404


def test_a_strangers_file_is_not_found_and_cannot_be_put_into_a_form(platform, liming, stranger):
    asked = {"name": "a.pdf", "size_bytes": 10, "content_type": "application/pdf"}
    file = liming.post("/api/files", asked, status=201)["id"]
    assert liming.fetch(f"/api/files/{file}").status_code == 200
    answer = stranger.fetch(f"/api/files/{file}")
    assert (answer.status_code, answer.json()["code"]) == (404, "file_not_found")
    form = leave(platform.workday(), agent="qinlan", evidence=[{"id": file, **asked}])
    answer = stranger.send("POST", "/api/requests", {"flow": "leave-request", "form": form})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "not_your_file")


@pytest.mark.parametrize("path", ADMIN_PATHS)
def test_administrators_pages_are_for_administrators(platform, liming, linhao, path):
    answer = liming.fetch(path)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_administrator")
    assert linhao.fetch(path).status_code == 200


def test_the_audit_chain_is_for_administrators(liming, stranger, linhao, request_id):
    path = f"/api/admin/requests/{request_id}/audit"
    for person in (liming, stranger):
        answer = person.fetch(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_administrator")
    chain = linhao.get(path)
    assert chain["valid"]
    assert [event["seq"] for event in chain["items"]] == list(range(1, len(chain["items"]) + 1))


def test_the_token_of_a_waiting_machine_never_leaves(platform, linhao, chenjing, request_id):
    token = next(row["token"]["S"] for row in platform.rows(request_id) if row.get("token", {}).get("S"))
    seen = [
        chenjing.fetch(f"/api/requests/{request_id}").text,
        linhao.fetch(f"/api/requests/{request_id}").text,
        linhao.fetch(f"/api/admin/requests/{request_id}/audit").text,
        chenjing.fetch("/api/tasks").text,
    ]
    assert not any(token in text for text in seen)


@pytest.mark.parametrize("userid", ["liming", "chenjing", "wangfang", "zhaogang", "yanxu", "zhoumin"])
def test_whatever_is_on_a_list_may_be_opened(platform, userid):
    person = platform.person(userid)
    listed = {
        item["request_id"] for state in ("open", "done") for item in pages(person, "/api/tasks", state=state)
    }
    for view in ("mine", "handled", "cc"):
        listed |= {item["id"] for item in pages(person, "/api/requests", view=view)}
    for request in sorted(listed):
        assert person.fetch(f"/api/requests/{request}").status_code == 200, request


def test_ones_own_ledger_shows_ones_own_entries(platform, liming):
    owners = {record["values"]["staff"] for record in pages(liming, "/api/libraries/leave-ledger/records")}
    assert owners == {"liming"}
    everybodys = pages(platform.person("zhoumin"), "/api/libraries/leave-ledger/records")
    assert len({record["values"]["staff"] for record in everybodys}) > 10


def test_a_cursor_does_not_open_a_colleagues_list(platform, liming, chenjing):
    for _ in range(21 - len(pages(liming, "/api/requests", view="mine"))):
        liming.submit(leave(platform.workday()))
    cursor = liming.get("/api/requests", view="mine")["next_cursor"]
    answer = chenjing.fetch("/api/requests", view="mine", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


def pages(person, path, **query: str):
    """Everything of a list, page after page."""
    found, cursor = [], ""
    while True:
        page = person.get(path, **query, **({"cursor": cursor} if cursor else {}))
        found += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return found


def test_a_serial_number_leads_to_its_request_for_who_may_see_it(platform, liming):
    view = liming.submit(leave(platform.workday()))
    assert liming.get(f"/api/requests/numbered/{view['serial']}") == {"id": view["id"]}
    for who, serial in (("yanxu", view["serial"]), ("liming", "QJ-000000-0000")):
        assert platform.person(who).fetch(f"/api/requests/numbered/{serial}").status_code == 404
