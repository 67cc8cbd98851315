"""Imports and exports on the emulator's own DynamoDB and S3; the function is called by the tests themselves."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.store.library_support import load
from tests.store.store_support import empty_tables, forget_content
from tests.transfers.transfer_cloud import running


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with running(tmp_path_factory.mktemp("cloud") / "local") as dynamodb:
        yield dynamodb


@pytest.fixture(autouse=True)
def published(database: Any) -> None:
    """Every test begins with the small institute and its two libraries, both empty."""
    empty_tables(database)
    forget_content()
    load()
