"""Statistics over HTTP: every figure with the figures it is made of, and where the records behind each are listed."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.libraries import composing, statistics
from chalicelib.libraries.composing import Source
from chalicelib.libraries.errors import (
    ListingFilterError,
    RecordForbiddenError,
    StatisticDimensionError,
    StatisticNotFoundError,
    ViewPreparingError,
)
from chalicelib.libraries.model import LibraryNotFoundError
from chalicelib.libraries.naming import names_of
from chalicelib.libraries.presenting import LibraryFieldView, NamesView, field_view, names_view
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.statistics import Group, Piece, Told
from chalicelib.platform.web import Api, Call

api = Api(__name__)
ROLES = {"rate": ("of", "over"), "balance": ("in", "out")}


class StatisticQuery(BaseModel):
    """`by`: some of its dimensions, with commas between them, empty for none; without it by all. `where`: values of
    dimensions, as JSON.
    """

    model_config = ConfigDict(extra="forbid")

    by: str | None = Field(default=None, max_length=400)
    where: str = Field(default="", max_length=1000)

    def dimensions(self) -> list[str] | None:
        return None if self.by is None else [one for one in self.by.split(",") if one]

    def values(self) -> dict[str, Any]:
        """Raises ListingFilterError."""
        try:
            found = json.loads(self.where) if self.where else {}
        except (ValueError, RecursionError) as error:
            raise ListingFilterError(field="where", name=self.where[:40]) from error
        if not isinstance(found, dict) or any(isinstance(one, dict | list) for one in found.values()):
            raise ListingFilterError(field="where", name=self.where[:40])
        return found


class DimensionView(BaseModel):
    """What groups are told apart by. `grain`: year, month or day of a date; empty for a value."""

    key: str
    grain: str
    field: LibraryFieldView


class PartView(BaseModel):
    """A statistic a figure is made of, or itself. `role`: of, over; in, out. `where`, the window and `top` narrow it.
    `distinct`: the field whose different values are counted.
    """

    role: str
    library: str
    statistic: str
    name: str
    says: str
    unit: str
    type: str
    distinct: str | None
    dimensions: list[DimensionView]
    where: dict[str, Any] | None
    last_days: int | None
    from_today: bool
    top: int | None


class PieceView(BaseModel):
    """What one part adds to a group. Its records are listed in `view` ("" for all of them) under `filter`; without a
    view no list shows them. `values`: the group by the dimensions of the part.
    """

    figure: float | None
    view: str | None
    filter: dict[str, Any] | None
    values: dict[str, Any]


class GroupView(BaseModel):
    """`values` by dimension; a time as 2026-11, null where nothing is filled in. `figure`: null where there is none."""

    values: dict[str, Any]
    number: int
    figure: float | None
    opening: float | None
    pieces: list[PieceView]


class StatisticView(BaseModel):
    """`says`: count, sum, average, distinct, rate or balance; a figure is of `type` (number, money, percent: 1 is 100 %),
    in `unit`, and what its parts give times `times`, divided by `per`. `dimensions`: what it can be asked by; `by`: what
    the groups are by.
    """

    key: str
    name: str
    library: str
    says: str
    unit: str
    type: str
    times: int
    per: int
    dimensions: list[DimensionView]
    distinct: DimensionView | None
    parts: list[PartView]
    by: list[str]
    groups: list[GroupView]
    total: GroupView | None
    names: NamesView


@api.on(
    "GET",
    "/libraries/{key}/statistics/{statistic}",
    query=StatisticQuery,
    out=StatisticView,
    errors=(
        LibraryNotFoundError,
        RecordForbiddenError,
        StatisticNotFoundError,
        StatisticDimensionError,
        ListingFilterError,
        ViewPreparingError,
    ),
)
def get_statistic(call: Call, key: str, statistic: str) -> StatisticView:
    """A statistic by its groups."""
    query: StatisticQuery = call.query
    told = statistics.tell(key, call.userid, statistic, query.dimensions(), query.values())
    said, first = told.statistic, told.frame.sources[0]
    kind, unit = composing.measure(told.frame, said)
    return StatisticView(
        key=said.key,
        name=said.name,
        library=told.rights.library.key,
        says=said.says,
        unit=unit,
        type=kind,
        times=said.rate.times if said.rate else 1,
        per=said.rate.per if said.rate else 1,
        dimensions=[_dimension(told, first, name) for name in told.frame.dimensions],
        distinct=_dimension(told, first, said.distinct) if said.distinct else None,
        parts=[_part(told, number) for number in range(len(told.frame.sources))],
        by=list(told.by),
        groups=[_group(told, one) for one in told.groups],
        total=_group(told, told.total) if told.total else None,
        names=names_view(_names(told)),
    )


def _names(told: Told) -> Any:
    first = told.frame.sources[0]
    fields = {name: field for name in told.by if (field := first.field(name))}
    return names_of(fields, [one.values for one in told.groups])


def _dimension(told: Told, source: Source, name: str) -> DimensionView:
    field = source.field(name)
    assert field is not None  # noqa: S101 - the verifier knows the fields of a statistic
    rights = Rights(source.library, told.rights.actor, told.rights.today)
    is_time = name == source.statistic.time
    return DimensionView(
        key=name,
        grain=(source.statistic.grain or "") if is_time else "",
        field=field_view(rights, name, name, field),
    )


def _part(told: Told, number: int) -> PartView:
    source = told.frame.sources[number]
    said, part = source.statistic, source.part
    kind, unit = composing.measure_of(source)
    return PartView(
        role=ROLES.get(told.statistic.says, ("of",))[number],
        library=source.library.key,
        statistic=said.key,
        name=said.name,
        says=said.says,
        unit=unit,
        type=kind,
        distinct=said.distinct,
        dimensions=[_dimension(told, source, name) for name in said.dimensions],
        where=dict(part.where.model_dump(mode="json", by_alias=True, exclude_none=True))
        if part.where
        else None,
        last_days=part.last_days,
        from_today=bool(part.from_today),
        top=part.top,
    )


def _group(told: Told, group: Group) -> GroupView:
    return GroupView(
        values=dict(group.values),
        number=group.number,
        figure=group.figure,
        opening=group.opening,
        pieces=[_piece(told, number, group, one) for number, one in enumerate(group.pieces)],
    )


def _piece(told: Told, number: int, group: Group, piece: Piece) -> PieceView:
    names = told.frame.maps[number]
    values = {names[name]: value for name, value in group.values.items() if name in names}
    return PieceView(
        figure=piece.figure,
        view=piece.view,
        filter=piece.condition if piece.view is not None else None,
        values=values,
    )
