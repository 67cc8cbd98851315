"""WeCom's error numbers: what each means, and what to do. Texts of the vendor change, numbers do not.

https://developer.work.weixin.qq.com/document/path/90313; the words are `messages: wecom_errors.<number>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalicelib.platform import messages
from chalicelib.wecom.model import WecomRefusedError

NUMBERS = (
    -1,
    40001,
    40008,
    40013,
    40014,
    40029,
    40056,
    40058,
    40068,
    40071,
    40091,
    41001,
    41002,
    41004,
    41011,
    42001,
    42014,
    42017,
    43001,
    43002,
    44004,
    45002,
    45009,
    45033,
    47001,
    48002,
    50001,
    60003,
    60004,
    60005,
    60006,
    60008,
    60010,
    60011,
    60020,
    60102,
    60103,
    60104,
    60111,
    60123,
    81013,
    82001,
    84015,
    301002,
)


@dataclass(frozen=True)
class Explanation:
    """What an administrator reads."""

    meaning: str
    remedy: str


def explain(errcode: int, locale: str = messages.DEFAULT_LOCALE) -> Explanation:
    """The meaning and the remedy of a number; of one we do not know, where the vendor explains it."""
    group = f"wecom_errors.{errcode}" if errcode in NUMBERS else "wecom_errors.unknown"
    return Explanation(messages.text(f"{group}.meaning", locale), messages.text(f"{group}.remedy", locale))


def explained(error: WecomRefusedError) -> dict[str, Any]:
    """For the log: the vendor's number, what it means, and what an administrator does about it."""
    found = explain(error.errcode, "en")
    return {"errcode": error.errcode, "meaning": found.meaning, "remedy": found.remedy}
