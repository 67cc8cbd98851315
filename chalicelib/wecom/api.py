"""Signing in and out."""

from __future__ import annotations

import html
from pathlib import Path
from string import Template

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.platform import messages, sessions
from chalicelib.platform.answers import Answer
from chalicelib.platform.errors import DomainError, InvalidError, status_of
from chalicelib.platform.settings import settings
from chalicelib.platform.web import SESSION_COOKIE, Api, Call
from chalicelib.wecom import service
from chalicelib.wecom.model import (
    CodeInvalidError,
    NotMemberError,
    StateInvalidError,
    WecomUnavailableError,
)

api = Api(__name__)
PAGE = Path(__file__).parent / "sign_in_failed.html"
STATE_COOKIE = "xt_sign_in"
SESSION_SECONDS = int(sessions.ABSOLUTE.total_seconds())


class NextInvalidError(InvalidError):
    """`next` must be a path of ours: it begins with one `/`."""

    code = "bad_next"


class LoginQuery(BaseModel):
    next: str = Field(default="/", max_length=500, description="A local path to go to afterwards")


class CallbackQuery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str = Field(default="", max_length=512)
    state: str = Field(default="", max_length=128)


@api.on("GET", "/login", query=LoginQuery, open=True, status=302, errors=(NextInvalidError,))
def login(call: Call) -> Answer:
    """Go to WeCom to sign in, and come back to `next`."""
    where = call.query.next
    if not where.startswith("/") or where.startswith(("//", "/\\")) or any(ord(c) < 32 for c in where):
        raise NextInvalidError(field="next")
    address, browser = service.begin_sign_in(where)
    return Answer(
        status=302,
        headers={
            "Location": address,
            "Set-Cookie": _cookie(STATE_COOKIE, browser, seconds=300, path="/api/login"),
        },
    )


@api.on(
    "GET",
    "/login/callback",
    query=CallbackQuery,
    open=True,
    status=302,
    errors=(StateInvalidError, CodeInvalidError, NotMemberError, WecomUnavailableError),
)
def login_callback(call: Call) -> Answer:
    """WeCom sends the browser back here with a code; it gets a session and goes where it wanted."""
    try:
        token, where = service.finish_sign_in(
            call.query.code, call.query.state, call.cookies.get(STATE_COOKIE, "")
        )
    except DomainError as error:
        if call.wants_page:
            return _problem_page(error, call)
        raise
    return Answer(
        status=302,
        headers={
            "Location": where,
            "Set-Cookie": [
                _cookie(SESSION_COOKIE, token, seconds=SESSION_SECONDS),
                _cookie(STATE_COOKIE, "", seconds=0, path="/api/login"),
            ],
        },
    )


@api.on("POST", "/logout", status=204)
def logout(call: Call) -> Answer:
    """Sign out: the session is over on the server too."""
    sessions.end(call.cookies.get(SESSION_COOKIE, ""))
    return Answer(status=204, headers={"Set-Cookie": _cookie(SESSION_COOKIE, "", seconds=0)})


def _problem_page(error: DomainError, call: Call) -> Answer:
    """A person stands here with a browser: say what happened, and offer to begin again."""
    words = {
        "title": messages.text("sign_in.failed", call.locale),
        "sentence": messages.text(f"errors.{error.code}", call.locale),
        "again": messages.text("sign_in.again", call.locale),
        "request_id": call.request_id,
        "language": "en" if call.locale == "en" else "zh-CN",
    }
    page = Template(PAGE.read_text("utf-8")).substitute({k: html.escape(v) for k, v in words.items()})
    return Answer(page, status=status_of(type(error)), headers={"Content-Type": "text/html; charset=utf-8"})


def _cookie(name: str, value: str, *, seconds: int, path: str = "/") -> str:
    """HttpOnly, SameSite=Lax (WeCom's redirect must bring it along), Secure wherever we are on TLS."""
    secure = "; Secure" if settings().public_url.startswith("https://") else ""
    return f"{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
