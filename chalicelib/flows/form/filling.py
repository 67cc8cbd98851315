"""The form engine: from what a person typed to values, what is shown, what is asked, and what is wrong.

Pure. The same function serves the preview while typing and the submission; `Surroundings` brings the outside
facts an expression may use.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.flows.form import rows
from chalicelib.flows.form.access import Grant, access_to_submit, cell_shown, shown_while_filling
from chalicelib.flows.form.judging import FINE, files_in, judge, judge_rows, several
from chalicelib.flows.form.surroundings import Surroundings
from chalicelib.flows.form.values import (
    Filled,
    Functions,
    Shown,
    computed,
    empty,
    holds,
    plain,
    row_scope,
    same,
    value_of,
)
from chalicelib.flows.model import Check, Flow, FormField
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.field_types import FieldType


def fill(
    flow: Flow,
    typed: Mapping[str, Any],
    around: Surroundings,
    stored: Mapping[str, Any] | None = None,
    offered: Mapping[str, Any] | None = None,
) -> Filled:
    """Check, compute and judge a form as its starter submits it; `stored` is what a returned request holds, `offered`
    the references that were judged before and need not be offered any more.

    Values of the wrong type are reported and left out of computing; a hidden field's value is dropped (what was
    not seen is not said); an unknown field is a problem, never ignored. What is filled `later` is not asked,
    cannot be typed and keeps its stored value.
    """
    before = stored or {}
    access = access_to_submit(flow)
    problems = _not_typed(flow, typed, before)
    values = _typed_values(flow, access, typed, before, around, problems)
    scope, fields = _judged_scope(flow, access, values, around)
    kept = {key: scope[key] for key in flow.form if scope.get(key) is not None}
    problems += missing(flow, access, scope, fields, around, but={found.field for found in problems})
    problems += not_offered(
        flow, scope, offered or {}, set(values), around, but={found.field for found in problems}
    )
    problems += refused(flow.checks, scope, around, but={found.field for found in problems})
    return Filled(kept, fields, tuple(problems))


def take(
    key: str, field: FormField, grant: Grant, before: Any, typed: Any, around: Surroundings
) -> tuple[Any, FieldProblem | None]:
    """What becomes of one field that is open: its new value, or what is wrong with it.

    Files that were there already are nobody's to prove again.
    """
    held = files_in(before) or [] if field.type is FieldType.FILE else []
    if held:
        around = dataclasses.replace(around, file_trouble=_unless(held, around))
    if field.type is FieldType.TABLE and not field.computed:
        return _take_rows(key, field, grant, before or [], typed, around)
    code, params = FINE if empty(typed) or same(typed, before) else judge(field, typed, around)
    return typed, problem(key, field, code, params) if code else None


def problem(key: str, field: FormField, code: str, params: Mapping[str, Any] | None = None) -> FieldProblem:
    """A problem of a field, named by its label."""
    return FieldProblem(key, code, params={"label": field.label, **(params or {})})


def missing(
    flow: Flow,
    access: Mapping[str, Grant],
    scope: Mapping[str, Any],
    fields: Mapping[str, Shown],
    around: Surroundings,
    but: set[str],
) -> list[FieldProblem]:
    """What is asked and not there: fields, and cells of rows."""
    found: list[FieldProblem] = []
    for key, shown in fields.items():
        field = flow.form[key]
        if key in but or not shown.visible:
            continue
        if shown.required and empty(scope.get(key)):
            found.append(problem(key, field, "missing"))
        elif shown.editable and field.columns:
            found += _missing_cell(key, field, access[key], scope, around.functions())
    return found


def not_offered(
    flow: Flow,
    scope: Mapping[str, Any],
    before: Mapping[str, Any],
    keys: Iterable[str],
    around: Surroundings,
    but: set[str],
) -> list[FieldProblem]:
    """References among these fields to records that `filter` leaves out; what stood there before stays offered."""
    found: list[FieldProblem] = []
    functions = around.functions()
    for key in (key for key in flow.form if key in keys and key not in but):
        field, value, old = flow.form[key], scope.get(key), before.get(key)
        if field.filter and not same(value, old) and not _offered(field, value, scope, functions, around):
            found.append(problem(key, field, "not_offered"))
        elif field.columns:
            found += _cell_not_offered(key, field, scope, old or [], around)
    return found


def refused(
    checks: Iterable[Check], scope: Mapping[str, Any], around: Surroundings, but: set[str]
) -> list[FieldProblem]:
    """The rules over several fields that do not hold: one for each field, none for a field that is wrong already."""
    found: dict[str, FieldProblem] = {}
    for check in checks:
        if check.field not in but | set(found) and value_of(check.when, scope, around.functions()) is True:
            found[check.field] = FieldProblem(check.field, "check", check.message)
    return list(found.values())


def _not_typed(flow: Flow, typed: Mapping[str, Any], stored: Mapping[str, Any]) -> list[FieldProblem]:
    """What was typed and is not the starter's to type."""
    found: list[FieldProblem] = []
    for key, value in typed.items():
        field = flow.form.get(key)
        if field is None or field.computed:
            found.append(FieldProblem(key, "unknown"))
        elif field.later and not same(value, stored.get(key)):
            found.append(problem(key, field, "not_yours"))
    return found


def _typed_values(
    flow: Flow,
    access: Mapping[str, Grant],
    typed: Mapping[str, Any],
    stored: Mapping[str, Any],
    around: Surroundings,
    problems: list[FieldProblem],
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, field in flow.form.items():
        if field.computed:
            continue
        if field.later:
            value = stored.get(key)
        else:
            value, wrong = take(
                key, field, access[key], stored.get(key), typed.get(key, field.default), around
            )
            if wrong:
                problems.append(wrong)
                continue
        if not empty(value):
            values[key] = value
    return values


def _judged_scope(
    flow: Flow, access: Mapping[str, Grant], values: Mapping[str, Any], around: Surroundings
) -> tuple[dict[str, Any], dict[str, Shown]]:
    """Everything an expression sees, and what is shown; computed anew without each value that turns out hidden."""
    said, functions = dict(values), around.functions()
    while True:
        scope = {**said, **around.context()}
        for key, field in flow.form.items():
            compute(key, field, access[key], scope, functions)
        fields = {
            key: shown_while_filling(key, field, access[key], scope, functions)
            for key, field in flow.form.items()
        }
        unseen = next((key for key in said if access[key].open and not fields[key].visible), None)
        if unseen is None:
            return scope, fields
        del said[unseen]


def compute(key: str, field: FormField, grant: Grant, scope: dict[str, Any], functions: Functions) -> None:
    """Puts the computed value of a field, or of the cells of its rows, into the scope; one may use those above it."""
    if field.computed:
        scope.pop(key, None)
        if (value := computed(field, scope, functions)) is not None:
            scope[key] = value
    if field.columns and isinstance(scope.get(key), list):
        scope[key] = [
            rows.settled(field, grant, row, scope, functions) if isinstance(row, dict) else row
            for row in scope[key]
        ]


def _take_rows(
    key: str, field: FormField, grant: Grant, before: list[Any], typed: Any, around: Surroundings
) -> tuple[Any, FieldProblem | None]:
    code, params = FINE if empty(typed) else judge_rows(field, typed)
    if code:
        return None, problem(key, field, code, params)
    result = rows.merged(field, grant, before, typed or [], around)
    if result.wrong:
        return None, problem(key, field, *result.wrong)
    return [row for row, _ in result.rows], None


def _unless(held: list[dict[str, Any]], around: Surroundings) -> Any:
    """Nothing is wrong with a file the form held before, whoever uploaded it."""
    return lambda file: "" if any(same(file, one) for one in held) else around.file_trouble(file)


def _missing_cell(
    key: str, field: FormField, grant: Grant, scope: Mapping[str, Any], functions: Functions
) -> list[FieldProblem]:
    """The first cell that is asked and empty."""
    for number, row in enumerate(scope.get(key) or (), 1):
        for name, column in field.columns.items():
            if empty(row.get(name)) and cell_shown(field, name, grant, row, scope, functions).required:
                return [problem(key, field, "missing_cell", {"row": number, "column": column.label})]
    return []


def _cell_not_offered(
    key: str, table: FormField, scope: Mapping[str, Any], before: list[Any], around: Surroundings
) -> list[FieldProblem]:
    for name, column in table.columns.items():
        old = [plain(row.get(name)) for row in before]
        for number, row in enumerate(scope.get(key) or (), 1):
            seen = row_scope(table, row, scope)
            fine = not column.filter or plain(row.get(name)) in old
            if not fine and not _offered(column, row.get(name), seen, around.functions(), around):
                return [problem(key, table, "bad_cell", {"row": number, "column": column.label})]
    return []


def _offered(
    field: FormField, value: Any, scope: Mapping[str, Any], functions: Functions, around: Surroundings
) -> bool:
    if empty(value):
        return True
    records = [around.record(field.library or "", key) for key in several(value)]
    return all(
        record is not None and holds(field.filter or "", {**scope, "record": dict(record)}, functions)
        for record in records
    )
