"""Where else a record is named: the reverse lists of other libraries, for who may read them."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.libraries import editing
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.words import Operation


@dataclass(frozen=True)
class Relation:
    """The records of `library` whose `field` (or column, `batches.supplier`) names the record: listed with the filter
    `{field: key}`.
    """

    library: str
    field: str
    name: str


def related(mine: Rights) -> list[Relation]:
    """The reverse lists of a library that a person may read."""
    return [
        Relation(other.key, path, getattr(other.field_at(path), "reverse", "") or other.name)
        for other, path in editing.referring(mine.library.key)
        if _may_read(Rights(other, mine.actor, mine.today), path)
    ]


def _may_read(rights: Rights, field: str) -> bool:
    return rights.allows(Operation.READ) and rights.visible(field)
