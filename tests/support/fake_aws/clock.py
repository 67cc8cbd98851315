"""The virtual clock: moved by the test, by every call a little, and by whoever would sleep."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.platform import clock

START = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)


class VirtualClock:
    def __init__(self, start: dt.datetime = START) -> None:
        self.now = start

    def advance(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)

    def reach(self, instant: dt.datetime) -> None:
        """Forward to an instant; never back."""
        self.now = max(self.now, instant)

    def sleep(self, seconds: float) -> None:
        """What stands in for `time.sleep`."""
        self.advance(seconds)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Within the block the product's clock is this one."""
        token = clock._source.set(lambda: self.now)
        try:
            yield
        finally:
            clock._source.reset(token)
