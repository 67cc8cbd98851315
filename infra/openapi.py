"""The OpenAPI document of the app's routes, as it is committed in chalicelib/openapi.json."""

from __future__ import annotations

import json

from chalicelib.platform.openapi import build


def rendered() -> str:
    """The document's text; `make generate` writes it, the checks compare it."""
    from app import APIS

    routes = [route for api in APIS for route in api.routes]
    return json.dumps(build(routes), ensure_ascii=False, indent=2) + "\n"
