"""What a record takes from the records its references name: lookups, and that they are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.libraries import record_store as store
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.records import Record, invalid
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.store import Operation

Target = tuple[str, str]
"""A library, and the key of a record there."""


@dataclass
class Bringing:
    """Reads referred records, each once; remembers which have to be there when the transaction is written."""

    definitions: Definitions
    _read: dict[Target, Record | None] = field(default_factory=dict)
    _required: set[Target] = field(default_factory=set)

    def lookups(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The lookups of a record, and its tables with those of their rows."""
        fields = self.definitions.current.fields
        found = self._brought(fields, values)
        for key, table in fields.items():
            if any(column.lookup for column in table.columns.values()):
                found[key] = [{**row, **self._brought(table.columns, row)} for row in values.get(key) or ()]
        return found

    def require(self, before: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Raises RecordInvalidError where a reference that is new names nothing."""
        old = set(self._targets(before))
        for path, target in self._targets(values):
            if (path, target) in old:
                continue
            if self._record(target) is None:
                raise invalid(path, "no_such_record")
            self._required.add(target)

    def sees(self, library: str, record: Record) -> None:
        """Another record as the same transaction leaves it."""
        self._read[library, record.key] = record

    def checks(self, library: str, written: Iterable[str]) -> list[Operation]:
        """Writes that fail when a record that has to be there is deleted meanwhile."""
        own = {(library, key) for key in written}
        return [store.record_check(*target) for target in sorted(self._required - own)]

    def _brought(self, fields: Mapping[str, LibraryField], values: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for name, wanted in fields.items():
            if wanted.lookup:
                reference, _, far = wanted.lookup.partition(".")
                target = fields[reference].library, values.get(reference)
                record = self._record((str(target[0]), str(target[1]))) if target[1] else None
                found[name] = record.values.get(far) if record else None
        return found

    def _targets(self, values: Mapping[str, Any]) -> list[tuple[str, Target]]:
        fields = self.definitions.current.fields
        found = [
            (path, target)
            for path, field, value in _references(fields, values)
            for target in _each(field, value)
        ]
        for key, table in fields.items():
            for row in values.get(key) or () if table.columns else ():
                found += [
                    (f"{key}.{path}", target)
                    for path, field, value in _references(table.columns, row)
                    for target in _each(field, value)
                ]
        return found

    def _record(self, target: Target) -> Record | None:
        if target not in self._read:
            self._read[target] = store.read_records(target[0], [target[1]]).get(target[1])
        return self._read[target]


def _references(
    fields: Mapping[str, LibraryField], values: Mapping[str, Any]
) -> list[tuple[str, LibraryField, Any]]:
    return [
        (name, field, values[name])
        for name, field in fields.items()
        if field.type is FieldType.LIBRARY_REF
        and not field.is_derived
        and values.get(name) not in (None, "", [])
    ]


def _each(field: LibraryField, value: Any) -> list[Target]:
    return [(str(field.library), str(key)) for key in (value if isinstance(value, list) else [value])]
