"""vectors: the known answers of every vendor's protocol, worked out anew."""

from pathlib import Path
from typing import Annotated

import typer

from cli.output import FAILED, USAGE, AsJson, fail, print_json

Folder = Annotated[Path, typer.Argument(help="A folder of known answers, e.g. tests/vectors.")]


def register(app: typer.Typer) -> None:
    app.command("vectors")(vectors)


def vectors(folder: Folder, as_json: AsJson = False) -> None:
    """Work out every known answer of a folder with the product's own code; exit code 1 when one differs. Needs nothing running."""
    from cli.vectors.registry import run

    if not folder.is_dir():
        fail(f"There is no folder {folder}.", USAGE)
    outcomes = run(folder)
    if not outcomes:
        fail(f"There are no known answers in {folder}.", USAGE)
    failed = [outcome for outcome in outcomes if outcome.problem]
    if as_json:
        print_json([vars(outcome) for outcome in outcomes])
    else:
        for outcome in failed:
            print(f"{outcome.file}: {outcome.case}: {outcome.problem}")
        print(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed")
    if failed:
        raise typer.Exit(FAILED)
