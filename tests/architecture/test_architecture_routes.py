"""What every route of the API declares."""

import pytest
from pydantic import BaseModel

from app import app
from chalicelib.platform.errors import (
    BodyInvalidError,
    ContentTypeError,
    CsrfError,
    CursorError,
    DomainError,
    IdempotencyKeyMissingError,
    IdempotencyKeyReusedError,
    IfMatchMissingError,
    NotAdministratorError,
    NotSignedInError,
    VersionStaleError,
    status_of,
)
from chalicelib.platform.web import JSON, IdempotencyKeyFormatError, Route, manners
from tests.support.code import ROUTES

OPEN = {
    ("GET", "/health"): "monitors ask it",
    ("GET", "/openapi.json"): "describes the API, holds no data",
    ("GET", "/login"): "begins the sign-in",
    ("GET", "/login/callback"): "ends the sign-in; guarded by state, browser cookie and code",
    ("GET", "/wecom/callback"): "WeCom, by its signature",
    ("POST", "/wecom/callback"): "the same",
    ("POST", "/events/{system}"): "another system, by its signature",
    ("POST", "/systems/{system}/requests"): "the same",
    ("POST", "/systems/{system}/withdrawals"): "the same",
}
SIGNED = {
    "/events/{system}",
    "/systems/{system}/requests",
    "/systems/{system}/withdrawals",
    "/wecom/callback",
}
"""Written to without a session: the signature of the system stands in its place."""
NO_MODEL = {"/openapi.json": "the document itself", "/wecom/callback": "a text, or nothing"}
CREATE_NOTHING = {
    "/logout": "ends a session",
    "/libraries/{key}/records/{record_id}/restore": "changes a record, guarded by If-Match",
    "/libraries/{key}/records/bulk": "changes records, each guarded by the version it was seen with",
    "/libraries/{key}/labels": "changes nothing; what it makes is gone after a day",
    "/flows/{key}/preview": "writes nothing",
    "/admin/sync/runs": "once by nature: one run waits at a time",
    "/admin/sync/answers": "once by nature: it is said already",
    "/admin/flows/verify": "writes nothing",
    "/admin/libraries/verify": "writes nothing",
    "/admin/flows/{key}/rollback": "changes the head, guarded by If-Match",
    "/admin/flows/{key}/disable": "changes the head, guarded by If-Match",
    "/admin/flows/{key}/enable": "changes the head, guarded by If-Match",
    "/admin/flows/{key}/proposals/{number}/approve": "decides once, guarded by If-Match",
    "/admin/flows/{key}/proposals/{number}/refuse": "decides once, guarded by If-Match",
    "/requests/{request_id}/withdraw": "changes a request, guarded by If-Match",
    "/requests/{request_id}/remind": "once by nature: the same person within a minute is answered the same, and once an hour at most",
    "/tasks/{task_id}/decision": "changes a task, guarded by If-Match and once by nature",
    "/tasks/{task_id}/transfer": "once by nature: the task is theirs already",
    "/tasks/{task_id}/delegate": "once by nature: they have been asked already",
    "/tasks/{task_id}/opinion": "once by nature: they have been asked already",
    "/tasks/{task_id}/approvers": "once by nature: they have been added already",
    "/tasks/{task_id}/approvers/remove": "once by nature: they are gone already",
    "/tasks/{task_id}/take-back": "once by nature: the task is open already",
    "/tasks/approve-all": "each is a decision, guarded by the etag it was seen with",
    "/requests/{request_id}/copies": "once by nature: they have a copy already",
    "/requests/{request_id}/supervision": "once by nature: on or off",
    "/admin/tasks/{task_id}/take-over": "once by nature: the task is theirs already",
    "/admin/requests/{request_id}/jump": "sends a request on, guarded by If-Match",
    "/admin/requests/{request_id}/end": "once by nature: it has ended already",
    "/admin/people/{userid}/reassign": "each task is taken over once by nature",
    "/events/{system}": "once by the id of its message",
    "/wecom/jssdk-signature": "writes nothing",
    "/admin/messages/people/{userid}/again": "once by nature: they are tried again already",
    "/admin/messages/notices/{notice_id}/again": "once by nature: it waits already",
    "/wecom/callback": "once by its nonce, and by the event it tells",
    "/systems/{system}/requests": "once by the id of its message",
    "/systems/{system}/withdrawals": "once by nature: it is withdrawn already",
    "/libraries/{key}/imports/{transfer}/start": "once by nature: it runs already, or has written already",
    "/admin/flows/{key}/move": "once by nature: the request is on that version already",
}
BY_NAME = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")


def test_the_routes_declared_are_the_routes_served():
    served = {(method, path) for path, methods in app.routes.items() for method in methods}
    assert served == {(route.method, route.path) for route in ROUTES}
    assert len(ROUTES) == len(served)


def test_open_routes_are_those_of_the_list():
    assert {(route.method, route.path) for route in ROUTES if route.open} == set(OPEN)


@BY_NAME
def test_a_route_that_is_not_open_needs_a_session(route: Route):
    assert route.open or NotSignedInError in manners(route)


@BY_NAME
def test_a_writing_route_needs_the_csrf_header(route: Route):
    assert (CsrfError in manners(route)) == (route.writes and not route.open)
    assert not (route.open and route.writes) or route.path in SIGNED, "nobody writes without a session"


@BY_NAME
def test_a_get_takes_no_body_and_writes_nothing(route: Route):
    assert route.method in {"POST", "PUT", "PATCH", "DELETE"} or not (
        route.body or route.creates or route.guarded
    )


@BY_NAME
def test_a_creating_post_needs_an_idempotency_key_and_answers_201(route: Route):
    if route.method == "POST":
        assert route.creates == (route.path not in CREATE_NOTHING)
    assert route.creates == (route.status == 201)
    if route.creates:
        assert {IdempotencyKeyMissingError, IdempotencyKeyFormatError} <= set(manners(route))
        assert IdempotencyKeyReusedError in route.errors


@BY_NAME
def test_a_route_where_two_may_write_needs_if_match(route: Route):
    if route.guarded:
        assert IfMatchMissingError in manners(route)
        assert VersionStaleError in route.errors
    else:
        assert VersionStaleError not in route.errors


@BY_NAME
def test_a_route_answers_a_model_or_says_why_not(route: Route):
    is_described = route.out is not None or route.media != JSON
    assert is_described or route.status in {204, 302} or route.path in NO_MODEL


@BY_NAME
def test_a_route_says_what_it_does(route: Route):
    assert (route.handler.__doc__ or "").strip()


@BY_NAME
def test_a_route_declares_only_errors_that_have_a_status_and_a_code(route: Route):
    for error in (*manners(route), *route.errors):
        assert issubclass(error, DomainError)
        assert status_of(error) >= 400
        assert error.code


@BY_NAME
def test_administrators_routes_are_below_admin_and_say_so(route: Route):
    assert route.admin == route.path.startswith("/admin/")
    if route.admin:
        assert NotAdministratorError in manners(route)


@BY_NAME
def test_a_list_with_a_cursor_says_that_a_cursor_may_be_wrong(route: Route):
    if route.query and "cursor" in route.query.model_fields:
        assert CursorError in route.errors
        assert route.out is not None
        assert "next_cursor" in route.out.model_fields


@BY_NAME
def test_a_body_is_strict_and_its_texts_have_an_end(route: Route):
    if route.body is None:
        return
    assert route.body.model_config.get("extra") == "forbid"
    assert {BodyInvalidError, ContentTypeError} <= set(manners(route))
    for name, text in _texts(route.body):
        assert "maxLength" in text or "enum" in text, name


def _texts(model: type[BaseModel]) -> list[tuple[str, dict]]:
    found = model.model_json_schema()["properties"]
    return [(name, schema) for name, schema in found.items() if schema.get("type") == "string"]
