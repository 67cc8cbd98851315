"""DynamoDB through PynamoDB: the base of every table, and transactions that say which part collided.

One table per capability (docs/architecture.md), generic keys `pk` and `sk`, row kinds told apart by `kind`.
"""

from __future__ import annotations

import base64
import functools
import json
import random
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.settings import default_settings_dict
from pynamodb.transactions import TransactWrite

from chalicelib.platform.errors import BusyError, CursorError
from chalicelib.platform.settings import settings

CONNECT_SECONDS = 1
READ_SECONDS = 3
ATTEMPTS = 4
RETRIES: Any = {"mode": "legacy", "total_max_attempts": 1 + ATTEMPTS}
default_settings_dict["retry_configuration"] = RETRIES
"""What PynamoDB calls LEGACY is botocore's "standard" mode, which waits whole seconds on two throttles; WeCom and people
do not (docs/decisions.md). A model's Meta has no place for it."""


class Table(Model):
    """Base of a capability's rows. The capability's root class sets `Meta.capability` and its own discriminator
    `kind`; the table's name follows the stage.
    """

    class Meta:
        capability: ClassVar[str] = ""
        billing_mode = PAY_PER_REQUEST_BILLING_MODE
        connect_timeout_seconds = CONNECT_SECONDS
        read_timeout_seconds = READ_SECONDS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)

    @classmethod
    def _get_connection(cls) -> Any:
        """Name the table on first use: importing must need no environment (PynamoDB wants it in Meta)."""
        if getattr(cls.Meta, "table_name", None) is None:
            cls.Meta.table_name = settings().table_name(cls.Meta.capability)  # type: ignore[attr-defined]
        return super()._get_connection()


@dataclass(frozen=True)
class Put:
    """Write a whole row, if the condition holds."""

    row: Model
    condition: Condition | None = None


@dataclass(frozen=True)
class Update:
    """Change attributes of a row, if the condition holds."""

    row: Model
    actions: Sequence[Action]
    condition: Condition | None = None


@dataclass(frozen=True)
class Delete:
    row: Model
    condition: Condition | None = None


@dataclass(frozen=True)
class Check:
    """Write nothing, but let the transaction fail unless the condition holds."""

    model: type[Model]
    pk: str
    sk: str
    condition: Condition


Operation = Put | Update | Delete | Check


class CollisionError(Exception):
    """Another writer was first: the conditions of `operations` did not hold. Nothing was written."""

    def __init__(self, operations: list[Operation]) -> None:
        super().__init__(f"{len(operations)} condition(s) failed")
        self.operations = operations


def transact(operations: Iterable[Operation], token: str | None = None) -> None:
    """Write all or nothing, once.

    `token` makes an SDK retry after a lost reply count once (DynamoDB keeps it 10 minutes). Where another transaction
    is at the same rows, or the table is throttled, it is tried again in a moment. Raises CollisionError when a condition fails, BusyError when
    DynamoDB throttles or transactions go on conflicting.
    """
    ordered = sorted(operations, key=lambda op: _ORDER[type(op)])
    token = token or str(uuid.uuid4())
    for pause in (*CONFLICT_PAUSES_SECONDS, None):
        try:
            _write(ordered, token)
        except TransactWriteError as error:
            codes = [reason.code if reason else "" for reason in error.cancellation_reasons]
            failed = [
                op for op, code in zip(ordered, codes, strict=False) if code == "ConditionalCheckFailed"
            ]
            if failed:
                raise CollisionError(failed) from error
            if pause is None or not PASSING.intersection(codes):
                raise busy_or(error) from error
            give_way(pause)
        else:
            return


def give_way(seconds: float) -> None:
    """Wait for so long at the most, and half of it at least: two that met shall not meet again."""
    time.sleep(random.uniform(seconds / 2, seconds))  # noqa: S311 - no secret


CONFLICT_PAUSES_SECONDS = (0.02, 0.08, 0.3)
PASSING = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Why a part of a transaction was refused, where the SDK itself tries no second time."""
BUSY_CODES = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "TransactionCanceledException",
        "TransactionInProgressException",
        "TransactionConflictException",
        "InternalServerError",
    }
)


def busy_or(error: PynamoDBException) -> Exception:
    """BusyError where nothing was written and repeating may help; the error itself otherwise.

    Where no answer came nobody knows what was written, and PynamoDB has no code to ask for.
    """
    if isinstance(error.cause, HTTPClientError):
        return error
    return BusyError() if error.cause_response_code in BUSY_CODES else error


def is_unavailable(error: Exception) -> bool:
    """Whether a call failed because AWS did not answer, was throttled or had trouble of its own: later it may succeed."""
    cause = error.cause if isinstance(error, PynamoDBException) else error
    if isinstance(cause, ClientError):
        status = int(cause.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        return cause.response["Error"]["Code"] in BUSY_CODES or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(cause, HTTPClientError | NoConnectionError)


# TransactWrite sends its parts grouped in this order, and the reasons come back in the same.
_ORDER: dict[type[Operation], int] = {Check: 0, Delete: 1, Put: 2, Update: 3}


def _write(ordered: list[Operation], token: str) -> None:
    with TransactWrite(connection=_connection(), client_request_token=token) as write:
        for op in ordered:
            _add(write, op)


def _add(write: TransactWrite, op: Operation) -> None:
    match op:
        case Put():
            write.save(op.row, condition=op.condition)
        case Update():
            write.update(op.row, actions=list(op.actions), condition=op.condition)
        case Delete():
            write.delete(op.row, condition=op.condition)
        case Check():
            write.condition_check(op.model, op.pk, op.sk, condition=op.condition)


@functools.lru_cache(maxsize=1)
def _connection() -> Connection:
    return Connection(connect_timeout_seconds=CONNECT_SECONDS, read_timeout_seconds=READ_SECONDS)


def encode_cursor(scope: str, last_key: dict[str, Any] | None) -> str | None:
    """An opaque cursor for the list named `scope`; None when the list has ended."""
    if last_key is None:
        return None
    return base64.urlsafe_b64encode(json.dumps([scope, last_key]).encode()).decode().rstrip("=")


def decode_cursor(scope: str, cursor: str | None, index: Any, partition: str) -> dict[str, Any] | None:
    """The reverse, for a query of one partition of an index.

    Raises CursorError for a cursor of another list, index or partition, and for one that is not ours: DynamoDB
    would answer such a key with an error of its own.
    """
    if not cursor:
        return None
    try:
        found, last_key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise CursorError(field="cursor") from error
    name = index.Meta.index_name
    if found != scope or not _is_key(last_key, name) or last_key[f"{name}pk"] != {"S": partition}:
        raise CursorError(field="cursor")
    return dict(last_key)


def encode_position(scope: str, position: str | None) -> str | None:
    """An opaque cursor that remembers a place in the order of the list named `scope`; None when it has ended."""
    if position is None:
        return None
    return base64.urlsafe_b64encode(json.dumps([scope, position]).encode()).decode().rstrip("=")


def decode_position(scope: str, cursor: str | None) -> str | None:
    """The reverse. Raises CursorError for a cursor of another list, and for one that is not ours."""
    if not cursor:
        return None
    try:
        found, position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise CursorError(field="cursor") from error
    if found != scope or not isinstance(position, str) or not 0 < len(position.encode()) < MOST_KEY:
        raise CursorError(field="cursor")
    return position


def _is_key(value: Any, index: str) -> bool:
    """A key of an index of ours: pk and sk with the index's own, all texts."""
    if not isinstance(value, dict) or set(value) != {"pk", "sk", f"{index}pk", f"{index}sk"}:
        return False
    return all(
        isinstance(part, dict)
        and list(part) == ["S"]
        and isinstance(part["S"], str)
        and 0 < len(part["S"]) < MOST_KEY
        for part in value.values()
    )


MOST_KEY = 1024
