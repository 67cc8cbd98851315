"""What becomes of a stored record when its library's definition changes: plans, given-up fields, new values. Pure.

A plan (`migrate`) counts once, for the change it came with: the same words in a later version do nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.libraries.derivation import filled
from chalicelib.libraries.difference import Asks, difference
from chalicelib.libraries.fields import FINE, LibraryField, judge
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform import expressions

Values = Mapping[str, Any]


def migrated(definitions: Definitions, record: Record) -> Values:
    """The values of a record as today's definition has them, version by version. Whether they fit is not asked; what
    a plan cannot give is missing.
    """
    values: Values = record.values
    for version in range(record.definition or definitions.version, definitions.version):
        values = _stepped(definitions.of(version), definitions.of(version + 1), values)
    return values


def is_same_for_records(old: Library, new: Library) -> bool:
    """Whether stored records are found, counted and worked out by both alike: what differs are words."""
    return _matter(old) == _matter(new)


def meaning(library: Library, path: str) -> dict[str, Any] | None:
    """All that a field (or column) says of its values; None where there is no such field."""
    field = library.field_at(path)
    return field.model_dump(exclude=_FIELD_WORDS) if field else None


def fitting(library: Library, values: Values) -> dict[str, Any]:
    """Those values that fit the definition: what a record that does not fit can be found by."""
    return {
        name: value
        for name, value in values.items()
        if name in library.fields and judge(library.fields[name], value) == FINE
    }


def _stepped(old: Library, new: Library, values: Values) -> Values:
    """From one version to the next."""
    added = {name: field for name, field in new.fields.items() if name not in old.fields}
    asked = {change.field for change in difference(old, new) if change.asks is Asks.PLAN}
    plans = {name: text for name, text in new.migrate.items() if name in asked or name in added}
    found = {name: _kept(new.fields[name], value) for name, value in values.items() if name in new.fields}
    given = {name: _given(text, values) for name, text in plans.items() if text is not None}
    found = {name: value for name, value in (found | given).items() if value is not None}
    return filled(added, found)


def _kept(field: LibraryField, value: Any) -> Any:
    """A value; rows of a table without columns that are gone."""
    if not field.columns or not isinstance(value, list):
        return value
    return [{name: cell for name, cell in row.items() if name in field.columns} for row in value]


def _given(text: str, values: Values) -> Any:
    try:
        return expressions.evaluate(
            text, {name: value for name, value in values.items() if value is not None}
        )
    except expressions.ExpressionError:
        return None


def _matter(library: Library) -> dict[str, Any]:
    """All a record's values, index items, figures and words come from."""
    said = library.model_dump(mode="json", exclude=_WORDS, exclude_defaults=True)
    said["views"] = [(one.filter, one.sorting, one.group, one.child) for one in library.views]
    said["permissions"] = [one.rows for one in library.permissions]
    for word in ("reminders", "deadlines"):
        said[word] = [(one.date, one.filter) for one in getattr(library, word)]
    said["statistics"] = [one.model_dump(exclude={"name"}) for one in library.counted]
    said["fields"] = {path: meaning(library, path) for path, _ in library.walk()}
    return said


_WORDS = {
    "name",
    "description",
    "migrate",
    "actions",
    "views",
    "permissions",
    "reminders",
    "deadlines",
    "statistics",
    "fields",
}
_FIELD_WORDS = {"label", "unit", "sensitive", "display", "reverse", "columns"}
"""What people read or may do; records do not change by it."""
