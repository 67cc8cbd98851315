"""Libraries over HTTP: definitions as one sees them, statistics, and one's own accounts."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from chalicelib.libraries import browsing, service, statistics
from chalicelib.libraries.errors import RecordForbiddenError, StatisticNotFoundError, ViewPreparingError
from chalicelib.libraries.figures import dimensions
from chalicelib.libraries.model import Library, LibraryNotFoundError
from chalicelib.libraries.naming import names_in
from chalicelib.libraries.presenting import LibraryView, NamesView, library_view, names_view
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.words import Operation
from chalicelib.platform import clock
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class LibrarySummary(BaseModel):
    key: str
    name: str
    description: str
    kind: str


class LibraryList(BaseModel):
    items: list[LibrarySummary]


class GroupView(BaseModel):
    """`values` by dimension; a month as 2026-11, null where nothing is filled in."""

    values: dict[str, Any]
    number: int
    figure: float


class StatisticView(BaseModel):
    """`says`: count, sum or average, of a field of `type`, in `unit`. A group is listed with `filter` and its values."""

    key: str
    name: str
    says: str
    unit: str
    type: str
    dimensions: list[str]
    month: str | None
    filter: dict[str, Any] | None
    groups: list[GroupView]
    names: NamesView


class BalanceView(BaseModel):
    """An account of mine, in `unit`. `available` is what I may still use; `held` is reserved by pending requests."""

    account: str
    label: str
    unit: str
    balance: float
    held: float
    available: float


class BalanceList(BaseModel):
    items: list[BalanceView]


@api.on("GET", "/libraries", out=LibraryList)
def list_libraries(call: Call) -> LibraryList:
    """The published libraries of which I may see something."""
    actor, today = browsing.actor(call.userid), clock.wall(clock.now()).date()
    return LibraryList(
        items=[
            LibrarySummary(key=one.key, name=one.name, description=one.description, kind=one.kind)
            for one in service.known_libraries()
            if Rights(one, actor, today).allows(Operation.READ)
        ]
    )


@api.on("GET", "/libraries/{key}", out=LibraryView, errors=(LibraryNotFoundError, RecordForbiddenError))
def get_library(call: Call, key: str) -> LibraryView:
    """A library as I see it: its fields, views and statistics, and what I may do."""
    return library_view(browsing.rights(key, call.userid), service.definitions(key).version)


@api.on(
    "GET",
    "/libraries/{key}/statistics/{statistic}",
    out=StatisticView,
    errors=(LibraryNotFoundError, RecordForbiddenError, StatisticNotFoundError, ViewPreparingError),
)
def get_statistic(call: Call, key: str, statistic: str) -> StatisticView:
    """A statistic by its groups."""
    mine, said, groups = statistics.groups(key, call.userid, statistic)
    figured = mine.library.field_at(said.sum or said.average or "")
    return StatisticView(
        key=said.key,
        name=said.name,
        says="count" if said.count else "sum" if said.sum else "average",
        unit=figured.unit if figured else "",
        type=figured.type if figured else "number",
        dimensions=list(dimensions(said)),
        month=said.month,
        filter=json.loads(said.filter.model_dump_json(by_alias=True, exclude_none=True))
        if said.filter
        else None,
        groups=[GroupView(values=dict(one.values), number=one.number, figure=one.figure) for one in groups],
        names=names_view(names_in(mine.library, [one.values for one in groups])),
    )


@api.on("GET", "/libraries/{key}/balances", out=BalanceList, errors=(LibraryNotFoundError,))
def list_balances(call: Call, key: str) -> BalanceList:
    """My accounts in a ledger."""
    library = service.library(key)
    labels, unit = _account_labels(library)
    return BalanceList(
        items=[
            BalanceView(
                account=account.account,
                label=labels.get(account.account, account.account),
                unit=unit,
                balance=account.balance,
                held=account.held,
                available=account.available,
            )
            for account in service.accounts(key, call.userid)
        ]
    )


def _account_labels(library: Library) -> tuple[dict[str, str], str]:
    if library.ledger is None:
        return {}, ""
    return library.fields[library.ledger.account].options, library.ledger.unit
