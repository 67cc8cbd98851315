"""Which rows of 打卡 somebody really punched. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

MADE_UP = "未打卡"
"""WeCom fills a punch that is missing with a row of an invented time, and says so in `exception_type` only."""


def real(rows: Iterable[Mapping[str, Any]], start: int, end: int) -> list[Mapping[str, Any]]:
    """The punches from `start` up to `end`: the answer also holds made-up rows, and whole days around the span."""
    return [
        row
        for row in rows
        if MADE_UP not in str(row.get("exception_type", "")) and start <= int(row["checkin_time"]) < end
    ]
