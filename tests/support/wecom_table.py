"""The WeCom table in this process, on the fake of AWS."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.platform.settings import settings
from infra import tables
from tests.support.fake_aws import FakeAws
from tests.support.faults.platform import PREFIX, environment

__all__ = ["PREFIX", "wecom_table"]


@contextmanager
def wecom_table(**values: str) -> Iterator[FakeAws]:
    """Within the block the table is there, and WeCom's settings have these values."""
    cloud = FakeAws({})
    with environment(), cloud.installed():
        os.environ.update({f"XT_WECOM_{name.upper()}": value for name, value in values.items()})
        settings.cache_clear()
        (table,) = [one for one in tables.tables() if one.capability == "wecom"]
        cloud.dynamodb.operation("CreateTable")(
            {
                "TableName": f"{PREFIX}-wecom",
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [
                    {"AttributeName": n, "AttributeType": t} for n, t in table.attributes
                ],
                "KeySchema": [{"AttributeName": n, "KeyType": k} for n, k in table.keys],
            }
        )
        yield cloud
