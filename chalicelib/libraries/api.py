"""Libraries over HTTP: definitions, the entries one may see, and one's own accounts."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.libraries import service
from chalicelib.libraries.errors import LibraryKindError, RecordNotFoundError
from chalicelib.libraries.model import Library, LibraryField, LibraryNotFoundError
from chalicelib.platform.errors import CursorError, NotAdministratorError
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class LibrarySummary(BaseModel):
    key: str
    name: str
    description: str


class LibraryList(BaseModel):
    items: list[LibrarySummary]


class LibraryOption(BaseModel):
    value: str
    label: str


class LibraryFieldView(BaseModel):
    key: str
    label: str
    type: str
    required: bool
    unit: str
    options: list[LibraryOption]


class LibraryView(LibrarySummary):
    fields: list[LibraryFieldView]
    ledger: bool
    kind: str


class RecordView(BaseModel):
    """A record: its values by field, and the request that wrote it."""

    id: str
    values: dict[str, Any]
    created_at: str
    source: str


class ChangeView(BaseModel):
    """A change of a record: who, when, for which request; `fields` is field -> [old, new]."""

    version: int
    action: str
    at: str
    by: str
    source: str
    fields: dict[str, list[Any]]


class FullRecordView(BaseModel):
    """A record of a library that is no ledger, with its latest changes, newest first."""

    id: str
    values: dict[str, Any]
    version: int
    created_at: str
    changes: list[ChangeView]


class RecordPage(BaseModel):
    items: list[RecordView]
    next_cursor: str | None


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


class RecordsQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(default=None, max_length=2000)


@api.on("GET", "/libraries", out=LibraryList)
def list_libraries(_: Call) -> LibraryList:
    """All published libraries."""
    return LibraryList(
        items=[
            LibrarySummary(key=library.key, name=library.name, description=library.description)
            for library in service.all_libraries()
        ]
    )


@api.on("GET", "/libraries/{key}", out=LibraryView, errors=(LibraryNotFoundError,))
def get_library(_: Call, key: str) -> LibraryView:
    """A library's definition."""
    library = service.library(key)
    return LibraryView(
        key=library.key,
        name=library.name,
        description=library.description,
        ledger=library.ledger is not None,
        kind=library.kind,
        fields=[_field(name, field) for name, field in library.fields.items()],
    )


@api.on(
    "GET",
    "/libraries/{key}/records",
    query=RecordsQuery,
    out=RecordPage,
    errors=(LibraryNotFoundError, CursorError),
)
def list_records(call: Call, key: str) -> RecordPage:
    """The records I may see, newest first."""
    person = directory.person(call.userid)
    rows, cursor = service.entries(key, call.userid, person.roles, call.query.cursor)
    return RecordPage(
        items=[
            RecordView(
                id=row.entry_no,
                created_at=row.at,
                source=row.source,
                values={
                    "entry_no": row.entry_no,
                    "staff": row.owner,
                    "account": row.account,
                    "kind": row.entry_kind,
                    "minutes": row.amount,
                    "occurs_on": row.at[:10],
                    "expires_on": row.expires_on or None,
                    "source_flow": row.source,
                    "ref_entry": row.reference,
                    "balance_after": row.balance_after,
                    "remark": row.remark,
                },
            )
            for row in rows
        ],
        next_cursor=cursor,
    )


@api.on(
    "GET",
    "/libraries/{key}/records/{record_id}",
    out=FullRecordView,
    errors=(LibraryNotFoundError, LibraryKindError, RecordNotFoundError, NotAdministratorError),
)
def get_record(call: Call, key: str, record_id: str) -> FullRecordView:
    """A record with its history; for administrators, until libraries have permissions by field."""
    directory.require_admin(call.userid)
    found = service.full_records(key, [record_id]).get(record_id)
    if found is None:
        raise RecordNotFoundError(library=key, record=record_id)
    return FullRecordView(
        id=found.key,
        values=dict(found.values),
        version=found.version,
        created_at=found.created_at,
        changes=[
            ChangeView(
                version=int(row.version),
                action=row.action,
                at=row.at,
                by=row.by,
                source=row.source,
                fields=row.fields,
            )
            for row in service.changes(key, record_id)
        ],
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


def _field(key: str, field: LibraryField) -> LibraryFieldView:
    return LibraryFieldView(
        key=key,
        label=field.label,
        type=field.type,
        required=field.required,
        unit=field.unit,
        options=[LibraryOption(value=value, label=label) for value, label in field.options.items()],
    )
