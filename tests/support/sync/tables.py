"""The tables of the sync in this process, on the fake of AWS, with the demo institute in the directory."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.directory import service as directory
from chalicelib.platform.aws import client
from cli.local.people import department_of, person_of
from infra import tables
from sandbox import institute
from tests.support.fake_aws import FakeAws
from tests.support.faults.platform import PREFIX, environment

NEEDED = ("directory", "platform", "wecom")


@contextmanager
def sync_tables(*, people: int = 60) -> Iterator[FakeAws]:
    """Within the block the tables are there; with `people` 0 they are empty."""
    cloud = FakeAws({})
    with environment(), cloud.installed():
        for table in tables.tables():
            if table.capability in NEEDED:
                make(table)
        if people:
            load(institute.build(people))
        yield cloud


def load(everybody: institute.Institute) -> None:
    directory.load(map(department_of, everybody.departments), map(person_of, everybody.people))


def make(table: tables.Table) -> None:
    indexes = [{"IndexName": name, **index} for name, index in table.indexes]
    client("dynamodb").create_table(
        TableName=f"{PREFIX}-{table.capability}",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in table.attributes],
        KeySchema=[{"AttributeName": n, "KeyType": k} for n, k in table.keys],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )
