"""Records changed by hand: what a person may write, checked against their rights and against what there is.

Flows write through `service.writes`; this is the way of the pages, of bulk changes and of imports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import attachments, browsing, index_store, record_store, service
from chalicelib.libraries.derivation import with_defaults, with_derived
from chalicelib.libraries.errors import (
    RecordForbiddenError,
    RecordInvalidError,
    RecordReferredError,
)
from chalicelib.libraries.fields import LibraryField, judge
from chalicelib.libraries.indexing import Index
from chalicelib.libraries.listing import FIRST, LAST
from chalicelib.libraries.model import Library
from chalicelib.libraries.preparing import preparing
from chalicelib.libraries.records import Action, Record, Write
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.unseen import with_unseen
from chalicelib.libraries.words import Operation
from chalicelib.platform.errors import DomainError, FieldProblem
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import Operation as StoreWrite
from chalicelib.platform.store import Put

Values = Mapping[str, Any]
MOST_BULK = 100


@dataclass(frozen=True)
class Result:
    """What became of one record of many; `error` is None where it was changed."""

    key: str
    error: DomainError | None = None


def create(key: str, userid: str, values: Values, attempt: Attempt) -> str:
    """A new record; its key. The same attempt makes one.

    Raises RecordForbiddenError, RecordInvalidError, RecordExistsError, RecordOverlapError, LibraryKindError, BusyError.
    """
    if made := attempt.created_before():
        return made
    mine = browsing.rights(service.of_kind(key, "records").key, userid)
    write = creation(mine, values, f"by-hand#{userid}#{attempt.key}")

    def operations() -> list[StoreWrite]:
        made = service.writes(key, [write], userid)
        if not made:
            return []
        created = _key_in(made, write.reference)
        files = attachments.carried(mine.library, created, userid, {}, write.values)
        return [*made, *files, attempt.write(created)]

    service.transact_again(operations)
    return attempt.created_before() or ""


def creation(mine: Rights, values: Values, reference: str, *, looked_up: bool = False) -> Write:
    """The write of a new record, allowed and checked; `looked_up`: whom it names was just found in the directory.

    Raises RecordForbiddenError, RecordInvalidError.
    """
    if not mine.allows(Operation.CREATE):
        raise RecordForbiddenError(library=mine.library.name)
    given = {name: value for name, value in values.items() if value not in (None, "", [])}
    whole = with_derived(mine.library, with_defaults(mine.library, given))
    _require_writable(mine, Operation.CREATE, whole, {}, given)
    if not looked_up:
        _require_there(mine.library, given)
    attachments.require_own(mine.library, mine.actor.userid, {}, given)
    return Write(Action.CREATE, reference, given, strict=True)


def patch(key: str, userid: str, record_key: str, values: Values, version: int) -> None:
    """Some values changed; None takes one away.

    Raises RecordNotFoundError, RecordForbiddenError, RecordInvalidError, RecordExistsError, RecordGuardError,
    RecordOverlapError, VersionStaleError, BusyError.
    """
    mine, line = browsing.record(key, userid, record_key)
    write = alteration(mine, line.record, values, f"by-hand#{new_id()}", version)
    files = attachments.carried(mine.library, record_key, userid, line.record.values, write.values)
    service.transact_again(lambda: [*service.writes(key, [write], userid), *files])


def alteration(
    mine: Rights,
    record: Record,
    values: Values,
    reference: str,
    version: int | None = None,
    *,
    looked_up: bool = False,
) -> Write:
    """The write that changes a record, allowed and checked; `looked_up` as of `creation`.

    Raises RecordForbiddenError, RecordInvalidError.
    """
    seen = mine.seen(record.values, Operation.UPDATE)
    if record.deleted_at or seen is None:
        raise RecordForbiddenError(library=mine.library.name)
    given = {name: None if value in ("", []) else value for name, value in values.items()}
    given = with_unseen(mine.library, mine.seen(record.values) or seen, record.values, given)
    changed = {name: value for name, value in given.items() if record.values.get(name) != value}
    _require_writable(mine, Operation.UPDATE, record.values, record.values, changed)
    if not looked_up:
        _require_there(mine.library, changed)
    attachments.require_own(mine.library, mine.actor.userid, record.values, changed)
    return Write(
        Action.UPDATE,
        reference,
        changed,
        {name: record.values[name] for name in mine.library.keys},
        version=version,
        replaces=True,
        strict=True,
    )


def delete(key: str, userid: str, record_key: str, version: int | None) -> None:
    """Into the bin; its unique values are free again, its key is not.

    Raises RecordNotFoundError, RecordForbiddenError, RecordReferredError, VersionStaleError, BusyError.
    """
    mine, line = browsing.record(key, userid, record_key)
    record = line.record
    if record.deleted_at or not mine.applying(Operation.DELETE, record.values):
        raise RecordForbiddenError(library=mine.library.name)
    _require_not_referred(mine.library, record_key)
    _put(Action.DELETE, mine, record, version)


def restore(key: str, userid: str, record_key: str, version: int | None) -> None:
    """Out of the bin.

    Raises RecordNotFoundError, RecordForbiddenError, RecordExistsError where a unique value was given away meanwhile,
    RecordOverlapError, VersionStaleError, BusyError.
    """
    mine, line = browsing.record(key, userid, record_key)
    if not mine.applying(Operation.DELETE, line.record.values):
        raise RecordForbiddenError(library=mine.library.name)
    _put(Action.RESTORE, mine, line.record, version)


def bulk(
    key: str, userid: str, action: str, records: Mapping[str, int | None], values: Values
) -> list[Result]:
    """The same change of several records (key -> version seen), each by itself: what one refuses does not stop others."""
    found = []
    for record_key, version in records.items():
        try:
            if action == "update":
                patch(key, userid, record_key, values, version or -1)
            elif action == "delete":
                delete(key, userid, record_key, version)
            else:
                restore(key, userid, record_key, version)
        except DomainError as error:
            found.append(Result(record_key, error))
        else:
            found.append(Result(record_key))
    return found


def _put(action: Action, mine: Rights, record: Record, version: int | None) -> None:
    match = {name: record.values[name] for name in mine.library.keys}
    write = Write(action, f"by-hand#{new_id()}", match=match, version=version)
    service.transact_again(lambda: service.writes(mine.library.key, [write], mine.actor.userid))


def _key_in(operations: Iterable[StoreWrite], reference: str) -> str:
    """The key of the record that a write with this reference makes."""
    rows = (operation.row for operation in operations if isinstance(operation, Put))
    changes = (row for row in rows if isinstance(row, record_store.ChangeRow))
    return next(str(row.record) for row in changes if row.reference == reference)


def _require_writable(mine: Rights, operation: Operation, row: Values, before: Values, given: Values) -> None:
    """Raises RecordInvalidError for every field that is not the person's to write, and every move of state that is not
    theirs; RecordForbiddenError where they may write no such record.
    """
    if not mine.applying(operation, row):
        raise RecordForbiddenError(library=mine.library.name)
    open_paths, problems = mine.writable(operation, row), []
    for name, value in given.items():
        field = mine.library.fields.get(name)
        if field is None:
            problems.append(FieldProblem(name, "unknown"))
        elif name not in open_paths or _moves_unasked(mine, operation, name, before, value):
            problems.append(FieldProblem(name, "not_yours", params={"label": field.label}))
        else:
            problems += _closed_cells(field, name, open_paths, before.get(name), value)
    if problems:
        raise RecordInvalidError(field=problems[0].field, problems=tuple(problems), name=problems[0].field)


def _moves_unasked(mine: Rights, operation: Operation, name: str, before: Values, value: Any) -> bool:
    if name not in mine.library.states:
        return False
    if operation is Operation.CREATE:
        start = mine.library.states[name].start
        return bool(start) and value not in start
    return not mine.may_move(name, before.get(name), value)


def _closed_cells(
    field: LibraryField, name: str, open_paths: frozenset[str], before: Any, value: Any
) -> list[FieldProblem]:
    """Cells of columns that are not the person's: each row must have what the row at its place had."""
    rows, old = value if isinstance(value, list) else [], before or []
    found = []
    if field.append_only and rows[: len(old)] != old:
        found.append(FieldProblem(name, "not_yours", params={"label": field.label}))
    for number, row in enumerate(rows, 1):
        was = old[number - 1] if number <= len(old) else {}
        for column, inner in field.columns.items() if isinstance(row, dict) else ():
            is_closed = f"{name}.{column}" not in open_paths and not inner.is_derived
            if is_closed and row.get(column) != was.get(column):
                params = {"row": number, "column": inner.label}
                found.append(FieldProblem(name, "not_your_cell", params=params))
    return found


def _require_there(library: Library, values: Values) -> None:
    """Raises RecordInvalidError where a person or a department that is named is not in the directory."""
    people, departments = _named(library, values, _PEOPLE), _named(library, values, {FieldType.DEPARTMENT})
    known = {one.userid for one in directory.people({who for who, _ in people}).values()} if people else set()
    there = set(directory.departments()) if departments else set()
    problems = [FieldProblem(path, "no_such_person") for who, path in people if who not in known]
    problems += [
        FieldProblem(path, "no_such_department") for where, path in departments if where not in there
    ]
    if problems:
        raise RecordInvalidError(field=problems[0].field, problems=tuple(problems), name=problems[0].field)


_PEOPLE = {FieldType.USER, FieldType.USERS}


def _named(library: Library, values: Values, types: set[FieldType]) -> list[tuple[Any, str]]:
    """Every value of these types, with the path of its field. What is no such value is left to the field's own check."""
    found: list[tuple[Any, str]] = []
    for name, field in library.fields.items():
        for path, one, value in (
            (name, field, values.get(name)),
            *(
                (f"{name}.{column}", inner, row.get(column))
                for row in (values.get(name) or () if field.columns else ())
                if isinstance(row, dict)
                for column, inner in field.columns.items()
            ),
        ):
            if one.type in types and value not in (None, "", []) and not judge(one, value)[0]:
                found += [(each, path) for each in (value if isinstance(value, list) else [value])]
    return found


def _require_not_referred(library: Library, record_key: str) -> None:
    for other, name in referring(library.key):
        if going_on := preparing(other.key):
            going_on.require_index(Index(name))
        keys = index_store.keys_between(
            other.key, Index(name), record_key, FIRST, LAST, descending=False, most=1
        )
        if found := next(keys, None):
            raise RecordReferredError(record=record_key, other=other.name, by=found[1])


def referring(library: str) -> list[tuple[Library, str]]:
    """The libraries whose records name records of this one, and by which field, or column of a table."""
    return [
        (other, path)
        for other in service.known_libraries()
        for path, field in other.walk()
        if field.type is FieldType.LIBRARY_REF and field.library == library
    ]
