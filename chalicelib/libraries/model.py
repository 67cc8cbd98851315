"""Modelling libraries: what one `<library>.library.yaml` may say, and the arithmetic of a ledger. Pure.

A ledger keeps accounts per person: `available` is what may still be used, `held` what pending requests have
reserved; their sum is the balance. Every change is an entry; accounts never go below zero.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from chalicelib.libraries.errors import BalanceError, LibraryInvalidError, LibraryNotFoundError
from chalicelib.libraries.fields import LIBRARY_KEY, FieldKey, FieldType, Frozen, LibraryField
from chalicelib.platform import strict_yaml
from chalicelib.platform.errors import FieldProblem

__all__ = [
    "Account",
    "BalanceError",
    "Entry",
    "EntryKind",
    "FieldType",
    "Ledger",
    "Library",
    "LibraryField",
    "LibraryInvalidError",
    "LibraryNotFoundError",
    "Matrix",
    "MatrixRows",
    "NoOverlap",
    "Permission",
    "apply",
    "read",
]

PLACES = 6
"""Decimal places of an amount: binary fractions must not leave a hold of 0.3 that 0.1 and 0.2 cannot commit."""
SEQUENCE = re.compile(r"{seq:[1-9]}")


class Ledger(Frozen):
    """Makes a library a ledger: accounts of `owner`, amounts in `unit`."""

    owner: str
    account: str
    amount: str
    unit: str


class MatrixRows(Frozen):
    """What a row of a matrix is: a department, or a text."""

    label: str
    type: Literal["department", "text"]


class Matrix(Frozen):
    """Makes a library a matrix: cells of userids. `columns`: key -> label."""

    rows: MatrixRows
    columns: dict[FieldKey, str] = Field(min_length=1)


class NoOverlap(Frozen):
    """Two records with the same values of `by` may not overlap between `start` and `end`, two dates (both days
    counted) or two moments (the end not counted). A record whose field has one of the values of `unless` lets go.
    """

    by: tuple[FieldKey, ...] = Field(min_length=1)
    start: FieldKey
    end: FieldKey
    unless: dict[FieldKey, tuple[str, ...]] = {}


class Permission(Frozen):
    """Who may read: `own` rows (the owner is the person), or `all`."""

    who: str
    rows: Literal["own", "all"]


class Library(Frozen):
    """One library: a ledger, a matrix, or records told apart by `key_field`, one field or several.

    A `serial` numbers records that come without their key.
    """

    key: str = Field(pattern=LIBRARY_KEY)
    name: str
    description: str = ""
    fields: dict[FieldKey, LibraryField] = {}
    key_field: FieldKey | tuple[FieldKey, ...] = ()
    ledger: Ledger | None = None
    matrix: Matrix | None = None
    no_overlap: NoOverlap | None = None
    append_only: bool = False
    serial: str = ""
    permissions: tuple[Permission, ...] = ()

    @model_validator(mode="after")
    def _ledger_fields_exist(self) -> Library:
        named = (self.ledger.owner, self.ledger.account, self.ledger.amount) if self.ledger else ()
        if missing := [name for name in named if name not in self.fields]:
            raise ValueError(f"the ledger names fields there are not: {', '.join(missing)}")
        if self.ledger and not SEQUENCE.search(self.serial):
            raise ValueError("a ledger numbers its entries: give it a serial with {seq:7}")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields whose values together name a record."""
        return (self.key_field,) if isinstance(self.key_field, str) else self.key_field

    @property
    def kind(self) -> Literal["ledger", "matrix", "records"]:
        return "ledger" if self.ledger else "matrix" if self.matrix else "records"

    def reads_all(self, roles: tuple[str, ...]) -> bool:
        """Whether somebody with these roles sees every row; the union of their roles counts."""
        return any(p.rows == "all" and p.who in roles for p in self.permissions)


class EntryKind(StrEnum):
    GRANT = "grant"
    HOLD = "hold"
    COMMIT = "commit"
    RELEASE = "release"


@dataclass(frozen=True)
class Account:
    """One person's account in one ledger. `version` counts its entries."""

    owner: str
    account: str
    available: float = 0
    held: float = 0
    version: int = 0

    @property
    def balance(self) -> float:
        return self.available + self.held


@dataclass(frozen=True)
class Entry:
    """One movement. `source` and `reference` make it unique with account and kind: the same one counts once."""

    owner: str
    account: str
    kind: EntryKind
    amount: float
    source: str
    reference: str
    remark: str = ""
    expires_on: str = ""

    DIRECTION: ClassVar[dict[EntryKind, tuple[int, int]]] = {
        EntryKind.GRANT: (1, 0),
        EntryKind.HOLD: (-1, 1),
        EntryKind.COMMIT: (0, -1),
        EntryKind.RELEASE: (1, -1),
    }


def apply(account: Account, entry: Entry) -> Account:
    """The account after an entry, to the millionth. Raises BalanceError where it would go below zero."""
    available, held = Entry.DIRECTION[entry.kind]
    after = replace(
        account,
        available=round(account.available + available * entry.amount, PLACES),
        held=round(account.held + held * entry.amount, PLACES),
        version=account.version + 1,
    )
    if not (0 <= entry.amount < math.inf and after.available >= 0 and after.held >= 0):
        raise BalanceError(account=entry.account, available=account.available, wanted=entry.amount)
    return after


def read(source: str) -> Library:
    """A definition from its YAML. Raises LibraryInvalidError naming what is wrong with its shape; see `definition`."""
    try:
        return Library.model_validate(strict_yaml.load(source))
    except yaml.YAMLError as error:
        raise LibraryInvalidError(problems=(FieldProblem("file", "L001", f"not YAML: {error}"),)) from error
    except ValidationError as error:
        problems = tuple(FieldProblem(_place(e), "L002", str(e["msg"])) for e in error.errors())
        raise LibraryInvalidError(problems=problems) from error


def _place(error: Any) -> str:
    return ".".join(map(str, error["loc"])) or "file"
