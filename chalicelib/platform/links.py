"""Addresses of pages, as messages, codes and labels carry them."""

from __future__ import annotations

from urllib.parse import quote

from chalicelib.platform.settings import settings


def request(request_id: str) -> str:
    """A request on the phone."""
    return f"{settings().public_url}/#/requests/{request_id}"


def record(library: str, key: str) -> str:
    """A record of a library on the phone."""
    return f"{settings().public_url}/#/library/{library}/{quote(key, safe='')}"


def library(key: str) -> str:
    """A library on the phone."""
    return f"{settings().public_url}/#/libraries/{key}"


def tasks() -> str:
    """What waits for whoever opens it, on the phone."""
    return f"{settings().public_url}/#/tasks"


def home() -> str:
    """The portal on the phone."""
    return f"{settings().public_url}/#/"
