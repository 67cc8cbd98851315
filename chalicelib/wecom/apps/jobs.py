"""The functions that talk to WeCom about its applications: behind the fixed address, with its secret."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.platform.observability import lambda_entry, logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import vendor_errors
from chalicelib.wecom.apps import doing, store
from chalicelib.wecom.apps.model import answer_of
from chalicelib.wecom.model import WecomRefusedError, WecomUnavailableError

jobs = Blueprint(__name__)
UNAVAILABLE = {"problem": "unavailable"}


@jobs.lambda_function(name="wecom_meeting")
@lambda_entry
def wecom_meeting(event: dict[str, Any]) -> dict[str, Any]:
    """Tell WeCom what is to be told of a meeting: `{id}`, or `{plan}`, a meeting to be called once.

    `{id, state, title, meetingid, code, link, left_out, errcode}`, or `{problem}`, which is `unavailable`.
    """
    meeting = store.plan_once(event["plan"]) if "plan" in event else event["id"]
    try:
        return answer_of(doing.settle(meeting), settings().public_url)
    except WecomUnavailableError:
        return UNAVAILABLE


@jobs.lambda_function(name="sweep_meetings")
@lambda_entry
def sweep_meetings(_: dict[str, Any]) -> dict[str, Any]:
    """Every few minutes: meetings of which WeCom has not heard, or has not answered."""
    return {"waiting": doing.sweep()}


@jobs.lambda_function(name="wecom_ask")
@lambda_entry
def wecom_ask(event: dict[str, Any]) -> dict[str, Any]:
    """`{topic, …}` to `{answer}`, `{errcode}` where WeCom refuses, or `{problem}`, which is `unavailable`."""
    from chalicelib.wecom.apps import checks, livings, reports

    topics = {**livings.TOPICS, **reports.TOPICS, **checks.TOPICS}
    said = {name: value for name, value in event.items() if name != "topic"}
    try:
        return {"answer": topics[event["topic"]](**said)}
    except WecomUnavailableError:
        return UNAVAILABLE
    except WecomRefusedError as error:
        found = vendor_errors.explain(error.errcode, "en")
        told = {"topic": event["topic"], "errcode": error.errcode, "meaning": found.meaning}
        logger.warning("wecom_refused", extra=told)
        return {"errcode": error.errcode}
