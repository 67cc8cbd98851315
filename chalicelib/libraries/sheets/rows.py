"""From the rows of a sheet to values by field, every problem named by row and field.

A problem's field is its path: `7.unit_price` is in row 7 as Excel shows it, `payments.3.plan_on` in row 3 of that child
table's sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import BETWEEN
from chalicelib.libraries.sheets import cells
from chalicelib.libraries.sheets.matching import KEY, Matching, match, table_fields
from chalicelib.libraries.sheets.naming import Known
from chalicelib.libraries.sheets.reading import Cell, Row, Sheet
from chalicelib.platform import messages
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.field_types import FieldType

Values = dict[str, Any]


@dataclass(frozen=True)
class Parsed:
    """What a row says: values of the fields it fills, rows of child tables, and what is wrong with it."""

    row: int
    values: Values
    problems: tuple[FieldProblem, ...] = ()
    children: Mapping[str, list[Values]] = field(default_factory=dict)
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By table: the rows of its sheet that are this record's."""


def parse(library: Library, sheet: Sheet, matching: Matching, known: Known) -> list[Parsed]:
    """Every row of the main sheet; of rows with the same key, or the same value that may not repeat, only the first is
    good.
    """
    found = [_row(library.fields, "", row, matching, known) for row in sheet.rows]
    return _without_repeats(library, found, matching)


def with_table(
    library: Library, parsed: list[Parsed], table: str, sheet: Sheet, known: Known
) -> tuple[list[Parsed], tuple[FieldProblem, ...]]:
    """The rows with those of a table's sheet, and what is wrong with rows there that belong to none.

    The table of a record becomes what its sheet says; a record the sheet does not name keeps its rows. Of rows with one
    key the first has them.
    """
    fields = table_fields(library, table)
    matching = match(fields, sheet.header)
    owners = {key: one.row for one in reversed(parsed) if (key := _key(library, one.values))}
    rows: dict[int, list[Parsed]] = {}
    lost: list[FieldProblem] = []
    for row in sheet.rows:
        read = _row(fields, table, row, matching, known)
        owner = owners.get(_key(library, _of_record(read.values)))
        if owner is None:
            first = f"{KEY}{library.keys[0]}"
            lost += read.problems or (_problem(fields, table, row.number, first, matching, "no_such_row"),)
        else:
            rows.setdefault(owner, []).append(read)
    said = [_with_rows(library, one, table, rows.get(one.row, []), sheet.name) for one in parsed]
    return said, tuple(_in_sheet(problem, table, sheet.name) for problem in lost)


def wanted_records(
    fields: Mapping[str, LibraryField], matching: Matching, sheet: Sheet, table: str = ""
) -> dict[str, set[str]]:
    """The words with which cells name records of other libraries, by the path of the field."""
    found: dict[str, set[str]] = {}
    for name, index in matching.fields.items():
        if fields[name].type is FieldType.LIBRARY_REF:
            words = found.setdefault(_path(table, name), set())
            for row in sheet.rows:
                words.update(cells.words(fields[name], _cell(row, index)))
    return found


def sentence(problem: FieldProblem, locale: str = messages.DEFAULT_LOCALE) -> str:
    """What is wrong, as people read it, without where."""
    group = "fields" if problem.code in messages.names("fields") else "errors"
    return problem.message or messages.text(f"{group}.{problem.code}", locale, **problem.params)


def told(problem: FieldProblem, locale: str = messages.DEFAULT_LOCALE) -> str:
    """What is wrong and where: sheet, row, column and field."""
    where = "sheets.at_table" if "sheet" in problem.params else "sheets.at"
    where = where if problem.params["letter"] else f"{where}_row"
    return messages.text(where, locale, **{**problem.params, "sentence": sentence(problem, locale)})


def problem_of(
    fields: Mapping[str, LibraryField], row: int, name: str, letter: str, code: str, params: Mapping[str, Any]
) -> FieldProblem:
    """A problem of a field in a row; `letter` is its column, empty where it has none."""
    label = fields[name].label if name in fields else name
    where = {"line": row, "name": label, "letter": letter}
    return FieldProblem(f"{row}.{name}", code, params={"label": label, **params, **where})


def _row(
    fields: Mapping[str, LibraryField], table: str, row: Row, matching: Matching, known: Known
) -> Parsed:
    values: Values = {}
    problems = []
    for name, index in matching.fields.items():
        value, (code, params) = cells.read(fields[name], _path(table, name), _cell(row, index), known)
        if code:
            problems.append(problem_of(fields, row.number, name, matching.letter_of(name), code, params))
        elif value is not None:
            values[name] = value
    return Parsed(row.number, values, tuple(problems))


def _without_repeats(library: Library, parsed: list[Parsed], matching: Matching) -> list[Parsed]:
    """The rows, each that repeats what may not repeat with a problem that names the row before."""
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    found = []
    for one in parsed:
        problems = list(one.problems)
        for names, value in _values_once(library, one.values):
            row = first.setdefault((names[0], value), one.row)
            if row != one.row:
                letter = matching.letter_of(names[0])
                problems.append(
                    problem_of(library.fields, one.row, names[0], letter, "repeated", {"first": row})
                )
        found.append(replace(one, problems=tuple(problems)))
    return found


def _values_once(library: Library, values: Values) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The fields whose values no two rows share, and those values."""
    single = [(name,) for name, one in library.fields.items() if one.unique and name in values]
    several = [key.fields for key in library.unique_keys if set(key.fields) <= set(values)]
    whole = [library.keys] if library.keys and set(library.keys) <= set(values) else []
    for names in dict.fromkeys([*whole, *single, *several]):
        yield names, (*names, *(str(values[name]) for name in names))


def _with_rows(library: Library, one: Parsed, table: str, rows: list[Parsed], sheet: str) -> Parsed:
    """A row with those of its table. What must be filled in there is asked at once: the table is written as a whole."""
    if not rows:
        return one
    columns = library.fields[table].columns
    problems = [_in_sheet(problem, table, sheet) for row in rows for problem in row.problems]
    for row in rows:
        bad = {problem.field.rpartition(".")[2] for problem in row.problems}
        for name, column in columns.items():
            empty = name not in row.values and name not in bad
            if column.required and column.default is None and not column.is_derived and empty:
                problem = problem_of(columns, row.row, name, "", "missing", {})
                problems.append(_in_sheet(problem, table, sheet))
    said = [{name: value for name, value in row.values.items() if name in columns} for row in rows]
    return replace(
        one,
        problems=(*one.problems, *problems),
        children={**one.children, table: said},
        lines={**one.lines, table: tuple(row.row for row in rows)},
    )


def _problem(
    fields: Mapping[str, LibraryField], table: str, row: int, name: str, matching: Matching, code: str
) -> FieldProblem:
    return problem_of(fields, row, name, matching.letter_of(name), code, {"table": table})


def _in_sheet(problem: FieldProblem, table: str, sheet: str) -> FieldProblem:
    return replace(problem, field=f"{table}.{problem.field}", params={**problem.params, "sheet": sheet})


def _of_record(values: Values) -> Values:
    return {name.removeprefix(KEY): value for name, value in values.items() if name.startswith(KEY)}


def _key(library: Library, values: Values) -> str:
    """The key of a record; empty where a part of it is not said."""
    parts = [str(values.get(name, "")) for name in library.keys]
    return BETWEEN.join(parts) if all(parts) else ""


def _cell(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _path(table: str, name: str) -> str:
    return f"{table}.{name}" if table and not name.startswith(KEY) else name.removeprefix(KEY)
