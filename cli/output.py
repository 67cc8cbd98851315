"""How commands answer: tables for people, JSON for programs, sentences for trouble, exit codes."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

FAILED, USAGE, NOT_RUNNING = 1, 2, 3

Files = Annotated[list[Path] | None, typer.Argument(help="Files; all of them without.", show_default=False)]
Publisher = Annotated[str, typer.Option("--by", help="Who publishes, for the version list.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def fail(sentence: str, code: int = FAILED) -> NoReturn:
    """Print one sentence to standard error and exit."""
    sys.stderr.write(sentence.rstrip() + "\n")
    raise typer.Exit(code)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table that fits pipes too: no colours and no cropping there."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(table)
