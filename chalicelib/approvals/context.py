"""What an operation needs from the lower capabilities: the flow, the directory, the form's surroundings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.approvals import store
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import Directory, Person
from chalicelib.flows import approvers, form
from chalicelib.flows import service as flows
from chalicelib.flows.approvers import Asking
from chalicelib.flows.model import Flow, FormField, Rule
from chalicelib.libraries import service as libraries
from chalicelib.platform import clock, files
from chalicelib.platform.calendar import institute_calendar
from chalicelib.platform.field_types import FieldType


def directory_for(flow: Flow, starter: str, values: Mapping[str, Any], more: Iterable[str] = ()) -> Directory:
    """The part of the directory this flow's rules can ask for; `more` are userids known otherwise."""
    rules = [rule for _, rule in flow.rules()]
    roles = {rule.role for rule in rules if rule.role}
    named = {rule.person for rule in rules if rule.person} | {starter} | users_in(flow, values) | set(more)
    return directory_service.snapshot(roles, filter(None, named))


def asking_for(
    flow: Flow,
    starter: Person,
    values: Mapping[str, Any],
    decided: Mapping[str, tuple[str, ...]] | None = None,
    picks: Mapping[str, tuple[str, ...]] | None = None,
) -> Asking:
    """Everything this flow's rules look at, for this form now.

    In two steps: records and matrix cells name people that only reading them tells.
    """
    decided, picks = decided or {}, picks or {}
    known = {userid for people in (*decided.values(), *picks.values()) for userid in people}
    records: dict[tuple[str, str], Mapping[str, Any] | None] = {}
    cells: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def record(library: str, key: str) -> Mapping[str, Any] | None:
        if (library, key) not in records:
            records[library, key] = libraries.record(library, key)
        return records[library, key]

    def matrix(library: str, row: str, column: str) -> tuple[str, ...]:
        if (library, row, column) not in cells:
            cells[library, row, column] = libraries.matrix_cell(library, row, column)
        return cells[library, row, column]

    def starter_of(path: str, name: str) -> str | None:
        found = flow.field_at(path)
        ids = (store.named_request(other, name) for other in (found.flows if found else ()))
        request = next(filter(None, ids), None)
        return store.starter_of(request) if request else None

    asking = Asking(
        flow=flow.key,
        starter=starter,
        values=values,
        directory=directory_for(flow, starter.userid, values, known),
        now=clock.now(),
        decided=decided,
        picks=picks,
        record=record,
        matrix=matrix,
        starter_of=starter_of,
        libraries=libraries_of(flow),
    )
    outside = {userid for rule in _outside_rules(flow) for userid in approvers.named(rule, "", asking)}
    outside |= _users_of_records(flow, asking)
    directory = asking.directory
    if outside - set(directory.people):
        directory = directory_for(flow, starter.userid, values, known | outside)
    proxies = directory_service.proxies_of(directory.people, asking.now)
    acting = {proxy.proxy for proxy in proxies} - set(directory.people)
    if acting:
        directory = directory_for(flow, starter.userid, values, known | outside | acting)
    return replace(asking, directory=directory, proxies=proxies)


def with_values(asking: Asking, values: Mapping[str, Any]) -> Asking:
    """The same for a form as it was filled: with its computed values."""
    return replace(asking, values=values)


def libraries_of(flow: Flow) -> dict[str, str]:
    """Which library each library_ref of the form chooses from, by field or `table.column`."""
    found = {key: field.library or "" for key, field in flow.form.items()}
    for key, field in flow.form.items():
        found |= {f"{key}.{name}": column.library or "" for name, column in field.columns.items()}
    return found


def _outside_rules(flow: Flow) -> list[Rule]:
    """The rules whose people stand in libraries and other requests."""
    plain = (rule for _, rule in flow.rules() if not (rule.record and rule.record.head))
    return [rule for rule in plain if rule.matrix or rule.record or rule.starter_of]


def _users_of_records(flow: Flow, asking: Asking) -> set[str]:
    """The users of records whose department heads are asked: the directory must know them to tell their head."""
    plain = [
        Rule(record=rule.record.model_copy(update={"head": False}))
        for _, rule in flow.rules()
        if rule.record and rule.record.head
    ]
    return {userid for rule in plain for userid in approvers.named(rule, "", asking)}


def users_in(flow: Flow, values: Mapping[str, Any]) -> set[str]:
    """The userids a form names in its user fields, tables too (as typed: they may not exist)."""
    return set(_users(flow.form, values))


def _users(fields: Mapping[str, FormField], values: Mapping[str, Any]) -> Iterator[str]:
    for key, field in fields.items():
        value = values.get(key)
        several = value if isinstance(value, list) else [value]
        if field.type in {FieldType.USER, FieldType.USERS}:
            yield from (item for item in several if isinstance(item, str))
        elif field.type is FieldType.TABLE:
            for row in several:
                yield from _users(field.columns, row) if isinstance(row, dict) else ()


def surroundings(
    starter: Person, directory: Directory, filled_by: str = "", serial: str = ""
) -> form.Surroundings:
    """The outside facts of a form of this starter, filled now by them or by `filled_by` at a node; `serial` of a request
    that was submitted before.
    """
    today: dt.date = clock.wall(clock.now()).date()
    return form.Surroundings(
        starter=directory_service.starter_facts(starter, directory),
        today=today,
        calendar=institute_calendar(),
        balance=lambda library, account: libraries.available(library, starter.userid, account),
        knows_user=lambda userid: directory.person(userid) is not None,
        knows_department=lambda number: number in directory.departments,
        file_trouble=lambda file: files.trouble(filled_by or starter.userid, file),
        knows_record=lambda library, key: libraries.record(library, key) is not None,
        knows_request=lambda flow, name: store.named_request(flow, name) is not None,
        record=libraries.record,
        serial=serial,
    )


def flow_of(key: str, version: int) -> Flow:
    return flows.load(key, version).flow


def files_of(flow: Flow, values: Mapping[str, Any]) -> list[str]:
    """Ids of the files a form carries, in its tables too."""
    return list(dict.fromkeys(_files(flow.form, values)))


def _files(fields: Mapping[str, FormField], values: Mapping[str, Any]) -> Iterator[str]:
    for key, field in fields.items():
        value = values.get(key)
        if field.type is FieldType.FILE:
            yield from (str(file["id"]) for file in form.files_in(value) or ())
        elif field.type is FieldType.TABLE and isinstance(value, list):
            for row in value:
                yield from _files(field.columns, row) if isinstance(row, dict) else ()


def carrier(request: str) -> str:
    """What a file that is part of a request says of it."""
    return f"{_CARRIER}{request}"


def requests_of(file: files.FileRow) -> list[str]:
    """The requests a file is part of."""
    return [one.removeprefix(_CARRIER) for one in sorted(file.carriers or ()) if one.startswith(_CARRIER)]


_CARRIER = "request#"
