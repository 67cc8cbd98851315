"""Statistics as a library says them: what is counted with each record, and what is made of that when it is read. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.libraries.base import FieldPath, Frozen, Word
from chalicelib.libraries.filters import Filter

Named = Annotated[str, Field(pattern=r"^([a-z][a-z0-9-]{1,39}\.)?[a-z][a-z0-9_-]{0,39}$")]
"""A statistic: of this library by its key, of another as `<library>.<key>`."""
Grain = Literal["year", "month", "day"]
GRAINS: dict[Grain, int] = {"year": 4, "month": 7, "day": 10}
"""How much of a day, `2026-11-30`, tells a group by it."""


class Part(Frozen):
    """A statistic that counts, as part of another figure. `where`: only groups whose dimensions are so. Of one by `day`
    a window: `last_days`, today being the last, or `from_today` on. `top`: only its so many largest groups.
    """

    statistic: Named
    where: Filter | None = None
    last_days: int | None = Field(default=None, ge=1, le=366)
    from_today: Literal[True] | None = None
    top: int | None = Field(default=None, ge=1, le=100)

    @model_validator(mode="after")
    def _one_window(self) -> Part:
        if self.last_days and self.from_today:
            raise ValueError("say last_days or from_today")
        return self

    @property
    def has_window(self) -> bool:
        return bool(self.last_days or self.from_today)

    @property
    def library(self) -> str:
        """The other library; empty for this one."""
        return self.statistic.rpartition(".")[0]

    @property
    def key(self) -> str:
        return self.statistic.rpartition(".")[2]


Said = Named | Part


def part_of(said: Said) -> Part:
    """A statistic that is named alone is the whole of it."""
    return said if isinstance(said, Part) else Part(statistic=said)


class Rate(Frozen):
    """One figure over another, worked out when it is read; without `over` a figure in another unit.

    By the dimensions the two share, or those of them that `by` names in its order; and always by those of `each`, which
    only `of` is told apart by: the share of each. Multiplied by `times` and divided by `per`. Without `unit` it is a
    share, shown in percent; of money over what is none it is money.
    """

    of: Said
    over: Said | None = None
    by: tuple[FieldPath, ...] | None = None
    each: tuple[FieldPath, ...] = ()
    times: int = Field(default=1, ge=1)
    per: int = Field(default=1, ge=1)
    unit: str = Field(default="", max_length=10)


class Balance(Frozen):
    """What stood, came in, went out and stands, month by month: of two statistics by month. `by` as of a rate."""

    in_: Said = Field(alias="in")
    out: Said
    by: tuple[FieldPath, ...] | None = None


class Statistic(Frozen):
    """How many records, the sum or average of a field of them, or how many different values it has; by up to three
    fields, of which one may be the `year`, `month` or `day` of a date. Or made of such: a rate, a balance.
    """

    key: Word
    name: str = Field(min_length=1, max_length=40)
    count: Literal[True] | None = None
    sum: FieldPath | None = None
    average: FieldPath | None = None
    distinct: FieldPath | None = None
    rate: Rate | None = None
    balance: Balance | None = None
    by: tuple[FieldPath, ...] = Field(default=(), max_length=3)
    year: FieldPath | None = None
    month: FieldPath | None = None
    day: FieldPath | None = None
    filter: Filter | None = None

    @model_validator(mode="after")
    def _one_figure(self) -> Statistic:
        figures = (self.count, self.sum, self.average, self.distinct, self.rate, self.balance)
        if sum(part is not None for part in figures) != 1:
            raise ValueError("say count, sum, average, distinct, rate or balance")
        if self.is_made and (self.by or self.grain or self.filter):
            raise ValueError("a rate or balance is by what its parts are by")
        return self

    @model_validator(mode="after")
    def _few_dimensions(self) -> Statistic:
        times = sum(getattr(self, grain) is not None for grain in GRAINS)
        if times > 1:
            raise ValueError("say year, month or day")
        if len(self.by) + times > 3:
            raise ValueError("three dimensions at the most; a year, month or day is one")
        return self

    @property
    def is_made(self) -> bool:
        """Whether it is worked out of others when it is read; nothing of it is stored."""
        return bool(self.rate or self.balance)

    @property
    def says(self) -> str:
        """Its word: count, sum, average, distinct, rate or balance."""
        words = ("count", "sum", "average", "distinct", "rate", "balance")
        return next(word for word in words if getattr(self, word) is not None)

    @property
    def amount(self) -> str:
        """The field that is added up; empty where records are counted."""
        return self.sum or self.average or ""

    @property
    def grain(self) -> Grain | None:
        """How fine it is by time."""
        return next((grain for grain in GRAINS if getattr(self, grain)), None)

    @property
    def time(self) -> str:
        """The date it is by; empty where it is by none."""
        return self.year or self.month or self.day or ""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The fields of a group's values, in their order: the time first."""
        return (*filter(None, [self.time]), *self.by)

    @property
    def counted_by(self) -> tuple[str, ...]:
        """The same of a group as it is stored: different values are told apart."""
        return (*self.dimensions, *filter(None, [self.distinct]))

    @property
    def named(self) -> tuple[str, ...]:
        """Every field it names, its filter aside."""
        return (*self.counted_by, *filter(None, [self.amount]))

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it is made of: `of` and `over`, `in` and `out`; nothing of what is counted."""
        if self.rate:
            return tuple(part_of(one) for one in (self.rate.of, self.rate.over) if one)
        return (part_of(self.balance.in_), part_of(self.balance.out)) if self.balance else ()
