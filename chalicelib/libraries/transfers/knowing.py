"""Whom and what the cells of a file name: people, departments, records of other libraries.

A record is found by its key, by its title with the key behind it as exports write it, or by its title alone, which is
looked for among what the person may see there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, record_store, service
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import LibraryKindError, LibraryNotFoundError
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.naming import title_of
from chalicelib.libraries.records import LONGEST_KEY
from chalicelib.libraries.sheets import naming
from chalicelib.libraries.sheets.naming import Known, Names, plain
from chalicelib.platform.errors import DomainError
from chalicelib.platform.field_types import FieldType

MOST_SOUGHT = 2000
"""Different titles of one file that are looked for; who names more writes keys."""
ALIKE = 30
PEOPLE = frozenset({FieldType.USER, FieldType.USERS})
_KEY = re.compile(r"[（(]([^（）()]+)[）)]$")
Titles = dict[str, list[tuple[str, str]]]
"""By the path of a field: keys of records with their titles."""


def known(library: Library, titles: Titles) -> Known:
    """What the cells of a library's sheets may name; `titles` are of the records that are named."""
    types = {field.type for _, field in library.walk()}
    return Known(
        people=naming.people(directory.everybody() if types & PEOPLE else ()),
        departments=naming.departments(directory.departments() if FieldType.DEPARTMENT in types else {}),
        records={path: _names(pairs) for path, pairs in titles.items()},
    )


def titles_of_words(library: Library, words: Mapping[str, Iterable[str]], userid: str) -> Titles:
    """The records that words may mean, by the path of the field that names them."""
    return {
        path: _sought(_field(library, path), {word for word in several if word}, userid)
        for path, several in words.items()
    }


def titles_of_values(library: Library, several: Iterable[Mapping[str, Any]]) -> Titles:
    """The records that values name, by the path of the field."""
    named: dict[str, set[str]] = {}
    for values in several:
        for path, key in _references(library, values):
            named.setdefault(path, set()).add(key)
    return {path: _by_key(_field(library, path), keys) for path, keys in named.items()}


def _names(pairs: Iterable[tuple[str, str]]) -> Names[str]:
    """Shown with the key: another record may have the same title, here or later."""
    return Names((key, (f"{title}（{key}）", title) if title != key else ()) for key, title in pairs)


def _field(library: Library, path: str) -> LibraryField:
    field = library.field_at(path)
    assert field is not None  # noqa: S101 - the path is of a walk over its fields
    return field


def _sought(field: LibraryField, words: set[str], userid: str) -> list[tuple[str, str]]:
    keys = words | {behind[1].strip() for word in words if (behind := _KEY.search(word))}
    found = dict(_by_key(field, keys))
    rest = [word for word in sorted(words) if not _is_found(word, found)]
    for word in rest[:MOST_SOUGHT]:
        found.update(_by_title(field, word, userid))
    return sorted(found.items())


def _is_found(word: str, found: Mapping[str, str]) -> bool:
    key = _KEY.search(word)
    return word in found or bool(key and key[1].strip() in found)


def _by_key(field: LibraryField, keys: set[str]) -> list[tuple[str, str]]:
    try:
        other = service.of_kind(str(field.library), "records")
    except (LibraryNotFoundError, LibraryKindError):
        return []
    possible = {key for key in keys if 0 < len(key) <= LONGEST_KEY}
    records = record_store.read_records(other.key, possible)
    return sorted((key, _title(field, other, record.values)) for key, record in records.items())


def _by_title(field: LibraryField, word: str, userid: str) -> Iterator[tuple[str, str]]:
    """Records whose title is this; where there are more than is asked for, the word is told to be no name."""
    try:
        mine = browsing.rights(service.of_kind(str(field.library), "records").key, userid)
        lines = browsing.page_for(mine, Ask(words=word, limit=ALIKE)).lines
    except DomainError:
        return
    for line in lines:
        title = _title(field, mine.library, line.seen.values)
        if plain(title) == plain(word):
            yield line.record.key, title


def _title(field: LibraryField, other: Library, values: Mapping[str, Any]) -> str:
    return str(values.get(field.display or "") or title_of(other, values))


def _references(library: Library, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, field in library.fields.items():
        if field.columns:
            for row in values.get(name) or ():
                for column, inner in field.columns.items():
                    yield from ((f"{name}.{column}", key) for key in _keys(inner, row.get(column)))
        else:
            yield from ((name, key) for key in _keys(field, values.get(name)))


def _keys(field: LibraryField, value: Any) -> list[str]:
    if field.type is not FieldType.LIBRARY_REF or value in (None, "", []):
        return []
    return [str(one) for one in (value if isinstance(value, list) else [value])]
