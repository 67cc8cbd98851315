"""Figures as cells have them and people write them: exact, or refused."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

DIGITS = 15
"""What a spreadsheet keeps of a number; what it shows behind them is made up."""
LONGEST = 20
"""Digits before the point that anybody means."""
CENTS, CENT = 100, Decimal("0.01")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?", re.IGNORECASE)
_CURRENCY = re.compile(r"^[¥￥]|(元|人民币)$")


def number(cell: float | str) -> int | float | None:
    """The number of a cell; None where it is none."""
    found = decimal(cell)
    if found is None:
        return None
    return int(found) if found == found.to_integral_value() else float(found)


def fen(cell: float | str) -> int | None:
    """Yuan as whole fen; None where it is no number of yuan with two decimals at the most."""
    if isinstance(cell, str):
        cell = _CURRENCY.sub("", _narrow(cell)).strip()
    found = decimal(cell)
    if found is None or found != found.quantize(CENT):
        return None
    return int(found * CENTS)


def decimal(cell: float | str) -> Decimal | None:
    """A number without the noise of binary fractions: 0.1 + 0.2 of a spreadsheet is 0.3."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        whole = isinstance(cell, int) or cell.is_integer()
        return Decimal(int(cell)) if whole else Decimal(f"{cell:.{DIGITS}g}")
    text = _narrow(cell)
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    found = Decimal(text) if _PLAIN.fullmatch(text) else None
    return found if found is not None and found.adjusted() < LONGEST else None


def yuan(amount: int) -> float | str:
    """Fen as yuan for a cell: a number, or a text where a spreadsheet would lose digits."""
    if abs(amount) < 10**DIGITS:
        return amount / CENTS
    return f"{Decimal(amount) / CENTS:.2f}"


def kept(value: float) -> float | str:
    """A number for a cell: a text where a spreadsheet would lose digits."""
    fits = isinstance(value, int) and abs(value) < 10**DIGITS
    return value if fits or float(f"{value:.{DIGITS}g}") == value else repr(value)


def written(cell: object) -> str | None:
    """A number, date or yes as the text it stands for, in a column of texts; None where digits are lost."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _digits(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="minutes")
    return str(cell)


def _digits(cell: float) -> str | None:
    if abs(cell) >= 10**DIGITS:
        return None
    return f"{decimal(cell):f}"


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
