"""Texts a spreadsheet would take for a formula. In a CSV they get an apostrophe in front, and lose it when they come back.

OWASP, "CSV injection": what begins with `=`, `+`, `-`, `@`, a tab or a return may be worked out by whoever opens it.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""With apostrophes already in front too, so that each way back is the only one."""


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet might work a text out."""
    return bool(_DANGEROUS.match(text))


def neutral(text: str) -> str:
    """The text as a CSV may have it."""
    return f"'{text}" if is_dangerous(text) else text


def original(text: str) -> str:
    """The reverse of `neutral`."""
    return text[1:] if text.startswith("'") and is_dangerous(text) else text
