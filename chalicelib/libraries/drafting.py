"""Records as some writes leave them, before anything is written: those of a library, and those its entries move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chalicelib.directory import service as directory
from chalicelib.libraries import migrating, posting, records, renaming
from chalicelib.libraries import record_store as store
from chalicelib.libraries.bringing import Bringing
from chalicelib.libraries.derivation import Stood
from chalicelib.libraries.errors import DefinitionOutdatedError, LibraryNotFoundError
from chalicelib.libraries.model import Library
from chalicelib.libraries.posting import Account
from chalicelib.libraries.records import Record, Write
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.platform import clock


@dataclass
class Sheet:
    """The records of a library that some writes are about: as they were read, and as they become."""

    definitions: Definitions
    before: dict[str, Record] = field(default_factory=dict)
    after: dict[str, Record] = field(default_factory=dict)
    changes: list[tuple[Record, Write, records.Diff]] = field(default_factory=list)

    @property
    def library(self) -> Library:
        return self.definitions.current

    def read(self, keys: Iterable[str]) -> None:
        """Read records that were not read yet, deleted ones too. Raises DefinitionOutdatedError where one was written by
        a newer definition.
        """
        missing = [key for key in keys if key not in self.before]
        self.before |= store.read_records(self.library.key, missing, deleted=True)
        if any(record.definition > self.definitions.version for record in self.before.values()):
            raise DefinitionOutdatedError

    def stood(self, key: str) -> tuple[Library, Record | None]:
        """A record as it was read, with the definition it was written by."""
        before = self.before.get(key)
        return self.definitions.of(before.definition if before else 0), before

    def stands(self, key: str) -> Record | None:
        """The record as the writes until now leave it, by today's definition and today's userids."""
        was = self._was(key)
        if was is None:
            return None
        stands = replace(was, values=migrating.migrated(self.definitions, was))
        return renaming.record_to_write(self.library, stands, directory.renamed())

    def made(self, key: str, write: Write, bringing: Bringing) -> Record:
        """The record after a write upon those before it. Raises the errors of `records.after`."""
        before = self.stands(key)
        stood = stood_now(before) if self.library.keeps_time else None
        found = records.after(self.library, key, before, write, bringing.lookups, stood)
        return replace(found, definition=self.definitions.version, served=None)

    def put(self, made: Record, write: Write) -> None:
        was = self._was(made.key)
        self.after[made.key] = made
        self.changes.append((made, write, records.diff(_shown(was), _shown(made))))

    def _was(self, key: str) -> Record | None:
        return self.after.get(key) or self.before.get(key)


@dataclass
class Draft:
    """The sheet of the library that is written, and of each library whose figures its entries move."""

    main: Sheet
    others: dict[str, Sheet] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return (self.main, *self.others.values())

    def apply(self, keyed: list[tuple[str, Write]], bringing: Bringing) -> None:
        """Make every write upon those before it, with what it moves. Raises the errors of `records.after`."""
        accounts = posting.accounts(self.main.library, self._named)
        self.main.read([key for key, _ in keyed])
        for key, write in keyed:
            stands, made = self.main.stands(key), self.main.made(key, write, bringing)
            if write.strict:
                bringing.require(stands.values if stands else {}, made.values)
            if self._post(accounts, stands, made, write, bringing):
                # A lookup sees the figure the entry leaves: the stock after the movement.
                made = self.main.made(key, write, bringing)
            self.main.put(made, write)

    def _post(
        self,
        accounts: tuple[Account, ...],
        stands: Record | None,
        made: Record,
        write: Write,
        bringing: Bringing,
    ) -> bool:
        posted = list(posting.postings(accounts, stands, made, write.reference))
        for library, key, move in posted:
            sheet = self.others[library]
            sheet.read([key])
            moved = sheet.made(key, move, Bringing(sheet.definitions))
            sheet.put(moved, move)
            bringing.sees(library, moved)
        return bool(posted)

    def _named(self, key: str) -> Library | None:
        if key == self.main.library.key:
            return None
        try:
            found = self.main.definitions.named(key)
        except LibraryNotFoundError:
            return None
        self.others.setdefault(key, Sheet(found))
        return found.current


def stood_now(before: Record | None) -> Stood:
    """How a record stands at this moment: its values cannot have changed after its last change."""
    now = clock.wall(clock.now()).isoformat(timespec="minutes")
    if before is None:
        return Stood({}, now)
    changed_at = before.changed_at and clock.wall(clock.from_text(before.changed_at))
    return Stood(before.values, now, changed_at.isoformat(timespec="minutes") if changed_at else now)


def _shown(record: Record | None) -> Mapping[str, object]:
    return record.values if record and not record.deleted_at else {}
