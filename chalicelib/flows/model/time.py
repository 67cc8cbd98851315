"""How long a node may take and what happens then, in the institute's working time."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from chalicelib.flows.model.base import Frozen, Key
from chalicelib.flows.model.rules import Rule

MINUTES_OF_A_DAY = 480


class Overdue(StrEnum):
    REMIND = "remind"
    AUTO_PASS = "auto_pass"  # noqa: S105 - no password
    AUTO_REJECT = "auto_reject"


class Escalate(Frozen):
    """The people of a rule are asked too: whoever is first decides."""

    escalate: Rule


class HandTo(Frozen):
    """The people of a rule are asked instead."""

    hand_to: Rule


class Span(Frozen):
    """A length of working time: hours, or workdays of 8 hours."""

    hours: float | None = Field(default=None, gt=0, le=2000)
    workdays: float | None = Field(default=None, gt=0, le=250)

    @model_validator(mode="after")
    def _one_unit(self) -> Span:
        if (self.hours is None) == (self.workdays is None):
            raise ValueError("say hours or workdays")
        return self

    @property
    def working_minutes(self) -> int:
        return round((self.hours or 0) * 60 + (self.workdays or 0) * MINUTES_OF_A_DAY)


class Urgency(Frozen):
    """Hours by the option chosen in an enum field, instead of the ordinary time."""

    field: Key
    hours: dict[str, float] = Field(min_length=1)


class Due(Span):
    """How long a node may take. `remind_before_hours` and `remind_every_hours` are working hours too. So long after it
    is over as `tell_superior` says, the superior of each who is late is told, once.
    """

    by: Urgency | None = None
    remind_before_hours: float = Field(default=1, ge=0)
    remind_every_hours: float = Field(default=4, gt=0)
    then: Overdue | Escalate | HandTo = Overdue.REMIND
    tell_superior: Span | None = None
