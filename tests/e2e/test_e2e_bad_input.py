"""What is wrong is refused with a stable code, a sentence and the field; and nothing is written."""

import json
import uuid

import pytest

from tests.e2e.e2e_support import FLOW, eventually, leave, until
from tests.e2e.refusal_support import refusal, submitted
from tests.store.store_support import at_once

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
LONG = "长" * 2000


@pytest.fixture(scope="module")
def followed(platform) -> None:
    """The lists of the demo records are behind them no more."""
    linhao = platform.person("linhao")
    eventually(lambda: linhao.get("/api/admin/health")["libraries"] == [], "the libraries' lists to follow")


@pytest.fixture
def unchanged(platform, followed, liming, chenjing, wangfang, linhao):
    """The whole database is after the test what it was before, sessions aside."""
    platform.settle()
    before = platform.dump()
    yield
    assert platform.dump() == before


WRONG_FORMS = {
    "a field is missing": ({"reason": None}, "reason", "missing"),
    "an empty text is missing": ({"reason": ""}, "reason", "missing"),
    "a number where a text belongs": ({"reason": 5}, "reason", "not_text"),
    "a text that is too long": ({"reason": LONG}, "reason", "too_long"),
    "a kind nobody knows": ({"kind": "holiday"}, "kind", "not_a_choice"),
    "a list where a choice belongs": ({"kind": ["annual"]}, "kind", "not_a_choice"),
    "a date that does not exist": ({"start_at": "2026-02-30T08:30"}, "start_at", "not_datetime"),
    "a date without time": ({"end_at": "2026-12-01"}, "end_at", "not_datetime"),
    "a text where yes or no belongs": ({"out_of_town": "yes"}, "out_of_town", "not_boolean"),
    "an agent nobody knows": ({"agent": "nobody"}, "agent", "no_such_person"),
    "an agent with an endless name": ({"agent": "x" * 5000}, "agent", "no_such_person"),
    "oneself as agent": ({"agent": "liming"}, "agent", "check"),
    "a range that ends before it starts": ({"end_at": "2026-01-01T08:30"}, "end_at", "check"),
    "a field the form does not have": ({"salary": 1}, "salary", "unknown"),
    "a computed field": ({"days": 1}, "days", "unknown"),
    "somebody else's file": (
        {"evidence": [{"id": "x", "name": "a", "size_bytes": 1, "content_type": "application/pdf"}]},
        "evidence",
        "not_your_file",
    ),
    "a file that is none": ({"evidence": "a.pdf"}, "evidence", "not_file"),
    "a file with an endless name": (
        {"evidence": [{"id": "x" * 5000, "name": "a", "size_bytes": 1, "content_type": "a"}]},
        "evidence",
        "not_your_file",
    ),
    "a file whose id is a list": (
        {"evidence": [{"id": [1], "name": "a", "size_bytes": 1, "content_type": "application/pdf"}]},
        "evidence",
        "not_your_file",
    ),
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", WRONG_FORMS)
def test_a_wrong_form_is_refused_at_the_field(platform, liming, name):
    changed, field, code = WRONG_FORMS[name]
    form = {key: value for key, value in leave(platform.workday(), **changed).items() if value is not None}
    body = refusal(submitted(liming, form), 400, "form_invalid", field)
    problem = next(each for each in body["errors"] if each["field"] == field)
    assert problem["code"] == code
    assert len(problem["message"]) > 3


@pytest.mark.usefixtures("unchanged")
def test_every_problem_of_a_form_is_named_at_once(platform, liming):
    form = leave(platform.workday(), kind="holiday", agent="nobody", reason="")
    body = refusal(submitted(liming, form), 400, "form_invalid")
    assert {each["field"] for each in body["errors"]} >= {"kind", "agent", "reason"}


@pytest.mark.usefixtures("unchanged")
def test_more_leave_than_there_is_is_refused_at_the_kind(platform, liming):
    day = platform.workday()
    form = leave(day, kind="annual", end_at=f"{day.replace(year=day.year + 1)}T17:30")
    body = refusal(submitted(liming, form), 400, "form_invalid", "kind")
    assert "余额不足" in body["errors"][0]["message"]


RAW_BODIES = {
    "not JSON": (b"hello", 400, "body_not_json"),
    "half of it": (b'{"flow": "leave', 400, "body_not_json"),
    "a list": (b"[]", 400, "body_invalid"),
    "a number": (b"5", 400, "body_invalid"),
    "null": (b"null", 400, "body_invalid"),
    "nothing": (b"", 400, "body_invalid"),
    "an unknown key": (b'{"flow": "leave-request", "form": {}, "admin": true}', 400, "body_invalid"),
    "a form that is a list": (b'{"flow": "leave-request", "form": []}', 400, "body_invalid"),
    "far too deep": (
        b'{"flow": "leave-request", "form": {"reason": ' + b"[" * 500 + b"]" * 500 + b"}}",
        400,
        "body_invalid",
    ),
    "deeper than any parser goes": (b"[" * 100_000, 400, "body_not_json"),
    "over a megabyte": (
        b'{"flow": "leave-request", "form": {"reason": "' + b"a" * 1_100_000 + b'"}}',
        413,
        "body_too_large",
    ),
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", RAW_BODIES)
def test_a_body_that_is_none_is_refused(liming, name):
    content, status, code = RAW_BODIES[name]
    refusal(liming.send("POST", "/api/requests", content=content), status, code)


ODD_NUMBERS = {
    "not a number": b"NaN",
    "infinite": b"Infinity",
    "beyond what JSON can carry exactly": b"12345678901234567890",
    "beyond a double": b"1e999",
    "half a character": b'"\\ud800"',
    "a character nobody sees": b'"\\u0000"',
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", ODD_NUMBERS)
@pytest.mark.parametrize("field", ["reason", "salary"])
def test_json_that_no_database_takes_is_refused(platform, liming, name, field):
    form = json.dumps({**leave(platform.workday()), field: "@"}).replace('"@"', ODD_NUMBERS[name].decode())
    if (name, field) == ("a character nobody sees", "reason"):
        form = form.replace("\\u0000", "\\ud800\\ud800")
    content = b'{"flow": "leave-request", "form": ' + form.encode() + b"}"
    answer = liming.send("POST", "/api/requests", content=content)
    assert answer.status_code == 400, answer.text
    assert answer.json()["code"] in {"form_invalid", "body_invalid", "body_not_json"}


@pytest.mark.usefixtures("unchanged")
def test_a_body_of_another_type_is_refused(liming):
    answer = liming.send("POST", "/api/requests", content="<a/>", headers={"Content-Type": "text/xml"})
    refusal(answer, 415, "content_type")


@pytest.mark.usefixtures("unchanged")
def test_an_unknown_flow_is_not_found(platform, liming):
    body = {"flow": "no-such-flow", "form": leave(platform.workday())}
    refusal(liming.send("POST", "/api/requests", body), 404, "flow_not_found")
    refusal(liming.send("POST", "/api/flows/no-such-flow/preview", {"form": {}}), 404, "flow_not_found")
    refusal(liming.fetch("/api/flows/no-such-flow"), 404, "flow_not_found")


@pytest.mark.usefixtures("unchanged")
def test_a_creation_without_or_with_an_odd_key_is_refused(platform, liming):
    form = leave(platform.workday())
    refusal(submitted(liming, form, key=None), 428, "idempotency_key_required")
    refusal(submitted(liming, form, key="short"), 400, "idempotency_key_format", "Idempotency-Key")
    refusal(submitted(liming, form, key="k" * 65), 400, "idempotency_key_format", "Idempotency-Key")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("token", ["", "0" * 64, "中文".encode()])
def test_a_write_without_the_sessions_secret_is_refused(platform, liming, token):
    headers = {"X-CSRF-Token": token} if token else {}
    answer = submitted(liming, leave(platform.workday()), csrf="", headers=headers)
    refusal(answer, 403, "csrf")


@pytest.mark.usefixtures("unchanged")
def test_a_preview_writes_nothing(platform, liming):
    seen = liming.post(f"/api/flows/{FLOW}/preview", {"form": leave(platform.workday(), kind="annual")})
    assert seen["errors"] == []
    assert [node["key"] for node in seen["path"] if node["state"] == "ahead"][:2] == ["agent", "head"]
    assert seen["path"][1]["people"][0]["userid"] == "wangfang"


WRONG_FILES = {
    "a type we do not read": ({"content_type": "text/html"}, "file_type", "content_type"),
    "nothing in it": ({"size_bytes": 0}, "file_size", "size_bytes"),
    "less than nothing": ({"size_bytes": -1}, "file_size", "size_bytes"),
    "too much": ({"size_bytes": 20 * 1024 * 1024 + 1}, "file_size", "size_bytes"),
    "no name": ({"name": ""}, "body_invalid", "name"),
    "an endless name": ({"name": "a" * 300}, "body_invalid", "name"),
    "a size in words": ({"size_bytes": "big"}, "body_invalid", "size_bytes"),
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_file_we_do_not_take_is_refused(liming, name):
    changed, code, field = WRONG_FILES[name]
    body = {"name": "a.pdf", "size_bytes": 10, "content_type": "application/pdf", **changed}
    refusal(liming.send("POST", "/api/files", body), 400, code, field)


ODD_QUERIES = {
    "/api/requests?view=everything": "body_invalid",
    "/api/requests?status=lost": "body_invalid",
    "/api/requests?offset=20": "body_invalid",
    "/api/tasks?state=half": "body_invalid",
    "/api/people?department=first": "body_invalid",
    "/api/people?q=" + "x" * 60: "body_invalid",
    "/api/requests?cursor=NQ": "bad_cursor",
    "/api/requests?cursor=bnVsbA": "bad_cursor",
    "/api/tasks?cursor=W10": "bad_cursor",
    "/api/people?cursor=WyJwZW9wbGUiLCB7fV0": "bad_cursor",
    "/api/people?cursor=WyJwZW9wbGUiLCB7ImEiOiAxfV0": "bad_cursor",
    "/api/libraries/leave-ledger/records?cursor=%E4%B8%AD": "bad_cursor",
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("path", ODD_QUERIES)
def test_a_query_we_do_not_know_is_refused(liming, path):
    refusal(liming.fetch(path), 400, ODD_QUERIES[path])


NOT_THERE = (
    "/api/requests/01hzzzzzzzzzzzzzzzzzzzzzzz",
    "/api/requests/%23%23",
    "/api/files/nothing",
    "/api/libraries/nothing",
    "/api/nothing",
    "/api/requests/%F0%9F%98%80",
)
ENDLESS = {
    "/api/requests/" + "x" * 3000: "request_id",
    "/api/files/" + "x" * 3000: "file_id",
    "/api/libraries/" + "x" * 3000 + "/records": "key",
    "/api/flows/" + "x" * 3000: "key",
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("path", ENDLESS, ids=lambda path: path[:12])
def test_an_endless_name_in_the_address_is_refused(liming, path):
    refusal(liming.fetch(path), 400, "body_invalid", ENDLESS[path])


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("path", NOT_THERE, ids=range(len(NOT_THERE)))
def test_what_is_not_there_is_not_found(liming, path):
    answer = liming.fetch(path)
    assert answer.status_code == 404, answer.text
    assert answer.json()["code"].endswith(("not_found", "no_such_route"))


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("task", ["nothing", "a.b.1.1", "a.b.one.1", "....", "a.b.²¹.1"])
def test_a_task_that_is_not_there_is_not_found(liming, task):
    answer = liming.send("POST", f"/api/tasks/{task}/decision", {"action": "approve"}, if_match="f1")
    assert answer.status_code == 404, answer.text


def test_the_same_key_again_returns_the_same_request(platform, liming):
    key, form = uuid.uuid4().hex, leave(platform.workday())
    first = liming.submit(form, key=key)
    assert liming.submit(form, key=key)["id"] == first["id"]
    refusal(submitted(liming, {**form, "reason": "别的"}, key=key), 409, "idempotency_key_reused")


def test_eight_calls_with_one_key_at_once_make_one_request(platform, liming):
    key, form = uuid.uuid4().hex, leave(platform.workday(), kind="annual")
    held = liming.balance()["held"]
    answers = at_once(8, lambda _: submitted(liming, form, key=key))
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert liming.balance()["held"] == held + 480


def test_eight_calls_that_use_up_the_balance_make_one_request(platform):
    person = platform.person("xiongli")
    available = int(person.balance()["available"])
    day = platform.workday()
    count = available // 480
    assert count >= 1

    form = leave(day, kind="annual", end_at=until(day, count))
    key = uuid.uuid4().hex
    answers = at_once(8, lambda _: submitted(person, form, key=key))
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert person.balance()["available"] == available - count * 480


def test_an_english_reader_gets_english_sentences(liming):
    answer = liming.send("POST", "/api/requests", content="x", headers={"Accept-Language": "en-GB"})
    assert answer.json()["message"].isascii()
