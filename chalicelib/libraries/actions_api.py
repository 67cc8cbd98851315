"""Starting a flow from a record, over HTTP."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from chalicelib.libraries import actions
from chalicelib.libraries.asking import NO_RECORD
from chalicelib.libraries.errors import (
    RecordActionClosedError,
    RecordActionNotFoundError,
)
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class RecordStart(BaseModel):
    """The flow to start, and the values its form begins with; they are a beginning, and judged when it is sent."""

    flow: str
    values: dict[str, Any]


@api.on(
    "GET",
    "/libraries/{key}/records/{record_id}/actions/{action}",
    out=RecordStart,
    errors=(
        *NO_RECORD,
        RecordActionNotFoundError,
        RecordActionClosedError,
    ),
)
def get_action(call: Call, key: str, record_id: str, action: str) -> RecordStart:
    """What an action of a record starts, filled with what I see of the record."""
    found = actions.start(key, call.userid, record_id, action)
    return RecordStart(flow=found.flow, values=found.values)
