"""Where the local platform lives: its ports, its directories, its addresses."""

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STAGE = "local"
CLOCK = "clock"
"""The file in the state's folder that sets the office's clock off (chalicelib/platform/clock.py)."""


class SettingError(Exception):
    """A variable holds something that cannot be used; the text says which and what would do."""


class Records(StrEnum):
    """How many demo records an empty office is given: all, a few of each library that still add up, or none."""

    FULL = "full"
    FEW = "few"
    NONE = "none"


@dataclass(frozen=True)
class Local:
    """Ports are TCP on 127.0.0.1; `state` is git-ignored and holds everything the platform writes."""

    gateway_port: int
    cloud_port: int
    sandbox_port: int
    systems_port: int
    state: Path
    people: int = 60
    records: Records = Records.FULL

    @property
    def gateway_url(self) -> str:
        return f"http://{HOST}:{self.gateway_port}"

    @property
    def cloud_url(self) -> str:
        return f"http://{HOST}:{self.cloud_port}"

    @property
    def sandbox_url(self) -> str:
        return f"http://{HOST}:{self.sandbox_port}"

    @property
    def systems_url(self) -> str:
        return f"http://{HOST}:{self.systems_port}"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def cloud_state(self) -> Path:
        return self.state / "state"

    @property
    def deployment(self) -> Path:
        """What the last deploy answered, for the gateway and the commands (JSON)."""
        return self.state / "deployment.json"

    @property
    def clock_file(self) -> Path:
        return self.state / CLOCK

    @property
    def pid_file(self) -> Path:
        return self.state / "xt.pid"

    @property
    def lock_file(self) -> Path:
        """Held by the running supervisor and freed by the system when it dies, however it dies."""
        return self.state / "xt.lock"

    def with_ports(
        self, gateway: int | None, cloud: int | None, sandbox: int | None, systems: int | None
    ) -> "Local":
        return replace(
            self,
            gateway_port=gateway or self.gateway_port,
            cloud_port=cloud or self.cloud_port,
            sandbox_port=sandbox or self.sandbox_port,
            systems_port=systems or self.systems_port,
        )

    def environment(self) -> dict[str, str]:
        """Return the variables that make another process read the same settings."""
        return {
            "XT_PORT": str(self.gateway_port),
            "XT_CLOUD_PORT": str(self.cloud_port),
            "XT_SANDBOX_PORT": str(self.sandbox_port),
            "XT_SYSTEMS_PORT": str(self.systems_port),
            "XT_STATE_DIR": str(self.state),
            "XT_DEMO_RECORDS": self.records,
        }


def load() -> Local:
    """Read XT_PORT, XT_CLOUD_PORT, XT_SANDBOX_PORT, XT_SYSTEMS_PORT, XT_STATE_DIR and XT_DEMO_RECORDS."""
    return Local(
        gateway_port=_port("XT_PORT", 8080),
        cloud_port=_port("XT_CLOUD_PORT", 4566),
        sandbox_port=_port("XT_SANDBOX_PORT", 8090),
        systems_port=_port("XT_SYSTEMS_PORT", 8091),
        state=Path(os.environ.get("XT_STATE_DIR") or ROOT / ".local").resolve(),
        records=_records(),
    )


def _records() -> Records:
    text = os.environ.get("XT_DEMO_RECORDS") or Records.FULL
    if text not in list(Records):
        raise SettingError(f"XT_DEMO_RECORDS is {text!r}; it must be full, few or none.")
    return Records(text)


def _port(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise SettingError(f"{variable} is {text!r}; it must be a port number between 1 and 65535.")
    return int(text)
