"""The same contract on two implementations of DynamoDB: the emulator's and Amazon's own."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.cli_support import Cloud
from tests.store.store_support import (
    PREFIX,
    client,
    create_tables,
    empty_tables,
    forget_connections,
    forget_content,
)
from tests.support import dynamodb_local

BACKENDS = (
    pytest.param("ministack", marks=[pytest.mark.cloud, pytest.mark.enable_socket]),
    pytest.param("dynamodb-local", marks=[pytest.mark.java, pytest.mark.enable_socket]),
)


@pytest.fixture(scope="session", params=BACKENDS)
def endpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "dynamodb-local":
        with dynamodb_local.running() as url:
            yield url
        return
    cloud = Cloud(tmp_path_factory.mktemp("cloud") / "local")
    cloud.start()
    yield cloud.url
    cloud.kill()


@pytest.fixture(scope="session")
def database(endpoint: str) -> Iterator[Any]:
    """A client of the database that the application itself speaks to."""
    dynamodb = client(endpoint)
    create_tables(dynamodb)
    kept = dict(os.environ)
    os.environ.update(
        XT_STAGE="contract",
        XT_TABLE_PREFIX=PREFIX,
        AWS_ENDPOINT_URL=endpoint,
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


@pytest.fixture(autouse=True)
def empty(database: Any) -> None:
    """Every test begins with empty tables and caches that know nothing."""
    empty_tables(database)
    forget_content()
