"""What every part of the flow language shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

KEY = r"^[a-z][a-z0-9_]{0,39}$"
FLOW_KEY = r"^[a-z][a-z0-9-]{1,59}$"
REVISE = "revise"
"""State and node of a request that was returned to its starter."""
MOST_VISITS = 500
"""A request is at nodes so often at the most, so that one run stays below Step Functions' 25,000 events."""

Key = Annotated[str, Field(pattern=KEY)]
FieldPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?$")]
"""A form field, or a column of a table field: `driver`, `items.owner`."""
Condition = Annotated[str, Field(min_length=1, max_length=2000)]
"""JSONata that says yes or no."""
Value = Annotated[str, Field(min_length=1, max_length=2000)]
"""JSONata that gives a value."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
