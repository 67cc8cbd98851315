"""A platform of its own for measurements, started as a person starts it and gone afterwards."""

import dataclasses
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.local import office, settings
from tests.cli.cli_support import free_port
from tests.e2e.e2e_support import Emulator, Platform, run_xt
from tests.store.store_support import forget_connections


@contextmanager
def platform(people: int) -> Iterator[Platform]:
    """The demo institute of so many people; this process sees its tables as the functions do."""
    with tempfile.TemporaryDirectory() as folder:
        local = dataclasses.replace(
            settings.load(),
            gateway_port=free_port(),
            cloud_port=free_port(),
            sandbox_port=free_port(),
            systems_port=free_port(),
            state=Path(folder),
            people=people,
            records=settings.Records.NONE,
        )
        answer = run_xt(local, "up", "--detach", "--people", str(people))
        if answer.returncode:
            raise RuntimeError(f"{answer.stdout}{answer.stderr}")
        running = Platform(local, Emulator(local))
        try:
            office.enter(local)
            forget_connections()
            yield running
        finally:
            running.close()
            run_xt(local, "down")
