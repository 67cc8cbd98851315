"""What every part of the library language shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LIBRARY_KEY = r"^[a-z][a-z0-9-]{1,39}$"
FLOW_KEY = r"^[a-z][a-z0-9-]{1,59}$"
FieldKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?$")]
"""A field, or a column of a table: `keeper`, `payments.plan_on`."""
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
"""The key of a view, a reminder, a statistic, an action."""
Value = Annotated[str, Field(min_length=1, max_length=2000)]
"""JSONata that gives a value."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
