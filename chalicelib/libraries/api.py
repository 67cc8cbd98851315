"""Libraries over HTTP: definitions as one sees them, and one's own accounts."""

from __future__ import annotations

from pydantic import BaseModel

from chalicelib.libraries import browsing, service
from chalicelib.libraries.errors import RecordForbiddenError
from chalicelib.libraries.model import Library, LibraryNotFoundError
from chalicelib.libraries.presenting import LibraryView, library_view
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
