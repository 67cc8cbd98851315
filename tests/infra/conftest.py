"""One package per stage and region for all tests, and one emulator that checks every role's policy."""

import functools
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from infra_support import PROD

from infra.package import Package, package
from infra.stage import Stage
from infra.target import EMULATOR_ENVIRONMENT


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Stage], Package]:
    @functools.cache
    def make(stage: Stage) -> Package:
        return package(stage, tmp_path_factory.mktemp(stage.stack))

    return make


@pytest.fixture(scope="session")
def template(packaged: Callable[[Stage], Package]) -> dict[str, Any]:
    """The production template, as it goes to CloudFormation."""
    return json.loads(packaged(PROD).template.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def of_type(template: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    """Properties of all resources of a type, by logical id."""

    def find(kind: str) -> dict[str, Any]:
        found = {
            name: r.get("Properties", {}) for name, r in template["Resources"].items() if r["Type"] == kind
        }
        assert found, f"the template has no {kind}"
        return found

    return find


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an empty emulator in which Lambdas run as their roles."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    scratch = tmp_path_factory.mktemp("emulator")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | EMULATOR_ENVIRONMENT | {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)}
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("ministack"))],
        cwd=scratch,
        env=environment | {"TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    assert any("Running on" in line for line in process.stdout), "the emulator did not start"
    # From here on nobody reads: a full pipe must not stop it.
    drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
    process.stdout.close()
    yield port
    process.terminate()
    process.wait(timeout=30)
    drain.wait(timeout=30)
