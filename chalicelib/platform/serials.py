"""Serial numbers such as `QJ-{yyyy}{mm}-{seq:4}`: one counter per series and period, never the same twice.

A number taken for something that then failed stays unused: gaps are allowed, repeats are not.
"""

from __future__ import annotations

import datetime as dt
import re

from chalicelib.platform.sessions import CounterRow

_SEQ = re.compile(r"{seq:(\d+)}")


def next_serial(series: str, pattern: str, day: dt.date) -> str:
    """The next number of a series on a day. The counter starts anew with every new text before `{seq}`."""
    return next_serials(series, pattern, day, 1)[0]


def next_serials(series: str, pattern: str, day: dt.date, count: int) -> list[str]:
    """The next `count` numbers, taken as one block: one write however many."""
    if count < 1:
        return []
    head = pattern.format_map(_Keep(yyyy=f"{day:%Y}", yy=f"{day:%y}", mm=f"{day:%m}", dd=f"{day:%d}"))
    row = CounterRow(f"COUNTER#{series}", _SEQ.sub("#", head))
    row.update(actions=[CounterRow.value.add(count)])
    last = int(row.value)
    return [_numbered(head, number) for number in range(last - count + 1, last + 1)]


def _numbered(head: str, number: int) -> str:
    return _SEQ.sub(lambda match: f"{number:0{match.group(1)}d}", head)


class _Keep(dict[str, str]):
    """Leaves `{seq:4}` for the second step."""

    def __missing__(self, key: str) -> object:
        return _Spec(key)


class _Spec:
    def __init__(self, key: str) -> None:
        self.key = key

    def __format__(self, spec: str) -> str:
        return "{" + self.key + (f":{spec}" if spec else "") + "}"
