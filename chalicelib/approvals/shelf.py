"""Libraries in memory: ledgers and records that a rehearsal reads and writes, and the list of what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals.effects import Planned
from chalicelib.libraries import bookings, records
from chalicelib.libraries.derivation import with_defaults, with_derived
from chalicelib.libraries.model import Account, Library, apply
from chalicelib.libraries.model import Entry as Movement
from chalicelib.libraries.records import Record, Write

Values = Mapping[str, Any]


@dataclass
class Shelf:
    """`balances` is what the starter has in any account; `stored` records by library and key; `cells` userids of
    matrices by library, row and column. `libraries` are the definitions by which records are checked.
    """

    owner: str
    balances: Mapping[str, float] = field(default_factory=dict)
    libraries: Mapping[str, Library] = field(default_factory=dict)
    stored: dict[str, dict[str, Record]] = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(default_factory=dict)
    written: list[Planned] = field(default_factory=list)
    accounts: dict[tuple[str, str], Account] = field(default_factory=dict)

    def put(self, library: str, values: Values) -> None:
        """A record that is there from the beginning, as if it had been written: with its defaults and what is worked
        out. Raises RecordInvalidError.
        """
        definition = self.libraries[library]
        key = records.key_of(definition, values)
        whole = with_derived(definition, with_defaults(definition, values))
        records.check(definition, whole)
        self.stored.setdefault(library, {})[key] = Record(key, whole, 1)

    def available(self, library: str, account: str) -> float:
        return self._account(library, account).available

    def record(self, library: str, key: str) -> Values | None:
        found = self.stored.get(library, {}).get(key)
        return found.values if found else None

    def cell(self, library: str, row: str, column: str) -> tuple[str, ...]:
        return tuple(self.cells.get(library, {}).get(row, {}).get(column, ()))

    def write(self, plans: Iterable[Planned]) -> None:
        """Make the writes of a plan. Raises BalanceError and the errors of records."""
        for plan in plans:
            if isinstance(plan.what, Movement):
                place = (plan.library, plan.what.account)
                self.accounts[place] = apply(self._account(*place), plan.what)
            elif plan.library in self.libraries:
                plan = Planned(plan.library, self._stored(plan.library, plan.what))  # noqa: PLW2901
            self.written.append(plan)

    def _stored(self, library: str, write: Write) -> Write:
        """Make a write; as it was worked out."""
        definition, kept = self.libraries[library], self.stored.setdefault(library, {})
        key = records.wanted_key(definition, write)
        if key is None:
            key = f"{library}-{len(kept) + 1}"
            write = replace(write, values={**write.values, definition.keys[0]: key})
        write = records.worked_out(write, kept.get(key))
        made = records.after(definition, key, kept.get(key), write)
        bookings.require_free(definition, made, kept.values())
        kept[key] = made
        return write

    def _account(self, library: str, name: str) -> Account:
        opening = Account(self.owner, name, available=self.balances.get(name, 0))
        return self.accounts.get((library, name), opening)
