"""S3 and DynamoDB with the application's tables and bucket, as this process then sees them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

from tests.cli.cli_support import Cloud
from tests.store.store_support import PREFIX, client, create_tables, forget_connections

BUCKET = "xietong-contract-files"


@contextmanager
def running(state: Path, database: str = "") -> Iterator[Any]:
    """A client of the database that the application itself speaks to: the emulator's own, or one at an address."""
    cloud = Cloud(state)
    cloud.start()
    dynamodb = client(database or cloud.url)
    create_tables(dynamodb)
    session = boto3.Session("test", "test", region_name="us-east-1")
    session.client("s3", endpoint_url=cloud.url).create_bucket(Bucket=BUCKET)
    kept = dict(os.environ)
    os.environ.update(
        XT_STAGE="contract",
        XT_TABLE_PREFIX=PREFIX,
        XT_FILES_BUCKET=BUCKET,
        AWS_ENDPOINT_URL=cloud.url,
        AWS_ENDPOINT_URL_DYNAMODB=database or cloud.url,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION="us-east-1",
        AWS_REGION="us-east-1",
        NO_PROXY="127.0.0.1",
        no_proxy="127.0.0.1",
    )
    forget_connections()
    try:
        yield dynamodb
    finally:
        os.environ.clear()
        os.environ.update(kept)
        forget_connections()
        cloud.kill()
