"""Imports and exports on the emulator's own DynamoDB and S3; the function is called by the tests themselves."""

import os
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.cli.cli_support import Cloud
from tests.store.library_support import load
from tests.store.store_support import (
    PREFIX,
    client,
    create_tables,
    empty_tables,
    forget_connections,
    forget_content,
)

BUCKET = "xietong-contract-files"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    cloud = Cloud(tmp_path_factory.mktemp("cloud") / "local")
    cloud.start()
    dynamodb = client(cloud.url)
    create_tables(dynamodb)
    session = boto3.Session("test", "test", region_name="us-east-1")
    session.client("s3", endpoint_url=cloud.url).create_bucket(Bucket=BUCKET)
    kept = dict(os.environ)
    os.environ.update(
        XT_STAGE="contract",
        XT_TABLE_PREFIX=PREFIX,
        XT_FILES_BUCKET=BUCKET,
        AWS_ENDPOINT_URL=cloud.url,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION="us-east-1",
        AWS_REGION="us-east-1",
        NO_PROXY="127.0.0.1",
        no_proxy="127.0.0.1",
    )
    forget_connections()
    yield dynamodb
    os.environ.clear()
    os.environ.update(kept)
    forget_connections()
    cloud.kill()


@pytest.fixture(autouse=True)
def published(database: Any) -> None:
    """Every test begins with the small institute and its two libraries, both empty."""
    empty_tables(database)
    forget_content()
    load()
