"""The OpenAPI document: complete, valid, and the one that is committed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.platform.errors import status_of
from chalicelib.platform.web import Route, manners
from infra.openapi import rendered
from tests.support.browser import call
from tests.support.code import ROOT, ROUTES

DOCUMENT = json.loads(rendered())
BY_NAME = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")


def _operation(route: Route) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][route.path][route.method.lower()]
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "$ref")
        for value in node.values():
            yield from _references(value)
    if isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_the_committed_document_is_the_one_the_routes_make():
    assert (ROOT / "chalicelib" / "openapi.json").read_text("utf-8") == rendered()


def test_it_is_openapi_3_1_and_lists_every_route_once():
    assert DOCUMENT["openapi"] == "3.1.0"
    listed = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert listed == {(route.method, route.path) for route in ROUTES}


def test_every_reference_leads_to_a_schema_and_every_schema_is_used():
    names = {ref.removeprefix("#/components/schemas/") for ref in _references(DOCUMENT)}
    assert names == set(DOCUMENT["components"]["schemas"])


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names)) == len(ROUTES)


@BY_NAME
def test_every_error_a_route_can_answer_stands_there_with_its_code(route: Route):
    responses = _operation(route)["responses"]
    for error in {*manners(route), *route.errors}:
        answer = responses[str(status_of(error))]
        assert f"`{error.code}`" in answer["description"]
        assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
    assert "500" in responses
    assert str(route.status) in responses


@BY_NAME
def test_parameters_are_those_the_route_reads(route: Route):
    parameters = {(p["in"], p["name"]) for p in _operation(route).get("parameters", ())}
    wanted = {("path", part[1:-1]) for part in route.path.split("/") if part.startswith("{")}
    asked = route.query.model_fields if route.query else {}
    wanted |= {("query", field.alias or name) for name, field in asked.items()}
    wanted |= {("header", "X-CSRF-Token")} if route.writes and not route.open else set()
    wanted |= {("header", "Idempotency-Key")} if route.creates else set()
    wanted |= {("header", "If-Match")} if route.guarded else set()
    assert parameters == wanted


@BY_NAME
def test_open_routes_say_that_they_need_no_session(route: Route):
    assert (_operation(route).get("security") == []) == route.open


@BY_NAME
def test_bodies_are_described(route: Route):
    operation = _operation(route)
    assert ("requestBody" in operation) == (route.body is not None)
    if route.out:
        schema = operation["responses"][str(route.status)]["content"]["application/json"]["schema"]
        assert list(_references(schema))


def test_the_document_is_served_to_anybody():
    answer = call("GET", "/openapi.json")
    assert answer.status_code == 200
    assert answer.json_body == DOCUMENT
    assert answer.headers["Cache-Control"] == "max-age=300"


def test_a_document_that_drifts_is_found():
    changed = json.loads(rendered())
    changed["info"]["version"] = "9"
    assert changed != DOCUMENT
