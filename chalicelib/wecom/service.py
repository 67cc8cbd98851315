"""Use cases of WeCom for everybody else: signing in, telling people something, and pages that use the JS-SDK.

The API function holds no vendor secret and no fixed address: it asks the egress function (`wecom_identify`), and
messages go by queue.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, urlencode

from chalicelib.directory import service as directory
from chalicelib.directory.model import PersonDisabledError, PersonNotFoundError
from chalicelib.platform import clock, messages, sessions
from chalicelib.platform.aws import client
from chalicelib.platform.ids import new_secret
from chalicelib.platform.settings import settings
from chalicelib.wecom import callback_store, card_store, jssdk, store, tickets
from chalicelib.wecom.jssdk import PageSignature
from chalicelib.wecom.model import (
    CodeInvalidError,
    Data,
    Message,
    NotMemberError,
    StateInvalidError,
    WecomUnavailableError,
)
from chalicelib.wecom.notices import KINDS

settle_press = callback_store.settle_press
waiting_presses = callback_store.waiting_presses


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


def notify(people: Iterable[str], kind: str, data: Data, key: str) -> None:
    """Tell people something, once under this key (at most 110 of A-Z a-z 0-9 _ - @), each as they want to be told.

    `kind` is one of `notices.KINDS`, with its texts under `notices.<kind>`; `data.words` fill the title. It is handed to a
    queue: call it again with the same key when in doubt whether it was. Raises KeyError for a kind that is none.
    """
    kind = KINDS[kind].key
    message = Message(
        kind=kind,
        to=tuple(dict.fromkeys(people)),
        title=messages.text(f"notices.{kind}.title", **data.words),
        description=data.text,
        lines=data.lines,
        url=data.url,
        about=data.about,
        version=data.version,
        buttons=data.buttons,
        deciding=data.deciding,
    )
    if message.to:
        _queue({"key": key, **asdict(message)})


def show_on_cards(
    about: str, shows: Mapping[str, tuple[str, bool]], others: str = "", *, again: bool = False
) -> None:
    """What the cards about something show from now on instead of their buttons: person -> text, and whether they did it
    themselves; `others` is for everybody else who has one. `again`: somebody has just seen that theirs does not.
    """
    told = {userid: {"text": text, "own": own} for userid, (text, own) in shows.items()}
    if told or others:
        _queue({"about": about, "shows": told, "others": others, "again": again})


@dataclass(frozen=True)
class Pressed:
    """A button somebody pressed, with what their card is about and which version of it they saw: None for a card that
    is not ours, and for a button it does not have.
    """

    userid: str
    card: str
    about: str
    version: str
    button: str | None
    attempts: int


def pressed(key: str) -> Pressed | None:
    """A press that was remembered under this key, to be looked at; None where that was done."""
    found = callback_store.read_press(key)
    if found is None:
        return None
    press, attempts = found
    card = card_store.read(press.card)
    if card is None:
        return Pressed(press.userid, press.card, "", "", None, attempts)
    if card.userid == press.userid:
        card_store.keep_code(card, press.code)
    button = press.button if press.button in card.buttons else None
    return Pressed(press.userid, press.card, card.about, str(card.version), button, attempts)


def _queue(body: Mapping[str, Any]) -> None:
    client("sqs").send_message(
        QueueUrl=settings().messages_queue_url, MessageBody=json.dumps(body, ensure_ascii=False)
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
