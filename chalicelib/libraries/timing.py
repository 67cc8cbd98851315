"""What a library says of days and moments: whom it reminds of what, and what a day does to a record. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.libraries.base import LIBRARY_KEY, FieldKey, FieldPath, Frozen, Value, Word
from chalicelib.libraries.filters import Filter, Scalar

Number = Annotated[int, Field(ge=0, le=100_000)]
Workdays = Annotated[int, Field(ge=0, le=250)]
LEAP_YEAR = 2028
MONTH_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9]|3[01])$"
EdgeDay = Literal["first_workday", "last_workday", "last_day"]


class Recipients(Frozen):
    """People a field of the record names, and holders of roles."""

    fields: tuple[FieldKey, ...] = ()
    roles: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _somebody(self) -> Recipients:
        if not (self.fields or self.roles):
            raise ValueError("say fields or roles")
        return self


class CalendarDays(Frozen):
    """Days of the calendar: `yearly` `12-01`; `quarterly` and `monthly` a number of the day in it, or its first or last
    workday, or its last day.
    """

    yearly: tuple[Annotated[str, Field(pattern=MONTH_DAY)], ...] = ()
    quarterly: Annotated[int, Field(ge=1, le=90)] | EdgeDay | None = None
    monthly: Annotated[int, Field(ge=1, le=28)] | EdgeDay | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> CalendarDays:
        if sum(map(bool, (self.yearly, self.quarterly, self.monthly))) != 1:
            raise ValueError("say yearly, quarterly or monthly")
        for day in self.yearly:
            dt.date.fromisoformat(f"{LEAP_YEAR}-{day}")
        return self


class UnlessIn(Frozen):
    """Not a record that is named by the reference `by` of a record of another library."""

    library: str = Field(pattern=LIBRARY_KEY)
    by: FieldPath


class Meant(Frozen):
    """Which records are meant: `filter` finds them; `if` (JSONata over the record, `today`, and `on`, the day it goes by)
    and `unless_in` are asked of each one when its day has come.
    """

    filter: Filter | None = None
    if_: Value | None = Field(default=None, alias="if")
    unless_in: UnlessIn | None = None


class Reminder(Meant):
    """A message so many days, workdays or minutes before and after the `date` a field names, or a day of the `calendar`.

    `repeat_…`: again every so many after the last one that is named, while the record is meant. `together`: one line
    that says how many records are meant, not a line of each.
    """

    key: Word
    name: str = Field(min_length=1, max_length=40)
    date: FieldPath = ""
    calendar: CalendarDays | None = None
    before_days: tuple[int, ...] = ()
    after_days: tuple[int, ...] = ()
    repeat_days: int | None = Field(default=None, ge=1, le=366)
    before_workdays: tuple[Workdays, ...] = ()
    after_workdays: tuple[Workdays, ...] = ()
    repeat_workdays: int | None = Field(default=None, ge=1, le=250)
    before_minutes: tuple[Number, ...] = ()
    after_minutes: tuple[Number, ...] = ()
    repeat_minutes: Annotated[int, Field(ge=10, le=100_000)] | None = None
    together: bool = False
    to: Recipients

    @model_validator(mode="after")
    def _some_day(self) -> Reminder:
        if bool(self.date) == bool(self.calendar):
            raise ValueError("say date, or calendar")
        if self.by_minutes and (self.by_days or self.calendar):
            raise ValueError("say days or minutes; two reminders where both are meant")
        if not (self.by_minutes or self.by_days or self.calendar):
            raise ValueError("say before_days, after_days, repeat_days, or the same of workdays or minutes")
        return self

    @property
    def by_days(self) -> bool:
        """Whether it goes by days, or workdays."""
        return bool(self.names_days or self.repeat_days or self.repeat_workdays)

    @property
    def names_days(self) -> bool:
        """Whether it says on which days, beside those on which it comes again."""
        days = self.before_days or self.after_days
        return bool(days or self.before_workdays or self.after_workdays)

    @property
    def by_minutes(self) -> bool:
        return bool(self.before_minutes or self.after_minutes or self.repeat_minutes)


class Deadline(Meant):
    """What becomes of a record so many days, workdays or minutes after the date a field names: `set` gives its fields
    values, null takes one away. Done once for a date, by nobody, and never again where somebody undoes it.
    """

    key: Word
    name: str = Field(min_length=1, max_length=40)
    date: FieldKey
    after_days: Number | None = None
    after_workdays: Workdays | None = None
    after_minutes: Number | None = None
    filter: Filter
    set: dict[FieldKey, Scalar | None] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_time(self) -> Deadline:
        said = (self.after_days, self.after_workdays, self.after_minutes)
        if sum(one is not None for one in said) != 1:
            raise ValueError("say after_days, after_workdays or after_minutes")
        return self
