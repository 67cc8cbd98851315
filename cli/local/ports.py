"""Is a port free, and if not, who has it?"""

import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cli.local.settings import HOST

LISTEN = "0A"


class PortBusyError(Exception):
    """A port we need is taken; the text names the port, who has it and what to change."""


@dataclass(frozen=True)
class Owner:
    pid: int
    command: str


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def require_free(port: int, variable: str) -> None:
    """Raise PortBusyError with one sentence that says what to do, unless the port is free."""
    if is_free(port):
        return
    owner = owner_of(port)
    by = f" by process {owner.pid} ({owner.command})" if owner else " by another program"
    raise PortBusyError(f"Port {port} is in use{by}: stop it, or choose another port with {variable}.")


def owner_of(port: int) -> Owner | None:
    """Find the listening process; None where the system does not tell us."""
    pid = _pid_from_proc(port) if Path("/proc/net/tcp").exists() else _pid_from_lsof(port)
    return Owner(pid, command_of(pid)) if pid else None


def command_of(pid: int) -> str:
    path = Path(f"/proc/{pid}/cmdline")
    try:
        words = path.read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return "unknown"
    return " ".join(words).strip()[:80] or "unknown"


def _pid_from_proc(port: int) -> int | None:
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(link.readlink()) in sockets:
                return int(link.parts[2])
        except OSError:
            continue
    return None


def _listening_inodes(port: int) -> list[str]:
    """Read /proc/net/tcp: columns are slot, local address, remote address, state, …, inode (10th)."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in _lines(Path("/proc/net") / name)]
    return [row[9] for row in rows if row[3] == LISTEN and int(row[1].rpartition(":")[2], 16) == port]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()[1:]
    except OSError:
        return []


def _pid_from_lsof(port: int) -> int | None:
    lsof = shutil.which("lsof")
    if lsof is None:
        return None
    asked = [lsof, "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-t"]
    found = re.search(r"\d+", subprocess.run(asked, check=False, capture_output=True, text=True).stdout)
    return int(found.group()) if found else None
