"""The form engine: from what a person typed to values, what is shown, what is asked, and what is wrong.

Pure. The same function serves the preview while typing and the submission; `Surroundings` brings the outside
facts an expression may use.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.flows import expressions
from chalicelib.flows.model import FieldType, Flow, FormField
from chalicelib.platform.calendar import Calendar
from chalicelib.platform.errors import FieldProblem

CONTEXT_NAMES = frozenset({"starter", "today"})
DATE, DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}")
LARGEST_NUMBER = 2**53 - 1
"""Beyond it neighbours are one number to JSON's readers, and RFC 8785 has no form for it."""
DEFAULT_MAX_LENGTH = {FieldType.TEXT: 200, FieldType.LONGTEXT: 2000}
FILE_KEYS = frozenset({"id", "name", "size_bytes", "content_type"})
MAX_FILES, MAX_ROWS = 20, 200
MOST = 2**53 - 1
"""The largest number JSON readers agree on (RFC 8785)."""


@dataclass(frozen=True)
class Surroundings:
    """What an expression may know beside the form.

    `starter` has userid, name, department, is_dept_head; `today` is YYYY-MM-DD; `balance(library, account)`
    is what the starter has left, in the ledger's unit; `knows_user(userid)` is true for a person in service,
    `knows_department(id)` for a department there is, `owns_file(file)` for a file value this starter uploaded.
    """

    starter: Mapping[str, Any]
    today: dt.date
    calendar: Calendar
    balance: Callable[[str, str], float]
    knows_user: Callable[[str], bool]
    knows_department: Callable[[int], bool]
    owns_file: Callable[[Mapping[str, Any]], bool]

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions of ours that JSONata may call. Texts in, numbers out; undefined in, undefined out."""
        calendar = self.calendar
        return {
            "work_days": _defined(lambda a, b: calendar.work_days(_day(a), _day(b))),
            "calendar_days": _defined(lambda a, b: max(0, (_day(b) - _day(a)).days + 1)),
            "work_minutes": _defined(lambda a, b: calendar.work_minutes(_moment(a), _moment(b))),
            "balance": _defined(self.balance),
        }


FUNCTION_NAMES = frozenset({"work_days", "calendar_days", "work_minutes", "balance"})


@dataclass(frozen=True)
class Shown:
    visible: bool
    required: bool


@dataclass(frozen=True)
class Filled:
    """A filled form: values with the computed ones, what is shown and asked, and every problem."""

    values: dict[str, Any]
    fields: dict[str, Shown]
    problems: tuple[FieldProblem, ...]


def fill(flow: Flow, typed: Mapping[str, Any], around: Surroundings) -> Filled:
    """Check, compute and judge a form.

    Values of the wrong type are reported and left out of computing; a hidden field's value is dropped (what was
    not seen is not said); an unknown field is a problem, never ignored.
    """
    problems = [
        FieldProblem(key, "unknown") for key in typed if key not in flow.form or flow.form[key].computed
    ]
    typed_values = _typed_values(flow, typed, around, problems)
    scope, fields = _judged_scope(flow, typed_values, around)
    values = {key: scope[key] for key in flow.form if scope.get(key) is not None}
    reported = {problem.field for problem in problems}
    for key, shown in fields.items():
        if shown.visible and shown.required and _empty(values.get(key)) and key not in reported:
            problems.append(FieldProblem(key, "missing", params={"label": flow.form[key].label}))
    reported = {problem.field for problem in problems}
    for check in flow.checks:
        if check.field not in reported and _check_holds(check.when, scope, around):
            problems.append(FieldProblem(check.field, "check", check.message))
            reported.add(check.field)
    return Filled(values, fields, tuple(problems))


def routing_values(flow: Flow, values: Mapping[str, Any], starter: Mapping[str, Any]) -> dict[str, Any]:
    """The few values the state machine carries: fields named in conditions, nothing personal beyond them."""
    wanted: set[str] = set()
    for node in flow.walk():
        for condition in conditions_of(node):
            wanted |= {name.split(".")[0] for name in expressions.parse(condition).names}
    routing: dict[str, Any] = {
        name: values[name] for name in sorted(wanted & set(flow.form)) if name in values
    }
    if "starter" in wanted:
        routing["starter"] = {"is_dept_head": bool(starter.get("is_dept_head"))}
    return routing


def conditions_of(node: Any) -> list[str]:
    """The conditions that decide whether or where a node leads: its `when`, and a branch's arms."""
    found = [node.when] if node.when else []
    return found + [arm.when for arm in getattr(node, "arms", ())]


def _typed_values(
    flow: Flow, typed: Mapping[str, Any], around: Surroundings, problems: list[FieldProblem]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, field in flow.form.items():
        if field.computed:
            continue
        value = typed.get(key, field.default)
        if _empty(value):
            continue
        code, params = _judge(field, value, around)
        if code:
            problems.append(FieldProblem(key, code, params={"label": field.label, **params}))
        else:
            values[key] = value
    return values


def _judged_scope(
    flow: Flow, values: Mapping[str, Any], around: Surroundings
) -> tuple[dict[str, Any], dict[str, Shown]]:
    """Everything an expression sees, and what is shown; computed anew without each value that turns out hidden."""
    said = dict(values)
    while True:
        scope = {**said, "starter": dict(around.starter), "today": around.today.isoformat()}
        _compute(flow, scope, around.functions())
        fields = {key: _shown(field, scope) for key, field in flow.form.items()}
        unseen = next((key for key in flow.form if key in said and not fields[key].visible), None)
        if unseen is None:
            return scope, fields
        del said[unseen]


def _compute(flow: Flow, scope: dict[str, Any], functions: Mapping[str, Callable[..., Any]]) -> None:
    """Computed fields in the order of the form; one may use those above it."""
    for key, field in flow.form.items():
        if field.computed:
            try:
                value = expressions.evaluate(field.computed, scope, functions)
            except (expressions.ExpressionError, ValueError, TypeError):
                value = None  # what it computes from is missing or wrong, and is reported there
            if value is not None:
                scope[key] = value


def _check_holds(when: str, scope: Mapping[str, Any], around: Surroundings) -> bool:
    try:
        return expressions.evaluate(when, scope, around.functions()) is True
    except (expressions.ExpressionError, ValueError, TypeError):
        return False


def _shown(field: FormField, scope: Mapping[str, Any]) -> Shown:
    visible = field.visible if isinstance(field.visible, bool) else expressions.holds(field.visible, scope)
    required = (
        field.required if isinstance(field.required, bool) else expressions.holds(field.required, scope)
    )
    return Shown(visible, required and visible and not field.computed)


def _empty(value: Any) -> bool:
    return value is None or value in ("", [])


Verdict = tuple[str, dict[str, Any]]
FINE: Verdict = ("", {})


def _judge(field: FormField, value: Any, around: Surroundings) -> Verdict:
    return _JUDGES[field.type](field, value, around)


def _text(field: FormField, value: Any, _: Surroundings) -> Verdict:
    if not isinstance(value, str):
        return "not_text", {}
    limit = field.max_length or DEFAULT_MAX_LENGTH.get(field.type, 200)
    return ("too_long", {"max": limit}) if len(value) > limit else FINE


def _number(field: FormField, value: Any, _: Surroundings) -> Verdict:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        return "not_number", {}
    if abs(value) > MOST:
        return "too_big", {"max": MOST}
    if field.type is FieldType.MONEY and not isinstance(value, int):
        return "not_fen", {}
    if field.min is not None and value < field.min:
        return "too_small", {"min": f"{field.min:g}"}
    if field.max is not None and value > field.max:
        return "too_big", {"max": f"{field.max:g}"}
    return FINE


def _date(_: FormField, value: Any, __: Surroundings) -> Verdict:
    fine = isinstance(value, str) and DATE.fullmatch(value) and _parses(dt.date.fromisoformat, value)
    return FINE if fine else ("not_date", {})


def _datetime(_: FormField, value: Any, __: Surroundings) -> Verdict:
    fine = isinstance(value, str) and DATETIME.fullmatch(value) and _parses(dt.datetime.fromisoformat, value)
    return FINE if fine else ("not_datetime", {})


def _daterange(field: FormField, value: Any, around: Surroundings) -> Verdict:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or any(_date(field, day, around) != FINE for day in value)
    ):
        return "not_daterange", {}
    return ("range_reversed", {}) if value[1] < value[0] else FINE


def _enum(field: FormField, value: Any, _: Surroundings) -> Verdict:
    return FINE if isinstance(value, str) and value in field.options else ("not_a_choice", {})


def _multi_enum(field: FormField, value: Any, _: Surroundings) -> Verdict:
    fine = isinstance(value, list) and all(isinstance(v, str) and v in field.options for v in value)
    return FINE if fine and len(set(value)) == len(value) else ("not_a_choice", {})


def _user(_: FormField, value: Any, around: Surroundings) -> Verdict:
    return FINE if isinstance(value, str) and around.knows_user(value) else ("no_such_person", {})


def _users(field: FormField, value: Any, around: Surroundings) -> Verdict:
    fine = isinstance(value, list) and all(_user(field, item, around) == FINE for item in value)
    return FINE if fine else ("no_such_person", {})


def _boolean(_: FormField, value: Any, __: Surroundings) -> Verdict:
    return FINE if isinstance(value, bool) else ("not_boolean", {})


def _file(field: FormField, value: Any, around: Surroundings) -> Verdict:
    most = MAX_FILES if field.multiple else 1
    files = files_in(value)
    if files is None or len(files) > most:
        return "not_file", {"max": most}
    return FINE if all(around.owns_file(item) for item in files) else ("not_your_file", {})


def files_in(value: Any) -> list[dict[str, Any]] | None:
    """The file values of a field, one or several; None where it holds something else."""
    files = value if isinstance(value, list) else [value]
    fine = all(isinstance(item, dict) and set(item) == FILE_KEYS for item in files)
    return files if fine else None


def _department(_: FormField, value: Any, around: Surroundings) -> Verdict:
    fine = isinstance(value, int) and not isinstance(value, bool) and around.knows_department(value)
    return FINE if fine else ("no_such_department", {})


def _reference(field: FormField, value: Any, __: Surroundings) -> Verdict:
    keys = value if field.multiple and isinstance(value, list) else [value]
    fine = len(keys) <= MAX_ROWS and all(isinstance(key, str) and len(key) <= 200 for key in keys)
    return FINE if fine else ("invalid", {})


def _table(field: FormField, value: Any, around: Surroundings) -> Verdict:
    if not isinstance(value, list) or len(value) > MAX_ROWS:
        return "not_table", {"max": MAX_ROWS}
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or set(row) - set(field.columns):
            return "bad_row", {"row": number}
        for key, column in field.columns.items():
            cell = row.get(key)
            bad = (not _empty(cell) and _judge(column, cell, around)[0]) or (
                _empty(cell) and column.required is True
            )
            if bad:
                return "bad_cell", {"row": number, "column": column.label}
    return FINE


_JUDGES: dict[FieldType, Callable[[FormField, Any, Surroundings], Verdict]] = {
    FieldType.TEXT: _text,
    FieldType.LONGTEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _date,
    FieldType.DATETIME: _datetime,
    FieldType.DATERANGE: _daterange,
    FieldType.ENUM: _enum,
    FieldType.MULTI_ENUM: _multi_enum,
    FieldType.USER: _user,
    FieldType.USERS: _users,
    FieldType.DEPARTMENT: _department,
    FieldType.FILE: _file,
    FieldType.TABLE: _table,
    FieldType.LIBRARY_REF: _reference,
    FieldType.BOOLEAN: _boolean,
}


def _parses(read: Callable[[str], Any], value: Any) -> bool:
    try:
        read(value)
    except (ValueError, TypeError):
        return False
    return True


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _defined(function: Callable[..., Any]) -> Callable[..., Any]:
    """JSONata passes undefined as None: then the answer is undefined too."""
    return lambda *args: None if any(arg is None for arg in args) else function(*args)
