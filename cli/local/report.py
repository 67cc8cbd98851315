"""What the person at the keyboard reads: one line per step, with its seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Report:
    """Prints steps. On a terminal the running step is shown while it runs."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._live = self._stream.isatty()
        self.started = time.monotonic()

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        started = time.monotonic()
        if self._live:
            self._write(f"  … {text}")
        try:
            yield
        except BaseException:
            self._end("✗", text, started)
            raise
        self._end("✓", text, started)

    def note(self, text: str) -> None:
        """Show what the running step is busy with; kept only where it does not get in the way."""
        if self._live:
            self._write(f"\r\033[K  … {text}")

    def line(self, text: str = "") -> None:
        self._write(f"{text}\n")

    def seconds(self) -> float:
        return time.monotonic() - self.started

    def _end(self, mark: str, text: str, started: float) -> None:
        clear = "\r\033[K" if self._live else ""
        self._write(f"{clear}  {mark} {text:<58} {time.monotonic() - started:6.1f} s\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
