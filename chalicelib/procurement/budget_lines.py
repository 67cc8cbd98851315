"""Budget lines as the research system tells them, and what a message means for the line we hold. Pure.

Messages come signed (platform/webhooks.py), more than once and in any order: each holds the whole state of its line, and
the revision decides. Known answers in tests/vectors/research_webhook.json.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

Fen = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,15}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Status = Literal["approved", "adjusted", "frozen", "closed", "revoked"]


class LineInvalidError(ValueError):
    """The message is no budget line. The sender must not repeat it as it is."""


class BudgetLine(BaseModel):
    """One line. Money is whole fen, as text: JavaScript loses digits. `holder_userid` is WeCom's, in small letters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line_id: Name
    revision: int = Field(ge=1)
    supersedes: int | None = None
    project_no: Name
    project_name: Name
    holder_userid: Annotated[str, StringConstraints(min_length=1, max_length=64, to_lower=True)]
    account_code: Name
    account_name: Name
    currency: Literal["CNY"]
    amount_fen: Fen
    valid_from: dt.date
    valid_to: dt.date
    status: Status
    approved_at: dt.datetime

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> BudgetLine:
        if self.valid_from > self.valid_to:
            raise ValueError("valid_from is after valid_to")
        return self

    @property
    def amount(self) -> int:
        """In whole fen."""
        return int(self.amount_fen)

    def digest(self) -> str:
        """The same for the same content, however it was written."""
        told = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


class Verdict(StrEnum):
    """What a message means."""

    APPLIED = "applied"
    """New: the line is as the message says."""
    DUPLICATE = "duplicate"
    """We have it already."""
    STALE = "stale"
    """We have a newer one: recorded, nothing changes."""
    CONFLICT = "conflict"
    """The same revision says something else: refused, and somebody must look."""


def read(raw: bytes) -> BudgetLine:
    """The line of a message whose signature was checked. Raises LineInvalidError."""
    try:
        told: Any = json.loads(raw)
        if told["specversion"] != "1" or told["type"] != f"budget.line.{told['data']['status']}":
            raise LineInvalidError("type or specversion")
        return BudgetLine.model_validate(told["data"])
    except (ValidationError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise LineInvalidError("no budget line") from error


def judge(held: BudgetLine | None, told: BudgetLine) -> Verdict:
    """What the message says against the line we hold. A gap between revisions is no fault: each is whole."""
    if held is None or told.revision > held.revision:
        return Verdict.APPLIED
    if told.revision < held.revision:
        return Verdict.STALE
    return Verdict.DUPLICATE if told.digest() == held.digest() else Verdict.CONFLICT
