"""Real processes and real HTTP for the command line's tests, on ports nobody uses."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
from hypercorn.asyncio import serve
from hypercorn.config import Config

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.02)


@contextlib.contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an ASGI app from a thread; the address is what you get."""
    port, stop, loops = free_port(), asyncio.Event(), []
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.loglevel = "ERROR"
    config.graceful_timeout = 0.1

    async def run() -> None:
        loops.append(asyncio.get_running_loop())
        await serve(app, config, shutdown_trigger=stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    wait_until(lambda: is_listening(port))
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loops[0].call_soon_threadsafe(stop.set)
        thread.join()


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


class Cloud:
    """The emulator as its own process group, as the supervisor starts it."""

    def __init__(self, state: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.state = state
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | {"XT_CLOUD_PORT": str(self.port), "XT_STATE_DIR": str(self.state)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli.local.child", str(os.getpid()), "cli.local.cloud"],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        wait_until(self.answers)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/_ministack/health", trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """End the whole group with -9, as a power cut would."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.process:
            self.process.wait()
            self.process = None

    def stop(self) -> int:
        assert self.process
        self.process.terminate()
        code = self.process.wait(30)
        self.process = None
        return code
