"""The clouds the contract is asked of."""

from collections.abc import Iterator

import pytest

from tests.cli.cli_support import Cloud
from tests.fake_aws.places import InProcess, Ministack, Place
from tests.support.fake_aws import FakeAws

PLACES = (
    pytest.param("fake"),
    pytest.param("ministack", marks=[pytest.mark.cloud, pytest.mark.enable_socket]),
)


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    if request.param == "fake":
        with FakeAws({}).installed() as aws:
            yield InProcess(aws)
        return
    cloud = Cloud(tmp_path_factory.mktemp("cloud") / "local")
    cloud.start()
    yield Ministack(cloud.url)
    cloud.kill()
