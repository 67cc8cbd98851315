"""Modelling libraries: what one `<library>.library.yaml` may say, and the arithmetic of a ledger. Pure.

A ledger keeps accounts per person: `available` is what may still be used, `held` what pending requests have
reserved; their sum is the balance. Every change is an entry; accounts never go below zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from chalicelib.libraries.base import LIBRARY_KEY, FieldKey, Frozen, Value
from chalicelib.libraries.counting import Statistic
from chalicelib.libraries.errors import BalanceError, LibraryInvalidError, LibraryNotFoundError
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.timing import Deadline, Reminder
from chalicelib.libraries.words import (
    Action,
    Operation,
    Permission,
    Serial,
    States,
    UniqueKey,
    View,
)
from chalicelib.platform import strict_yaml
from chalicelib.platform.errors import FieldProblem

__all__ = [
    "Account",
    "BalanceError",
    "Entry",
    "EntryKind",
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


class Library(Frozen):
    """One library: a ledger, a matrix, or records told apart by `key_field`, one field or several.

    A `serial` numbers records that come without their key. `unique_keys` are several fields that together do not repeat,
    one field says `unique` itself. `migrate` says what becomes of stored records when a change does not fit them: a
    field's new value, JSONata over the record as it was; null for a field that is given up.
    """

    key: str = Field(pattern=LIBRARY_KEY)
    name: str
    description: str = ""
    fields: dict[FieldKey, LibraryField] = {}
    key_field: FieldKey | tuple[FieldKey, ...] = ()
    ledger: Ledger | None = None
    matrix: Matrix | None = None
    no_overlap: NoOverlap | None = None
    unique_keys: tuple[UniqueKey, ...] = ()
    append_only: bool = False
    serial: str | Serial = ""
    states: dict[FieldKey, States] = {}
    views: tuple[View, ...] = ()
    permissions: tuple[Permission, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    actions: tuple[Action, ...] = ()
    migrate: dict[FieldKey, Value | None] = {}

    def __hash__(self) -> int:
        """By name: what is worked out from a definition is kept by it."""
        return hash((self.key, self.name))

    @model_validator(mode="after")
    def _ledger_fields_exist(self) -> Library:
        named = (self.ledger.owner, self.ledger.account, self.ledger.amount) if self.ledger else ()
        if missing := [name for name in named if name not in self.fields]:
            raise ValueError(f"the ledger names fields there are not: {', '.join(missing)}")
        if self.ledger and not SEQUENCE.search(self.pattern):
            raise ValueError("a ledger numbers its entries: give it a serial with {seq:7}")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields whose values together name a record."""
        return (self.key_field,) if isinstance(self.key_field, str) else self.key_field

    def field_at(self, path: str) -> LibraryField | None:
        """The field, or column of a table, of a path like `payments.plan_on`."""
        top, _, column = path.partition(".")
        field = self.fields.get(top)
        return field.columns.get(column) if field and column else field

    def walk(self) -> Iterator[tuple[str, LibraryField]]:
        """Every field and column by its path, in the order of the text."""
        for key, field in self.fields.items():
            yield key, field
            yield from ((f"{key}.{column}", inner) for column, inner in field.columns.items())

    @property
    def counted(self) -> tuple[Statistic, ...]:
        """The statistics that are kept with each record; the others are made of them."""
        return tuple(one for one in self.statistics if not one.is_made)

    def statistic(self, key: str) -> Statistic | None:
        return next((one for one in self.statistics if one.key == key), None)

    @property
    def pattern(self) -> str:
        """How records or entries are numbered; empty where they are not."""
        return self.serial if isinstance(self.serial, str) else self.serial.pattern

    @property
    def codes(self) -> dict[str, dict[str, str]]:
        """What stands in a number for a field's options."""
        return {} if isinstance(self.serial, str) else self.serial.codes

    @property
    def keeps_time(self) -> bool:
        """Whether a field says since when another is as it is."""
        return any(field.since for field in self.fields.values())

    @property
    def kind(self) -> Literal["ledger", "matrix", "records"]:
        return "ledger" if self.ledger else "matrix" if self.matrix else "records"

    def reads_all(self, roles: tuple[str, ...]) -> bool:
        """Whether somebody with these roles sees every row; the union of their roles counts."""
        return any(p.rows == "all" and p.who in roles and Operation.READ in p.ops for p in self.permissions)


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
        found = {_place(e["loc"]): str(e["msg"]) for e in reversed(error.errors())}
        problems = [FieldProblem(place, "L002", message) for place, message in reversed(found.items())]
        raise LibraryInvalidError(problems=tuple(problems)) from error


def _place(parts: tuple[int | str, ...]) -> str:
    """A path in the file, without the names pydantic has for the ways a value may be read."""
    return ".".join(str(part) for part in parts if not _OF_PYDANTIC.search(str(part))) or "file"


_OF_PYDANTIC = re.compile(r"^(bool|int|float|str|constrained-str|[A-Z].*|.*\[.*)$")
