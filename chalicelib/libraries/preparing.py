"""What cannot be told yet, while stored records are on their way to a new definition."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.libraries import migrating, remake_store, remakes, service
from chalicelib.libraries.counting import Statistic
from chalicelib.libraries.derivation import needed
from chalicelib.libraries.errors import ViewPreparingError
from chalicelib.libraries.figures import name_of
from chalicelib.libraries.filters import Filter, terms
from chalicelib.libraries.indexing import Index, indexes
from chalicelib.libraries.model import Library
from chalicelib.platform import clock


@dataclass(frozen=True)
class Preparing:
    """A job that goes on: `versions` are the definitions by which records may be found meanwhile, today's last."""

    percent: int
    versions: tuple[Library, ...]

    @property
    def unready(self) -> frozenset[Index]:
        """Indexes that do not know every record."""
        several = [indexes(one) for one in self.versions]
        return several[-1] - frozenset.intersection(*several)

    def require_index(self, index: Index) -> None:
        """Raises ViewPreparingError unless an index knows every record."""
        if index in self.unready:
            raise ViewPreparingError(percent=self.percent)

    def require_fields(self, paths: Iterable[str]) -> None:
        """Raises ViewPreparingError where a field is not what it was: records have it in either way."""
        if any(_changes(self.versions, path) for path in paths):
            raise ViewPreparingError(percent=self.percent)

    def require_conditions(self, *conditions: Filter | None) -> None:
        """Like `require_fields`, of what conditions ask."""
        self.require_fields(term.field for one in conditions for term in terms(one))

    def require_statistic(self, statistic: Statistic) -> None:
        """Raises ViewPreparingError unless every record is counted, by what it says today."""
        named = [{name_of(one) for one in library.counted} for library in self.versions]
        if not all(name_of(statistic) in names for names in named):
            raise ViewPreparingError(percent=self.percent)
        self.require_conditions(statistic.filter)
        self.require_fields(statistic.named)


def preparing(key: str) -> Preparing | None:
    """The job of a library that goes on; None where all records are as its definition says."""
    definitions = service.definitions(key)
    if _is_done(key, definitions.version, int(clock.now().timestamp() // 60)):
        return None
    row = remake_store.read(key)
    if row is None or row.done_at or int(row.base) >= definitions.version:
        return None
    versions = tuple(definitions.of(one) for one in range(int(row.base), definitions.version + 1))
    return Preparing(remakes.progress(row).percent, versions)


@functools.lru_cache(maxsize=64)
def _is_done(key: str, _version: int, _minute: int) -> bool:
    """Whether there is nothing to wait for; asked once a minute, for a version that is done stays so."""
    row = remake_store.read(key)
    return row is None or bool(row.done_at)


def _changes(versions: tuple[Library, ...], path: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a field, or one it is worked out from, differs between definitions."""
    says = [migrating.meaning(one, path) for one in versions]
    if any(one != says[-1] for one in says):
        return True
    further = set(needed(versions[-1], path)) - seen - {path}
    return any(_changes(versions, one, seen | {path}) for one in further)
