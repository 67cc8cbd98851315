"""Starting, stopping, dying: no process stays behind, whoever is killed."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cli_support import ROOT, free_port, is_alive, wait_until

from cli.local import record
from cli.local.children import end_group

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
PORTS = ("XT_PORT", "XT_CLOUD_PORT", "XT_SANDBOX_PORT", "XT_SYSTEMS_PORT")


class Platform:
    def __init__(self, state: Path) -> None:
        self.state = state
        self.ports = {name: free_port() for name in PORTS}
        self.environment = os.environ | {name: str(port) for name, port in self.ports.items()}
        self.environment |= {"XT_STATE_DIR": str(state), "PYTHONPATH": str(ROOT)}
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self.process = self.launch()
        wait_until(lambda: bool((now := self.record()) and now.ready), 30)

    def launch(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "cli" / "bare_platform.py")],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def record(self) -> record.Record | None:
        return record.read(self.state / "xt.pid")

    def children(self) -> dict[str, int]:
        now = self.record()
        assert now
        return now.children

    def wait(self) -> tuple[int, str]:
        assert self.process
        output, _ = self.process.communicate(timeout=40)
        return self.process.returncode, output


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    started = Platform(tmp_path / "local")
    started.start()
    children = started.children()
    yield started
    with contextlib.suppress(ProcessLookupError):
        started.process.kill()
    started.process.communicate()
    for pid in {*children.values(), *(now.children.values() if (now := started.record()) else ())}:
        end_group(pid)


def test_a_stop_ends_every_process_and_exits_zero(platform):
    children = platform.children()
    assert len(children) == 4
    platform.process.terminate()
    code, output = platform.wait()
    assert code == 0
    assert "Stopping, and saving the state" in output
    assert not any(is_alive(pid) for pid in children.values())
    assert platform.record() is None


def test_control_c_is_a_clean_stop(platform):
    platform.process.send_signal(signal.SIGINT)
    code, output = platform.wait()
    assert code == 0
    assert "Traceback" not in output


def test_children_go_when_the_supervisor_is_killed(platform):
    children = platform.children()
    platform.process.kill()
    wait_until(lambda: not any(is_alive(pid) for pid in children.values()), 15)


def test_after_everything_was_killed_it_starts_again(platform):
    for pid in platform.children().values():
        os.killpg(pid, signal.SIGKILL)
    platform.process.kill()
    platform.process.communicate()
    assert platform.record()
    platform.process = platform.launch()
    wait_until(lambda: bool((now := platform.record()) and now.ready and now.pid == platform.process.pid), 30)


def test_a_gateway_that_dies_is_brought_back(platform):
    before = platform.children()["cli.local.gateway"]
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: (now := platform.record()) is not None and now.children["cli.local.gateway"] != before)
    url = f"http://127.0.0.1:{platform.ports['XT_PORT']}/api/health"
    wait_until(lambda: answers(url))


def test_a_cloud_that_dies_stops_everything_with_one_sentence(platform):
    children = platform.children()
    os.kill(children["cli.local.cloud"], signal.SIGKILL)
    code, output = platform.wait()
    assert code == 1
    assert "The cloud emulator stopped by itself, so everything stops: see " in output
    assert "Traceback" not in output
    assert not any(is_alive(pid) for pid in children.values())


def test_a_second_start_says_where_it_runs_and_exits_zero(platform):
    second = platform.launch()
    output, _ = second.communicate(timeout=20)
    assert second.returncode == 0
    assert f"already running (process {platform.process.pid})" in output
    assert f"http://127.0.0.1:{platform.ports['XT_PORT']}/" in output


def test_a_busy_port_stops_the_start_with_one_sentence(platform, tmp_path):
    other = Platform(tmp_path / "other")
    other.environment["XT_CLOUD_PORT"] = str(platform.ports["XT_CLOUD_PORT"])
    process = other.launch()
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert f"Port {platform.ports['XT_CLOUD_PORT']} is in use by process" in output
    assert "XT_CLOUD_PORT" in output
    assert "Traceback" not in output


def answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code == 502
    except httpx.HTTPError:
        return False
