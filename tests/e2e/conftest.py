"""One platform for the whole run, started as a person would start it."""

import dataclasses
import os
from collections.abc import Iterator

import pytest

from cli.local import record, settings
from cli.local.children import end_group
from cli.local.office import enter
from tests.cli.cli_support import free_port
from tests.e2e.e2e_support import Emulator, Person, Platform, run_xt
from tests.e2e.pages_support import chromium, signed_in
from tests.store.store_support import forget_connections

__all__ = ["chromium", "signed_in"]
"""Fixtures of the browser tests."""


def started(local: settings.Local) -> Platform:
    answer = run_xt(local, "up", "--detach")
    assert answer.returncode == 0, f"{answer.stdout}{answer.stderr}"
    platform = Platform(local, Emulator(local))
    platform.hide_messages_for(seconds=5)
    return platform


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    local = dataclasses.replace(
        settings.load(),
        gateway_port=free_port(),
        cloud_port=free_port(),
        sandbox_port=free_port(),
        systems_port=free_port(),
        state=tmp_path_factory.mktemp("platform"),
        records=settings.Records.FEW,
    )
    running = started(local)
    for userid in ("liming", "chenjing", "wangfang", "linhao"):
        running.person(userid)
    yield running
    running.close()
    assert run_xt(local, "down").returncode == 0
    for pid in now.children.values() if (now := record.read(local.pid_file)) else ():
        end_group(pid)


@pytest.fixture
def liming(platform: Platform) -> Person:
    return platform.person("liming")


@pytest.fixture
def chenjing(platform: Platform) -> Person:
    return platform.person("chenjing")


@pytest.fixture
def wangfang(platform: Platform) -> Person:
    return platform.person("wangfang")


@pytest.fixture
def linhao(platform: Platform) -> Person:
    return platform.person("linhao")


@pytest.fixture(autouse=True)
def unforgiven(request: pytest.FixtureRequest) -> Iterator[None]:
    """Faults that a test ordered end with it."""
    yield
    if "platform" in request.fixturenames:
        request.getfixturevalue("platform").forgive()


@pytest.fixture
def office(platform: Platform) -> Iterator[None]:
    """Make this process see the deployed tables as the functions do, so that services can be called directly."""
    kept = dict(os.environ)
    enter(platform.local)
    forget_connections()
    yield
    os.environ.clear()
    os.environ.update(kept)
    forget_connections()
