"""An import of 20,000 rows with 100 mistakes, twice, and the export of what came in: none longer than a function lives,
every mistake named, nothing twice.

The function's work is called as Lambda calls it, slice by slice, on Amazon's own DynamoDB Local and the emulator's S3.
"""

import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.transfers import service, store, working
from chalicelib.libraries.transfers.model import Existing, Mode, Transfer
from tests.store.library_support import load
from tests.support import dynamodb_local
from tests.transfers.transfer_cloud import running
from tests.transfers.transfer_support import PRESIDENT, attempt, counts, gauges, line, records, upload

ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
MISTAKES, SEED = 100, 20261130
MEMORY_MB = 1024
LONGEST_SLICE_SECONDS = 270
"""The function is ended after 300."""
WRONG: tuple[tuple[str, dict[str, Any]], ...] = (
    ("price", {"price": "十元"}),
    ("keeper", {"keeper": "张三"}),
    ("dept", {"dept": "财务处"}),
    ("due_on", {"due": "昨天"}),
    ("name", {"name": "=1+1"}),
    ("sn", {"sn": "SN-00001"}),
)
Row = tuple[str, int, float, int, float, float, str]


def measure() -> tuple[list[Row], list[str]]:
    """Rows of a table (what, rows, seconds, slices, longest slice, MB, what became of the rows), and broken promises."""
    places = sorted(random.Random(SEED).sample(range(2, ROWS + 1), MISTAKES))
    wrong = {place: WRONG[number % len(WRONG)] for number, place in enumerate(places)}
    content = gauges(*(line(n, **wrong.get(n, ("", {}))[1]) for n in range(1, ROWS + 1)))
    with (
        tempfile.TemporaryDirectory() as state,
        dynamodb_local.running(MEMORY_MB) as database,
        running(Path(state) / "local", database),
    ):
        load()
        first, one = _timed("import", lambda: _begun(content, Mode.PARTIAL))
        again, two = _timed("the same file again", lambda: _begun(content, Mode.PARTIAL))
        checked, three = _timed("check alone", lambda: _begun(content, Mode.CHECK))
        out, four = _timed("export", _begun_export)
        stored = len(records())
    rows = [_row("import", ROWS, one, first), _row("the same file again", ROWS, two, again)]
    rows += [_row("check alone", ROWS, three, checked), _row("export", out.progress.done, four, out)]
    return rows, list(_broken(first, again, (out.progress.done, stored), wrong, rows))


def _begun(content: bytes, mode: Mode) -> str:
    made = upload(content)
    service.start_import("gauge", PRESIDENT, made, mode, Existing.UPDATE, {}, "zh_CN")
    return made


def _begun_export() -> str:
    return service.begin_export("gauge", PRESIDENT, Ask(), "xlsx", attempt(PRESIDENT))


def _timed(what: str, begin: Callable[[], str]) -> tuple[Transfer, list[float]]:
    """An import or export that has ended, with the seconds of each slice of work."""
    made, slices, left = begin(), [], True
    while left:
        started = time.perf_counter()
        left = working.work_on(made)
        slices.append(time.perf_counter() - started)
        print(f"{what}: {store.read(made).progress.done} rows, {sum(slices):.0f} s", flush=True)
    return store.read(made), slices


def _row(what: str, rows: int, slices: list[float], found: Transfer) -> Row:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = " / ".join(map(str, counts(found))) if found.progress.counts else "-"
    return what, rows, sum(slices), len(slices), max(slices), memory, told


def _broken(
    first: Transfer, again: Transfer, there: tuple[int, int], wrong: dict[int, Any], rows: list[Row]
) -> Iterator[str]:
    good = ROWS - MISTAKES
    named = {problem.field for problem in first.problems}
    if named != {f"{place + 1}.{name}" for place, (name, _) in wrong.items()}:
        yield f"{len(named)} of {MISTAKES} mistakes were named"
    if counts(first) != (good, 0, 0, MISTAKES):
        yield f"the import came to {counts(first)}"
    if counts(again) != (0, 0, good, MISTAKES):
        yield f"the same file again came to {counts(again)}"
    if there != (good, good):
        yield f"{there[0]} records were exported, {there[1]} are there"
    yield from (f"{row[0]}: a slice of {row[4]:.0f} s" for row in rows if row[4] > LONGEST_SLICE_SECONDS)
