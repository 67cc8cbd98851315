"""OpenAPI 3.1 from the routes and their pydantic models; committed as chalicelib/openapi.json, drift-checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.platform import messages
from chalicelib.platform.errors import DomainError, status_of
from chalicelib.platform.settings import VERSION
from chalicelib.platform.web import JSON, Route, manners


class FieldError(BaseModel):
    """One thing wrong with one field."""

    field: str
    code: str
    message: str


class Error(BaseModel):
    """The body of every error."""

    code: str
    message: str
    request_id: str
    field: str | None = None
    errors: list[FieldError] | None = None


def build(routes: Iterable[Route]) -> dict[str, Any]:
    """The OpenAPI document of these routes, with stable order."""
    ordered = sorted(routes, key=lambda route: (route.path, route.method))
    models: set[type[BaseModel]] = {Error}
    for route in ordered:
        models |= {model for model in (route.out, route.body) if model}
    inputs = {route.body for route in ordered if route.body}
    refs, definitions = models_json_schema(
        sorted(
            ((model, "validation" if model in inputs else "serialization") for model in models),
            key=lambda pair: pair[0].__name__,
        ),
        ref_template="#/components/schemas/{model}",
    )
    schema_of: dict[Any, Any] = {model: ref for (model, _), ref in refs.items()}
    paths: dict[str, Any] = {}
    for route in ordered:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schema_of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Xietong",
            "version": VERSION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api"}],
        "security": [{"session": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(definitions.get("$defs", {}).items())),
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "xt_session"}},
        },
    }


def _operation(route: Route, schema_of: dict[Any, Any]) -> dict[str, Any]:
    success: dict[str, Any] = {"description": "OK"}
    if route.out:
        success["content"] = {route.media: {"schema": schema_of[route.out]}}
    elif route.media != JSON:
        success["content"] = {route.media: {"schema": {"type": "string"}}}
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__,
        "tags": [route.handler.__module__.split(".")[1]],
        "summary": (route.handler.__doc__ or route.handler.__name__).strip().splitlines()[0],
        "responses": {str(route.status): success, **_error_responses(route)},
    }
    parameters = [*_path_parameters(route), *_query_parameters(route), *_header_parameters(route)]
    if parameters:
        operation["parameters"] = parameters
    if route.body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema_of[route.body]}},
        }
    if route.open:
        operation["security"] = []
    return operation


def _error_responses(route: Route) -> dict[str, Any]:
    by_status: dict[int, list[type[DomainError]]] = {}
    for error in (*manners(route), *route.errors):
        by_status.setdefault(status_of(error), []).append(error)
    answers = {
        str(status): {
            "description": "; ".join(f"`{e.code}` {messages.text(f'errors.{e.code}', 'en')}" for e in errors),
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
        }
        for status, errors in sorted(by_status.items())
    }
    answers["500"] = {
        "description": "`internal` An unexpected failure; quote the request id.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    return answers


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", route.path)
    ]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if not route.query:
        return []
    schema = route.query.model_json_schema()
    definitions = schema.get("$defs", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", []),
            "schema": _inline(prop, definitions),
        }
        for name, prop in schema.get("properties", {}).items()
    ]


def _inline(prop: Any, definitions: dict[str, Any]) -> Any:
    """A schema with its definitions in place of references: a parameter has no `$defs` of its own."""
    if isinstance(prop, list):
        return [_inline(part, definitions) for part in prop]
    if not isinstance(prop, dict):
        return prop
    if "$ref" in prop:
        return _inline(definitions[prop["$ref"].rsplit("/", 1)[1]], definitions)
    return {key: _inline(part, definitions) for key, part in prop.items()}


def _header_parameters(route: Route) -> list[dict[str, Any]]:
    wanted = []
    if route.writes and not route.open:
        wanted.append(("X-CSRF-Token", "csrf_token of GET /me"))
    if route.creates:
        wanted.append(
            ("Idempotency-Key", "8-64 characters, one per thing created; a repeat answers the same thing")
        )
    if route.guarded:
        wanted.append(("If-Match", "the etag the person saw"))
    return [
        {"name": name, "in": "header", "required": True, "description": text, "schema": {"type": "string"}}
        for name, text in wanted
    ]
