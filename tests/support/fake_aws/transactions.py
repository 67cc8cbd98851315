"""TransactWriteItems: all parts or none, and once for each ClientRequestToken."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.support.fake_aws import writes
from tests.support.fake_aws.clock import VirtualClock
from tests.support.fake_aws.errors import AwsError, invalid
from tests.support.fake_aws.tables import Table
from tests.support.fake_aws.values import size_of_item
from tests.support.fake_aws.writes import Change

MOST_PARTS = 100
MOST_BYTES = 4 * 1024 * 1024
TOKEN_LIVES = dt.timedelta(minutes=10)
PLANS: Mapping[str, Callable[[Table, Mapping[str, Any]], Change]] = {
    "Put": writes.put,
    "Update": writes.update,
    "Delete": writes.delete,
    "ConditionCheck": writes.check,
}


class Transactions:
    """Remembers the tokens for ten minutes."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self._seen: dict[str, tuple[dt.datetime, str]] = {}

    def write(self, table_of: Callable[[str], Table], request: Mapping[str, Any]) -> dict[str, Any]:
        token = request.get("ClientRequestToken", "")
        content = json.dumps(request["TransactItems"], sort_keys=True)
        if token and self._is_known(token, content):
            return {}
        parts = [(kind, part) for one in request["TransactItems"] for kind, part in one.items()]
        if len(parts) > MOST_PARTS:
            raise invalid(f"Member must have length less than or equal to {MOST_PARTS}")
        tables = [table_of(part["TableName"]) for _, part in parts]
        changes = [PLANS[kind](table, part) for table, (kind, part) in zip(tables, parts, strict=True)]
        _check(tables, changes)
        if not all(change.holds for change in changes):
            raise _cancelled(changes, [part for _, part in parts])
        for table, change, (kind, _) in zip(tables, changes, parts, strict=True):
            if kind != "ConditionCheck":
                table.write(change.key, change.new)
        if token:
            self._seen[token] = self.clock.now, content
        return {}

    def _is_known(self, token: str, content: str) -> bool:
        at, before = self._seen.get(token, (None, ""))
        if at is None or self.clock.now - at > TOKEN_LIVES:
            return False
        if before != content:
            raise AwsError("IdempotentParameterMismatchException", "The token was used for other parameters")
        return True


def _check(tables: list[Table], changes: list[Change]) -> None:
    places = [(table.name, change.key) for table, change in zip(tables, changes, strict=True)]
    if len(set(places)) < len(places):
        raise invalid("Transaction request cannot include multiple operations on one item")
    if sum(size_of_item(change.new) for change in changes if change.new) > MOST_BYTES:
        raise invalid("Transaction request size has exceeded the maximum allowed size of 4 MB")


def _cancelled(changes: list[Change], parts: list[Mapping[str, Any]]) -> AwsError:
    reasons = []
    for change, part in zip(changes, parts, strict=True):
        if change.holds:
            reasons.append({"Code": "None"})
            continue
        reason = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
        if part.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and change.old:
            reason["Item"] = change.old
        reasons.append(reason)
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return AwsError("TransactionCanceledException", message, CancellationReasons=reasons)
