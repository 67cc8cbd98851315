"""audit: export the chain of events, and prove an export whole without any database."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TextIO

import typer

from chalicelib.approvals import audit
from chalicelib.platform.chain import Break
from cli.commands.office import in_office
from cli.output import FAILED, USAGE, AsJson, fail, print_json

app = typer.Typer(help="The audit chain: export, verify.", no_args_is_help=True)

Request = Annotated[str | None, typer.Option("--request", help="Only this request.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write here instead of to the terminal.")]
Export = Annotated[Path | None, typer.Argument(help="An export; standard input without.", show_default=False)]
Root = Annotated[str, typer.Option("--root", help="The root as it was noted elsewhere; it must be the same.")]


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="audit")


@app.command()
def export(request: Request = None, out: Out = None) -> None:
    """Write every event as one line of JSON, request by request."""
    with in_office():
        count = write(audit.export(request), out)
    if out:
        print(f"{count} lines written to {out}.")


def write(lines: Iterator[str], out: Path | None) -> int:
    """Write the lines and return how many. A file is replaced only when the export is complete."""
    if out is None:
        return write_lines(lines, sys.stdout)
    partial = out.with_name(f"{out.name}.part")
    with partial.open("w", encoding="utf-8") as target:
        count = write_lines(lines, target)
    partial.replace(out)
    return count


def write_lines(lines: Iterator[str], target: TextIO) -> int:
    count = 0
    for line in lines:
        target.write(f"{line}\n")
        count += 1
    return count


@app.command()
def verify(path: Export = None, root: Root = "", as_json: AsJson = False) -> None:
    """Check an export: every event follows the one before it, none was changed, none is missing. Exit code 1 if not."""
    verdict = judge(path, root)
    if as_json:
        breaks = [vars(found) for found in verdict.breaks]
        print_json(
            {
                "requests": verdict.requests,
                "events": verdict.events,
                "root": verdict.root,
                "breaks": breaks,
            }
        )
    elif verdict.breaks:
        print("\n".join(_named(found) for found in verdict.breaks))
    else:
        print(
            f"{verdict.events} events of {verdict.requests} requests: the chain is whole. Root {verdict.root}."
        )
    if verdict.breaks:
        raise typer.Exit(FAILED)


def _named(found: Break) -> str:
    return f"{found.request} event {found.seq}: {found.reason}" if found.request else found.reason


def judge(path: Path | None, root: str = "") -> audit.Verdict:
    """Read and check an export; exit 2 where it is none."""
    try:
        if path is None:
            return audit.verify(sys.stdin, root)
        with path.open(encoding="utf-8") as lines:
            return audit.verify(lines, root)
    except FileNotFoundError:
        fail(f"There is no {path}.", USAGE)
    except (ValueError, KeyError, TypeError):
        fail(f"{path or 'Standard input'} is not an export of the audit chain.", USAGE)
