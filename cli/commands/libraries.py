"""libraries: the modelling libraries; list and show read the registry, verify needs nothing running."""

from dataclasses import asdict
from typing import Annotated

import typer

from chalicelib.libraries import service
from chalicelib.libraries.verify import line
from cli.commands import spreadsheets
from cli.commands.office import in_office, require_files, show_outcomes
from cli.local import content
from cli.output import FAILED, AsJson, Files, Publisher, print_json, print_table

app = typer.Typer(help="Libraries: list, show, verify, diff, publish, import, export.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="libraries")
    spreadsheets.register(app)


@app.command("list")
def list_libraries(as_json: AsJson = False) -> None:
    """List the published libraries."""
    with in_office():
        found = [
            {
                "key": library.key,
                "name": library.name,
                "fields": len(library.fields),
                "kind": library.kind,
            }
            for library in service.all_libraries()
        ]
    if as_json:
        print_json(found)
    else:
        print_table(("key", "name", "fields", "kind"), [list(row.values()) for row in found])


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="Key of the library, e.g. leave-ledger.")],
    as_json: AsJson = False,
) -> None:
    """Print the fields of a published library."""
    with in_office():
        library = service.library(key)
    if as_json:
        print_json(library.model_dump(mode="json"))
        return
    print(f"{library.key}  {library.name}  {library.description}")
    rows = [
        (name, f.label, f.type.value, "yes" if f.required else "", f.unit)
        for name, f in library.fields.items()
    ]
    if library.matrix:
        rows = [(name, label, "users", "", "") for name, label in library.matrix.columns.items()]
    print_table(("field", "label", "type", "required", "unit"), rows)


@app.command()
def verify(files: Files = None, as_json: AsJson = False) -> None:
    """Check library files, or those of folders (all of libraries/ without arguments); print every problem."""
    paths = content.library_files(files or ())
    require_files(paths)
    found = {str(path): content.verify_library(path, paths) for path in paths}
    if as_json:
        print_json({path: [asdict(problem) for problem in problems] for path, problems in found.items()})
    else:
        for path, problems in found.items():
            said = "has problems" if problems else "no problems"
            print("\n  ".join([f"{path}: {said}", *map(line, problems)]))
    if any(found.values()):
        raise typer.Exit(FAILED)


@app.command()
def diff(
    files: Files = None,
    chinese: Annotated[bool, typer.Option("--zh", help="Tell in Chinese.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say in words what publishing library files would change, and what that asks of stored records."""
    paths = content.library_files(files or ())
    require_files(paths)
    with in_office():
        found = {str(path): content.compare_library(path, "zh_CN" if chinese else "en") for path in paths}
    if as_json:
        print_json({path: [asdict(change) for change in changes] for path, changes in found.items()})
        return
    for path, changes in found.items():
        told = [f"{ASKS[change.asks]}{change.sentence}" for change in changes]
        print("\n  ".join([path, *(told or ["no difference"])]))


ASKS = {"nothing": "", "plan": "[needs a plan] ", "impossible": "[not while records are stored] "}


@app.command()
def publish(files: Files = None, by: Publisher = "system", as_json: AsJson = False) -> None:
    """Publish library files (all of libraries/ without arguments); unchanged ones stay as they are."""
    paths = content.library_files(files or ())
    require_files(paths)
    with in_office():
        outcomes = [content.publish_library(path, by) for path in paths]
    show_outcomes(outcomes, as_json=as_json)
