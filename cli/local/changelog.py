"""The emulated DynamoDB's items, written as they change: an append-only log beside the state file.

The state file alone would have to be written whole for every change; with 200,000 items that took all of the emulator's
time. So a change costs its own size, and is in the log before it is acknowledged. A log belongs after the state file of
the same start or later: what it says holds whichever of the two is newer, because it says what an item is, not what was
done to it. One line is what one call of the API changed, so a torn last line is a call that was never acknowledged.

    dynamodb.000001.log   [["<table arn>", "<partition>", "<sort>", {item} or null], …]
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO

LARGEST_BYTES = 64 * 2**20
"""A log beyond this, and beyond the state file, is folded into the state file."""


class Changelog:
    """Appends changes to the newest log of a folder. Not for several processes."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._pending: list[tuple[str, str, str, Any]] = []
        self._file: BinaryIO | None = None
        self._number = max((_number(path) for path in logs(folder, name)), default=0)
        self._bytes = sum(path.stat().st_size for path in logs(folder, name))

    @property
    def large(self) -> bool:
        """Whether reading the logs at a start would take longer than the state file is worth."""
        state = self._folder / f"{self._name}.json"
        size = state.stat().st_size if state.exists() else 0
        return self._bytes > max(LARGEST_BYTES, size)

    def note(self, table: str, partition: str, sort: str, item: Any) -> None:
        """An item is now this, or (None) gone."""
        self._pending.append((table, partition, sort, item))

    def flush(self) -> None:
        """Write what was noted since, as one line. Raises OSError: then it is lost here, and the state file is to be
        written.
        """
        if not self._pending:
            return
        noted, self._pending = self._pending, []
        line = json.dumps(noted, separators=(",", ":")).encode() + b"\n"
        try:
            self._append(line)
        except OSError:
            self._close()
            raise

    def begin_next(self) -> list[Path]:
        """What is noted from now on goes to a log of its own, for the state file is written as things are at this
        moment. Return the logs so far, to drop once it is.
        """
        self._pending = []
        self._close()
        self._bytes = 0
        return logs(self._folder, self._name)

    def _append(self, line: bytes) -> None:
        if self._file is None:
            self._number += 1
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = (self._folder / f"{self._name}.{self._number:06}.log").open("ab", buffering=0)
        self._file.write(line)
        self._bytes += len(line)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def logs(folder: Path, name: str) -> list[Path]:
    """The logs of a folder, the oldest first."""
    return sorted(folder.glob(f"{name}.*.log"), key=_number)


def read(path: Path) -> list[tuple[str, str, str, Any]]:
    """The changes of a log in their order; a last line that was cut off is left out."""
    found: list[tuple[str, str, str, Any]] = []
    with path.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                found += [(table, partition, sort, item) for table, partition, sort, item in json.loads(line)]
    return found


def drop(paths: list[Path]) -> None:
    """Remove logs whose changes are in the state file."""
    for path in paths:
        path.unlink(missing_ok=True)


def _number(path: Path) -> int:
    return int(path.suffixes[-2][1:])
