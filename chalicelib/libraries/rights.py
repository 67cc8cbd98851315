"""Who may see and do what with which records, field by field: the union of a person's permissions. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.libraries.filters import Filter, Viewer, holds, terms
from chalicelib.libraries.model import Library
from chalicelib.libraries.words import EVERYONE, Operation, Permission

MASK = "••••"
SHOWN_END = 4
"""The last characters of a long text stay readable behind a mask: an account is told from another by them."""
ADMINISTRATION = (Operation.READ, Operation.CREATE, Operation.UPDATE, Operation.DELETE, Operation.EXPORT)


@dataclass(frozen=True)
class Actor:
    """Who looks or writes."""

    viewer: Viewer
    roles: tuple[str, ...] = ()
    is_admin: bool = False

    @property
    def userid(self) -> str:
        return self.viewer.userid


@dataclass(frozen=True)
class Seen:
    """What somebody sees of a record. `masked`: paths whose values are shown in part, `hidden`: those not at all."""

    values: Mapping[str, Any]
    masked: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def alike(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Other values of the same fields, as they were once, as somebody sees them."""
        return _shown(values, self.hidden, self.masked)


@dataclass(frozen=True)
class Rights:
    """One person's rights in one library, on a day."""

    library: Library
    actor: Actor
    today: dt.date

    def permissions(self, operation: Operation) -> tuple[Permission, ...]:
        """Those of the person that allow an operation. Administrators may do what the library allows at all."""
        who = {EVERYONE, *self.actor.roles}
        found = tuple(p for p in self.library.permissions if p.who in who and operation in p.ops)
        if self.actor.is_admin and operation in ADMINISTRATION and not self._is_barred(operation):
            return (*found, Permission(who=EVERYONE, rows="all", ops=ADMINISTRATION))
        return found

    def allows(self, operation: Operation) -> bool:
        """Whether there are records the person may do this with."""
        return bool(self.permissions(operation))

    def rows(self, operation: Operation) -> tuple[Filter | None, ...]:
        """What holds of the records the person may do this with: one of these; None is all of them."""
        return _distinct(self.permissions(operation))

    def rows_showing(self, *paths: str) -> tuple[Filter | None, ...]:
        """Like `rows`, of records of which the person sees all of these fields, unmasked."""
        showing = [
            p for p in self.permissions(Operation.READ) if all(_shows_plainly(p, path) for path in paths)
        ]
        return _distinct(showing)

    def applying(self, operation: Operation, values: Mapping[str, Any]) -> tuple[Permission, ...]:
        """The permissions that allow an operation with this record."""
        return tuple(p for p in self.permissions(operation) if self._covers(p, values))

    def seen(self, values: Mapping[str, Any], operation: Operation = Operation.READ) -> Seen | None:
        """The record as the person sees it; None where they may not."""
        applying = self.applying(operation, values)
        return _seen(self.library, values, applying) if applying else None

    def shows(self, path: str) -> bool:
        """Whether the person sees a field (or column) in some record, if only masked."""
        return any(_shows(p, path) for p in self.permissions(Operation.READ))

    def visible(self, path: str) -> bool:
        """Whether the person sees a field (or column) at all, unmasked, in some record."""
        return any(_shows_plainly(p, path) for p in self.permissions(Operation.READ))

    def offers(self, condition: Filter | None, *paths: str) -> bool:
        """Whether nothing is asked, or sorted by, that the person may not see."""
        return all(self.visible(path) for path in (*(term.field for term in terms(condition)), *paths))

    def writable(self, operation: Operation, values: Mapping[str, Any]) -> frozenset[str]:
        """The paths the person may fill in or change of a record (of a new one: of these values)."""
        return self._open_to(operation, self.applying(operation, values))

    def could_write(self, operation: Operation) -> frozenset[str]:
        """The paths the person may fill in or change of some record."""
        return self._open_to(operation, self.permissions(operation))

    def meets(self, condition: Filter | None, values: Mapping[str, Any]) -> bool:
        """Whether a condition holds for a record, for who looks today."""
        return holds(condition, values, self.actor.viewer, self.today)

    def may_move(self, field: str, old: Any, new: Any) -> bool:
        """Whether the person may make a change of state by hand."""
        states = self.library.states.get(field)
        return states is None or any(
            old in move.sources
            and new in move.targets
            and (self.actor.is_admin or set(move.by) & set(self.actor.roles))
            for move in states.moves
        )

    def _open_to(self, operation: Operation, permissions: tuple[Permission, ...]) -> frozenset[str]:
        return frozenset(
            path
            for path, field in self.library.walk()
            if not field.is_derived
            and not self._is_fixed(operation, path)
            and any(_opens(p, path) for p in permissions)
        )

    def _covers(self, permission: Permission, values: Mapping[str, Any]) -> bool:
        rows = permission.rows
        if isinstance(rows, Filter):
            return holds(rows, values, self.actor.viewer, self.today)
        ledger = self.library.ledger
        return rows == "all" or (ledger is not None and values.get(ledger.owner) == self.actor.userid)

    def _is_barred(self, operation: Operation) -> bool:
        if self.library.kind != "records":
            return operation not in {Operation.READ, Operation.EXPORT}
        return self.library.append_only and operation in {Operation.UPDATE, Operation.DELETE}

    def _is_fixed(self, operation: Operation, path: str) -> bool:
        return operation is Operation.UPDATE and path in self.library.keys


def masked(value: Any) -> str:
    """A value of which at most the end is shown."""
    text = value if isinstance(value, str) else ""
    return MASK + text[-SHOWN_END:] if len(text) > 2 * SHOWN_END else MASK


def veiled(library: Library, seen: Seen) -> Seen:
    """What is shown in a list: sensitive values are masked there for everybody."""
    more = frozenset(path for path, field in library.walk() if field.sensitive and path not in seen.masked)
    return Seen(_shown(seen.values, frozenset(), more), seen.masked | more, seen.hidden)


def _seen(library: Library, values: Mapping[str, Any], applying: Iterable[Permission]) -> Seen:
    hidden, covered = [], []
    for path, _ in library.walk():
        showing = [p for p in applying if _shows(p, path)]
        if not showing:
            hidden.append(path)
        elif all(path in p.masked for p in showing):
            covered.append(path)
    gone, veils = frozenset(hidden), frozenset(covered)
    return Seen(_shown(values, gone, veils), veils, gone)


def _shown(values: Mapping[str, Any], hidden: Iterable[str], masks: Iterable[str]) -> dict[str, Any]:
    shown = dict(values)
    for path in hidden:
        _drop(shown, path)
    for path in masks:
        _mask(shown, path)
    return shown


def _distinct(permissions: Iterable[Permission]) -> tuple[Filter | None, ...]:
    """The rows of permissions, each once; None is all of them."""
    found = [p.rows for p in permissions]
    if "all" in found:
        return (None,)
    conditions = [rows for rows in found if isinstance(rows, Filter)]
    return tuple(rows for at, rows in enumerate(conditions) if rows not in conditions[:at])


def _shows_plainly(permission: Permission, path: str) -> bool:
    return _shows(permission, path) and path not in permission.masked


def _shows(permission: Permission, path: str) -> bool:
    return path not in permission.hidden and path.partition(".")[0] not in permission.hidden


def _opens(permission: Permission, path: str) -> bool:
    closed = {*permission.hidden, *permission.masked, *permission.read_only}
    return path not in closed and path.partition(".")[0] not in closed


def _drop(values: dict[str, Any], path: str) -> None:
    key, _, column = path.partition(".")
    if not column:
        values.pop(key, None)
    elif isinstance(values.get(key), list):
        values[key] = [{name: cell for name, cell in row.items() if name != column} for row in values[key]]


def _mask(values: dict[str, Any], path: str) -> None:
    key, _, column = path.partition(".")
    if column and isinstance(values.get(key), list):
        values[key] = [_masked_row(row, column) for row in values[key]]
    elif not column and values.get(key) not in (None, ""):
        values[key] = masked(values[key])


def _masked_row(row: Mapping[str, Any], column: str) -> dict[str, Any]:
    return {name: masked(cell) if name == column else cell for name, cell in row.items()}
