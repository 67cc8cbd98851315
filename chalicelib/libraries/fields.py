"""Fields of library records: the words of a definition, and whether a value is of its field's type. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import Field, model_validator

from chalicelib.libraries.base import LIBRARY_KEY, FieldKey, FieldPath, Frozen, Value
from chalicelib.platform.field_types import FieldType

DATE, MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}")
LARGEST_NUMBER = 2**53 - 1
LONGEST = {"text": 200, "longtext": 2000}
MOST_ROWS = 1000
"""Rows of a child table: a record is one item of at most 400 KB."""


CHOICES = frozenset({FieldType.ENUM, FieldType.MULTI_ENUM})
NUMBERS = frozenset({FieldType.NUMBER, FieldType.MONEY})
KEYS = frozenset(
    {
        FieldType.TEXT,
        FieldType.DATE,
        FieldType.ENUM,
        FieldType.USER,
        FieldType.DEPARTMENT,
        FieldType.LIBRARY_REF,
    }
)
"""Types a key, or a field without repeats, may have: short, and written in one way only."""


class Rollup(Frozen):
    """A figure over a child table: how many rows, or a column's sum, least or greatest."""

    count: FieldKey | None = None
    sum: FieldPath | None = None
    min: FieldPath | None = None
    max: FieldPath | None = None

    @model_validator(mode="after")
    def _one_figure(self) -> Rollup:
        if len(self.model_fields_set) != 1:
            raise ValueError("a rollup says one of count, sum, min and max")
        return self

    @property
    def says(self) -> str:
        return next(iter(self.model_fields_set))

    @property
    def of(self) -> str:
        """The table of a count, else `table.column`."""
        return str(getattr(self, self.says))


class Entries(Frozen):
    """The sum of a field of the records of an append-only `library` whose reference `by` names this record: a stock of
    its movements. Written in the transaction of each of them.
    """

    library: str = Field(pattern=LIBRARY_KEY)
    by: FieldKey
    sum: FieldKey


class LibraryField(Frozen):
    """A field of a record. `unique`: no two records share a value. `columns` make a table, the record's child rows.

    Money is whole fen. `multiple` is for file, department and library_ref. `library` names what a library_ref
    refers to, `display` which of its fields is shown, `reverse` how the list of these records is called over there.
    What nobody types: `computed` (JSONata over the record; in a column over its row, then the record), `lookup` (a field
    of the record a reference names, `material.hazardous`), `rollup` (over a child table), `entries` (over the records of
    another library), `since` (the day or moment another field got the value it has). `sensitive` values are masked in
    lists. Of a table: `row_key` are columns that tell its rows apart, `append_only` says that rows stay as written.
    """

    label: str
    type: FieldType
    required: bool = False
    unique: bool = False
    default: bool | int | float | str | tuple[str, ...] | None = None
    computed: Value | None = None
    lookup: FieldPath | None = None
    rollup: Rollup | None = None
    entries: Entries | None = None
    since: FieldKey | None = None
    sensitive: bool = False
    options: dict[str, str] = {}
    columns: dict[FieldKey, LibraryField] = {}
    row_key: tuple[FieldKey, ...] = ()
    append_only: bool = False
    library: str | None = Field(default=None, pattern=LIBRARY_KEY)
    display: FieldKey | None = None
    reverse: str = ""
    multiple: bool = False
    min: float | None = None
    max: float | None = None
    unit: str = ""

    @property
    def is_derived(self) -> bool:
        """Whether the platform works the value out."""
        return bool(self.computed or self.lookup or self.rollup or self.entries or self.since)


Verdict = tuple[str, dict[str, Any]]
"""A code of messages `fields`, empty where the value is fine, and what fills its sentence."""
FINE: Verdict = ("", {})


def judge(field: LibraryField, value: Any) -> Verdict:
    """What is wrong with a value. Whether a person or a record it names exists is not asked."""
    return _JUDGES[field.type](field, value)


def _text(field: LibraryField, value: Any) -> Verdict:
    if not isinstance(value, str):
        return "not_text", {}
    limit = LONGEST.get(field.type, 200)
    return ("too_long", {"max": limit}) if len(value) > limit else FINE


def _number(field: LibraryField, value: Any) -> Verdict:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        return "not_number", {}
    if field.type is FieldType.MONEY and not isinstance(value, int):
        return "not_fen", {}
    if field.min is not None and value < field.min:
        return "too_small", {"min": f"{field.min:g}"}
    return ("too_big", {"max": f"{field.max:g}"}) if field.max is not None and value > field.max else FINE


def _date(_: LibraryField, value: Any) -> Verdict:
    fine = isinstance(value, str) and DATE.fullmatch(value) and _parses(dt.date.fromisoformat, value)
    return FINE if fine else ("not_date", {})


def _moment(_: LibraryField, value: Any) -> Verdict:
    fine = isinstance(value, str) and MOMENT.fullmatch(value) and _parses(dt.datetime.fromisoformat, value)
    return FINE if fine else ("not_datetime", {})


def _range(field: LibraryField, value: Any) -> Verdict:
    fine = isinstance(value, list) and len(value) == 2 and all(_date(field, day) == FINE for day in value)
    if not fine:
        return "not_daterange", {}
    return ("range_reversed", {}) if value[1] < value[0] else FINE


def _choice(field: LibraryField, value: Any) -> Verdict:
    return FINE if isinstance(value, str) and value in field.options else ("not_a_choice", {})


def _choices(field: LibraryField, value: Any) -> Verdict:
    fine = isinstance(value, list) and all(_choice(field, item) == FINE for item in value)
    return FINE if fine and len(set(value)) == len(value) else ("not_a_choice", {})


def _user(_: LibraryField, value: Any) -> Verdict:
    return FINE if isinstance(value, str) and 0 < len(value) <= 64 else ("no_such_person", {})


def _users(field: LibraryField, value: Any) -> Verdict:
    fine = isinstance(value, list) and all(_user(field, item) == FINE for item in value)
    return FINE if fine else ("no_such_person", {})


def _department(field: LibraryField, value: Any) -> Verdict:
    fine = all(isinstance(number, int) and not isinstance(number, bool) for number in _parts(field, value))
    return FINE if fine else ("no_such_department", {})


def _file(field: LibraryField, value: Any) -> Verdict:
    files = value if isinstance(value, list) else [value]
    fine = all(isinstance(file, dict) and isinstance(file.get("id"), str) for file in files)
    most = 20 if field.multiple else 1
    return FINE if fine and len(files) <= most else ("not_file", {"max": most})


def _reference(field: LibraryField, value: Any) -> Verdict:
    fine = all(isinstance(key, str) and 0 < len(key) <= 200 for key in _parts(field, value))
    return FINE if fine else ("invalid", {})


def _boolean(_: LibraryField, value: Any) -> Verdict:
    return FINE if isinstance(value, bool) else ("not_boolean", {})


def _table(field: LibraryField, value: Any) -> Verdict:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        return "not_table", {"max": MOST_ROWS}
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or set(row) - set(field.columns):
            return "bad_row", {"row": number}
        for key, column in field.columns.items():
            if row.get(key) is None:
                if column.required:
                    return "missing_cell", {"row": number, "column": column.label}
            elif judge(column, row[key]) != FINE:
                return "bad_cell", {"row": number, "column": column.label}
    return _told_apart(field, value)


def _told_apart(field: LibraryField, rows: list[dict[str, Any]]) -> Verdict:
    """No two rows share the values of their row_key."""
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows if field.row_key else (), 1):
        key = tuple(str(row.get(name)) for name in field.row_key)
        if key in seen:
            return "bad_cell", {"row": number, "column": field.columns[field.row_key[0]].label}
        seen.add(key)
    return FINE


def _parts(field: LibraryField, value: Any) -> list[Any]:
    return value if field.multiple and isinstance(value, list) else [value]


def _parses(read: Callable[[str], Any], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


_JUDGES: Mapping[FieldType, Callable[[LibraryField, Any], Verdict]] = {
    FieldType.TEXT: _text,
    FieldType.LONGTEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _date,
    FieldType.DATETIME: _moment,
    FieldType.DATERANGE: _range,
    FieldType.ENUM: _choice,
    FieldType.MULTI_ENUM: _choices,
    FieldType.USER: _user,
    FieldType.USERS: _users,
    FieldType.DEPARTMENT: _department,
    FieldType.FILE: _file,
    FieldType.TABLE: _table,
    FieldType.LIBRARY_REF: _reference,
    FieldType.BOOLEAN: _boolean,
}
LibraryField.model_rebuild()
