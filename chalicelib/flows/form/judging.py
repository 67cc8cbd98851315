"""Is a value of its field's type? One judge per type."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.flows.form.surroundings import Surroundings
from chalicelib.flows.form.values import empty
from chalicelib.flows.model import FormField
from chalicelib.platform.field_types import FieldType

DATE, DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}")
LARGEST_NUMBER = 2**53 - 1
"""Beyond it neighbours are one number to JSON's readers, and RFC 8785 has no form for it."""
DEFAULT_MAX_LENGTH = {FieldType.TEXT: 200, FieldType.LONGTEXT: 2000}
FILE_KEYS = frozenset({"id", "name", "size_bytes", "content_type"})
MAX_FILES, MAX_ROWS = 20, 200
MAX_KEY_LENGTH = 200

Verdict = tuple[str, dict[str, Any]]
"""A code, empty where the value is fine, and what fills its sentence."""
FINE: Verdict = ("", {})


def judge(field: FormField, value: Any, around: Surroundings) -> Verdict:
    """What is wrong with a value that is not empty. Of a table: its shape and its cells."""
    if field.flows:
        return _request(field, value, around)
    return _JUDGES[field.type](field, value, around)


def files_in(value: Any) -> list[dict[str, Any]] | None:
    """The file values of a field, one or several; None where it holds something else."""
    files = value if isinstance(value, list) else [value]
    fine = all(isinstance(item, dict) and set(item) == FILE_KEYS for item in files)
    return files if fine else None


def judge_rows(field: FormField, value: Any) -> Verdict:
    """Whether a value is rows of this table, whatever stands in their cells."""
    if not isinstance(value, list) or len(value) > MAX_ROWS:
        return "not_table", {"max": MAX_ROWS}
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or set(row) - set(field.columns):
            return "bad_row", {"row": number}
    return FINE


def several(value: Any) -> list[Any]:
    """The parts of a value that may be one or a list."""
    return value if isinstance(value, list) else [value]


def _text(field: FormField, value: Any, _: Surroundings) -> Verdict:
    if not isinstance(value, str):
        return "not_text", {}
    limit = field.max_length or DEFAULT_MAX_LENGTH.get(field.type, 200)
    return ("too_long", {"max": limit}) if len(value) > limit else FINE


def _number(field: FormField, value: Any, _: Surroundings) -> Verdict:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        return "not_number", {}
    if field.type is FieldType.MONEY and not isinstance(value, int):
        return "not_fen", {}
    if field.min is not None and value < field.min:
        return "too_small", {"min": f"{field.min:g}"}
    if field.max is not None and value > field.max:
        return "too_big", {"max": f"{field.max:g}"}
    return FINE if _on_step(field, value) else ("not_a_step", {"step": f"{field.step:g}"})


def _on_step(field: FormField, value: float) -> bool:
    """Steps count from `min`, as in a browser's number input."""
    if not field.step or field.step < 0:
        return True
    start = Decimal(str(field.min)) if field.min is not None else Decimal(0)
    return (Decimal(str(value)) - start) % Decimal(str(field.step)) == 0


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
    return next(filter(None, map(around.file_trouble, files)), ""), {}


def _department(field: FormField, value: Any, around: Surroundings) -> Verdict:
    numbers = several(value) if field.multiple else [value]
    fine = all(isinstance(n, int) and not isinstance(n, bool) and around.knows_department(n) for n in numbers)
    return FINE if fine and len(set(numbers)) == len(numbers) else ("no_such_department", {})


def _reference(field: FormField, value: Any, around: Surroundings) -> Verdict:
    keys = _keys(field, value)
    if keys is None:
        return "invalid", {}
    library = field.library
    fine = library is None or all(around.knows_record(library, key) for key in keys)
    return FINE if fine else ("no_such_record", {})


def _request(field: FormField, value: Any, around: Surroundings) -> Verdict:
    keys = _keys(field, value)
    fine = keys is not None and all(
        any(around.knows_request(flow, key) for flow in field.flows) for key in keys
    )
    return FINE if fine else ("no_such_request", {})


def _keys(field: FormField, value: Any) -> list[str] | None:
    keys = several(value) if field.multiple else [value]
    fine = len(keys) <= MAX_ROWS and all(isinstance(key, str) and len(key) <= MAX_KEY_LENGTH for key in keys)
    return keys if fine else None


def _table(field: FormField, value: Any, around: Surroundings) -> Verdict:
    """Empty cells are judged later, when conditions are known; computed ones never."""
    shape = judge_rows(field, value)
    if shape != FINE:
        return shape
    for number, row in enumerate(value, 1):
        for key, column in field.columns.items():
            wrong = bad_cell(column, row.get(key), around)
            if wrong:
                return "bad_cell", {"row": number, "column": column.label}
    return FINE


def bad_cell(column: FormField, cell: Any, around: Surroundings) -> bool:
    return not column.computed and not empty(cell) and judge(column, cell, around) != FINE


def _parses(read: Callable[[str], Any], value: Any) -> bool:
    try:
        read(value)
    except (ValueError, TypeError):
        return False
    return True


_JUDGES: Mapping[FieldType, Callable[[FormField, Any, Surroundings], Verdict]] = {
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
