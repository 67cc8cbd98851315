"""Fixtures of the command line's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_support import Cloud


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Cloud]:
    emulator = Cloud(tmp_path / "local")
    emulator.start()
    yield emulator
    emulator.kill()
