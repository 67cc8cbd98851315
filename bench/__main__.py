"""`make bench`: what is promised in milliseconds, measured; exits 1 where a promise is not kept.

`make bench ONLY=libraries` measures one part.
"""

import os
import platform
import sys
from collections.abc import Callable

from bench import directory, libraries, preview, sheets
from cli.output import print_table

PEOPLE = (60, 2000)


def main(wanted: list[str]) -> int:
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    broken = [problem for name, part in PARTS.items() if not wanted or name in wanted for problem in part()]
    for problem in broken:
        print(problem)
    return 1 if broken else 0


def _preview() -> list[str]:
    rows = [row for people in PEOPLE for row in preview.measure(people)]
    columns = ("people", "flow", "asked", "calls", "median ms", "95 % ms", "worst ms")
    print_table(columns, [(*row[:4], *(f"{number:.1f}" for number in row[4:])) for row in rows])
    slow = [row for row in rows if row[2] == preview.PROMISED and row[4] > preview.TARGET_MS]
    return [
        f"{row[1]} with {row[0]} people, {row[2]}: {row[4]:.1f} ms, more than {preview.TARGET_MS}"
        for row in slow
    ]


def _libraries() -> list[str]:
    rows, broken = libraries.measure()
    columns = ("operation", "records", "requests", "items read", "median ms", "99 % ms")
    print_table(columns, [(row[0], f"{row[1]:,}", *(f"{number:.1f}" for number in row[2:])) for row in rows])
    return broken


def _sheets() -> list[str]:
    rows, broken = sheets.measure()
    columns = (
        "what",
        "rows",
        "seconds",
        "slices",
        "longest",
        "MB",
        "created / updated / unchanged / refused",
    )
    print_table(columns, [(row[0], f"{row[1]:,}", *_figures(row[2:6]), row[6]) for row in rows])
    return broken


def _directory() -> list[str]:
    rows, broken = directory.measure()
    columns = ("the diff of two directories", "people", "CPU s", "people written", "agreements written")
    print_table(
        columns, [(row[0], f"{row[1]:,}", f"{row[2]:.3f}", f"{row[3]:,}", f"{row[4]:,}") for row in rows]
    )
    return broken


def _figures(numbers: tuple[float, ...]) -> list[str]:
    return [f"{number:.0f}" for number in numbers]


PARTS: dict[str, Callable[[], list[str]]] = {
    "preview": _preview,
    "libraries": _libraries,
    "sheets": _sheets,
    "directory": _directory,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
