"""`make bench`: what is promised in milliseconds, measured; exits 1 where a promise is not kept."""

import os
import platform
import sys

from bench import preview
from cli.output import print_table

PEOPLE = (60, 2000)


def main() -> int:
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    rows = [row for people in PEOPLE for row in preview.measure(people)]
    columns = ("people", "flow", "asked", "calls", "median ms", "95 % ms", "worst ms")
    print_table(columns, [(*row[:4], *(f"{number:.1f}" for number in row[4:])) for row in rows])
    slow = [row for row in rows if row[2] == preview.PROMISED and row[4] > preview.TARGET_MS]
    for row in slow:
        print(f"{row[1]} with {row[0]} people, {row[2]}: {row[4]:.1f} ms, more than {preview.TARGET_MS}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
