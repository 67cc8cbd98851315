"""A client of the whole application without AWS: sessions are a dictionary, capabilities are faked by the test."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse

from app import app
from chalicelib.directory import store as directory
from chalicelib.directory.model import Person
from chalicelib.platform import sessions
from chalicelib.platform.errors import NotSignedInError

CSRF = "c" * 64
SIGNED_IN = {"Cookie": "xt_session=good"}
WRITING = SIGNED_IN | {"X-CSRF-Token": CSRF, "Content-Type": "application/json"}
CREATING = WRITING | {"Idempotency-Key": "attempt-0001"}
REQUEST_ID = "request-1"
SENTENCES = {"code", "message", "request_id"}


def sign_in(monkeypatch: pytest.MonkeyPatch, *, admin: bool = False, userid: str = "liming") -> None:
    """From now on the cookie `xt_session=good` is this person's session and no other is."""

    def authenticate(token: str | None) -> sessions.Session:
        if token != "good":
            raise NotSignedInError
        return sessions.Session(userid, CSRF)

    def read_people(userids: Iterable[str]) -> dict[str, Person]:
        roles = ("admin",) if admin else ()
        return {userid: Person(userid, "李明", "工程师", 11, roles)} if userid in set(userids) else {}

    monkeypatch.setattr(sessions, "authenticate", authenticate)
    monkeypatch.setattr(directory, "read_people", read_people)


def call(method: str, path: str, body: Any = b"", headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """One request; a body that is no bytes goes as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    with Client(app) as client:
        _number(client)
        return client.http.request(method, path, headers=dict(headers or {}), body=raw)


def _number(client: Client) -> None:
    """Give every event a request id, as API Gateway does and the test client does not."""
    converter = client.http._local_gateway.event_converter
    create = converter.create_lambda_event

    def numbered(**request: Any) -> dict[str, Any]:
        made: dict[str, Any] = create(**request)
        made["requestContext"]["requestId"] = REQUEST_ID
        return made

    converter.create_lambda_event = numbered


def said(answer: HTTPResponse) -> dict[str, Any]:
    """The error body of an answer, checked for its shape."""
    body: dict[str, Any] = json.loads(answer.body)
    assert SENTENCES <= set(body) <= SENTENCES | {"field", "errors"}, body
    assert body["code"]
    assert body["message"]
    assert body["request_id"] == REQUEST_ID
    return body


def event(
    method: str, resource: str, headers: Mapping[str, str] | None = None, body: str = ""
) -> dict[str, Any]:
    """What API Gateway hands to the function, for requests its own router lets through."""
    return {
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "requestId": REQUEST_ID,
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "resource": resource,
        "path": resource,
        "httpMethod": method,
        "headers": dict(headers or {}),
        "multiValueHeaders": {key: [value] for key, value in (headers or {}).items()},
        "pathParameters": {},
        "multiValueQueryStringParameters": None,
        "stageVariables": {},
        "body": body,
        "isBase64Encoded": False,
    }
