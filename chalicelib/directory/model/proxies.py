"""Standing proxies: who stands in for whom, when, for which flows. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.directory.model.errors import ProxyOverlapError, ProxyPeriodError, ProxyPersonError
from chalicelib.directory.model.types import Person
from chalicelib.platform import clock

LONGEST_PROXY = dt.timedelta(days=366)


@dataclass(frozen=True)
class Proxy:
    """A standing proxy: `proxy` gets the tasks of `person` from one instant until another (RFC 3339 UTC texts).

    `flows` empty: all flows; `condition`: JSONata over the form, empty: always. `removed_at` set: no longer.
    """

    id: str
    person: str
    proxy: str
    from_at: str
    until_at: str
    flows: tuple[str, ...] = ()
    condition: str = ""
    note: str = ""
    removed_at: str | None = None
    removed_by: str | None = None

    def holds_at(self, moment: dt.datetime) -> bool:
        now = clock.to_text(moment)
        return self.removed_at is None and self.from_at <= now < self.until_at


def check_proxy(wanted: Proxy, stand_in: Person | None, others: Iterable[Proxy]) -> None:
    """Whether a proxy may be set up beside the `others` of the same person.

    Raises ProxyPeriodError, ProxyPersonError, ProxyOverlapError.
    """
    begin, end = clock.from_text(wanted.from_at), clock.from_text(wanted.until_at)
    if not dt.timedelta() < end - begin <= LONGEST_PROXY:
        raise ProxyPeriodError(field="until_at")
    if stand_in is None or not stand_in.active or stand_in.userid == wanted.person:
        raise ProxyPersonError(field="proxy")
    for other in others:
        apart = other.until_at <= wanted.from_at or wanted.until_at <= other.from_at
        elsewhere = other.flows and wanted.flows and not set(other.flows) & set(wanted.flows)
        if other.removed_at is None and not apart and not elsewhere:
            raise ProxyOverlapError(field="from_at")
