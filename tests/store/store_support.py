"""The application's tables in whatever speaks DynamoDB, and many callers at once."""

import contextvars
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.directory import renames
from chalicelib.flows import service as flows
from chalicelib.flows import store as flow_store
from chalicelib.libraries import preparing
from chalicelib.libraries import service as libraries
from chalicelib.platform import aws, store
from chalicelib.platform.settings import settings
from infra import tables

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "xietong-contract"
BATCH = 25
LEAVE_FLOW = ROOT / "stepfunctions/attendance/leave-request.flow.yaml"
LEAVE_LEDGER = ROOT / "libraries/leave-ledger.library.yaml"
Dump = dict[tuple[str, str, str], dict[str, Any]]


def client(endpoint: str) -> Any:
    session = boto3.Session("test", "test", region_name="us-east-1")
    return session.client(
        "dynamodb", endpoint_url=endpoint, config=Config(proxies={}, max_pool_connections=60)
    )


def create_tables(dynamodb: Any) -> None:
    """Every table as the template declares it, streams and expiry aside."""
    for table in tables.tables():
        indexes = [{"IndexName": name, **index} for name, index in table.indexes]
        dynamodb.create_table(
            TableName=f"{PREFIX}-{table.capability}",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in table.attributes],
            KeySchema=[{"AttributeName": n, "KeyType": k} for n, k in table.keys],
            **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
        )


def rows_of(dynamodb: Any, table: str) -> Iterator[dict[str, Any]]:
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def dump(dynamodb: Any, prefix: str = PREFIX) -> Dump:
    """Every row of every table, in DynamoDB's own notation."""
    return {
        (table.capability, row["pk"]["S"], row["sk"]["S"]): row
        for table in tables.tables()
        for row in rows_of(dynamodb, f"{prefix}-{table.capability}")
    }


def empty_tables(dynamodb: Any) -> None:
    for table in tables.tables():
        name = f"{PREFIX}-{table.capability}"
        keys = [{"pk": row["pk"], "sk": row["sk"]} for row in rows_of(dynamodb, name)]
        for start in range(0, len(keys), BATCH):
            gone = [{"DeleteRequest": {"Key": key}} for key in keys[start : start + BATCH]]
            assert not dynamodb.batch_write_item(RequestItems={name: gone})["UnprocessedItems"]


def models(root: type[Any] = store.Table) -> Iterator[type[Any]]:
    for model in root.__subclasses__():
        yield model
        yield from models(model)


def forget_connections() -> None:
    """Let go of every connection and cache of this process: the next call looks at the environment again."""
    forget_content()
    for cached in (settings, aws.client, store._connection):
        cached.cache_clear()
    for model in models():
        model._connection = None
        if "table_name" in vars(model.Meta):
            model.Meta.table_name = None


def forget_content() -> None:
    renames.forget()
    for cached in (flows.load, libraries._cached, libraries._known, libraries.version, preparing._is_done):
        cached.cache_clear()


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What `work(0..count-1)` answers, or raises, when all begin at the same moment."""
    barrier, answers = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        barrier.wait(30)
        try:
            answers[number] = work(number)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            answers[number] = error

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(run, number)) for number in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def register_leave_flow() -> None:
    """The shipped flow in the registry, as if a machine had been made for it."""
    source = LEAVE_FLOW.read_text("utf-8")
    flow = flows.checked(source)
    at = "2026-01-01T00:00:00.000Z"
    version = flow_store.VersionRow(
        key=flow.key,
        version=1,
        source=source,
        definition=flow.model_dump(mode="json", exclude_defaults=True),
        asl={},
        hash="h",
        machine_arn="arn:aws:states:us-east-1:000000000000:stateMachine:leave:1",
        published_at=at,
        published_by="tester",
    )
    head = flow_store.HeadRow(
        key=flow.key, name=flow.name, section=flow.section, version=1, published_at=at, published_by="tester"
    )
    store.transact(flow_store.publish_writes(version, head))
