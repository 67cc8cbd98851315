"""HTTP manners, through the whole application: what every route refuses, and how it says so."""

import json
import re
from typing import Any

import pytest

from app import app
from chalicelib.approvals import submitting
from chalicelib.flows.errors import FlowNotFoundError
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.web import Route
from tests.support.browser import CREATING, SIGNED_IN, WRITING, call, event, said, sign_in
from tests.support.code import ROUTES

PROTECTED = [route for route in ROUTES if not route.open]
FORM = {"flow": "leave-request", "form": {}}
MEETING = {"title": "a", "start_at": "2026-12-01T08:30", "end_at": "2026-12-01T09:30", "people": ["a"]}
BODIES: dict[str, dict[str, Any]] = {
    "/requests": FORM,
    "/files": {"name": "a", "size_bytes": 1, "content_type": "a"},
    "/tasks/{task_id}/decision": {"action": "approve"},
    **dict.fromkeys(("/meetings", "/meetings/{meeting}", "/requests/{request_id}/meetings"), MEETING),
    "/messages/preferences": {"ways": {}},
    "/proxies": {"proxy": "a", "from_at": "2026-12-01T08:30", "until_at": "2026-12-02T17:30"},
    "/admin/people/{userid}/proxies": {
        "proxy": "a",
        "from_at": "2026-12-01T08:30",
        "until_at": "2026-12-02T17:30",
    },
    "/admin/requests/{request_id}/jump": {"to": "head"},
    "/admin/flows/{key}": {"source": ""},
    "/admin/flows/{key}/rollback": {"version": 1},
    "/admin/libraries/{key}": {"source": ""},
    "/libraries/{key}/records": {"values": {}},
    "/libraries/{key}/records/{record_id}": {"values": {}},
    "/admin/people": {"userid": "zhaomin", "name": "赵敏", "department": 11},
    "/admin/people/{userid}/userid": {"userid": "liming2"},
    "/admin/departments": {"name": "湿度室", "parent": 1},
    "/libraries/{key}/labels": {"records": ["x1"]},
    "/libraries/{key}/searches": {"name": "a"},
    "/libraries/{key}/imports": {"name": "a", "size_bytes": 1},
    "/libraries/{key}/imports/{transfer}/start": {"mode": "check"},
    "/libraries/{key}/exports": {"format": "xlsx"},
}
"""A body of the right shape, for routes that need one; the others take an empty one."""


def _address(route: Route) -> str:
    return re.sub(r"{\w+}", "x1", route.path)


def _named(route: Route) -> str:
    return f"{route.method} {route.path}"


@pytest.fixture
def _signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch)


@pytest.fixture
def submitted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reaches the service of submitting; the service itself knows no flow."""
    reached: list[Any] = []

    def submit(*arguments: Any) -> str:
        reached.append(arguments)
        raise FlowNotFoundError(flow=arguments[1])

    sign_in(monkeypatch)
    monkeypatch.setattr(submitting, "submit", submit)
    return reached


@pytest.mark.parametrize("route", PROTECTED, ids=_named)
@pytest.mark.usefixtures("_signed_in")
@pytest.mark.parametrize("cookie", [{}, {"Cookie": "xt_session=stale"}, {"Cookie": "other=good"}])
def test_without_a_session_nothing_is_answered(route: Route, cookie: dict):
    answer = call(
        route.method, _address(route), {} if route.writes else b"", WRITING | {"Cookie": ""} | cookie
    )
    assert answer.status_code == 401
    assert said(answer)["code"] == "not_signed_in"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("route", [r for r in PROTECTED if r.writes], ids=_named)
@pytest.mark.usefixtures("_signed_in")
@pytest.mark.parametrize("token", [None, "", "d" * 64, "c" * 63])
def test_without_the_csrf_token_nothing_is_written(route: Route, token: str | None):
    headers = CREATING | {"If-Match": "f1"} | {"X-CSRF-Token": token or ""}
    if token is None:
        del headers["X-CSRF-Token"]
    answer = call(route.method, _address(route), {}, headers)
    assert (answer.status_code, said(answer)["code"]) == (403, "csrf")


@pytest.mark.parametrize("route", [r for r in PROTECTED if r.admin], ids=_named)
@pytest.mark.usefixtures("_signed_in")
def test_administrators_pages_are_closed_to_everybody_else(route: Route):
    answer = call(route.method, _address(route), headers=CREATING | {"If-Match": "f1"})
    assert (answer.status_code, said(answer)["code"]) == (403, "not_administrator")


@pytest.mark.parametrize("route", [r for r in ROUTES if r.creates], ids=_named)
def test_creating_needs_an_idempotency_key(route: Route, monkeypatch: pytest.MonkeyPatch):
    sign_in(monkeypatch, admin=True)
    body = BODIES.get(route.path, {})
    answer = call("POST", _address(route), body, WRITING)
    assert (answer.status_code, said(answer)["code"]) == (428, "idempotency_key_required")
    for key in ("short", "k" * 65, "schlüssel1", "with space"):
        answer = call("POST", _address(route), body, WRITING | {"Idempotency-Key": key})
        assert (answer.status_code, said(answer)["code"]) == (400, "idempotency_key_format"), key
        assert said(answer)["field"] == "Idempotency-Key"


@pytest.mark.parametrize("route", [r for r in ROUTES if r.guarded], ids=_named)
@pytest.mark.parametrize("etag", [{}, {"If-Match": ""}, {"If-Match": '""'}])
def test_where_two_may_write_one_says_which_version_one_saw(
    route: Route, etag: dict, monkeypatch: pytest.MonkeyPatch
):
    sign_in(monkeypatch, admin=True)
    answer = call(route.method, _address(route), BODIES.get(route.path, {}), WRITING | etag)
    assert (answer.status_code, said(answer)["code"]) == (428, "if_match_required")


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"days=1",
        b"\xff\xfe",
        b'{"flow": "x", "form": {}',
        b'{"flow": NaN, "form": {}}',
        b'{"flow": "x", "form": {"a": -Infinity}}',
        b'{"flow": "x", "form": {"a": "\\ud800"}}',
        b'{"flow": "x", "form": {"\\uDFFF": 1}}',
        b'{"flow": "x", "form": {"a": "\xed\xa0\x80"}}',
        b"[" * 200_000,
        b"1" * 5000,
    ],
    ids=lambda raw: repr(raw[:24]),
)
def test_what_is_not_json_is_refused(submitted: list, raw: bytes):
    answer = call("POST", "/requests", raw, CREATING)
    assert (answer.status_code, said(answer)["code"]) == (400, "body_not_json")
    assert submitted == []


@pytest.mark.parametrize("text", ["\U0001f600", "a\\ud83d", "甲\u0000乙", "\u2028"])
def test_any_whole_character_is_text(submitted: list, text: str):
    answer = call("POST", "/requests", FORM | {"form": {"a": text}}, CREATING)
    assert answer.status_code == 404
    assert submitted[0][2] == {"a": text}


def test_a_body_over_a_megabyte_is_refused(submitted: list):
    answer = call("POST", "/requests", FORM | {"form": {"a": "x" * 2_000_000}}, CREATING)
    assert (answer.status_code, said(answer)["code"]) == (413, "body_too_large")
    assert "1024" in said(answer)["message"]
    assert submitted == []


def test_a_body_of_a_megabyte_is_read(submitted: list):
    empty = len(json.dumps(FORM | {"form": {"a": ""}}))
    call("POST", "/requests", FORM | {"form": {"a": "x" * (1_048_576 - empty)}}, CREATING)
    assert len(submitted) == 1


def _deep(levels: int) -> Any:
    found: Any = 1
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize(("levels", "status"), [(17, 404), (18, 400), (500, 400)])
def test_json_may_be_20_deep(submitted: list, levels: int, status: int):
    answer = call("POST", "/requests", FORM | {"form": {"a": _deep(levels)}}, CREATING)
    assert answer.status_code == status
    assert len(submitted) == (status == 404)


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        (FORM | {"starter": "wangfang"}, "starter", "unknown"),
        ({"form": {}}, "flow", "missing"),
        (FORM | {"flow": "x" * 61}, "flow", "too_long"),
        (FORM | {"flow": 5}, "flow", "invalid"),
        (FORM | {"form": []}, "form", "invalid"),
    ],
)
def test_a_wrong_body_names_the_field(submitted: list, body: dict, field: str, code: str):
    answer = call("POST", "/requests", body, CREATING)
    found = said(answer)
    assert (answer.status_code, found["code"], found["field"]) == (400, "body_invalid", field)
    assert [(item["field"], item["code"]) for item in found["errors"]] == [(field, code)]
    assert all(item["message"] for item in found["errors"])
    assert submitted == []


@pytest.mark.parametrize("body", [[], "text", 5, None, True])
def test_a_body_that_is_no_object_is_refused(submitted: list, body: Any):
    answer = call("POST", "/requests", body, CREATING)
    assert (answer.status_code, said(answer)["code"]) == (400, "body_invalid")
    assert submitted == []


@pytest.mark.usefixtures("_signed_in")
def test_a_decision_names_an_action_there_is():
    answer = call("POST", "/tasks/r.head.1.1/decision", {"action": "jump"}, WRITING | {"If-Match": "f1"})
    assert said(answer)["errors"][0]["code"] == "not_a_choice"


@pytest.mark.parametrize("query", ["offset=20", "cursor=" + "x" * 2001, "state=closed"])
@pytest.mark.usefixtures("_signed_in")
def test_an_unknown_query_is_refused(query: str):
    answer = call("GET", f"/tasks?{query}", headers=SIGNED_IN)
    found = said(answer)
    assert (answer.status_code, found["field"]) == (400, query.split("=", maxsplit=1)[0])


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_only_json_is_read(submitted: list, kind: str):
    answer = call("POST", "/requests", FORM, CREATING | {"Content-Type": kind})
    assert (answer.status_code, said(answer)["code"]) == (415, "content_type")
    assert submitted == []


def test_json_with_a_charset_is_json(submitted: list):
    call("POST", "/requests", FORM, CREATING | {"Content-Type": "application/json; charset=utf-8"})
    assert len(submitted) == 1


@pytest.mark.parametrize(
    ("method", "resource", "status", "code"),
    [
        ("DELETE", "/me", 405, "method_not_allowed"),
        ("POST", "/me", 405, "method_not_allowed"),
        ("PATCH", "/requests", 405, "method_not_allowed"),
    ],
)
def test_a_method_a_route_does_not_have_is_refused_in_the_same_words(
    method: str, resource: str, status: int, code: str
):
    answer = app(event(method, resource), None)
    body = json.loads(answer["body"])
    assert (answer["statusCode"], body["code"]) == (status, code)
    assert body["request_id"] == "request-1"
    assert body["message"]


def test_a_refusal_comes_in_the_callers_language():
    chinese = said(call("GET", "/me"))["message"]
    english = said(call("GET", "/me", headers={"Accept-Language": "en-GB"}))["message"]
    assert chinese == "请先登录"
    assert english == "Please sign in"
    foreign = app(event("DELETE", "/me", {"Accept-Language": "en"}), None)
    assert json.loads(foreign["body"])["message"].isascii()


SECRET = "对方账号 6222-0000"


def test_what_fails_unexpectedly_tells_an_id_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def submit(*_: Any) -> str:
        raise ZeroDivisionError(SECRET)

    sign_in(monkeypatch)
    monkeypatch.setattr(submitting, "submit", submit)
    answer = call("POST", "/requests", FORM, CREATING)
    found = said(answer)
    assert (answer.status_code, found["code"]) == (500, "internal")
    assert set(found) == {"code", "message", "request_id"}
    text = answer.body.decode()
    assert SECRET not in text
    assert "ZeroDivisionError" not in text
    assert "Traceback" not in text
    assert [record.request_id for record in caplog.records] == [found["request_id"]]


def test_an_answer_that_cannot_be_made_is_an_unexpected_failure_too(monkeypatch: pytest.MonkeyPatch):
    sign_in(monkeypatch)
    monkeypatch.setattr(submitting, "submit", lambda *_: "r1")
    monkeypatch.setattr("chalicelib.approvals.journal.read", lambda _: None)
    answer = call("POST", "/requests", FORM, CREATING)
    assert (answer.status_code, said(answer)["code"]) == (500, "internal")


def test_a_refusal_of_a_service_has_its_status_its_sentence_and_its_fields(monkeypatch: pytest.MonkeyPatch):
    from chalicelib.approvals.model.errors import FormInvalidError

    def submit(*_: Any) -> str:
        raise FormInvalidError(
            problems=(
                FieldProblem("days", "missing", params={"label": "天数"}),
                FieldProblem("end_at", "check", "结束时间不能早于开始时间"),
            )
        )

    sign_in(monkeypatch)
    monkeypatch.setattr(submitting, "submit", submit)
    answer = call("POST", "/requests", FORM, CREATING)
    found = said(answer)
    assert (answer.status_code, found["code"], found["field"]) == (400, "form_invalid", "days")
    assert [item["message"] for item in found["errors"]] == ["请填写天数", "结束时间不能早于开始时间"]


def test_the_service_is_told_who_asks_by_the_session_alone(submitted: list):
    call("POST", "/requests", FORM, CREATING | {"X-User": "wangfang"})
    userid, _, _, attempt, _ = submitted[0]
    assert userid == attempt.userid == "liming"
    assert attempt.key == "attempt-0001"


def test_health_is_open_and_says_the_version():
    answer = call("GET", "/health")
    assert answer.status_code == 200
    assert answer.json_body["status"] == "ok"
