"""The platform on the fake of AWS, one for each test, with nothing going wrong but what the test orders."""

from collections.abc import Iterator

import pytest

from tests.support.faults.office import Office
from tests.support.faults.platform import Platform, environment


@pytest.fixture(scope="module", autouse=True)
def stage() -> Iterator[None]:
    """Clients are made once for the tests of a module; what comes after finds the process as it was."""
    with environment():
        yield


@pytest.fixture
def office() -> Iterator[Office]:
    with Platform().running() as platform:
        yield Office(platform)
