"""The functions that talk to WeCom: the only ones with its secret, behind the fixed address."""

from __future__ import annotations

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.platform.observability import lambda_entry, logger
from chalicelib.wecom import store, vendor_errors
from chalicelib.wecom.model import (
    ALL_INVALID,
    BAD_CODE,
    MOST_RECEIVERS,
    TASK_ID_TAKEN,
    WecomRefusedError,
    WecomUnavailableError,
)

jobs = Blueprint(__name__)
CARD_LINES = 6


@jobs.lambda_function(name="wecom_identify")
@lambda_entry
def wecom_identify(event: dict[str, Any]) -> dict[str, Any]:
    """`{code}` to `{userid}`; `{problem}` is `bad_code`, `outsider` or `unavailable`."""
    from chalicelib.wecom import client

    try:
        answer = client.call(lambda wecom: wecom.auth.getuserinfo(event["code"]))
    except WecomUnavailableError:
        return {"problem": "unavailable"}
    except WecomRefusedError as error:
        logger.warning("wecom_refused", extra=_explained(error))
        return {"problem": "bad_code" if error.errcode == BAD_CODE else "unavailable"}
    userid = answer.get("userid") or answer.get("UserId")
    return {"userid": userid} if userid else {"problem": "outsider"}


@jobs.lambda_function(name="wecom_tickets")
@lambda_entry
def wecom_tickets(_: dict[str, Any]) -> dict[str, Any]:
    """See that there are tickets of the JS-SDK, for the API to sign with; `{problem}` is `unavailable`."""
    from chalicelib.wecom import tickets

    try:
        for kind in tickets.KINDS:
            tickets.fetch(kind)
    except WecomUnavailableError:
        return {"problem": "unavailable"}
    except WecomRefusedError as error:
        logger.warning("wecom_refused", extra=_explained(error))
        return {"problem": "unavailable"}
    return {}


@jobs.lambda_function(name="send_message")
@lambda_entry
def send_message(event: dict[str, Any]) -> dict[str, Any]:
    """Messages from the queue; those that fail go back to it alone."""
    failed = []
    for record in event.get("Records", ()):
        try:
            _send(json.loads(record["body"]))
        except (WecomUnavailableError, WecomRefusedError) as error:
            told = _explained(error) if isinstance(error, WecomRefusedError) else {}
            logger.warning("message_failed", extra={"error": str(error), **told})
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def _send(message: dict[str, Any]) -> None:
    """Send one card, once: our row says it was sent, and WeCom's task_id says so where our row was lost."""
    to = message["to"]
    for start in range(0, len(to), MOST_RECEIVERS):
        key = f"{message['key']}-{start}" if start else message["key"]
        _send_some({**message, "key": key, "to": to[start : start + MOST_RECEIVERS]})


def _send_some(message: dict[str, Any]) -> None:
    from chalicelib.platform.settings import settings
    from chalicelib.wecom import client

    key = message["key"]
    if store.was_sent(key):
        return
    card = card_of(message)
    agent_id = int(settings().wecom_agent_id)
    invalid: list[str] = []
    try:
        answer = client.call(lambda wecom: wecom.card.send_card(message["to"], agent_id, card))
        invalid = [name for name in str(answer.get("invaliduser", "")).split("|") if name]
    except WecomRefusedError as error:
        if error.errcode not in {TASK_ID_TAKEN, ALL_INVALID}:
            raise
        invalid = message["to"] if error.errcode == ALL_INVALID else []
    if invalid:
        logger.warning("receivers_unknown", extra={"key": key, "count": len(invalid)})
    store.keep_sent(key, invalid)


def _explained(error: WecomRefusedError) -> dict[str, Any]:
    """For the log: the vendor's number, what it means, and what an administrator does about it."""
    found = vendor_errors.explain(error.errcode, "en")
    return {"errcode": error.errcode, "meaning": found.meaning, "remedy": found.remedy}


def card_of(message: dict[str, Any]) -> dict[str, Any]:
    """A text_notice card that opens the request on a tap."""
    return {
        "card_type": "text_notice",
        "source": {"desc": "协同"},
        "main_title": {"title": message["title"][:36], "desc": message["description"][:44]},
        "horizontal_content_list": [
            {"keyname": label[:6], "value": value[:30]} for label, value in message["lines"][:CARD_LINES]
        ],
        "card_action": {"type": 1, "url": message["url"]},
        "task_id": message["key"],
    }
