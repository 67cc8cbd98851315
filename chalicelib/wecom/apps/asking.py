"""The API asks the function that talks to WeCom; what WeCom refuses comes back as a number, with its meaning."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.platform import messages
from chalicelib.platform.aws import client
from chalicelib.platform.settings import settings
from chalicelib.wecom import vendor_errors
from chalicelib.wecom.model import WecomUnavailableError

READ_SECONDS = 26
"""Longer than the functions may take (`infra/functions.py`), for a call that is given up is made again; API Gateway
waits for 29 seconds.
"""
Topic = Literal["livings", "living", "watchers", "report", "reports", "check"]
MISSING_RIGHTS = frozenset({48002, 60011, 60020, 301002})
"""WeCom's numbers that an administrator of WeCom mends: the interface, the range, the address, the list of apps."""


class Note(BaseModel):
    """Why WeCom does not do it. `errcode` is its number; `remedy` is for who administers WeCom."""

    errcode: int
    meaning: str
    remedy: str


@dataclass(frozen=True)
class Told:
    """What WeCom answered, or the number with which it refused."""

    answer: Any = None
    errcode: int = 0


def ask(topic: Topic, **said: Any) -> Told:
    """Ask about one topic. Raises WecomUnavailableError."""
    found = invoke(settings().ask_function, {"topic": topic, **said})
    return Told(found.get("answer"), int(found.get("errcode", 0)))


def invoke(function: str, said: dict[str, Any]) -> dict[str, Any]:
    """Call a function that talks to WeCom and wait for what it says. Raises WecomUnavailableError."""
    answer = client("lambda", read_seconds=READ_SECONDS).invoke(
        FunctionName=function, Payload=json.dumps(said).encode()
    )
    found: dict[str, Any] = json.loads(answer["Payload"].read() or b"{}")
    if answer.get("FunctionError") or found.get("problem") == "unavailable":
        raise WecomUnavailableError
    return found


def note(errcode: int, locale: str = messages.DEFAULT_LOCALE) -> Note | None:
    """The number in words; None for 0."""
    if not errcode:
        return None
    found = vendor_errors.explain(errcode, locale)
    return Note(errcode=errcode, meaning=found.meaning, remedy=found.remedy)
