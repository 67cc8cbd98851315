"""The demo records of all libraries: written once, and gone on with where a start was ended in the middle."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import SEQUENCE, Library
from chalicelib.libraries.numbering import pattern_of
from chalicelib.libraries.records import Action, Write, key_of
from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar
from chalicelib.platform.serials import next_serials
from cli.local.settings import Local, Records
from sandbox import institute
from sandbox.institute import ledgers

BY, SOURCE = "system", "opening"
AT_ONCE: Final = 50
_SIZES: Final = {Records.FULL: ledgers.FULL, Records.FEW: ledgers.FEW}
Rows = Sequence[ledgers.Values]


@dataclass(frozen=True)
class Progress:
    """What is remembered between starts: of which day and size the records are, and which libraries have theirs."""

    day: date
    records: Records
    done: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Progress | None":
        if not path.is_file():
            return None
        told = json.loads(path.read_text())
        return cls(date.fromisoformat(told["day"]), Records(told["records"]), tuple(told["done"]))

    def write(self, path: Path) -> None:
        told = {"day": str(self.day), "records": self.records, "done": self.done}
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps(told))
        unfinished.replace(path)


def begin(local: Local, save: Callable[[], None]) -> bool:
    """Take the numbers that the demo records have, so that nobody's new record gets one; whether records are wanted yet.

    What was begun is gone on with as it was: of the same day and size, whatever the settings say now.
    """
    progress = Progress.read(_file(local))
    if progress is None:
        if local.records is Records.NONE:
            return False
        progress = Progress(clock.wall(clock.now()).date(), local.records)
        for key, rows in _ledgers(local, progress).items():
            take_numbers(libraries.library(key), rows)
        save()
        progress.write(_file(local))
    return len(progress.done) < len(_ledgers(local, progress))


def load(local: Local, save: Callable[[], None]) -> Iterator[tuple[str, int]]:
    """Write what is missing after `begin`; yield each library that now has its records, and how many these are.

    `save` has the emulator write what it knows: a library is remembered as done only when its records are on disk.
    """
    progress = Progress.read(_file(local))
    if progress is None:
        return
    for key, rows in _ledgers(local, progress).items():
        if key not in progress.done:
            write(key, rows)
            save()
            progress = Progress(progress.day, progress.records, (*progress.done, key))
            progress.write(_file(local))
            yield key, len(rows)


def write(key: str, rows: Rows) -> None:
    """Write records of a library; one that stands there already stays as it is."""
    library = libraries.library(key)
    wanted = {key_of(library, row): row for row in rows}
    names = list(wanted)
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        there = libraries.records(key, some)
        writes = [
            Write(Action.CREATE, f"{SOURCE}/{name}", typed(library, wanted[name]))
            for name in some
            if name not in there
        ]
        libraries.write_all(key, writes, BY, SOURCE)


def typed(library: Library, row: ledgers.Values) -> ledgers.Values:
    """What of a row somebody writes; the rest is worked out: a stock by its movements."""
    return {name: value for name, value in row.items() if not library.fields[name].is_derived}


def take_numbers(library: Library, rows: Rows) -> None:
    """Move the counters of a library's numbers behind those that records have."""
    keys = [key_of(library, row) for row in rows]
    found = SEQUENCE.search(library.pattern)
    if found is None:
        return
    today = clock.wall(clock.now()).date()
    for pattern in sorted({pattern_of(library, row) for row in rows}):
        first = next_serials(f"library#{library.key}", pattern, today, 1)[0]
        head = first[: -int(found.group()[len("{seq:") : -1])]
        alike = [key for key in keys if key.startswith(head) and len(key) == len(first)]
        highest = max((int(key[len(head) :]) for key in alike), default=0)
        next_serials(f"library#{library.key}", pattern, today, highest - int(first[len(head) :]))


def _ledgers(local: Local, progress: Progress) -> Mapping[str, Rows]:
    everybody = institute.build(local.people)
    office = ledgers.Office(everybody, progress.day, institute_calendar().is_workday)
    return ledgers.ledgers(office, _SIZES[progress.records])


def _file(local: Local) -> Path:
    return local.cloud_state / "ledgers.json"
