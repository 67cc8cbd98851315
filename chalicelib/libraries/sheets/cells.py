"""From cells to the values of fields and back. What `shown` writes, `read` reads as the same value.

An empty cell says nothing: the field stays as it is; so does a masked one, as exports write what is shown in part.
Spaces around a text are not kept. Files are neither read nor written beyond their names, tables have sheets of their own.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from chalicelib.libraries.fields import FINE, LibraryField, Verdict, judge
from chalicelib.libraries.rights import MASK
from chalicelib.libraries.sheets import days, figures, naming
from chalicelib.libraries.sheets.naming import JOINED, Known, Names, plain
from chalicelib.libraries.sheets.reading import Cell, Untaken
from chalicelib.platform.field_types import FieldType

YES = frozenset({"是", "有", "对", "√", "y", "yes", "true", "1"})
NO = frozenset({"否", "无", "错", "×", "n", "no", "false", "0"})
ANSWERS = {True: "是", False: "否"}
TO = " 至 "
LONGEST_QUOTE = 40
MOST_NAMED, LONGEST_LIST = 10, 200
OF_ITS_TYPE = frozenset({"", "too_small", "too_big", "too_long", "range_reversed"})
"""What is said of values that only a newer definition does not allow."""
Read = tuple[Any, Verdict]


def read(field: LibraryField, path: str, cell: Cell, known: Known) -> Read:
    """The value of a cell, or None and what is wrong with it. `path` is the field's, `services.instrument`."""
    if isinstance(cell, Untaken):
        return None, (cell.code, {})
    if cell is None or (isinstance(cell, str) and _says_nothing(cell.strip())):
        return None, FINE
    value, verdict = _READERS[field.type](field, path, cell, known)
    if verdict != FINE:
        return None, verdict
    verdict = judge(field, value)
    return (None, verdict) if verdict != FINE else (value, FINE)


def shown(field: LibraryField, path: str, value: Any, known: Known) -> Cell:
    """The cell of a value. What is not of the field's type, such as a masked text, is written as it stands."""
    if value in (None, "", []):
        return None
    if judge(field, value)[0] not in OF_ITS_TYPE:
        return JOINED.join(map(str, value)) if isinstance(value, list) else str(value)
    return _WRITERS[field.type](field, path, value, known)


def words(field: LibraryField, cell: Cell) -> tuple[str, ...]:
    """What a cell of a reference may name, for who looks the records up: all of it, and its parts."""
    if cell is None or isinstance(cell, Untaken):
        return ()
    text = _word(cell)
    return tuple(dict.fromkeys([text, *_combined(text)])) if field.multiple else (text,)


def _says_nothing(text: str) -> bool:
    return not text or text.startswith(MASK)


def _combined(text: str) -> list[str]:
    """Every run of neighbouring parts that may be one name."""
    pieces = naming.SEPARATORS.split(text)
    starts = range(0, len(pieces), 2)
    runs = (pieces[at : at + reach] for at in starts for reach in range(1, naming.REACH + 1, 2))
    return [word for run in runs if (word := "".join(run).strip())]


def _text(_: LibraryField, __: str, cell: Cell, ___: Known) -> Read:
    text = cell if isinstance(cell, str) else figures.written(cell)
    return (None, ("digits_lost", {})) if text is None else (text.strip(), FINE)


def _number(field: LibraryField, _: str, cell: Cell, __: Known) -> Read:
    money = field.type is FieldType.MONEY
    given = cell if isinstance(cell, int | float | str) else ""
    value = figures.fen(given) if money else figures.number(given)
    if value is None:
        return None, ("not_yuan" if money else "not_number", {})
    return value, FINE


def _date(_: LibraryField, __: str, cell: Cell, ___: Known) -> Read:
    found = days.day(cell)
    return (found.isoformat(), FINE) if found else (None, ("not_date", {}))


def _moment(_: LibraryField, __: str, cell: Cell, ___: Known) -> Read:
    found = days.moment(cell)
    return (found.isoformat(timespec="minutes"), FINE) if found else (None, ("not_datetime", {}))


def _span(_: LibraryField, __: str, cell: Cell, ___: Known) -> Read:
    found = days.span(cell)
    return ([day.isoformat() for day in found], FINE) if found else (None, ("not_span", {}))


def _boolean(_: LibraryField, __: str, cell: Cell, ___: Known) -> Read:
    word = plain(_word(cell))
    if word in YES | NO:
        return word in YES, FINE
    return None, ("not_boolean", {})


def _choice(field: LibraryField, _: str, cell: Cell, __: Known) -> Read:
    names = _options(tuple(field.options.items()))
    value, (code, params) = _named(names, cell, "not_among", several=field.type is FieldType.MULTI_ENUM)
    return value, (code, {**params, "options": _several(names.words())} if code else params)


@functools.lru_cache(maxsize=256)
def _options(labels: tuple[tuple[str, str], ...]) -> Names[str]:
    return naming.options(dict(labels))


def _person(field: LibraryField, _: str, cell: Cell, known: Known) -> Read:
    return _named(known.people, cell, "no_such_person", several=field.type is FieldType.USERS)


def _department(field: LibraryField, _: str, cell: Cell, known: Known) -> Read:
    return _named(known.departments, cell, "no_such_department", several=field.multiple)


def _record(field: LibraryField, path: str, cell: Cell, known: Known) -> Read:
    names = known.records.get(path, Names[str](()))
    return _named(names, cell, "no_such_record", several=field.multiple)


def _nothing(field: LibraryField, _: str, __: Cell, ___: Known) -> Read:
    return None, ("not_importable", {"label": field.label})


def _named(names: Names[Any], cell: Cell, code: str, *, several: bool) -> Read:
    """What the words of a cell mean; the first that means nothing, or too much, is told."""
    text = _word(cell)
    found = []
    for word in naming.split(text, lambda one: bool(names.find(one))) if several else [text]:
        meant = names.find(word)
        if not meant:
            return None, (code, {"value": word[:LONGEST_QUOTE]})
        if len(meant) > 1:
            ids = _several(tuple(str(one) for one in meant))
            return None, ("ambiguous", {"value": word[:LONGEST_QUOTE], "ids": ids})
        found.append(meant[0])
    return (list(dict.fromkeys(found)) if several else found[0]), FINE


def _several(words: tuple[str, ...]) -> str:
    text = JOINED.join(words[:MOST_NAMED])
    return text[:LONGEST_LIST] + ("…" if len(words) > MOST_NAMED or len(text) > LONGEST_LIST else "")


def _word(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else figures.written(cell) or str(cell)


def _as_it_is(_: LibraryField, __: str, value: Any, ___: Known) -> Cell:
    return str(value)


def _figure(field: LibraryField, _: str, value: Any, __: Known) -> Cell:
    return figures.yuan(value) if field.type is FieldType.MONEY else figures.kept(value)


def _day_cell(_: LibraryField, __: str, value: Any, ___: Known) -> Cell:
    return dt.date.fromisoformat(value)


def _moment_cell(_: LibraryField, __: str, value: Any, ___: Known) -> Cell:
    return dt.datetime.fromisoformat(value)


def _span_text(_: LibraryField, __: str, value: Any, ___: Known) -> Cell:
    return TO.join(value)


def _answer(_: LibraryField, __: str, value: Any, ___: Known) -> Cell:
    return ANSWERS[value]


def _option_words(field: LibraryField, _: str, value: Any, __: Known) -> Cell:
    return _joined(_options(tuple(field.options.items())), value)


def _person_words(_: LibraryField, __: str, value: Any, known: Known) -> Cell:
    return _joined(known.people, value)


def _department_words(_: LibraryField, __: str, value: Any, known: Known) -> Cell:
    return _joined(known.departments, value)


def _record_words(_: LibraryField, path: str, value: Any, known: Known) -> Cell:
    return _joined(known.records.get(path, Names[str](())), value)


def _file_names(_: LibraryField, __: str, value: Any, ___: Known) -> Cell:
    files = value if isinstance(value, list) else [value]
    return JOINED.join(str(file.get("name", "")) for file in files)


def _joined(names: Names[Any], value: Any) -> str:
    values: list[Hashable] = value if isinstance(value, list) else [value]
    return JOINED.join(names.word_of(one) for one in values)


_READERS: Mapping[FieldType, Callable[[LibraryField, str, Cell, Known], Read]] = {
    FieldType.TEXT: _text,
    FieldType.LONGTEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _date,
    FieldType.DATETIME: _moment,
    FieldType.DATERANGE: _span,
    FieldType.ENUM: _choice,
    FieldType.MULTI_ENUM: _choice,
    FieldType.USER: _person,
    FieldType.USERS: _person,
    FieldType.DEPARTMENT: _department,
    FieldType.FILE: _nothing,
    FieldType.TABLE: _nothing,
    FieldType.LIBRARY_REF: _record,
    FieldType.BOOLEAN: _boolean,
}
_WRITERS: Mapping[FieldType, Callable[[LibraryField, str, Any, Known], Cell]] = {
    FieldType.TEXT: _as_it_is,
    FieldType.LONGTEXT: _as_it_is,
    FieldType.NUMBER: _figure,
    FieldType.MONEY: _figure,
    FieldType.DATE: _day_cell,
    FieldType.DATETIME: _moment_cell,
    FieldType.DATERANGE: _span_text,
    FieldType.ENUM: _option_words,
    FieldType.MULTI_ENUM: _option_words,
    FieldType.USER: _person_words,
    FieldType.USERS: _person_words,
    FieldType.DEPARTMENT: _department_words,
    FieldType.FILE: _file_names,
    FieldType.LIBRARY_REF: _record_words,
    FieldType.BOOLEAN: _answer,
}
