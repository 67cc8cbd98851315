"""Logs as fields, and the decorator every step and job runs under.

Chalice runs event handlers without app.py (aws/chalice #1566), so nothing of the app may be relied on there.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger

WARM = {"warm": True}
logger = Logger(service="xietong", log_uncaught_exceptions=False)
_QUERY = re.compile(r"\?[^\s\"')]+")


def lambda_entry(function: Callable[[dict[str, Any]], Any]) -> Callable[[Any, Any], Any]:
    """Turn `function(event) -> JSON` into a Lambda handler that logs what fails and lets it fail.

    Failing is right: Step Functions, the stream and the queue repeat, and every step is idempotent.
    An event of just `{"warm": true}` loads the function and does nothing.
    """

    @functools.wraps(function)
    def entry(event: Any, context: Any) -> Any:
        payload = event.to_dict() if hasattr(event, "to_dict") else event
        if payload == WARM:
            return {}
        try:
            return function(payload or {})
        except Exception:
            logger.exception("failed", extra={"function": function.__name__, "aws": _aws_id(context)})
            raise

    return entry


def without_queries(record: logging.LogRecord) -> bool:
    """A filter for loggers of libraries that write addresses: what stands behind the `?` holds tokens and secrets."""
    record.msg, record.args = _QUERY.sub("?…", record.getMessage()), ()
    record.exc_info = record.exc_text = None
    return True


def _aws_id(context: Any) -> str:
    return str(getattr(context, "aws_request_id", ""))
