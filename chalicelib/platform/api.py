"""The two routes anybody may call: is it there, and what can it do."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from chalicelib.platform.answers import Answer
from chalicelib.platform.settings import VERSION
from chalicelib.platform.web import Api, Call

api = Api(__name__)
DOCUMENT = Path(__file__).parents[1] / "openapi.json"


class Alive(BaseModel):
    status: str
    version: str


@api.on("GET", "/health", out=Alive, open=True)
def get_alive(_: Call) -> Alive:
    """Whether the platform answers."""
    return Alive(status="ok", version=VERSION)


@api.on("GET", "/openapi.json", open=True)
def get_openapi(_: Call) -> Answer:
    """The OpenAPI document of this API."""
    return Answer(_document(), headers={"Cache-Control": "max-age=300"})


@functools.lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    return found
