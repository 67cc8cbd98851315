"""How far what follows records is behind, by library: for the operations page."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.libraries import index_store, record_store, service
from chalicelib.platform import clock

MOST = 1000
LOOKED_AT = 100


@dataclass(frozen=True)
class Lag:
    """`records` whose index items lag, since when at least one does; `changes` whose words and lookups are still to
    come, the age of the oldest in seconds. At most 1000 of each are counted.
    """

    library: str
    records: int
    since: str | None
    changes: int
    words_seconds: int


def lags() -> list[Lag]:
    """The libraries in which something is behind."""
    found = [_lag(one.key) for one in service.all_libraries() if one.kind == "records"]
    return [one for one in found if one.records or one.changes]


def _lag(key: str) -> Lag:
    now = clock.now()
    lagging = index_store.lagging(key, MOST)
    records = record_store.read_records(key, lagging[:LOOKED_AT], deleted=True)
    since = min((one.changed_at for one in records.values() if one.served), default=None)
    changes = record_store.unfollowed(key, clock.to_text(now), MOST)
    age = (now - clock.from_text(changes[0].at)).total_seconds() if changes else 0
    return Lag(key, len(lagging), since, len(changes), max(0, int(age)))
