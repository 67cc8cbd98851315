"""The published versions of a definition: listed, read as they were written, compared."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.libraries import service, store
from chalicelib.libraries.difference import Change, difference
from chalicelib.libraries.errors import LibraryNotFoundError


@dataclass(frozen=True)
class Version:
    """One publication."""

    version: int
    published_at: str
    published_by: str


def versions(key: str) -> list[Version]:
    """The publications of a library, newest first. Raises LibraryNotFoundError."""
    rows = store.list_versions(key)
    if not rows:
        raise LibraryNotFoundError(library=key)
    return [Version(int(row.version), row.published_at, row.published_by) for row in rows]


def source(key: str, number: int = 0) -> str:
    """The text of a version as it was published; 0: the one that holds. Raises LibraryNotFoundError."""
    row = store.read_version(key, number or service.definitions_now(key).version)
    if row is None:
        raise LibraryNotFoundError(library=key)
    return str(row.source)


def compare(key: str, earlier: int, later: int, locale: str) -> list[Change]:
    """What changed between two versions; later 0: the one that holds, earlier 0: the one before the later.

    Raises LibraryNotFoundError.
    """
    later = later or service.definitions_now(key).version
    return difference(service.version(key, earlier or later - 1), service.version(key, later), locale)
