"""Who is running: a lock that the system frees when the holder dies, and a file that says who it is."""

import fcntl
import json
import os
import signal
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from cli.local import ports
from cli.local.children import end_group

LEFTOVER_SECONDS = 10.0
CHILD_MARK = "cli.local.child"


class AlreadyRunningError(Exception):
    """Another supervisor holds the lock of this state directory."""


@dataclass(frozen=True)
class Record:
    """Contents of `.local/xt.pid` (JSON): the supervisor, its children by name, its addresses."""

    pid: int
    ready: bool = False
    children: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    people: int = 60


def take(lock_file: Path) -> IO[str]:
    """Return the held lock; keep it open as long as you run. Raise AlreadyRunningError."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    handle = lock_file.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise AlreadyRunningError from None
    return handle


def is_running(lock_file: Path) -> bool:
    """Tell whether a supervisor lives, by its lock: a pid file may be stale, a lock cannot."""
    if not lock_file.exists():
        return False
    try:
        take(lock_file).close()
    except AlreadyRunningError:
        return True
    return False


def write(path: Path, record: Record) -> None:
    partial = path.with_suffix(".new")
    partial.write_text(json.dumps(asdict(record)))
    partial.replace(path)


def read(path: Path) -> Record | None:
    """Return the record, None if there is none or it cannot be read."""
    try:
        return Record(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def clear_leftovers(path: Path) -> int:
    """End what a supervisor that was killed left behind; return how many processes that were."""
    record = read(path)
    path.unlink(missing_ok=True)
    left = [pid for pid in (record.children.values() if record else ()) if _is_ours(pid)]
    for pid in left:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while any(_is_ours(pid) for pid in left) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in left:
        end_group(pid)
    return len(left)


def _is_ours(pid: int) -> bool:
    """Tell whether the process is still the child we started: numbers are used again."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    command = ports.command_of(pid)
    return CHILD_MARK in command
