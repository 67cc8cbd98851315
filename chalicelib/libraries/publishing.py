"""Publishing definitions: one, or several that name each other, all or none.

Where records are stored, a job begins with the publication that brings them to the new definition (`remakes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.libraries import definition, migrating, record_store, remake_store, store
from chalicelib.libraries.difference import difference, planned, unplanned
from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.verify import Known, verify
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError, FieldProblem
from chalicelib.platform.store import CollisionError, Operation, transact

TRIES = 5
AT_ONCE = 30
"""Definitions of one transaction: each is a row, a version, and perhaps a job."""


@dataclass(frozen=True)
class Published:
    """What stands after a publication. `changed`: it differs from what stood there; `remakes`: stored records follow."""

    library: Library
    version: int
    changed: bool
    remakes: bool = False


def publish_all(sources: Sequence[str], by: str) -> list[Published]:
    """Register definitions, in the order they were given. They are held against each other and all that is published.

    More than 30 changed ones are written some at a time. Raises LibraryInvalidError naming the first (`library`) with
    problems, also for a change stored records do not fit; BusyError.
    """
    for _ in range(TRIES):
        found, made = _prepared(sources, by)
        try:
            for start in range(0, len(made), AT_ONCE):
                transact(one for several in made[start : start + AT_ONCE] for one in several)
        except CollisionError:
            continue
        return found
    raise BusyError


def problems(libraries: Iterable[Library], published: Mapping[str, Library]) -> dict[str, list[FieldProblem]]:
    """What keeps each of these from being published beside the others, by key: of itself, and of others it breaks."""
    new = {one.key: one for one in libraries}
    known = Known(libraries={**published, **new})
    found = {
        key: [definition.as_field_problem(one) for one in verify(library, known)]
        for key, library in new.items()
    }
    for key, several in definition.broken(new, published).items():
        found[key] += several
    return found


def stored_problems(old: Library | None, new: Library) -> list[FieldProblem]:
    """What stored records forbid. Records are brought to a plan; accounts and cells are not."""
    if old is None or record_store.is_empty(new):
        return []
    changes = difference(old, new)
    refused = [*unplanned(changes, new), *(planned(changes, new) if new.kind != "records" else ())]
    return [definition.as_field_problem(one) for one in refused]


def _prepared(sources: Sequence[str], by: str) -> tuple[list[Published], list[list[Operation]]]:
    """What will stand, and the writes of each that changes."""
    rows = {row.key: row for row in store.read_definitions()}
    published = {key: Library.model_validate(row.definition) for key, row in rows.items()}
    libraries = [read(source) for source in sources]
    for key, several in problems(libraries, published).items():
        if several:
            raise LibraryInvalidError(problems=tuple(several), library=key)
    found, made = [], []
    for library, source in zip(libraries, sources, strict=True):
        before = rows.get(library.key)
        if before is not None and before.source == source:
            found.append(Published(library, int(before.version), changed=False))
            continue
        if several := stored_problems(published.get(library.key), library):
            raise LibraryInvalidError(problems=tuple(several), library=library.key)
        row = _row(library, source, before, by)
        job = _job(published.get(library.key), library, row)
        made.append([*store.definition_writes(row, before), *job])
        found.append(Published(library, int(row.version), changed=True, remakes=bool(job)))
    return found, made


def _row(library: Library, source: str, before: store.DefinitionRow | None, by: str) -> store.DefinitionRow:
    return store.DefinitionRow(
        store.LIBRARIES,
        library.key,
        key=library.key,
        definition=library.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        source=source,
        published_at=clock.to_text(clock.now()),
        published_by=by,
        version=int(before.version) + 1 if before else 1,
    )


def _job(old: Library | None, new: Library, row: store.DefinitionRow) -> list[Operation]:
    """The job that brings stored records to it, where there is something to bring. One that still goes on begins anew."""
    if old is None or new.kind != "records":
        return []
    before, version = remake_store.read(new.key), int(row.version)
    goes_on = before is not None and not before.done_at
    if migrating.is_same_for_records(old, new) and not goes_on:
        return []
    total = record_store.count(new.key)
    base = version if not total else int(before.base) if before is not None and goes_on else version - 1
    return [
        remake_store.begin_write(
            new.key,
            before,
            target=version,
            base=base,
            total=total,
            by=row.published_by,
            at=row.published_at,
        )
    ]
