"""What an operation needs from the lower capabilities: the flow, the directory, the form's surroundings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.approvals import files
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import Directory, Person
from chalicelib.flows import form
from chalicelib.flows import service as flows
from chalicelib.flows.model import Cc, FieldType, Flow, Rule
from chalicelib.libraries import service as libraries
from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar


def directory_for(flow: Flow, starter: str, values: Mapping[str, Any]) -> Directory:
    """The part of the directory this flow's rules can ask for."""
    roles = {rule.role for rule in rules(flow) if rule.role}
    named = {rule.person for rule in rules(flow) if rule.person} | {starter} | users_in(flow, values)
    return directory_service.snapshot(roles, filter(None, named))


def rules(flow: Flow) -> Iterator[Rule]:
    """Every approver rule of a flow, the parts of joined ones too."""
    for node in flow.walk():
        rule = node.cc if isinstance(node, Cc) else getattr(node, "approvers", None)
        if rule is not None:
            yield rule
            yield from rule.any_of or ()


def users_in(flow: Flow, values: Mapping[str, Any]) -> set[str]:
    """The userids a form names in its user fields (as typed: they may not exist)."""
    found: set[str] = set()
    for key, field in flow.form.items():
        value = values.get(key)
        if field.type is FieldType.USER and isinstance(value, str):
            found.add(value)
        if field.type is FieldType.USERS and isinstance(value, list):
            found |= {item for item in value if isinstance(item, str)}
    return found


def surroundings(starter: Person, directory: Directory) -> form.Surroundings:
    """The outside facts of a form filled by this person now."""
    today: dt.date = clock.wall(clock.now()).date()
    return form.Surroundings(
        starter=directory_service.starter_facts(starter, directory),
        today=today,
        calendar=institute_calendar(),
        balance=lambda library, account: libraries.available(library, starter.userid, account),
        knows_user=lambda userid: directory.person(userid) is not None,
        knows_department=lambda number: number in directory.departments,
        owns_file=lambda file: files.holds(starter.userid, file),
    )


def flow_of(key: str, version: int) -> Flow:
    return flows.load(key, version).flow


def files_of(flow: Flow, values: Mapping[str, Any]) -> list[str]:
    """Ids of the files a form carries."""
    found: list[str] = []
    for key, field in flow.form.items():
        if field.type is FieldType.FILE and key in values:
            found += [str(file["id"]) for file in form.files_in(values[key]) or ()]
    return found
