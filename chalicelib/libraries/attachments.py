"""Files of records: each is an upload of who writes it, and part of the record from then on.

Who may see the field may read the file, whoever uploaded it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.libraries.errors import RecordInvalidError
from chalicelib.libraries.fields import LibraryField, judge
from chalicelib.libraries.model import Library
from chalicelib.platform import files
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.files import FileNotFoundInOfficeError
from chalicelib.platform.store import Operation

Values = Mapping[str, Any]
File = Mapping[str, Any]
MOST_AT_ONCE = 18
"""Files that come to a record in one transaction, beside the writes of the record itself."""


def require_own(library: Library, userid: str, before: Values, values: Values) -> None:
    """Raises RecordInvalidError where a file that is new to a record (that had `before`) is no upload of this person's,
    is not told truly, has not arrived, or is not what its type says.
    """
    fresh = _fresh(library, before, values)
    problems = [
        FieldProblem(path, "not_file", params={"max": MOST_AT_ONCE})
        for path, _ in fresh[MOST_AT_ONCE : MOST_AT_ONCE + 1]
    ]
    for path, file in () if problems else fresh:
        if code := files.trouble(userid, file):
            problems.append(FieldProblem(path, code))
    if problems:
        raise RecordInvalidError(field=problems[0].field, problems=tuple(problems), name=problems[0].field)


def carried(library: Library, key: str, userid: str, before: Values, values: Values) -> list[Operation]:
    """The writes that make a record's new files part of it; they collide when a file is not this person's."""
    ids = dict.fromkeys(str(file["id"]) for _, file in _fresh(library, before, values))
    return [files.attach(userid, one, f"record#{library.key}#{key}") for one in ids]


def address(library: Library, seen: Values, file: str) -> str:
    """An address to download a file of a record, of which somebody sees these values. Raises FileNotFoundInOfficeError."""
    if file not in {one["id"] for _, one in _files(library, seen)}:
        raise FileNotFoundInOfficeError
    return files.address(file)


def _fresh(library: Library, before: Values, values: Values) -> list[tuple[str, File]]:
    """The files that were not in the same field before, each with the path of its field."""
    had = list(_files(library, before))
    return [one for one in _files(library, values) if one not in had]


def _files(library: Library, values: Values) -> Iterator[tuple[str, File]]:
    for name, field in library.fields.items():
        if field.columns:
            rows = values.get(name)
            for row in rows if isinstance(rows, list) else ():
                for column, inner in field.columns.items():
                    yield from _of(
                        f"{name}.{column}", inner, row.get(column) if isinstance(row, dict) else None
                    )
        else:
            yield from _of(name, field, values.get(name))


def _of(path: str, field: LibraryField, value: Any) -> Iterator[tuple[str, File]]:
    """What is no file value is left to the field's own check."""
    if field.type is FieldType.FILE and value not in (None, "", []) and not judge(field, value)[0]:
        yield from ((path, file) for file in (value if isinstance(value, list) else [value]))
