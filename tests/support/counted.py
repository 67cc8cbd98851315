"""Libraries whose records, index aside, stand in memory: their figures are kept as the store keeps them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, entries, figures, index_store, service, statistics
from chalicelib.libraries.errors import LibraryNotFoundError
from chalicelib.libraries.figures import Figure, Place
from chalicelib.libraries.filters import Viewer
from chalicelib.libraries.index_store import LAST, place_of_figure
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record
from chalicelib.libraries.rights import Actor, Rights

TODAY = dt.date(2026, 11, 30)
ADMIN = Actor(Viewer("linhao", (1,)), (), is_admin=True)


@dataclass
class Counted:
    """Libraries and their figures; `actor` looks at them."""

    libraries: dict[str, Library] = field(default_factory=dict)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    entries: dict[str, list[Any]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    actor: Actor = ADMIN
    today: dt.date = TODAY
    read: int = 0
    """How many rows of figures were read."""

    def change(self, key: str, before: Record | None, after: Record | None) -> None:
        """A record is created, changed or deleted: what its transaction does to figures."""
        library = self.libraries[key]
        sides = [(library, one) if one else None for one in (before, after)]
        self._add(key, figures.changes(sides[0], sides[1]))

    def _add(self, key: str, changes: Mapping[Place, Figure]) -> None:
        for place, figure in changes.items():
            row = place_of_figure(key, place)
            self.figures[row] = self.figures.get(row, Figure()).plus(figure)

    def library(self, key: str) -> Library:
        if key not in self.libraries:
            raise LibraryNotFoundError(library=key)
        return self.libraries[key]

    def rights(self, key: str, _: str = "") -> Rights:
        return Rights(self.library(key), self.actor, self.today)

    def stored(
        self, library: str, statistic: str, low: str = "", high: str = ""
    ) -> Iterator[tuple[str, int, float]]:
        """Like the query of the store, by the same bounds of the key."""
        between = (f'["{low}', f'["{high}{LAST}') if low or high else ("", LAST)
        for (pk, sk), figure in sorted(self.figures.items()):
            if pk == f"S#{library}#{statistic}" and between[0] <= sk <= between[1]:
                self.read += 1
                yield sk.rpartition("#")[0], figure.number, float(figure.total)

    def all_entries(self, key: str) -> Iterable[Any]:
        return self.entries.get(key, [])

    def tell(self, key: str, statistic: str, *by: str, whole: bool = False, **where: Any) -> statistics.Told:
        """A statistic by some of its dimensions, or by all; `whole`: by none."""
        return statistics.tell(key, self.actor.userid, statistic, by if by or whole else None, where)

    def told(self, key: str, statistic: str, *by: str, **where: Any) -> dict[Any, float | None]:
        """The figures by the values of dimensions: one value, or several."""
        groups = self.tell(key, statistic, *by, whole=not by, **where).groups
        return {
            next(iter(g.values.values())) if len(g.values) == 1 else tuple(g.values.values()): g.figure
            for g in groups
        }


def entry(number: int, owner: str, account: str, kind: str, amount: float, on: str) -> Any:
    """A movement of a ledger as a row has it."""
    return SimpleNamespace(
        entry_no=f"E{number}",
        owner=owner,
        account=account,
        entry_kind=kind,
        amount=amount,
        at=f"{on}T00:00:00Z",
        source="",
        reference="",
        balance_after=0,
        remark="",
        expires_on="",
    )


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    found = Counted()
    install(monkeypatch, found)
    return found


def install(monkeypatch: pytest.MonkeyPatch, found: Counted) -> None:
    """Let statistics read these libraries."""
    monkeypatch.setattr(service, "library", found.library)
    monkeypatch.setattr(browsing, "rights", found.rights)
    monkeypatch.setattr(statistics, "preparing", lambda _: None)
    monkeypatch.setattr(index_store, "figures", found.stored)
    monkeypatch.setattr(entries.store, "all_entries", found.all_entries)
    monkeypatch.setattr(directory, "renamed", lambda: found.renamed)
