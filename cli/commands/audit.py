"""audit: export the chain of events, and prove an export whole without any database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from chalicelib.approvals import journal
from chalicelib.platform import chain
from cli.commands.office import in_office
from cli.output import FAILED, USAGE, AsJson, fail, print_json

app = typer.Typer(help="The audit chain: export, verify.", no_args_is_help=True)

Request = Annotated[str | None, typer.Option("--request", help="Only this request.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write here instead of to the terminal.")]
Export = Annotated[Path | None, typer.Argument(help="An export; standard input without.", show_default=False)]


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="audit")


@app.command()
def export(request: Request = None, out: Out = None) -> None:
    """Write every event as one line of JSON, request by request."""
    with in_office():
        count = write(all_events(request), out)
    if request and not count:
        fail(f"There is no request {request}.")
    if out:
        print(f"{count} events written to {out}.")


def all_events(request: str | None) -> Iterator[dict[str, Any]]:
    if request:
        yield from journal.events(request)
        return
    cursor = None
    while True:
        ids, cursor = journal.request_ids(cursor)
        for found in ids:
            yield from journal.events(found)
        if not cursor:
            return


def write(events: Iterator[dict[str, Any]], out: Path | None) -> int:
    """Write the lines and return how many. A file is replaced only when the export is complete."""
    if out is None:
        return write_lines(events, sys.stdout)
    partial = out.with_name(f"{out.name}.part")
    with partial.open("w", encoding="utf-8") as target:
        count = write_lines(events, target)
    partial.replace(out)
    return count


def write_lines(events: Iterator[dict[str, Any]], target: TextIO) -> int:
    count = 0
    for count, event in enumerate(events, 1):  # noqa: B007 - the last number is the answer
        target.write(json.dumps(event, ensure_ascii=False, sort_keys=True) + "\n")
    return count


@app.command()
def verify(path: Export = None, as_json: AsJson = False) -> None:
    """Check an export: every event follows the one before it and none was changed. Exit code 1 if not."""
    events = list(read(path))
    breaks = chain.verify(events)
    requests = len({event.get("request") for event in events})
    if as_json:
        print_json({"events": len(events), "requests": requests, "breaks": [vars(found) for found in breaks]})
    elif breaks:
        print("\n".join(f"{found.request} event {found.seq}: {found.reason}" for found in breaks))
    else:
        print(f"{len(events)} events of {requests} requests: the chain is whole.")
    if breaks:
        raise typer.Exit(FAILED)


def read(path: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the events of an export; exit 2 where it is none."""
    if path and not path.is_file():
        fail(f"There is no {path}.", USAGE)
    lines = path.read_text("utf-8").splitlines() if path else sys.stdin.read().splitlines()
    for number, line in enumerate(lines, 1):
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        if not isinstance(event, dict) or not isinstance(event.get("seq"), int):
            fail(f"Line {number} is not an event of an export.", USAGE)
        yield event
