"""Use cases of WeCom for everybody else: signing in, telling people something, and pages that use the JS-SDK.

The API function holds no vendor secret and no fixed address: it asks the egress function (`wecom_identify`), and
messages go by queue.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from urllib.parse import quote, urlencode

from chalicelib.directory import service as directory
from chalicelib.directory.model import PersonDisabledError, PersonNotFoundError
from chalicelib.platform import clock, sessions
from chalicelib.platform.aws import client
from chalicelib.platform.ids import new_secret
from chalicelib.platform.settings import settings
from chalicelib.wecom import jssdk, store, tickets
from chalicelib.wecom.jssdk import PageSignature
from chalicelib.wecom.model import (
    CodeInvalidError,
    Message,
    NotMemberError,
    StateInvalidError,
    WecomUnavailableError,
)


def begin_sign_in(where: str) -> tuple[str, str]:
    """Begin a sign-in that ends at the local path `where`: WeCom's address, and the browser's binding secret.

    `state` is 32 hex characters (WeCom allows letters and digits only), single use, five minutes, bound to the
    browser by a cookie. https://developer.work.weixin.qq.com/document/path/91022
    """
    here = settings()
    state, browser = new_secret()[:32], new_secret()
    store.keep_state(state, browser, where)
    query = urlencode(
        {
            "appid": here.wecom_corp_id,
            "redirect_uri": f"{here.public_url}/api/login/callback",
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
            "agentid": here.wecom_agent_id,
        },
        quote_via=quote,
        safe="",
    )
    return f"{here.wecom_authorize_url}?{query}#wechat_redirect", browser


def finish_sign_in(code: str, state: str, browser: str) -> tuple[str, str]:
    """A browser comes back from WeCom: the token of its new session, and where it wanted to go.

    Raises StateInvalidError, CodeInvalidError, NotMemberError, WecomUnavailableError.
    """
    where = store.take_state(state, browser) if state and browser else None
    if where is None:
        raise StateInvalidError
    userid = _identify(code)
    try:
        person = directory.person(userid)
    except (PersonNotFoundError, PersonDisabledError) as error:
        raise NotMemberError from error
    return sessions.start(person.userid), where


def sign_page(page: str) -> PageSignature:
    """What a page of ours needs to use WeCom's JS-SDK. Raises PageForeignError, WecomUnavailableError."""
    jssdk.require_own(page, settings().public_url)
    corporation, app = _tickets()
    nonce, timestamp = new_secret()[:32], int(clock.now().timestamp())
    return PageSignature(
        nonce,
        timestamp,
        jssdk.signature(corporation, nonce, timestamp, page),
        jssdk.signature(app, nonce, timestamp, page),
    )


def enqueue(message: Message, key: str) -> None:
    """Hand a message to the egress function. `key` (at most 128 of A-Z a-z 0-9 _ - @) makes it once."""
    client("sqs").send_message(
        QueueUrl=settings().messages_queue_url,
        MessageBody=json.dumps({"key": key, **asdict(message)}, ensure_ascii=False),
    )


def _tickets() -> tuple[str, str]:
    """The corporation's and the app's, as they are kept; the egress function fetches what is missing."""
    for again in (True, False):
        corporation, app = (tickets.kept(kind) for kind in tickets.KINDS)
        if corporation and app:
            return corporation, app
        if again:
            client("lambda", read_seconds=25).invoke(FunctionName=settings().tickets_function, Payload=b"{}")[
                "Payload"
            ].read()
    raise WecomUnavailableError


def _identify(code: str) -> str:
    answer = client("lambda", read_seconds=15).invoke(
        FunctionName=settings().identify_function, Payload=json.dumps({"code": code}).encode()
    )
    found = json.loads(answer["Payload"].read() or b"{}")
    if answer.get("FunctionError") or found.get("problem") == "unavailable":
        raise WecomUnavailableError
    if found.get("problem") == "bad_code":
        raise CodeInvalidError
    if not found.get("userid"):
        raise NotMemberError
    return str(found["userid"]).lower()
