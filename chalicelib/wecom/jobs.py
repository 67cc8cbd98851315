"""The functions that talk to WeCom: the only ones with its secret, behind the fixed address."""

from __future__ import annotations

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.platform.observability import lambda_entry, logger
from chalicelib.wecom import sending, vendor_errors
from chalicelib.wecom.model import BAD_CODE, WecomRefusedError, WecomUnavailableError

jobs = Blueprint(__name__)


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
        logger.warning("wecom_refused", extra=vendor_errors.explained(error))
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
        logger.warning("wecom_refused", extra=vendor_errors.explained(error))
        return {"problem": "unavailable"}
    return {}


@jobs.lambda_function(name="send_message")
@lambda_entry
def send_message(event: dict[str, Any]) -> dict[str, Any]:
    """Messages and changes of cards from the queue; those that could not even be written down go back to it alone."""
    failed = []
    for record in event.get("Records", ()):
        told = json.loads(record["body"])
        try:
            sending.show(told) if "shows" in told else sending.take(told)
        except Exception:  # noqa: BLE001 - one message must not hold up the others; the queue repeats it
            logger.exception("message_not_taken", extra={"key": told.get("key", told.get("about", ""))})
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


@jobs.lambda_function(name="send_waiting")
@lambda_entry
def send_waiting(_: dict[str, Any]) -> dict[str, Any]:
    """Every minute: what WeCom did not take, what waited for the morning, what would have been too much at once."""
    return {"looked_at": sending.sweep()}
