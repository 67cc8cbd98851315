"""Records and what changes them. Pure: a record and a write give the record after it, or say why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from chalicelib.libraries.derivation import Stood, filled, with_defaults, with_derived
from chalicelib.libraries.errors import (
    RecordExistsError,
    RecordGuardError,
    RecordInvalidError,
    RecordNotFoundError,
)
from chalicelib.libraries.fields import FINE, NUMBERS, LibraryField, judge
from chalicelib.libraries.model import PLACES, Library
from chalicelib.libraries.words import States
from chalicelib.platform.errors import FieldProblem, VersionStaleError
from chalicelib.platform.field_types import FieldType

BETWEEN = "|"
"""Joins the values of a key of several fields."""
LONGEST_KEY = 200
Guard = Callable[[Mapping[str, Any]], bool]
Worked = Callable[[Mapping[str, Any]], Any]
"""Gives a value from the record before the write; an empty one where there is none."""
Brought = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Gives the lookups of a record from the records its references name; None where there is nothing."""
Diff = dict[str, list[Any]]
"""Field -> [old, new]."""


class Action(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UPSERT = "upsert"
    APPEND = "append"
    DELETE = "delete"
    RESTORE = "restore"
    MIGRATE = "migrate"


@dataclass(frozen=True)
class Write:
    """One change of one record. The same `reference` counts once in its library.

    `values` are written (of append: the new row of `child`); one that is None is left as it is. `worked` gives more of
    them from the record before. `add` is added to numbers. `match` names the record by its key fields. An update with
    `child` changes the rows of that table whose cells are those of `row`. `guard` must hold for a record that is there.
    `version` is the one the writer saw. `replaces`: a value that is None is taken away, where it is left as it is else.
    `strict`: what references name must be there. `posts`: the change follows from an entry of another library; nothing
    else writes a sum of entries.
    """

    action: Action
    reference: str
    values: Mapping[str, Any] = field(default_factory=dict)
    match: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, float] = field(default_factory=dict)
    child: str = ""
    guard: Guard | None = None
    row: Mapping[str, Any] = field(default_factory=dict)
    worked: Mapping[str, Worked] = field(default_factory=dict)
    version: int | None = None
    replaces: bool = False
    strict: bool = False
    posts: bool = False

    @property
    def changes_rows(self) -> bool:
        return bool(self.child) and self.action is Action.UPDATE


@dataclass(frozen=True)
class Served:
    """What a record's index items and figures stand for while they lag behind it; `key` "" where there are none."""

    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    deleted_at: str = ""
    definition: int = 0


@dataclass(frozen=True)
class Record:
    """A record as it stands. `version` counts its changes, `definition` is the version of the definition it was last
    written by; `served` is there while its index items lag.
    """

    key: str
    values: Mapping[str, Any]
    version: int = 0
    created_at: str = ""
    changed_at: str = ""
    deleted_at: str = ""
    definition: int = 0
    served: Served | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether it is found by a later definition than the one it fits."""
        return self.served is not None and self.served.definition > self.definition


def key_of(library: Library, values: Mapping[str, Any]) -> str:
    """The key that values name. Raises RecordInvalidError where a part is missing or of the wrong type."""
    parts = []
    for name in library.keys:
        value = values.get(name)
        if value is None or value == "":
            raise invalid(name, "missing", {"label": library.fields[name].label})
        code, params = judge(library.fields[name], value)
        if code or (len(library.keys) > 1 and BETWEEN in str(value)):
            raise invalid(name, code or "invalid", params)
        parts.append(str(value))
    key = BETWEEN.join(parts)
    if len(key) > LONGEST_KEY:
        raise invalid(library.keys[0], "too_long", {"max": LONGEST_KEY})
    return key


def wanted_key(library: Library, write: Write) -> str | None:
    """The record a write is about; None for a new one that a serial shall number."""
    if write.action is not Action.CREATE:
        if unknown := set(write.match) - set(library.keys):
            raise invalid(min(unknown), "unknown")
        return key_of(library, write.match)
    numbered = library.pattern and write.values.get(library.keys[0]) in (None, "")
    return None if numbered else key_of(library, write.values)


def after(
    library: Library,
    key: str,
    before: Record | None,
    write: Write,
    brought: Brought | None = None,
    stood: Stood | None = None,
) -> Record:
    """The record after a write; `brought` gives its lookups, `stood` how it was before and when it is written.

    Raises RecordNotFoundError (of a row too), RecordExistsError, RecordGuardError, RecordInvalidError,
    VersionStaleError.
    """
    _require(library, key, before, write)
    if before is not None and write.action is Action.DELETE:
        return replace(before, version=before.version + 1, deleted_at=GONE)
    write = worked_out(write, before)
    values = _written(library, key, before, write)
    if brought is not None:
        values = {name: value for name, value in {**values, **brought(values)}.items() if value is not None}
    values = with_derived(library, with_defaults(library, values, stored=before is not None), stood)
    check(library, values)
    check_states(library, before.values if before else None, values)
    if before is not None and key_of(library, values) != key:
        raise invalid(library.keys[0], "not_yours", {"label": library.fields[library.keys[0]].label})
    version = before.version + 1 if before else 1
    return Record(key, values, version, before.created_at if before else "")


GONE = "deleted"
"""Stands for the time of a deletion until it is written."""


def _require(library: Library, key: str, before: Record | None, write: Write) -> None:
    """Whether there is what the write is about, as it was seen."""
    is_there = before is not None and not before.deleted_at
    if write.action is Action.CREATE:
        if before is not None:
            raise RecordExistsError(library=library.key, record=key)
        return
    if write.action is Action.RESTORE:
        is_there = before is not None and bool(before.deleted_at)
    if not is_there and (before is not None or write.action is not Action.UPSERT):
        raise RecordNotFoundError(library=library.key, record=key)
    if before is not None and write.version not in (None, before.version):
        raise VersionStaleError
    if before is not None and write.guard and not write.guard(before.values):
        raise RecordGuardError(library=library.key, record=key)


def _written(library: Library, key: str, before: Record | None, write: Write) -> dict[str, Any]:
    """The values with what the write says."""
    values = dict(before.values) if before else {**write.match}
    if write.child:
        values[write.child] = _table(library, key, values, write)
    else:
        values |= {name: value for name, value in write.values.items() if value is not None}
    if write.replaces:
        values = {name: value for name, value in values.items() if write.values.get(name, value) is not None}
    if not write.changes_rows:
        values |= _added(library.fields, values, write.add)
    return values if write.posts else {**values, **_sums(library, before)}


def _sums(library: Library, before: Record | None) -> dict[str, Any]:
    """The sums of entries as they stand."""
    names = [name for name, field in library.fields.items() if field.entries]
    return {name: before.values.get(name, 0) if before else 0 for name in names}


def worked_out(write: Write, before: Record | None) -> Write:
    """The write with every value that depends on the record before."""
    if not write.worked:
        return write
    seen = before.values if before else {}
    found = {name: work(seen) for name, work in write.worked.items()}
    return replace(write, values={**write.values, **found}, worked={})


def check(library: Library, values: Mapping[str, Any]) -> None:
    """Raises RecordInvalidError with every value that does not fit its field, and every one that is missing."""
    problems = [FieldProblem(name, "unknown") for name in values if name not in library.fields]
    for name, wanted in library.fields.items():
        value = values.get(name)
        if value is None or value == "":
            code, params = ("missing", {"label": wanted.label}) if wanted.required else FINE
        else:
            code, params = judge(wanted, value)
        if code:
            problems.append(FieldProblem(name, code, params=params))
    if problems:
        raise RecordInvalidError(field=problems[0].field, problems=tuple(problems), name=problems[0].field)


def check_states(library: Library, before: Mapping[str, Any] | None, values: Mapping[str, Any]) -> None:
    """Raises RecordGuardError where nothing may change any more, or where no such change of state is foreseen."""
    key = BETWEEN.join(str(values.get(name)) for name in library.keys)
    for name, states in library.states.items():
        old, new = (before or {}).get(name), values.get(name)
        if before is not None and old in states.frozen and diff(before, values):
            raise RecordGuardError(library=library.key, record=key)
        if states.moves and not _may_move(states, old, new, is_new=before is None):
            raise RecordGuardError(library=library.key, record=key)


def is_frozen(library: Library, values: Mapping[str, Any]) -> bool:
    """Whether a record is in a state in which nothing of it may change."""
    return any(values.get(name) in states.frozen for name, states in library.states.items())


def _may_move(states: States, old: Any, new: Any, *, is_new: bool) -> bool:
    if is_new:
        return not states.start or new in states.start
    return old == new or any(old in move.sources and new in move.targets for move in states.moves)


def diff(before: Mapping[str, Any], values: Mapping[str, Any]) -> Diff:
    """What changed, field by field: old and new."""
    names = [*before, *(name for name in values if name not in before)]
    return {
        name: [before.get(name), values.get(name)] for name in names if before.get(name) != values.get(name)
    }


def invalid(name: str, code: str, params: Mapping[str, Any] | None = None) -> RecordInvalidError:
    return RecordInvalidError(
        field=name, problems=(FieldProblem(name, code, params=params or {}),), name=name
    )


def _table(library: Library, key: str, values: Mapping[str, Any], write: Write) -> list[Any]:
    """The rows of a child after a write: one more, or those that were meant changed."""
    table = library.fields.get(write.child)
    if table is None or table.type is not FieldType.TABLE:
        raise invalid(write.child, "unknown")
    rows = list(values.get(write.child) or ())
    if table.append_only and write.changes_rows:
        raise invalid(write.child, "not_yours", {"label": table.label})
    said = {name: value for name, value in write.values.items() if value is not None}
    if write.action is Action.APPEND:
        return [*rows, filled(table.columns, said)] if said else rows
    meant = [place for place, row in enumerate(rows) if _is_meant(row, write.row)]
    if not meant:
        raise RecordNotFoundError(library=library.key, record=f"{key} {write.child} {_cells(write.row)}")
    for place in meant:
        row = {**rows[place], **said}
        rows[place] = row | _added(table.columns, row, write.add)
    return rows


def _is_meant(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(row.get(name) == value for name, value in wanted.items())


def _cells(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in row.items())


def _added(
    fields: Mapping[str, LibraryField], values: Mapping[str, Any], add: Mapping[str, Any]
) -> dict[str, Any]:
    found = {}
    for name, amount in add.items():
        wanted = fields.get(name)
        if wanted is None or wanted.type not in NUMBERS:
            raise invalid(name, "unknown")
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            raise invalid(name, "not_number")
        found[name] = _sum(wanted, values.get(name) or 0, amount)
    return found


def _sum(wanted: LibraryField, before: float, amount: float) -> float:
    total = round(before + amount, PLACES)
    return int(total) if wanted.type is FieldType.MONEY and total == int(total) else total
