"""The processes of the local platform: started in their own groups, watched, stopped without a trace."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from cli.local.settings import ROOT

START_SECONDS = 40.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.05
RESTARTS = 3


class ChildError(Exception):
    """A process did not start, or died; the text names it and where its log is."""


@dataclass
class Child:
    """One process. `health` is the URL that answers once it works (any status below 500)."""

    name: str
    module: str
    arguments: tuple[str, ...]
    health: str
    log: Path
    environment: dict[str, str]
    restartable: bool = False
    restarts: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        command = [sys.executable, "-m", "cli.local.child", str(os.getpid()), self.module, *self.arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**without_proxies(), **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_healthy(self) -> None:
        """Return when it answers. Raise ChildError if it dies or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        with httpx.Client(trust_env=False, timeout=5) as client:
            while time.monotonic() < deadline:
                if not self.is_alive():
                    raise ChildError(
                        f"{self.name} stopped while starting: see {self.log}.{self.last_words()}"
                    )
                if answers(client, self.health):
                    return
                time.sleep(POLL_SECONDS)
        raise ChildError(f"{self.name} did not answer within {START_SECONDS:.0f} s: see {self.log}.")

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process and self.is_alive():
            self.process.terminate()

    def stop(self) -> None:
        """Ask it to end, wait, then end its whole group whatever it says."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        end_group(self.process.pid)

    def last_words(self) -> str:
        """Return the last lines of the log, indented, for a sentence about its end."""
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()[-4:]
        except OSError:
            return ""
        return "".join(f"\n    {line}" for line in lines)


def answers(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(url).status_code < 500
    except httpx.HTTPError:
        return False


def end_group(pid: int) -> None:
    """Kill what is left of a process group whose leader was `pid`."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def without_proxies() -> dict[str, str]:
    """Return the environment without proxies: everything here talks to 127.0.0.1."""
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
