"""Dates and times as cells have them and as people write them in Chinese."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

EPOCH = dt.date(1899, 12, 30)
SERIALS = range(18264, 73415)
"""1950 to 2100: a number outside is no date somebody forgot to format."""
COMPACT = range(19500101, 21001232)
FIRST = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900, so nothing before is told right."""
_DAY = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*([-/.月])\s*(\d{1,2})\s*日?")
_TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*(?:分|(?:[:分]\s*\d{1,2}(?:\.0+)?\s*秒?))?")
_MOMENT = re.compile(rf"({_DAY.pattern})[T\s]*({_TIME.pattern})")
_BETWEEN = re.compile(r"\s*(?:至|到|~|–|—+)\s*|\s+-+\s+")


def day(cell: object) -> dt.date | None:
    """The day of a cell; None where it is none, and where a time stands beside it."""
    if isinstance(cell, dt.datetime):
        return cell.date() if cell.time() == dt.time() else None
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float):
        return _of_number(cell)
    return _of_text(_narrow(cell)) if isinstance(cell, str) else None


def moment(cell: object) -> dt.datetime | None:
    """The minute of a cell, by the institute's clock. A cell formatted as a date is the beginning of that day."""
    if isinstance(cell, dt.datetime):
        return (cell + dt.timedelta(milliseconds=500)).replace(second=0, microsecond=0)
    if isinstance(cell, dt.date):
        return dt.datetime.combine(cell, dt.time())
    found = _MOMENT.fullmatch(_narrow(cell)) if isinstance(cell, str) else None
    if found is None:
        return None
    date, time = _of_text(found[1]), _TIME.fullmatch(found[7])
    if date is None or time is None:
        return None
    try:
        return dt.datetime.combine(date, dt.time(int(time[1]), int(time[2])))
    except ValueError:
        return None


def span(cell: object) -> tuple[dt.date, dt.date] | None:
    """Both days of `2026-01-01 至 2026-01-31`."""
    parts = _BETWEEN.split(_narrow(cell)) if isinstance(cell, str) else []
    if len(parts) != 2:
        return None
    first, last = map(_of_text, parts)
    return (first, last) if first and last else None


def _of_number(number: float) -> dt.date | None:
    if isinstance(number, bool) or number != int(number):
        return None
    if int(number) in SERIALS:
        return EPOCH + dt.timedelta(days=int(number))
    return _of_text(str(int(number)))


def _of_text(text: str) -> dt.date | None:
    found = _DAY.fullmatch(text)
    if found and (found[2] == "年") == (found[4] == "月"):
        parts = found[1], found[3], found[5]
    elif text.isdecimal() and int(text) in COMPACT:
        parts = text[:4], text[4:6], text[6:]
    else:
        return None
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
